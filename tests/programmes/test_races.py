"""Two people at once: one wins, the other is told, and nothing is made twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from loa.documents.models import Document, Status
from loa.documents.services import AlreadyConfirmed, bring_in_document
from loa.programmes.choices import NEW_PROGRAMME
from loa.programmes.models import (
    Directive,
    DutyAnswer,
    Exemption,
    Extension,
    Programme,
    ProgrammeEdit,
    Task,
)
from loa.programmes.services import (
    AlreadyAnswered,
    AlreadyDecided,
    DecidedMeanwhile,
    EditedSince,
    answer_request,
    ask_about_duty,
    commit_directive,
    edit_programme,
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


def test_of_two_answers_to_one_request_one_stands(cast, document):
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": NOW}
    directive = commit_directive(document=document, choices=YEAR, **hand)
    march = date(2026, 3, 1)
    row = ask_about_duty(
        task=directive.tasks.get(order=2), body=cast.commune, period_start=march,
        kind="more_time", words="Lũ", wanted_on=date(2026, 4, 20),
        actor=cast.clerk, acting=cast.acting("clerk"), at=NOW,
    )  # fmt: skip
    said = {"request": row, "words": "Đã xem", **hand}
    results = at_once(
        lambda: answer_request(kind="granted", by_document="15/CV", **said),
        lambda: answer_request(kind="refused", **said),
        lambda: answer_request(kind="granted", by_document="15/CV", **said),
    )
    assert sum(isinstance(each, AlreadyAnswered) for each in results) == 2
    answer = DutyAnswer.objects.get()
    # what was decided is what the one answer says
    assert Extension.objects.count() == (answer.kind == "granted")
    assert (answer.extension is not None) == (answer.kind == "granted")


def test_of_two_edits_of_a_programme_page_one_stands_and_one_is_told(cast, document):
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": NOW}
    choices = replace(YEAR, programme=NEW_PROGRAMME)
    programme = commit_directive(document=document, choices=choices, **hand).programme
    results = at_once(
        *[
            lambda theme=theme: edit_programme(
                programme=Programme.objects.get(pk=programme.pk), name=programme.name,
                theme=theme, sections=programme.sections, seen=0, **hand,
            )
            for theme in ("Một cửa", "Số hóa", "Hài lòng")
        ]
    )  # fmt: skip
    told = [each for each in results if isinstance(each, EditedSince)]
    assert len(told) == 2
    edit = ProgrammeEdit.objects.get()
    assert {each.edit for each in told} == {edit}
    assert Programme.objects.get().theme == edit.after["theme"]
