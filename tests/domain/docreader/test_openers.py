"""What is opened, and what is refused with which reason. Issue 2, bad input."""

import io
import struct
import zipfile
import zlib

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfWriter

from loa.domain.docreader import Reason, Unreadable, read
from loa.domain.docreader.openers import MAX_BYTES
from tests.corpus.layout import docx_from_text

TEXT = "Số: 5/KH-UBND\n\nKẾ HOẠCH\n\nTuyên truyền\n\n1. Sở Nội vụ chủ trì tuyên truyền."
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def why(raw, filename=None):
    with pytest.raises(Unreadable) as caught:
        read(raw, filename=filename)
    return caught.value.reason


def archive(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def word(body, *, before=""):
    return archive(
        word__document_xml=f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    )


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf_of(writer):
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


# --- refused, with the reason ------------------------------------------------------------


@pytest.mark.parametrize("raw", [b"", b"  \r\n\t ", b"\x00" * 50])
def test_an_empty_file_is_said_to_be_empty(raw):
    assert why(raw) == Reason.EMPTY


@pytest.mark.parametrize(
    "raw",
    [
        PICTURE,
        b"\xff\xd8\xff\xe0" + bytes(99),
        b"GIF89a" + bytes(99),
        b"BM" + bytes(99),
    ],
)
def test_a_picture_is_known_under_any_name(raw):
    assert why(raw, filename="ke-hoach.docx") == Reason.DAMAGED


@pytest.mark.parametrize(
    "raw",
    [
        b"MZ\x90\x00\x03" + bytes(300),
        bytes(range(256)) * 20,
        archive(xl__workbook_xml="<x/>"),
        archive(ppt__presentation_xml="<x/>"),
    ],
)
def test_another_kind_of_file_is_refused(raw):
    assert why(raw) == Reason.WRONG_TYPE


def test_a_broken_old_word_file_is_damaged():
    assert why(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) == Reason.DAMAGED


def test_a_word_file_under_a_password_is_encrypted():
    name = "EncryptedPackage".encode("utf-16-le")

    assert (
        why(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + name) == Reason.ENCRYPTED
    )


def test_a_zip_part_under_a_password_is_encrypted():
    raw = bytearray(docx_from_text(TEXT))
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 8] |= 1

    assert why(bytes(raw)) == Reason.ENCRYPTED


def test_a_pdf_under_a_password_is_encrypted():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")

    assert why(pdf_of(writer)) == Reason.ENCRYPTED


def test_a_pdf_without_text_wants_its_pages_read_by_ocr():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)

    assert why(pdf_of(writer)) == Reason.NO_TEXT_LAYER


@pytest.mark.parametrize("keep", [30, 200, 2000, -40])
def test_a_cut_word_file_is_damaged(keep):
    assert why(docx_from_text(TEXT)[:keep]) == Reason.DAMAGED


@pytest.mark.parametrize(
    "body", ["<w:p>", "<w:p></w:q>", "\x01", '<w:p xmlns:w="other"'], ids=range(4)
)
def test_a_word_file_with_broken_xml_is_damaged(body):
    assert why(word(body)) == Reason.DAMAGED


def test_a_word_file_with_a_broken_stream_is_damaged():
    raw = docx_from_text(TEXT)
    with zipfile.ZipFile(io.BytesIO(raw)) as zipped:
        start = zipped.getinfo("word/document.xml").header_offset + 60

    assert why(raw[:start] + b"\xff" * 40 + raw[start + 40 :]) == Reason.DAMAGED


def test_a_damaged_pdf_is_damaged():
    assert why(b"%PDF-1.7\n" + b"nonsense " * 50) == Reason.DAMAGED


def test_a_word_file_without_text_is_empty():
    assert why(word("<w:p/>")) == Reason.EMPTY


def test_a_file_past_the_limit_is_too_large():
    assert why(b"a" * (MAX_BYTES + 1)) == Reason.TOO_LARGE


def test_a_zip_bomb_is_not_unpacked():
    assert why(word(paragraph(" " * 3_000_000))) == Reason.BOMB


def test_a_zip_that_lies_about_its_size_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("loa.domain.docreader.openers.archive.MAX_PART", 1_000_000)
    raw = bytearray(word(paragraph("a" * 2_000_000)))
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 1000)

    assert why(bytes(raw)) in (Reason.BOMB, Reason.DAMAGED)


def test_a_zip_of_thousands_of_parts_is_a_bomb():
    parts = {f"part{number}": "x" for number in range(4100)}

    assert why(archive(word__document_xml="<x/>", **parts)) == Reason.BOMB


LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "before",
    [LAUGHS, OUTSIDE, '<!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd">', "<!doctype d>"],
)
def test_declared_entities_are_refused_and_never_resolved(before):
    assert why(word(paragraph("&x;"), before=before)) == Reason.HOSTILE


def test_declared_entities_in_utf_16_are_refused():
    text = f'<?xml version="1.0" encoding="utf-16"?>{OUTSIDE}<w:document {W}/>'

    assert why(archive(word__document_xml=text.encode("utf-16"))) == Reason.HOSTILE


def test_tables_nested_a_thousand_deep_are_survived():
    body = paragraph("Sở Nội vụ chủ trì.")
    for _ in range(60):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"

    assert read(word(paragraph("Kế hoạch") + body)).text.startswith("Kế hoạch")


def test_xml_nested_deeper_than_any_document_is_refused():
    deep = "<w:r>" * 5000 + "</w:r>" * 5000

    assert why(word(f"<w:p>{deep}</w:p>")) == Reason.DAMAGED


# --- opened ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_are_read_in_their_encodings(encoding):
    assert read(TEXT.encode(encoding)).number == "5/KH-UBND"


def test_text_in_no_known_encoding_is_still_text():
    assert read("Kế hoạch".encode("cp1258", "ignore") + b"\xff\xfe\xf0").text


def test_a_word_file_is_known_by_its_content_and_not_its_name():
    assert read(docx_from_text(TEXT), filename="anh.png").number == "5/KH-UBND"


def test_inserted_text_is_kept_and_deleted_text_dropped():
    body = (
        "<w:p><w:r><w:t>Sở </w:t></w:r><w:ins><w:r><w:t>Nội vụ</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Tư pháp</w:delText></w:r></w:del></w:p>"
    )

    assert read(word(body)).text == "Sở Nội vụ"


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p {mc}><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>Ngoài khung</w:t></w:r></w:p>"
    )

    assert read(word(body)).text == "Trong khung\nNgoài khung"


def test_footnotes_are_no_part_of_the_running_text():
    body = '<w:p><w:r><w:t>Kế hoạch</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    notes = f"<w:footnotes {W}><w:footnote>{paragraph('Ghi chú')}</w:footnote></w:footnotes>"
    raw = archive(
        word__document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>",
        word__footnotes_xml=notes,
    )

    assert read(raw).text == "Kế hoạch"


def test_automatic_numbers_are_printed():
    document = Document()
    for text in ("Sở Nội vụ", "Sở Tư pháp"):
        document.add_paragraph(text, style="List Number")
    numbering = document.part.numbering_part.element
    levels = numbering.findall(f".//{qn('w:lvl')}")
    for paragraph_ in document.paragraphs:
        _number(paragraph_, numbering.findall(qn("w:num"))[0].get(qn("w:numId")))
    for level in levels:
        level.find(qn("w:numFmt")).set(qn("w:val"), "decimal")
        level.find(qn("w:lvlText")).set(qn("w:val"), "%1.")
    made = io.BytesIO()
    document.save(made)

    assert read(made.getvalue()).text == "1. Sở Nội vụ\n2. Sở Tư pháp"


def _number(paragraph_, number):
    properties = paragraph_._p.get_or_add_pPr()
    mark = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", number)):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        mark.append(child)
    properties.append(mark)


def test_a_merged_cell_keeps_the_columns_in_place():
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(
        table.rows[0].cells, ("Nội dung", "Cơ quan chủ trì", "Thời gian"), strict=True
    ):
        cell.text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[2]).text = "I. TUYÊN TRUYỀN"
    for cell, text in zip(
        table.rows[2].cells, ("Mở chuyên mục", "Sở Nội vụ", "Thường xuyên"), strict=True
    ):
        cell.text = text
    made = io.BytesIO()
    document.save(made)

    (task,) = read(made.getvalue()).tasks
    assert (task.text, task.lead[0].name) == ("Mở chuyên mục", "Sở Nội vụ")


def test_blocks_carry_the_cells_of_a_table():
    blocks = read("Stt\tNội dung\n1\tTuyên truyền").blocks

    assert [(b.table, b.row, b.column) for b in blocks] == [
        *((0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1))
    ]


def test_crc_errors_do_not_pass_for_text():
    raw = bytearray(
        archive(word__document_xml=f"<w:document {W}><w:body/></w:document>")
    )
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(b"other"))

    assert why(bytes(raw)) == Reason.DAMAGED
