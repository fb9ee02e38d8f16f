"""How obligations stand, asked of whoever judges them.

What was done is known further up; the app that judges gives its answer here when it is
made ready, and pages of this app show it. Without one they show no state.
"""

from collections import Counter
from collections.abc import Callable, Collection
from datetime import date

from loa.programmes.facts import Cell

Judge = Callable[[Collection[Cell], date], list[str]]
_judges: list[Judge] = []


def judged_by(judge: Judge) -> None:
    """Say who judges: given cells and a day it returns their states, in their order."""
    _judges[:] = [judge]


def states_of(cells: Collection[Cell], on: date) -> Counter[str]:
    """Count the states of some obligations; empty when nobody judges."""
    return Counter(_judges[0](cells, on)) if _judges and cells else Counter()
