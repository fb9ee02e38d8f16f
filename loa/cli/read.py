"""`loa read`: what the reader finds in files, without a database."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from loa.domain.docreader import OfficialDocument, Reason, Unreadable, as_json, read

# What is wrong, and what to do: Vietnamese first, English beside it.
_MESSAGES: dict[Reason, tuple[str, str]] = {
    Reason.EMPTY: (
        "Tệp trống, không có nội dung. Hãy chọn lại tệp văn bản.",
        "The file is empty. Choose the document again.",
    ),
    Reason.WRONG_TYPE: (
        "Loại tệp này không đọc được. Hãy dùng .docx, .doc, .odt, .rtf, .pdf, .html, .txt, hoặc .zip, .eml chứa các tệp ấy.",
        "This kind of file cannot be read. Use .docx, .doc, .odt, .rtf, .pdf, .html, .txt, or a .zip or .eml of such files.",
    ),
    Reason.PICTURE: (
        "Tệp này là ảnh, và máy này chưa đọc được ảnh. Hãy dùng bản .docx hoặc .pdf có chữ, hoặc cài tesseract-ocr-vie.",
        "This file is a picture, and this machine cannot read pictures. Use the .docx or a .pdf with text, or install tesseract-ocr-vie.",
    ),
    Reason.OLD_WORD: (
        "Đây là tệp Word từ trước năm 1997. Hãy mở trong Word hoặc LibreOffice và lưu thành .docx.",
        "This is a Word file from before 1997. Open it in Word or LibreOffice and save it as .docx.",
    ),
    Reason.OTHER_ARCHIVE: (
        "Tệp nén dạng .rar, .7z hoặc tương tự nên không mở. Hãy giải nén, hoặc nén lại thành .zip.",
        "The file is packed as .rar, .7z or the like. Unpack it, or pack it again as .zip.",
    ),
    Reason.NO_DOCUMENT: (
        "Trong tệp không có văn bản nào đọc được. Hãy đưa chính tệp văn bản (.docx, .pdf …).",
        "There is no document in it that can be read. Use the paper itself (.docx, .pdf …).",
    ),
    Reason.ENCRYPTED: (
        "Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi đọc lại.",
        "The file is under a password. Remove the password and read it again.",
    ),
    Reason.DAMAGED: (
        "Tệp bị hỏng. Hãy lấy lại bản gốc từ nơi gửi.",
        "The file is damaged. Ask the sender for the original again.",
    ),
    Reason.TOO_LARGE: (
        "Tệp quá lớn. Hãy tách phụ lục hoặc chỉ đọc phần văn bản chính.",
        "The file is too large. Split off the annexes, or read the main document alone.",
    ),
    Reason.BOMB: (
        "Tệp nén nở ra quá lớn nên không mở, để bảo vệ máy. Hãy lấy lại bản gốc từ nơi gửi.",
        "The file unpacks to far too much and is not opened. Ask the sender for the original.",
    ),
    Reason.HOSTILE: (
        "Tệp chứa khai báo nguy hiểm nên không mở. Hãy lấy lại bản gốc từ nơi gửi.",
        "The file holds dangerous declarations and is not opened. Ask the sender for the original.",
    ),
    Reason.NO_TEXT_LAYER: (
        "Tệp PDF chỉ có ảnh quét, và máy này chưa đọc được ảnh. Hãy dùng bản .docx, bản PDF xuất từ Word, hoặc cài tesseract-ocr-vie.",
        "The PDF holds scanned pages, and this machine cannot read them. Use the .docx or a PDF made by Word, or install tesseract-ocr-vie.",
    ),
    Reason.NOT_LEGIBLE: (
        "Không nhận ra chữ nào trong ảnh. Hãy quét lại cho phẳng, 300 điểm mỗi inch, hoặc dùng bản .docx.",
        "No words can be made out. Scan it again, flat and at 300 dots per inch, or use the .docx.",
    ),
    Reason.SCANNED: (
        "Tệp là bản quét.",
        "The file is a scan.",
    ),
    Reason.TOO_MANY_SCANS: (
        "Tệp có quá nhiều trang quét (trên 60). Hãy tách phụ lục thành tệp riêng.",
        "The file has too many scanned pages (over 60). Split off the annexes.",
    ),
    Reason.CLASSIFIED: (
        "Văn bản mang dấu chỉ độ mật nên không đọc. Hãy xử lý theo quy định về bí mật nhà nước.",
        "The document bears a mark of secrecy and is not read. Handle it by the rules for state secrets.",
    ),
}
_MISSING = ("Không mở được tệp.", "The file cannot be opened.")


@click.command("read")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--jsonl", is_flag=True, help="One JSON object a line, one line a file.")
@click.option(
    "--explain", is_flag=True, help="Each finding with its rule, place and words."
)
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    help="Language of the messages; Vietnamese unless LANG says English.",
)
def command(
    files: tuple[Path, ...], *, jsonl: bool, explain: bool, lang: str | None
) -> None:
    """Read official documents (.docx, .pdf, .txt) and print what they say.

    JSON by default, indented; `-` reads text from standard input. A file that cannot be
    opened is named on standard error, the others are still read, and the exit code is 1.
    """
    speaks = _language(lang)
    failed = False
    for path in files:
        try:
            document = read(_bytes_of(path), filename=path.name)
            if document.classification:
                raise Unreadable(Reason.CLASSIFIED)
        except Unreadable as error:
            failed = True
            click.echo(f"{path}: {_MESSAGES[error.reason][speaks]}", err=True)
        except OSError as error:
            failed = True
            click.echo(f"{path}: {_MISSING[speaks]} ({error.strerror})", err=True)
        else:
            for line in _said(path, document, jsonl=jsonl, explain=explain):
                click.echo(line)
    if failed:
        raise SystemExit(1)


def _language(asked: str | None) -> int:
    """0 for Vietnamese, 1 for English."""
    spoken = asked or os.environ.get("LANG", "")
    return 1 if spoken.startswith("en") and (asked or not spoken.endswith("vi")) else 0


def _bytes_of(path: Path) -> bytes:
    return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()


def _said(
    path: Path, document: OfficialDocument, *, jsonl: bool, explain: bool
) -> Iterator[str]:
    if explain:
        yield f"# {path}"
        yield from _explained(document)
        return
    found: dict[str, Any] = {"file": str(path), **as_json(document)}
    yield json.dumps(found, ensure_ascii=False, indent=None if jsonl else 1)


def _explained(document: OfficialDocument) -> Iterator[str]:
    """A line for each finding: field, value, rule, certainty, place and words."""
    for finding in document.findings:
        words = " ".join(document.quote(finding.span).split())
        value = "" if finding.value == words else f" = {_short(finding.value)}"
        place = f"{finding.span.start}–{finding.span.end}"
        yield (
            f"{finding.field}{value}  [{finding.rule}, {finding.certainty}, {place}]"
            f"  “{_short(words)}”"
        )
    for caution in document.warnings:
        yield f"! {caution}"


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"
