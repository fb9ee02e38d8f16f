"""Opening a visit, writing down what was seen, and drafting its minutes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from loa.common import figures, once
from loa.documents.models import Draft
from loa.documents.outgoing import policies as outgoing
from loa.documents.outgoing.writing import begin_draft
from loa.domain.periods import vn_date
from loa.notices.services import notify
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting
from loa.oversight.inspecting import photos
from loa.oversight.inspecting.checklist import checklist_of
from loa.oversight.inspecting.holding import (
    Sent,
    ThereAlready,
    Unanswered,
    hold,
    inspector,
    log,
    require_watch,
)
from loa.oversight.inspecting.models import (
    PlannedVisit,
    Visit,
    VisitAnswer,
    VisitFile,
    VisitMinutes,
)
from loa.oversight.inspecting.papers import minutes
from loa.oversight.inspecting.selectors import bodies_to_visit

if TYPE_CHECKING:
    from loa.accounts.models import User


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
    acting = require_watch(acting, over)
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
            log("visit.opened", made, actor, acting, at, {})
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
    inspector(visit, acting, at)
    codes = {item["code"] for item in visit.items}
    for code, (answer, note) in answers.items():
        known = code in codes and answer in VisitAnswer.Answer.values
        if not known or (answer == VisitAnswer.Answer.NOT and not note.strip()):
            raise ValueError(code)
    new = 0
    with transaction.atomic():
        hold(visit, acting, at)
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
            log("visit.answered", visit, actor, acting, at, {"items": new})
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
    inspector(visit, acting, at)
    if not caption.strip():
        raise ValueError("caption")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        hold(visit, acting, at)
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
        log("visit.file_added", made, actor, acting, at, detail)
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
    inspector(visit, acting, at)
    acting = outgoing.require_write(acting, acting.body_id if acting else 0)
    on = vn_date(at)
    with transaction.atomic():
        view = hold(visit, acting, at)
        if view.unanswered:
            raise Unanswered
        draft = begin_draft(
            beginning=minutes(outgoing.body_of(acting, on), view, on),
            actor=actor,
            acting=acting,
            at=at,
        )
        made = VisitMinutes.objects.create(visit=visit, draft=draft, recorded_at=at)
        log("visit.minuted", made, actor, acting, at, {})
    return draft
