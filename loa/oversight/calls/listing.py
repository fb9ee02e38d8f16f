"""The call list: at most twelve bodies, those first where most is about to be lost."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loa.common.figures import local_day
from loa.orgs.models import Appointment, BodyVersion, Grant, Role
from loa.orgs.selectors import granted
from loa.oversight.calls.promises import (
    Promise,
    PromiseState,
    promises,
    recent_calls,
)
from loa.oversight.forecast import Expected
from loa.oversight.models import Call
from loa.oversight.watching import Watched

ROWS = 12
# A promise that was broken so lately stands above everything else.
FRESH = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to ask for, with the telephone that she entered herself."""

    post: str
    name: str
    phone: str
    is_head: bool


@dataclass(frozen=True, slots=True)
class CallRow:
    """One body to call, what about, whom, and what was said last."""

    version: BodyVersion
    duties: tuple[Expected, ...]
    people: tuple[Person, ...]
    last: Call | None = None
    promise: Promise | None = None

    @property
    def body_id(self) -> int:
        return self.version.body_id

    @property
    def locks_on(self) -> date:
        """The day after which the first of its duties is missed."""
        return min(one.judged.cell.window.lock_on for one in self.duties)

    @property
    def has_come_back(self) -> bool:
        """Whether the promise is what brings it here: due today, or broken."""
        return self.promise is not None and self.promise.state in (
            PromiseState.DUE,
            PromiseState.BROKEN,
        )


@dataclass(frozen=True, slots=True)
class CallList:
    """Whom to call, who has promised something later, who was called today."""

    rows: tuple[CallRow, ...]
    left_over: int
    waiting: tuple[CallRow, ...]
    called: tuple[CallRow, ...]


def call_list(watched: Watched, *, leave_out: Collection[int] = ()) -> CallList:
    """Put the list of a day together.

    First whose promise is due or was broken, then by the first lock day, the first due
    day, how many duties, and the habit. An invitation is never a reason to call. The
    number of statements does not depend on how many bodies there are.

    :param leave_out: bodies that are not called: one's own
    """
    on = watched.on
    duties: dict[int, list[Expected]] = defaultdict(list)
    for one in watched.doubtful:
        if one.body_id not in leave_out:
            duties[one.body_id].append(one)
    calls = list(recent_calls([*duties], on))
    told = promises(calls, on=on)
    last: dict[int, Call] = {}
    for call in calls:
        last.setdefault(call.body_id, call)
    people = people_of(duties.keys(), on)
    rows = [
        CallRow(
            watched.names[body_id],
            tuple(sorted(found, key=_weight)),
            people.get(body_id, ()),
            last.get(body_id),
            told.get(last[body_id].pk) if body_id in last else None,
        )
        for body_id, found in duties.items()
    ]
    called = [row for row in rows if row.last and local_day(row.last.recorded_at) == on]
    waiting = [
        row
        for row in rows
        if row not in called
        and row.promise is not None
        and row.promise.state == PromiseState.OPEN
    ]
    aside = {row.body_id for row in (*called, *waiting)}
    listed = sorted(
        (row for row in rows if row.body_id not in aside), key=lambda r: _order(r, on)
    )
    return CallList(
        tuple(listed[:ROWS]),
        max(0, len(listed) - ROWS),
        tuple(sorted(waiting, key=lambda row: _promised(row))),
        tuple(called),
    )


def _promised(row: CallRow) -> tuple[date, str]:
    day = row.last.promised_on if row.last and row.last.promised_on else date.max
    return day, row.version.path


def _weight(one: Expected) -> tuple[date, date, int]:
    window = one.judged.cell.window
    return window.due_on, window.lock_on, -one.forecast.short


def _order(row: CallRow, on: date) -> tuple[bool, date, date, int, int, str]:
    promised = row.last.promised_on if row.last else None
    came_back = row.has_come_back and promised is not None and promised >= on - FRESH
    return (
        not came_back,
        row.locks_on,
        min(one.judged.cell.window.due_on for one in row.duties),
        -len(row.duties),
        -max(one.forecast.bad for one in row.duties),
        row.version.path,
    )


def people_of(body_ids: Collection[int], on: date) -> dict[int, tuple[Person, ...]]:
    """Whom to ask for in each body: the head, then officers; posts before roles."""
    posts: dict[tuple[int, int], tuple[str, bool]] = {}
    rows = Appointment.objects.filter(granted(on), post__body_id__in=body_ids)
    for user, body, name, is_head in rows.order_by("pk").values_list(
        "user_id", "post__body_id", "post__name", "post__is_head"
    ):
        posts.setdefault((body, user), (name, is_head))
    grants = (
        Grant.objects.filter(
            granted(on), body_id__in=body_ids, role__in=(Role.HEAD, Role.OFFICER),
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user__full_name", "pk")
    )  # fmt: skip
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for grant in grants:
        named = posts.get((grant.body_id, grant.user_id))
        post = named[0] if named else str(Role(grant.role).label)
        is_head = grant.role == Role.HEAD or bool(named and named[1])
        found[grant.body_id].setdefault(
            grant.user_id,
            Person(post, grant.user.full_name, grant.user.phone, is_head),
        )
    return {
        body: tuple(sorted(held.values(), key=lambda one: (not one.is_head, one.name)))
        for body, held in found.items()
    }


def calls_to(body_id: int) -> Sequence[Call]:
    """Every call to a body, newest first."""
    rows = Call.objects.filter(body_id=body_id).select_related("called_by")
    return list(rows.prefetch_related("about__task"))
