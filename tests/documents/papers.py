"""Papers in the genre, with invented names, and files that are none."""

import io
import json
import struct
import zipfile
import zlib
from functools import cache

import docx
import typst

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH LAM GIANG

Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bến Lam, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thông tin, tuyên truyền cải cách hành chính trên địa bàn tỉnh năm 2026

Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương \
trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030;
Căn cứ Quyết định số 2231/QĐ-UBND ngày 31 tháng 12 năm 2025 của Ủy ban nhân dân tỉnh \
Lam Giang ban hành Kế hoạch cải cách hành chính năm 2026.
Ủy ban nhân dân tỉnh ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính năm \
2026 như sau:

I. MỤC ĐÍCH, YÊU CẦU
Nâng cao nhận thức của cán bộ, công chức và người dân về cải cách hành chính.

II. TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân các xã, phường
a) Xây dựng, ban hành kế hoạch tuyên truyền của địa phương trước ngày 15 tháng 3 năm 2026.
b) Hằng tháng có ít nhất 02 tin, bài về công tác cải cách hành chính trên Trang thông \
tin điện tử của địa phương.
2. Sở Nội vụ
Chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch theo dõi, đôn đốc việc thực hiện \
Kế hoạch này; định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh.
3. Đài Truyền thanh các địa phương
Duy trì chuyên mục cải cách hành chính trên hệ thống loa thường xuyên.

Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan phản ánh về Ủy ban \
nhân dân tỉnh (qua Sở Nội vụ)./.

Nơi nhận:
- Sở Nội vụ;
- UBND các xã, phường;
- Hội Người cao tuổi (để biết);
- Lưu: VT, NC.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn An
"""

ENGLISH = (
    """\
This report describes how the committee intends to improve the quality of the public
services which it provides, and what every office should deliver before the summer.
"""
    * 5
)


@cache
def as_docx(text: str = PLAN) -> bytes:
    """The text as a Word file, a paragraph for each line."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A Word file in which one part is replaced."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_docx("a"))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.namelist():
            new.writestr(item, content if item == name else old.read(item))
    return packed.getvalue()


@cache
def bomb() -> bytes:
    """A Word file whose text unpacks to 80 MB, a thousand times what it holds."""
    return with_part("word/document.xml", b" " * (80 * 1024 * 1024))


def with_external_entity() -> bytes:
    return with_part(
        "word/document.xml",
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
        b'main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>',
    )


def png() -> bytes:
    """A picture of one white point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        seal = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + seal

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\xff\xff\xff")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\x00" * 600
    + ("EncryptedPackage".encode("utf-16-le") + b"\x00" * 400)
)
DAMAGED = as_docx()[:-400]


@cache
def as_pdf(text: str = PLAN) -> bytes:
    """The text as a PDF with a text layer, a paragraph for each line."""
    paragraphs = [
        f"#par[#{json.dumps(line, ensure_ascii=False)}]" for line in text.splitlines()
    ]
    return typst.compile("\n\n".join(paragraphs).encode(), format="pdf")
