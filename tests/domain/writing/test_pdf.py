"""The .pdf: its typeface, its pages, and that texts are never read as markup."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from loa.domain.writing import (
    Appendix,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    docx_bytes,
    is_pdf_a,
    pdf_bytes,
    plain,
)
from loa.domain.writing.characters import VIETNAMESE_LETTERS
from loa.domain.writing.fonts import (
    EMBEDDED_FAMILY,
    TIMES_FAMILIES,
    Typeface,
    is_complete,
    vietnamese_serif,
)
from tests.domain.writing import genre
from tests.domain.writing.opening import (
    embedded_faces,
    letters_by_face,
    line_with,
    pdf_text,
)
from tests.domain.writing.papers import AT, letter, quarterly_report

POINTS_PER_MM = 72 / 25.4
EMBEDDED = Typeface(EMBEDDED_FAMILY, None)


@pytest.fixture(scope="module")
def report():
    return pdf_bytes(quarterly_report(), at=AT)


def all_letters_in(*, bold: bool = False, italic: bool = False) -> Paragraph:
    return Paragraph(plain(" ".join(VIETNAMESE_LETTERS), bold=bold, italic=italic))


@pytest.mark.parametrize("typeface", [vietnamese_serif(), EMBEDDED])
def test_every_vietnamese_letter_is_in_the_embedded_faces(typeface):
    """No letter is patched in from another face: one family, four faces, all whole."""
    body = (
        all_letters_in(),
        all_letters_in(bold=True),
        all_letters_in(italic=True),
        all_letters_in(bold=True, italic=True),
    )
    pdf = pdf_bytes(quarterly_report(body=body), at=AT, typeface=typeface)

    faces = letters_by_face(pdf)
    family = typeface.family.replace(" ", "")
    assert all(name.replace("PSMT", "").startswith(family) for name in faces), faces
    assert len(faces) == 4
    for name, letters in faces.items():
        missing = set(VIETNAMESE_LETTERS) - set(letters)
        assert not missing, f"{name} lacks {''.join(sorted(missing))}"


def test_every_letter_of_a_report_is_in_the_faces_it_embeds(report):
    printed = set("".join(letters_by_face(report).values()))
    used = {mark for mark in pdf_text(report) if mark.isalpha()}
    assert used <= printed
    for font in embedded_faces(report).values():
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_serif_taken_is_complete_or_the_embedded_one():
    taken = vietnamese_serif()
    if taken.folder is None:
        assert taken == EMBEDDED
    else:
        assert taken.family in TIMES_FAMILIES


def test_a_font_that_lacks_vietnamese_letters_is_not_complete():
    # Debian's fonts-liberation 1.x, when the machine has it.
    old = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
    if not old.exists() or old.stat().st_size > 200_000:
        pytest.skip("fonts-liberation 1.x is not installed here")
    assert not is_complete(old)


def test_a_file_that_is_no_font_is_not_complete(tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"no font")
    assert not is_complete(tmp_path / "a.ttf")
    assert not is_complete(tmp_path / "missing.ttf")


def test_pages_are_a4_and_only_a_wide_annex_lies_across(report):
    pages = PdfReader(io.BytesIO(report)).pages
    sizes = [
        (
            round(float(page.mediabox.width) / POINTS_PER_MM),
            round(float(page.mediabox.height) / POINTS_PER_MM),
        )
        for page in pages
    ]
    assert sizes[0] == (210, 297)
    assert sizes[-1] == (297, 210)
    assert set(sizes) == {(210, 297), (297, 210)}


def test_first_pages_have_no_number_and_each_annex_counts_anew():
    wide = Table(
        (Column("Xã"), Column("Số")),
        tuple(Row((plain(f"Xã {n}"), plain(str(n)))) for n in range(100, 200)),
    )
    long_body = tuple(Paragraph(plain("Câu. " * 120)) for _ in range(12))
    paper = quarterly_report(
        body=long_body, appendices=(Appendix("Một", (wide,)), Appendix("Hai", (wide,)))
    )
    pages = PdfReader(io.BytesIO(pdf_bytes(paper, at=AT))).pages
    tops = [page.extract_text().splitlines()[0].strip() for page in pages]
    numbers = [int(top) if top.isdecimal() else 1 for top in tops]
    starts = [place for place, number in enumerate(numbers) if number == 1]
    assert len(starts) == 3
    for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        assert numbers[start:end] == list(range(1, end - start + 1))
    assert max(numbers) >= 3


def words_at(page, wanted: str) -> tuple[float, float]:
    """Where a text begins, in millimetres from the left and from the top."""
    found: list[tuple[float, float]] = []
    height = float(page.mediabox.height)

    def visit(text, matrix, text_matrix, _font, _size):
        if wanted in text and not found:
            x = matrix[0] * text_matrix[4] + matrix[2] * text_matrix[5] + matrix[4]
            y = matrix[1] * text_matrix[4] + matrix[3] * text_matrix[5] + matrix[5]
            found.append((x / POINTS_PER_MM, (height - y) / POINTS_PER_MM))

    page.extract_text(visitor_text=visit)
    assert found, wanted
    return found[0]


def test_the_body_begins_at_the_left_margin_plus_the_first_line_indent(report):
    left, _top = words_at(PdfReader(io.BytesIO(report)).pages[0], "Thực hiện Kế hoạch")
    assert left == pytest.approx(30 + 12.7, abs=0.5)


def test_nothing_stands_in_the_margins(report):
    for page in PdfReader(io.BytesIO(report)).pages:
        right_edge = float(page.mediabox.width) / POINTS_PER_MM - 15
        places: list[tuple[float, float]] = []

        def visit(text, matrix, text_matrix, _f, _s, places=places):
            if text.strip():
                x = matrix[0] * text_matrix[4] + matrix[4]
                places.append((x / POINTS_PER_MM, 0.0))

        page.extract_text(visitor_text=visit)
        assert min(x for x, _ in places) >= 29.9
        assert max(x for x, _ in places) <= right_edge


def test_a_signature_does_not_stand_alone_on_a_page():
    for count in range(18, 30):
        body = tuple(Paragraph(plain(f"Đoạn thứ {n}.")) for n in range(count))
        paper = quarterly_report(body=body, appendices=())
        pages = PdfReader(io.BytesIO(pdf_bytes(paper, at=AT))).pages
        last = pages[-1].extract_text()
        assert f"Đoạn thứ {count - 1}." in last


def test_both_files_say_the_same_words(report):
    docx = docx_bytes(quarterly_report(), at=AT)
    for words in (
        "ĐỘC LẬP", "Số: 05/BC-SNV", "356", "PHÓ GIÁM ĐỐC", "Nơi nhận:",
        "KẾT QUẢ THEO HÌNH THỨC",
    ):  # fmt: skip
        assert words.casefold() in pdf_text(report).casefold()
        if words != "ĐỘC LẬP":
            assert line_with(docx, words)


def test_the_same_paper_gives_the_same_bytes(report):
    assert pdf_bytes(quarterly_report(), at=AT) == report
    assert pdf_bytes(quarterly_report(), at=AT + timedelta(days=1)) != report


def test_the_file_says_its_title_author_moment_and_language(report):
    pdf = PdfReader(io.BytesIO(report))
    assert pdf.metadata is not None
    assert pdf.metadata.title == (
        "Báo cáo Kết quả công tác thông tin, tuyên truyền cải cách hành chính năm 2026"
    )
    assert pdf.metadata.author == "Sở Nội vụ"
    assert pdf.metadata.creation_date == AT
    assert pdf.trailer["/Root"]["/Lang"] == "vi"


HOSTILE = [
    "*đậm* _nghiêng_ #bold[x] $x^2$ `a` <nhãn> @trích // ghi chú /* x */ \\ ~ = + -",
    '#import "@preview/x:1.0.0": y',
    '") #panic("x") ("',
    "{{ mẫu }} {% if %} &lt;b&gt; ]]> <w:p/>",
    "a\x00b\x07c\x1b[31m\x7f\ud800\ufffe\uffffd",
    "phải\u202egnọưgn\u202c trái\u2066x\u2069",
    "mặt cười 😀 gia đình 👨\u200d👩\u200d👧 cờ 🇻🇳",
    "ト漢字 عربى ไทย",
    "Ho\u0300a, Hu\u0323\u0302, to\u031b\u0301i, U\u0309y ban",
    "https://lamgiang.example/tin-tuc?id=1&x=" + "y" * 400,
    "x" * 5000,
    "dòng một\r\ndòng hai\u2028dòng ba\tcột",
    "=HYPERLINK(1)",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_printed_and_not_obeyed(text):
    table = Table((Column("x"), Column("y")), (Row((plain(text), plain("1"))),))
    paper = quarterly_report(
        subject=text,
        issuer=text[:40] or "x",
        addressees=(text,),
        recipients=(text,),
        body=(Paragraph(plain(text)), table),
        appendices=(Appendix(text, (table,)),),
    )

    printed = pdf_text(pdf_bytes(paper, at=AT))
    docx = docx_bytes(paper, at=AT)

    assert "Số: 05/BC-SNV" in printed
    assert line_with(docx, "Số: 05/BC-SNV")


def test_markup_prints_as_typed():
    text = "*đậm* _nghiêng_ #bold[x] $x$ <nhãn> @trích // ghi chú"
    paper = quarterly_report(body=(Paragraph(plain(text)),))
    assert text in pdf_text(pdf_bytes(paper, at=AT))
    assert line_with(docx_bytes(paper, at=AT), text)


def test_decomposed_letters_are_composed():
    text = "Hue\u0302\u0301 va\u0300 U\u0309y ban"
    paper = letter(body=(Paragraph(plain(text)),))
    assert "Huế và Ủy ban" in pdf_text(pdf_bytes(paper, at=AT))
    assert line_with(docx_bytes(paper, at=AT), "Huế và Ủy ban")


def test_a_word_longer_than_the_line_stays_on_the_paper():
    paper = letter(body=(Paragraph(plain("y" * 900)),))
    page = PdfReader(io.BytesIO(pdf_bytes(paper, at=AT))).pages[0]
    lines = [line for line in page.extract_text().splitlines() if "yyyy" in line]
    assert len(lines) > 5
    assert sum(line.count("y") for line in lines) >= 900


# --- PDF/A ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", genre.PAPERS)
def test_every_kind_is_pdf_a_3a_and_pdf_ua_1(kind):
    """What the file says of itself and what such files must have or must not have.

    `test_pdf_a` holds them to the whole of both standards (slow, so in `make verify`).
    """
    raw = pdf_bytes(genre.PAPERS[kind][0](), at=AT)
    pdf = PdfReader(io.BytesIO(raw))
    root = pdf.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert is_pdf_a(raw)
    assert re.search(r"<pdfaid:part>3<", metadata)
    assert re.search(r"<pdfaid:conformance>A<", metadata)
    assert re.search(r"<pdfuaid:part>1<", metadata)
    (intent,) = root["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert not pdf.is_encrypted
    assert b"/JavaScript" not in raw
    for font in embedded_faces(raw).values():
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_headings_are_tagged_and_no_level_is_left_out():
    body = (
        Heading(3, "Sâu"), Heading(1, "Một"), Heading(3, "Ba"), Heading(2, "Hai"),
        Paragraph(plain("Câu.")),
    )  # fmt: skip
    raw = pdf_bytes(letter(body=body), at=AT)
    levels = []
    stack = [PdfReader(io.BytesIO(raw)).trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while stack:
        entry = stack.pop()
        entry = entry.get_object() if hasattr(entry, "get_object") else entry
        if isinstance(entry, list):
            stack.extend(reversed(entry))
        elif isinstance(entry, dict):
            if re.fullmatch(r"/H[1-6]", str(entry.get("/S", ""))):
                levels.append(entry["/S"])
            stack.append(entry.get("/K", []))
    assert is_pdf_a(raw)
    assert levels == ["/H1", "/H1", "/H2", "/H2"]


def test_a_letter_that_no_face_has_makes_a_plain_pdf():
    raw = pdf_bytes(letter(body=(Paragraph(plain("chữ \U000e0001\ue123 lạ")),)), at=AT)
    assert not is_pdf_a(raw)
    assert "lạ" in pdf_text(raw)
