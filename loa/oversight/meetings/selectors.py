"""Reads over meetings: the agenda from the worst row, decisions and what they became."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from loa.documents.models import Document
from loa.oversight.comparing import Change, Comparison, Direction, compare
from loa.oversight.judged import Judged
from loa.oversight.models import Decision, Meeting, MeetingPaper

# What a meeting can speak about one by one.
ROWS = 40
_URGENT = ("overdue", "missed", "at_risk", "silent")


def last_meeting_day(over_id: int, *, before: date) -> date | None:
    """Return the day of the last meeting over a body before a day; None if none."""
    rows = Meeting.objects.filter(over_id=over_id, held_on__lt=before)
    return rows.order_by("-held_on").values_list("held_on", flat=True).first()


def meetings_over(over_id: int) -> list[Meeting]:
    """Return the meetings over a body, newest first."""
    return list(Meeting.objects.filter(over_id=over_id).order_by("-held_on", "-pk"))


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the agenda: a body, the change that is worst, and what else is late."""

    body_id: int
    change: Change
    also: tuple[Change, ...]

    @property
    def one(self) -> Judged:
        return self.change.one


@dataclass(frozen=True, slots=True)
class Agenda:
    """The board as it is frozen for a meeting, worst body first."""

    comparison: Comparison
    items: tuple[Item, ...]
    left_over: int


def agenda(meeting: Meeting, body_ids: Collection[int]) -> Agenda:
    """Return what a meeting goes through: both days as known then, the worst first.

    It is the same whenever it is asked for: nothing that came later changes it.
    """
    found = compare(body_ids, earlier=meeting.since, later=meeting.held_on)
    open_rows: dict[int, list[Change]] = {}
    for change in found.changes:
        is_bad = change.after is not None and change.after.state in _URGENT
        if is_bad and change.body_id in found.names:
            open_rows.setdefault(change.body_id, []).append(change)
    items = [
        Item(body_id, rows[0], tuple(rows[1:]))
        for body_id, rows in (
            (body_id, sorted(rows, key=_weight)) for body_id, rows in open_rows.items()
        )
    ]
    items.sort(key=lambda item: (_weight(item.change), -len(item.also), item.body_id))
    return Agenda(found, tuple(items[:ROWS]), max(0, len(items) - ROWS))


def _weight(change: Change) -> tuple[int, bool, date, int]:
    one = change.one
    return (
        _URGENT.index(one.state.value),
        change.direction != Direction.WORSE,
        one.cell.window.lock_on,
        -one.short,
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, its number in the meeting, and the task that it became."""

    number: int
    decision: Decision
    task_id: int | None


def decisions_of(meeting: Meeting) -> list[Decided]:
    """Return the decisions that stand, numbered as the papers print them."""
    rows = meeting.decisions.filter(closed_at=None).select_related("became", "body")
    return [
        Decided(number, row, row.became.task_id if hasattr(row, "became") else None)
        for number, row in enumerate(rows.order_by("pk"), start=1)
    ]


def paper_of(meeting: Meeting, kind: str) -> MeetingPaper | None:
    """Return the newest paper of a kind that was drafted from a meeting."""
    rows = MeetingPaper.objects.filter(meeting=meeting, kind=kind)
    return rows.select_related("draft__document").order_by("-pk").first()


def issued_conclusions(meeting: Meeting) -> Document | None:
    """Return the notice of conclusions once it is issued; until then nothing binds."""
    paper = paper_of(meeting, MeetingPaper.Kind.CONCLUSIONS)
    return paper.draft.document if paper else None
