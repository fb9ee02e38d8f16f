"""Files named on the command line: opened and read, or told why not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from loa.domain.docreader import OfficialDocument, Reason, Unreadable, read

# What is wrong, and what to do: Vietnamese first, English beside it.
MESSAGES: dict[Reason, tuple[str, str]] = {
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
MISSING = ("Không mở được tệp.", "The file cannot be opened.")


def documents_of(
    files: Sequence[Path], speaks: int
) -> Iterator[tuple[Path, bytes, OfficialDocument]]:
    """Each file with its bytes and the document it is.

    A file that cannot be opened is named on standard error, the others are still read,
    and in the end the exit code is 1.
    """
    failed = False
    for path in files:
        try:
            raw = _bytes_of(path)
            document = read(raw, filename=path.name)
            if document.classification:
                raise Unreadable(Reason.CLASSIFIED)
        except Unreadable as error:
            failed = True
            click.echo(f"{path}: {MESSAGES[error.reason][speaks]}", err=True)
        except OSError as error:
            failed = True
            click.echo(f"{path}: {MISSING[speaks]} ({error.strerror})", err=True)
        else:
            yield path, raw, document
    if failed:
        raise SystemExit(1)


def language(asked: str | None) -> int:
    """0 for Vietnamese, 1 for English."""
    spoken = asked or os.environ.get("LANG", "")
    return 1 if spoken.startswith("en") and (asked or not spoken.endswith("vi")) else 0


def _bytes_of(path: Path) -> bytes:
    return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
