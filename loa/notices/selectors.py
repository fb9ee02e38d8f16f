"""What stands in a body's inbox, and what a person has not read of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from loa.notices.models import Message, Notice, NoticeRead
from loa.notices.sentences import sentence
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as a person sees it."""

    pk: int
    text: str
    url: str
    made_at: datetime
    is_read: bool


def notices_of(acting: Acting | None) -> QuerySet[Notice]:
    """Return the notices of the body acted in, newest first."""
    if acting is None:
        return Notice.objects.none()
    return Notice.objects.filter(body_id=acting.body_id)


def unread(acting: Acting | None, user: "User") -> QuerySet[Notice]:
    """Return what this person has not opened yet."""
    seen = NoticeRead.objects.filter(notice=OuterRef("pk"), user=user)
    return notices_of(acting).exclude(Exists(seen))


def count_unread(acting: Acting | None, user: "User") -> int:
    """Count what this person has not opened yet (one query, none without a body)."""
    return unread(acting, user).count() if acting else 0


def with_read(acting: Acting | None, user: "User") -> QuerySet[Notice]:
    """Return the body's notices, each knowing whether this person has opened it."""
    seen = NoticeRead.objects.filter(notice=OuterRef("pk"), user=user)
    return notices_of(acting).annotate(is_read=Exists(seen))


def inbox(acting: Acting | None, user: "User", limit: int | None = None) -> list[Line]:
    """Return the newest notices in the reader's language, in one query."""
    return [line(notice) for notice in with_read(acting, user)[:limit]]


def line(notice: Notice) -> Line:
    """Word a notice that came from :func:`with_read`."""
    return Line(
        pk=notice.pk,
        text=sentence(notice.kind, notice.params),
        url=notice.url,
        made_at=notice.made_at,
        is_read=bool(getattr(notice, "is_read", False)),
    )


def access_notice(acting: Acting | None, pk: int) -> Notice:
    """Return a notice of the body acted in, or "not found" to everyone else."""
    notice = notices_of(acting).filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice


def by_state(rows: QuerySet[Message]) -> list[tuple[str, str, int]]:
    """Count messages by state: (state, its word, how many), what needs a person first."""
    counted = rows.order_by().values_list("state").annotate(n=Count("pk"))
    found = dict(counted)
    order = ("unknown", "failed", "queued", "sending", "sent", "dropped")
    words = dict(Message.State.choices)
    return [
        (state, str(words[state]), found[state]) for state in order if found.get(state)
    ]
