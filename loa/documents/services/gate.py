"""A reading is changed only while it is open, by whoever may, one at a time."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loa.audit import services as audit
from loa.documents import policies
from loa.documents.models import Document, Status
from loa.orgs.models import Body
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


class NotOpen(Exception):
    """The document is no longer one whose reading may be changed."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.status)
        self.document = document


class AlreadyConfirmed(NotOpen):
    """Somebody confirmed it first: ``by`` (a printed name) and ``at``."""

    @property
    def by(self) -> str:
        return str(self.document.confirmed_by or "")

    @property
    def at(self) -> datetime | None:
        return self.document.confirmed_at


def hold_open(document: Document, acting: Acting | None) -> None:
    """Ask the policy, then hold the document open until the transaction ends.

    :raises PermissionDenied: to an insider who may not write here
    :raises AlreadyConfirmed: when it is confirmed
    :raises NotOpen: when it is withdrawn
    """
    policies.require_write(acting, document)
    # A conditional UPDATE is a lock that SQLite and PostgreSQL both honour.
    still = Document.objects.filter(pk=document.pk, status=Status.READ)
    if still.update(status=Status.READ) == 0:
        raise closed(document)


def hold_tasks_open(document: Document, acting: Acting | None) -> None:
    """As :func:`hold_open`, for the tasks alone: those of an issued paper too.

    :raises PermissionDenied: to an insider who may not write here
    :raises AlreadyConfirmed: when they are confirmed
    :raises NotOpen: when the document is withdrawn
    """
    policies.require_write(acting, document)
    waiting = Document.objects.filter(
        pk=document.pk, status=Status.CONFIRMED, tasks_open=True
    )
    if waiting.update(tasks_open=True) == 0:
        hold_open(document, acting)


def closed(document: Document) -> NotOpen:
    """Return the exception that says why a document is no longer open."""
    now = Document.objects.select_related("confirmed_by").get(pk=document.pk)
    if now.status == Status.CONFIRMED:
        return AlreadyConfirmed(now)
    return NotOpen(now)


def log(
    action: str,
    document: Document,
    *,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down one thing done to a document (``documents.`` is put before it)."""
    body = Body.objects.filter(pk=acting.body_id).first() if acting else None
    audit.record(
        actor=actor,
        action=f"documents.{action}",
        at=at,
        target=document,
        body=body,
        detail=detail,
    )
