"""How fast papers are written, and how much faster than an office program would.

The letter is one of a department to all bodies, a page long. LibreOffice is started for
each conversion, as a server would have to that does not keep one running: "cold" is a
profile that is there already and no office program in memory.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks import Row, at_least
from loa.domain.writing import (
    Clause,
    OfficialPaper,
    Paragraph,
    Signature,
    SigningMode,
    carried,
    compose,
    docx_bytes,
    paper_kinds,
    pdf_bytes,
    plain,
)
from tests import machine

AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
TIMES_FASTER = 50
_DATA = {"tasks": [{"text": "Báo cáo kết quả quý I", "due": "2026-03-20"}]}


def rows() -> list[Row]:
    """Milliseconds for a letter in each form, and the ratio to LibreOffice's."""
    # A letter of its own each time: the typesetter remembers what it has set.
    numbers = itertools.count(1)
    paper = letter(next(numbers))
    pdf = milliseconds(lambda: pdf_bytes(letter(next(numbers)), at=AT), times=60)
    docx = milliseconds(lambda: docx_bytes(letter(next(numbers)), at=AT), times=30)
    carrying = milliseconds(
        lambda: pdf_bytes(letter(next(numbers)), at=AT, carrying=_DATA), times=30
    )
    with_data = pdf_bytes(paper, at=AT, carrying=_DATA)
    found = [
        Row("a letter as .pdf (PDF/A-3a)", pdf, "ms"),
        Row("a letter as .docx", docx, "ms"),
        Row("a letter as .pdf, with data inside", carrying, "ms"),
        Row(
            "data read back from a .pdf and held against its words",
            milliseconds(lambda: carried(with_data), times=60),
            "ms",
        ),
    ]
    if lack := machine.libreoffice_reason():
        print(
            f"the ratio to an office program is not measured: {lack}", file=sys.stderr
        )
        return found
    office = office_milliseconds(docx_bytes(paper, at=AT))
    found.append(Row("the same letter through LibreOffice, cold", office, "ms"))
    name = "times faster than LibreOffice, cold"
    found.append(at_least(name, office / pdf, "×", TIMES_FASTER))
    return found


def milliseconds(make: Callable[[], object], *, times: int) -> float:
    """The fastest of several runs, after one that fills the caches.

    Not the middle: what else runs on the machine only ever adds to a run, and adds
    more than its share to one of milliseconds.
    """
    make()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        make()
        took.append((time.perf_counter() - begun) * 1000)
    return min(took)


def office_milliseconds(docx: bytes) -> float:
    """The fastest of five conversions by LibreOffice, each started anew."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "letter.docx")
        source.write_bytes(docx)
        command = [
            str(machine.libreoffice()),
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]

        def convert() -> None:
            subprocess.run(command, check=True, capture_output=True, timeout=120)

        return milliseconds(convert, times=5)


def letter(number: int) -> OfficialPaper:
    """A letter of a page, its words invented; no paragraph is that of another number."""
    asked = (
        "Ủy ban nhân dân các xã, phường báo cáo kết quả thực hiện quý I năm 2026 về Sở"
        " Nội vụ trước ngày 20/3/2026.",
        "Các sở, ban, ngành rà soát, cập nhật chuyên mục “Cải cách hành chính” trên"
        " Trang thông tin điện tử của cơ quan, mỗi tháng có ít nhất 03 tin, bài.",
        "Đẩy mạnh tuyên truyền dịch vụ công trực tuyến toàn trình trên hệ thống truyền"
        " thanh cơ sở, mạng xã hội và các phương tiện thông tin đại chúng.",
    )
    return compose(
        paper_kinds()["letter"],
        issuer="Sở Nội vụ",
        governing_body="UBND tỉnh Lam Giang",
        issuer_symbol="SNV",
        unit="CCHC",
        place="Bến Lam",
        number=number,
        issued_on=date(2026, 3, 3),
        subject="triển khai công tác thông tin, tuyên truyền cải cách hành chính",
        addressees=("Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"),
        body=(
            Paragraph(
                plain(f"Sở Nội vụ đề nghị thực hiện các nội dung (đợt {number}):")
            ),
            *(Clause(plain(f"{text} (Đợt {number}.)")) for text in asked * 2),
        ),
        signature=Signature(
            "Giám đốc", SigningMode.FOR_HEAD, post="Phó Giám đốc", name="Trần Ái Nhi"
        ),
    )
