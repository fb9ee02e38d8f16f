"""How many people an attendance list names: counted, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from loa.domain.text import fold

_HEADINGS: Final = ("ho va ten", "ho ten", "ho, ten", "ten nguoi tham du", "full name")


def heads_in(rows: Iterable[Sequence[object]]) -> int | None:
    """Count the people of a list by the column of their names.

    A person is a cell of two words or more under the heading. None where no heading
    says which column has the names: then a person has to count.
    """
    column: int | None = None
    count = 0
    for row in rows:
        if column is None:
            column = _column(row)
        elif column < len(row) and _is_name(row[column]):
            count += 1
    return None if column is None else count


def _column(row: Sequence[object]) -> int | None:
    for place, cell in enumerate(row):
        folded = " ".join(fold(str(cell or "")).split())
        if len(folded) < 40 and folded.startswith(_HEADINGS):
            return place
    return None


def _is_name(cell: object) -> bool:
    words = str(cell or "").split()
    return 2 <= len(words) <= 8 and not any(sign.isdigit() for sign in "".join(words))
