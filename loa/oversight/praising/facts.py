"""Facts about bodies, counted from their obligations, each with its grounds.

Only what was owed is held against a body: what is invited, exempt, standing or not yet
judged makes no fact. What is claimed and not proven is no miss. Bodies are compared with
bodies of their kind and level alone; how many people they serve is not known to Loa and
is not guessed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from loa.domain.quotas import State
from loa.orgs.models import BodyVersion
from loa.oversight.judged import Judged, obligations
from loa.oversight.praising.models import PraiseLine, Verdict
from loa.oversight.praising.rules import Thresholds

A_YEAR: Final = timedelta(days=366)
ENDED: Final = frozenset({State.MET, State.MET_LATE, State.MET_UNPROVEN, State.MISSED})
PROPOSED: Final = {
    "all_met": Verdict.PRAISE,
    "proven": Verdict.PRAISE,
    "first": Verdict.PRAISE,
    "missed": Verdict.CRITICISE,
    "late": Verdict.REMIND,
    "rejected": Verdict.REMIND,
}
BLAME: Final = ("missed", "late", "rejected")
_REJECTED: Final = 5  # its place among the six columns


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its figures, and the obligations that it rests on."""

    body_id: int
    code: str
    values: dict[str, Any]
    grounds: tuple[dict[str, Any], ...]

    @property
    def proposed(self) -> Verdict:
        return PROPOSED[self.code]


@dataclass(frozen=True, slots=True)
class Place:
    """A body among those of its kind and level; equal ones share a place."""

    version: BodyVersion
    place: int
    of: int
    met: int
    ended: int
    verified: int
    claimed: int

    @property
    def share(self) -> tuple[float, float]:
        """What is ranked: ended duties met on time, then claims verified, 0 to 1."""
        return (
            self.met / self.ended if self.ended else 0.0,
            self.verified / self.claimed if self.claimed else 0.0,
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of some bodies."""

    facts: tuple[Fact, ...]
    places: tuple[Place, ...]

    def fact(self, line: PraiseLine) -> Fact | None:
        """Return the fact that a line told, if there is one still."""
        key = (line.body_id, line.code)
        return next((one for one in self.facts if (one.body_id, one.code) == key), None)


def count(
    *,
    versions: Mapping[int, BodyVersion],
    first: date,
    last: date,
    on: date,
    thresholds: Thresholds,
    programme: int | None = None,
) -> Counted:
    """Count the facts about bodies from what was due in some days, judged on a day.

    :param versions: the bodies compared, by id
    """
    judged = obligations(
        body_ids=set(versions),
        first=first - A_YEAR,
        last=last,
        on=on,
        programme=programme,
    )
    by_body: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        if first <= one.cell.window.due_on <= last and one.state in ENDED:
            for body in set(one.cell.body_ids) & set(versions):
                by_body[body].append(one)
    places = _places(versions, by_body)
    leading = _leading(places, thresholds)
    found: list[Fact] = []
    for body in sorted(by_body, key=lambda pk: versions[pk].path):
        blamed = _blame(body, by_body[body], thresholds)
        found += blamed
        # Who is blamed for what it missed is not praised in the same breath.
        if not any(one.code == "missed" for one in blamed):
            found += _praise(body, by_body[body], thresholds, leading.get(body))
    return Counted(tuple(found), places)


def _blame(body: int, rows: list[Judged], least: Thresholds) -> list[Fact]:
    grounds = {
        "missed": [one for one in rows if one.state is State.MISSED],
        "late": [one for one in rows if one.state is State.MET_LATE],
        "rejected": [one for one in rows if one.columns[_REJECTED]],
    }
    made = (_blamed(body, code, _grounds(rows)) for code, rows in grounds.items())
    return [one for one in made if one.values["count"] >= max(1, least[one.code])]


def _blamed(body: int, code: str, grounds: tuple[dict[str, Any], ...]) -> Fact:
    amounts = (one["rejected"] if code == "rejected" else 1 for one in grounds)
    return Fact(body, code, {"count": sum(amounts)}, grounds)


def _praise(
    body: int, rows: list[Judged], least: Thresholds, leads: Place | None
) -> list[Fact]:
    found = []
    periods = {
        (one.cell.window.period.start, one.cell.window.period.end) for one in rows
    }
    if all(one.state is State.MET for one in rows) and len(periods) >= least["all_met"]:
        values = {"periods": len(periods), "count": len(rows)}
        found.append(Fact(body, "all_met", values, _grounds(rows)))
    verified, claimed = _claims(rows)
    if claimed >= max(1, least["proven_least"]) and (
        verified * 100 >= least["proven"] * claimed
    ):
        values = {"verified": verified, "claimed": claimed}
        proof = [one for one in rows if sum(one.columns)]
        found.append(Fact(body, "proven", values, _grounds(proof)))
    if leads:
        values = {
            "of": leads.of, "met": leads.met, "ended": leads.ended,
            "verified": verified, "claimed": claimed,
        }  # fmt: skip
        found.append(Fact(body, "first", values, _grounds(rows)))
    return found


def _places(
    versions: Mapping[int, BodyVersion], by_body: Mapping[int, list[Judged]]
) -> tuple[Place, ...]:
    alike: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for body, rows in by_body.items():
        version = versions[body]
        met = sum(one.state is State.MET for one in rows)
        place = Place(version, 0, 0, met, len(rows), *_claims(rows))
        alike[version.level, version.kind].append(place)
    found = []
    for _key, peers in sorted(alike.items()):
        peers.sort(key=lambda one: (*(-share for share in one.share), one.version.path))
        for one in peers:
            better = sum(other.share > one.share for other in peers)
            found.append(
                Place(
                    one.version, better + 1, len(peers), one.met, one.ended,
                    one.verified, one.claimed,
                )
            )  # fmt: skip
    return tuple(found)


def _leading(places: Iterable[Place], least: Thresholds) -> dict[int, Place]:
    """Return who is first alone, where enough are compared."""
    firsts: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for one in places:
        if one.place == 1 and one.met and one.of >= max(2, least["first"]):
            firsts[one.version.level, one.version.kind].append(one)
    alone = (rows[0] for rows in firsts.values() if len(rows) == 1)
    return {one.version.body_id: one for one in alone}


def _claims(rows: Collection[Judged]) -> tuple[int, int]:
    return sum(one.columns[0] for one in rows), sum(sum(one.columns) for one in rows)


def _grounds(rows: Iterable[Judged]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "task": one.cell.task.id,
            "title": one.cell.task.title,
            "document": one.cell.task.document_label,
            "start": one.cell.window.period.start.isoformat(),
            "until": one.cell.window.period.last_day.isoformat(),
            "due_on": one.cell.window.due_on.isoformat(),
            "state": one.state.value,
            "counted": one.counted,
            "target": one.cell.target,
            "rejected": one.columns[_REJECTED],
        }
        for one in sorted(rows, key=lambda one: one.cell.window.due_on)
    )


def still_so(line: PraiseLine, now: Fact | None, least: Thresholds) -> Fact | None:
    """Return what is left of a fact that was told, None when it no longer holds.

    Blame stays with the grounds that the body was told of: one that came later was never
    put to it.
    """
    if now is None or now.code not in BLAME:
        return now
    told = {(one["task"], one["start"]) for one in line.grounds}
    kept = tuple(one for one in now.grounds if (one["task"], one["start"]) in told)
    left = _blamed(line.body_id, line.code, kept)
    return left if left.values["count"] >= max(1, least[line.code]) else None
