"""A board by the tree of now: what ended bodies owed stands where they went.

By the tree of then, the board as it is read, each body has its own line, also one that
has ended. Here a merged body's cells stand in its successor's line, a divided body's only
by shares on record; else on a line of their own. Nothing is lost or counted twice: the
figures of both trees have one sum (docs/explanation/reorganisations.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from loa.domain.quotas import SixCounts
from loa.domain.text import collation_key
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.succession import Parts, Place, Tree, divide
from loa.oversight.board import Board, Line, state_words
from loa.oversight.judged import Judged

_Row = list[list[Judged]]


def by_tree_of_now(board: Board, now: date) -> Board:
    """Return a board with every cell where its body stands on a day.

    A cell that holds several bodies' has the sum of their figures and targets, and the
    state of theirs that presses most: none is hidden behind another.
    """
    versions = {line.version.body_id: line.version for line in board.lines}
    tree = Tree(versions, now)
    grid: dict[Place, _Row] = {}
    origin: dict[Place, set[int]] = defaultdict(set)
    width = len(board.columns)
    for line in board.lines:
        body = line.version.body_id
        for number, one in enumerate(line.cells):
            if one is None:
                continue
            for place, part in _placed(tree, body, one):
                row = grid.setdefault(place, [[] for _column in range(width)])
                row[number].append(part)
                origin[place].add(body)
    there = orgs.versions_of({place.body_id for place in grid}, now)
    known = {**_last(grid, there), **versions, **there}
    own = {line.version.body_id: line for line in board.lines}
    lines = sorted(
        (
            Line(
                known[place.body_id],
                tuple(_together(parts) for parts in row),
                own[place.body_id].forecast if place.body_id in own else None,
                why=place.why,
                of=_names(origin[place] - {place.body_id}, versions),
            )
            for place, row in grid.items()
            if place.body_id in known
        ),
        key=lambda line: (
            bool(line.why),
            collation_key(line.version.short_name or line.version.name),
        ),
    )
    counted = _counted(board, tree, known)
    states: Counter[str] = Counter(one.state.value for _name, one in counted)
    return replace(
        board,
        lines=tuple(lines),
        judged=tuple(one for _name, one in counted),
        judged_of=tuple(name for name, _one in counted),
        states=states,
    )


def _counted(
    board: Board, tree: Tree, known: Mapping[int, BodyVersion]
) -> list[tuple[str, Judged]]:
    """Each obligation once, a joint one with its owner: what the sums are made of."""
    found: dict[tuple[Place, int, date], list[Judged]] = defaultdict(list)
    for one in board.judged:
        for place, part in _placed(tree, one.cell.body_id, one):
            key = (place, one.cell.task.id, one.cell.window.period.start)
            found[key].append(part)
    return [
        (known[place.body_id].name if place.body_id in known else "", together)
        for (place, _task, _start), parts in found.items()
        if (together := _together(parts)) is not None
    ]


def _placed(tree: Tree, body: int, one: Judged) -> Iterable[tuple[Place, Judged]]:
    parts = tree.parts(body, one.cell.window.period.start)
    if len(parts) == 1:
        yield next(iter(parts)), one
        return
    target = divide(one.cell.target, parts)
    late = divide(one.late, parts)
    columns = [divide(amount, parts) for amount in one.columns]
    for place in _order(parts):
        yield (
            place,
            one._replace(
                cell=one.cell._replace(target=target[place]),
                columns=_six(column[place] for column in columns),
                late=late[place],
            ),
        )


def _order(parts: Parts) -> list[Place]:
    return sorted(parts)


def _together(parts: list[Judged]) -> Judged | None:
    """One cell of what several bodies owed: the sums, and what presses most."""
    if len(parts) < 2:
        return parts[0] if parts else None
    order = [state for state, _count in state_words(Counter(_states(parts)))]
    first = min(parts, key=lambda one: order.index(one.state.value))
    return first._replace(
        cell=first.cell._replace(target=sum(one.cell.target for one in parts)),
        columns=_six(map(sum, zip(*(one.columns for one in parts), strict=True))),
        late=sum(one.late for one in parts),
    )


def _states(parts: list[Judged]) -> Iterable[str]:
    return (one.state.value for one in parts)


def _six(amounts: Iterable[int]) -> SixCounts:
    one, two, three, four, five, six = amounts
    return (one, two, three, four, five, six)


def _last(
    places: Iterable[Place], there: Mapping[int, BodyVersion]
) -> dict[int, BodyVersion]:
    missing = [place.body_id for place in places if place.body_id not in there]
    rows = BodyVersion.objects.filter(body_id__in=missing).order_by("valid_from")
    return {row.body_id: row for row in rows}


def _names(
    body_ids: Iterable[int], known: Mapping[int, BodyVersion]
) -> tuple[str, ...]:
    names = (known[pk].short_name or known[pk].name for pk in body_ids)
    return tuple(sorted(names, key=collation_key))
