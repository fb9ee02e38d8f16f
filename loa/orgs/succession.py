"""What became of bodies, and what they came from: followed over several changes.

Nothing is passed on by a guess: what belonged to a body that was divided goes to no
successor unless a share of each is on record.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from loa.orgs.models import Body, BodyVersion, Succession


@dataclass(frozen=True, slots=True)
class Successor:
    """A body that another became, wholly or in part; ``share`` None is unknown."""

    body_id: int
    share: Fraction | None
    on: date
    kind: str
    is_derived: bool


class Place(NamedTuple):
    """Where figures stand in a tree: at a body, or on a line of their own."""

    body_id: int
    # "": the body itself; "undivided": it was divided and no share is on record;
    # "ended": it was dissolved and nobody came after it
    why: str = ""


Parts = dict[Place, Fraction]
WHOLE = Fraction(1)


def successors(body: Body | int, on: date) -> list[Successor]:
    """Return what a body had become by a day, followed to the last change before it.

    One that goes on is not among its own successors. A share over several changes is
    known only if each of them is.
    """
    pk = body if isinstance(body, int) else body.pk
    return _follow(pk, on, _loaded([pk], on))


def predecessors(body: Body | int, on: date) -> list[Successor]:
    """Return the bodies that went into a body up to a day, with the share of each."""
    pk = body if isinstance(body, int) else body.pk
    found: dict[int, Successor] = {}
    todo, seen = [(pk, WHOLE, date.max)], {pk}
    while todo:
        at, share, before = todo.pop()
        for row in Succession.objects.filter(to_body=at, on__lte=min(on, before)):
            if row.from_body_id in seen:
                continue
            seen.add(row.from_body_id)
            whole = _whole_share(row)
            known = None if whole is None or share is None else share * whole
            found[row.from_body_id] = Successor(
                row.from_body_id, known, row.on, row.kind, row.is_derived
            )
            todo.append((row.from_body_id, known, row.on))  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda each: (each.on, each.body_id))


def predecessor_ids(body_ids: Collection[int], on: date) -> set[int]:
    """Return all bodies that any of some bodies came from, up to a day."""
    found: set[int] = set()
    todo = set(body_ids)
    while todo:
        rows = Succession.objects.filter(to_body__in=todo, on__lte=on)
        todo = set(rows.values_list("from_body", flat=True)) - found - set(body_ids)
        found |= todo
    return found


def last_version(body: Body | int) -> BodyVersion | None:
    """Return what a body is called, or was called last."""
    pk = body if isinstance(body, int) else body.pk
    return BodyVersion.objects.filter(body_id=pk).order_by("-valid_from").first()


def ended_on(body: Body | int, on: date) -> date | None:
    """Return the first day without a body; None while it is there, or never was."""
    version = last_version(body)
    if version is None or version.valid_to is None or version.valid_to > on:
        return None
    return version.valid_to


class Tree:
    """Where what bodies did stands on a day: loaded once for all of them."""

    def __init__(self, body_ids: Collection[int], now: date) -> None:
        self.now = now
        self._rows = _loaded(body_ids, now)
        ids = {*body_ids, *self._rows}
        ids |= {
            row.to_body_id
            for rows in self._rows.values()
            for row in rows
            if row.to_body_id
        }
        self._ends: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
        for pk, start, end in BodyVersion.objects.filter(body_id__in=ids).values_list(
            "body_id", "valid_from", "valid_to"
        ):
            self._ends[pk].append((start, end))

    def is_there(self, body_id: int, on: date) -> bool:
        """Whether a body existed on a day."""
        return any(
            start <= on and (end is None or on < end)
            for start, end in self._ends.get(body_id, ())
        )

    def epoch(self, body_id: int, day: date) -> date | None:
        """The next change of a body after a day, up to now; None if there is none."""
        days = (row.on for row in self._rows.get(body_id, ()) if row.on > day)
        return min(days, default=None)

    def parts(self, body_id: int, day: date) -> Parts:
        """Return where what a body did on a day stands now; the parts make one."""
        change = self.epoch(body_id, day)
        if change is None:
            there = self.is_there(body_id, self.now)
            return {Place(body_id, "" if there else "ended"): WHOLE}
        rows = [row for row in self._rows[body_id] if row.on == change]
        found: Parts = defaultdict(Fraction)
        for place, weight in self._shares(body_id, change, rows).items():
            if place.why:
                found[place] += weight
                continue
            for end, part in self.parts(place.body_id, change).items():
                found[end] += weight * part
        return dict(found)

    def _shares(self, body_id: int, change: date, rows: list[Succession]) -> Parts:
        goes_on = self.is_there(body_id, change)
        heirs = [row for row in rows if row.to_body_id]
        if not heirs:
            return {Place(body_id, "" if goes_on else "ended"): WHOLE}
        if not goes_on and len(heirs) == 1:
            return {Place(heirs[0].to_body_id or 0): WHOLE}
        shares = [row.share for row in heirs]
        total = sum((Fraction(share) for share in shares if share), Fraction(0))
        known = all(share is not None for share in shares)
        if goes_on:
            if not known or total > 1:
                return {Place(body_id): WHOLE}
            parts = {Place(body_id): WHOLE - total} if total < 1 else {}
        elif not known or total != 1:
            return {Place(body_id, "undivided"): WHOLE}
        else:
            parts = {}
        for row in heirs:
            if row.share:
                parts[Place(row.to_body_id or 0)] = Fraction(row.share)
        return parts


def divide(amount: int, parts: Parts) -> dict[Place, int]:
    """Divide a whole number by shares; what is left goes to the largest remainders.

    The parts always make the whole again.
    """
    exact = {place: amount * weight for place, weight in parts.items()}
    found = {place: int(value) for place, value in exact.items()}
    left = amount - sum(found.values())
    order = sorted(exact, key=lambda place: (found[place] - exact[place], place))
    for place in order[:left]:
        found[place] += 1
    return found


def _loaded(body_ids: Iterable[int], on: date) -> dict[int, list[Succession]]:
    """The successions from some bodies and from what they became, by body."""
    found: dict[int, list[Succession]] = {}
    todo = set(body_ids)
    while todo:
        rows = Succession.objects.filter(from_body__in=todo, on__lte=on)
        grouped: dict[int, list[Succession]] = defaultdict(list)
        for row in rows.order_by("on", "pk"):
            grouped[row.from_body_id].append(row)
        found |= grouped
        heirs = {row.to_body_id for rows in grouped.values() for row in rows}
        todo = {heir for heir in heirs if heir is not None} - found.keys() - todo
    return found


def _whole_share(row: Succession) -> Fraction | None:
    """The share on record; all of it where nobody else got any."""
    if row.share is not None:
        return Fraction(row.share)
    others = Succession.objects.filter(from_body=row.from_body_id, on=row.on)
    return WHOLE if others.count() == 1 else None


def _follow(
    body_id: int, on: date, rows: dict[int, list[Succession]]
) -> list[Successor]:
    found: dict[int, Successor] = {}
    todo: list[tuple[int, Fraction | None, date]] = [(body_id, WHOLE, date.min)]
    while todo:
        at, share, since = todo.pop()
        next_rows = [row for row in rows.get(at, ()) if row.on > since]
        first = min((row.on for row in next_rows), default=None)
        for row in next_rows:
            if row.on != first or row.to_body_id is None:
                continue
            alone = sum(other.on == first for other in next_rows) == 1
            own = (
                Fraction(row.share)
                if row.share is not None
                else (WHOLE if alone else None)
            )
            known = None if share is None or own is None else share * own
            end = Successor(row.to_body_id, known, row.on, row.kind, row.is_derived)
            if any(
                later.on > row.on and later.on <= on
                for later in rows.get(row.to_body_id, ())
            ):
                todo.append((row.to_body_id, known, row.on))
                continue
            held = found.get(row.to_body_id)
            if held is not None:
                both = (
                    None if held.share is None or known is None else held.share + known
                )
                end = Successor(row.to_body_id, both, row.on, row.kind, row.is_derived)
            found[row.to_body_id] = end
    return sorted(found.values(), key=lambda each: each.body_id)
