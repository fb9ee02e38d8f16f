"""What is noted of a message beside its bytes, and by what it is known again."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from loa.domain.exchange import Business, Message, Noted

_LONGEST: Final = 2000  # characters of a value that a page shows


def fingerprint(message: Message) -> str:
    """Return what makes it the same message when it comes again.

    A new document is known by its sender and its id alone; a change also by what it
    says and carries, for one document may be changed more than once.
    """
    doing = message.doing
    parts = [str(doing.kind.value), message.sender.organ_id, message.key]
    if doing.kind is not Business.NEW:
        parts += [*message.targets, doing.reason, message.code, message.subject]
        parts += [digest(row.content) for row in message.attachments]
    return digest("\x1f".join(parts).encode())


def header_of(message: Message, to_code: str) -> dict[str, Any]:
    """Return what a message's page shows of its header, as JSON values, each cut short.

    The message itself is kept whole.
    """
    issued_on = message.issued_on.isoformat() if message.issued_on else ""
    due_on = message.due_on.isoformat() if message.due_on else ""
    signature = message.signature
    found: dict[str, Any] = {
        "to_code": to_code,
        "number": message.number,
        "notation": message.notation,
        "code": message.code,
        "place": message.place,
        "issued_on": issued_on,
        "doc_type": message.type_name,
        "subject": message.subject[:4000],
        "signer": {
            "authority": message.signer.competence,
            "title": message.signer.position,
            "name": message.signer.name,
        },
        "due_on": due_on,
        "priority": message.other.priority,
        "steering": message.steering,
        "reason": message.doing.reason[:2000],
        "targets": list(message.targets)[:50],
        "to": [[party.organ_id, party.name] for party in message.to][:200],
        "traces": [
            [row.organ_id, row.at.isoformat() if row.at else ""]
            for row in message.traces[:50]
        ],
        "attachments": [
            {
                "name": row.name,
                "size": len(row.content),
                "sha256": digest(row.content),
            }
            for row in message.attachments
        ],
        "signature": (
            {"subject": signature.subject, "is_weak": signature.is_weak}
            if signature
            else None
        ),
        "not_understood": [list(row) for row in message.not_understood][:50],
    }
    return dict(_clipped(found))


def remarks_of(noted: Sequence[Noted]) -> list[list[str]]:
    """Return what was odd about a message, as JSON values."""
    return [[row.remark.value, row.about[:200]] for row in noted[:50]]


def _clipped(value: Any) -> Any:
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, dict):
        return {key: _clipped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_clipped(one) for one in value]
    return value


def digest(content: bytes) -> str:
    """Return the sha256 of bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
