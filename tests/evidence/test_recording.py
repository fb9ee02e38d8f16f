"""What is recorded is checked and counted at once, or refused with the reason."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from loa.evidence import services
from loa.evidence.models import CheckResult, Credit, Record, Standing
from tests.evidence.work import AT, HOST, IN_NOVEMBER, Work
from tests.factories import make_channel, make_task, moment

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def outcomes(record):
    return dict(record.checks.values_list("check_code", "outcome"))


def test_a_link_on_the_bodys_own_page_waits_for_a_person_and_counts(work: Work):
    recorded = work.record()

    assert recorded.assessment.standing == Standing.PENDING
    assert outcomes(recorded.record) == dict.fromkeys(
        ("sight", "channel", "day", "period", "repeat", "rush"), "passed"
    )
    assert work.columns() == {"pending": 1}
    credit = Credit.objects.get()
    assert (credit.task, credit.period_start) == (work.task, date(2026, 11, 1))
    assert not credit.is_late


def test_what_was_recorded_after_the_grace_is_late_for_ever(work: Work):
    recorded = work.record(done_on=date(2026, 9, 10), at=moment(2026, 11, 20))
    work.judge(recorded.record, Standing.VERIFIED)

    assert Credit.objects.get().is_late
    assert work.columns(start=date(2026, 9, 1)) == {"verified": 1, "late": 1}


def test_a_record_counts_toward_every_task_that_it_fits(work: Work):
    other = make_task(
        work.directive,
        leads=[work.cast.commune],
        quota_count=6,
        quota_per="quarter",
        title="Chuyên đề dịch vụ công trực tuyến",
    )
    work.record()

    assert work.columns() == {"pending": 1}
    assert work.columns(other, date(2026, 10, 1)) == {"pending": 1}


def test_a_page_on_an_unknown_channel_counts_but_asks_for_a_look(work: Work):
    recorded = work.record("https://nơi-khác.vn/tin-1")

    assert outcomes(recorded.record)["channel"] == "doubtful"
    assert work.columns() == {"pending": 1}


def test_another_bodys_channel_gives_no_credit_and_says_why(work: Work):
    make_channel(work.cast.neighbour, "hoakhe.lamgiang.gov.vn")

    recorded = work.record("https://hoakhe.lamgiang.gov.vn/tin-1")

    assert recorded.credits == []
    against = {r.code for m in recorded.assessment.matches for r in m.against}
    assert "wrong_owner" in against
    assert work.columns() == {}


def test_a_superiors_channel_counts_where_the_task_allows_it(work: Work):
    make_channel(work.cast.province, "lamgiang.gov.vn")
    allowed = make_task(
        work.directive, leads=[work.cast.communes], allows_superior_channel=True
    )

    recorded = work.record("https://lamgiang.gov.vn/tin-1")

    assert [credit.task_id for credit in recorded.credits] == [allowed.pk]


def test_a_department_is_a_superior_of_the_communes(work: Work):
    make_channel(work.cast.home_office, "snv.lamgiang.gov.vn")
    allowed = make_task(
        work.directive, leads=[work.cast.communes], allows_superior_channel=True
    )

    recorded = work.record("https://snv.lamgiang.gov.vn/tin-1")

    assert [credit.task_id for credit in recorded.credits] == [allowed.pk]


def test_a_page_of_the_bodys_own_office_is_its_own(work: Work):
    make_channel(work.cast.culture_office, "vhxh.tamgiai.vn")

    assert len(work.record("https://vhxh.tamgiai.vn/a").credits) == 1


def test_the_same_page_in_another_dress_is_refused_and_shown(work: Work):
    first = work.record().record

    with pytest.raises(services.AlreadyRecorded) as refused:
        work.record(f"http://www.{HOST}/tin-1/?utm_source=zalo#top")

    assert refused.value.record == first
    assert Record.objects.count() == 1
    assert work.columns() == {"pending": 1}


def test_another_bodys_claim_of_a_page_is_recorded_and_disputed(work: Work):
    first = work.record().record

    second = work.record(who="outsider")

    assert second.assessment.standing == Standing.DISPUTED
    # It stands on the commune's own channel: nothing speaks against the first.
    assert first.verdicts.get(closed_at=None).standing == Standing.PENDING
    told = [notice.body_id for notice in _notices("evidence.address.claimed_twice")]
    assert sorted(told) == sorted([work.cast.commune.pk, work.cast.neighbour.pk])


def test_two_claims_of_a_page_of_neither_are_both_in_question(work: Work):
    first = work.record("https://bao.vn/tin-1").record
    work.record("https://bao.vn/tin-1", who="outsider")

    assert first.verdicts.get(closed_at=None).standing == Standing.DISPUTED
    assert work.columns() == {"disputed": 1}


def test_a_persons_verdict_stands_when_another_body_claims_the_page(work: Work):
    first = work.record("https://bao.vn/tin-1").record
    work.judge(first, Standing.VERIFIED)

    work.record("https://bao.vn/tin-1", who="outsider")

    assert first.verdicts.get(closed_at=None).standing == Standing.VERIFIED


def test_a_broadcast_without_a_page_is_uncheckable_never_disputed(work: Work):
    task = make_task(
        work.directive,
        leads=[work.cast.communes],
        quota_count=8,
        quota_unit="buổi",
        channel_kinds=["radio"],
    )
    station = make_channel(
        work.cast.commune, "", kind="radio", name="Đài xã", station="Đài Tam Giai"
    )
    log = services.NewFile("Nhật ký phát sóng tháng 11".encode(), "nhat-ky.txt")

    recorded = work.record("", form="broadcast", channel=station, file=log, quantity=4)

    assert recorded.assessment.standing == Standing.UNCHECKABLE
    assert recorded.record.proofs.get().kind == "log"
    assert work.columns(task) == {"uncheckable": 4}
    assert work.columns() == {}


def test_a_post_behind_a_log_in_wall_is_uncheckable(work: Work):
    make_channel(work.cast.commune, "facebook.com", kind="social", account="xatamgiai")

    recorded = work.record("https://m.facebook.com/xatamgiai/posts/1")

    assert recorded.assessment.standing == Standing.UNCHECKABLE
    assert recorded.assessment.reason == "sight_wall"


def test_a_task_that_nothing_ties_counts_when_a_person_says_so(work: Work):
    task = make_task(
        work.directive,
        leads=[work.cast.communes],
        kind="deliver",
        deadline=date(2026, 11, 30),
        recurrence="once",
        quota_count=None,
        channel_kinds=[],
    )

    without = work.record(f"https://{HOST}/a")
    chosen = work.record(f"https://{HOST}/b", chosen_task_ids=[task.pk])

    assert {c.task_id for c in without.credits} == {work.task.pk}
    assert {c.task_id for c in chosen.credits} == {work.task.pk, task.pk}
    assert chosen.record.credits.get(task=task).rule == "chosen"


def test_the_same_file_twice_asks_for_a_look(work: Work):
    photo = services.NewFile(b"bien ban", "bien-ban.txt")
    work.record("", form="conference", file=photo)

    again = work.record("", form="conference", file=photo, done_on=date(2026, 11, 17))

    assert outcomes(again.record)["repeat"] == "doubtful"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": "  "}, "title_missing", "title"),
        ({"done_on": date(2026, 11, 21)}, "day_to_come", "done_on"),
        ({"done_on": date(2020, 1, 1)}, "body_not_there", "done_on"),
        ({"address": ""}, "proof_missing", "address"),
        ({"quantity": 2}, "several_in_one_link", "quantity"),
        ({"address": "", "form": "class", "quantity": 1001}, "too_many", "quantity"),
        ({"joint_body_ids": [999_999]}, "joint_unknown", "joint_bodies"),
    ],
)
def test_what_cannot_be_a_record_is_refused_whole(work: Work, fields, code, field):
    with pytest.raises(services.BadRecord) as refused:
        work.record(**fields)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "khong phai", "ftp://a.vn/x"]
)
def test_what_is_no_web_address_is_refused(work: Work, address):
    with pytest.raises(services.BadAddress):
        work.record(address)


def test_a_page_cannot_be_claimed_by_naming_its_channel(work: Work):
    with pytest.raises(services.BadRecord) as refused:
        work.record("", channel=work.channel, form="class")

    assert refused.value.code == "not_its_channel"


def test_nobody_records_for_another_body(work: Work):
    with pytest.raises(PermissionDenied):
        services.record_activity(
            body_id=work.cast.commune.pk,
            done_on=IN_NOVEMBER,
            form=work.record().record.form,
            title="Tin",
            address="https://a.vn/1",
            actor=work.cast.outsider,
            acting=work.cast.acting("outsider"),
            at=AT,
        )


def test_a_withdrawn_record_stays_but_counts_nowhere(work: Work):
    record = work.record().record

    work.withdraw(record)
    work.withdraw(record)

    record.refresh_from_db()
    assert record.withdrawn_reason == "Ghi nhầm"
    assert work.columns() == {}
    assert Credit.objects.get().closed_at == AT
    # The page is free again.
    assert work.record().record.pk != record.pk


def test_a_rejected_record_cannot_be_withdrawn(work: Work):
    record = work.record().record
    work.judge(record, Standing.REJECTED)

    with pytest.raises(services.Rejected):
        work.withdraw(record)

    assert work.columns() == {"rejected": 1}


def test_the_reasons_of_checks_are_kept(work: Work):
    record = work.record(f"https://{HOST}/2026/11/15/tin", done_on=IN_NOVEMBER).record

    day = record.checks.get(check_code="day")

    assert day.outcome == CheckResult.Outcome.DOUBTFUL
    assert day.values == {"day": "2026-11-16", "said": "2026-11-15"}


def _notices(kind):
    from loa.notices.models import Notice

    return Notice.objects.filter(kind=kind)
