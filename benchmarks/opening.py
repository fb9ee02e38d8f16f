"""Opening PDFs and reading scans, beside what the libraries take by themselves."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

# Threads of Tesseract would be measured by what else the machine does.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import pypdfium2

from benchmarks import ROOT, CannotMeasure, Row, at_most
from loa.documents import apart
from loa.domain.docreader import Scans, can_see
from loa.domain.docreader.openers import open_document
from tests.corpus.layout import docx_from_text
from tests.corpus.pdfs import BODY, paper, task_table
from tests.corpus.scans import as_pdf, pictures_of
from tests.corpus.typeset import pdf_from_text

SEED = ROOT.parent / "shared" / "corpus" / "dev" / "text" / "seed-001.txt"
DPI = 300


def rows() -> list[Row]:
    """Ratios to the bare libraries, in one run; milliseconds of a warm child."""
    if not SEED.is_file():
        raise CannotMeasure(f"{SEED} is not there")
    text = SEED.read_text(encoding="utf-8").replace("**", "")
    pdf = pdf_from_text(text)
    table = paper("I. NHIỆM VỤ\n\n" + task_table([BODY * 4] * 30, ruled=True))
    found = [_opening("seed-001.pdf", pdf), _opening("30 ruled rows.pdf", table)]
    if can_see(Scans()):
        found.append(_scan(pdf_from_text(text)))
    word = docx_from_text(text)
    found.append(
        at_most(
            "read seed-001.docx apart, warm child",
            min(_timed(lambda: apart.read(word, "a.docx")) for _ in range(9)) * 1000,
            "ms",
            60,
        )
    )
    apart.pool.end()
    return found


def _opening(name: str, pdf: bytes) -> Row:
    """Pages to paragraphs and tables, against their bare text by the same library."""
    ours, bare = _side_by_side(lambda: open_document(pdf), lambda: _bare_text(pdf), 15)
    return at_most(f"open {name} ÷ bare pypdfium2", ours / bare, "ratio", 3)


def _scan(pdf: bytes) -> Row:
    """Two pages as pictures in a PDF to paragraphs, against bare Tesseract."""
    images = pictures_of(pdf, dpi=DPI)[:2]
    scan = as_pdf(images, dpi=DPI)
    import tesserocr

    folder = Scans().folder()
    with tesserocr.PyTessBaseAPI(path=folder, lang="vie") as api:

        def bare() -> None:
            document = pypdfium2.PdfDocument(scan)
            for page in document:
                api.SetImage(page.render(scale=DPI / 72).to_pil().convert("L"))
                api.GetUTF8Text()
            document.close()

        ours, by_itself = _side_by_side(lambda: open_document(scan), bare, 3)
    return at_most("read a scan ÷ bare tesserocr", ours / by_itself, "ratio", 1.2)


def _bare_text(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
    document.close()


def _side_by_side(
    ours: Callable[[], object], other: Callable[[], object], times: int
) -> tuple[float, float]:
    """Seconds of the processor: the middle of several runs of each, taken in turn."""
    ours()
    other()
    clock = time.process_time
    pairs = [(_timed(ours, clock), _timed(other, clock)) for _ in range(times)]
    return statistics.median(a for a, _ in pairs), statistics.median(
        b for _, b in pairs
    )


def _timed(
    work: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> float:
    start = clock()
    work()
    return clock() - start
