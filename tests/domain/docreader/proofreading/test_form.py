"""The form of Word files: paper, margins, font, size, page number, coding."""

import io
import unicodedata
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from loa.domain.docreader import proofread, read
from loa.domain.docreader.proofreading import proofread_form
from loa.domain.writing import docx_bytes
from tests.domain.writing.papers import quarterly_report

BODY = "Nâng cao nhận thức của cán bộ, công chức trong các cơ quan, đơn vị về cải cách hành chính. "


def paper(**changed):
    """A Word file in the decree's form, but for what is changed."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    for name, value in changed.get("section", {}).items():
        setattr(section, name, value)
    normal = document.styles["Normal"]
    normal.font.name = changed.get("font", "Times New Roman")
    normal.font.size = Pt(changed.get("size", 14))
    for _ in range(changed.get("paragraphs", 20)):
        document.add_paragraph(changed.get("text", BODY * 3))
    if where := changed.get("number", "header"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        getattr(section, where).paragraphs[0]._p.append(field)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def rules(raw):
    return [remark.rule for remark in proofread_form(raw)]


def test_a_file_in_the_decrees_form_gets_no_remark():
    assert rules(paper()) == []


@pytest.mark.parametrize(
    ("rule", "changed", "said"),
    [
        ("form.paper", {"section": {"page_width": Mm(216), "page_height": Mm(279)}}, "216 × 279"),
        ("form.margins", {"section": {"left_margin": Mm(20)}}, "trái 20 mm"),
        ("form.margins", {"section": {"top_margin": Mm(12)}}, "trên 12 mm"),
        ("form.font", {"font": "Calibri"}, "Calibri"),
        ("form.size", {"size": 11}, "11"),
        ("form.page-number", {"number": "footer"}, "cuối trang"),
        ("form.page-number", {"number": None}, "chưa có"),
        ("form.unicode", {"text": unicodedata.normalize("NFD", BODY * 3)}, "dấu tổ hợp"),
        ("form.unicode", {"font": ".VnTime"}, ".VnTime"),
    ],
)  # fmt: skip
def test_what_is_not_in_its_form_is_remarked_on(rule, changed, said):
    found = proofread_form(paper(**changed))

    assert [remark.rule for remark in found] == [rule]
    assert said in found[0].reason.vi
    assert "Nghị định 30/2020/NĐ-CP" in found[0].reason.vi
    assert found[0].span is None


def test_one_page_needs_no_number_and_a_wide_page_has_other_margins():
    wide = {"page_width": Mm(297), "page_height": Mm(210), "left_margin": Mm(20)}

    assert rules(paper(number=None, paragraphs=3)) == []
    assert rules(paper(section=wide)) == []


def test_headings_and_tables_may_be_smaller():
    assert rules(paper(size=12, text="Nội dung")) == []


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.7", b"PK\x03\x04 cut", "Kế hoạch".encode(), paper()[:-900]]
)
def test_what_is_no_word_file_has_no_form(raw):
    assert proofread_form(raw) == ()


def test_what_loa_writes_itself_is_in_the_decrees_form():
    raw = docx_bytes(quarterly_report(), at=datetime(2026, 1, 1, tzinfo=UTC))

    assert proofread_form(raw) == ()
    assert proofread(read(raw)) == ()
