"""PDFs as offices make them: running heads, ruled tables, columns, signing stamps."""

from __future__ import annotations

from collections.abc import Sequence

import typst

BODY = (
    "Tuyên truyền cải cách hành chính trên các phương tiện thông tin đại chúng và hệ "
    "thống truyền thanh cơ sở. "
)
_HEAD = r"""
#set page(paper: "a4", margin: (x: 2.5cm, y: 2cm), numbering: "1", header: context {
  if counter(page).get().first() > 1 [#h(1fr) Kế hoạch tuyên truyền năm 2026] })
#set text(size: 13pt, hyphenate: false)
#set par(justify: true)
STAMP
#grid(columns: (1fr, 1.3fr), align: center,
  [ỦY BAN NHÂN DÂN \ *TỈNH LAM GIANG* \ Số: 12/KH-UBND],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \ Độc lập - Tự do - Hạnh phúc \
   Bến Lam, ngày 20 tháng 01 năm 2026])
#align(center)[*KẾ HOẠCH* \ *Tuyên truyền cải cách hành chính năm 2026*]

Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;

"""
_END = r"""
#grid(columns: (1fr, 1fr),
  [*Nơi nhận:* \ - Sở Nội vụ; \ - UBND các xã, phường; \ - Lưu: VT.],
  align(center)[*TM. ỦY BAN NHÂN DÂN* \ *CHỦ TỊCH* \ \ \ *Nguyễn Văn An*])
"""
_STAMP = r"""
#place(top + right, dx: 1.2cm, dy: -1.6cm, box(width: 6.4cm)[
  #set text(size: 7pt); #set par(justify: false)
  Ký bởi: Ủy ban nhân dân tỉnh Lam Giang \ Email: ubnd\@lamgiang.gov.vn \
  Cơ quan: Tỉnh Lam Giang \ Thời gian ký: 20.01.2026 15:07:23 +07:00])
"""
HEADINGS = (
    "TT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian",
)


def paper(body: str, *, stamp: bool = False) -> bytes:
    """A plan with this in the middle (in the words of typst)."""
    source = _HEAD.replace("STAMP", _STAMP if stamp else "") + body + _END
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def task_table(contents: Sequence[str], *, ruled: bool) -> str:
    """A table of tasks; the number stands in the middle of its row, as Word sets it."""
    middle = "horizon" if ruled else "top"
    look = "" if ruled else "stroke: none, column-gutter: 8pt, "
    rows = [
        f"align(center + {middle})[{n}], [{content}], [Sở Nội vụ], "
        f"[Các sở, ngành; UBND các xã, phường], [Trước ngày {n + 10}/3/2026]"
        for n, content in enumerate(contents, start=1)
    ]
    head = ", ".join(f"[*{heading}*]" for heading in HEADINGS)
    return (
        "#{ set par(justify: false); set text(size: 12pt)\n"
        f"table({look}columns: (1cm, 1fr, 2.2cm, 2.6cm, 2.4cm), "
        f"table.header({head}), {', '.join(rows)}) }}\n"
    )


def by_hand(lines: Sequence[str], *, coding: str = "latin-1") -> bytes:
    """A PDF in a font that says nothing of its letters: each byte is what it is."""
    shown = "".join(
        f"1 0 0 1 60 {800 - 18 * n} Tm ({_escaped(line)}) Tj\n"
        for n, line in enumerate(lines)
    )
    content = f"BT /F1 12 Tf\n{shown}ET".encode(coding, "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman "
        b"/Encoding /WinAnsiEncoding >>",
    ]
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects; the first is its catalogue."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(made)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
