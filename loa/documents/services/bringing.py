"""A document comes in: kept as it came, read, and recognised when it is here already."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from loa.common import once
from loa.common.figures import local_day
from loa.common.models import OnceKey
from loa.documents import apart, policies, selectors
from loa.documents.carrying import with_carried
from loa.documents.models import Document, DocumentFile, Finding, Status
from loa.documents.readings import Taken
from loa.documents.services import arriving, enclosed, header
from loa.documents.services.gate import closed, log
from loa.domain import docreader
from loa.files import quarantine, storage
from loa.files import services as files
from loa.orgs import selectors as orgs
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

PASTED_NAME = "van-ban-dan-vao.txt"


class AlreadyBrought(Exception):
    """The same bytes are in this body already, as ``document``."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


class AlreadyHere(Exception):
    """The same number, symbol, issuer and year are here already, as ``document``."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


def bring_in_document(
    *,
    content: bytes | None = None,
    text: str | None = None,
    name: str = "",
    once_key: str = "",
    as_another: bool = False,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Document:
    """Keep a document's original, read it and store what was found, all or nothing.

    :param content: the bytes of a file; or else ``text``, which was pasted
    :param as_another: bring it in though one of the same number is here
    :raises PermissionDenied: to who has no writing role in the body acted in
    :raises loa.files.services.TooLarge: above ``LOA_MAX_UPLOAD``
    :raises loa.domain.docreader.Unreadable: when it cannot be read, and why
    :raises loa.documents.apart.Classified: when it bears a mark of secrecy; nothing of
        it is kept but that it was refused
    :raises Waiting: when it is a scan: its pages are read by a job, see its ``arrival``
    :raises AlreadyBrought: when this body has the same bytes
    :raises AlreadyHere: when a visible document has its number, issuer and year
    :raises loa.common.once.AlreadyDone: when the same form was carried out before
    """
    acting = policies.require_bring_in(acting)
    is_file = content is not None
    if content is None:
        content = (text or "").encode("utf-8", "replace")
        name = PASTED_NAME
    if not content.strip():
        raise docreader.Unreadable(docreader.Reason.EMPTY)
    files.require_size(len(content))
    sha256 = storage.digest_of(content)
    _refuse_done(once_key, actor)
    _refuse_same_bytes(acting, sha256)
    try:
        found = apart.read(content, name) if is_file else apart.read_text(text or "")
    except apart.Classified:
        arriving.note_refused(actor=actor, at=at)
        raise
    except docreader.Unreadable as error:
        if not arriving.must_wait(error):
            raise
        arrival = arriving.let_wait(
            content=content,
            name=name,
            once_key=once_key,
            as_another=as_another,
            actor=actor,
            acting=acting,
            at=at,
        )
        raise arriving.Waiting(arrival) from None
    return _keep(
        found,
        content=content,
        name=name,
        once_key=once_key,
        as_another=as_another,
        actor=actor,
        acting=acting,
        at=at,
    )


def read_waiting(*, pk: int, at: datetime) -> Document | None:
    """Read a scan that waits and keep it; None when it cannot be, or was before.

    What became of it stands in its arrival.
    """
    arrival = arriving.begin(pk)
    if arrival is None:
        return None
    acting = orgs.acting(arrival.by, chosen=arrival.held_by_id, on=local_day(at))
    try:
        # She may have lost her post since she brought it.
        acting = policies.require_bring_in(acting)
        if acting.body_id != arrival.held_by_id:
            raise PermissionDenied
        content, name = (
            quarantine.content(arrival.token),
            quarantine.name(arrival.token),
        )
        found = apart.read(
            content,
            name,
            scans=apart.MAX_SCANS,
            tell=lambda page, of: arriving.tell_page(arrival, page, of),
        )
        document = _keep(
            found,
            content=content,
            name=name,
            once_key="",
            as_another=arrival.as_another,
            actor=arrival.by,
            acting=acting,
            at=at,
        )
    except apart.Classified:
        arriving.end_refused(arrival, at=at)
    except docreader.Unreadable as error:
        arriving.end_unreadable(arrival, error.reason, at=at)
    except (PermissionDenied, quarantine.Gone):
        arriving.end_unreadable(arrival, docreader.Reason.EMPTY, at=at)
    except AlreadyBrought as same:
        arriving.end_same(arrival, same.document, keep=False)
    except AlreadyHere as same:
        arriving.end_same(arrival, same.document, keep=True)
    else:
        arriving.end_read(arrival, document, at=at)
        return document
    return None


def _keep(
    found: Taken,
    *,
    content: bytes,
    name: str,
    once_key: str,
    as_another: bool,
    actor: "User",
    acting: Acting,
    at: datetime,
) -> Document:
    """Store a file and what was read in it, all or nothing."""
    found = with_carried(found, content)
    sha256 = storage.digest_of(content)
    if (paper := enclosed.paper_in(content, found.source)) is not None:
        _refuse_same_bytes(acting, storage.digest_of(paper))
    on = local_day(at)
    values = {row.field: row.value for row in found.rows if row.item is None}
    columns = header.columns(values, holder=acting.body_id, on=on)
    if not as_another:
        _refuse_same_document(acting, columns, on)
    try:
        with transaction.atomic():
            claim = once.claim(once_key, actor.pk, at)
            document = _store(found, columns, sha256, acting, actor, at)
            stored = enclosed.keep_files(
                document,
                content=content,
                name=name,
                source=found.source,
                actor=actor,
                at=at,
            )
            detail = {"file": stored.name, "size": stored.size, "sha256": sha256}
            log(
                "document.brought",
                document,
                actor=actor,
                acting=acting,
                at=at,
                detail=detail,
            )
            claim.done(reverse("documents:detail", args=[document.pk]))
    except IntegrityError:
        # Two people dropped the same file at once: the other was first.
        _refuse_same_bytes(acting, sha256)
        raise
    return document


def _refuse_done(once_key: str, actor: "User") -> None:
    # Before the reading, which is what takes time; the claim itself comes with the rows.
    done = OnceKey.objects.filter(key=once_key, user_id=actor.pk).first()
    if once_key and done:
        raise once.AlreadyDone(done.result_url)


def _refuse_same_bytes(acting: Acting, sha256: str) -> None:
    rows = Document.objects.filter(held_by_id=acting.body_id)
    rows = rows.exclude(status=Status.WITHDRAWN)
    # Also as the paper of a zip or an e-mail.
    inside = DocumentFile.objects.filter(
        document__in=rows, role=DocumentFile.Role.ORIGINAL, file__sha256=sha256
    )
    same = Q(sha256=sha256) | Q(pk__in=inside.values("document"))
    document = rows.filter(same).first()
    if document is not None:
        raise AlreadyBrought(document)


def _refuse_same_document(acting: Acting, columns: dict[str, Any], on: date) -> None:
    same = selectors.same_document(
        code=columns["code"],
        issuer_name=columns["issuer_name"],
        issued_on=columns["issued_on"],
        among=selectors.documents_visible_to(acting, on),
    )
    if same is not None:
        raise AlreadyHere(same)


def _store(
    found: Taken,
    columns: dict[str, Any],
    sha256: str,
    acting: Acting,
    actor: "User",
    at: datetime,
) -> Document:
    document = Document.objects.create(
        held_by_id=acting.body_id,
        status=Status.READ,
        text=found.text,
        blocks=found.blocks,
        scanned=found.scanned,
        reader_version=docreader.VERSION,
        sha256=sha256,
        brought_at=at,
        brought_by=actor,
        **columns,
    )
    Finding.objects.bulk_create(
        enclosed.finding_of(document, row) for row in found.rows
    )
    return document


@transaction.atomic
def withdraw_document(
    *, document: Document, actor: "User", acting: Acting | None, at: datetime
) -> Document:
    """Take back a document that was brought in by mistake; nothing of it is lost.

    :raises AlreadyConfirmed: when it is confirmed: then it may only be replaced
    :raises NotOpen: when it was withdrawn before
    """
    policies.require_write(acting, document)
    rows = Document.objects.filter(pk=document.pk, status=Status.READ)
    if rows.update(status=Status.WITHDRAWN) == 0:
        raise closed(document)
    document.status = Status.WITHDRAWN
    log("document.withdrawn", document, actor=actor, acting=acting, at=at)
    return document
