"""Both files measured, component by component: domain-facts table 1.3, R1.1.

`test_docx` has the components of a report; here are those that other kinds have, and
every one of them once more on the page of the .pdf, by the boxes of its letters.
"""

from datetime import date
from functools import cache

import pytest
from docx.oxml.ns import qn
from docx.shared import Emu

from loa.domain.writing import (
    Circulation,
    Urgency,
    docx_bytes,
    pdf_bytes,
)
from tests.domain.writing import genre
from tests.domain.writing.opening import (
    PdfPage,
    line_with,
    lines_of,
    open_docx,
    tables_of,
)
from tests.domain.writing.papers import AT


@cache
def decision_docx() -> bytes:
    return docx_bytes(genre.decision(), at=AT)


@cache
def letter_docx() -> bytes:
    marks = {"urgency": Urgency.EXPRESS, "circulation": Circulation.INTERNAL}
    return docx_bytes(genre.letter(**marks), at=AT)


@cache
def page(kind: str, number: int = 0) -> PdfPage:
    marks: dict[str, object] = {}
    if kind == "letter":
        marks = {"urgency": Urgency.EXPRESS, "circulation": Circulation.INTERNAL}
    write, _duties = genre.PAPERS[kind]
    return PdfPage(pdf_bytes(write(**marks), at=AT), number)


BOTH = (13, 14)
# Words, sizes allowed, bold, italic, alignment.
DECISION = [
    ("QUYẾT ĐỊNH", BOTH, True, False, "centre"),
    ("Về việc ban hành Quy chế", BOTH, True, False, "centre"),
    ("Căn cứ Luật Tổ chức", BOTH, False, True, "justify"),
    ("Theo đề nghị của Trưởng phòng", BOTH, False, True, "justify"),
    ("QUYẾT ĐỊNH:", BOTH, True, False, "centre"),
    ("Điều 1. Phạm vi điều chỉnh", BOTH, True, False, "justify"),
    ("Chương I", BOTH, True, False, "centre"),
    ("QUY ĐỊNH CHUNG", BOTH, True, False, "centre"),
    ("1. Quy chế này quy định", BOTH, False, False, "justify"),
    ("đ) Tổ chức, cá nhân", BOTH, False, False, "justify"),
    ("(Kèm theo Quyết định số", BOTH, False, True, "centre"),
]
LETTER = [
    ("V/v triển khai", (12, 13), False, False, "centre"),
    ("Kính gửi:", BOTH, False, False, "left"),
    ("- Các sở, ban, ngành;", BOTH, False, False, "left"),
    ("HỎA TỐC", BOTH, True, False, "centre"),
    ("LƯU HÀNH NỘI BỘ", BOTH, True, False, "centre"),
    ("NTH.(30)", (11,), False, False, "left"),
]


@pytest.mark.parametrize(
    ("raw", "words", "sizes", "is_bold", "is_italic", "align"),
    [
        *((decision_docx, *row) for row in DECISION),
        *((letter_docx, *row) for row in LETTER),
    ],
    ids=[row[0] for row in (*DECISION, *LETTER)],
)
def test_each_component_of_a_docx(raw, words, sizes, is_bold, is_italic, align):
    line = line_with(raw(), words)

    assert line.fonts == {"Times New Roman"}
    assert line.sizes <= {float(size) for size in sizes}
    assert (line.is_bold, line.is_italic, line.align) == (is_bold, is_italic, align)


def test_an_article_is_bold_in_its_number_and_upright_in_its_words():
    runs = line_with(decision_docx(), "Điều 1. Ban hành").paragraph.runs
    assert [(run.text, bool(run.font.bold)) for run in runs] == [
        ("Điều 1. ", True),
        (
            "Ban hành kèm theo Quyết định này Quy chế quản lý và vận hành hệ thống"
            " truyền thanh cơ sở xã Đồng Vàng.",
            False,
        ),
    ]


def test_who_decides_stands_above_the_bases_and_the_decision_below():
    texts = [line.text for line in lines_of(decision_docx())]
    places = [
        texts.index(words) for words in ("ỦY BAN NHÂN DÂN XÃ ĐỒNG VÀNG", "QUYẾT ĐỊNH:")
    ]
    bases = [
        n for n, text in enumerate(texts) if text.startswith(("Căn cứ", "Theo đề"))
    ]
    assert places[0] < min(bases) < max(bases) < places[1]


def test_each_basis_ends_with_a_semicolon_and_the_last_with_a_full_stop():
    texts = [line.text for line in lines_of(decision_docx())]
    endings = [
        text[-1] for text in texts if text.startswith(("Căn cứ", "Theo đề nghị"))
    ]
    assert endings == [";", ";", "."]


def test_points_go_on_with_the_letter_after_d():
    texts = [line.text for line in lines_of(decision_docx())]
    points = [text[:2] for text in texts if text[1:2] == ")"]
    assert points == ["a)", "b)", "c)", "d)", "đ)"]


def test_headings_are_an_outline_that_word_shows():
    headings = [
        (line.paragraph.style.name, line.text.replace("\n", " "))
        for line in lines_of(decision_docx())
        if line.paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Chương I QUY ĐỊNH CHUNG"),
        ("Heading 3", "Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng"),
        ("Heading 1", "Chương II VẬN HÀNH"),
        ("Heading 3", "Điều 2. Giờ phát thanh"),
    ]


def test_a_document_that_is_issued_has_both_names_above_it():
    head = tables_of(decision_docx())[2]
    left, right = (cell.text.split("\n") for cell in head.rows[0].cells)
    assert left[:2] == ["ỦY BAN NHÂN DÂN", "XÃ ĐỒNG VÀNG"]
    assert right[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert len(open_docx(decision_docx()).sections) == 2
    assert "Phụ lục" not in [line.text for line in lines_of(decision_docx())]


@pytest.mark.parametrize(
    ("urgency", "width"),
    [(Urgency.URGENT, 20), (Urgency.VERY_URGENT, 40), (Urgency.EXPRESS, 30)],
)
def test_the_frame_of_a_mark_of_urgency_is_as_large_as_its_stamp(urgency, width):
    raw = docx_bytes(genre.letter(urgency=urgency), at=AT)
    form = line_with(raw, urgency).paragraph
    cell = tables_of(raw)[0].rows[1].cells[0]
    aside = form.paragraph_format.left_indent + form.paragraph_format.right_indent
    assert cell.width.mm - Emu(aside).mm == pytest.approx(width, abs=0.5)
    # With the border a point away above and below: 8 mm.
    assert form.paragraph_format.line_spacing.mm == pytest.approx(8, abs=1)
    assert form._p.find(".//" + qn("w:pBdr")) is not None
    drawn = PdfPage(pdf_bytes(genre.letter(urgency=urgency), at=AT)).frames()
    # The line that draws it has a width of its own.
    assert [size == pytest.approx((width, 8), abs=0.7) for size in drawn] == [True]


def test_the_hyphens_of_addressees_stand_beneath_the_colon():
    lines = {line.text: line.paragraph for line in lines_of(letter_docx())}
    head = lines["Kính gửi:"].paragraph_format
    entry = lines["- Các sở, ban, ngành;"].paragraph_format
    hyphen = entry.left_indent.mm + entry.first_line_indent.mm
    # "Kính gửi" in 14 pt is 18 mm wide.
    assert hyphen - head.left_indent.mm == pytest.approx(18, abs=0.6)
    colon = page("letter").words("Kính gửi:").right
    assert page("letter").words("- Các sở").left == pytest.approx(colon, abs=1.2)


def test_the_address_stands_at_the_foot_of_the_first_page_alone():
    section = open_docx(letter_docx()).sections[0]
    lines = section.first_page_footer.paragraphs
    assert [run.font.size.pt for line in lines for run in line.runs] == [11, 11]
    assert lines[0]._p.find(".//" + qn("w:pBdr")) is not None
    assert not "".join(line.text for line in section.footer.paragraphs)
    contact = page("letter").words("Số 12 đường Bạch Đằng")
    left, right, top = min(
        page("letter").lines(), key=lambda line: abs(line[2] - contact.top)
    )
    assert (left, right) == pytest.approx((30, 195), abs=0.5)
    assert top < contact.top


def test_minutes_are_signed_by_two_side_by_side():
    names = page("minutes")
    secretary, presides = names.words("Võ Thị Như Ý"), names.words("Đinh Văn Ước")
    assert secretary.bottom == pytest.approx(presides.bottom, abs=1)
    assert secretary.right < presides.left


# --- the page of the .pdf ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words", "sizes", "is_bold", "is_italic"),
    [
        ("plan", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
        ("plan", "Độc lập - Tự do - Hạnh phúc", BOTH, True, False),
        ("letter", "UBND TỈNH LAM GIANG", (12, 13), False, False),
        ("letter", "SỞ NỘI VỤ", (12, 13), True, False),
        ("plan", "Số: 07/KH-UBND", (13,), False, False),
        ("plan", "Đồng Vàng, ngày 05 tháng 02 năm 2026", BOTH, False, True),
        ("letter", "V/v triển khai", (12, 13), False, False),
        ("plan", "KẾ HOẠCH", BOTH, True, False),
        ("plan", "trên địa bàn xã", BOTH, True, False),
        ("letter", "Kính gửi:", BOTH, False, False),
        ("plan", "Căn cứ Luật Tổ chức", BOTH, False, True),
        ("plan", "I. MỤC ĐÍCH, YÊU CẦU", BOTH, True, False),
        ("plan", "1. Mục đích", BOTH, True, False),
        ("plan", "- Nội dung rõ ràng", BOTH, False, False),
        ("decision", "QUYẾT ĐỊNH:", BOTH, True, False),
        ("decision", "Điều 1.", BOTH, True, False),
        ("decision", "Ban hành kèm theo", BOTH, False, False),
        ("decision", "TM. ỦY BAN NHÂN DÂN", BOTH, True, False),
        ("decision", "CHỦ TỊCH", BOTH, True, False),
        ("decision", "Lưu Thị Bạch Yến", BOTH, True, False),
        ("decision", "Nơi nhận:", (12,), True, True),
        ("decision", "- Như Điều 3;", (11,), False, False),
        ("letter", "HỎA TỐC", BOTH, True, False),
        ("letter", "LƯU HÀNH NỘI BỘ", BOTH, True, False),
        ("letter", "NTH.(30)", (11,), False, False),
        ("letter", "E-mail: sonoivu", (11, 12), False, False),
    ],
)
def test_each_component_of_a_pdf(kind, words, sizes, is_bold, is_italic):
    found = page(kind).words(words)
    assert found.size in sizes
    assert (found.is_bold, found.is_italic) == (is_bold, is_italic)


def test_number_and_date_stand_on_one_line():
    found = page("plan")
    number, dated = found.words("Số: 07/KH-UBND"), found.words("Đồng Vàng, ngày 05")
    assert number.bottom == pytest.approx(dated.bottom, abs=1.5)


def test_date_and_motto_are_centred_below_the_nation():
    found = page("plan")
    nation = found.words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = found.words("Độc lập - Tự do - Hạnh phúc")
    dated = found.words("Đồng Vàng, ngày 05 tháng 02 năm 2026")
    assert nation.bottom < motto.top
    assert motto.bottom < dated.top
    assert motto.middle == pytest.approx(nation.middle, abs=0.7)
    assert dated.middle == pytest.approx(nation.middle, abs=0.7)


def test_the_line_below_the_motto_is_as_long_as_it():
    motto = page("plan").words("Độc lập - Tự do - Hạnh phúc")
    left, right, top = page("plan").line_below(motto)
    assert right - left == pytest.approx(motto.width, abs=1.5)
    assert 0 < top - motto.bottom < 3


@pytest.mark.parametrize(
    ("kind", "words"), [("plan", "ỦY BAN NHÂN DÂN"), ("letter", "SỞ NỘI VỤ")]
)
def test_the_line_below_the_issuer_is_a_third_to_a_half_of_it(kind, words):
    issuer = page(kind).words(words)
    left, right, _top = page(kind).line_below(issuer)
    assert issuer.width / 3 <= right - left <= issuer.width / 2
    assert (left + right) / 2 == pytest.approx(issuer.middle, abs=1)


def test_the_line_below_the_subject_is_a_third_to_a_half_of_it():
    subject = page("plan").words("Thông tin, tuyên truyền cải cách hành chính")
    left, right, _top = page("plan").line_below(subject)
    assert subject.width / 3 <= right - left <= subject.width / 2
    assert (left + right) / 2 == pytest.approx(112.5, abs=1)


def test_the_subject_of_a_letter_stands_six_points_below_its_number():
    number = page("letter").words("Số: 928/SNV-CCHC")
    subject = page("letter").words("V/v triển khai công tác thông tin,")
    assert subject.middle == pytest.approx(number.middle, abs=1)
    # From foot to head of capitals: 6 pt and what a line has above its capitals.
    assert 6 / 72 * 25.4 <= subject.top - number.bottom <= 5


def test_lines_of_the_body_are_justified_and_set_in():
    first = page("plan").words(
        "Ủy ban nhân dân xã Đồng Vàng ban hành Kế hoạch thông tin, tuyên truyền"
    )
    then = page("plan").words("cải cách hành chính năm 2026 như sau:")
    assert (first.left, first.right) == pytest.approx((30 + 12.7, 195), abs=0.5)
    assert then.left == pytest.approx(30, abs=0.5)
    # Single spacing to 1.5 lines of 14 pt.
    assert 14 <= (then.bottom - first.bottom) / 25.4 * 72 <= 14 * 1.15 * 1.5


def test_the_seal_has_room_between_the_post_and_the_name():
    found = page("decision")
    post, name = found.words("CHỦ TỊCH"), found.words("Lưu Thị Bạch Yến")
    assert name.top - post.bottom >= 20
    assert name.middle == pytest.approx(post.middle, abs=1)


def test_recipients_begin_level_with_the_authority_at_the_left_margin():
    found = page("decision")
    title, authority = found.words("Nơi nhận:"), found.words("TM. ỦY BAN NHÂN DÂN")
    assert title.left == pytest.approx(30, abs=0.5)
    assert title.top == pytest.approx(authority.top, abs=2)


def test_the_page_number_stands_in_the_middle_of_the_upper_margin():
    second = page("plan", 1)
    number = second.words("2")
    assert number.bottom < 20
    assert number.middle == pytest.approx(112.5, abs=1)
    assert number.size in BOTH
    assert not number.is_bold


def test_the_paper_copy_fills_in_what_is_issued_with_a_decision():
    electronic = line_with(decision_docx(), "(Kèm theo").text
    paper = docx_bytes(genre.decision(is_electronic=False), at=AT)
    assert line_with(paper, "(Kèm theo").text == (
        "(Kèm theo Quyết định số 215/QĐ-UBND ngày 22 tháng 4 năm 2026 của Ủy ban nhân"
        " dân xã Đồng Vàng)"
    )
    assert not any(mark.isdigit() for mark in electronic)


def test_a_zero_stands_before_days_to_nine_and_the_first_two_months():
    for on, printed in (
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
    ):
        raw = pdf_bytes(genre.plan(issued_on=on), at=AT)
        assert PdfPage(raw).words(printed)
