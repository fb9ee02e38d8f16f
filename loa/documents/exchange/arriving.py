"""A message comes: kept as it came, once for each body here that it is addressed to."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from loa.audit import services as audit
from loa.common.figures import local_day
from loa.documents.exchange import addressing, secrecy, statuses
from loa.documents.exchange.header import digest, fingerprint, header_of, remarks_of
from loa.documents.models import MessageKind, OutboxMessage, ReceivedMessage
from loa.domain import exchange
from loa.domain.exchange import Business, Message, StatusCode, StatusReport
from loa.files.models import StoredFile
from loa.files.services import store_file
from loa.notices import services as notices
from loa.orgs.models import Body

State = ReceivedMessage.State
KINDS: Final = {
    Business.NEW: MessageKind.NEW,
    Business.RECALL: MessageKind.RECALL,
    Business.UPDATE: MessageKind.UPDATE,
    Business.REPLACE: MessageKind.REPLACE,
}
_WITH_DOCUMENT = (MessageKind.NEW, MessageKind.UPDATE, MessageKind.REPLACE)
# What a sender is told of that a person must look at.
_TOLD_LOUDLY = (
    StatusCode.REFUSED,
    StatusCode.RECALLED,
    StatusCode.CHANGE_AGREED,
    StatusCode.CHANGE_REFUSED,
)


class NotForUs(Exception):
    """A message for nobody here; `reason` is a key of ``words.REASONS``."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message at one body, and whether it came for the first time."""

    received: ReceivedMessage
    is_new: bool


def limits() -> exchange.Limits:
    """Return how much a message may hold in this installation."""
    most = settings.LOA_MAX_UPLOAD
    return replace(exchange.LIMITS, message=most, attachment=most)


def arrive(*, raw: bytes, name: str, source: str, at: datetime) -> list[Arrival]:
    """Keep a message for each body here that it is addressed to.

    The same message again changes nothing but the count of its arrivals.

    :param name: what the gateway calls it
    :param source: the gateway
    :raises loa.domain.exchange.Refused: when it is no message, or a harmful one
    :raises NotForUs: when no body here is meant
    """
    found = exchange.parse(raw, limits())
    stored: list[StoredFile] = []
    if isinstance(found, StatusReport):
        about = _sent(found)
        return [_keep_status(found, about, raw, name, source, at)]
    addressed = _addressed(found, at)
    secrecy.refuse_classified(found, limits())
    return [
        _keep_message(found, body, code, raw, name, source, at, stored)
        for body, code in addressed
    ]


# --- a document, a recall, an update, a replacement -------------------------------------


def _addressed(message: Message, at: datetime) -> list[tuple[Body, str]]:
    codes = [party.organ_id for party in message.to]
    found = addressing.served(codes, local_day(at))
    bodies: dict[int, tuple[Body, str]] = {}
    for code in codes:
        if row := found.get(code):
            bodies.setdefault(row.body_id, (row.body, row.code))
    if not bodies and not codes and message.doing.kind is not Business.NEW:
        for earlier in _targets(message):
            code = str(earlier.header.get("to_code", ""))
            bodies.setdefault(earlier.body_id, (earlier.body, code))
    if not bodies:
        raise NotForUs("nobody_here", ", ".join(codes)[:200])
    return list(bodies.values())


def _targets(message: Message, body: Body | None = None) -> list[ReceivedMessage]:
    """The earlier messages that a change means; of the same sender, under any code."""
    rows = ReceivedMessage.objects.filter(
        key__in=message.targets,
        sender_code__in=addressing.same_body(message.sender.organ_id),
        kind__in=_WITH_DOCUMENT,
    )
    if body is not None:
        rows = rows.filter(body=body)
    return list(rows.select_related("body").order_by("-received_at", "-pk"))


def _keep_message(
    message: Message,
    body: Body,
    code: str,
    raw: bytes,
    name: str,
    source: str,
    at: datetime,
    stored: list[StoredFile],
) -> Arrival:
    kind = KINDS[message.doing.kind]
    mark = fingerprint(message)
    if seen := _seen(body, mark):
        return _came_again(seen, message, raw, at)
    targets = [] if kind == MessageKind.NEW else _targets(message, body)
    try:
        with transaction.atomic():
            received = ReceivedMessage.objects.create(
                body=body,
                kind=kind,
                exchange_id=message.document_id[:300],
                key=message.key[:300],
                fingerprint=mark,
                sender_code=message.sender.organ_id[:60],
                sender_name=message.sender.name[:300],
                header=header_of(message, code),
                remarks=remarks_of(message.noted),
                original=_original(raw, name, at, stored),
                target=targets[0] if targets else None,
                problem="" if targets or kind == MessageKind.NEW else "no_target",
                source=source[:200],
                received_at=at,
                last_arrived_at=at,
            )
            if kind in _WITH_DOCUMENT:
                statuses.tell(received, StatusCode.ARRIVED, at=at)
            _announce(received, at)
    except IntegrityError:
        # Another worker took the same message a moment before.
        if seen := _seen(body, mark):
            return _came_again(seen, message, raw, at)
        raise
    return Arrival(received, is_new=True)


def _original(
    raw: bytes, name: str, at: datetime, stored: list[StoredFile]
) -> StoredFile:
    # One row for all bodies that a message is addressed to.
    if not stored:
        stored.append(store_file(content=raw, name=name, actor=None, at=at))
    elif not StoredFile.objects.filter(pk=stored[0].pk).exists():
        stored[0] = store_file(content=raw, name=name, actor=None, at=at)
    return stored[0]


def _seen(body: Body, mark: str) -> ReceivedMessage | None:
    return ReceivedMessage.objects.filter(body=body, fingerprint=mark).first()


def _came_again(
    seen: ReceivedMessage, message: Message, raw: bytes, at: datetime
) -> Arrival:
    ReceivedMessage.objects.filter(pk=seen.pk).update(
        arrivals=F("arrivals") + 1, last_arrived_at=at
    )
    digests = [row["sha256"] for row in seen.header.get("attachments", [])]
    differs = ["came_otherwise", ""] not in seen.remarks and digests != [
        digest(row.content) for row in message.attachments
    ]
    if differs:
        # The same id with other files: the first stands, and a person is told.
        with transaction.atomic():
            seen.remarks = [*seen.remarks, ["came_otherwise", ""]]
            seen.save(update_fields=["remarks"])
            detail = {"sha256": digest(raw)}
            _log(seen, "documents.exchange.came_otherwise", at, detail)
            _notify(seen, "came_otherwise", at)
    return Arrival(seen, is_new=False)


# --- what became of ours ------------------------------------------------------------------


def _sent(report: StatusReport) -> OutboxMessage:
    rows = OutboxMessage.objects.filter(exchange_key=report.key).exclude(
        kind=MessageKind.STATUS
    )
    codes = addressing.same_body(report.sender.organ_id)
    found = rows.filter(to_code__in=codes).order_by("-queued_at", "-pk").first()
    if found is None:
        raise NotForUs("unknown_document", report.about.document_id[:200])
    return found


def _keep_status(
    report: StatusReport,
    about: OutboxMessage,
    raw: bytes,
    name: str,
    source: str,
    at: datetime,
) -> Arrival:
    moment = report.at.isoformat() if report.at else ""
    parts = ("status", report.sender.organ_id, report.key, report.code.value)
    mark = digest("\x1f".join((*parts, report.description, moment)).encode())
    header = {
        "code": report.about.code[:300],
        "description": report.description[:2000],
        "at": moment,
        "staff": report.staff.name[:300],
        "department": report.staff.department[:300],
        "not_understood": [list(row) for row in report.not_understood][:50],
    }
    try:
        with transaction.atomic():
            received = ReceivedMessage.objects.create(
                body=about.body,
                kind=MessageKind.STATUS,
                state=State.NOTED,
                exchange_id=report.about.document_id[:300],
                key=report.key[:300],
                fingerprint=mark,
                sender_code=report.sender.organ_id[:60],
                sender_name=report.sender.name[:300],
                status_code=report.code.value,
                header=header,
                remarks=remarks_of(report.noted),
                original=store_file(content=raw, name=name, actor=None, at=at),
                document=about.document,
                about=about,
                source=source[:200],
                received_at=at,
                last_arrived_at=at,
            )
            _announce(received, at)
    except IntegrityError:
        seen = _seen(about.body, mark)
        if seen is None:
            raise
        ReceivedMessage.objects.filter(pk=seen.pk).update(
            arrivals=F("arrivals") + 1, last_arrived_at=at
        )
        return Arrival(seen, is_new=False)
    return Arrival(received, is_new=True)


# --- telling --------------------------------------------------------------------------------


def _announce(received: ReceivedMessage, at: datetime) -> None:
    _log(received, "documents.exchange.received", at, {"kind": received.kind})
    if received.kind == MessageKind.STATUS:
        if StatusCode(received.status_code) in _TOLD_LOUDLY:
            _notify(received, "answered", at)
        return
    _notify(received, received.kind, at)


def _log(
    received: ReceivedMessage, action: str, at: datetime, detail: dict[str, Any]
) -> None:
    audit.record(
        actor=audit.MACHINE,
        action=action,
        at=at,
        target=received,
        body=received.body,
        detail={"from": received.sender_code, **detail},
    )


def _notify(received: ReceivedMessage, what: str, at: datetime) -> None:
    notices.notify(
        bodies=[received.body_id],
        kind=f"documents.exchange.{what}",
        params={
            "document": received.header.get("code") or received.exchange_id,
            "sender": received.sender_name or received.sender_code,
        },
        url=reverse("documents:exchange_message", args=[received.pk]),
        key=f"documents.exchange.{what}:{received.pk}",
        at=at,
    )
