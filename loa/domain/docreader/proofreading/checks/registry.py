"""The list of checks, with the codes of the kinds that each finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from loa.domain.docreader.proofreading.remark import Hit
from loa.domain.docreader.proofreading.sheet import Sheet

One = Callable[[Sheet], Iterable[Hit]]
Many = Callable[[Sheet], Iterable[tuple[str, Hit]]]
CHECKS: dict[tuple[str, ...], Many] = {}


def check(code: str) -> Callable[[One], One]:
    """Enter a function as the check of one kind."""

    def enter(function: One) -> One:
        def coded(sheet: Sheet) -> Iterator[tuple[str, Hit]]:
            return ((code, found) for found in function(sheet))

        CHECKS[(code,)] = coded
        return function

    return enter


def check_all(*codes: str) -> Callable[[Many], Many]:
    """Enter a function that finds several kinds in one pass."""

    def enter(function: Many) -> Many:
        CHECKS[codes] = function
        return function

    return enter
