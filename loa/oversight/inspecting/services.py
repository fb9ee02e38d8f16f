"""Planning visits, opening them, writing them down, following their findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

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
from loa.notices.services import notify
from loa.orgs import policies as orgs
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting, version_of
from loa.oversight.inspecting import photos
from loa.oversight.inspecting.checklist import Item, checklist_of
from loa.oversight.inspecting.models import (
    ChecklistVersion,
    Finding,
    FindingKind,
    FindingStep,
    InspectionPlan,
    PlannedVisit,
    Visit,
    VisitAnswer,
    VisitFile,
    VisitMinutes,
)
from loa.oversight.inspecting.papers import minutes
from loa.oversight.inspecting.selectors import (
    VisitView,
    access_plan,
    access_visit,
    bodies_to_visit,
    finding_view,
)

if TYPE_CHECKING:
    from loa.accounts.models import User


class ThereAlready(Exception):
    """The year has its plan, the month its visit, or the planned visit was paid."""


class Closed(Exception):
    """The minutes are drafted: nothing of the visit changes while the draft lives."""


class Unanswered(Exception):
    """Items of the checklist are left without an answer."""


class BadStep(ValueError):
    """The step does not follow from the finding's state, or lacks what it needs."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came with a form."""

    content: bytes
    name: str


def set_checklist(
    *,
    over: BodyVersion,
    from_on: date,
    items: tuple[Item, ...],
    basis: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> ChecklistVersion:
    """Set the checklist for the bodies under one, from a day; visits keep theirs.

    :raises PermissionDenied: to who does not watch over the body
    :raises ValueError: without an item or what it rests on
    """
    _require_watch(acting, over)
    if not items or not basis.strip():
        raise ValueError("items")
    with transaction.atomic():
        made = ChecklistVersion.objects.create(
            over_id=over.body_id,
            from_on=from_on,
            items=[item.as_data() for item in items],
            basis=basis.strip(),
            recorded_by=actor,
            recorded_at=at,
        )
        _log("checklist.set", made, actor, acting, at, {"items": len(items)})
    return made


def make_plan(
    *,
    over: BodyVersion,
    year: int,
    by_document: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> InspectionPlan:
    """Begin a year's plan of visits.

    :raises PermissionDenied: to who does not watch over the body
    :raises ThereAlready: when the year has one
    :raises ValueError: without the document
    """
    acting = _require_watch(acting, over)
    if not by_document.strip():
        raise ValueError("by_document")
    try:
        with transaction.atomic():
            made = InspectionPlan.objects.create(
                over_id=over.body_id,
                made_in_id=acting.body_id,
                year=year,
                by_document=by_document.strip(),
                recorded_by=actor,
                recorded_at=at,
            )
            _log("inspection.planned", made, actor, acting, at, {"year": year})
    except IntegrityError:
        raise ThereAlready from None
    return made


def plan_visit(
    *,
    plan: InspectionPlan,
    body_id: int,
    month: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> PlannedVisit:
    """Put a visit into a plan, and tell the body.

    :raises Http404: to who sees none of the plan, or for a body that is not under it
    :raises ThereAlready: when the body is planned for that month
    :raises ValueError: for no month
    """
    on = vn_date(at)
    plan = access_plan(acting, plan.pk, on=on)
    over = version_of(plan.over_id, on)
    if acting is None or over is None:
        raise Http404
    names = dict(bodies_to_visit(over, acting, on))
    if body_id not in names:
        raise Http404
    if not 1 <= month <= 12:
        raise ValueError("month")
    try:
        with transaction.atomic():
            made = PlannedVisit.objects.create(
                plan=plan,
                body_id=body_id,
                body_name=names[body_id],
                month=month,
                recorded_at=at,
            )
            notify(
                bodies=[body_id],
                kind="oversight.visit.planned",
                params={
                    "month": f"{month}/{plan.year}",
                    "document": plan.by_document,
                },
                url=reverse("oversight:inspections"),
                key=f"visit:planned:{made.pk}",
                at=at,
            )
            _log("visit.planned", made, actor, acting, at, {"month": month})
    except IntegrityError:
        raise ThereAlready from None
    return made


def drop_visit(
    *,
    planned: PlannedVisit,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    """Take a planned visit out of its plan, and why.

    :raises Http404: to who sees none of the plan
    :raises ValueError: without a reason
    :raises ThereAlready: when the visit was paid
    """
    access_plan(acting, planned.plan_id, on=vn_date(at))
    if not reason.strip():
        raise ValueError("reason")
    with transaction.atomic():
        rows = PlannedVisit.objects.filter(pk=planned.pk, closed_at=None, visit=None)
        if not rows.update(closed_at=at, reason=reason.strip()):
            raise ThereAlready
        _log("visit.dropped", planned, actor, acting, at, {})


def open_visit(
    *,
    over: BodyVersion,
    body_id: int,
    on: date,
    place: str,
    team: str,
    hosts: str,
    planned: PlannedVisit | None = None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Visit:
    """Open a visit with the checklist of its day.

    :raises PermissionDenied: to who does not watch over the body
    :raises Http404: for a body that is not under it, or planned otherwise
    :raises ThereAlready: when the planned visit was paid or taken out
    :raises ValueError: without a team, or on a day to come
    """
    acting = _require_watch(acting, over)
    today = vn_date(at)
    names = dict(bodies_to_visit(over, acting, today))
    if body_id not in names or (planned and planned.body_id != body_id):
        raise Http404
    if not team.strip() or on > today:
        raise ValueError("team")
    try:
        with transaction.atomic():
            claim = once.claim(once_key, actor.pk, at)
            if planned and not _hold_planned(planned):
                raise ThereAlready
            made = Visit.objects.create(
                planned=planned,
                over_id=over.body_id,
                made_in_id=acting.body_id,
                body_id=body_id,
                body_name=names[body_id],
                on=on,
                place=place.strip(),
                team=team.strip(),
                hosts=hosts.strip(),
                items=[item.as_data() for item in checklist_of(over, on)],
                recorded_by=actor,
                recorded_at=at,
            )
            address = reverse("oversight:visit", args=[made.pk])
            notify(
                bodies=[body_id],
                kind="oversight.visit.opened",
                params={"day": figures.day(on)},
                url=address,
                key=f"visit:{made.pk}",
                at=at,
            )
            _log("visit.opened", made, actor, acting, at, {})
            claim.done(address)
    except IntegrityError:
        raise ThereAlready from None
    return made


def _hold_planned(planned: PlannedVisit) -> bool:
    rows = PlannedVisit.objects.filter(pk=planned.pk, closed_at=None)
    return bool(rows.update(closed_at=None))


def answer_items(
    *,
    visit: Visit,
    answers: Mapping[str, tuple[str, str]],
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> int:
    """Write down what was seen; what is unchanged stays; return how many were new.

    :param answers: {code of an item: (answer, note)}
    :raises Http404: to an outsider of the visit
    :raises PermissionDenied: to the body visited
    :raises Closed: when the minutes are drafted
    :raises ValueError: for no such item or answer, or "not in order" without a note
    """
    _inspector(visit, acting, at)
    codes = {item["code"] for item in visit.items}
    for code, (answer, note) in answers.items():
        known = code in codes and answer in VisitAnswer.Answer.values
        if not known or (answer == VisitAnswer.Answer.NOT and not note.strip()):
            raise ValueError(code)
    new = 0
    with transaction.atomic():
        _hold(visit, acting, at)
        rows = VisitAnswer.objects.known().filter(visit=visit)
        held = {one.code: one for one in rows}
        for code, (answer, note) in answers.items():
            old = held.get(code)
            if old and (old.answer, old.note) == (answer, note.strip()):
                continue
            rows.filter(code=code).update(closed_at=at)
            VisitAnswer.objects.create(
                visit=visit,
                code=code,
                answer=answer,
                note=note.strip(),
                answered_by=actor,
                recorded_at=at,
            )
            new += 1
        if new:
            _log("visit.answered", visit, actor, acting, at, {"items": new})
    return new


def add_file(
    *,
    visit: Visit,
    sent: Sent,
    caption: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> VisitFile:
    """Keep a photo or file of a visit; of a photo a copy without its data is shown.

    :raises Http404: to an outsider of the visit
    :raises PermissionDenied: to the body visited
    :raises Closed: when the minutes are drafted
    :raises ValueError: without a caption
    :raises loa.oversight.inspecting.photos.NotTaken: for what is neither photo nor paper
    :raises loa.files.services.TooLarge: above ``LOA_MAX_UPLOAD``
    """
    _inspector(visit, acting, at)
    if not caption.strip():
        raise ValueError("caption")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        _hold(visit, acting, at)
        original, shown = photos.keep(sent.content, sent.name, actor=actor, at=at)
        made = VisitFile.objects.create(
            visit=visit,
            original=original,
            shown=shown,
            caption=caption.strip(),
            added_by=actor,
            recorded_at=at,
        )
        detail = {"sha256": original.sha256}
        _log("visit.file_added", made, actor, acting, at, detail)
    return made


def add_finding(
    *,
    visit: Visit,
    kind: str,
    words: str,
    remedy: str,
    due_on: date,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Finding:
    """Write a finding down with the remedy asked and its day, and tell the body.

    :raises Http404: to an outsider of the visit
    :raises PermissionDenied: to the body visited
    :raises Closed: when the minutes are drafted
    :raises ValueError: for no such kind, without words, or due before the visit
    """
    _inspector(visit, acting, at)
    if kind not in FindingKind.values or not words.strip() or not remedy.strip():
        raise ValueError("words")
    if due_on < visit.on:
        raise ValueError("due_on")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        _hold(visit, acting, at)
        made = Finding.objects.create(
            visit=visit,
            kind=kind,
            words=words.strip(),
            remedy=remedy.strip(),
            due_on=due_on,
            found_by=actor,
            recorded_at=at,
        )
        _tell("made", made, visit.body_id, due_on, at)
        _log("finding.made", made, actor, acting, at, {"kind": kind})
    return made


def draft_minutes(
    *, visit: Visit, actor: "User", acting: Acting | None, at: datetime
) -> Draft:
    """Draft the minutes for both sides to sign; the visit is closed while they live.

    :raises Http404: to an outsider of the visit
    :raises PermissionDenied: to the body visited, or who writes for no body
    :raises Unanswered: while an item has no answer
    :raises Closed: when they were drafted before
    """
    _inspector(visit, acting, at)
    acting = outgoing.require_write(acting, acting.body_id if acting else 0)
    on = vn_date(at)
    with transaction.atomic():
        view = _hold(visit, acting, at)
        if view.unanswered:
            raise Unanswered
        draft = begin_draft(
            beginning=minutes(outgoing.body_of(acting, on), view, on),
            actor=actor,
            acting=acting,
            at=at,
        )
        made = VisitMinutes.objects.create(visit=visit, draft=draft, recorded_at=at)
        _log("visit.minuted", made, actor, acting, at, {})
    return draft


def follow_finding(
    *,
    finding: Finding,
    kind: str,
    words: str,
    sent: Sent | None = None,
    due_on: date | None = None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> FindingStep:
    """Say that it is remedied (the body), or close or return it (the inspector).

    :raises Http404: to an outsider of the visit
    :raises PermissionDenied: to who is not of the side whose step it is
    :raises BadStep: when it does not follow, is without words, or returned without a day
        that is not past
    :raises loa.oversight.inspecting.photos.NotTaken: for a file that is not taken
    """
    on = vn_date(at)
    view = access_visit(acting, finding.visit_id, on=on)
    if kind == FindingStep.Kind.ANSWERED:
        orgs.require_write_for(acting, view.row.body_id)
    elif not view.can_watch:
        raise PermissionDenied
    if kind not in FindingStep.Kind.values or not words.strip():
        raise BadStep(kind)
    is_returned = kind == FindingStep.Kind.RETURNED
    if is_returned and (due_on is None or due_on < on):
        raise BadStep(kind)
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        # An UPDATE that changes nothing holds the row on SQLite and PostgreSQL both.
        Finding.objects.filter(pk=finding.pk).update(kind=models.F("kind"))
        state = finding_view(Finding.objects.get(pk=finding.pk), on).state
        follows = ("open", "returned") if kind == "answered" else ("answered",)
        if state not in follows:
            raise BadStep(kind)
        file, shown = None, None
        if sent is not None:
            file, shown = photos.keep(sent.content, sent.name, actor=actor, at=at)
        made = FindingStep.objects.create(
            finding=finding,
            kind=kind,
            words=words.strip(),
            file=file,
            shown=shown,
            due_on=due_on if is_returned else None,
            on=on,
            recorded_by=actor,
            recorded_at=at,
        )
        teller = {"answered": view.row.made_in_id}.get(kind, view.row.body_id)
        _tell(f"{kind}:{made.pk}", finding, teller, due_on or finding.due_on, at)
        _log("finding.followed", finding, actor, acting, at, {"step": kind})
    return made


def tell_overdue(at: datetime) -> int:
    """Put each remedy that is overdue into both inboxes, once for each of its days."""
    on = vn_date(at)
    told = 0
    rows = Finding.objects.exclude(steps__kind__in=("closed",)).filter(due_on__lt=on)
    for finding in rows.select_related("visit").prefetch_related("steps"):
        view = finding_view(finding, on)
        if view.is_overdue:
            both = {finding.visit.body_id, finding.visit.made_in_id}
            told += notify(
                bodies=both,
                kind="oversight.finding.overdue",
                params=_said(finding, view.due_on),
                url=_address(finding),
                key=f"finding:{finding.pk}:overdue:{view.due_on}",
                at=at,
            )
    return told


def _tell(what: str, finding: Finding, body: int, due_on: date, at: datetime) -> None:
    notify(
        bodies=[body],
        kind=f"oversight.finding.{what.partition(':')[0]}",
        params=_said(finding, due_on),
        url=_address(finding),
        key=f"finding:{finding.pk}:{what}",
        at=at,
    )


def _said(finding: Finding, due_on: date) -> dict[str, str]:
    return {
        "body": finding.visit.body_name,
        "words": finding.words,
        "day": figures.day(due_on),
    }


def _address(finding: Finding) -> str:
    where = reverse("oversight:visit", args=[finding.visit_id])
    return f"{where}#ph-{finding.pk}"


def _require_watch(acting: Acting | None, over: BodyVersion) -> Acting:
    if acting is None or not orgs.can_oversee(acting, over.path):
        raise PermissionDenied
    return acting


def _inspector(visit: Visit, acting: Acting | None, at: datetime) -> VisitView:
    view = access_visit(acting, visit.pk, on=vn_date(at))
    if not view.can_watch:
        raise PermissionDenied
    return view


def _hold(visit: Visit, acting: Acting | None, at: datetime) -> VisitView:
    """Hold a visit until the transaction ends, and read it as it stands now."""
    Visit.objects.filter(pk=visit.pk).update(on=models.F("on"))
    view = _inspector(visit, acting, at)
    if not view.is_open:
        raise Closed
    return view


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
