"""Screen 2 over HTTP: what was read, what it makes, and confirming it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from loa.documents.models import Document
from loa.orgs.models import BodyAlias
from loa.programmes.models import Directive, Task
from loa.programmes.selectors import owed
from tests.cast import TODAY
from tests.programmes.conftest import choose
from tests.programmes.papers import PLAN, STATIONS


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


@pytest.fixture
def document(cast, bring_in):
    return bring_in()


@pytest.fixture
def client(cast):
    return cast.client("overseer")


def at(name, document, *more):
    return reverse(f"programmes:{name}", args=[document.pk, *more])


def sent(page):
    """The fields of the form at the foot, as a browser sends them."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {
        name: form[name].field.prepare_value(form[name].value())
        for name in ("from_on", "last_on", "judged_from")
    }


def test_doubtful_things_come_first_and_the_dock_says_what_it_makes(client, document):
    page = client.get(at("review", document))
    text = words(page)
    assert f"“{STATIONS}”" in text
    html = page.content.decode()
    assert html.index('id="can-xem"') < html.index('id="can-cu"')
    assert "5 nhiệm vụ → 36 nghĩa vụ cho 2 xã, phường và 1 sở" in text
    assert "2 hạn 15/03/2026 · 22 theo tháng" in text
    assert re.search(r"<button[^>]*disabled[^>]*>\s*Xác nhận", html)
    assert page.content.decode().count("<h1") == 1


def test_standing_tasks_stand_in_one_calm_list(client, document):
    text = words(client.get(at("review", document)))
    assert "Nhiệm vụ thường xuyên 2" in text
    assert "Chấp nhận cả 2 là thường xuyên" in text
    client.post(at("accept_standing", document))
    kinds = document.findings.filter(field="task.kind", value="standing")
    assert {row.state for row in kinds} == {"confirmed"}
    assert "Chấp nhận cả 2" not in words(client.get(at("review", document)))


@pytest.mark.parametrize("tab", ["tat-ca", "can-xem", "chac-chan", "khac"])
def test_every_tab_opens(client, document, tab):
    assert client.get(at("review", document), {"xem": tab}).status_code == 200


def test_a_name_is_chosen_among_those_proposed(cast, client, document):
    page = client.post(
        at("choose_body", document),
        {"printed": STATIONS, "means": f"group-{cast.communes.pk}"},
        follow=True,
    )
    assert "không còn mục bắt buộc" in words(page)
    assert BodyAlias.objects.get().group == cast.communes


def test_a_name_may_be_typed(cast, client, document):
    def post(typed):
        return client.post(
            at("choose_body", document),
            {"printed": STATIONS, "means": "outside", "typed": typed},
            follow=True,
        )

    assert "Không có cơ quan hay nhóm nào" in words(post("Sở không có"))
    assert not BodyAlias.objects.exists()
    post("Sở Văn hóa, Thể thao và Du lịch")
    assert BodyAlias.objects.get().body == cast.culture


def test_nothing_chosen_chooses_nothing(client, document):
    data = {"printed": STATIONS, "means": ""}
    page = client.post(at("choose_body", document), data, follow=True)
    assert f"Hãy chọn “{STATIONS}” là cơ quan nào" in words(page)
    assert not BodyAlias.objects.exists()


def test_a_body_from_elsewhere_cannot_be_slipped_in(cast, client, document):
    page = client.post(
        at("choose_body", document),
        {"printed": STATIONS, "means": f"body-{cast.other_province.pk}"},
    )
    assert page.status_code == 404


def test_a_standing_task_becomes_a_quota(client, document):
    url = at("choose_kind", document, 4)
    assert client.get(url).status_code == 200
    page = client.post(url, {"kind": "quota"})
    assert page.status_code == 422
    assert "Chỉ tiêu cần một con số" in words(page)
    client.post(
        url, {"kind": "quota", "count": "4", "unit": "buổi phát", "per": "month"}
    )
    text = words(client.get(at("review", document)))
    assert "≥ 4 buổi phát mỗi tháng" in text
    assert client.get(at("choose_kind", document, 99)).status_code == 404


def test_a_report_needs_its_day_and_says_so(client, document):
    page = client.post(
        at("choose_kind", document, 4), {"kind": "report", "recurrence": "quarterly"}
    )
    assert page.status_code == 422
    client.post(
        at("choose_kind", document, 4),
        {"kind": "report", "recurrence": "quarterly", "due_day": "25"},
    )
    assert "ngày 25 của tháng cuối kỳ" in words(client.get(at("review", document)))


def test_a_coverage_task_names_areas_or_forms(client, document):
    url = at("choose_kind", document, 4)
    sent = {"kind": "coverage", "recurrence": "monthly"}
    assert client.post(url, sent).status_code == 422
    both = sent | {"forms": ["news"], "areas": ["digital"]}
    assert client.post(url, both).status_code == 422
    client.post(url, sent | {"areas": ["digital", "procedures"]})
    assert client.get(url).context["form"]["areas"].value() == ["digital", "procedures"]
    (line,) = [
        one
        for one in client.get(at("review", document)).context["proposal"].tasks
        if one.kind == "coverage"
    ]
    assert line.facts.timing.coverage == ("digital", "procedures")


def test_the_preview_lists_every_obligation(client, document):
    text = words(client.get(at("preview", document)))
    assert "36 nghĩa vụ" in text
    assert "Ủy ban nhân dân xã Tam Giai; Ủy ban nhân dân phường Hòa Khê" in text


def test_other_days_make_other_numbers(client, document):
    days = {"from_on": "01/07/2026", "last_on": "31/12/2026", "judged_from": "1/7/2026"}
    text = words(client.get(at("review", document), days))
    assert "12 theo tháng" in text
    assert "ngày của nhiệm vụ ở trước ngày đầu" in text


def test_an_open_name_refuses_the_confirmation_in_words(client, document):
    page = client.get(at("review", document))
    refused = client.post(at("commit", document), sent(page))
    assert refused.status_code == 409
    assert "những tên này chưa là cơ quan nào" in words(refused)
    document.refresh_from_db()
    assert document.status == "read"
    assert not Task.objects.exists()


def test_confirming_makes_the_directive_and_a_double_click_makes_one(
    cast, client, document
):
    choose(cast, document, group=cast.communes)
    data = sent(client.get(at("review", document)))
    first = client.post(at("commit", document), data, follow=True)
    assert "Đã xác nhận" in words(first)
    second = client.post(at("commit", document), data, follow=True)
    assert second.redirect_chain[-1][0] == first.redirect_chain[-1][0]
    assert Directive.objects.count() == 1
    # and the page of the reading leads to what it became
    assert client.get(at("review", document), follow=True).redirect_chain


def test_the_second_person_is_told_who_was_first(cast, client, document):
    from loa.orgs.models import Role
    from tests.factories import give, make_user

    colleague = make_user("colleague", "Ngô Văn Hai")
    give(colleague, Role.OFFICER, cast.home_office)
    give(colleague, Role.OVERSEER, cast.province, with_below=True)
    choose(cast, document, group=cast.communes)
    data = sent(client.get(at("review", document)))
    client.post(at("commit", document), data)
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    told = client.post(at("commit", document), data, follow=True)
    assert "Phạm Thị Overseer đã xác nhận văn bản này" in words(told)


def test_bad_days_come_back_with_the_reason(client, document):
    data = sent(client.get(at("review", document))) | {"last_on": "31/02/2026"}
    page = client.post(at("commit", document), data)
    assert page.status_code == 422
    assert "“31/02/2026”" in words(page)


NAMES = ["review", "preview"]
POSTS = ["commit", "choose_body", "rest_outside", "accept_standing"]


@pytest.mark.parametrize("name", NAMES + POSTS)
def test_an_outsider_finds_nothing(cast, document, name):
    outsider = cast.client("outsider")
    method = outsider.get if name in NAMES else outsider.post
    assert method(at(name, document)).status_code == 404


@pytest.mark.parametrize("name", POSTS)
def test_what_changes_something_is_posted(client, document, name):
    assert client.get(at(name, document)).status_code == 405


def test_the_same_duty_from_two_papers_is_joined_by_a_person(
    cast, client, document, bring_in
):
    choose(cast, document, group=cast.communes)
    client.post(at("commit", document), sent(client.get(at("review", document))))
    first = Task.objects.get(order=2)
    again = bring_in(
        text=PLAN.replace("12/KH-UBND", "30/KH-UBND").replace("02 tin", "03 tin")
    )
    text = words(client.get(at("review", again)))
    assert "rất giống một nhiệm vụ của Kế hoạch 12/KH-UBND" in text
    client.post(
        at("choose_kind", again, 1),
        {
            "kind": "quota", "count": "3", "unit": "tin, bài", "per": "month",
            "restates": first.pk,
        },
    )  # fmt: skip
    assert "cùng một việc với nhiệm vụ khác" in words(client.get(at("review", again)))
    client.post(at("commit", again), sent(client.get(at("review", again))))
    second = Task.objects.get(directive__document=again, order=2)
    assert second.restates == first
    cells = owed(
        body_ids=[cast.commune.pk], first=date(2026, 5, 1), last=date(2026, 5, 31),
        on=TODAY, task_ids=[first.pk],
    )  # fmt: skip
    assert [(cell.task.id, cell.target) for cell in cells] == [(second.pk, 3)]
    assert [task.id for task in cells[0].sources] == [first.pk]


def test_the_page_asks_no_more_of_the_database_for_more_tasks(
    client, document, bring_in, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45):
        client.get(at("review", document))


def test_an_overseer_chooses_for_a_stranger_to_this_installation(cast, bring_in):
    document = bring_in(text=PLAN.replace("TỈNH LAM GIANG", "TỈNH KHÁC"))
    client = cast.client("overseer")
    text = words(client.get(at("review", document)))
    assert document.issuer is None
    assert "Còn 3 mục cần xem" in text
    assert "cho riêng cơ quan mình" not in text
    for name in ("Ủy ban nhân dân các xã, phường", STATIONS):
        client.post(
            at("choose_body", document),
            {"printed": name, "means": f"group-{cast.communes.pk}"},
        )
    client.post(at("rest_outside", document))
    data = sent(client.get(at("review", document)))
    client.post(at("commit", document), data)
    directive = Directive.objects.get()
    assert not directive.is_own_reading
    assert directive.committed_for == cast.home_office


def test_an_own_reading_says_that_it_binds_only_her_body(cast, bring_in):
    document = bring_in("clerk")
    client = cast.client("clerk")
    text = words(client.get(at("review", document)))
    assert "nghĩa vụ cho riêng cơ quan mình" in text
    client.post(at("rest_outside", document))
    data = sent(client.get(at("review", document)))
    page = client.post(at("commit", document), data, follow=True)
    assert page.status_code == 200
    directive = Directive.objects.get()
    assert (directive.is_own_reading, directive.committed_for) == (True, cast.commune)
    assert Document.objects.get(pk=document.pk).status == "confirmed"
