"""A month in the life of a commune, as of `TODAY` of the cast."""

from dataclasses import dataclass
from datetime import date

import pytest

from loa.documents.models import Delivery
from loa.programmes.models import Directive, Task
from tests.cast import TODAY, Cast
from tests.factories import make_directive, make_document, make_task, moment

NOON = moment(TODAY.year, TODAY.month, TODAY.day, 12)


@dataclass(slots=True)
class Month:
    """The directive of the province and its tasks for all communes."""

    directive: Directive
    news: Task  # two a month
    survey: Task  # by 12/11: overdue on 21/11
    posters: Task  # three points by 30/11
    contest: Task  # asked, not bound
    standing: Task


@pytest.fixture
def month(cast: Cast) -> Month:
    document = make_document(cast.province, cast.overseer)
    directive = make_directive(document, cast.overseer)
    for body in (cast.commune, cast.neighbour):
        Delivery.objects.create(document=document, body=body, delivered_at=NOON)
    plain = {
        "recurrence": "once",
        "quota_count": None,
        "quota_unit": "",
        "quota_per": "",
        "channel_kinds": [],
    }
    return Month(
        directive,
        news=make_task(directive, leads=[cast.communes]),
        survey=make_task(
            directive,
            leads=[cast.communes],
            **plain | {"kind": "deliver", "deadline": date(2026, 11, 12)},
            title="Rà soát cụm loa đang hoạt động",
        ),
        posters=make_task(
            directive,
            leads=[cast.communes],
            **plain
            | {
                "kind": "quota",
                "quota_count": 3,
                "quota_unit": "điểm",
                "quota_per": "total",
                "deadline": date(2026, 12, 15),
            },
            title="Niêm yết thủ tục hành chính",
        ),
        contest=make_task(
            directive,
            leads=[cast.communes],
            **plain | {"kind": "deliver", "deadline": date(2026, 12, 11)},
            title="Cuộc thi trực tuyến",
            is_binding=False,
        ),
        standing=make_task(
            directive,
            leads=[cast.communes],
            **plain | {"kind": "standing", "recurrence": "regular"},
            window_rule="law",
            title="Tăng cường tuyên truyền trên hệ thống truyền thanh",
        ),
    )


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of the page at the cast's day."""
    monkeypatch.setattr("loa.desk.views.today", lambda: TODAY)
    monkeypatch.setattr("loa.desk.views.now", lambda: NOON)
