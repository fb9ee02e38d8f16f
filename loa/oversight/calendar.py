"""A body's year: what is due on which day, as a page and as an .ics file."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from loa.common.states import sign_of
from loa.oversight.judged import Judged, obligations
from loa.oversight.labels import period_name


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar on which something is due."""

    on: date
    due: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar: its weeks as rows of seven days, None outside it."""

    first: date
    weeks: tuple[tuple[date | None, ...], ...]
    days: dict[date, Day]


def due_in_year(body_id: int, year: int, on: date) -> list[Judged]:
    """Return what a body owes that is due in a year, by due day. Standing tasks have none."""
    found = obligations(
        body_ids=[body_id], first=date(year, 1, 1), last=date(year, 12, 31), on=on
    )
    due = [
        one
        for one in found
        if not one.cell.task.is_standing and one.cell.window.due_on.year == year
    ]
    return sorted(due, key=lambda one: (one.cell.window.due_on, one.cell.task.id))


def months(due: Iterable[Judged], year: int) -> list[Month]:
    """Lay out twelve months, weeks from Monday, with what is due on each day."""
    by_day: dict[date, list[Judged]] = defaultdict(list)
    for one in due:
        by_day[one.cell.window.due_on].append(one)
    return [_month(date(year, number, 1), by_day) for number in range(1, 13)]


def _month(first: date, by_day: dict[date, list[Judged]]) -> Month:
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    cells: list[date | None] = [None] * first.weekday()
    day = first
    while day < after:
        cells.append(day)
        day += timedelta(days=1)
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))
    days = {
        on: Day(on, tuple(found))
        for on, found in sorted(by_day.items())
        if first <= on < after
    }
    return Month(first, weeks, days)


def as_ics(due: Iterable[Judged], *, name: str, host: str, at: datetime) -> bytes:
    """Return an iCalendar file (RFC 5545): an all-day event for each duty's due day.

    The id of an event stays the same at each download, so that a calendar that takes
    the file again changes its events and does not double them.
    """
    book = Calendar()
    book.add("prodid", "-//Loa//loa//VI")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    for one in due:
        book.add_component(_event(one, host=host, at=at))
    return cast(bytes, book.to_ical())


def _event(one: Judged, *, host: str, at: datetime) -> Event:
    cell = one.cell
    day = cell.window.due_on
    event = Event()
    event.add("uid", f"{cell.task.id}-{cell.body_id}-{cell.window.period.start}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{cell.task.title} ({period_name(cell.window.period)})")
    event.add(
        "description",
        _("%(state)s: %(counted)s of %(target)s. %(document)s, task %(order)s.")
        % {
            "state": sign_of(one.state).word,
            "counted": one.counted,
            "target": cell.target,
            "document": cell.task.document_label,
            "order": cell.task.order,
        },
    )
    event.add("transp", "TRANSPARENT")
    return event
