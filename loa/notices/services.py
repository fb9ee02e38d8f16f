"""Telling bodies, and noting who has read it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from loa.notices import selectors
from loa.notices.models import Notice, NoticeRead
from loa.notices.sentences import SENTENCES
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


class UnknownKind(ValueError):
    """A notice whose sentence nobody has written."""


def notify(
    *,
    bodies: Iterable[int],
    kind: str,
    params: Mapping[str, Any],
    url: str,
    key: str,
    at: datetime,
) -> int:
    """Put a notice into the inbox of each body; return how many bodies were new.

    :param kind: a key of :data:`loa.notices.sentences.SENTENCES`
    :param params: JSON values for the sentence
    :param url: where it leads, an address of this installation
    :param key: names the happening; the same one is never told to a body twice
    :raises UnknownKind: when the kind has no sentence
    """
    if kind not in SENTENCES:
        raise UnknownKind(kind)
    wanted = set(bodies)
    known = Notice.objects.filter(key=key, body_id__in=wanted)
    new = wanted - set(known.values_list("body_id", flat=True))
    # Two at once: the second insert of a body finds the first and is left out.
    Notice.objects.bulk_create(
        [
            Notice(
                body_id=body,
                kind=kind,
                params=dict(params),
                url=url,
                key=key,
                made_at=at,
            )
            for body in sorted(new)
        ],
        ignore_conflicts=True,
    )
    return len(new)


@transaction.atomic
def mark_read(*, notices: Iterable[Notice], actor: "User", at: datetime) -> None:
    """Note that a person has opened notices; again changes nothing."""
    NoticeRead.objects.bulk_create(
        [NoticeRead(notice=notice, user=actor, at=at) for notice in notices],
        ignore_conflicts=True,
    )


def mark_all_read(*, actor: "User", acting: Acting | None, at: datetime) -> int:
    """Note that a person has seen her body's whole inbox; return how many were new."""
    unread = list(selectors.unread(acting, actor))
    mark_read(notices=unread, actor=actor, at=at)
    return len(unread)
