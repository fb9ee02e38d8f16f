"""What happens below that evidence has to answer at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from loa.channels.models import Channel
from loa.channels.signals import channel_shared
from loa.evidence.crediting import (
    recredit_cell,
    recredit_directive,
    recredit_merged,
)
from loa.notices.services import notify
from loa.programmes.models import Directive, Extension
from loa.programmes.signals import (
    directive_committed,
    directive_merged,
    due_extended,
)


def connect() -> None:
    """Listen; called once, when the apps are ready."""
    channel_shared.connect(tell_shared, dispatch_uid="evidence.tell_shared")
    directive_committed.connect(credit_earlier, dispatch_uid="evidence.credit_earlier")
    directive_merged.connect(take_over, dispatch_uid="evidence.take_over")
    due_extended.connect(judge_lateness, dispatch_uid="evidence.judge_lateness")


def credit_earlier(
    sender: Any, *, directive: Directive, at: datetime, **_: Any
) -> None:
    """Count what was recorded before the directive came."""
    recredit_directive(directive=directive, at=at)


def take_over(
    sender: Any, *, own: Directive, tasks: Mapping[int, int], at: datetime, **_: Any
) -> None:
    """Let what counted for an own reading count for the issuer's tasks.

    What the issuer's directive does not ask is owed no more, and counts no more.
    """
    heirs = {pk: tasks.get(pk, pk) for pk in own.tasks.values_list("pk", flat=True)}
    recredit_merged(tasks=heirs, at=at)


def judge_lateness(
    sender: Any, *, extension: Extension, at: datetime, **_: Any
) -> None:
    """Look again which records of a cell came late, now that it has more time."""
    recredit_cell(
        task_id=extension.task_id,
        body_id=extension.body_id,
        period_start=extension.period_start,
        at=at,
    )


def tell_shared(
    sender: Any, *, channel: Channel, same: list[Channel], at: datetime, **_: Any
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
