"""How fast the reader reads, and whether twice the text takes twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks import ROOT, CannotMeasure, Row, at_most
from loa.domain.docreader import proofread, read
from tests.corpus.layout import docx_from_text

SEED = ROOT.parent / "shared" / "corpus" / "dev" / "text" / "seed-001.txt"


def rows() -> list[Row]:
    """Milliseconds for seed-001 as .docx and as text; how time grows with length."""
    if not SEED.is_file():
        raise CannotMeasure(f"{SEED} is not there")
    text = SEED.read_text(encoding="utf-8")
    word = docx_from_text(text)
    once = _best(lambda: read(text))
    document = read(text)
    body = text[text.index("I. MỤC ĐÍCH") : text.index("Nơi nhận")]
    head, tail = text[: text.index("I. MỤC ĐÍCH")], text[text.index("Nơi nhận") :]
    short = _best(lambda: read(head + body * 4 + tail), 3)
    long = _best(lambda: read(head + body * 16 + tail), 3)
    return [
        at_most("read seed-001.docx, warm", _best(lambda: read(word)), "ms", 150),
        at_most("read seed-001.txt, warm", once, "ms", 150),
        at_most(
            "proofread seed-001.txt, read before, warm",
            _best(lambda: proofread(document), 15),
            "ms",
            30,
        ),
        at_most(
            "read 4 times the text, time per letter", long / short / 4, "ratio", 1.5
        ),
    ]


def _best(work: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs, in milliseconds: what others do is not ours."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)
