"""Two people at once: one wins, the other is told, and nothing is made twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from loa.documents.models import Document, Status
from loa.documents.services import AlreadyConfirmed, bring_in_document
from loa.programmes.models import Directive, Exemption, Extension, Task
from loa.programmes.services import (
    AlreadyDecided,
    DecidedMeanwhile,
    commit_directive,
    exempt_body,
    extend_due,
)
from tests.cast import make_cast
from tests.programmes.conftest import NOW, YEAR, choose
from tests.programmes.papers import PLAN

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run all at the same moment, each with its own connection; errors are results."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        close_old_connections()
        try:
            start.wait(timeout=20)
            return call()
        except Exception as error:  # noqa: BLE001  a race's loser is what is asked for
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def document(cast):
    document = bring_in_document(
        text=PLAN, actor=cast.overseer, acting=cast.acting("overseer"), at=NOW
    )
    choose(cast, document, group=cast.communes)
    return document


def test_of_two_who_confirm_one_document_one_wins(cast, document):
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": NOW}
    results = at_once(
        *[lambda: commit_directive(document=document, choices=YEAR, **hand)] * 3
    )
    told = [each for each in results if isinstance(each, AlreadyConfirmed)]
    assert len(told) == 2
    assert told[0].by == "Phạm Thị Overseer"
    assert Directive.objects.count() == 1
    assert Task.objects.count() == 5


@pytest.mark.verify
def test_of_two_who_make_an_issued_paper_duties_one_wins(cast, document):
    # As issuing leaves it: a confirmed paper whose tasks are still open.
    rows = Document.objects.filter(pk=document.pk)
    rows.update(status=Status.CONFIRMED, tasks_open=True, direction="outgoing")
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": NOW}
    results = at_once(
        *[lambda: commit_directive(document=document, choices=YEAR, **hand)] * 3
    )
    assert sum(isinstance(each, AlreadyConfirmed) for each in results) == 2
    assert Directive.objects.count() == 1
    assert Task.objects.count() == 5


def test_of_two_who_exempt_a_body_one_decides(cast, document):
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": NOW}
    directive = commit_directive(document=document, choices=YEAR, **hand)
    task = directive.tasks.get(order=2)
    results = at_once(
        *[
            lambda: exempt_body(
                task=task, body=cast.commune, period_start=date(2026, 3, 1),
                reason="Lũ", by_document="15/CV", **hand,
            )
        ]
        * 3
    )  # fmt: skip
    told = [each for each in results if isinstance(each, AlreadyDecided)]
    assert len(told) == 2
    assert Exemption.objects.count() == 1


def test_of_two_who_give_time_the_loser_is_told_and_nothing_is_closed(cast, document):
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": NOW}
    directive = commit_directive(document=document, choices=YEAR, **hand)
    task = directive.tasks.get(order=2)
    of = {"task": task, "body": cast.commune, "period_start": date(2026, 3, 1)}
    why = {"reason": "Lũ", "seen": ""}
    results = at_once(
        lambda: extend_due(**of, **why, due_on=date(2026, 4, 7), by_document="15/CV", **hand),
        lambda: extend_due(**of, **why, due_on=date(2026, 4, 9), by_document="16/CV", **hand),
        lambda: exempt_body(**of, **why, by_document="17/CV", **hand),
    )  # fmt: skip
    told = [each for each in results if isinstance(each, DecidedMeanwhile)]
    won = next(each for each in results if not isinstance(each, Exception))
    assert len(told) == 2
    assert {each.decision for each in told} == {won}
    assert Extension.objects.count() + Exemption.objects.count() == 1
    assert won.closed_at is None
