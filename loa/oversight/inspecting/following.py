"""Findings: writing them down, and following the remedy until it is closed."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse

from loa.common import figures, once
from loa.domain.periods import vn_date
from loa.notices.services import notify
from loa.orgs import policies as orgs
from loa.orgs.selectors import Acting
from loa.oversight.inspecting import photos
from loa.oversight.inspecting.holding import BadStep, Sent, hold, inspector, log
from loa.oversight.inspecting.models import Finding, FindingKind, FindingStep, Visit
from loa.oversight.inspecting.selectors import access_visit, finding_view

if TYPE_CHECKING:
    from loa.accounts.models import User


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
    inspector(visit, acting, at)
    if kind not in FindingKind.values or not words.strip() or not remedy.strip():
        raise ValueError("words")
    if due_on < visit.on:
        raise ValueError("due_on")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        hold(visit, acting, at)
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
        log("finding.made", made, actor, acting, at, {"kind": kind})
    return made


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
        log("finding.followed", finding, actor, acting, at, {"step": kind})
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
