"""Confirming a reading: from now on it counts, and it is changed no more."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from loa.common.figures import local_day
from loa.documents import policies
from loa.documents.citations import citations_now, fill_stubs, held_document
from loa.documents.models import Citation, Document, Finding, Recipient, Status
from loa.documents.reading import Reading
from loa.documents.recipients import recipients_of
from loa.documents.selectors import reading
from loa.documents.services import header
from loa.documents.services.gate import closed, log
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


class Unsettled(Exception):
    """Doubtful findings that nobody has looked at: how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@transaction.atomic
def confirm_document(
    *, document: Document, actor: "User", acting: Acting | None, at: datetime
) -> Document:
    """Confirm what was read, with the citations and recipients that it names.

    Of two people at once one wins; the other learns who and when.

    With ``tasks_open`` (a paper that is being issued) its tasks are left as they were
    read, for :func:`confirm_tasks`.

    :raises PermissionDenied: to an insider who may not write here
    :raises AlreadyConfirmed: with ``by`` and ``at``, when it is confirmed already
    :raises NotOpen: when it is withdrawn
    :raises Unsettled: while doubtful findings are open
    """
    policies.require_write(acting, document)
    rows = Document.objects.filter(pk=document.pk, status=Status.READ)
    won = rows.update(status=Status.CONFIRMED, confirmed_at=at, confirmed_by=actor)
    if not won:
        raise closed(document)
    document.refresh_from_db()
    _confirm_findings(document, actor, at, with_tasks=not document.tasks_open)
    header.follow(document, on=local_day(at))
    now = reading(document)
    _keep_citations(document, now)
    _keep_recipients(document, now, on=local_day(at))
    fill_stubs(document)
    log("document.confirmed", document, actor=actor, acting=acting, at=at)
    return document


@transaction.atomic
def confirm_tasks(
    *, document: Document, actor: "User", acting: Acting | None, at: datetime
) -> Document:
    """Confirm the tasks of a document: of an issued paper, or with all that was read.

    Of two people at once one wins, as with :func:`confirm_document`.

    :raises PermissionDenied: to an insider who may not write here
    :raises AlreadyConfirmed: when they are confirmed already
    :raises NotOpen: when the document is withdrawn
    :raises Unsettled: while doubtful findings are open
    """
    policies.require_write(acting, document)
    rows = Document.objects.filter(
        pk=document.pk, status=Status.CONFIRMED, tasks_open=True
    )
    if not rows.update(tasks_open=False):
        return confirm_document(document=document, actor=actor, acting=acting, at=at)
    document.refresh_from_db()
    _confirm_findings(document, actor, at, with_tasks=True)
    log("document.tasks_confirmed", document, actor=actor, acting=acting, at=at)
    return document


@transaction.atomic
def close_tasks(
    *, document: Document, actor: "User", acting: Acting | None, at: datetime
) -> Document:
    """Set aside what was read as tasks of an issued paper: they are known otherwise.

    Of two people at once one wins, as with :func:`confirm_tasks`.

    :raises PermissionDenied: to an insider who may not write here
    :raises AlreadyConfirmed: when its tasks are settled already
    """
    policies.require_write(acting, document)
    rows = Document.objects.filter(
        pk=document.pk, status=Status.CONFIRMED, tasks_open=True
    )
    if not rows.update(tasks_open=False):
        raise closed(document)
    document.refresh_from_db()
    read = document.findings.filter(state=Finding.State.PROPOSED, item__isnull=False)
    read.update(state=Finding.State.DROPPED, by=actor, at=at)
    log("document.tasks_confirmed", document, actor=actor, acting=acting, at=at)
    return document


def _confirm_findings(
    document: Document, actor: "User", at: datetime, *, with_tasks: bool
) -> None:
    unsettled = reading(document).doubtful
    rows = document.findings.filter(state=Finding.State.PROPOSED)
    if not with_tasks:
        unsettled = [row for row in unsettled if row.item is None]
        rows = rows.filter(item=None)
    if unsettled:
        raise Unsettled(len(unsettled))
    rows.update(state=Finding.State.CONFIRMED, by=actor, at=at)


def _keep_citations(document: Document, now: Reading) -> None:
    rows = citations_now(document, now)
    for row in rows:
        row.target = held_document(row)
    Citation.objects.bulk_create(rows)


def _keep_recipients(document: Document, now: Reading, *, on: date) -> None:
    lines = [(str(Recipient.Kind.TO), row) for row in now.addressees]
    lines += [(str(Recipient.Kind.CC), row) for row in now.recipients]
    Recipient.objects.bulk_create(recipients_of(document, lines, on=on))
