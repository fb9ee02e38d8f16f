"""A body acknowledges a duty, asks for time, reports a difficulty; it is answered.

Requests and answers are rows of their own and never change. A request is open until it
has an answer; an acknowledgement wants none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse

from loa.common import once
from loa.common.figures import local_day
from loa.files.services import store_file
from loa.notices import services as notices
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.models import DutyAnswer, DutyRequest, Task
from loa.programmes.services.exceptions import BadDay, cell_of, give_time, hold
from loa.programmes.services.log import log

if TYPE_CHECKING:
    from loa.accounts.models import User

LENGTH = 2000
Kind = DutyRequest.Kind
Answer = DutyAnswer.Kind


class AlreadyAsked(ValueError):
    """The body has acknowledged that duty, or asks for time on it already."""

    def __init__(self, request: DutyRequest) -> None:
        super().__init__(request.pk)
        self.request = request


class AlreadyAnswered(ValueError):
    """Somebody answered the request first, or its asker withdrew it."""

    def __init__(self, answer: DutyAnswer) -> None:
        super().__init__(answer.pk)
        self.answer = answer


class NoWords(ValueError):
    """Why, or the answer itself, is missing or too long."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that comes with a request: its bytes, and the name it had."""

    content: bytes
    name: str


@transaction.atomic
def ask_about_duty(
    *,
    task: Task,
    body: Body,
    period_start: date,
    kind: str,
    words: str = "",
    wanted_on: date | None = None,
    file: Attached | None = None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> DutyRequest:
    """Put on record what a body asks or tells on a duty of its own, and tell its issuer.

    :param kind: one of ``DutyRequest.Kind``
    :param wanted_on: until when time is asked for; only of more time
    :raises PermissionDenied: to who does not write for the body
    :raises BadPeriod: if the body does not owe the task in that period
    :raises BadDay: if the day asked for is not after the one due now
    :raises NoWords: if a reason or a difficulty is missing or too long
    :raises AlreadyAsked: if it is acknowledged, or time is asked for, already
    :raises TooLarge: if the file is
    """
    acting = policies.require_state(acting, body.pk)
    claim = once.claim(once_key, actor.pk, at)
    kind = Kind(kind)
    said = "" if kind == Kind.ACKNOWLEDGED else words.strip()
    if (kind != Kind.ACKNOWLEDGED and not said) or len(said) > LENGTH:
        raise NoWords
    cell = cell_of(task, body.pk, period_start, on=local_day(at))
    if kind == Kind.MORE_TIME:
        due_on = cell.window.due_on if cell else local_day(at)
        if wanted_on is None or wanted_on <= due_on:
            raise BadDay(due_on)
    hold(task)
    _refuse_again(task, body, period_start, kind)
    row = DutyRequest.objects.create(
        task=task,
        body=body,
        period_start=period_start,
        kind=kind,
        wanted_on=wanted_on if kind == Kind.MORE_TIME else None,
        words=said,
        file=store_file(content=file.content, name=file.name, actor=actor, at=at)
        if file
        else None,
        asked_by=actor,
        recorded_at=at,
    )
    claim.done(_address(row))
    detail = {"kind": kind.value, "period": str(period_start), "words": said}
    log("request.made", row, actor=actor, acting=acting, at=at, detail=detail)
    document = task.directive.document
    notices.notify(
        bodies={pk for pk in (document.issuer_id, document.held_by_id) if pk}
        - {body.pk},
        kind=f"programmes.request.{kind.value}",
        params={"body": str(body), "task": task.title.rstrip(".;, ")},
        url=_address(row),
        key=f"programmes.request.made:{row.pk}",
        at=at,
    )
    return row


def _refuse_again(task: Task, body: Body, start: date, kind: str) -> None:
    if kind == Kind.DIFFICULTY:
        return
    rows = DutyRequest.objects.filter(
        task=task, body=body, period_start=start, kind=kind
    )
    if kind == Kind.MORE_TIME:
        rows = rows.filter(answer=None)
    if first := rows.first():
        raise AlreadyAsked(first)


@transaction.atomic
def answer_request(
    *,
    request: DutyRequest,
    kind: str,
    words: str,
    due_on: date | None = None,
    by_document: str = "",
    actor: "User",
    acting: Acting | None,
    at: datetime,
    seen: str | None = None,
) -> DutyAnswer:
    """Grant, refuse or answer a request; both sides read it on the duty from now on.

    Granting more time makes the decision itself (an ``Extension``), by a document.

    :param kind: ``granted`` or ``refused`` of more time, ``answered`` of a difficulty
    :param due_on: the new day, when granted; not earlier than the day due now
    :raises PermissionDenied: to who is neither the issuer's nor overseer of the body
    :raises AlreadyAnswered: when somebody answered first, or it was withdrawn
    :raises NoWords: if a refusal gives no reason, an answer says nothing, or a grant
        names no document
    :param seen: ``seen_exceptions`` when the page was opened; None without a page
    :raises BadDay: if the new day is not after the one due now
    :raises DecidedMeanwhile: if somebody decided on the body's duty since
    """
    acting = policies.require_answer(acting, request, on=local_day(at))
    kind, said = Answer(kind), words.strip()
    if kind not in answers_to(request):
        raise NoWords
    if len(said) > LENGTH or (kind != Answer.GRANTED and not said):
        raise NoWords
    hold(request.task)
    _require_open(request)
    extension = None
    if kind == Answer.GRANTED:
        if not by_document.strip():
            raise NoWords
        extension = give_time(
            task=request.task,
            body=request.body,
            period_start=request.period_start,
            due_on=due_on or request.wanted_on or local_day(at),
            reason=request.words[:500],
            by_document=by_document.strip(),
            actor=actor,
            acting=acting,
            at=at,
            seen=seen,
        )
    row = _keep(request, kind, said, actor, acting, at, extension=extension)
    if kind != Answer.GRANTED:
        # Of more time the body is told by the decision itself.
        notices.notify(
            bodies=[request.body_id],
            kind=f"programmes.request.{kind.value}",
            params={"task": request.task.title.rstrip(".;, ")},
            url=_address(request),
            key=f"programmes.request.answered:{row.pk}",
            at=at,
        )
    return row


def answers_to(request: DutyRequest) -> tuple[DutyAnswer.Kind, ...]:
    """Return how the other side may answer a request; nothing to an acknowledgement."""
    if request.kind == Kind.MORE_TIME:
        return (Answer.GRANTED, Answer.REFUSED)
    return (Answer.ANSWERED,) if request.kind == Kind.DIFFICULTY else ()


@transaction.atomic
def withdraw_request(
    *, request: DutyRequest, actor: "User", acting: Acting | None, at: datetime
) -> DutyAnswer:
    """Take a request back while nobody has answered it; it stays on record.

    :raises PermissionDenied: to who does not write for the asking body
    :raises AlreadyAnswered: when it was answered or withdrawn before
    """
    acting = policies.require_state(acting, request.body_id)
    hold(request.task)
    _require_open(request)
    return _keep(request, Answer.WITHDRAWN, "", actor, acting, at)


def _require_open(request: DutyRequest) -> None:
    # An acknowledgement is a statement: there is nothing to answer or take back.
    if first := DutyAnswer.objects.filter(request=request).first():
        raise AlreadyAnswered(first)
    if request.kind == Kind.ACKNOWLEDGED:
        raise NoWords


def _keep(
    request: DutyRequest,
    kind: DutyAnswer.Kind,
    words: str,
    actor: "User",
    acting: Acting,
    at: datetime,
    **more: object,
) -> DutyAnswer:
    try:
        with transaction.atomic():
            row = DutyAnswer.objects.create(
                request=request,
                kind=kind,
                words=words,
                by=actor,
                by_body_id=acting.body_id,
                recorded_at=at,
                **more,
            )
    except IntegrityError:
        raise AlreadyAnswered(DutyAnswer.objects.get(request=request)) from None
    detail = {"kind": kind.value, "words": words}
    log("request.answered", request, actor=actor, acting=acting, at=at, detail=detail)
    return row


def _address(row: DutyRequest) -> str:
    return reverse("programmes:request", args=[row.pk])
