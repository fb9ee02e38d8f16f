"""A body appeals against a verdict; another person than the one who judged decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.common.dates import now
from loa.evidence import services
from loa.evidence.awaiting import awaiting_verdict
from loa.evidence.models import Appeal, Standing
from loa.notices.models import Notice
from loa.orgs.models import Role
from loa.orgs.selectors import acting
from loa.reference.models import JudgingRule
from tests.cast import TODAY
from tests.evidence.work import AT, HOST, Work
from tests.factories import give, make_user, moment

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=2)


def appeal(work: Work, record, who="clerk", *, at=LATER, **fields):
    return services.appeal(
        record=record,
        actor=getattr(work.cast, who),
        acting=work.cast.acting(who),
        at=at,
        **{"reason": "Bài do xã viết", "seen": record.verdicts.get(closed_at=None).pk}
        | fields,
    )


@pytest.fixture
def rejected(work: Work):
    record = work.record().record
    work.judge(record, Standing.REJECTED, reason="Không phải tin của xã")
    return record


@pytest.fixture
def second(work: Work):
    """Another overseer of the province."""
    user = make_user("overseer-2", "Ngô Văn Hai")
    give(user, Role.OVERSEER, work.cast.province, with_below=True)
    return user


def judge_as(user, record, standing=Standing.VERIFIED):
    return services.give_verdict(
        record=record,
        standing=standing,
        reason="Đã xem lại",
        actor=user,
        acting=acting(user, chosen=None, on=TODAY),
        at=LATER,
    )


def refusal(work, record, **fields) -> str:
    with pytest.raises(services.NotAppealable) as told:
        appeal(work, record, **fields)
    return told.value.code


def test_an_appeal_changes_nothing_and_waits_for_a_verdict(work: Work, rejected):
    made = appeal(work, rejected)

    assert made.closed_at is None
    assert work.columns() == {"rejected": 1}
    waiting = awaiting_verdict(work.cast.acting("overseer"), TODAY)
    assert [verdict.appeal for verdict in waiting] == [made]
    notice = Notice.objects.get(
        kind="evidence.verdict.appealed", body=work.cast.home_office
    )
    assert notice.params["reason"] == "Bài do xã viết"


def test_another_person_decides_and_the_appeal_is_answered(
    work: Work, rejected, second
):
    made = appeal(work, rejected)

    with pytest.raises(services.AnotherDecides):
        work.judge(rejected, Standing.VERIFIED, at=LATER)
    verdict = judge_as(second, rejected)

    made.refresh_from_db()
    assert (made.answer, made.closed_at) == (verdict, LATER)
    assert work.columns() == {"verified": 1}


def test_where_nobody_else_may_judge_the_same_person_decides(work: Work, rejected):
    made = appeal(work, rejected)

    work.judge(rejected, Standing.REJECTED, at=LATER)

    made.refresh_from_db()
    assert made.answer.standing == Standing.REJECTED


def test_a_person_who_left_is_not_another(work: Work, rejected, second):
    appeal(work, rejected)
    second.is_active = False
    second.save()

    work.judge(rejected, Standing.VERIFIED, at=LATER)

    assert work.columns() == {"verified": 1}


def test_the_answer_is_final(work: Work, rejected):
    appeal(work, rejected)
    work.judge(rejected, Standing.REJECTED, at=LATER)

    assert refusal(work, rejected) == "final"


def test_the_machines_doubt_can_be_appealed_against(work: Work):
    work.record()
    other = work.record(who="outsider").record
    assert other.verdicts.get().by_machine

    made = appeal(work, other, who="outsider")

    assert made.verdict.standing == Standing.DISPUTED


def test_one_appeal_for_each_verdict(work: Work, rejected):
    appeal(work, rejected)
    assert refusal(work, rejected) == "appealed"


def test_nothing_against_it_is_nothing_to_appeal_about(work: Work):
    record = work.record().record
    assert refusal(work, record) == "nothing_against"


def test_the_term_is_data_and_its_last_day_is_in_it(work: Work, rejected):
    JudgingRule.objects.known().filter(code="default").update(closed_at=AT)
    JudgingRule.objects.create(
        code="default", valid_from=AT.date().replace(year=2019), recorded_at=AT,
        appeal_within_days=3,
    )  # fmt: skip

    assert refusal(work, rejected, at=moment(2026, 11, 24)) == "too_late"
    assert appeal(work, rejected, at=moment(2026, 11, 23))


def test_an_old_page_appeals_against_nothing(work: Work, rejected):
    old = rejected.verdicts.order_by("pk").first().pk
    assert refusal(work, rejected, seen=old) == "changed"


def test_a_record_taken_back_ends_its_appeal_unanswered(work: Work):
    record = work.record().record
    work.judge(record, Standing.DISPUTED)
    made = appeal(work, record)

    work.withdraw(record, at=LATER)

    made.refresh_from_db()
    assert (made.closed_at, made.answer) == (LATER, None)
    assert refusal(work, record) == "taken_back"


@pytest.mark.parametrize("who", ["overseer", "outsider"])
def test_only_the_body_itself_appeals(work: Work, rejected, who):
    with pytest.raises(PermissionDenied):
        appeal(work, rejected, who)


def test_the_body_appeals_on_the_page_with_a_file(work: Work):
    record = work.record(at=now()).record
    work.judge(record, Standing.REJECTED, at=now())
    client = work.cast.client("clerk")
    address = reverse("evidence:detail", args=[record.pk])
    page = client.get(address)
    assert "Đề nghị xem xét lại kết luận" in page.content.decode()
    seen = page.context["appeal_form"]["seen"].value()

    empty = client.post(reverse("evidence:appeal", args=[record.pk]), {"seen": seen})
    assert empty.status_code == 422
    upload = SimpleUploadedFile("anh-chup.png", b"\x89PNG\r\n\x1a\n")
    sent = client.post(
        reverse("evidence:appeal", args=[record.pk]),
        {
            "seen": seen, "reason": "Có ảnh chụp", "file": upload,
            "file_kind": "screenshot",
        },
        follow=True,
    )  # fmt: skip

    text = sent.content.decode()
    assert "Đã gửi đề nghị" in text
    assert "chờ trả lời" in text
    assert Appeal.objects.get().files.get().kind == "screenshot"


def test_who_judged_reads_that_another_decides(work: Work, rejected, second):
    appeal(work, rejected)
    address = reverse("evidence:detail", args=[rejected.pk])

    page = work.cast.client("overseer").get(address)

    assert "người khác sẽ quyết định" in page.content.decode()
    sent = work.cast.client("overseer").post(
        reverse("evidence:verdict", args=[rejected.pk]),
        {"standing": "verified", "reason": "Thôi"},
        follow=True,
    )
    assert "người khác sẽ quyết định" in sent.content.decode()
    assert work.columns() == {"rejected": 1}


def test_what_else_proves_a_post_behind_a_wall_is_listed_and_ticked(work: Work):
    record = work.record("https://facebook.com/xatamgiai/posts/1").record
    client = work.cast.client("clerk")
    address = reverse("evidence:detail", args=[record.pk])
    before = client.get(address)

    client.post(
        reverse("evidence:add_proof", args=[record.pk]),
        {
            "file": SimpleUploadedFile("man-hinh.png", b"\x89PNG\r\n\x1a\n"),
            "file_kind": "screenshot",
        },
    )

    assert [is_there for _name, is_there in before.context["ways"]] == [False, False]
    after = client.get(address).context["ways"]
    assert [(str(name), there) for name, there in after] == [
        ("Ảnh chụp màn hình", True),
        ("Số liệu do kênh xuất ra", False),
    ]
    assert record.verdicts.get().standing == Standing.UNCHECKABLE


def test_an_unknown_kind_of_file_is_told(work: Work):
    record = work.record(f"https://{HOST}/tin").record
    page = work.cast.client("clerk").post(
        reverse("evidence:add_proof", args=[record.pk]),
        {"file": SimpleUploadedFile("a.txt", b"a"), "file_kind": "link"},
    )
    assert page.status_code == 422
