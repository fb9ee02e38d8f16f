"""What happens below that evidence has to answer at once."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.channels.models import Channel
from loa.channels.signals import channel_shared
from loa.common import figures
from loa.documents.signals import document_related, document_unrelated
from loa.domain.periods import vn_date
from loa.evidence import jobs, own_plans
from loa.evidence.crediting import (
    credited_to,
    earlier_records,
    records_within,
    recredit,
)
from loa.evidence.models import Record
from loa.notices.services import notify
from loa.orgs.reorganising.touched import Touched, counts
from loa.orgs.signals import reorganisation_asked
from loa.programmes.models import Directive, Extension, Task
from loa.programmes.signals import (
    assignments_corrected,
    directive_committed,
    directive_merged,
    due_extended,
    lines_changed,
    plan_decided,
)
from loa.reference.models import Area
from loa.reference.signals import speaker_decided

# How many records are counted anew within the transaction that asks for it.
AT_ONCE = 200


def connect() -> None:
    """Listen; called once, when the apps are ready."""
    channel_shared.connect(tell_shared, dispatch_uid="evidence.tell_shared")
    directive_committed.connect(credit_earlier, dispatch_uid="evidence.credit_earlier")
    directive_committed.connect(
        own_plans.plans_before, dispatch_uid="evidence.plans_before"
    )
    document_related.connect(own_plans.plan_issued, dispatch_uid="evidence.plan_issued")
    document_unrelated.connect(
        own_plans.plan_taken_back, dispatch_uid="evidence.plan_taken_back"
    )
    plan_decided.connect(own_plans.plan_decided, dispatch_uid="evidence.plan_decided")
    directive_merged.connect(take_over, dispatch_uid="evidence.take_over")
    assignments_corrected.connect(count_anew, dispatch_uid="evidence.count_anew")
    due_extended.connect(judge_lateness, dispatch_uid="evidence.judge_lateness")
    speaker_decided.connect(tell_speakers, dispatch_uid="evidence.tell_speakers")
    lines_changed.connect(credit_lines, dispatch_uid="evidence.credit_lines")
    reorganisation_asked.connect(tell_later_records, dispatch_uid="evidence.touched")


def tell_later_records(
    sender: Any, *, body_ids: Collection[int], on: date, **_more: Any
) -> Touched:
    """Say how many records the bodies have of days after one: they would stand alone."""
    rows = Record.objects.filter(
        body_id__in=body_ids, done_on__gt=on, withdrawn_at=None
    )
    return Touched(_("Records of that day or later"), counts(rows, "body_id"))


def tell_speakers(
    sender: Any,
    *,
    area: Area,
    before: Collection[int],
    now: int | None,
    from_on: date,
    by_document: str,
    key: str,
    at: datetime,
    **_: Any,
) -> None:
    """Tell bodies that they speak for an area, or do no more: they judge its records."""
    told: dict[str, set[int]] = {
        "ended": set(before) - {now},
        "decided": {now} if now else set(),
    }
    for what, bodies in told.items():
        notify(
            bodies=bodies,
            kind=f"reference.speaker.{what}",
            params={
                "area": area.name,
                "day": figures.day(from_on),
                "document": by_document,
            },
            url=reverse("reference:speakers"),
            key=f"reference.speaker.{what}:{key}",
            at=at,
        )


def credit_earlier(
    sender: Any, *, directive: Directive, at: datetime, **_more: Any
) -> None:
    """Count what was recorded before the directive came.

    A few at once; where a whole province has worked already, workers do the rest.
    """
    _recredit(earlier_records(directive.tasks.all(), on=vn_date(at)), at)


def credit_lines(
    sender: Any, *, tasks: Collection[int], at: datetime, **_more: Any
) -> None:
    """Count what is owed since a happening, and no more what one withdrawn asked."""
    rows = Task.objects.filter(pk__in=tasks)
    waiting = {*earlier_records(rows, on=vn_date(at)), *credited_to(task__in=tasks)}
    _recredit(sorted(waiting), at)


def _recredit(waiting: list[int], at: datetime) -> None:
    recredit(records=waiting[:AT_ONCE], at=at)
    for start in range(AT_ONCE, len(waiting), AT_ONCE):
        part = waiting[start : start + AT_ONCE]
        transaction.on_commit(partial(jobs.recredit_records.enqueue, part))


def count_anew(
    sender: Any, *, task: Task, bodies: Collection[int], at: datetime, **_more: Any
) -> None:
    """Let what bodies recorded count for whoever owes the task now."""
    counting = {*credited_to(task=task, body_id__in=bodies)}
    _recredit(sorted(counting.union(records_within(task, bodies))), at)


def take_over(
    sender: Any, *, own: Directive, tasks: Mapping[int, int], at: datetime, **_more: Any
) -> None:
    """Let what counted for an own reading count for the issuer's tasks.

    What the issuer's directive does not ask is owed no more, and counts no more.
    """
    counting = credited_to(task__directive=own)
    recredit(records=counting, at=at, instead=tasks)


def judge_lateness(
    sender: Any, *, extension: Extension, at: datetime, **_more: Any
) -> None:
    """Look again which records of a cell came late, now that it has more time."""
    counting = credited_to(
        task_id=extension.task_id,
        body_id=extension.body_id,
        period_start=extension.period_start,
    )
    recredit(records=counting, at=at)


def tell_shared(
    sender: Any, *, channel: Channel, same: list[Channel], at: datetime, **_more: Any
) -> None:
    """Tell the other bodies that a channel of theirs was declared by another too."""
    notify(
        bodies={other.owner_id for other in same} - {channel.owner_id},
        kind="evidence.channel.shared",
        params={"body": str(channel.owner), "channel": channel.name},
        url=reverse("channels:list"),
        key=f"evidence.channel_shared.{channel.pk}",
        at=at,
    )
