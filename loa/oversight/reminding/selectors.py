"""Reads over reminders: a day's, tomorrow's, and letters that wait for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from loa.domain.periods import VIETNAM
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting, versions_of
from loa.oversight.board import bodies_below
from loa.oversight.reminding.due import DueStep, due_steps
from loa.oversight.reminding.models import LaidAside, LetterLine, Reminder
from loa.oversight.reminding.people import Directory


@dataclass(frozen=True, slots=True)
class Told:
    """One step taken, or to be taken: of whom, what, why, and who is told."""

    version: BodyVersion
    title: str
    document: str
    ref: str
    due_on: date
    state: str
    step: dict[str, object]
    names: tuple[str, ...]
    pk: int = 0


def reminders_of(over: BodyVersion, on: date) -> QuerySet[Reminder]:
    """Return the steps taken on a day for a body and those below it."""
    return Reminder.objects.filter(
        on=on, body_id__in=bodies_below(over, on)
    ).select_related("task__directive__document")


def told_on(over: BodyVersion, on: date) -> list[Told]:
    """Return what was told on a day, body by body."""
    return _told(list(reminders_of(over, on)), on)


def _told(rows: Sequence[Reminder], on: date) -> list[Told]:
    versions = versions_of({row.body_id for row in rows}, on)
    found = [
        Told(
            versions[row.body_id],
            row.task.title,
            str(row.task.directive.document),
            row.ref,
            row.due_on,
            row.state,
            row.step,
            tuple(name for _pk, name in row.told),
            row.pk,
        )
        for row in rows
        if row.body_id in versions
    ]
    return sorted(found, key=lambda one: (one.version.path, one.due_on, one.title))


def next_day(on: date) -> date:
    """Return the next day on which steps are taken."""
    return VIETNAM.next_working_day(on + timedelta(days=1))


def day_before(over: BodyVersion, on: date) -> date | None:
    """Return the last day before one on which anybody was told; None if none."""
    rows = Reminder.objects.filter(on__lt=on, body_id__in=bodies_below(over, on))
    return rows.order_by("-on").values_list("on", flat=True).first()


def preview(over: BodyVersion, on: date) -> list[Told]:
    """Return what would be told on a day if nothing more were done until then."""
    directory = Directory(on)
    steps = due_steps(set(bodies_below(over, on)), on)
    found = [_previewed(one, directory) for one in steps]
    return sorted(found, key=lambda one: (one.version.path, one.due_on, one.title))


def _previewed(one: DueStep, directory: Directory) -> Told:
    cell = one.judged.cell
    people = directory.people(one.version, one.step.who)
    start = cell.window.period.start
    return Told(
        one.version,
        cell.task.title,
        cell.task.document_label,
        f"{cell.task.id}-{one.version.body_id}-{start:%Y-%m-%d}",
        cell.window.due_on,
        one.judged.state.value,
        one.step.as_data(),
        tuple(user.get_full_name() for user, _seat in people),
    )


def letters_waiting(
    over: BodyVersion, on: date, *, writer: int | None = None
) -> list[Told]:
    """Return the letters that the ladder asks for, and nobody has drafted or laid aside.

    :param writer: the body whose letter it would be; it writes none to itself
    """
    drafted = LetterLine.objects.filter(
        task=OuterRef("task"),
        body=OuterRef("body"),
        period_start=OuterRef("period_start"),
        recorded_at__gte=OuterRef("made_at"),
    )
    rows = (
        Reminder.objects.filter(
            body_id__in=bodies_below(over, on),
            step__how="letter",
            on__gte=on - timedelta(days=180),
        )
        .exclude(body_id=writer or 0)
        .exclude(Exists(drafted))
        .exclude(Exists(LaidAside.objects.filter(reminder=OuterRef("pk"))))
        .select_related("task__directive__document")
    )
    return _told(list(rows), on)


def access_reminder(acting: Acting | None, pk: int, *, on: date) -> Reminder:
    """Return a reminder, or "not found" to an outsider of its body."""
    row = Reminder.objects.filter(pk=pk).first()
    version = versions_of([row.body_id], on).get(row.body_id) if row else None
    if row is None or version is None or not orgs.can_see_body(acting, version):
        raise Http404
    return row
