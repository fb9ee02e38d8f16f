"""A paper that came in a zip or an e-mail: all of it is kept, and one is the paper."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from loa.common.figures import local_day
from loa.documents import apart, policies
from loa.documents.models import Document, DocumentFile, Finding, Status
from loa.documents.readings import Row
from loa.documents.services import arriving, header
from loa.documents.services.gate import closed, log
from loa.domain import docreader
from loa.files import selectors as stored_files
from loa.files import services as files
from loa.files.models import StoredFile
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

Role = DocumentFile.Role


class AlreadyCorrected(Exception):
    """A person has corrected findings: another file would undo her work."""


def paper_in(content: bytes, source: str) -> bytes | None:
    """The bytes of the paper in a packet; None where the whole file is the paper."""
    if not source:
        return None
    packet = docreader.unpack(content)
    return next(
        (
            one.content
            for one in (packet.members if packet else ())
            if one.name == source and not one.is_letter
        ),
        None,
    )


def keep_files(
    document: Document,
    *,
    content: bytes,
    name: str,
    source: str,
    actor: "User",
    at: datetime,
) -> StoredFile:
    """Keep a file and, of a packet, each file in it; call it inside the transaction.

    :param source: the file in the packet that was read; "" where there is no packet
    :returns: what was brought in, as it came
    """

    def keep(raw: bytes, called: str, role: str) -> StoredFile:
        stored = files.store_file(content=raw, name=called, actor=actor, at=at)
        DocumentFile.objects.create(document=document, file=stored, role=role)
        return stored

    packet = docreader.unpack(content) if source else None
    inside = [one for one in (packet.members if packet else ()) if not one.is_letter]
    paper = next((one for one in inside if one.name == source), None)
    # An e-mail's own words are the paper: then it is itself the original.
    whole = keep(content, name, Role.CONTAINER if paper else Role.ORIGINAL)
    for one in inside:
        keep(one.content, one.name, Role.ORIGINAL if one is paper else Role.ATTACHMENT)
    return whole


def choose_paper(
    *,
    document: Document,
    file: DocumentFile,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Document:
    """Read another file of the packet as the paper; the one before lies beside it.

    :raises NotOpen: when the reading is closed
    :raises AlreadyCorrected: when a person has corrected what was read
    :raises loa.domain.docreader.Unreadable: when that file cannot be read, and why
    :raises loa.documents.apart.Classified: when it bears a mark of secrecy
    """
    policies.require_write(acting, document)
    if document.status != Status.READ:
        raise closed(document)
    content = stored_files.content(file.file)
    try:
        found = apart.read(content, file.file.name)
    except apart.Classified:
        arriving.note_refused(actor=actor, at=at)
        raise
    with transaction.atomic():
        open_ = Document.objects.select_for_update().filter(pk=document.pk)
        if not open_.filter(status=Status.READ).exists():
            raise closed(document)
        rows = document.findings.all()
        if rows.exclude(state=Finding.State.PROPOSED).exists():
            raise AlreadyCorrected
        rows.delete()
        Finding.objects.bulk_create(finding_of(document, row) for row in found.rows)
        values = {row.field: row.value for row in found.rows if row.item is None}
        columns = header.columns(values, holder=document.held_by_id, on=local_day(at))
        written = {
            "text": found.text,
            "blocks": found.blocks,
            "scanned": found.scanned,
            **columns,
        }
        for column, value in written.items():
            setattr(document, column, value)
        document.save(update_fields=[name.removesuffix("_id") for name in written])
        before = document.files.filter(role=Role.ORIGINAL)
        before.update(role=Role.ATTACHMENT)
        document.files.filter(pk=file.pk).update(role=Role.ORIGINAL)
        detail = {"file": file.file.name, "sha256": file.file.sha256}
        log(
            "document.paper_chosen",
            document,
            actor=actor,
            acting=acting,
            at=at,
            detail=detail,
        )
    return document


def finding_of(document: Document, row: Row) -> Finding:
    """A row of a reading as the finding that it becomes."""
    return Finding(
        document=document,
        field=row.field,
        item=row.item,
        order=row.order,
        value=row.value,
        proposed=row.value,
        start=row.start,
        end=row.end,
        rule=row.rule[:60],
        certainty=row.certainty,
    )
