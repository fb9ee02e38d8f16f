"""What a person decides: how she is told, and what becomes of a message in doubt."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.db import transaction

from loa.audit import services as audit
from loa.domain.periods import vn_date
from loa.notices import policies
from loa.notices.kinds import choosable
from loa.notices.models import Message, Preference, Way
from loa.orgs.models import Body
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

State = Message.State
# decision: what it may be said of, and what the message becomes
DECISIONS: Final = {
    "again": ((State.UNKNOWN, State.FAILED), State.QUEUED),
    "arrived": ((State.UNKNOWN,), State.SENT),
    "drop": ((State.UNKNOWN, State.FAILED, State.QUEUED), State.DROPPED),
}


class Moved(Exception):
    """It is no longer in a state of which this may be said."""


def decide_message(
    *,
    message: Message,
    decision: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Message:
    """Send a message again, say that it arrived, or give it up.

    :param decision: a key of :data:`DECISIONS`
    :raises Http404: to who does not administer its person's body
    :raises KeyError: for another decision
    :raises Moved: when somebody was quicker
    """
    message = policies.access_message(acting, message.pk, vn_date(at))
    sources, target = DECISIONS[decision]
    change: dict[str, object] = {"state": target, "decided_by": actor, "error": ""}
    if decision == "again":
        # Nobody holds it: the next worker that claims it may keep what it learns.
        change |= {"next_at": at, "attempts": 0, "decided_by": None}
    with transaction.atomic():
        rows = Message.objects.filter(pk=message.pk, state__in=sources)
        if not rows.update(**change):
            raise Moved
        audit.record(
            actor=actor,
            action="notices.message.decided",
            at=at,
            target=message,
            body=Body.objects.get(pk=acting.body_id) if acting else None,
            detail={"decision": decision, "was": message.state, "way": message.way},
        )
    message.refresh_from_db()
    return message


def set_preference(
    *,
    user: "User",
    wanted: Iterable[tuple[str, str]],
    digest_at: time,
    quiet: tuple[time, time],
    working_days_only: bool,
    at: datetime,
) -> Preference:
    """Keep how a person wants to be told; the inbox in the product always stays.

    :param wanted: (kind, way) of all that she wants
    """
    chosen = set(wanted)
    off, on = [], []
    for kind in choosable():
        for way in Way:
            pair = (kind.code, way.value)
            if way in kind.ways and pair not in chosen:
                off.append(list(pair))
            if way not in kind.ways and pair in chosen:
                on.append(list(pair))
    row, _made = Preference.objects.update_or_create(
        user=user,
        defaults={
            "off": off,
            "on": on,
            "digest_at": digest_at,
            "quiet_from": quiet[0],
            "quiet_until": quiet[1],
            "working_days_only": working_days_only,
            "changed_at": at,
        },
    )
    return row
