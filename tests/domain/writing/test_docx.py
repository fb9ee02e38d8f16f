"""The .docx measured against Decree 30/2020 (domain-facts R1.1 and table 1.3)."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from loa.domain.writing import Signature, Urgency, docx_bytes
from loa.domain.writing.xlsx import LONGEST_TEXT
from tests.domain.writing.opening import line_with, lines_of, open_docx, tables_of
from tests.domain.writing.papers import AT, letter, quarterly_report


@pytest.fixture(scope="module")
def report():
    return docx_bytes(quarterly_report(), at=AT)


@pytest.fixture(scope="module")
def official_letter():
    return docx_bytes(letter(urgency=Urgency.URGENT), at=AT)


def test_the_page_is_a4_with_the_legal_margins(report):
    section = open_docx(report).sections[0]
    millimetres = {
        name: round(getattr(section, name).mm)
        for name in (
            "page_width",
            "page_height",
            "top_margin",
            "bottom_margin",
            "left_margin",
            "right_margin",
        )
    }
    assert millimetres == {
        "page_width": 210,
        "page_height": 297,
        "top_margin": 20,
        "bottom_margin": 20,
        "left_margin": 30,
        "right_margin": 15,
    }


# Words on the line, sizes allowed, bold, italic, alignment: table 1.3 row by row.
@pytest.mark.parametrize(
    ("words", "sizes", "is_bold", "is_italic", "align"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False, "centre"),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False, "centre"),
        ("TỈNH LAM GIANG", (12, 13), False, False, "centre"),
        ("SỞ NỘI VỤ", (12, 13), True, False, "centre"),
        ("Số: 05/BC-SNV", (13,), False, False, "centre"),
        ("Bến Lam, ngày 15 tháng 12 năm 2026", (13, 14), False, True, "centre"),
        ("BÁO CÁO", (13, 14), True, False, "centre"),
        ("Kết quả công tác thông tin", (13, 14), True, False, "centre"),
        ("Kính gửi: Ủy ban nhân dân tỉnh Lam Giang", (13, 14), False, False, "centre"),
        ("Thực hiện Kế hoạch số", (13, 14), False, False, "justify"),
        ("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", (13, 14), True, False, "justify"),
        ("1. Tin, bài trên Trang", (13, 14), True, False, "justify"),
        ("a) Truyền thanh", (13, 14), False, False, "justify"),
        ("- Hệ thống truyền thanh", (13, 14), False, False, "justify"),
        ("Nơi nhận:", (12,), True, True, "left"),
        ("- Như trên;", (11,), False, False, "left"),
        ("- Lưu: VT, CCHC.", (11,), False, False, "left"),
        ("KT. GIÁM ĐỐC", (13, 14), True, False, "centre"),
        ("PHÓ GIÁM ĐỐC", (13, 14), True, False, "centre"),
        ("Lê Thị Đượm", (13, 14), True, False, "centre"),
        ("Phụ lục II", (14,), True, False, "centre"),
        ("KẾT QUẢ THEO XÃ, PHƯỜNG", (13, 14), True, False, "centre"),
        ("(Kèm theo Báo cáo số", (13, 14), False, True, "centre"),
    ],
)
def test_each_component_has_its_size_and_style(
    report, words, sizes, is_bold, is_italic, align
):
    line = line_with(report, words)
    assert line.fonts == {"Times New Roman"}
    assert line.sizes <= {float(size) for size in sizes}
    assert (line.is_bold, line.is_italic, line.align) == (is_bold, is_italic, align)


def test_every_run_names_the_font_for_every_script(report):
    for line in lines_of(report):
        for fonts in line.paragraph._p.iter(qn("w:rFonts")):
            named = {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs")}
            assert named == {"Times New Roman"}


def test_body_lines_are_set_in_and_six_points_apart(report):
    form = line_with(report, "Thực hiện Kế hoạch").paragraph.paragraph_format
    assert round(form.first_line_indent.cm, 2) == 1.27
    assert form.space_after.pt >= 6
    assert 1 <= form.line_spacing <= 1.5


def test_number_and_date_stand_in_one_row_of_the_header(report):
    row = tables_of(report)[0].rows[1]
    left, right = (cell.text for cell in row.cells)
    assert left.strip() == "Số: 05/BC-SNV"
    assert right.strip() == "Bến Lam, ngày 15 tháng 12 năm 2026"


def test_the_line_beneath_the_motto_is_as_long_as_its_text(report):
    cell = tables_of(report)[0].cell(0, 1)
    ruled = [p for p in cell.paragraphs if p._p.find(".//" + qn("w:pBdr")) is not None]
    (rule,) = ruled
    indents = rule.paragraph_format.left_indent.mm + (
        rule.paragraph_format.right_indent.mm
    )
    # The motto in 14 pt bold is 60 mm wide in Times.
    assert cell.width.mm - indents == pytest.approx(60.5, abs=1)


def test_the_line_beneath_the_issuer_is_a_third_to_a_half_of_it(report):
    cell = tables_of(report)[0].cell(0, 0)
    (rule,) = [
        p for p in cell.paragraphs if p._p.find(".//" + qn("w:pBdr")) is not None
    ]
    length = cell.width.mm - 2 * rule.paragraph_format.left_indent.mm
    # "SỞ NỘI VỤ" in 13 pt bold is 28 mm wide.
    assert 28 / 3 <= length <= 28 / 2


def test_the_page_number_is_centred_on_top_and_not_on_page_one(report):
    for section in open_docx(report).sections:
        header = section.header.paragraphs[0]
        assert " PAGE " in "".join(
            code.text for code in header._p.iter(qn("w:instrText"))
        )
        assert header.alignment == 1
        assert {run.font.size.pt for run in header.runs} <= {13.0, 14.0}
        assert section.different_first_page_header_footer
        assert not section.first_page_header.paragraphs[0].text
        assert section.header_distance < section.top_margin


def test_each_appendix_is_numbered_by_itself(report):
    starts = [
        section._sectPr.find(qn("w:pgNumType")).get(qn("w:start"))
        for section in open_docx(report).sections
    ]
    assert starts == ["1", "1", "1"]


def test_a_wide_annex_lies_across(report):
    turned = [section.orientation for section in open_docx(report).sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_table_headers_repeat_and_rows_stay_whole(report):
    table = tables_of(report)[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[1].cells][2:4] == ["352", "371"]


def test_the_form_is_in_the_order_that_word_wants(report):
    """Word calls a file damaged when properties are out of the schema's order."""
    document = open_docx(report).element
    wanted = {
        "tblPr": [
            "tblStyle",
            "tblW",
            "jc",
            "tblBorders",
            "tblLayout",
            "tblCellMar",
            "tblLook",
        ],
        "pPr": [
            "pStyle",
            "keepNext",
            "widowControl",
            "pBdr",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
            "rPr",
            "sectPr",
        ],
        "rPr": ["rFonts", "b", "i", "color", "sz", "lang"],
        "sectPr": [
            "headerReference",
            "type",
            "pgSz",
            "pgMar",
            "pgNumType",
            "cols",
            "titlePg",
            "docGrid",
        ],
    }
    for name, order in wanted.items():
        for part in document.iter(qn(f"w:{name}")):
            found = [child.tag.rpartition("}")[2] for child in part]
            # References to headers and footers may stand in any order.
            tags = [tag.replace("footerRef", "headerRef") for tag in found]
            places = [order.index(tag) for tag in tags]
            assert places == sorted(places), f"{name}: {found}"


def test_a_letter_has_its_subject_under_the_number_and_no_type(official_letter):
    left = tables_of(official_letter)[0].rows[1].cells[0].text
    assert "Số:        /UBND-VHXH" in left
    assert "V/v báo cáo kết quả tuyên truyền" in left
    subject = line_with(official_letter, "V/v báo cáo")
    assert subject.sizes <= {12.0, 13.0}
    assert not subject.is_bold
    assert "KHẨN" in left
    texts = [line.text for line in lines_of(official_letter)]
    assert "CÔNG VĂN" not in texts


def test_several_addressees_stand_one_on_a_line(official_letter):
    texts = [line.text for line in lines_of(official_letter)]
    start = texts.index("Kính gửi:")
    assert texts[start + 1 : start + 3] == [
        "- Sở Nội vụ;",
        "- Ủy ban nhân dân tỉnh Lam Giang.",
    ]


def test_a_blank_day_stays_blank(official_letter):
    assert line_with(official_letter, "Đồng Vàng, ngày").text == (
        "Đồng Vàng, ngày     tháng 12 năm 2026"
    )


def test_the_paper_copy_fills_in_what_an_annex_belongs_to():
    paper = docx_bytes(quarterly_report(is_electronic=False), at=AT)
    wanted = "(Kèm theo Báo cáo số 05/BC-SNV ngày 15 tháng 12 năm 2026 của Sở Nội vụ)"
    assert line_with(paper, "(Kèm theo").text == wanted
    electronic = docx_bytes(quarterly_report(), at=AT)
    assert "05/BC-SNV" not in line_with(electronic, "(Kèm theo").text


def test_the_same_paper_gives_the_same_bytes():
    assert docx_bytes(quarterly_report(), at=AT) == docx_bytes(
        quarterly_report(), at=AT
    )


def test_the_parts_have_words_own_styles(report):
    styles = {
        words: line_with(report, words).paragraph.style.name
        for words in ("BÁO CÁO", "Kết quả công tác", "Thực hiện Kế hoạch", "- Hệ thống")
    }
    assert [*styles.values()] == ["Title", "Subtitle", "Body Text", "Body Text"]
    defined = open_docx(report).styles
    for name in (*styles.values(), "Heading 1", "Heading 3"):
        assert defined[name].font.name == "Times New Roman"
        assert defined[name].font.size.pt == 14
        assert str(defined[name].font.color.rgb) == "000000"
        assert defined[name].element.find(".//" + qn("w:pBdr")) is None


def test_another_moment_is_written_into_the_properties():
    later = docx_bytes(quarterly_report(), at=AT + timedelta(days=1))
    core = open_docx(later).core_properties
    assert core.created.day == 16
    assert core.author == "Sở Nội vụ"
    assert core.title == f"Báo cáo {core.subject}"
    assert core.subject.startswith("Kết quả công tác thông tin, tuyên truyền")
    assert core.language == "vi-VN"
    names = zipfile.ZipFile(BytesIO(later)).infolist()
    assert {name.date_time for name in names} == {(1980, 1, 1, 0, 0, 0)}


def test_a_name_not_known_leaves_room():
    unsigned = docx_bytes(quarterly_report(signature=Signature("Giám đốc")), at=AT)
    cell = tables_of(unsigned)[2].cell(0, 1)
    assert [p.text for p in cell.paragraphs] == ["GIÁM ĐỐC", ""]
    assert cell.paragraphs[-1].paragraph_format.space_before.mm > 15


def test_a_very_long_text_is_whole():
    words = "dài " * LONGEST_TEXT
    long = docx_bytes(quarterly_report(subject=words), at=AT)
    assert line_with(long, "dài dài").text.strip() == words.strip()
