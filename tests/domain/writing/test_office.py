"""The .docx as an office program lays it out (slow, so in `make verify`)."""

import io
import subprocess

import pytest
from pypdf import PdfReader

from loa.domain.docreader import read
from loa.domain.writing import Soundness, carried, docx_bytes
from tests import machine
from tests.domain.writing import genre
from tests.domain.writing.papers import AT, letter, quarterly_report
from tests.domain.writing.test_readback import assert_same_frame, assert_same_tasks

SOFFICE = machine.libreoffice()
LACK = machine.libreoffice_reason() or machine.times_reason()

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(bool(LACK), reason=LACK or "there"),
]


def converted(files, form, folder):
    """What LibreOffice makes of some .docx, by their names."""
    out = folder / "out"
    for name, raw in files.items():
        (folder / f"{name}.docx").write_bytes(raw)
    subprocess.run(
        [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            form,
            "--outdir",
            str(out),
            *(str(folder / f"{name}.docx") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return {
        name: (out / f"{name}.{form.partition(':')[0]}").read_bytes() for name in files
    }


def laid_out(raw, folder):
    made = converted({"paper": raw}, "pdf", folder)["paper"]
    return PdfReader(io.BytesIO(made)).pages


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


def test_each_kind_is_read_back_from_what_an_office_program_makes_of_it(tmp_path):
    files = {
        kind: docx_bytes(write(), at=AT) for kind, (write, _) in genre.PAPERS.items()
    }
    for kind, raw in converted(files, "pdf", tmp_path).items():
        write, duties = genre.PAPERS[kind]
        found = read(raw)
        assert_same_frame(write(), found)
        assert_same_tasks(duties, found)


def test_what_a_file_carries_outlives_an_office_program(tmp_path):
    raw = docx_bytes(genre.plan(), at=AT, carrying={"n": 1})
    saved = converted({"plan": raw}, "docx:MS Word 2007 XML", tmp_path)["plan"]
    assert saved != raw
    found = carried(saved)
    assert found is not None
    assert (found.soundness, found.data) == (Soundness.SOUND, {"n": 1})
    assert_same_frame(genre.plan(), read(saved))
