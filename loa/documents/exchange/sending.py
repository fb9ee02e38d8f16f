"""A document goes out: one message for each addressee that has a code elsewhere."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from loa.common.figures import local_day
from loa.documents import selectors
from loa.documents.exchange import addressing, outbox, policies
from loa.documents.models import (
    Document,
    DocumentFile,
    Finding,
    MessageKind,
    OutboxMessage,
    ReceivedMessage,
    Relation,
)
from loa.domain import exchange
from loa.domain.exchange import Business, Message
from loa.domain.text import fold
from loa.files import selectors as files
from loa.orgs import selectors as orgs
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

# 2: an administrative document. The list of Type is known in part only.
_ADMINISTRATIVE = "2"
_BUSINESS = {
    MessageKind.NEW: Business.NEW,
    MessageKind.RECALL: Business.RECALL,
    MessageKind.UPDATE: Business.UPDATE,
    MessageKind.REPLACE: Business.REPLACE,
}


class CannotSend(Exception):
    """A document that may not go out; `problem` is a key of ``words.PROBLEMS``.

    `lacking` names the elements that the standard asks for and that are not known.
    """

    def __init__(self, problem: str, lacking: tuple[str, ...] = ()) -> None:
        super().__init__(f"{problem}: {', '.join(lacking)}")
        self.problem = problem
        self.lacking = lacking


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body elsewhere that a document is meant for, and its code."""

    body_id: int
    name: str
    code: str


def addressees(document: Document, on: date) -> list[Addressee]:
    """Return the bodies that a document is meant for and that are reached by exchange.

    Those who work in this installation have it in their inbox and get no message.
    """
    meant = selectors.bodies_addressed(document, on)
    versions = orgs.versions_of(meant, on)
    found = []
    for body_id, rows in addressing.codes_of(meant, on).items():
        code = "" if any(row.is_served for row in rows) else addressing.best_code(rows)
        if code and body_id in versions:
            found.append(Addressee(body_id, versions[body_id].name, code))
    return sorted(found, key=lambda row: (row.name, row.code))


def queue(
    *,
    document: Document,
    kind: str = MessageKind.NEW,
    reason: str = "",
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> list[OutboxMessage]:
    """Put a document's messages into the outbox, once for each addressee and kind.

    A document that replaces one that was sent goes out as its replacement.

    :param reason: why it is recalled or updated; its receivers are told
    :returns: the messages that are new
    :raises PermissionDenied: to who may not send it
    :raises CannotSend: when it is classified, lacks something, or nobody is reached
    """
    if not policies.can_send(acting, document):
        raise PermissionDenied
    on = local_day(at)
    if exchange.secrecy_mark(document.text):
        raise CannotSend("classified")
    to = _receivers(document, kind, on)
    if not to:
        raise CannotSend("nobody_reached")
    message = _message(document, MessageKind(kind), reason, actor, on)
    made = []
    with transaction.atomic():
        for one in to:
            made += _enqueue(document, message, one, actor=actor, at=at)
    return made


def _receivers(document: Document, kind: str, on: date) -> list[Addressee]:
    if kind == MessageKind.NEW:
        return addressees(document, on)
    # A change goes to whom the document went.
    sent = OutboxMessage.objects.filter(
        document=document, kind__in=(MessageKind.NEW, MessageKind.REPLACE)
    ).order_by("pk")
    codes = {row.to_code: Addressee(0, row.to_name, row.to_code) for row in sent}
    return list(codes.values())


def _enqueue(
    document: Document,
    message: Message,
    to: Addressee,
    *,
    actor: "User",
    at: datetime,
) -> list[OutboxMessage]:
    own = replace(
        message,
        to=(exchange.Party(to.code, to.name),),
        traces=(exchange.Trace(message.sender.organ_id, at),),
    )
    try:
        content = exchange.build(own, zipped=settings.LOA_EXCHANGE_ZIP)
    except exchange.Incomplete as error:
        raise CannotSend("incomplete", error.lacking) from error
    kind = _KINDS[message.doing.kind]
    row, is_new = outbox.enqueue(
        key=f"document-{document.pk}-{kind}-{to.code}",
        content=content,
        actor=actor,
        at=at,
        body_id=document.held_by_id,
        kind=kind,
        from_code=message.sender.organ_id,
        to_code=to.code,
        to_name=to.name,
        exchange_id=message.document_id,
        exchange_key=message.key,
        document=document,
    )
    if is_new:
        outbox.log_queued(row, at, actor)
    return [row] if is_new else []


_KINDS = {business: kind for kind, business in _BUSINESS.items()}


def _message(
    document: Document, kind: MessageKind, reason: str, actor: "User", on: date
) -> Message:
    own = addressing.own_code(document.held_by_id, on)
    if not own:
        raise CannotSend("no_own_code")
    version = orgs.version_of(document.held_by_id, on)
    code = "/".join(part for part in (document.number, document.symbol) if part)
    day = document.issued_on
    replaced = _replaced(document)
    if kind == MessageKind.NEW and replaced:
        kind = MessageKind.REPLACE
    document_id = exchange.document_id(own, day, code) if day and code else ""
    doing = exchange.Doing(
        kind=_BUSINESS[kind],
        reason=reason or _REASONS[kind],
        document_id=document_id,
        staff=exchange.Staff(version.name if version else "", actor.get_full_name()),
        replacements=replaced if kind == MessageKind.REPLACE else (),
    )
    return Message(
        sender=exchange.Party(own, version.name if version else ""),
        document_id=document_id,
        number=document.number,
        notation=document.symbol,
        place=document.place,
        issued_on=day,
        type_code=_ADMINISTRATIVE,
        type_detail=_type_detail(document.doc_type),
        type_name=document.doc_type,
        subject=document.subject,
        content=document.subject,
        signer=exchange.Signer(
            document.signer_authority, document.signer_title, document.signer_name
        ),
        to_places=tuple(row.printed for row in selectors.recipients_of(document)),
        other=exchange.OtherInfo(priority=_priority(document.urgency)),
        responses_for=_answered(document),
        steering=_steering(document),
        doing=doing,
        attachments=() if kind == MessageKind.RECALL else _attachments(document),
    )


# In Vietnamese whatever the reader's language: they go to other systems.
_REASONS = {
    MessageKind.NEW: "Văn bản điện tử mới",
    MessageKind.RECALL: "",
    MessageKind.UPDATE: "",
    MessageKind.REPLACE: "Văn bản thay thế",
}


def _attachments(document: Document) -> tuple[exchange.Attachment, ...]:
    rows = list(document.files.select_related("file").order_by("pk"))
    signed = [row for row in rows if row.role == DocumentFile.Role.SIGNED]
    main = signed[-1:] or [r for r in rows if r.role == DocumentFile.Role.ORIGINAL]
    more = [row for row in rows if row.role == DocumentFile.Role.ATTACHMENT]
    return tuple(
        exchange.Attachment(
            name=row.file.name,
            content=files.content(row.file),
            media_type=row.file.media_type,
        )
        for row in (*main, *more)
    )


def _replaced(document: Document) -> tuple[exchange.Replacement, ...]:
    others = Relation.objects.filter(
        document=document, kind=Relation.Kind.REPLACES, closed_at=None
    )
    sent = OutboxMessage.objects.filter(
        document__in=others.values("other"),
        kind__in=(MessageKind.NEW, MessageKind.REPLACE),
    ).order_by("pk")
    named: dict[str, list[str]] = {}
    for row in sent:
        named.setdefault(row.exchange_id, []).append(row.to_code)
    return tuple(exchange.Replacement(one, tuple(to)) for one, to in named.items())


def _answered(document: Document) -> tuple[exchange.ResponseFor, ...]:
    others = Relation.objects.filter(
        document=document, kind=Relation.Kind.ANSWERS, closed_at=None
    )
    rows = ReceivedMessage.objects.filter(
        document__in=others.values("other"), kind=MessageKind.NEW
    )
    return tuple(
        exchange.ResponseFor(
            organ_id=row.sender_code,
            code=row.header.get("code", ""),
            issued_on=row.document.issued_on if row.document else None,
            document_id=row.exchange_id,
        )
        for row in rows.select_related("document")
    )


def _type_detail(printed: str) -> str:
    details = {fold(name): number for name, number in exchange.TYPE_DETAILS.items()}
    return str(details.get(fold(printed), ""))


def _priority(urgency: str) -> int:
    words = {fold(word): value for word, value in exchange.URGENCY_WORDS.items()}
    return int(words.get(fold(urgency), exchange.Priority.NORMAL))


def _steering(document: Document) -> int:
    tasks = document.findings.filter(field="task").exclude(state=Finding.State.DROPPED)
    directs = tasks.exists()
    return int(
        exchange.Steering.STEERING if directs else exchange.Steering.NOT_STEERING
    )
