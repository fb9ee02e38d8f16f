"""Counts a report's figures again from the tables, by SQL and a calendar of its own.

It knows nothing of the product: a test in tests/architecture holds that it imports
only the standard library. ``ask`` runs a statement and gives its rows.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Ask = Callable[..., list[tuple[Any, ...]]]

STANDINGS = ("verified", "unobjected", "uncheckable", "pending", "disputed", "rejected")
STANDING = {"shown": "shown", "stated": "stated", "silent": "silent", "not_yet": "open"}
# Days off on which the grace of the story's duties would else end.
HOLIDAYS = {(4, 30), (5, 1), (5, 2), (9, 1), (9, 2)}
GRACE_DAYS, LOCK_MONTHS, LOCK_DAY = 5, 2, 15
DAY = timedelta(days=1)


@dataclass(slots=True)
class Counted:
    """A figure's value and the ids of the records behind it."""

    value: Decimal = Decimal(0)
    ids: set[int] = field(default_factory=set)

    def add(self, amount: int, ids: Iterable[int]) -> None:
        self.value += amount
        self.ids.update(ids)


Figures = dict[str, Counted]


@dataclass(frozen=True, slots=True)
class Duty:
    """What a body owed in a period, with what was credited to it."""

    task: int
    body: int
    first: date
    last: date
    kind: str
    state: str
    ids: tuple[int, ...]


def recount(
    ask: Ask, *, bodies: list[int], first: date, last: date, on: date, is_own: bool
) -> Figures:
    """Every figure of the report of some bodies over the days ``first`` to ``last``."""
    found: Figures = defaultdict(Counted)
    _activities(ask, found, bodies, first, last, is_own)
    _proven(ask, found, bodies, first, last)
    _duties(ask, found, bodies, first, last, on, is_own)
    _jointly(ask, found, bodies, first, last)
    return found


# --- activities: what was done in the window, by the verdict open now -------------------

_DONE = """
    FROM evidence_record r
    JOIN evidence_verdict v ON v.record_id = r.id AND v.closed_at IS NULL
    JOIN reference_communicationform f ON f.id = r.form_id
    LEFT JOIN reference_area a ON a.id = r.area_id
    WHERE r.withdrawn_at IS NULL AND r.done_on >= %s AND r.done_on <= %s
      AND r.body_id IN ({bodies})
"""
_FAMILIES = {
    "all": ("'all'", "COUNT(*)"),
    "form": ("f.code", "SUM(r.quantity)"),
    "area": ("COALESCE(a.code, 'none')", "COUNT(*)"),
    "body": ("r.body_id", "COUNT(*)"),
}


def _activities(
    ask: Ask, found: Figures, bodies: list[int], first: date, last: date, is_own: bool
) -> None:
    done = _DONE.format(bodies=_listed(bodies))
    for family, (column, amount) in _FAMILIES.items():
        if family == "body" and is_own:
            continue
        # A constant is nothing that PostgreSQL would group by.
        group = "v.standing" if family == "all" else f"{column}, v.standing"
        sums = ask(
            f"SELECT {column}, v.standing, {amount} {done} GROUP BY {group}",
            first, last,
        )  # fmt: skip
        rows = ask(f"SELECT {column}, v.standing, r.id {done}", first, last)
        for name, standing, total in sums:
            key = family if family == "all" else f"{family}.{name}"
            ids = [pk for n, s, pk in rows if (n, s) == (name, standing)]
            for part in STANDINGS:
                found[f"{key}.{part}"].add(int(total) if part == standing else 0, ())
            found[f"{key}.{standing}"].ids.update(ids)
            found[f"{key}.claimed"].add(int(total), ids)


# How an activity came to stand as it does, and whether the head of its body confirmed it.
_WAY = """
    CASE WHEN v.standing = 'verified' AND v.by_machine THEN 'by_check'
         WHEN v.standing = 'verified' THEN 'by_person'
         WHEN v.standing <> 'uncheckable' THEN v.standing
         WHEN EXISTS (SELECT 1 FROM evidence_proof p
                      WHERE p.record_id = r.id AND p.file_id IS NOT NULL) THEN 'otherwise'
         ELSE 'by_nothing' END
"""


def _proven(
    ask: Ask, found: Figures, bodies: list[int], first: date, last: date
) -> None:
    done = _DONE.format(bodies=_listed(bodies))
    for pk, way in ask(f"SELECT r.id, {_WAY} {done}", first, last):
        for name in (way, "all"):
            found[f"proven.{name}"].add(1, [pk])
    confirmed = (
        "AND EXISTS (SELECT 1 FROM evidence_confirmedrecord c WHERE c.record_id = r.id)"
    )
    for (pk,) in ask(f"SELECT r.id {done} {confirmed}", first, last):
        found["proven.confirmed"].add(1, [pk])


def _jointly(
    ask: Ask, found: Figures, bodies: list[int], first: date, last: date
) -> None:
    rows = ask(
        f"""SELECT DISTINCT r.id FROM evidence_record r
            JOIN evidence_record_joint_bodies j ON j.record_id = r.id
            WHERE r.withdrawn_at IS NULL AND r.done_on >= %s AND r.done_on <= %s
              AND j.body_id IN ({_listed(bodies)}) AND r.body_id NOT IN ({_listed(bodies)})""",
        first, last,
    )  # fmt: skip
    for (pk,) in rows:
        found["joint.claimed"].add(1, [pk])


def _listed(bodies: list[int]) -> str:
    return ", ".join(str(int(pk)) for pk in bodies)


# --- duties: task × body × period, worked out again from tasks and assignments ------------


def _duties(
    ask: Ask, found: Figures, bodies: list[int], first: date, last: date, on: date,
    is_own: bool,
) -> None:  # fmt: skip
    for duty in duties(ask, bodies=bodies, on=on):
        if not first <= duty.last <= last:
            continue
        if duty.kind == "standing":
            if name := STANDING.get(duty.state):
                found[f"standing.{name}"].add(1, duty.ids)
            continue
        families = ["cells", f"task.{duty.task}"]
        families += [] if is_own else [f"body.{duty.body}"]
        for name in _names(duty.state):
            for family in families:
                found[f"{family}.{name}"].add(1, duty.ids)
    met, due = found["cells.met"], found["cells.due"]
    if due.value:
        share = (met.value * 100 / due.value).quantize(Decimal("0.1"), ROUND_HALF_UP)
        found["share.met"] = Counted(share, set(met.ids))


def _names(state: str) -> tuple[str, ...]:
    if state == "met_late":
        return ("due", "met", "met_late")
    if state in ("met", "met_unproven", "overdue", "missed", "open"):
        return ("due", state)
    return (state,) if state in ("exempt", "invited") else ()


def duties(ask: Ask, *, bodies: list[int], on: date) -> Iterator[Duty]:
    """What some bodies owe or owed, period by period, each judged as on a day."""
    tasks = ask(
        """SELECT t.id, t.kind, t.quota_count, t.quota_per, t.deadline, t.from_on,
                  t.until_on, t.is_binding, t.restates_id, t.due_rule, d.judged_from
           FROM programmes_task t JOIN programmes_directive d ON d.id = t.directive_id"""
    )
    for row in tasks:
        (
            task,
            kind,
            count,
            per,
            deadline,
            begins,
            ends,
            binding,
            restates,
            rule,
            judged,
        ) = row
        begins, ends, judged, deadline = map(_day, (begins, ends, judged, deadline))
        if restates or rule not in (None, "null"):
            raise NotImplementedError(
                f"task {task}: this recount does not know its rule"
            )
        for start, end in _periods(kind, per, begins, ends, deadline):
            owed_on = start if kind in ("quota", "standing") else end
            owners = _owners(ask, task, max(owed_on, begins), owed_on, bodies)
            for body, together in owners:
                yield _judged(
                    ask, task, body, kind, start, end,
                    target=count if kind in ("quota", "deliver") and count else 1,
                    judged=judged, binding=bool(binding), on=on, together=together,
                )  # fmt: skip


def _periods(
    kind: str, per: str, begins: date, ends: date, deadline: date | None
) -> list[tuple[date, date]]:
    if kind == "quota" and per == "month":
        months = [
            (date(y, m, 1), _end_of_month(y, m)) for y, m in _months(begins, ends)
        ]
        return [(a, b) for a, b in months if begins <= a and b < ends]
    if kind == "standing":
        # Quarters of the reporting law: from the 15th to the 14th, three months after.
        quarters = [
            (date(y - (m == 3), (m - 4) % 12 + 1, 15), date(y, m, 14))
            for y, m in _months(begins, ends)
            if m % 3 == 0
        ]
        return [(a, b) for a, b in quarters if begins <= b < ends]
    if kind == "deliver" and deadline:
        return [(begins, deadline)]
    raise NotImplementedError(f"this recount does not know {kind} a {per}")


def _months(begins: date, ends: date) -> list[tuple[int, int]]:
    return [
        (year, month)
        for year in range(begins.year, ends.year + 1)
        for month in range(1, 13)
        if (begins.year, begins.month) <= (year, month) <= (ends.year, ends.month)
    ]


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - DAY


def _owners(
    ask: Ask, task: int, assigned: date, there: date, bodies: list[int]
) -> list[tuple[int, tuple[int, ...]]]:
    """Which of some bodies owe a period: those named together as one, the rest each."""
    leads = ask(
        """SELECT body_id, group_id, mode FROM programmes_assignment
           WHERE task_id = %s AND role = 'lead' AND from_on <= %s
             AND (until_on IS NULL OR until_on > %s) ORDER BY id""",
        task, assigned, assigned,
    )  # fmt: skip
    together = tuple(body for body, _group, mode in leads if body and mode == "jointly")
    each: set[int] = {body for body, _group, mode in leads if body and mode == "each"}
    for _body, group, _mode in leads:
        if group:
            each |= _members(ask, group, there)
    found = [(body, ()) for body in bodies if body in each - set(together)]
    if set(together) & set(bodies):
        found.append((together[0], together))
    return found


def _members(ask: Ask, group: int, on: date) -> set[int]:
    rules = ask(
        """SELECT g.kinds, g.levels, g.direct_only, g.under_id, v.path
           FROM orgs_grouprule g JOIN orgs_bodyversion v ON v.body_id = g.under_id
           WHERE g.group_id = %s AND g.from_on <= %s
             AND (g.until_on IS NULL OR g.until_on > %s)""",
        group, on, on,
    )  # fmt: skip
    found: set[int] = set()
    for kinds, levels, direct, under, path in rules:
        below = ask(
            """SELECT body_id, kind, level, parent_id FROM orgs_bodyversion
               WHERE path LIKE %s AND body_id <> %s AND valid_from <= %s
                 AND (valid_to IS NULL OR valid_to > %s)""",
            f"{path}%", under, on, on,
        )  # fmt: skip
        wanted_kinds, wanted_levels = _listing(kinds), _listing(levels)
        found |= {
            body
            for body, kind, level, parent in below
            if (not wanted_kinds or kind in wanted_kinds)
            and (not wanted_levels or level in wanted_levels)
            and (not direct or parent == under)
        }
    return found


def _listing(value: Any) -> list[str]:
    return json.loads(value) if isinstance(value, str) else list(value)


def _judged(
    ask: Ask, task: int, body: int, kind: str, start: date, end: date, *,
    target: int, judged: date, binding: bool, on: date, together: tuple[int, ...],
) -> Duty:  # fmt: skip
    credits = ask(
        """SELECT c.record_id, c.quantity, c.is_late, v.standing
           FROM evidence_credit c JOIN evidence_record r ON r.id = c.record_id
           JOIN evidence_verdict v ON v.record_id = r.id AND v.closed_at IS NULL
           WHERE c.closed_at IS NULL AND r.withdrawn_at IS NULL
             AND c.task_id = %s AND c.body_id = %s AND c.period_start = %s""",
        task, body, start,
    )  # fmt: skip
    good = sum(
        n for _, n, _, standing in credits if standing in ("verified", "unobjected")
    )
    late = sum(
        n for _, n, is_late, standing in credits
        if is_late and standing in ("verified", "unobjected")
    )  # fmt: skip
    upheld = sum(n for _, n, _, standing in credits if standing != "rejected")
    ids = tuple(sorted(pk for pk, *_ in credits))
    if (start if kind == "quota" else end) < judged:
        state = "not_judged"
    elif kind == "standing":
        state = _standing_state(
            ask, task, together or (body,), start, end, upheld, binding, on
        )
    else:
        state = _state(good, late, upheld, target, end, binding, on)
    return Duty(task, body, start, end, kind, state, ids)


def _state(
    good: int, late: int, upheld: int, target: int, end: date, binding: bool, on: date
) -> str:
    if good >= target:
        return "met" if good - late >= target else "met_late"
    if upheld >= target:
        return "met_unproven"
    if not binding:
        return "invited"
    if on > lock_of(end):
        return "missed"
    return "overdue" if on > grace_of(end) else "open"


def _standing_state(
    ask: Ask, task: int, bodies: tuple[int, ...], start: date, end: date, upheld: int,
    binding: bool, on: date,
) -> str:  # fmt: skip
    if upheld:
        return "shown"
    said = ask(
        f"""SELECT COUNT(*) FROM programmes_statement WHERE closed_at IS NULL
            AND task_id = %s AND period_start = %s AND body_id IN ({_listed(list(bodies))})""",
        task, start,
    )  # fmt: skip
    if said[0][0]:
        return "stated"
    if on <= grace_of(end):
        return "not_yet"
    return "silent" if binding else "invited"


def grace_of(due: date) -> date:
    """The fifth working day after a day."""
    day, left = due, GRACE_DAYS
    while left:
        day += DAY
        left -= day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS
    return day


def lock_of(due: date) -> date:
    """The 15th of the second month after a day."""
    month = due.month - 1 + LOCK_MONTHS
    return date(due.year + month // 12, month % 12 + 1, LOCK_DAY)


def _day(value: Any) -> Any:
    """A day as SQLite keeps it in text, or as PostgreSQL gives it."""
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(value) if isinstance(value, str) else value


# --- who reported ----------------------------------------------------------------------------


def reporters(
    ask: Ask, *, bodies: list[int], regime: str, period_start: date
) -> tuple[set[int], set[int]]:
    """Which bodies sent their own report of a period, and which did not."""
    rows = ask(
        f"""SELECT r.body_id FROM reports_report r
            JOIN reports_regime g ON g.id = r.regime_id
            WHERE g.code = %s AND r.coverage = 'own' AND r.period_start = %s
              AND r.status IN ('submitted', 'accepted')
              AND r.body_id IN ({_listed(bodies)})""",
        regime, period_start,
    )  # fmt: skip
    sent = {body for (body,) in rows}
    return sent, set(bodies) - sent
