"""Loa opens the page that proves a record, keeps it, and says what it saw."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from loa.evidence.jobs import look_at_page
from loa.evidence.models import CheckResult, Standing
from loa.evidence.seeing.looking import look
from loa.evidence.seeing.reposts import index_unindexed, judge_again
from loa.fetching.guard import Guard, networks
from loa.fetching.models import Copy, Visit
from loa.likeness.models import Signature
from tests.evidence.work import HOST
from tests.factories import moment
from tests.fetching.conftest import make_visits, one_connection, quick, server
from tests.fetching.servers import page, redirect

__all__ = ["one_connection", "quick", "server"]

pytestmark = pytest.mark.django_db

HERE = Guard(allowed=networks(["127.0.0.0/8"]), fixed=(("*.gov.vn", "127.0.0.1"),))
LATER = moment(2026, 11, 21)
SENTENCES = [
    "Sáng nay, UBND xã Tam Giai tổ chức hướng dẫn người dân làm thủ tục hành chính.",
    "Mười hai thủ tục hộ tịch nay nộp qua mạng, không phải đến một cửa.",
    "Công chức xã giúp bà con lập tài khoản và theo dõi hồ sơ trên điện thoại.",
    "Nhiều người lớn tuổi được con cháu đưa đến để hỏi từng bước một.",
    "Trong buổi sáng đã có ba mươi hồ sơ được nộp và hẹn ngày trả kết quả.",
    "Lãnh đạo xã cho biết việc này sẽ làm đều vào sáng thứ sáu hằng tuần.",
    "Các thôn ở xa có tổ công nghệ số cộng đồng đến tận nhà văn hóa để giúp.",
    "Người dân mong thời gian giải quyết ngắn hơn và ít giấy tờ hơn nữa.",
]


def article(
    day="16/11/2026", title="12 thủ tục hộ tịch qua mạng", body=SENTENCES, clock=""
):
    text = "".join(f"<p>{sentence}</p>" for sentence in body)
    return page(
        f"<!doctype html><title>{title}</title><body>{clock}<h1>{title} ở xã</h1>"
        f"<div class='date'>{day}</div><article>{text}</article></body>".encode()
    )


@pytest.fixture
def seen(work, server, one_connection, quick, settings):
    """Record a page of the commune's portal, let Loa fetch it and look at it."""
    settings.LOA_FETCH = True
    work.channel.host = f"{HOST}:{server.port}"
    work.channel.save()

    def see(answer, *, path="/tin-1", at=LATER, **fields):
        server.pages[path] = answer
        address = f"http://{HOST}:{server.port}{path}"
        made = work.record(address, **fields).record
        fetch()
        visit = Visit.objects.get(key__endswith=".0", address__contains=path)
        look(visit.pk, at=at)
        return made

    def fetch():
        make_visits(HERE)

    see.fetch = fetch
    return see


def standing(record):
    return record.verdicts.get(closed_at=None)


def said(record):
    return set(
        CheckResult.objects.filter(record=record)
        .exclude(visit=None)
        .values_list("check_code", "outcome")
    )


def test_a_page_that_answers_every_question_is_verified_by_loa(seen, work):
    record = seen(article())

    verdict = standing(record)
    assert (verdict.standing, verdict.by_machine) == (Standing.VERIFIED, True)
    assert {outcome for _, outcome in said(record)} == {"passed"}
    assert work.columns() == {"verified": 1}
    copy = Copy.objects.get()
    assert "tổ công nghệ số cộng đồng" in copy.text


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(b"", status="404 Not Found"), "reach_missing"),
        (article(day="16/09/2026"), "published_outside"),
        (
            article(
                clock='<meta property="article:published_time" content="2026-12-30">'
            ),
            "published_disagree",
        ),
        (article(body=SENTENCES[:2]), "length_short"),
        (
            article(title="Giải bóng đá thôn mừng xuân", body=["Đội bóng thắng."] * 40),
            "subject_none",
        ),
        (
            page(
                "<title>Không tìm thấy</title><h1>Không tìm thấy nội dung</h1><p>Bài viết"
                " không tồn tại hoặc đã bị xóa khỏi trang thông tin này.</p>".encode()
            ),
            "page_gone",
        ),
    ],
    ids=["missing", "another month", "two days", "short", "off subject", "soft 404"],
)
def test_what_speaks_against_it_puts_it_in_question(seen, answer, reason):
    record = seen(answer)

    verdict = standing(record)
    assert (verdict.standing, verdict.reason_code) == (Standing.DISPUTED, reason)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(b"", status="403 Forbidden"), "reach_login"),
        (page(b"<body><div id=app></div><script>go()</script>"), "page_empty"),
    ],
    ids=["wall", "needs scripts"],
)
def test_what_cannot_be_seen_is_uncheckable_and_not_wrong(seen, answer, reason):
    record = seen(answer)

    verdict = standing(record)
    assert (verdict.standing, verdict.reason_code) == (Standing.UNCHECKABLE, reason)


def test_a_redirect_to_the_front_page_proves_nothing(seen, server):
    server.pages["/"] = article()
    record = seen(redirect("/"))

    assert standing(record).reason_code == "landed_home"


def test_what_leaves_a_doubt_waits_for_a_person(seen):
    record = seen(article(day=""))

    assert standing(record).standing == Standing.PENDING
    assert ("published", "doubtful") in said(record)


def test_what_a_person_decided_stands(seen, work, server, settings):
    settings.LOA_FETCH = True
    made = work.record(f"http://{HOST}:{server.port}/tin-1").record
    work.judge(made, Standing.VERIFIED)
    seen.fetch()

    look(Visit.objects.get().pk, at=LATER)

    assert standing(made).given_by is not None


def test_looking_twice_says_it_once(seen, work):
    record = seen(article())
    before = CheckResult.objects.count(), record.verdicts.count()

    assert look(Visit.objects.get(key__endswith=".0").pk, at=LATER) is False

    assert (CheckResult.objects.count(), record.verdicts.count()) == before
    assert work.columns() == {"verified": 1}


def test_a_page_that_dies_or_changes_later_stays_proven(seen, server, work):
    record = seen(article())
    for number, answer, reason in (
        (1, article(body=[*SENTENCES, "Thêm một câu."]), "alive_changed"),
        (2, page(b"", status="410 Gone"), "alive_gone"),
    ):
        server.pages["/tin-1"] = answer
        again = Visit.objects.get(key__endswith=f".{number}")
        assert again.due_at > LATER + timedelta(days=20)
        Visit.objects.filter(pk=again.pk).update(due_at=timezone.now())
        seen.fetch()
        look(again.pk, at=LATER)
        assert CheckResult.objects.filter(reason=reason).count() == 1
    assert work.columns() == {"verified": 1}
    assert standing(record).standing == Standing.VERIFIED


def test_a_visit_that_ended_has_a_job_that_looks(seen):
    seen(article())

    jobs = DBTaskResult.objects.filter(task_path="loa.evidence.jobs.look_at_page")
    assert jobs.count() == 1


def test_nothing_is_asked_for_where_fetching_is_off_or_walled(work, settings):
    settings.LOA_FETCH = False
    work.record()
    settings.LOA_FETCH = True
    work.record("https://www.facebook.com/tamgiai/posts/12", done_on=date(2026, 11, 17))

    assert not Visit.objects.exists()


def test_the_kept_copy_is_shown_to_those_who_may_see_the_record(seen, work):
    record = seen(article(title="12 thủ tục <script>hộ tịch</script> qua mạng"))
    address = reverse("evidence:copy", args=[record.pk, record.proofs.get().pk])
    client = work.cast.client("clerk")

    shown = client.get(address)

    assert shown.status_code == 200
    text = shown.content.decode()
    assert "tổ công nghệ số cộng đồng" in text
    assert "<script>hộ tịch" not in text
    file = client.get(f"{address}tep/")
    assert file["Content-Disposition"].startswith("attachment")
    assert b"".join(file.streaming_content)
    assert client.get(f"{address}tep/?anh=1").status_code == 404
    assert client.post(f"{address}anh/", {"luot": "0"}).status_code == 302
    client = work.cast.client("outsider")
    for path in ("", "tep/"):
        assert client.get(f"{address}{path}").status_code == 404
    assert client.post(f"{address}anh/").status_code == 404


def test_an_earlier_item_in_the_same_words_puts_it_in_question(seen, work):
    first = seen(article(day="09/11/2026"), done_on=date(2026, 11, 9))
    later = [line.replace("Tam Giai", "Tam Giai ta") for line in SENTENCES[::-1]]

    again = seen(article(body=later), path="/tin-2")

    assert standing(first).standing == Standing.VERIFIED
    assert (standing(again).standing, standing(again).reason_code) == (
        Standing.DISPUTED,
        "copy_same",
    )
    remark = again.checks.get(reason="copy_same")
    assert remark.values["of"].endswith("09/11/2026")
    html = work.cast.client("clerk").get(reverse("evidence:detail", args=[again.pk]))
    assert remark.values["of"] in html.content.decode()


def test_a_task_that_asks_to_pass_items_on_takes_a_copy_for_the_work(seen, work):
    work.task.text = (
        "Chia sẻ tin, bài của Cổng thông tin điện tử tỉnh, 02 tin mỗi tháng."
    )
    work.task.save()
    first = seen(article(day="09/11/2026"), done_on=date(2026, 11, 9))

    again = seen(article(), path="/tin-2")

    assert standing(again).standing == Standing.VERIFIED
    remark = again.checks.get(check_code="copy")
    assert (remark.reason, remark.outcome) == ("copy_asked", "passed")
    assert remark.values["of"] == f"{first.body}, 09/11/2026"
    html = work.cast.client("clerk").get(reverse("evidence:detail", args=[again.pk]))
    assert "đăng lại, chia sẻ" in html.content.decode()


def test_the_first_of_all_bodies_is_named_however_long_ago(seen, work):
    """Not only the latest items are asked: each kept page can be found."""
    first = seen(article(day="12/01/2026"), done_on=date(2026, 1, 12))
    seen(article(day="13/07/2026"), path="/tin-2", done_on=date(2026, 7, 13))

    again = seen(article(body=[*SENTENCES, "Thêm câu này."]), path="/tin-3")

    remark = again.checks.get(check_code="copy")
    assert remark.values["of"] == f"{first.body}, 12/01/2026"
    assert 0 < remark.values["new"] < 15
    html = work.cast.client("clerk").get(reverse("evidence:detail", args=[again.pk]))
    assert f"{remark.values['new']}%" in html.content.decode()


def test_a_copy_that_came_before_its_source_is_found_when_that_comes(
    seen, work, server
):
    """The earlier record's page is slow: meanwhile the copy passed as the first."""
    server.pages["/tin-1"] = page(b"", status="503 Service Unavailable")
    early = work.record(f"http://{HOST}:{server.port}/tin-1", done_on=date(2026, 11, 9))
    copy = seen(article(), path="/tin-2")
    assert standing(copy).standing == Standing.VERIFIED

    server.pages["/tin-1"] = article(day="09/11/2026")
    Visit.objects.filter(state=Visit.State.WAITING).update(due_at=timezone.now())
    seen.fetch()
    visit = Visit.objects.get(key__endswith=".0", address__contains="/tin-1")
    look_at_page.func(visit.pk)
    look_at_page.func(visit.pk)

    assert standing(early.record).standing == Standing.VERIFIED
    assert standing(copy).reason_code == "copied_same"
    assert copy.checks.filter(check_code="copied").count() == 1
    assert work.columns() == {"verified": 1, "disputed": 1}
    html = work.cast.client("clerk").get(reverse("evidence:detail", args=[copy.pk]))
    assert "09/11/2026" in html.content.decode()


def test_a_copy_dated_back_does_not_put_the_true_item_in_question(seen):
    true = seen(article(day="16/11/2026"))
    seen(article(day="09/11/2026"), path="/tin-2", done_on=date(2026, 11, 9))

    judge_again(
        Visit.objects.get(key__endswith=".0", address__contains="tin-2"), at=LATER
    )

    assert standing(true).standing == Standing.VERIFIED


def test_pages_read_before_there_was_an_index_are_put_into_it(seen):
    seen(article(day="09/11/2026"), done_on=date(2026, 11, 9))
    Signature.objects.all().delete()

    assert index_unindexed(LATER) == 1
    assert index_unindexed(LATER) == 0

    assert standing(seen(article(), path="/tin-2")).reason_code == "copy_same"


def test_one_item_on_two_channels_on_a_day_waits_for_a_person(seen):
    seen(article())

    again = seen(article(), path="/tin-2")

    assert ("copy", "doubtful") in said(again)
    assert standing(again).standing == Standing.PENDING


def test_a_withdrawn_item_is_no_source(seen, work):
    first = seen(article(day="09/11/2026"), done_on=date(2026, 11, 9))
    work.withdraw(first)

    again = seen(article(), path="/tin-2")

    assert standing(again).standing == Standing.VERIFIED
