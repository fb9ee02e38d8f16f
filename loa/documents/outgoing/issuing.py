"""Issuing: a number and a day, a document, its addressees' inboxes, what it ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from loa.common.figures import local_day
from loa.documents import apart
from loa.documents.issuers import issuer_body
from loa.documents.models import (
    Delivery,
    Direction,
    Document,
    DocumentFile,
    Draft,
    DraftStatus,
    DraftVersion,
    Ended,
    Finding,
    Recipient,
    RegisteredNumber,
    Relation,
    SignedFile,
    Status,
)
from loa.documents.outgoing import numbering, policies
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signing import require_signer
from loa.documents.outgoing.writing import Moved, log, move, newest
from loa.documents.readings import Row, Taken
from loa.documents.recipients import bare_name
from loa.documents.selectors import bodies_addressed
from loa.documents.services import confirm_document, deliver_document, enclosed, header
from loa.documents.signals import document_related
from loa.domain import docreader
from loa.files import selectors as files
from loa.notices import services as notices
from loa.orgs.selectors import Acting, version_of

if TYPE_CHECKING:
    from loa.accounts.models import User

Purpose = Draft.Purpose
_RELATIONS = {
    Purpose.OWN_PLAN: Relation.Kind.CARRIES_ON,
    Purpose.CARRY_ON: Relation.Kind.CARRIES_ON,
    Purpose.REPLACEMENT: Relation.Kind.REPLACES,
    Purpose.CORRECTION: Relation.Kind.CORRECTS,
    Purpose.RECALL: Relation.Kind.RECALLS,
}
_ENDS = {
    Purpose.REPLACEMENT: (Ended.REPLACED, "replace"),
    Purpose.RECALL: (Ended.RECALLED, "recall"),
}
# Whoever had the first paper is told of the one that changes it.
_FOLLOWS = (Purpose.REPLACEMENT, Purpose.CORRECTION, Purpose.RECALL)


class Differs(Exception):
    """The signed file does not say what was frozen; it is not issued."""


class BadSignature(Exception):
    """A signature in the signed file does not hold; it is not issued."""


class NotLookedAt(Exception):
    """A machine cannot tell: a person must say that she compared it by eye."""


class DayNotPossible(ValueError):
    """The day of issue is in the future, or before the paper went out for signing."""


class OtherInFile(ValueError):
    """The signed file prints another number or day than the one given."""

    def __init__(self, number: str, issued_on: date | None) -> None:
        super().__init__(number)
        self.number, self.issued_on = number, issued_on


@dataclass(frozen=True, slots=True)
class Issue:
    """What a clerk says when she issues a paper.

    ``number`` is of the body's own register; "" where the body takes its numbers from
    a series. ``is_seen`` says that she compared by eye what a machine cannot.
    """

    number: str
    issued_on: date
    is_seen: bool = False


def issue_draft(
    *,
    draft: Draft,
    issue: Issue,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Document:
    """Issue a signed paper: from now on it is a document, in its addressees' inboxes.

    Of two people at once one wins; the other learns how the paper stands.

    :raises Moved: when it is not back from signing, or issued already
    :raises Differs, BadSignature, NotLookedAt: by the signed file
    :raises loa.domain.writing.NotDelegated: for TUQ. without an authority that day
    :raises DayNotPossible, OtherInFile: by the day and number
    :raises loa.documents.outgoing.numbering.NumberTaken: with what has it
    """
    policies.require_write(acting, draft.body_id)
    version = newest(draft)
    # Reading takes long, and changes nothing: it is done before anybody has to wait.
    found = apart.read(files.content(version.file), version.file.name)
    with transaction.atomic():
        move(draft, "issue")
        if newest(draft) != version:
            raise Moved(draft)
        signed = _signed(version)
        _require_sound(signed, issue)
        _require_day(draft, signed, issue, at)
        require_signer(draft, version, at)
        row = _number(draft, signed, issue, actor, at)
        document = _document(draft, version, signed, found, row, issue, actor, at)
        confirm_document(document=document, actor=actor, acting=acting, at=at)
        Document.objects.filter(pk=document.pk).update(issuer_id=draft.body_id)
        document.refresh_from_db()
        _name_neighbours(document, local_day(at))
        draft.document = document
        draft.save(update_fields=["document"])
        _relate(draft, document, actor, at)
        _deliver(draft, document, at)
        detail = {"number": row.number, "sha256": document.sha256}
        log("draft.issued", draft, actor=actor, acting=acting, at=at, detail=detail)
    return document


def _signed(version: DraftVersion) -> SignedFile:
    return version.signed_files.select_related("file").latest("pk")


def _require_sound(signed: SignedFile, issue: Issue) -> None:
    Compared, State = SignedFile.Comparison, SignedFile.Signature
    if signed.comparison == Compared.DIFFERS:
        raise Differs
    if signed.signature == State.INVALID:
        raise BadSignature
    is_told = (
        signed.comparison != Compared.UNREADABLE and signed.signature != State.NONE
    )
    if not is_told and not issue.is_seen:
        raise NotLookedAt


def _require_day(draft: Draft, signed: SignedFile, issue: Issue, at: datetime) -> None:
    if issue.issued_on > local_day(at):
        raise DayNotPossible
    if draft.frozen_at and issue.issued_on < local_day(draft.frozen_at):
        raise DayNotPossible
    if signed.issued_on and signed.issued_on != issue.issued_on:
        raise OtherInFile(signed.number, signed.issued_on)


def _number(
    draft: Draft, signed: SignedFile, issue: Issue, actor: "User", at: datetime
) -> RegisteredNumber:
    year = issue.issued_on.year
    row = numbering.number_of(draft)
    if row is None:
        row = numbering.give_number(
            paper=draft, number=issue.number, year=year, actor=actor, at=at
        )
    if row.year != year:
        # A number belongs to the register of its year; the next one begins again.
        raise DayNotPossible
    if signed.number and numbering.bare_number(signed.number) != row.number:
        raise OtherInFile(signed.number, signed.issued_on)
    return row


# --- the document -----------------------------------------------------------------------


def _document(
    draft: Draft,
    version: DraftVersion,
    signed: SignedFile,
    found: Taken,
    row: RegisteredNumber,
    issue: Issue,
    actor: "User",
    at: datetime,
) -> Document:
    rows = list(_settled(draft, found, row, issue))
    values = {each.field: each.value for each in rows if each.item is None}
    on = local_day(at)
    document = Document.objects.create(
        held_by_id=draft.body_id,
        direction=Direction.OUTGOING,
        status=Status.READ,
        tasks_open=True,
        text=found.text,
        blocks=found.blocks,
        reader_version=docreader.VERSION,
        sha256=signed.file.sha256,
        brought_at=at,
        brought_by=actor,
        **header.columns(values, holder=draft.body_id, on=on),
    )
    Finding.objects.bulk_create(_finding(document, each, actor, at) for each in rows)
    for file, role in (
        (signed.file, DocumentFile.Role.SIGNED),
        (version.file, DocumentFile.Role.ORIGINAL),
    ):
        DocumentFile.objects.create(document=document, file=file, role=role)
    return document


def _finding(document: Document, row: Row, actor: "User", at: datetime) -> Finding:
    """What the paper is, its own body knows; its tasks are what the reader made of it."""
    found = enclosed.finding_of(document, row)
    if row.item is None:
        found.state, found.by, found.at = Finding.State.CONFIRMED, actor, at
    return found


def _settled(
    draft: Draft, found: Taken, row: RegisteredNumber, issue: Issue
) -> Iterator[Row]:
    """The findings of the paper, with number, day and issuer as they are known."""
    body = version_of(draft.body_id, issue.issued_on)
    known: dict[str, Any] = {
        "number": row.number.zfill(2) if row.number.isdecimal() else row.number,
        "symbol": draft.symbol,
        "issued_on": issue.issued_on.isoformat(),
        "subject": draft.subject,
    }
    if body is not None:
        known["issuer"] = body.name
    if name := BY_CODE[draft.type_code].name if draft.type_code in BY_CODE else "":
        known["doc_type"] = name
    for each in found.rows:
        if each.item is None and each.field in known:
            continue
        if each.field != "warning":
            yield each
    for field, value in known.items():
        old = next((one for one in found.rows if one.field == field), None)
        keeps_place = old is not None and field not in ("number", "issued_on")
        yield Row(
            field,
            value,
            start=old.start if old and keeps_place else None,
            end=old.end if old and keeps_place else None,
            certainty="certain",
        )


# --- what follows from it ---------------------------------------------------------------


def _relate(draft: Draft, document: Document, actor: "User", at: datetime) -> None:
    kind = _RELATIONS.get(Purpose(draft.purpose))
    other = draft.regarding
    if kind is None or other is None:
        return
    relation = Relation.objects.create(
        document=document,
        other=other,
        kind=kind,
        effective_on=document.issued_on,
        body_id=draft.body_id,
        by=actor,
        at=at,
    )
    document_related.send(sender=Relation, relation=relation, at=at)
    if Purpose(draft.purpose) in _ENDS:
        ended, step = _ENDS[Purpose(draft.purpose)]
        _end(other, ended, step)
        bodies = _had(other)
        notices.notify(
            bodies=bodies,
            kind=f"documents.document.{ended}",
            params={"document": str(other), "by": str(document)},
            url=reverse("documents:detail", args=[other.pk]),
            key=f"documents.document.{ended}:{other.pk}",
            at=at,
        )


def _end(other: Document, ended: str, step: str) -> None:
    """Mark a document that no longer stands; of two that end it one wins."""
    rows = Document.objects.filter(pk=other.pk, ended="")
    # Tasks that were no duties yet become none.
    if not rows.update(ended=ended, tasks_open=False):
        other.refresh_from_db()
        raise AlreadyEnded(other)
    first = Draft.objects.filter(document=other, status=DraftStatus.ISSUED).first()
    if first is not None:
        move(first, step)


class AlreadyEnded(Exception):
    """Another paper replaced or recalled the document before."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


def _had(other: Document) -> list[int]:
    rows = Delivery.objects.filter(document=other)
    return list(rows.values_list("body_id", flat=True))


def _name_neighbours(document: Document, on: date) -> None:
    """Know recipients that stand neither above nor below: by their exact name alone."""
    for line in document.recipients.filter(body=None, group=None):
        printed = bare_name(line.printed)
        if found := issuer_body(printed, holder=document.held_by_id, on=on):
            Recipient.objects.filter(pk=line.pk).update(body_id=found)


def _deliver(draft: Draft, document: Document, at: datetime) -> None:
    bodies: Iterable[int] = bodies_addressed(document, local_day(at))
    if Purpose(draft.purpose) in _FOLLOWS and draft.regarding:
        # Who still waits for the first one on its way gets what came of it, too.
        waiting = draft.regarding.routes.filter(passed_at=None)
        on_way = waiting.values_list("body_id", flat=True)
        bodies = {*bodies, *_had(draft.regarding), *on_way}
    deliver_document(document=document, bodies=bodies, at=at)
