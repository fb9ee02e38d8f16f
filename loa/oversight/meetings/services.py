"""Writes over meetings: opened, decided, put on paper, bound."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from loa.audit import services as audit
from loa.common import once
from loa.common.figures import local_day
from loa.documents.models import Draft
from loa.documents.outgoing.writing import Beginning, begin_draft
from loa.orgs import policies as orgs_policies
from loa.orgs import selectors as orgs
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting
from loa.oversight import policies
from loa.oversight.meetings.papers import conclusions, minutes
from loa.oversight.meetings.selectors import (
    Agenda,
    decisions_of,
    issued_conclusions,
    paper_of,
)
from loa.oversight.models import DecidedTask, Decision, Meeting, MeetingPaper
from loa.programmes import services as programmes
from loa.programmes.models import Directive, Task

if TYPE_CHECKING:
    from loa.accounts.models import User

Kind = MeetingPaper.Kind


class DayNotPossible(ValueError):
    """A meeting in the future, compared with its own day or later, a due day before it."""


class PaperIsOut(Exception):
    """The notice of conclusions is issued: what it says is not changed any more."""


class NothingDecided(Exception):
    """There is no decision that could be put on paper or made a duty."""


class NotIssued(Exception):
    """The notice of conclusions is not issued yet; until then nothing binds."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said when a meeting is opened."""

    held_on: date
    since: date
    chair: str
    present: str
    place: str = ""
    begins_at: str = ""
    secretary: str = ""
    absent: str = ""


@transaction.atomic
def open_meeting(
    *,
    over: BodyVersion,
    opening: Opening,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Meeting:
    """Open a meeting over a board: from now on it shows two days as they were known.

    :raises PermissionDenied: to who does not watch over the body or writes for none
    :raises DayNotPossible: when the day is to come, or compared with a later one
    :raises loa.common.once.AlreadyDone: when the same form was sent before
    """
    acting = policies.require_watch(acting, over)
    orgs_policies.require_write_for(acting, acting.body_id)
    if opening.held_on > local_day(at) or opening.since >= opening.held_on:
        raise DayNotPossible
    claim = once.claim(once_key, actor.pk, at)
    meeting = Meeting.objects.create(
        over_id=over.body_id,
        held_in_id=acting.body_id,
        held_on=opening.held_on,
        since=opening.since,
        chair=opening.chair,
        secretary=opening.secretary,
        present=opening.present,
        absent=opening.absent,
        place=opening.place,
        begins_at=opening.begins_at,
        opened_by=actor,
        recorded_at=at,
    )
    _log("meeting.opened", meeting, actor, acting, at)
    claim.done(reverse("oversight:meeting", args=[meeting.pk]))
    return meeting


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is decided of one body; ``about`` names the row of the board, if any."""

    body: BodyVersion
    text: str
    due_on: date
    is_binding: bool = True
    about: tuple[Task, date] | None = None


@transaction.atomic
def decide(
    *,
    meeting: Meeting,
    deciding: Deciding,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Decision:
    """Write a decision down. It binds nobody before the notice of conclusions is out.

    :raises PermissionDenied: to who does not write for the body that held the meeting,
        or does not watch over the body decided about
    :raises DayNotPossible: when it is due before the meeting
    :raises PaperIsOut: once the notice is issued
    """
    acting = policies.require_write(acting, meeting)
    policies.require_watch(acting, deciding.body)
    _require_open(meeting)
    if deciding.due_on < meeting.held_on:
        raise DayNotPossible
    once.claim(once_key, actor.pk, at)
    task, start = deciding.about or (None, None)
    made = Decision.objects.create(
        meeting=meeting,
        body_id=deciding.body.body_id,
        text=" ".join(deciding.text.split()).rstrip(".;, "),
        due_on=deciding.due_on,
        is_binding=deciding.is_binding,
        about_task=task,
        about_start=start,
        decided_by=actor,
        recorded_at=at,
    )
    _log("decision.made", made, actor, acting, at)
    return made


@transaction.atomic
def take_back(
    *, decision: Decision, actor: "User", acting: Acting | None, at: datetime
) -> None:
    """Close a decision; it stays on record. Again changes nothing.

    :raises PaperIsOut: once the notice of conclusions is issued
    """
    acting = policies.require_write(acting, decision.meeting)
    _require_open(decision.meeting)
    rows = Decision.objects.filter(pk=decision.pk, closed_at=None)
    if rows.update(closed_at=at):
        _log("decision.closed", decision, actor, acting, at)


@transaction.atomic
def draft_paper(
    *,
    meeting: Meeting,
    kind: str,
    agenda: Agenda,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Draft:
    """Draft the minutes or the notice of conclusions from what is on record.

    :raises NothingDecided: for a notice without a decision
    :raises PaperIsOut: when a notice of this meeting is issued already
    :raises loa.common.once.AlreadyDone: when the same form was sent before
    """
    acting = policies.require_write(acting, meeting)
    on = local_day(at)
    body = orgs.version_of(meeting.held_in_id, on)
    decided = decisions_of(meeting)
    if kind == Kind.CONCLUSIONS:
        _require_open(meeting)
        if not decided:
            raise NothingDecided
    if body is None:
        raise DayNotPossible
    names = orgs.versions_of({one.decision.body_id for one in decided}, on)
    compose = conclusions if kind == Kind.CONCLUSIONS else minutes
    draft = begin_draft(
        beginning=Beginning(compose(meeting, body, agenda, decided, names, on)),
        actor=actor,
        acting=acting,
        at=at,
        once_key=once_key,
    )
    MeetingPaper.objects.create(meeting=meeting, kind=kind, draft=draft, recorded_at=at)
    _log("paper.drafted", meeting, actor, acting, at, kind=str(kind))
    return draft


@transaction.atomic
def bind(
    *, meeting: Meeting, actor: "User", acting: Acting | None, at: datetime
) -> Directive:
    """Make the decisions duties, by the issued notice that prints them.

    :raises NotIssued: while the notice is a draft
    :raises NothingDecided: when no decision stands
    :raises loa.programmes.services.NotInPaper: when the signed notice says otherwise
    :raises loa.documents.services.AlreadyConfirmed: when they are duties already
    """
    acting = policies.require_write(acting, meeting)
    document = issued_conclusions(meeting)
    if document is None:
        raise NotIssued
    decided = decisions_of(meeting)
    if not decided:
        raise NothingDecided
    names = orgs.versions_of({one.decision.body_id for one in decided}, local_day(at))
    duties = [
        programmes.DecidedDuty(
            body=one.decision.body,
            printed=str(names.get(one.decision.body_id, one.decision.body)),
            text=one.decision.text,
            due_on=one.decision.due_on,
            is_binding=one.decision.is_binding,
        )
        for one in decided
    ]
    directive = programmes.commit_decided(
        document=document, duties=duties, actor=actor, acting=acting, at=at
    )
    tasks = directive.tasks.order_by("order")
    DecidedTask.objects.bulk_create(
        DecidedTask(
            decision=one.decision, directive=directive, task=task, recorded_at=at
        )
        for one, task in zip(decided, tasks, strict=True)
    )
    _log("decisions.bound", meeting, actor, acting, at, tasks=len(decided))
    return directive


def _require_open(meeting: Meeting) -> None:
    paper = paper_of(meeting, Kind.CONCLUSIONS)
    if paper is not None and paper.draft.document_id is not None:
        raise PaperIsOut


def _log(
    action: str,
    target: Model,
    actor: "User",
    acting: Acting,
    at: datetime,
    **detail: object,
) -> None:
    audit.record(
        actor=actor,
        action=f"oversight.{action}",
        at=at,
        target=target,
        body=Body.objects.filter(pk=acting.body_id).first(),
        detail=detail or None,
    )
