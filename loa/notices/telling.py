"""Telling a person outside the product: at once when urgent, else in her one digest."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loa.common import figures
from loa.domain.periods import is_working_day
from loa.notices.drivers import ways_on
from loa.notices.hours import next_moment
from loa.notices.kinds import DIGEST, KINDS
from loa.notices.models import DigestLine, Message, Preference, Way
from loa.notices.sentences import sentence

if TYPE_CHECKING:
    from loa.accounts.models import User

_Row = TypeVar("_Row", Message, DigestLine)


def preference_of(user: "User") -> Preference:
    """Return how a person wants to be told; the defaults where she chose nothing."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def wants(preference: Preference, kind: str, way: str) -> bool:
    """Whether she is told of a kind by a way."""
    if [kind, way] in preference.off:
        return False
    return way in KINDS[kind].ways or [kind, way] in preference.on


def tell(
    *,
    user: "User",
    kind: str,
    params: Mapping[str, object],
    url: str,
    key: str,
    at: datetime,
) -> int:
    """Tell a person of something; return how many messages or lines it made.

    An urgent kind becomes a message by each way that she wants; any other a line of her
    next digest, which goes by mail. Of the same ``key`` she is told once.

    :raises KeyError: when the kind is not registered
    """
    chosen = KINDS[kind]
    preference = preference_of(user)
    ways = [way for way in ways_on() if wants(preference, kind, way)]
    if not ways:
        return 0
    with translation.override(user.language or settings.LANGUAGE_CODE):
        text = sentence(kind, dict(params))
    if not chosen.is_urgent:
        if Way.MAIL not in ways:
            return 0
        line = DigestLine(
            user=user, kind=kind, text=text[:500], url=url, key=key, made_at=at
        )
        return _new(DigestLine, [line])
    body = f"{text}\n\n{address(url)}" if url and settings.LOA_ADDRESS else text
    return _new(
        Message,
        [
            Message(
                user=user,
                way=way,
                kind=kind,
                subject=text[:200],
                text=body,
                key=f"{key}:{user.pk}:{way}"[:200],
                is_urgent=True,
                next_at=at,
                made_at=at,
            )
            for way in ways
        ],
    )


def _new(model: type[_Row], rows: list[_Row]) -> int:
    before = model._default_manager.filter(
        key__in=[row.key for row in rows], user=rows[0].user
    )
    known = set(before.values_list("key", flat=True))
    fresh = [row for row in rows if row.key not in known]
    # Two at once: the second insert finds the first and is left out.
    model._default_manager.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def address(url: str) -> str:
    """Give an address of this installation in full, for who reads it elsewhere."""
    return f"{settings.LOA_ADDRESS}{url}" if settings.LOA_ADDRESS else url


def gather(*, at: datetime) -> int:
    """Make the digests that are due; return how many. Again changes nothing.

    A person gets at most one a day, at her hour, on a day on which she is written to;
    what comes later that day waits for the next.
    """
    if Way.MAIL not in ways_on():
        return 0
    waiting = DigestLine.objects.filter(message=None).values_list("user", flat=True)
    made = 0
    for user_id in sorted(set(waiting)):
        made += _gather_one(user_id, at)
    return made


def _gather_one(user_id: int, at: datetime) -> int:
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(pk=user_id)
    preference = preference_of(user)
    here = timezone.localtime(at)
    if here.time() < preference.digest_at:
        return 0
    if preference.working_days_only and not is_working_day(here.date()):
        return 0
    key = f"digest:{user_id}:{here.date():%Y-%m-%d}"
    with transaction.atomic():
        if Message.objects.filter(key=key).exists():
            return 0
        lines = list(DigestLine.objects.filter(user=user, message=None))
        lines = [line for line in lines if wants(preference, line.kind, Way.MAIL)]
        if not lines:
            return 0
        subject, text = compose(user, lines, here.date())
        message = Message.objects.create(
            user=user,
            way=Way.MAIL,
            kind=DIGEST,
            subject=subject,
            text=text,
            key=key,
            next_at=next_moment(preference, at),
            made_at=at,
        )
        DigestLine.objects.filter(pk__in=[line.pk for line in lines]).update(
            message=message
        )
    return 1


def compose(user: "User", lines: Iterable[DigestLine], on: date) -> tuple[str, str]:
    """Word a digest: its subject, and its text with an address under each line."""
    lines = list(lines)
    with translation.override(user.language or settings.LANGUAGE_CODE):
        head = ngettext(
            "Loa, %(day)s: %(count)s thing",
            "Loa, %(day)s: %(count)s things",
            len(lines),
        ) % {"day": figures.day(on), "count": figures.number(len(lines))}
        parts = [f"{user.full_name or user.username},", ""]
        for line in lines:
            parts.append(f"- {line.text}")
            if line.url and settings.LOA_ADDRESS:
                parts.append(f"  {address(line.url)}")
        parts += [
            "",
            _("You choose what comes by mail under My account, Notifications."),
        ]
        return head, "\n".join(parts)
