"""How fast the reader reads, and whether ten times the text takes ten times the time."""

from __future__ import annotations

import importlib
import io
import sys
import time
from collections.abc import Callable

from benchmarks import ROOT, CannotMeasure, Row, at_least, at_most
from loa.domain.docreader import proofread, read
from loa.domain.docreader.openers import open_document
from tests.corpus.layout import docx_from_text

CORPUS = ROOT.parent / "shared" / "corpus" / "dev" / "text"
SEED = CORPUS / "seed-001.txt"


def rows() -> list[Row]:
    """Milliseconds for seed-001; documents a second; how time grows with length."""
    if not SEED.is_file():
        raise CannotMeasure(f"{SEED} is not there")
    text = SEED.read_text(encoding="utf-8")
    cold = _documents_a_second()
    word = docx_from_text(text)
    document = read(text)
    short, long = _grown(text, 200_000), _grown(text, 2_000_000)
    growth = _cpu(lambda: read(long), 2) / _cpu(lambda: read(short), 3)
    found = [
        at_most("read seed-001.docx, warm", _best(lambda: read(word)), "ms", 60),
        at_most("read seed-001.txt, warm", _best(lambda: read(text)), "ms", 60),
        at_least("documents of the corpus, each once, one core", cold, "1/s", 60),
        at_most("read 2 MB, times the time of 200 kB", growth, "ratio", 13),
        at_most(
            "proofread seed-001.txt, read before, warm",
            _best(lambda: proofread(document), 15),
            "ms",
            30,
        ),
    ]
    if (other := _markitdown(word)) is not None:
        ratio = other / _best(lambda: open_document(word))
        found.append(at_least("markitdown, times our opening .docx", ratio, "x", 10))
    return found


def _documents_a_second() -> float:
    """The best of several passes, none of which remembers the one before."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    taken = []
    for _ in range(5):
        _forget()
        start = time.process_time()
        for text in texts:
            read(text)
        taken.append(time.process_time() - start)
    return len(texts) / min(taken)


def _forget() -> None:
    """Empty what the reader remembers of the lines it has judged."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("loa.domain.docreader"):
            for value in vars(module).values():
                if hasattr(value, "cache_info") and value.cache_info().maxsize:
                    value.cache_clear()


def _grown(text: str, letters: int) -> str:
    """The plan with its body over and over, until it has so many letters."""
    head, tail = text[: text.index("I. MỤC ĐÍCH")], text[text.index("Nơi nhận") :]
    body = text[len(head) : text.index("Nơi nhận")]
    return head + body * ((letters - len(head) - len(tail)) // len(body)) + tail


def _markitdown(word: bytes) -> float | None:
    """How long markitdown takes to make Markdown of the same file; None without it."""
    try:
        markitdown = importlib.import_module("markitdown")
    except ImportError:
        print("markitdown is not installed: not compared", file=sys.stderr)
        return None
    convert = markitdown.MarkItDown().convert_stream
    return _best(lambda: convert(io.BytesIO(word), file_extension=".docx"), 3)


def _best(work: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs, in milliseconds: what others do is not ours."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def _cpu(work: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds of this process: a ratio wants no noise."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)
