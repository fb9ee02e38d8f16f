"""A document as plain data, with the keys of `loa read` (docs/reference/reader.md)."""

from __future__ import annotations

from datetime import date
from typing import Any

from loa.domain.docreader.document import OfficialDocument, Signer, Task


def as_json(document: OfficialDocument) -> dict[str, Any]:
    """The document's findings; dates as 2025-03-15, unknown values null.

    Only a joint document has `co_issuers` and `co_signers`.
    """
    found = _facts(document)
    if document.co_issuers:
        found["co_issuers"] = list(document.co_issuers)
        found["co_signers"] = [_signer(signer) for signer in document.co_signers]
    return found


def _facts(document: OfficialDocument) -> dict[str, Any]:
    return {
        "number": document.number,
        "symbol": document.symbol,
        "type": document.type,
        "issuer": document.issuer,
        "place": document.place,
        "date": _day(document.issued_on),
        "subject": document.subject,
        "urgency": str(document.urgency) if document.urgency else None,
        "legal_bases": [
            {
                "number": base.number,
                "date": _day(base.issued_on),
                "issuer": base.issuer,
                "name": base.name,
            }
            for base in document.bases
        ],
        "recipients_to": [mention.name for mention in document.addressees],
        "recipients_cc": [mention.name for mention in document.recipients],
        "signer": _signer(document.signer),
        "tasks": [_task(task) for task in document.tasks],
        "sections": [
            {
                "label": section.label,
                "title": section.title,
                "level": section.level,
                "role": str(section.role) if section.role else None,
            }
            for section in document.sections
            if section.title and section.level <= 3
        ],
        "attachments": [attachment.title for attachment in document.attachments],
        "notes": list(document.notes),
        "language": str(document.language),
        "warnings": [str(warning) for warning in document.warnings],
    }


def _signer(signer: Signer) -> dict[str, str | None]:
    return {
        "authority": signer.authority,
        "title": signer.title,
        "name": signer.name,
    }


def _task(task: Task) -> dict[str, Any]:
    quota = task.quota
    return {
        "text": task.text,
        "span": [task.span.start, task.span.end],
        "lead": [mention.name for mention in task.lead],
        "coordinate": [mention.name for mention in task.coordinate],
        "deadline": _day(task.deadline),
        "recurrence": str(task.recurrence) if task.recurrence else None,
        "quota": {"count": quota.count, "unit": quota.unit, "per": quota.per}
        if quota
        else None,
        "time_text": task.time_text,
        "via": task.via.name if task.via else None,
        "binding": task.binding,
        "joint": task.is_joint,
        "channels": sorted({str(channel.kind) for channel in task.channels}),
        "kind": str(task.kind),
        "kind_reason": {"rule": task.kind_reason.rule, "words": task.kind_reason.words},
        "rule": task.rule,
        "certainty": str(task.certainty),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
