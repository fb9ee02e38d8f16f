"""Taking the steps of a day: once, whatever happens in between."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from loa.common import figures
from loa.domain.periods import is_working_day, vn_date
from loa.domain.quotas import StandingState
from loa.notices.services import notify
from loa.notices.telling import tell
from loa.orgs.models import BodyVersion, Level
from loa.orgs.selectors import in_force
from loa.oversight.board import bodies_below
from loa.oversight.labels import period_name
from loa.oversight.reminding.due import DueStep, due_steps
from loa.oversight.reminding.ladder import OWN
from loa.oversight.reminding.models import Reminder, ReminderRun
from loa.oversight.reminding.people import Directory

REMINDER, URGENT, ESCALATION = (
    "oversight.reminder",
    "oversight.reminder_urgent",
    "oversight.escalation",
)


def remind(at: datetime) -> int:
    """Take today's steps for every province; return how many were new.

    On a day off nothing is done: what falls on it is taken on the next working day.
    """
    on = vn_date(at)
    if not is_working_day(on):
        return 0
    done = set(ReminderRun.objects.filter(on=on).values_list("over_id", flat=True))
    return sum(
        remind_under(over, at=at) for over in _tops(on) if over.body_id not in done
    )


def _tops(on: date) -> list[BodyVersion]:
    """The bodies at the top of each province."""
    rows = BodyVersion.objects.filter(in_force(on), level=Level.PROVINCE)
    below = rows.values("body_id")
    return list(rows.exclude(parent_id__in=below).order_by("path"))


def remind_under(over: BodyVersion, *, at: datetime) -> int:
    """Take today's steps for the bodies under one, each body's in one transaction."""
    on = vn_date(at)
    by_body: dict[int, list[DueStep]] = defaultdict(list)
    for one in due_steps(set(bodies_below(over, on)), on):
        by_body[one.version.body_id].append(one)
    directory = Directory(on)
    count = 0
    for body_id in sorted(by_body):
        with transaction.atomic():
            count += _take(by_body[body_id], directory, at)
    _tell_superiors(over, on, at)
    ReminderRun.objects.get_or_create(
        over_id=over.body_id, on=on, defaults={"made_at": at, "count": count}
    )
    return count


def _take(steps: list[DueStep], directory: Directory, at: datetime) -> int:
    """Write the steps of one body down and tell its people; two at once: one does."""
    new = 0
    own = 0
    for one in steps:
        people = directory.people(one.version, one.step.who)
        cell = one.judged.cell
        _row, is_new = Reminder.objects.get_or_create(
            task_id=cell.task.id,
            body_id=one.version.body_id,
            period_start=cell.window.period.start,
            due_on=cell.window.due_on,
            code=one.step.code,
            defaults={
                "step": one.step.as_data(),
                "state": one.judged.state.value,
                "short": one.judged.short,
                "on": one.on,
                "told": [[user.pk, user.get_full_name()] for user, _seat in people],
                "made_at": at,
            },
        )
        if not is_new:
            continue
        new += 1
        own += one.step.who in OWN
        if one.step.how == "mail":
            for user, _seat in people:
                tell(
                    user=user,
                    kind=_kind(one),
                    params=words_of(one),
                    url=_cell_url(one),
                    key="remind:" + ":".join(str(part) for part in one.key),
                    at=at,
                )
    if own:
        first = steps[0]
        notify(
            bodies=[first.version.body_id],
            kind="oversight.reminders.body",
            params={"day": figures.day(first.on), "count": own},
            url=page_url(first.on),
            key=f"reminders:{first.on:%Y-%m-%d}",
            at=at,
        )
    return new


def _kind(one: DueStep) -> str:
    if one.step.who not in OWN:
        return ESCALATION
    return URGENT if one.step.urgent else REMINDER


def words_of(one: DueStep) -> dict[str, str]:
    """Give the values of the sentence that a person is told."""
    cell = one.judged.cell
    return {
        "body": one.version.short_name or one.version.name,
        "task": cell.task.title.rstrip(".;, "),
        "document": cell.task.document_label,
        "period": period_name(cell.window.period),
        "due": figures.day(cell.window.due_on),
        "short": figures.number(
            1 if isinstance(one.judged.state, StandingState) else one.judged.short
        ),
    }


def _cell_url(one: DueStep) -> str:
    cell = one.judged.cell
    parts = [cell.task.id, one.version.body_id, cell.window.period.start]
    return reverse("oversight:cell", args=parts)


def page_url(on: date) -> str:
    """Return the address of a day's reminders."""
    return f"{reverse('oversight:reminders')}?ngay={on:%Y-%m-%d}"


def _tell_superiors(over: BodyVersion, on: date, at: datetime) -> None:
    """Tell each superior's body once what the day brought up to it."""
    directory = Directory(on)
    rows = Reminder.objects.filter(on=on, body__in=bodies_below(over, on))
    by_seat: dict[int, set[int]] = defaultdict(set)
    versions = {
        version.body_id: version
        for version in BodyVersion.objects.filter(
            in_force(on), body_id__in=rows.values("body_id")
        )
    }
    for row in rows:
        version = versions.get(row.body_id)
        if row.step["who"] in OWN or version is None:
            continue
        for _user, seat in directory.people(version, row.step["who"]):
            by_seat[seat].add(row.pk)
    for seat, found in by_seat.items():
        notify(
            bodies=[seat],
            kind="oversight.reminders.superior",
            params={"day": figures.day(on), "count": len(found)},
            url=page_url(on),
            key=f"escalated:{on:%Y-%m-%d}",
            at=at,
        )
