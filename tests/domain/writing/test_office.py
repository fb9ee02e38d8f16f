"""The .docx as an office program lays it out (slow, so in `make verify`)."""

import io
import subprocess

import pytest
from pypdf import PdfReader

from loa.domain.writing import docx_bytes
from tests import machine
from tests.domain.writing.papers import AT, letter, quarterly_report

SOFFICE = machine.libreoffice()
LACK = machine.libreoffice_reason() or machine.times_reason()

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(bool(LACK), reason=LACK or "there"),
]


def laid_out(raw, folder):
    (folder / "paper.docx").write_bytes(raw)
    subprocess.run(
        [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "paper.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return PdfReader(io.BytesIO((folder / "paper.pdf").read_bytes())).pages


def test_the_report_is_laid_out_on_the_pages_it_should_have(tmp_path):
    pages = laid_out(docx_bytes(quarterly_report(), at=AT), tmp_path)

    texts = [page.extract_text() for page in pages]
    annexes = [n for n, text in enumerate(texts) if "Phụ lục" in text]
    signed = next(n for n, text in enumerate(texts) if "PHÓ GIÁM ĐỐC" in text)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts[0]
    assert "Chưa nộp báo cáo đúng hạn" in texts[signed]
    assert texts[1].strip().startswith("2")
    assert annexes == [signed + 1, signed + 2]
    assert float(pages[annexes[1]].mediabox.width) > float(pages[0].mediabox.width)
    # No page is left over after the last table.
    assert all(text.strip() for text in texts)


def test_the_nation_and_the_motto_stand_on_one_line_each(tmp_path):
    (page,) = laid_out(docx_bytes(letter(), at=AT), tmp_path)

    lines = [line.strip() for line in page.extract_text().splitlines()]
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in line for line in lines)
    assert any("Độc lập - Tự do - Hạnh phúc" in line for line in lines)
