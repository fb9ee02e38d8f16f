"""Lays a plain official text out as a Word file, as an office would have it.

`docx_from_text` makes the two-column letterhead, the centred title, task tables out of
rows of tabs, and the two columns of recipients and signature at the end.
"""

from __future__ import annotations

import io
import re

from docx import Document as NewDocument
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_NUMBER = re.compile(r"Số\s*:")
_PLACE = re.compile(r".{2,40},\s*ngày")
_KIND = re.compile(r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|THÔNG BÁO|CHƯƠNG TRÌNH|HƯỚNG DẪN)$")
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s|(?:PHÓ |TRƯỞNG |CHỦ TỊCH|GIÁM ĐỐC)")


def docx_from_text(text: str, *, issuer: tuple[str, ...] = ()) -> bytes:
    """The bytes of a .docx that says what `text` says, laid out like the real thing."""
    lines = [line.rstrip() for line in text.replace("*", "").splitlines()]
    lines = [line for line in lines if line.strip()]
    document = NewDocument()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    start = _letterhead(document, lines, issuer)
    end = next(
        (at for at, line in enumerate(lines) if line.strip().startswith("Nơi nhận")),
        len(lines),
    )
    while end > start and end < len(lines) and _AUTHORITY.match(lines[end - 1]):
        end -= 1
    _body(document, lines[start:end])
    if end < len(lines):
        _signature(document, lines[end:])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _letterhead(document: Document, lines: list[str], issuer: tuple[str, ...]) -> int:
    """The two columns on top; returns the first line below them."""
    left: list[str] = list(issuer)
    right: list[str] = []
    at = 0
    while at < len(lines) and not (
        _KIND.match(lines[at].strip()) or lines[at].startswith(("Kính gửi", "Căn cứ"))
    ):
        line = lines[at].strip()
        (right if line in MOTTO or _PLACE.match(line) else left).append(line)
        at += 1
    if right[:1] != [MOTTO[0]]:
        right = [*MOTTO, *right]
    table = document.add_table(rows=1, cols=2)
    for cell, texts in zip(table.rows[0].cells, (left, right), strict=True):
        _fill(cell, texts, centred=True)
    return at


def _body(document: Document, lines: list[str]) -> None:
    at = 0
    titled = False
    while at < len(lines):
        line = lines[at]
        if "\t" in line:
            end = at
            while end < len(lines) and "\t" in lines[end]:
                end += 1
            _task_table(document, [row.split("\t") for row in lines[at:end]])
            at = end
            continue
        paragraph = document.add_paragraph(line.strip())
        if _KIND.match(line.strip()) or titled:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            titled = not titled
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        at += 1


def _task_table(document: Document, rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text.strip()


def _signature(document: Document, lines: list[str]) -> None:
    """Recipients left, signature right."""
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        text = line.strip()
        is_left = text.startswith(("Nơi nhận", "-", "+"))
        (left if is_left else right).append(text)
    table = document.add_table(rows=1, cols=2)
    _fill(table.rows[0].cells[0], left)
    _fill(table.rows[0].cells[1], right, centred=True)


def _fill(cell: object, texts: list[str], *, centred: bool = False) -> None:
    for place, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()  # type: ignore[attr-defined]
        paragraph.add_run(text)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
