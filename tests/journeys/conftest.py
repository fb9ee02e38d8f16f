"""The journeys, each told once for all tests that look at it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import machine
from tests.journeys.story import Told

SEED_HEADER = {"number": "25", "issued_on": "10/03/2025"}
UNITS = "Các cơ quan, đơn vị trực thuộc"
ALL = "Các cơ quan, đơn vị, địa phương"
SEED_MEANINGS = {
    "Các cơ quan, đơn vị": UNITS,
    "Các cơ quan, đơn vị thị xã": UNITS,
    "Các cơ quan, đơn vị được giao chủ trì": UNITS,
    "Thủ trưởng các cơ quan, đơn vị": ALL,
    "Trung tâm Chính trị thị xã": None,
    "Ủy ban Mặt trận Tổ quốc Việt Nam thị xã": None,
    "các tổ chức chính trị - xã hội thị xã": None,
}


# Our own plan stands in where the corpus is absent; beside it, it is told in `make
# verify`, for a story takes its time.
_OWN = pytest.param(
    "own.docx", marks=[] if machine.corpus_reason() else pytest.mark.verify
)


@pytest.fixture(scope="module", params=["seed-001.docx", _OWN])
def told(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Told]:
    """The whole journey of a directive, told once."""
    yield from _in_one_transaction(request.param, django_db_blocker, whole=True)


@pytest.fixture(scope="module")
def begun(django_db_setup: None, django_db_blocker: Any) -> Iterator[Told]:
    """The beginning of the journey, from the corpus's plain text."""
    yield from _in_one_transaction("seed-001.txt", django_db_blocker, whole=False)


def _in_one_transaction(which: str, blocker: Any, *, whole: bool) -> Iterator[Told]:
    from django.db import transaction

    from tests.journeys import story
    from tests.journeys.clock import told_time

    with blocker.unblock(), told_time() as clock, transaction.atomic():
        place, directive = _of(which, clock)
        tell: Callable[..., Told] = story.tell if whole else story.begin
        yield tell(place, directive, clock)
        transaction.set_rollback(True)


def _of(which: str, clock: Any) -> tuple[Any, Any]:
    from tests.corpus.layout import docx_from_text
    from tests.journeys import papers, places
    from tests.journeys.story import Directive

    if which == "own.docx":
        outside = {"Đài Truyền thanh các địa phương": None}
        return places.make_province(), Directive(
            "ke-hoach-25.docx", papers.own_docx(), 2026, meanings=outside
        )
    text = papers.seed_text()
    content = docx_from_text(text) if which.endswith(".docx") else text.encode()
    return places.make_town(), Directive(
        which, content, 2025, SEED_HEADER, SEED_MEANINGS, standing=(9,)
    )
