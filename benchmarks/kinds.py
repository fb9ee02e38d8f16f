"""Opening each kind of file, beside python-docx opening the Word file of the same words."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document

from benchmarks import ROOT, CannotMeasure, Row, at_most
from loa.domain.docreader.openers import open_document
from loa.domain.text.legacy import Coding
from tests.corpus.layout import docx_from_text
from tests.domain.docreader.rich import rich_docx
from tests.domain.text.encoding import encoded

SEED = ROOT.parent / "shared" / "corpus" / "dev" / "text" / "seed-001.txt"
SAMPLES = Path(__file__).parents[1] / "tests" / "domain" / "docreader" / "samples"


def rows() -> list[Row]:
    """Ratios to python-docx's own opening, in one run."""
    if not SEED.is_file():
        raise CannotMeasure(f"{SEED} is not there")
    text = SEED.read_text(encoding="utf-8")
    word = docx_from_text(text)
    bare = _best(lambda: Document(io.BytesIO(word)))
    found = [_row("seed-001.docx", _best(lambda: open_document(word)) / bare)]
    old = encoded(text, Coding.TCVN3).encode("cp1252", "surrogateescape")
    # The whole text is decoded once, and its beginning once for each coding.
    old_text = _best(lambda: open_document(old)) / bare
    found.append(_row("seed-001.txt in TCVN3", old_text, 5))
    rich = rich_docx()
    bare = _best(lambda: Document(io.BytesIO(rich)))
    for kind, goal in (("doc", 3), ("odt", 3), ("rtf", 5)):
        raw = (SAMPLES / f"rich.{kind}").read_bytes()
        found.append(_row(f"rich.{kind}", _ratio(raw, bare), goal))
    return found


def _ratio(raw: bytes, bare: float) -> float:
    return _best(lambda: open_document(raw)) / bare


def _row(name: str, ratio: float, goal: float = 3) -> Row:
    what = f"open {name} ÷ python-docx opening the .docx"
    return at_most(what, ratio, "ratio", goal)


def _best(work: Callable[[], object], times: int = 9) -> float:
    """The shortest of several runs, in seconds: what others do is not ours."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)
