"""Drawing a review up, replying, concluding, drafting papers, publishing, withdrawing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse

from loa.audit import services as audit
from loa.common import figures, once
from loa.documents.models import Draft
from loa.documents.outgoing import policies as outgoing
from loa.documents.outgoing.writing import begin_draft
from loa.domain.periods import add_working_days, vn_date
from loa.notices.services import notify
from loa.orgs import policies as orgs
from loa.orgs.models import Body, BodyGroup, BodyVersion
from loa.orgs.selectors import Acting
from loa.oversight.praising.facts import count
from loa.oversight.praising.models import (
    PraiseLine,
    PraisePaper,
    PraisePublication,
    PraiseReply,
    PraiseReview,
    PraiseRules,
    PraiseRuling,
    Verdict,
)
from loa.oversight.praising.papers import commendation, letter
from loa.oversight.praising.rules import FIELDS, Thresholds, thresholds_of
from loa.oversight.praising.selectors import (
    LineView,
    ReviewView,
    access_review,
    compared,
)
from loa.programmes.models import Programme

if TYPE_CHECKING:
    from loa.accounts.models import User


class NothingFound(Exception):
    """No fact of any body reaches a threshold: there is nothing to review."""


class NotSettled(Exception):
    """Nothing may be published or drafted yet: unheard, unconcluded, or corrected."""


class InPaper(Exception):
    """The line stands in a paper: give the draft up first."""


def set_rules(
    *,
    over: BodyVersion,
    from_on: date,
    thresholds: Thresholds,
    basis: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> PraiseRules:
    """Set from how much facts are proposed under a body, from a day on.

    :raises PermissionDenied: to who does not watch over the body
    :raises ValueError: when a threshold is missing or below nought
    """
    if not orgs.can_oversee(acting, over.path):
        raise PermissionDenied
    if set(thresholds) != set(FIELDS) or min(thresholds.values()) < 0:
        raise ValueError("thresholds")
    with transaction.atomic():
        made = PraiseRules.objects.create(
            over_id=over.body_id,
            from_on=from_on,
            thresholds=thresholds,
            basis=basis.strip(),
            recorded_by=actor,
            recorded_at=at,
        )
        _log("praise.rules_set", made, actor, acting, at, {})
    return made


def draw_up(
    *,
    over: BodyVersion,
    first: date,
    last: date,
    programme: Programme | None = None,
    group: BodyGroup | None = None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> PraiseReview:
    """Count the facts of some days, keep them, and tell each body what is said of it.

    :raises PermissionDenied: to who does not watch over the body
    :raises NothingFound: when no fact reaches its threshold
    """
    if acting is None or not orgs.can_oversee(acting, over.path):
        raise PermissionDenied
    on = vn_date(at)
    least = thresholds_of(over, on)
    versions = compared(over, group, on, without=acting.body_id)
    facts = count(
        versions=versions, first=first, last=last, on=on, thresholds=least,
        programme=programme.pk if programme else None,
    ).facts  # fmt: skip
    if not facts:
        raise NothingFound
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        row = PraiseReview.objects.create(
            over_id=over.body_id,
            made_in_id=acting.body_id,
            programme=programme,
            group=group,
            first_on=first,
            last_on=last,
            thresholds=least,
            drawn_on=on,
            reply_until=add_working_days(on, least["reply_days"]),
            drawn_by=actor,
            recorded_at=at,
        )
        PraiseLine.objects.bulk_create(
            PraiseLine(
                review=row,
                body_id=one.body_id,
                body_name=versions[one.body_id].name,
                code=one.code,
                values=one.values,
                grounds=list(one.grounds),
            )
            for one in facts
        )
        address = reverse("oversight:praise_review", args=[row.pk])
        notify(
            bodies={one.body_id for one in facts},
            kind="oversight.praise.drawn",
            params={
                "from": figures.day(first),
                "until": figures.day(last),
                "day": figures.day(row.reply_until),
            },
            url=address,
            key=f"praise:{row.pk}",
            at=at,
        )
        _log("praise.drawn", row, actor, acting, at, {"facts": len(facts)})
        claim.done(address)
    return row


def reply(
    *,
    line: PraiseLine,
    words: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> PraiseReply:
    """Say the body's side of a fact; it may do so at any time, also after publication.

    :raises Http404: to who sees none of the review
    :raises PermissionDenied: to who does not write for the body
    :raises ValueError: without a word
    """
    access_review(acting, line.review_id, on=vn_date(at))
    orgs.require_write_for(acting, line.body_id)
    if not words.strip():
        raise ValueError("words")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        _hold(line.review_id)
        made = PraiseReply.objects.create(
            line=line, words=words.strip(), replied_by=actor, recorded_at=at
        )
        _log("praise.replied", made, actor, acting, at, {})
    return made


def rule(
    *,
    line: PraiseLine,
    verdict: str,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> PraiseRuling:
    """Keep what is proposed of a fact, change it, or strike it, and why.

    :raises Http404: to who sees none of the review
    :raises PermissionDenied: to who does not watch over it
    :raises InPaper: when a paper has the line
    :raises ValueError: without a reason, or for no such verdict
    """
    _watched(line.review_id, acting, at)
    if not reason.strip() or verdict not in Verdict.values:
        raise ValueError("reason")
    with transaction.atomic():
        view = _held_line(line, acting, at)
        if view.is_used:
            raise InPaper
        line.rulings.filter(closed_at=None).update(closed_at=at)
        made = PraiseRuling.objects.create(
            line=line,
            verdict=verdict,
            reason=reason.strip(),
            ruled_by=actor,
            recorded_at=at,
        )
        if view.publication and verdict != view.verdict:
            # What is shown to all is no longer what was concluded.
            _withdraw(view.publication, actor, reason, at)
        _log("praise.ruled", made, actor, acting, at, {"verdict": verdict})
    return made


def publish(
    *, line: PraiseLine, actor: "User", acting: Acting | None, at: datetime
) -> PraisePublication:
    """Show a settled fact to the bodies under the one, inside Loa; twice is once.

    :raises Http404: to who sees none of the review
    :raises PermissionDenied: to who does not watch over it
    :raises NotSettled: before the body was heard and somebody concluded since
    """
    _watched(line.review_id, acting, at)
    with transaction.atomic():
        view = _held_line(line, acting, at)
        if view.publication:
            return view.publication
        if not view.is_settled:
            raise NotSettled
        made = PraisePublication.objects.create(
            line=line, published_by=actor, recorded_at=at
        )
        notify(
            bodies=[line.body_id],
            kind="oversight.praise.published",
            params={"body": str(line.body)},
            url=reverse("oversight:praise_review", args=[line.review_id]),
            key=f"praise:published:{made.pk}",
            at=at,
        )
        _log("praise.published", made, actor, acting, at, {})
    return made


def withdraw(
    *,
    line: PraiseLine,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    """Take a published fact back, and why; that it stood there stays on record.

    :raises Http404: to who sees none of the review
    :raises PermissionDenied: to who does not watch over it
    :raises ValueError: without a reason
    """
    _watched(line.review_id, acting, at)
    if not reason.strip():
        raise ValueError("reason")
    with transaction.atomic():
        view = _held_line(line, acting, at)
        if view.publication:
            _withdraw(view.publication, actor, reason, at)
            _log("praise.withdrawn", view.publication, actor, acting, at, {})


def _withdraw(row: PraisePublication, actor: "User", reason: str, at: datetime) -> None:
    row.closed_at, row.withdrawn_by, row.reason = at, actor, reason.strip()
    row.save(update_fields=["closed_at", "withdrawn_by", "reason"])


def draft_paper(
    *,
    row: PraiseReview,
    body_id: int | None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Draft:
    """Draft the commendation of all who are praised, or the letter to one body.

    :param body_id: whose letter of criticism or reminder; None for the commendation
    :raises Http404: to who sees none of the review
    :raises PermissionDenied: to who does not watch over it or writes for no body
    :raises NotSettled: when no settled line is left for the paper
    """
    _watched(row.pk, acting, at)
    acting = outgoing.require_write(acting, acting.body_id if acting else 0)
    on = vn_date(at)
    with transaction.atomic():
        # Held before it is read again: of two at once the second finds nothing left.
        _hold(row.pk)
        view = access_review(acting, row.pk, on=on)
        if body_id is None:
            kind, lines = PraisePaper.Kind.COMMEND, view.praised
        else:
            kind = PraisePaper.Kind.LETTER
            wanted = (Verdict.CRITICISE, Verdict.REMIND)
            lines = view.settled(*wanted, body=body_id)
        if not lines:
            raise NotSettled
        body = outgoing.body_of(acting, on)
        compose = commendation if body_id is None else letter
        draft = begin_draft(
            beginning=compose(body, view, lines, on),
            actor=actor,
            acting=acting,
            at=at,
        )
        made = PraisePaper.objects.create(
            review=row, kind=kind, draft=draft, recorded_at=at
        )
        made.lines.set([one.line for one in lines])
        _log("praise.drafted", made, actor, acting, at, {"lines": len(lines)})
    return draft


def _watched(pk: int, acting: Acting | None, at: datetime) -> ReviewView:
    view = access_review(acting, pk, on=vn_date(at))
    if not view.can_watch:
        raise PermissionDenied
    return view


def _held_line(line: PraiseLine, acting: Acting | None, at: datetime) -> LineView:
    """Hold the review, and read a line of it as it stands now."""
    _hold(line.review_id)
    view = access_review(acting, line.review_id, on=vn_date(at))
    return next(one for one in view.lines if one.line.pk == line.pk)


def _hold(pk: int) -> None:
    # An UPDATE that changes nothing is a lock that SQLite and PostgreSQL both honour.
    PraiseReview.objects.filter(pk=pk).update(drawn_on=models.F("drawn_on"))


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
