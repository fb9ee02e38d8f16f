"""Several numbers in one sentence, and what cannot be owed as it is written."""

from datetime import date

import pytest
from django.urls import reverse

from loa.documents.selectors import reading
from loa.domain.docreader import quotas_in
from loa.programmes.models import Task
from loa.programmes.proposal import propose_as_allowed
from loa.programmes.selectors import owed
from loa.programmes.services import NotComplete
from tests.programmes.conftest import NOW, YEAR
from tests.programmes.papers import PLAN

ONE = "Hằng tháng có ít nhất 02 tin, bài về công tác CCHC được đăng trên Trang thông tin điện tử của địa phương."
TWO = "Hằng tháng đăng ít nhất 02 tin, bài và 01 buổi phát thanh về công tác CCHC."
WITHOUT_STATIONS = PLAN.replace("3. Đài Truyền thanh các địa phương\nDuy trì chuyên mục cải cách hành chính trên hệ thống loa truyền thanh cơ sở.\n", "")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TWO, [(2, "tin, bài", "month"), (1, "buổi phát thanh", "month")]),
        ("Đăng tối thiểu 02 tin và 01 buổi phát thanh mỗi quý",
         [(2, "tin", "quarter"), (1, "buổi phát thanh", "quarter")]),
        ("ít nhất 02 tin/tháng, 24 tin/năm", [(2, "tin", "month"), (24, "tin", "year")]),
        (ONE, [(2, "tin, bài", "month")]),
        ("Mỗi tháng đăng 00 tin, bài", [(0, "tin, bài", "month")]),
        ("tổ chức 02 lớp tập huấn cho 100 người", []),
        ("", []),
    ],
)  # fmt: skip
def test_every_number_of_a_sentence_is_found(text, found):
    assert list(quotas_in(text)) == found


def the_paper(bring_in, old, new):
    assert old in WITHOUT_STATIONS
    return bring_in(text=WITHOUT_STATIONS.replace(old, new))


def proposed(cast, document):
    return propose_as_allowed(
        document, acting=cast.acting("overseer"), on=NOW.date(), choices=YEAR
    )


def test_two_numbers_of_one_sentence_are_two_lines_each_counted_alone(
    cast, bring_in, commit
):
    document = the_paper(bring_in, ONE, TWO)
    promised = proposed(cast, document)
    directive = commit(document)
    lines = list(directive.tasks.filter(order=2))
    assert [(t.label, t.quota_count, t.quota_unit, t.quota_per) for t in lines] == [
        ("N2", 2, "tin, bài", "month"),
        ("N2.2", 1, "buổi phát thanh", "month"),
    ]
    assert lines[1].line_of == lines[0]
    assert lines[0].text == lines[1].text
    march = date(2026, 3, 1)
    cells = owed(
        body_ids=[cast.commune.pk], first=march, last=march, on=NOW.date(),
        task_ids=[line.pk for line in lines],
    )  # fmt: skip
    assert [(cell.task.label, cell.target) for cell in cells] == [
        ("N2", 2),
        ("N2.2", 1),
    ]
    # The drawer of the first names the other, and what is short of the sentence.
    page = cast.client("overseer").get(
        reverse("oversight:cell", args=[lines[0].pk, cast.commune.pk, march])
    )
    sentence = page.context["drawer"]["sentence"]
    assert [line.cell.task.label for line in sentence.lines] == ["N2", "N2.2"]
    assert not sentence.is_met
    # What was promised is what is owed: both lines of both communes, each month.
    of_two = next(t for t in promised.tasks if t.task.order == 2)
    assert len(of_two.cells) == 2 * 2 * 11


def test_a_number_a_month_and_one_a_year_have_their_own_periods(cast, bring_in, commit):
    text = (
        "Đăng ít nhất 02 tin, bài/tháng, 24 tin, bài/năm trên Trang thông tin điện tử."
    )
    directive = commit(the_paper(bring_in, ONE, text))
    assert [
        (line.quota_count, line.quota_per) for line in directive.tasks.filter(order=2)
    ] == [(2, "month"), (24, "year")]


def test_a_quota_of_zero_is_a_doubt_and_refused(cast, bring_in, commit):
    document = the_paper(bring_in, ONE, ONE.replace("02 tin", "00 tin"))
    task = next(t for t in proposed(cast, document).tasks if t.task.order == 2)
    assert "quota_zero" in task.problems
    with pytest.raises(NotComplete) as refused:
        commit(document)
    assert refused.value.labels == ["N2"]
    assert not Task.objects.exists()


def test_a_due_day_before_the_paper_waits_for_a_person(cast, bring_in, commit):
    document = the_paper(
        bring_in, "ngày 15 tháng 3 năm 2026", "ngày 15 tháng 01 năm 2026"
    )
    task = next(t for t in proposed(cast, document).tasks if t.task.order == 1)
    # The reader takes no day before the paper's own for a deadline: it asks.
    assert task.problems == ("due_missing",)
    with pytest.raises(NotComplete):
        commit(document)
    client = cast.client("overseer")
    url = f"/chuong-trinh/doc/{document.pk}/nhiem-vu/0/"
    sent = {"kind": "deliver", "deadline": "15/01/2026", "per": "month"}
    page = client.post(url, sent)
    assert page.status_code == 422
    assert "trước ngày của văn bản" in page.content.decode()
    assert client.post(url, sent | {"early_day": "on"}).status_code == 302
    assert reading(document).tasks[0].finding.value["early_day"] == "2026-01-15"
    directive = commit(document)
    stored = directive.tasks.get(order=1)
    assert (stored.deadline, stored.from_on) == (date(2026, 1, 15), date(2026, 1, 15))


def test_a_group_without_members_is_stored_and_told(cast, bring_in, commit):
    from loa.orgs.models import GroupMember, GroupRule

    document = bring_in(text=WITHOUT_STATIONS)
    GroupRule.objects.all().delete()
    GroupMember.objects.all().delete()
    client = cast.client("overseer")
    page = client.get(f"/chuong-trinh/doc/{document.pk}/", follow=True)
    assert "hôm nay chưa giao cho ai" in page.content.decode()
    directive = commit(document)
    shown = client.get(f"/chuong-trinh/van-ban/{directive.pk}/").content.decode()
    assert "hôm nay chưa giao cho ai" in shown


def test_a_person_writes_the_other_numbers_or_takes_them_away(cast, bring_in):
    document = the_paper(bring_in, ONE, TWO)
    client = cast.client("overseer")
    url = f"/chuong-trinh/doc/{document.pk}/nhiem-vu/1/"
    page = client.get(url)
    assert page.context["form"].initial["count_2"] == 1
    sent = {"kind": "quota", "count": "2", "unit": "tin, bài", "per": "month"}
    missing = client.post(url, sent | {"count_2": "3", "per_2": "year"})
    assert missing.status_code == 422
    more = {"count_2": "3", "unit_2": "phóng sự", "per_2": "year"}
    assert client.post(url, sent | more).status_code == 302
    task = proposed(cast, document).tasks[1]
    assert [(t.quota_count, t.quota_unit, t.quota_per) for t in task.draft.further] == [
        (3, "phóng sự", "year")
    ]
    client.post(url, sent)
    assert proposed(cast, document).tasks[1].draft.further == ()
