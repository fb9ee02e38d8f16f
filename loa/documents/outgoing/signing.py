"""Out for signing and back: the draft is frozen, the signed file compared with it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from loa.common.figures import local_day
from loa.documents import apart
from loa.documents.models import (
    Document,
    Draft,
    DraftVersion,
    FrozenFile,
    RegisteredNumber,
    SignedFile,
    Status,
)
from loa.documents.outgoing import (
    comparing,
    numbering,
    policies,
    signatures,
    signers,
)
from loa.documents.outgoing.writing import (
    Moved,
    blanks_in,
    file_name,
    hold,
    log,
    move,
    newest,
    paper_of,
    require_newest,
)
from loa.domain import docreader
from loa.domain.docreader import Reason, Unreadable
from loa.domain.writing import OfficialPaper, docx_bytes, pdf_bytes
from loa.files import storage
from loa.files.services import require_size, store_file
from loa.orgs.selectors import Acting, version_of

if TYPE_CHECKING:
    from loa.accounts.models import User

# A scan has no words; whoever brings it in compares it by eye and says so.
_BY_EYE = (
    Reason.NO_TEXT_LAYER,
    Reason.SCANNED,
    Reason.TOO_MANY_SCANS,
    Reason.NOT_LEGIBLE,
)


class Blanks(Exception):
    """Places in the paper still say that something is to be written: how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class HasNumber(Exception):
    """The paper holds a number, which must be made void first."""

    def __init__(self, row: RegisteredNumber) -> None:
        super().__init__(row.number)
        self.row = row


class IssuedBefore(Exception):
    """The very file was issued already, as ``document``."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


def freeze(
    *, draft: Draft, seen: int, actor: "User", acting: Acting | None, at: datetime
) -> DraftVersion:
    """Fix the words of a draft and make the files that go out for signing.

    :param seen: the version that was looked at
    :raises Blanks: while the paper has places to be written
    :raises loa.domain.writing.NotDelegated: for TUQ. without an authority in force
    :raises NewerVersion: when somebody was quicker
    :raises Moved: when it is no longer a draft
    """
    policies.require_write(acting, draft.body_id)
    with transaction.atomic():
        move(draft, "freeze", frozen_at=at)
        version = require_newest(draft, seen)
        if count := blanks_in(version):
            raise Blanks(count)
        require_signer(draft, version, at)
        _freeze_files(draft, version, actor, at)
        detail = {"version": version.version, "sha256": version.file.sha256}
        log("draft.frozen", draft, actor=actor, acting=acting, at=at, detail=detail)
    return version


def require_signer(draft: Draft, version: DraftVersion, at: datetime) -> None:
    """Refuse a signature under an authority that nobody gave.

    :raises loa.domain.writing.NotDelegated: for TUQ. without one in force that day
    """
    on = local_day(at)
    if body := version_of(draft.body_id, on):
        signers.require_authority(body, version.header, on)


def _freeze_files(
    draft: Draft, version: DraftVersion, actor: "User", at: datetime
) -> None:
    FrozenFile.objects.create(
        version=version,
        format="docx",
        file=version.file,
        text=version.text,
        made_at=at,
    )
    if paper := paper_of(version):
        content = pdf_bytes(paper, at=at)
        stored = store_file(
            content=content, name=file_name(draft, "pdf"), actor=actor, at=at
        )
        FrozenFile.objects.create(
            version=version,
            format="pdf",
            file=stored,
            # Our own bytes, made a moment ago: no process apart is needed.
            text=docreader.read(content).text,
            made_at=at,
        )


def take_back(
    *, draft: Draft, actor: "User", acting: Acting | None, at: datetime
) -> Draft:
    """Take a paper back from signing, to change it.

    :raises HasNumber: while it holds a number
    :raises Moved: when it is a draft again, or issued
    """
    policies.require_write(acting, draft.body_id)
    with transaction.atomic():
        move(draft, "take_back", frozen_at=None)
        if row := numbering.number_of(draft):
            raise HasNumber(row)
        log("draft.taken_back", draft, actor=actor, acting=acting, at=at)
    return draft


def number_before_signing(
    *, draft: Draft, actor: "User", acting: Acting | None, at: datetime
) -> RegisteredNumber:
    """Take the next number of the body's series and print it on the frozen files.

    :raises Moved: when the paper is not out for signing
    :raises HasNumber: when it has a number
    :raises NumberMissing: when the body enters its numbers from its own register
    """
    policies.require_write(acting, draft.body_id)
    with transaction.atomic():
        hold(draft, "take_back")
        if row := numbering.number_of(draft):
            raise HasNumber(row)
        if not numbering.has_own_series(draft.body_id):
            raise numbering.NumberMissing
        on = local_day(at)
        row = numbering.take_number(draft=draft, year=on.year, actor=actor, at=at)
        version = newest(draft)
        if paper := paper_of(version):
            _print_number(draft, version, paper, row, actor, at)
        detail = {"number": row.number}
        log("draft.numbered", draft, actor=actor, acting=acting, at=at, detail=detail)
    return row


def _print_number(
    draft: Draft,
    version: DraftVersion,
    paper: OfficialPaper,
    row: RegisteredNumber,
    actor: "User",
    at: datetime,
) -> None:
    numbered = replace(paper, number=row.number, issued_on=local_day(at))
    for format, make in (("docx", docx_bytes), ("pdf", pdf_bytes)):
        content = make(numbered, at=at)
        stored = store_file(
            content=content, name=file_name(draft, format), actor=actor, at=at
        )
        FrozenFile.objects.create(
            version=version,
            format=format,
            file=stored,
            text=docreader.read(content).text,
            made_at=at,
        )


def receive_signed(
    *,
    draft: Draft,
    content: bytes,
    name: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> SignedFile:
    """Take the signed file back, look at its signatures, and compare its words.

    A file that differs is kept and shown; it is not issued.

    :raises Unreadable: when it cannot be opened at all, and why
    :raises IssuedBefore: when this very file is a document already
    :raises Moved: when the paper is not out for signing
    :raises loa.files.services.TooLarge: above ``LOA_MAX_UPLOAD``
    """
    policies.require_write(acting, draft.body_id)
    require_size(len(content))
    if draft.status not in ("frozen", "returned"):
        raise Moved(draft)
    version = newest(draft)
    _refuse_issued(draft, content)
    compared = _compared(draft, version, content, name)
    looked = signatures.look(content, roots=trust_roots(), at=at)
    with transaction.atomic():
        move(draft, "receive")
        if newest(draft) != version:
            raise Moved(draft)
        stored = store_file(content=content, name=name, actor=actor, at=at)
        made = SignedFile.objects.create(
            version=version,
            file=stored,
            signature=looked.state,
            signatures=looked.as_json(),
            comparison=compared.result,
            differences=comparing.as_json(compared.differences),
            number=compared.number[:40],
            issued_on=compared.issued_on,
            received_at=at,
            received_by=actor,
        )
        detail = {
            "sha256": stored.sha256,
            "signature": looked.state,
            "comparison": compared.result,
        }
        log(
            "draft.signed_received",
            draft,
            actor=actor,
            acting=acting,
            at=at,
            detail=detail,
        )
    return made


def _refuse_issued(draft: Draft, content: bytes) -> None:
    same = Document.objects.filter(
        held_by_id=draft.body_id, sha256=storage.digest_of(content)
    )
    known = same.exclude(status=Status.WITHDRAWN).first()
    if known is not None:
        raise IssuedBefore(known)


def trust_roots() -> Path | None:
    """Return the folder of certificates to trust, when the installation has one."""
    folder = settings.LOA_SIGNATURE_ROOTS
    return Path(folder) if folder and Path(folder).is_dir() else None


def _compared(
    draft: Draft, version: DraftVersion, content: bytes, name: str
) -> comparing.Compared:
    try:
        text = apart.read(content, name).text
    except Unreadable as error:
        if error.reason in _BY_EYE:
            return comparing.Compared(SignedFile.Comparison.UNREADABLE)
        raise
    frozen = FrozenFile.objects.filter(version=version).values_list("text", flat=True)
    return comparing.compare(
        text,
        frozen,
        parts=comparing.parts_of(version.text, version.blocks),
        symbol=str(version.header.get("symbol") or draft.symbol),
    )
