"""Papers composed from duties: what is on record stands in them, and nothing else."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from loa.documents.models import Draft
from loa.documents.outgoing import writing
from loa.orgs.selectors import version_of
from loa.programmes import carrying_on, composing
from tests.factories import make_channel

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


def text_of(cast, directive, body) -> str:
    beginning = composing.own_plan(directive, version_of(body, TODAY), TODAY)
    paper = beginning.paper
    lines = [*paper.bases, paper.subject, *paper.recipients]
    for block in (*paper.body, *(b for a in paper.appendices for b in a.blocks)):
        lines += [getattr(block, "text", ""), str(getattr(block, "runs", ""))]
    return "\n".join(lines)


def test_an_own_plan_has_the_bodys_own_duties_its_days_and_its_channels(
    cast, directive
):
    make_channel(cast.commune, "tamgiai.lamgiang.gov.vn")
    client = cast.client("clerk")

    made = client.post(f"/chuong-trinh/van-ban/{directive.pk}/ke-hoach/")

    draft = Draft.objects.get()
    assert made.url == f"/van-ban/di/{draft.pk}/"
    assert draft.symbol == "KH-UBND"
    assert draft.regarding == directive.document
    text = writing.newest(draft).text
    # The superior's paper is cited in full.
    assert "Căn cứ Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm 2026 của" in text
    assert "ít nhất 02 tin, bài" in text
    assert "chậm nhất ngày 15/03/2026" in text
    assert "Trang thông tin điện tử Ủy ban nhân dân xã Tam Giai" in text
    # What the department owes is not the commune's.
    assert "đôn đốc" not in text
    # Its own office, and blanks where only a person can write.
    assert "Phòng Văn hóa - Xã hội" in text
    assert "[…]" in text
    assert "trên địa bàn xã Tam Giai năm 2026" in draft.subject


def test_a_departments_plan_is_its_own_and_not_of_an_area(cast, directive):
    office = version_of(cast.home_office, TODAY)

    subject = composing.own_plan(directive, office, TODAY).paper.subject

    assert subject.endswith("của Sở Nội vụ năm 2026")


def test_a_channel_that_the_body_has_not_is_a_blank(cast, directive):
    assert "trang thông tin điện tử: […]" in text_of(cast, directive, cast.commune)


def test_who_owes_nothing_drafts_no_plan(cast, directive):
    body = version_of(cast.culture_office, TODAY)
    with pytest.raises(composing.NothingOwed):
        composing.own_plan(directive, body, TODAY)


def test_a_letter_carries_the_directive_on_to_those_who_have_tasks(cast, directive):
    beginning = carrying_on.carry_on(
        directive, version_of(cast.home_office, TODAY), TODAY
    )
    paper = beginning.paper
    assert paper.is_letter
    assert "UBND các xã, phường" in paper.addressees
    assert paper.subject == "V/v triển khai thực hiện Kế hoạch số 12/KH-UBND"
    said = " ".join(run.text for block in paper.body for run in block.runs)
    assert "ít nhất 02 tin, bài" in said
    assert "hằng tháng" in said


def test_the_dispatch_list_names_every_body_once(cast, directive):
    answer = cast.client("overseer").get(
        f"/chuong-trinh/van-ban/{directive.pk}/noi-nhan/"
    )
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = [name for row in rows for name in row if name]
    assert names.count("Ủy ban nhân dân xã Tam Giai") == 1
    assert names.count("Ủy ban nhân dân phường Hòa Khê") == 1


def test_an_outsider_composes_nothing(cast, directive):
    directive.document.deliveries.all().delete()
    for rest in ("ke-hoach/", "trien-khai/"):
        answer = cast.client("outsider").post(
            f"/chuong-trinh/van-ban/{directive.pk}/{rest}"
        )
        assert answer.status_code == 404
