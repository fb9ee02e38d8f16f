"""Drawing a list up, deciding its lines, answering, reporting, and following measures."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.http import Http404
from django.urls import reverse

from loa.audit import services as audit
from loa.common import figures, once
from loa.documents.models import Draft
from loa.documents.outgoing import policies as outgoing
from loa.documents.outgoing.writing import begin_draft
from loa.domain.periods import vn_date
from loa.domain.quotas import State
from loa.notices.services import notify
from loa.orgs import policies as orgs
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting, versions_of
from loa.oversight.board import bodies_below
from loa.oversight.judged import Judged, obligations
from loa.oversight.shortfalls.models import (
    LineAnswer,
    LineDecision,
    Measure,
    MeasureStep,
    ShortfallLine,
    ShortfallList,
    ShortfallReport,
)
from loa.oversight.shortfalls.papers import shortfall_report
from loa.oversight.shortfalls.selectors import ListView, access_list

if TYPE_CHECKING:
    from loa.accounts.models import User

SHORT: Final = frozenset({State.OVERDUE, State.MISSED})
A_YEAR: Final = timedelta(days=366)


class NobodyShort(Exception):
    """Nobody under the body is short in those days: there is no list to draw up."""


class Closed(Exception):
    """Its report is drafted: nothing of the list changes any more."""


class Undecided(Exception):
    """Lines are left that nobody has kept or struck, or none is kept."""


class BadStep(ValueError):
    """The step does not fit the measure's state, or lacks what it needs."""


def short_ones(over: BodyVersion, first: date, last: date, on: date) -> list[Judged]:
    """Return the obligations due in some days that are overdue or missed, by body."""
    judged = obligations(
        body_ids=set(bodies_below(over, on)), first=first - A_YEAR, last=last, on=on
    )
    return [
        one
        for one in judged
        if one.state in SHORT and first <= one.cell.window.due_on <= last
    ]


def draw_up(
    *,
    over: BodyVersion,
    first: date,
    last: date,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> ShortfallList:
    """Draw up the list of who is short, with the figures of today, and tell the bodies.

    :raises PermissionDenied: to who does not watch over the body
    :raises NobodyShort: when there is nothing to list
    """
    if acting is None or not orgs.can_oversee(acting, over.path):
        raise PermissionDenied
    on = vn_date(at)
    found = short_ones(over, first, last, on)
    if not found:
        raise NobodyShort
    names = versions_of({body for one in found for body in one.cell.body_ids}, on)
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        row = ShortfallList.objects.create(
            over_id=over.body_id,
            made_in_id=acting.body_id,
            first_on=first,
            last_on=last,
            drawn_on=on,
            drawn_by=actor,
            recorded_at=at,
        )
        lines = [
            ShortfallLine(
                list=row,
                task_id=one.cell.task.id,
                body_id=body,
                body_name=names[body].name,
                period_start=one.cell.window.period.start,
                facts=_facts(one),
            )
            for one in found
            for body in one.cell.body_ids
            if body in names
        ]
        lines.sort(key=lambda line: (names[line.body_id].path, line.facts["due_on"]))
        ShortfallLine.objects.bulk_create(lines)
        notify(
            bodies={line.body_id for line in lines},
            kind="oversight.shortfalls.drawn",
            params={"from": figures.day(first), "until": figures.day(last)},
            url=reverse("oversight:shortfall_list", args=[row.pk]),
            key=f"shortfalls:{row.pk}",
            at=at,
        )
        _log("shortfalls.drawn", row, actor, acting, at, {"lines": len(lines)})
        claim.done(reverse("oversight:shortfall_list", args=[row.pk]))
    return row


def _facts(one: Judged) -> dict[str, object]:
    window = one.cell.window
    return {
        "period": [window.period.start.isoformat(), window.period.last_day.isoformat()],
        "due_on": window.due_on.isoformat(),
        "state": one.state.value,
        "target": one.cell.target,
        "counted": one.counted,
        "columns": list(one.columns),
        "late": one.late,
        "document": one.cell.task.document_label,
    }


def decide_line(
    *,
    line: ShortfallLine,
    is_kept: bool,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> LineDecision:
    """Keep a line or strike it, and why; the decision before it stays on record.

    :raises Http404: to who sees none of the list
    :raises PermissionDenied: to who does not watch over it
    :raises Closed: when its report is drafted
    :raises ValueError: without a reason
    """
    view = _watched(line.list_id, acting, at)
    if not reason.strip():
        raise ValueError("reason")
    with transaction.atomic():
        _hold(view)
        line.decisions.filter(closed_at=None).update(closed_at=at)
        made = LineDecision.objects.create(
            line=line,
            is_kept=is_kept,
            reason=reason.strip(),
            decided_by=actor,
            recorded_at=at,
        )
        _log("shortfall.decided", made, actor, acting, at, {"kept": is_kept})
    return made


def answer_line(
    *,
    line: ShortfallLine,
    words: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> LineAnswer:
    """Say the body's side of its line.

    :raises Http404: to who sees none of the list
    :raises PermissionDenied: to who does not write for the body
    :raises Closed: when its report is drafted
    :raises ValueError: without a word
    """
    view = access_list(acting, line.list_id, on=vn_date(at))
    orgs.require_write_for(acting, line.body_id)
    if not words.strip():
        raise ValueError("words")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        _hold(view)
        made = LineAnswer.objects.create(
            line=line, words=words.strip(), answered_by=actor, recorded_at=at
        )
        _log("shortfall.answered", made, actor, acting, at, {})
    return made


def draft_report(
    *, row: ShortfallList, actor: "User", acting: Acting | None, at: datetime
) -> Draft:
    """Draft the report to the People's Committee; from then on the list is frozen.

    :raises Http404: to who sees none of the list
    :raises PermissionDenied: to who does not watch over it or writes for no body
    :raises Undecided: while a line is undecided, or when none is kept
    :raises Closed: when it was drafted before
    """
    view = _watched(row.pk, acting, at)
    acting = outgoing.require_write(acting, acting.body_id if acting else 0)
    if view.undecided or not view.kept:
        raise Undecided
    on = vn_date(at)
    try:
        with transaction.atomic():
            _hold(view)
            body = outgoing.body_of(acting, on)
            draft = begin_draft(
                beginning=shortfall_report(body, view, on),
                actor=actor,
                acting=acting,
                at=at,
            )
            ShortfallReport.objects.create(list=row, draft=draft, recorded_at=at)
            detail = {"kept": len(view.kept), "lines": len(view.lines)}
            _log("shortfalls.reported", row, actor, acting, at, detail)
    except IntegrityError:
        raise Closed from None
    return draft


def propose_measure(
    *,
    row: ShortfallList,
    body_id: int,
    kind: str,
    words: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Measure:
    """Propose a measure about a body that is kept on the list.

    :raises Http404: to who sees none of the list, or for a body that is not kept on it
    :raises PermissionDenied: to who does not watch over it
    :raises ValueError: for no such kind, or without a word
    """
    view = _watched(row.pk, acting, at)
    names = {one.line.body_id: one.line.body_name for one in view.kept}
    if body_id not in names:
        raise Http404
    if kind not in Measure.Kind.values or not words.strip():
        raise ValueError("words")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        made = Measure.objects.create(
            list=row,
            body_id=body_id,
            body_name=names[body_id],
            kind=kind,
            words=words.strip(),
            proposed_by=actor,
            recorded_at=at,
        )
        _log("measure.proposed", made, actor, acting, at, {"kind": kind})
    return made


def follow_measure(
    *,
    measure: Measure,
    kind: str,
    by_whom: str = "",
    by_document: str = "",
    due_on: date | None = None,
    words: str = "",
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> MeasureStep:
    """Note that a measure was decided (by whom, by which document, until when), done
    (with proof in words) or lifted (why).

    :raises Http404: to who sees none of the list
    :raises PermissionDenied: to who does not watch over it
    :raises BadStep: when it does not follow from its state, or lacks what it needs
    """
    _watched(measure.list_id, acting, at)
    kinds = set(measure.steps.values_list("kind", flat=True))
    needs = {
        "decided": not kinds and by_whom.strip() and by_document.strip() and due_on,
        "done": kinds == {"decided"} and words.strip(),
        "lifted": not kinds & {"done", "lifted"} and words.strip(),
    }
    if not needs.get(kind):
        raise BadStep(kind)
    try:
        with transaction.atomic():
            made = MeasureStep.objects.create(
                measure=measure,
                kind=kind,
                by_whom=by_whom.strip(),
                by_document=by_document.strip(),
                due_on=due_on,
                words=words.strip(),
                on=vn_date(at),
                recorded_by=actor,
                recorded_at=at,
            )
            if kind == "decided":
                notify(
                    bodies=[measure.body_id],
                    kind="oversight.measure.decided",
                    params={
                        "measure": measure.words,
                        "day": figures.day(due_on or made.on),
                    },
                    url=reverse("oversight:shortfall_list", args=[measure.list_id]),
                    key=f"measure:{measure.pk}",
                    at=at,
                )
            _log("measure.followed", measure, actor, acting, at, {"step": kind})
    except IntegrityError:
        raise BadStep(kind) from None
    return made


def _watched(pk: int, acting: Acting | None, at: datetime) -> ListView:
    view = access_list(acting, pk, on=vn_date(at))
    if not view.can_watch:
        raise PermissionDenied
    return view


def _hold(view: ListView) -> None:
    """Hold a list until the transaction ends, so that no report is drafted meanwhile."""
    rows = ShortfallList.objects.filter(pk=view.row.pk, report=None)
    # A conditional UPDATE is a lock that SQLite and PostgreSQL both honour.
    if not rows.update(recorded_at=view.row.recorded_at):
        raise Closed


def _log(
    action: str,
    target: models.Model,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    detail: Mapping[str, object],
) -> None:
    audit.record(
        actor=actor,
        action=f"oversight.{action}",
        at=at,
        target=target,
        body=Body.objects.get(pk=acting.body_id) if acting else None,
        detail=detail,
    )
