"""Copies among 100,000 kept pages: found, wrongly named, how fast, against datasketch.

`make release PART=likeness` asks the same of a million. The texts and what is done to
the copies are those of `tests/corpus/likeness`, drawn anew from a fresh seed.
"""

from __future__ import annotations

import secrets
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import islice

from benchmarks import CannotMeasure, Row, at_least, at_most
from benchmarks._database import empty_database
from tests.corpus.likeness.score import queries, score
from tests.corpus.likeness.texts import text_of, texts

COUNT, EACH = 100_000, 24
BATCH, OF_OTHERS, TURN = 1000, 6000, 500
AT = datetime(2026, 11, 21, tzinfo=UTC)


def rows() -> list[Row]:
    """Recall, what is named wrongly, milliseconds a question, speed of the index."""
    return measure(COUNT, EACH)


def measure(count: int, each: int) -> list[Row]:
    """The same among so many texts, with so many copies of each kind."""
    if not find_spec("datasketch"):
        raise CannotMeasure("datasketch is not installed (make setup-dev)")
    seed = secrets.randbelow(10**9)
    with empty_database():
        seconds = _fill(seed, count)
        times: list[float] = []
        result = score(lambda text: _timed(text, times), queries(seed, count, each))
        theirs, ours = _against_datasketch(seed)
    print(f"\nseed {seed}\n{result.table()}", file=sys.stderr)
    name = f"{count:,} texts"
    ms = [took * 1000 for took in times]
    return [
        at_least(f"{name}: copies with one edit found", result.single, "share", 0.99),
        at_least(f"{name}: with edits combined", result.combined, "share", 0.94),
        Row(f"{name}: the kind of edit that hides best", result.weakest, "share"),
        Row(f"{name}: half of it or less is left", result.hard, "share"),
        at_most(f"{name}: named wrongly", result.wrong_each, "texts a query", 0.05),
        at_most(f"{name}: a query, median", statistics.median(ms), "ms", 12),
        Row(f"{name}: a query, 95 of 100", statistics.quantiles(ms, n=20)[-1], "ms"),
        Row(f"{name}: indexed", count / seconds, "texts/s"),
        Row(
            "index in the database, against datasketch in memory", ours, "texts/s",
            reference=theirs, goal="≥ 2 times", holds=ours >= 2 * theirs,
        ),
    ]  # fmt: skip


def _batches(seed: int, first: int, count: int) -> Iterator[list[tuple[int, str]]]:
    numbers = iter(range(first, first + count))
    while batch := [(n, text_of(seed, n)) for n in islice(numbers, BATCH)]:
        yield batch


def _fill(seed: int, count: int) -> float:
    """Kept pages with their texts; the seconds that their index took."""
    from django.db import transaction

    from loa.fetching.models import Copy, Host, Visit
    from loa.files.models import StoredFile
    from loa.likeness.services import index_texts

    host = Host.objects.create(name="bench.example", next_at=AT)
    warc = StoredFile.objects.create(sha256="0" * 64, size=1, stored_at=AT)
    seconds = 0.0
    for batch in _batches(seed, 0, count):
        with transaction.atomic():
            Visit.objects.bulk_create(
                Visit(
                    pk=n + 1, purpose="bench", key=f"bench.{n}", host=host, state="ended",
                    address=f"http://bench.example/{n}", wanted_at=AT, due_at=AT,
                )
                for n, _ in batch
            )  # fmt: skip
            Copy.objects.bulk_create(
                Copy(
                    pk=n + 1, visit_id=n + 1, fetched_at=AT, status=200, size=1,
                    warc=warc, text=text, read_at=AT,
                )
                for n, text in batch
            )  # fmt: skip
            begun = time.perf_counter()
            index_texts([(n + 1, text) for n, text in batch])
        seconds += time.perf_counter() - begun
    return seconds


def _timed(text: str, times: list[float]) -> set[int]:
    """What the product asks: likely copies, their texts, and the share of each."""
    from loa.domain.likeness import runs_of, share_of
    from loa.domain.pages.comparing import ALIKE
    from loa.fetching.models import Copy
    from loa.likeness.selectors import likely_copies

    begun = time.perf_counter()
    mine = runs_of(text)
    found = Copy.objects.filter(pk__in=likely_copies(text)).values_list("pk", "text")
    named = {pk - 1 for pk, other in found if share_of(mine, runs_of(other)) >= ALIKE}
    times.append(time.perf_counter() - begun)
    return named


def _against_datasketch(seed: int) -> tuple[float, float]:
    """Texts a second: theirs into dictionaries in memory, ours into the tables.

    The same bands and rows, the same folded words; ours first put into a new index.
    """
    from datasketch import MinHash, MinHashLSH

    from loa.domain.likeness.bands import BANDS, LENGTH, ROWS
    from loa.domain.likeness.runs import words_in
    from loa.likeness.models import Signature
    from loa.likeness.services import index_texts

    drawn = list(texts(seed, OF_OTHERS))
    Signature.objects.all().delete()
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    theirs = ours = 0.0
    # Turn by turn and in seconds of the processor: what else the machine does slows both.
    for at in range(0, OF_OTHERS, TURN):
        begun = time.process_time()
        for number in range(at, at + TURN):
            words = words_in(drawn[number]).split()
            ends = range(LENGTH, len(words) + 1)
            runs = {" ".join(words[end - LENGTH : end]) for end in ends}
            signature = MinHash(num_perm=BANDS * ROWS)
            signature.update_batch([run.encode() for run in runs])
            index.insert(number, signature)
        theirs += time.process_time() - begun
        begun = time.process_time()
        index_texts([(n + 1, drawn[n]) for n in range(at, at + TURN)])
        ours += time.process_time() - begun
    return OF_OTHERS / theirs, OF_OTHERS / ours
