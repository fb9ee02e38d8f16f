"""A programme's page: sections I–V from the paper, live activities, edited, exported."""

import io
import json

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.models import Entry
from loa.programmes.choices import Choices
from loa.programmes.models import Programme, ProgrammeEdit
from loa.programmes.outline import outline_of
from loa.programmes.services import EditedSince, edit_programme
from tests.programmes.conftest import NOW, YEAR, choose
from tests.programmes.papers import PLAN
from tests.programmes.test_working_pages import words

FULL = (
    PLAN.replace(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức của cán bộ, công chức và người dân về"
        " cải cách hành chính.\n",
        "I. MỤC ĐÍCH, YÊU CẦU, ĐỐI TƯỢNG\n1. Mục đích\n- Nâng cao nhận thức.\n2. Yêu cầu\n"
        "- Thiết thực.\n3. Đối tượng\nCán bộ, công chức và người dân.\n",
    )
    .replace(
        "II. NỘI DUNG\n1. Tuyên truyền kết quả cải cách thủ tục hành chính.\n",
        "II. NỘI DUNG VÀ HÌNH THỨC\n1. Nội dung\n- Kết quả cải cách thủ tục hành chính.\n"
        "2. Hình thức\n- Trang thông tin điện tử.\n\nIII. KINH PHÍ\nTừ ngân sách nhà nước.\n"
        "\nIV. HOẠT ĐỘNG TRỌNG TÂM\n",
    )
    .replace("III. TỔ CHỨC", "V. TỔ CHỨC")
)


@pytest.fixture
def programme(cast, bring_in, commit):
    document = bring_in(text=FULL)
    choose(cast, document, group=cast.communes)
    choices = Choices(YEAR.from_on, YEAR.until_on, YEAR.judged_from, programme="new")
    commit(document, choices=choices)
    return Programme.objects.get()


def page(cast, programme, who="overseer", query=""):
    address = reverse("programmes:detail", args=[programme.pk])
    return cast.client(who).get(address + query)


def save(client, programme, **changed):
    address = reverse("programmes:edit", args=[programme.pk])
    form = client.get(address).context["form"]
    return client.post(address, form.initial | changed, follow=True)


def test_the_page_is_filled_from_the_confirmed_paper(cast, programme):
    text = words(page(cast, programme, "clerk"))
    assert "I. MỤC ĐÍCH, YÊU CẦU, ĐỐI TƯỢNG" in text
    assert "III. KINH PHÍ Từ ngân sách nhà nước." in text
    assert "Đối tượng Cán bộ, công chức và người dân." in text
    heads = "Stt Nội dung Cơ quan chủ trì Cơ quan phối hợp Thời gian thực hiện"
    assert heads in text
    parts = page(cast, programme).context["page"].outline
    assert parts.topics == ("Kết quả cải cách thủ tục hành chính.",)
    assert parts.forms == ("Trang thông tin điện tử.",)
    assert [one.title for one in parts.responsibilities][:2] == [
        "Ủy ban nhân dân các xã, phường",
        "Sở Nội vụ",
    ]


def test_its_activities_are_live_with_their_states(cast, programme):
    rows = page(cast, programme).context["page"].focal
    quota = next(row for row in rows if row.task.kind == "quota")
    assert sum(count for _state, count in quota.states) == 22
    assert page(cast, programme, "outsider").status_code == 200  # it was delivered
    assert page(cast, programme, "officer").status_code in (200, 404)


def test_what_the_sections_do_not_say_is_empty():
    parts = outline_of(
        {"I": "I. MỤC TIÊU\n1. Nâng cao nhận thức.", "III": "III. KHÁC\nx"}
    )
    assert not any((parts.purposes, parts.audiences, parts.funding, parts.topics))


def test_saving_keeps_what_stood_before(cast, programme):
    seen = save(
        cast.client("overseer"), programme, sIII="III. KINH PHÍ\nTừ nguồn khác."
    )
    text = words(seen)
    assert "Từ nguồn khác." in text
    assert "Từ ngân sách nhà nước." in text  # as it was, in the list of changes
    edit = ProgrammeEdit.objects.get()
    assert list(edit.after) == ["III"]
    assert edit.made_by == cast.overseer
    assert Entry.objects.filter(action="programmes.programme.edited").exists()
    again = save(cast.client("overseer"), programme)
    assert "Không có gì thay đổi" in words(again)
    assert ProgrammeEdit.objects.count() == 1


def test_of_two_who_edit_at_once_the_second_is_told(cast, programme):
    client = cast.client("overseer")
    save(client, programme, theme="Một")
    late = save(client, programme, theme="Hai", seen=0)
    assert late.status_code == 409
    assert "Phạm Thị Overseer đã lưu trang này" in words(late)
    assert 'value="Hai"' in late.content.decode()
    programme.refresh_from_db()
    assert programme.theme == "Một"
    with pytest.raises(EditedSince):
        edit_programme(
            programme=programme, name="x", theme="", sections={}, seen=0,
            actor=cast.overseer, acting=cast.acting("overseer"), at=NOW,
        )  # fmt: skip


def test_bad_input_and_those_who_may_not(cast, programme):
    bad = save(cast.client("overseer"), programme, name="")
    assert bad.status_code == 422
    assert not ProgrammeEdit.objects.exists()
    address = reverse("programmes:edit", args=[programme.pk])
    assert cast.client("clerk").get(address).status_code == 403
    with pytest.raises(PermissionDenied):
        edit_programme(
            programme=programme, name="x", theme="", sections={}, seen=0,
            actor=cast.clerk, acting=cast.acting("clerk"), at=NOW,
        )  # fmt: skip


def test_it_is_exported_as_a_plan_and_as_json(cast, programme):
    made = page(cast, programme, query="?tep=docx")
    document = docx.Document(io.BytesIO(made.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "KẾ HOẠCH" in text
    assert "TỔ CHỨC THỰC HIỆN" in text
    tables = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert [
        "Stt", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện",
    ] in tables  # fmt: skip
    values = json.loads(page(cast, programme, query="?tep=json").content)
    assert values["audiences"] == ["Cán bộ, công chức và người dân."]
    assert len(values["focal_activities"]) == Programme.objects.get().directives.get(
    ).tasks.count()  # fmt: skip
