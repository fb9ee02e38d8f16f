"""The checks: one function for each kind of remark, entered under its code.

To add a kind: a function here beside its like with `@check("group.name")`, its words in
`kinds.toml`, a test, a fault in `tests/corpus/proofreading/faults.py`, and a judgement of
what it finds in the documents at hand.
"""

from __future__ import annotations

from loa.domain.docreader.proofreading.checks import (
    citations,
    closing,
    days,
    letterhead,
    marks,
    names,
    phrases,
    structure,
    tables,
    words,
)
from loa.domain.docreader.proofreading.checks.registry import CHECKS

__all__ = [
    "CHECKS",
    "citations",
    "closing",
    "days",
    "letterhead",
    "marks",
    "names",
    "phrases",
    "structure",
    "tables",
    "words",
]
