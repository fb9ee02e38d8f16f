"""A report sent in Loa is itself the proof that it was sent."""

import pytest

from loa.evidence.models import Record, Standing, Verdict
from loa.evidence.recount import check
from loa.reports import moving
from tests.factories import make_task, moment
from tests.reports.work import (
    AFTER,
    FIRST,
    latest,
    order_of,
    own_report,
    services,
    submitted,
)


def make_duty(work, **fields):
    """Each commune reports every quarter of the law, by the 20th of its last month."""
    return make_task(
        work.directive, leads=[work.cast.communes], kind="report",
        title="Báo cáo kết quả hằng quý", quota_count=None, quota_per="",
        channel_kinds=[], due_rule={"kind": "day_of_last_month", "day": 20},
        **({"recurrence": "quarterly", "window_rule": "law"} | fields),
    )  # fmt: skip


@pytest.fixture
def duty(work):
    return make_duty(work)


def test_sending_a_report_fulfils_the_duty_to_report(work, duty):
    report = submitted(work.cast, own_report(work.cast))

    assert work.columns(duty, FIRST) == {"verified": 1}
    record = report.record
    assert (record.origin, record.done_on) == ("report", AFTER.date())
    assert record.credits.get().period_start == FIRST
    assert record.proofs.get().file.sha256 == (
        latest(report).files.get(format="docx").file.sha256
    )
    assert check() == []


def test_a_report_sent_a_quarter_late_counts_for_its_own_quarter(work, duty):
    at = moment(2026, 11, 20)
    submitted(work.cast, own_report(work.cast, at=at), at=at)
    assert work.columns(duty, FIRST) == {"verified": 1, "late": 1}


def test_taken_back_it_proves_nothing_and_sent_again_it_proves_anew(work, duty):
    cast = work.cast
    report = submitted(cast, own_report(cast))
    moving.withdraw_report(
        report=report, actor=cast.clerk, acting=cast.acting("clerk"), at=AFTER
    )
    assert work.columns(duty, FIRST) == {}
    submitted(cast, report, at=moment(2026, 9, 18))
    assert work.columns(duty, FIRST) == {"verified": 1}
    assert Record.objects.filter(origin="report").count() == 2
    assert check() == []


def returned(cast, report):
    who = {"actor": cast.overseer, "acting": cast.acting("overseer")}
    moving.add_remark(report=report, text="Nêu nguyên nhân.", at=AFTER, **who)
    return moving.return_report(report=report, at=AFTER, **who)


def test_returned_it_is_in_question_and_sent_again_keeps_its_first_day(work, duty):
    report = submitted(work.cast, own_report(work.cast))
    returned(work.cast, report)
    assert work.columns(duty, FIRST) == {"disputed": 1}

    submitted(work.cast, report, at=moment(2026, 9, 18))
    assert work.columns(duty, FIRST) == {"verified": 1}
    assert Record.objects.get(origin="report").done_on == AFTER.date()


def test_what_a_person_decided_of_it_stands(work, duty):
    report = submitted(work.cast, own_report(work.cast))
    work.judge(report.record, Standing.REJECTED)
    returned(work.cast, report)
    submitted(work.cast, report, at=moment(2026, 9, 18))
    assert work.columns(duty, FIRST) == {"rejected": 1}
    verdict = Verdict.objects.get(record=report.record, closed_at=None)
    assert not verdict.by_machine


def test_another_window_is_another_duty(work):
    yearly = make_duty(work, recurrence="annual")
    submitted(work.cast, own_report(work.cast))
    assert not Record.objects.filter(origin="report").exists()
    assert work.columns(yearly, FIRST) == {}


def test_a_report_to_somebody_else_fulfils_nothing(work, duty):
    cast = work.cast
    acting = cast.acting("clerk")
    report = services.draft_report(
        order=order_of(acting.body_id, receiver_id=cast.neighbour.pk),
        actor=cast.clerk, acting=acting, at=AFTER,
    )  # fmt: skip
    submitted(cast, report)
    assert not Record.objects.filter(origin="report").exists()


def test_the_page_says_which_duty_it_fulfils(work, duty):
    clerk = work.cast.client("clerk")
    report = own_report(work.cast)
    before = clerk.get(f"/bao-cao/{report.pk}/").content.decode()
    assert "Báo cáo kết quả hằng quý" in before

    report = submitted(work.cast, report)
    after = clerk.get(f"/bao-cao/{report.pk}/").content.decode()
    assert f'href="/minh-chung/{report.record_id}/"' in after
    shown = clerk.get(f"/minh-chung/{report.record_id}/").content.decode()
    assert "Báo cáo đã được nộp trên Loa." in shown
