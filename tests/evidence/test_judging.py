"""Verdicts are a person's with a reason, or time's; counts move with them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from loa.audit.models import Entry
from loa.evidence import listeners, services
from loa.evidence.jobs import recredit_records
from loa.evidence.models import ProvinceTally, Standing, Verdict
from loa.notices.models import Notice
from loa.orgs.models import Role
from loa.programmes.models import Directive
from loa.programmes.services import extend_due
from loa.programmes.signals import directive_committed, directive_merged
from tests.evidence.work import AT, HOST, Work
from tests.factories import (
    give,
    make_directive,
    make_document,
    make_task,
    moment,
    rewrite,
)

pytestmark = pytest.mark.django_db


def test_a_verdict_moves_every_cell_that_the_record_counts_toward(work: Work):
    other = make_task(work.directive, leads=[work.cast.commune], quota_count=3)
    record = work.record().record

    work.judge(record, Standing.VERIFIED)

    assert work.columns() == {"verified": 1}
    assert work.columns(other) == {"verified": 1}
    rolled = ProvinceTally.objects.get(task=other)
    assert (rolled.province, rolled.verified, rolled.pending) == (
        work.cast.province,
        1,
        0,
    )


def test_verdicts_are_never_changed_only_followed(work: Work):
    record = work.record().record
    work.judge(record, Standing.DISPUTED, reason="Chưa rõ ngày đăng")
    work.judge(record, Standing.VERIFIED, reason="Trang ghi đúng ngày")

    history = list(record.verdicts.order_by("pk"))

    assert [v.standing for v in history] == ["pending", "disputed", "verified"]
    assert [v.closed_at is None for v in history] == [False, False, True]
    assert history[1].reason == "Chưa rõ ngày đăng"
    assert work.columns() == {"verified": 1}


def test_the_body_is_told_of_a_verdict_with_its_reason(work: Work):
    work.judge(work.record().record, Standing.REJECTED, reason="Không phải tin của xã")

    notice = Notice.objects.get(kind="evidence.verdict.rejected")
    assert notice.body == work.cast.commune
    assert notice.params["reason"] == "Không phải tin của xã"


@pytest.mark.parametrize("who", ["clerk", "head", "outsider", "officer"])
def test_neither_the_body_itself_nor_an_outsider_judges(work: Work, who):
    record = work.record().record

    with pytest.raises(PermissionDenied):
        services.give_verdict(
            record=record,
            standing=Standing.VERIFIED,
            reason="Đúng",
            actor=getattr(work.cast, who),
            acting=work.cast.acting(who),
            at=AT,
        )

    assert work.columns() == {"pending": 1}


def test_an_overseer_with_a_grant_in_the_body_is_no_judge_of_it(work: Work):
    record = work.record().record
    give(work.cast.overseer, Role.OFFICER, work.cast.commune)

    with pytest.raises(PermissionDenied):
        work.judge(record, Standing.VERIFIED)


def test_a_verdict_needs_its_reason(work: Work):
    record = work.record().record

    with pytest.raises(services.ReasonMissing):
        work.judge(record, Standing.REJECTED, reason="  ")


def test_a_person_cannot_give_what_only_time_gives(work: Work):
    record = work.record().record

    with pytest.raises(ValueError, match="not for a person"):
        work.judge(record, Standing.UNOBJECTED)


def test_who_decides_on_what_is_no_longer_so_is_told(work: Work):
    record = work.record().record
    seen = record.verdicts.get(closed_at=None).pk
    work.judge(record, Standing.VERIFIED, seen=seen)

    with pytest.raises(services.VerdictChanged) as changed:
        work.judge(record, Standing.REJECTED, seen=seen)

    assert changed.value.verdict.given_by == work.cast.overseer
    assert work.columns() == {"verified": 1}


def test_a_withdrawn_record_is_not_judged(work: Work):
    record = work.record().record
    work.withdraw(record)

    with pytest.raises(services.Withdrawn):
        work.judge(record, Standing.VERIFIED)


def test_what_nobody_objected_to_counts_once_the_term_is_over(work: Work):
    record = work.record().record

    assert services.accept_unobjected(AT + timedelta(days=15)) == 0
    assert services.accept_unobjected(AT + timedelta(days=16)) == 1
    assert services.accept_unobjected(AT + timedelta(days=17)) == 0

    assert work.columns() == {"unobjected": 1}
    verdict = Verdict.objects.get(record=record, closed_at=None)
    assert verdict.by_machine
    assert Entry.objects.filter(action="evidence.verdict.lapsed").count() == 1


def test_the_term_does_not_run_over_a_doubt(work: Work):
    record = work.record().record
    work.judge(record, Standing.DISPUTED)

    assert services.accept_unobjected(AT + timedelta(days=90)) == 0


def test_what_shows_nothing_stays_uncheckable_until_proof_is_added(work: Work):
    record = work.record("", form="broadcast").record
    assert services.accept_unobjected(AT + timedelta(days=90)) == 0

    added = AT + timedelta(days=90)
    services.add_proof(
        record=record,
        file=services.NewFile(b"nhat ky", "nhat-ky.txt"),
        actor=work.cast.clerk,
        acting=work.cast.acting("clerk"),
        at=added,
    )

    assert services.accept_unobjected(added + timedelta(days=15)) == 0
    assert services.accept_unobjected(added + timedelta(days=16)) == 1


def test_records_from_before_a_directive_count_once_it_is_committed(work: Work):
    record = work.record().record
    task = make_task(work.directive, leads=[work.cast.communes], quota_count=5)
    assert work.columns(task) == {}

    for _again in range(2):
        directive_committed.send(Directive, directive=work.directive, at=AT)

    assert work.columns(task) == {"pending": 1}
    assert work.columns() == {"pending": 1}
    assert record.credits.filter(closed_at=None).count() == 2


def test_an_own_readings_credits_go_over_to_the_issuers_task(work: Work):
    own = work.task
    record = work.record(at=moment(2026, 11, 18)).record
    heir = make_task(work.directive, leads=[work.cast.communes])
    rewrite(own.assignments, until_on=own.from_on)

    own.directive = make_directive(
        make_document(work.cast.commune, work.cast.clerk), work.cast.clerk
    )
    own.save()
    directive_merged.send(
        Directive,
        own=own.directive,
        into=work.directive,
        tasks={own.pk: heir.pk},
        at=AT,
    )

    assert work.columns(own) == {}
    assert work.columns(heir) == {"pending": 1}
    assert record.credits.filter(task=own).get().closed_at == AT


def test_what_was_chosen_for_an_own_task_stays_chosen_for_its_heir(work: Work):
    fields = {
        "kind": "deliver",
        "deadline": "2026-11-30",
        "recurrence": "once",
        "quota_count": None,
        "channel_kinds": [],
        "leads": [work.cast.communes],
    }
    own = make_task(work.directive, **fields)
    work.record(f"https://{HOST}/x", chosen_task_ids=[own.pk])
    heir = make_task(work.directive, **fields)
    rewrite(own.assignments, until_on=own.from_on)

    own.directive = make_directive(
        make_document(work.cast.commune, work.cast.clerk), work.cast.clerk
    )
    own.save()
    directive_merged.send(
        Directive,
        own=own.directive,
        into=work.directive,
        tasks={own.pk: heir.pk},
        at=AT,
    )

    assert heir.credits.get(closed_at=None).rule == "chosen"


def test_more_time_makes_what_came_in_it_be_in_time(work: Work):
    work.judge(
        work.record(done_on=date(2026, 9, 10), at=moment(2026, 10, 20)).record,
        Standing.VERIFIED,
    )
    september = date(2026, 9, 1)
    assert work.columns(start=september) == {"verified": 1, "late": 1}

    extend_due(
        task=work.task,
        body=work.cast.commune,
        period_start=september,
        due_on=date(2026, 10, 31),
        reason="Bão số 9",
        by_document="Công văn 15/SNV",
        actor=work.cast.overseer,
        acting=work.cast.acting("overseer"),
        at=AT,
    )

    assert work.columns(start=september) == {"verified": 1}


def test_what_a_whole_province_did_before_is_counted_by_workers(
    work: Work, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(listeners, "AT_ONCE", 2)
    for number in range(5):
        work.record(f"https://{HOST}/{number}")
    task = make_task(work.directive, leads=[work.cast.communes], quota_count=5)

    with django_capture_on_commit_callbacks(execute=True) as enqueued:
        directive_committed.send(Directive, directive=work.directive, at=AT)

    assert work.columns(task) == {"pending": 2}
    jobs = list(DBTaskResult.objects.order_by("enqueued_at"))
    assert len(jobs) == len(enqueued) == 2
    for job in jobs:
        recredit_records.func(*job.args_kwargs["args"])
    assert work.columns(task) == {"pending": 5}
