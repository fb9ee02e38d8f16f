"""Saying which body speaks for an area; what stood before is closed and kept."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q

from loa.audit import services as audit
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting, version_of
from loa.reference import speaking
from loa.reference.models import Area, AreaSpeaker
from loa.reference.signals import speaker_decided

if TYPE_CHECKING:
    from loa.accounts.models import User


class DecidedSince(ValueError):
    """Somebody decided the same after the page was opened; nothing was written over."""

    def __init__(self, row: AreaSpeaker) -> None:
        super().__init__(row.pk)
        self.row = row


class BadSpeaker(ValueError):
    """What was typed cannot stand; ``field`` says where, ``code`` why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


class NothingChanged(ValueError):
    """So it stands already."""


@transaction.atomic
def decide_speaker(
    *,
    area: Area,
    under: BodyVersion,
    level: str,
    body: Body | None,
    kind_name: str = "",
    from_on: date,
    until_on: date | None = None,
    by_document: str,
    seen: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> AreaSpeaker | None:
    """Say who speaks for an area at a level, below a government, in a span of days.

    Neither body nor kind: from that day nobody does. Over its span the newest decision
    goes before all others; what they say of other days stays.

    :param seen: the newest decision on it that the person saw; 0 for none
    :raises PermissionDenied: to who neither oversees nor administers that government
    :raises DecidedSince: with the decision that came between
    :raises BadSpeaker: when what was typed cannot stand
    :raises NothingChanged: when it says what stands already
    """
    if acting is None or not speaking.can_decide(acting, under):
        raise PermissionDenied
    kind_name, by_document = " ".join(kind_name.split()), " ".join(by_document.split())
    _check(under, level, body, kind_name, from_on, until_on, by_document)
    # An UPDATE is a lock that SQLite and PostgreSQL both honour.
    Area.objects.filter(pk=area.pk).update(order=F("order"))
    cell = AreaSpeaker.objects.filter(area=area, under=under.body_id, level=level)
    newest = cell.order_by("-pk").first()
    if newest is not None and newest.pk != seen:
        raise DecidedSince(newest)
    span = Q(until_on=None) | Q(until_on__gt=from_on)
    if until_on:
        span &= Q(from_on__lt=until_on)
    before = list(cell.known().filter(span))
    if not before and not body and not kind_name:
        raise NothingChanged
    for row in before:
        if (row.body_id, row.kind_name) == (body.pk if body else None, kind_name) and (
            row.from_on <= from_on and row.until_on == until_on
        ):
            raise NothingChanged
    for row in before:
        _cut(row, from_on, until_on, at)
    made = None
    if body or kind_name:
        made = AreaSpeaker.objects.create(
            area=area,
            under_id=under.body_id,
            level=level,
            body=body,
            kind_name=kind_name,
            from_on=from_on,
            until_on=until_on,
            by_document=by_document,
            recorded_by=actor,
            recorded_at=at,
        )
    audit.record(
        actor=actor,
        action="reference.speaker.decided",
        at=at,
        target=made or before[0],
        body=Body(pk=acting.body_id),
        detail={
            "area": area.code,
            "level": level,
            "body": str(body) if body else kind_name,
            "from": str(from_on),
            "by_document": by_document,
        },
    )
    speaker_decided.send(
        sender=AreaSpeaker,
        area=area,
        level=level,
        before={row.body_id for row in before if row.body_id},
        now=body.pk if body else None,
        from_on=from_on,
        by_document=by_document,
        at=at,
        key=f"{area.pk}:{under.body_id}:{level}:{(made or before[0]).pk}",
    )
    return made


def _check(
    under: BodyVersion,
    level: str,
    body: Body | None,
    kind_name: str,
    from_on: date,
    until_on: date | None,
    by_document: str,
) -> None:
    if body and kind_name:
        raise BadSpeaker("kind_name", "one")
    if until_on and until_on <= from_on:
        raise BadSpeaker("until_on", "before")
    if not by_document:
        raise BadSpeaker("by_document", "missing")
    if body is None:
        return
    version = version_of(body, from_on)
    if version is None:
        raise BadSpeaker("body", "not_then")
    if version.level != level or not version.path.startswith(under.path):
        raise BadSpeaker("body", "elsewhere")


def _cut(row: AreaSpeaker, first: date, until_on: date | None, at: datetime) -> None:
    """Close a decision, and keep what it says of days outside a span."""
    rest: list[tuple[date, date | None]] = []
    if row.from_on < first:
        rest.append((row.from_on, first))
    if until_on and (row.until_on is None or row.until_on > until_on):
        rest.append((until_on, row.until_on))
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    for start, end in rest:
        AreaSpeaker.objects.create(
            area_id=row.area_id,
            under_id=row.under_id,
            level=row.level,
            body_id=row.body_id,
            kind_name=row.kind_name,
            from_on=start,
            until_on=end,
            by_document=row.by_document,
            recorded_by_id=row.recorded_by_id,
            recorded_at=at,
        )
