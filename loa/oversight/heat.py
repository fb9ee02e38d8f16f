"""The cells of a heat map as they are drawn: a table may have thousands of them.

Most cells of a map say the same as another: what is inside one is written once for each
state and columns there are, and only its address is its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from loa.common.states import SIGNS
from loa.domain.quotas import SixCounts
from loa.oversight.board import Column, Line
from loa.oversight.judged import Judged

# Of these a row of noughts says nothing.
QUIET = frozenset({"exempt", "not_yet", "not_judged", "stated", "silent"})


class Top(NamedTuple):
    """What a column gives to its cells: a word, one where nothing is owed, and a class."""

    label: str
    head: str
    css: str

    @classmethod
    def of(cls, column: Column, head: str) -> "Top":
        label = column.task.label if column.task and not head else head
        return cls(label, head, " cell--now" if column.is_now else "")


class Insides(dict[tuple[str, SixCounts], str]):
    """What stands in cells by state and columns, written when it is first asked for.

    :param write: the macro ``heat_inner``, which is given ``signs``
    """

    def __init__(self, write: Callable[..., str], signs: Mapping[str, object]) -> None:
        super().__init__()
        self._write, self._signs = write, signs

    def __missing__(self, key: tuple[str, SixCounts]) -> str:
        state, columns = key
        says_nothing = state in QUIET and not sum(columns)
        found = self._write(self._signs, state, None if says_nothing else columns)
        self[key] = found
        return found


class _Days(dict[date, str]):
    def __missing__(self, day: date) -> str:
        found = self[day] = day.isoformat()
        return found


Drawn = tuple[str, str, str, str, Judged | None]
"""A cell: its class, the cell its address names, its label, its inside, and itself.

Where nothing is owed only the label is there.
"""


def drawn(line: Line, tops: Sequence[Top], insides: Insides) -> Iterator[Drawn]:
    """Yield the cells of a line; plain tuples, for there are thousands."""
    body_id = line.version.body_id
    for one, (label, head, now) in zip(line.cells, tops, strict=True):
        if one is None:
            yield "", "", head, "", None
            continue
        cell, state = one.cell, str(one.state)
        # By the tree of now a cell may be another body's: its own proof is shown.
        owner = body_id if body_id in cell.joint_ids else cell.body_id
        ref = f"{cell.task.id}-{owner}-{_DAYS[cell.window.period.start]}"
        yield _CSS[state] + now, ref, label, insides[state, one.columns], one


_DAYS = _Days()
_CSS = {code: sign.css for code, sign in SIGNS.items()}
