"""The head confirms a period in one move; what comes later is not confirmed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.models import Entry
from loa.domain.periods import PeriodKind, calendar_period
from loa.evidence import services
from loa.evidence.confirming import records_of_period, seal_of_ids, unconfirmed
from loa.evidence.models import ConfirmedRecord, PeriodConfirmation, Standing
from loa.orgs.models import Role
from tests.evidence.work import AT, HOST, NOVEMBER, Work
from tests.factories import give, moment

pytestmark = pytest.mark.django_db
MONTH = calendar_period(PeriodKind.MONTH, 2026, 11)
PAGE = "/minh-chung/ky/?ky=202611"


def seal(work: Work) -> str:
    return seal_of_ids(unconfirmed(work.cast.commune.pk, MONTH.start, MONTH.end))


def confirm(work: Work, who="head", *, seen=None, at=AT):
    return services.confirm_period(
        body_id=work.cast.commune.pk,
        period=MONTH,
        seen=seal(work) if seen is None else seen,
        actor=getattr(work.cast, who),
        acting=work.cast.acting(who),
        at=at,
    )


def texts(page) -> str:
    return " ".join(page.content.decode().split())


def test_one_move_confirms_every_record_of_the_period_and_no_other(work: Work):
    inside = [work.record(f"https://{HOST}/tin-{n}").record for n in range(3)]
    work.record(f"https://{HOST}/thang-muoi", done_on=date(2026, 10, 31))

    made = confirm(work)

    assert {row.record for row in made.records.all()} == set(inside)
    assert (made.confirmed_by, made.recorded_at) == (work.cast.head, AT)
    entry = Entry.objects.get(action="evidence.period.confirmed")
    assert entry.detail["last"] == "2026-11-30"


def test_confirming_verifies_nothing(work: Work):
    record = work.record().record

    confirm(work)

    assert record.verdicts.get().standing == Standing.PENDING
    assert work.columns() == {"pending": 1}


def test_a_later_record_is_shown_as_not_confirmed_and_confirmed_by_itself(work: Work):
    work.record()
    confirm(work)
    later = work.record(f"https://{HOST}/tin-muon", at=moment(2026, 11, 21)).record

    page = work.cast.client("head").get(PAGE)

    assert "1 kết quả ghi sau lần xác nhận" in texts(page)
    assert "chưa xác nhận" in texts(page)
    again = confirm(work, at=moment(2026, 11, 22))
    assert [row.record for row in again.records.all()] == [later]
    assert PeriodConfirmation.objects.count() == 2


def test_what_changed_since_the_page_was_opened_is_not_confirmed(work: Work):
    work.record()
    seen = seal(work)
    work.record(f"https://{HOST}/tin-2")

    with pytest.raises(services.PeriodChanged):
        confirm(work, seen=seen)

    assert not ConfirmedRecord.objects.exists()


def test_what_was_rejected_is_not_the_heads_to_stand_for(work: Work):
    work.judge(work.record().record, Standing.REJECTED)

    with pytest.raises(services.NothingToConfirm):
        confirm(work)


@pytest.mark.parametrize("who", ["clerk", "overseer", "outsider"])
def test_nobody_but_the_head_or_her_delegate_confirms(work: Work, who):
    work.record()
    with pytest.raises(PermissionDenied):
        confirm(work, who)


def test_who_approves_for_the_head_confirms(work: Work):
    work.record()
    give(work.cast.clerk, Role.APPROVER, work.cast.commune)

    assert confirm(work, "clerk").confirmed_by == work.cast.clerk


def test_what_is_doubtful_stands_first_with_why(work: Work):
    plain = work.record().record
    # on no declared channel: a check that asks for a look
    unknown = work.record("https://khong-khai-bao.vn/tin").record
    disputed = work.record(f"https://{HOST}/tin-3").record
    work.judge(disputed, Standing.DISPUTED)

    rows = records_of_period(work.cast.commune.pk, MONTH.start, MONTH.end)

    assert list(rows) == [disputed, unknown, plain]
    assert "Chưa cơ quan nào khai báo trang này" in texts(
        work.cast.client("head").get(PAGE)
    )


def test_the_head_confirms_on_the_page(work: Work):
    work.record()
    client = work.cast.client("head")
    seen = client.get(PAGE).context["seen"]

    sent = client.post(
        reverse("evidence:confirm_period"), {"ky": "202611", "seen": seen}, follow=True
    )

    assert "Đã xác nhận 1 kết quả" in texts(sent)
    assert "Tất cả đã được xác nhận" in texts(sent)
    record = work.cast.commune.records.get()
    shown = texts(client.get(reverse("evidence:detail", args=[record.pk])))
    assert "Người đứng đầu xác nhận" in shown


def test_a_clerk_sees_the_page_and_that_the_head_confirms(work: Work):
    work.record()
    page = work.cast.client("clerk").get(PAGE)

    assert "Người đứng đầu xác nhận, hoặc người được ủy quyền" in texts(page)
    assert not page.context["may_confirm"]


@pytest.mark.parametrize("query", ["ky=202613", "ky=x", "co-quan=x"])
def test_a_period_that_is_none_is_not_found(work: Work, query):
    assert work.cast.client("head").get(f"/minh-chung/ky/?{query}").status_code == 404


def test_an_outsider_does_not_find_the_body_and_get_confirms_nothing(work: Work):
    other = f"/minh-chung/ky/?co-quan={work.cast.commune.pk}"
    assert work.cast.client("outsider").get(other).status_code == 404
    assert work.cast.client("overseer").get(other).status_code == 200
    client = work.cast.client("head")
    assert client.get(reverse("evidence:confirm_period")).status_code == 405


def test_the_questions_of_a_period_do_not_grow_with_its_records(
    work: Work, django_assert_max_num_queries
):
    for n in range(6):
        work.record(f"https://{HOST}/tin-{n}", done_on=NOVEMBER)
    client = work.cast.client("head")
    client.get(PAGE)

    with django_assert_max_num_queries(30):
        client.get(PAGE)
