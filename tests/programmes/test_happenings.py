"""What event-driven tasks wait for: each happening is owed by itself, and can be withdrawn."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.common.decided import NeverUpdated
from loa.domain.periods import DueRule
from loa.evidence.models import Credit, Tally
from loa.evidence.services import record_activity
from loa.notices.models import Notice
from loa.programmes.models import Happening, Task, TaskKind
from loa.programmes.selectors import owed
from loa.programmes.services import (
    AlreadyWithdrawn,
    BadHappening,
    extend_due,
    record_happening,
    withdraw_happening,
)
from loa.reference.models import CommunicationForm
from tests.factories import make_directive, make_document, make_task, moment, rewrite

NOW = moment(2026, 11, 21)
NOVEMBER = date(2026, 11, 9)  # a Monday


@pytest.fixture
def task(cast):
    directive = make_directive(
        make_document(cast.province, cast.overseer), cast.overseer
    )
    return make_task(
        directive,
        leads=[cast.communes],
        kind=TaskKind.EVENT,
        recurrence="on_event",
        quota_count=None,
        quota_unit="",
        quota_per="",
        channel_kinds=[],
        text="Khi có văn bản mới về thủ tục hành chính, tuyên truyền đến người dân.",
        title="Khi có văn bản mới về thủ tục hành chính",
        due_rule=DueRule.working_days_after(3).as_data(),
    )  # fmt: skip


def happen(cast, task, who="overseer", what="Quyết định 12/2026/QĐ-UBND", **more):
    more = {"happened_on": NOVEMBER} | more
    return record_happening(
        task=task, what=what, actor=getattr(cast, who), acting=cast.acting(who), at=NOW,
        **more,
    )  # fmt: skip


def cells(*bodies, first=date(2026, 11, 1), last=date(2026, 12, 31)):
    return owed(
        body_ids=[body.pk for body in bodies], first=first, last=last, on=NOW.date()
    )


def test_before_anything_happens_nothing_is_owed(cast, task):
    assert cells(cast.commune) == []


def test_a_happening_is_owed_by_all_whom_the_task_assigns(cast, task):
    row = happen(cast, task)
    found = cells(cast.commune, cast.neighbour)
    assert {cell.body_id for cell in found} == {cast.commune.pk, cast.neighbour.pk}
    # The third working day after Monday the 9th.
    assert {cell.window.due_on for cell in found} == {date(2026, 11, 12)}
    assert {cell.window.period.start for cell in found} == {NOVEMBER}
    assert found[0].task.label == f"{task.label}.1" == row.line.label
    assert found[0].target == 1


def test_two_happenings_of_one_day_stay_two_obligations(cast, task):
    happen(cast, task)
    happen(cast, task, what="Quyết định 13/2026/QĐ-UBND")
    found = cells(cast.commune)
    assert [cell.task.label for cell in found] == ["N1.1", "N1.2"]
    assert len({cell.key for cell in found}) == 2


def test_one_body_may_be_concerned_alone(cast, task):
    happen(cast, task, body=cast.commune)
    assert len(cells(cast.commune)) == 1
    assert cells(cast.neighbour) == []


def test_without_a_day_in_the_paper_the_judging_rule_says_one_openly(cast, task):
    Task.objects.filter(pk=task.pk).update(due_rule=None)
    task.refresh_from_db()
    row = happen(cast, task)
    assert row.due_is_default
    # Five working days after the 9th: the 16th.
    assert cells(cast.commune)[0].window.due_on == date(2026, 11, 16)
    page = cast.client("overseer").get(reverse("programmes:task", args=[task.pk]))
    assert "lấy hạn mặc định của Loa" in page.content.decode()


def test_a_paper_may_say_the_day_itself(cast, task):
    happen(cast, task, due_on=date(2026, 12, 1))
    assert cells(cast.commune)[0].window.due_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"happened_on": date(2026, 11, 22)}, "to_come"),
        ({"happened_on": date(2025, 12, 31)}, "out_of_force"),
        ({"due_on": date(2026, 11, 8)}, "due_before"),
    ],
)
def test_what_cannot_be_owed_is_refused_whole(cast, task, more, code):
    with pytest.raises(BadHappening) as refused:
        happen(cast, task, **more)
    assert refused.value.code == code
    assert not Happening.objects.exists()
    assert Task.objects.count() == 1


def test_the_very_same_twice_is_refused(cast, task):
    happen(cast, task)
    with pytest.raises(BadHappening, match="known"):
        happen(cast, task, what="quyết định 12/2026/qđ-ubnd")
    with pytest.raises(BadHappening, match="known"):
        happen(cast, task, body=cast.commune)


def test_a_body_outside_the_task_or_nobody_is_refused(cast, task):
    with pytest.raises(BadHappening, match="nobody"):
        happen(cast, task, body=cast.culture)
    rewrite(task.assignments, until_on=date(2026, 6, 1))
    with pytest.raises(BadHappening, match="nobody"):
        happen(cast, task)
    assert not Happening.objects.exists()


def test_only_an_event_driven_task_waits(cast, task):
    quota = make_task(task.directive, leads=[cast.communes])
    with pytest.raises(BadHappening, match="not_event"):
        happen(cast, quota)
    line = happen(cast, task).line
    with pytest.raises(BadHappening, match="not_event"):
        happen(cast, line)


def test_a_body_says_it_for_itself_and_for_nobody_else(cast, task):
    happen(cast, task, "clerk", body=cast.commune)
    assert len(cells(cast.commune)) == 1
    with pytest.raises(PermissionDenied):
        happen(cast, task, "clerk", what="Khác")
    with pytest.raises(PermissionDenied):
        happen(cast, task, "clerk", what="Khác", body=cast.neighbour)


def test_those_concerned_are_told(cast, task):
    row = happen(cast, task)
    kinds = Notice.objects.filter(kind="programmes.happening.recorded")
    assert {notice.body_id for notice in kinds} >= {cast.commune.pk, cast.neighbour.pk}
    withdraw(cast, row)
    assert Notice.objects.filter(kind="programmes.happening.withdrawn").exists()


def withdraw(cast, row, who="overseer"):
    withdraw_happening(
        happening=row, reason="Ghi hai lần", actor=getattr(cast, who),
        acting=cast.acting(who), at=NOW,
    )  # fmt: skip


def test_a_withdrawn_happening_is_owed_no_more_and_stays_in_the_list(cast, task):
    row = happen(cast, task)
    withdraw(cast, row)
    assert cells(cast.commune) == []
    row.refresh_from_db()
    assert (row.closed_at, row.closed_reason) == (NOW, "Ghi hai lần")
    with pytest.raises(AlreadyWithdrawn):
        withdraw(cast, row)
    # It may be written down anew, as another line.
    assert happen(cast, task).line.line == 2
    page = cast.client("overseer").get(reverse("programmes:task", args=[task.pk]))
    assert "Ghi hai lần" in page.content.decode()


def test_who_could_not_write_it_down_does_not_withdraw_it(cast, task):
    row = happen(cast, task)
    with pytest.raises(PermissionDenied):
        withdraw(cast, row, "clerk")


def test_what_was_done_before_counts_and_goes_with_the_happening(cast, task):
    form = CommunicationForm.objects.get(code="news")
    task.forms.set([form])
    done = record_activity(
        body_id=cast.commune.pk, done_on=date(2026, 11, 10), form=form, area=None,
        address="https://tamgiai.lamgiang.gov.vn/tin-9", title="Tin về văn bản mới", actor=cast.clerk,
        acting=cast.acting("clerk"), at=NOW,
    ).record  # fmt: skip
    row = happen(cast, task)
    credit = Credit.objects.get(task=row.line, closed_at=None)
    assert (credit.record_id, credit.period_start) == (done.pk, NOVEMBER)
    withdraw(cast, row)
    assert not Credit.objects.filter(task=row.line, closed_at=None).exists()
    tally = Tally.objects.get(task=row.line)
    assert tally.pending == tally.verified == tally.disputed == 0


def test_an_extension_moves_one_happening_alone(cast, task):
    first = happen(cast, task)
    happen(cast, task, what="Khác")
    extend_due(
        task=first.line, body=cast.commune, period_start=NOVEMBER,
        due_on=date(2026, 11, 30), reason="Bão", by_document="1/CV", actor=cast.overseer,
        acting=cast.acting("overseer"), at=NOW,
    )  # fmt: skip
    assert [cell.window.due_on for cell in cells(cast.commune)] == [
        date(2026, 11, 30),
        date(2026, 11, 12),
    ]


def test_the_page_takes_a_happening_and_its_withdrawal(cast, task):
    client = cast.client("overseer")
    url = reverse("programmes:record_happening", args=[task.pk])
    assert client.get(url).status_code == 200
    sent = {"what": "Quyết định 9/QĐ", "happened_on": "09/11/2026", "concerns": ""}
    page = client.post(url, sent, follow=True)
    assert "N1.1" in page.content.decode()
    bad = client.post(url, sent)
    assert bad.status_code == 422
    assert "đã được ghi" in bad.content.decode()
    late = client.post(url, sent | {"what": "x", "happened_on": "01/12/2026"})
    assert late.status_code == 422
    row = Happening.objects.get()
    away = reverse("programmes:withdraw_happening", args=[task.pk, row.pk])
    assert client.post(away, {"reason": ""}).status_code == 422
    client.post(away, {"reason": "Nhầm"})
    row.refresh_from_db()
    assert row.closed_reason == "Nhầm"


def test_a_task_of_another_kind_has_no_such_page(cast, task):
    quota = make_task(task.directive, leads=[cast.communes])
    url = reverse("programmes:record_happening", args=[quota.pk])
    assert cast.client("overseer").get(url).status_code == 404


def test_the_list_of_tasks_counts_what_happened_with_its_task(cast, task):
    happen(cast, task)
    happen(cast, task, what="Khác")
    page = cast.client("overseer").get(
        reverse("programmes:directive", args=[task.directive_id])
    )
    (row,) = page.context["tasks"]
    assert (row.task.pk, row.obligations, row.bodies) == (task.pk, 4, 2)


def test_what_happened_is_owed_as_it_was_known(cast, task):
    row = happen(cast, task)
    line = row.line_id
    day = timedelta(days=1)

    def known(at):
        found = owed(
            body_ids=[cast.commune.pk], first=row.happened_on, last=row.happened_on,
            on=NOW.date(), task_ids=[line], known_at=at,
        )  # fmt: skip
        return len(found)

    assert (known(row.recorded_at - day), known(row.recorded_at), known(None)) == (
        0,
        1,
        1,
    )
    withdraw_happening(
        happening=row, reason="Nhầm", actor=cast.overseer,
        acting=cast.acting("overseer"), at=row.recorded_at + day,
    )  # fmt: skip
    assert known(row.recorded_at) == 1
    assert known(row.recorded_at + day) == known(None) == 0
    row.refresh_from_db()
    with pytest.raises(NeverUpdated):
        Happening.objects.filter(pk=row.pk).update(what="Khác")
