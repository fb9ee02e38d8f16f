"""Nothing decided is overwritten: a day as it stood then, and as we know it now."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.common.decided import Decided, NeverUpdated
from loa.oversight.filters import end_of_day
from loa.oversight.selectors import obligations
from loa.programmes.models import Assignment, Correction
from tests.factories import make_directive, make_document, make_task, moment

pytestmark = pytest.mark.django_db

APRIL = date(2026, 4, 30)


@pytest.fixture
def task(cast):
    """Two items a month, wrongly assigned to the neighbour alone from January on."""
    document = make_document(
        cast.province, cast.overseer, number="12", symbol="KH-UBND"
    )
    directive = make_directive(document, cast.overseer)
    return make_task(directive, leads=[cast.neighbour])


def path(task):
    return f"/chuong-trinh/nhiem-vu/{task.pk}/phan-cong/"


def given(task, party, **more):
    row = Assignment.objects.known().get(task=task)
    return {
        "row": row.pk, "party": party, "mode": "each", "from_on": "2026-01-01",
        "reason": "Ghi nhầm đơn vị", "by_document": "15/CV-SNV ngày 03/9/2026",
    } | more  # fmt: skip


def seen(client, task):
    return client.get(path(task)).context["seen"]


def decide(client, task, to, **more):
    data = given(task, to) | {"seen": seen(client, task), "decide": "1"} | more
    return client.post(path(task), data)


def at(monkeypatch, when):
    monkeypatch.setattr("loa.programmes.views.correcting.now", lambda: when)


def cells(cast, **asked):
    found = obligations(
        body_ids=[cast.commune.pk, cast.neighbour.pk],
        first=date(2026, 3, 1), last=date(2026, 3, 31), **asked,
    )  # fmt: skip
    return [one.cell.body_id for one in found]


def test_a_correction_in_september_leaves_march_as_it_stood_in_april(
    cast, task, monkeypatch
):
    overseer = cast.client("overseer")
    # What it changes is seen first, and nothing is written.
    shown = overseer.post(path(task), given(task, f"b-{cast.commune.pk}"))
    assert "What this changes" in shown.content.decode() or shown.context["effect"]
    assert not Correction.objects.exists()

    at(monkeypatch, moment(2026, 9, 5))
    assert decide(overseer, task, f"b-{cast.commune.pk}").status_code == 302

    then = end_of_day(APRIL)
    assert cells(cast, on=APRIL, known_at=then) == [cast.neighbour.pk]
    assert cells(cast, on=APRIL) == [cast.commune.pk]
    assert cells(cast, on=APRIL, known_at=moment(2026, 9, 6)) == [cast.commune.pk]

    board = f"/bang-theo-doi/?tren={cast.province.pk}&nv={task.pk}&ngay=2026-04-30"
    page = overseer.get(board)
    assert [line.version.body_id for line in page.context["page"].board.lines] == [
        cast.neighbour.pk
    ]
    text = page.content.decode()
    assert "30/04/2026" in text
    for why in ("15/CV-SNV ngày 03/9/2026", "Ghi nhầm đơn vị", "Phạm Thị Overseer"):
        assert why in text
    now = overseer.get(board + "&biet=nay")
    assert [line.version.body_id for line in now.context["page"].board.lines] == [
        cast.commune.pk
    ]
    # The rows of before are there, closed and not written over.
    old = Assignment.objects.get(task=task, body=cast.neighbour)
    assert (old.until_on, old.closed_at) == (None, moment(2026, 9, 5))
    # The cell's own page says it too.
    cell = overseer.get(
        f"/bang-theo-doi/o/{task.pk}/{cast.neighbour.pk}/2026-03-01/?ngay=2026-04-30"
    )
    assert "Ghi nhầm đơn vị" in cell.content.decode()


def test_a_change_from_a_day_on_leaves_what_was_owed_before(cast, task):
    overseer = cast.client("overseer")
    decide(overseer, task, f"b-{cast.commune.pk}", from_on="2026-03-01")
    assert cells(cast, on=APRIL) == [cast.commune.pk]
    february = obligations(
        body_ids=[cast.neighbour.pk], first=date(2026, 2, 1),
        last=date(2026, 2, 28), on=APRIL,
    )  # fmt: skip
    assert [one.cell.body_id for one in february] == [cast.neighbour.pk]


def test_who_decides_second_is_told_who_decided_meanwhile(cast, task):
    overseer = cast.client("overseer")
    old = seen(overseer, task)
    decide(overseer, task, f"b-{cast.commune.pk}")
    late = overseer.post(
        path(task), given(task, f"b-{cast.culture.pk}", seen=old, decide="1")
    )
    assert late.status_code == 409
    assert "Phạm Thị Overseer" in late.content.decode()
    assert "15/CV-SNV" in late.content.decode()
    assert Correction.objects.count() == 1
    assert cells(cast, on=APRIL) == [cast.commune.pk]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""}, {"by_document": ""}, {"from_on": "2025-01-01"},
        {"from_on": "x"}, {"party": "b-999999"}, {"row": "999"},
        {"row": "", "party": ""},
    ],
)  # fmt: skip
def test_bad_input_is_told_and_nothing_is_stored(cast, task, wrong):
    overseer = cast.client("overseer")
    answer = decide(overseer, task, f"b-{cast.commune.pk}", **wrong)
    assert answer.status_code == 422
    assert not Correction.objects.exists()


def test_the_same_again_changes_nothing(cast, task):
    overseer = cast.client("overseer")
    answer = decide(overseer, task, f"b-{cast.neighbour.pk}")
    assert answer.status_code == 422
    assert not Correction.objects.exists()


def test_what_is_decided_refuses_to_be_written_over(cast, task):
    row = Assignment.objects.get(task=task)
    row.until_on = APRIL
    with pytest.raises(NeverUpdated):
        row.save()
    with pytest.raises(NeverUpdated):
        row.save(update_fields=["until_on"])
    with pytest.raises(NeverUpdated):
        Assignment.objects.update(until_on=APRIL)
    with pytest.raises(NeverUpdated):
        task.assignments.update(until_on=APRIL)
    with pytest.raises(NeverUpdated):
        Assignment.objects.bulk_update([row], ["until_on"])
    row.closed_at = moment(2026, 9, 1)
    row.save(update_fields=["closed_at"])


def test_every_model_of_decisions_is_never_updated():
    from django.apps import apps

    names = {m.__name__ for m in apps.get_models() if issubclass(m, Decided)}
    assert names >= {
        "Assignment", "Exemption", "Extension", "Statement", "Verdict", "Credit",
        "GroupRule", "GroupMember", "JudgingRule",
    }  # fmt: skip
    # Whatever has an end of its own to close is one of them, or says why not.
    others = {"Finding", "Relation"}
    for model in apps.get_models():
        fields = {field.name for field in model._meta.fields}
        if {"recorded_at", "closed_at"} <= fields:
            assert issubclass(model, Decided) or model.__name__ in others | {
                "Happening"
            }, model


@pytest.mark.parametrize(
    "words", ["ngay=x", "ngay=2999-01-01", "ngay=2026-02-30", "ngay=", "biet=nay"]
)
def test_a_day_that_is_none_is_the_board_of_today(cast, task, words):
    page = cast.client("overseer").get(f"/bang-theo-doi/?{words}")
    assert page.status_code == 200
    assert page.context["past"] is None


def test_statements_of_a_past_board_do_not_grow(cast, task):
    counts = []
    for bodies in ([cast.neighbour.pk], [cast.neighbour.pk, cast.commune.pk] * 20):
        with CaptureQueriesContext(connection) as context:
            obligations(
                body_ids=bodies, first=date(2026, 1, 1), last=date(2026, 12, 31),
                on=APRIL, known_at=end_of_day(APRIL), task_ids=[task.pk],
            )  # fmt: skip
        counts.append(len(context))
    assert counts[0] == counts[1]
