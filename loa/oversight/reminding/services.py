"""What a person does with reminders: set the ladder, draft a letter, lay one aside."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from loa.audit import services as audit
from loa.common import once
from loa.documents.models import Draft
from loa.documents.outgoing import policies as outgoing
from loa.documents.outgoing.writing import begin_draft
from loa.domain.periods import vn_date
from loa.orgs import policies as orgs
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting, version_of
from loa.oversight.filters import CellRef
from loa.oversight.judged import obligations
from loa.oversight.reminding.ladder import MOST_STEPS, BadStep, Step
from loa.oversight.reminding.models import (
    LadderVersion,
    LaidAside,
    LetterLine,
    Reminder,
)
from loa.oversight.reminding.papers import Line, reminder_letter

if TYPE_CHECKING:
    from loa.accounts.models import User

MOST_LINES = 200


class BadLadder(ValueError):
    """The steps, the day or the basis cannot be kept; ``args[0]`` says which."""


class NothingChosen(Exception):
    """A letter about nothing, or about more than one can carry."""


def set_ladder(
    *,
    over: BodyVersion,
    from_on: date,
    steps: Sequence[Step],
    basis: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> LadderVersion:
    """Set the ladder of the bodies under one, from a day that is not past.

    :raises PermissionDenied: to who does not watch over it
    :raises BadLadder: "steps", "codes", "from_on" or "basis"
    """
    if not orgs.can_oversee(acting, over.path):
        raise PermissionDenied
    if not 0 < len(steps) <= MOST_STEPS:
        raise BadLadder("steps")
    if len({step.code for step in steps}) != len(steps):
        raise BadLadder("codes")
    if from_on < vn_date(at):
        raise BadLadder("from_on")
    if not basis.strip():
        raise BadLadder("basis")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        made = LadderVersion.objects.create(
            over_id=over.body_id,
            from_on=from_on,
            steps=[step.as_data() for step in steps],
            basis=basis.strip(),
            recorded_at=at,
            recorded_by=actor,
        )
        _log("oversight.ladder.set", made, actor, acting, at, {"steps": len(steps)})
    return made


def lines_of(refs: Sequence[CellRef], acting: Acting | None, on: date) -> list[Line]:
    """Return the obligations that a letter is to be about.

    :raises Http404: for one that the person may not see, or that is none
    :raises PermissionDenied: for one over which she does not watch
    :raises NothingChosen: for none, or too many
    """
    wanted = list(dict.fromkeys(refs))
    if not 0 < len(wanted) <= MOST_LINES:
        raise NothingChosen
    found: list[Line] = []
    judged = {
        (one.cell.task.id, body_id, one.cell.window.period.start): one
        for one in obligations(
            body_ids={ref.body_id for ref in wanted},
            first=min(ref.start for ref in wanted),
            last=max(ref.start for ref in wanted),
            on=on,
            task_ids={ref.task_id for ref in wanted},
        )
        for body_id in one.cell.body_ids
    }
    for ref in wanted:
        version = version_of(ref.body_id, on)
        one = judged.get((ref.task_id, ref.body_id, ref.start))
        if version is None or not orgs.can_see_body(acting, version) or one is None:
            raise Http404
        if not orgs.can_oversee(acting, version.path):
            raise PermissionDenied
        found.append((version, one))
    return found


def draft_letter(
    *,
    refs: Sequence[CellRef],
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Draft:
    """Draft a letter that reminds bodies of obligations; a person signs and sends it.

    :raises Http404: see :func:`lines_of`
    :raises PermissionDenied: to who does not watch over them, or writes for no body
    :raises NothingChosen: for none, or too many
    :raises loa.common.once.AlreadyDone: when the same form was sent before
    """
    on = vn_date(at)
    lines = lines_of(refs, acting, on)
    acting = outgoing.require_write(acting, acting.body_id if acting else 0)
    body = outgoing.body_of(acting, on)
    above = version_of(body.parent_id, on) if body.parent_id else None
    with transaction.atomic():
        draft = begin_draft(
            beginning=reminder_letter(body, lines, above, on),
            actor=actor,
            acting=acting,
            at=at,
            once_key=once_key,
        )
        LetterLine.objects.bulk_create(
            [
                LetterLine(
                    draft=draft,
                    task_id=one.cell.task.id,
                    body_id=version.body_id,
                    period_start=one.cell.window.period.start,
                    recorded_at=at,
                )
                for version, one in lines
            ]
        )
        _log(
            "oversight.letter.drafted", draft, actor, acting, at, {"lines": len(lines)}
        )
    return draft


def lay_aside(
    *,
    reminder: Reminder,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> LaidAside:
    """Say why a letter that the ladder asks for is not written; again changes nothing.

    :raises PermissionDenied: to who does not watch over the body
    :raises ValueError: without a reason
    """
    version = version_of(reminder.body_id, vn_date(at))
    if version is None or not orgs.can_oversee(acting, version.path):
        raise PermissionDenied
    if not reason.strip():
        raise ValueError("reason")
    with transaction.atomic():
        row, is_new = LaidAside.objects.get_or_create(
            reminder=reminder,
            defaults={
                "reason": reason.strip(),
                "decided_by": actor,
                "recorded_at": at,
            },
        )
        if is_new:
            _log("oversight.letter.laid_aside", row, actor, acting, at, {})
    return row


def _log(
    action: str,
    target: LadderVersion | Draft | LaidAside,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    detail: dict[str, object],
) -> None:
    audit.record(
        actor=actor,
        action=action,
        at=at,
        target=target,
        body=Body.objects.get(pk=acting.body_id) if acting else None,
        detail=detail,
    )


__all__ = [
    "BadLadder",
    "BadStep",
    "NothingChosen",
    "draft_letter",
    "lay_aside",
    "lines_of",
    "set_ladder",
]
