"""A document as a person left it, as a case to measure the reader with.

The text is the one that was read; the facts are the findings that stand. Two files, as
the reader's own corpus has them: what was read, and what it says.
"""

import io
import json
import zipfile
from typing import Any

from loa.documents.models import Document, Finding
from loa.documents.reading import Reading, TaskReading
from loa.domain.text import fold

# As long as an annotator quotes a task.
OPENING = 120
# Archives made of the same document are the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def case_of(reading: Reading) -> dict[str, Any]:
    """Return what a document says, with the keys of `loa read` (dates as 2026-03-15).

    Unknown values are null, as nothing is invented.
    """
    return {
        "number": _number(reading),
        "symbol": _header(reading, "symbol"),
        "type": _header(reading, "doc_type"),
        "issuer": _header(reading, "issuer"),
        "place": _header(reading, "place"),
        "date": _header(reading, "issued_on"),
        "subject": _header(reading, "subject"),
        "legal_bases": [_base(dict(row.value or {})) for row in reading.citations],
        "recipients_to": [row.value for row in reading.addressees],
        "recipients_cc": [row.value for row in reading.recipients],
        "signer": {
            part: _header(reading, f"signer.{part}")
            for part in ("authority", "title", "name")
        },
        "tasks": [_task(task) for task in reading.tasks],
        "annotator_note": _note(reading),
    }


def case_name(document: Document) -> str:
    """Return the name of a document's case: "12-kh-ubnd-2026"."""
    year = f" {document.issued_on.year}" if document.issued_on else ""
    code = document.code or document.symbol or f"{document.doc_type} {document.pk}"
    words = "".join(c if c.isalnum() else " " for c in fold(f"{code}{year}")).split()
    return "-".join(words)[:80] or f"van-ban-{document.pk}"


def case_archive(reading: Reading) -> bytes:
    """Return the case as a .zip of `text/<name>.txt` and `gold/<name>.json`."""
    name = case_name(reading.document)
    facts = json.dumps(case_of(reading), ensure_ascii=False, indent=1)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (
            (f"text/{name}.txt", reading.document.text),
            (f"gold/{name}.json", f"{facts}\n"),
        ):
            archive.writestr(zipfile.ZipInfo(path, _NO_TIME), content.encode())
    return target.getvalue()


def _header(reading: Reading, field: str) -> str | None:
    found = reading.header.get(field)
    return str(found.value) if found and found.value else None


def _number(reading: Reading) -> str | None:
    """The number with its symbol, as printed: "12/KH-UBND"."""
    number, symbol = _header(reading, "number"), _header(reading, "symbol")
    if number and symbol and "/" not in number:
        return f"{number}/{symbol}"
    return number


def _base(value: dict[str, Any]) -> dict[str, Any]:
    base = {
        "number": value.get("number") or None,
        "date": value.get("issued_on") or None,
        "issuer": value.get("issuer") or None,
    }
    if value.get("name"):
        base["name"] = value["name"]
    return base


def _task(task: TaskReading) -> dict[str, Any]:
    deadline = task.deadline
    quota = task.quota
    facts: dict[str, Any] = {
        "text": " ".join(task.text.replace("*", "").split())[:OPENING],
        "lead": [body.printed for body in task.leads],
        "coordinate": [body.printed for body in task.coordinates],
        "deadline": deadline.isoformat() if deadline else None,
        "recurrence": task.recurrence,
        "quota": {key: quota[key] for key in ("count", "unit", "per")}
        if quota
        else None,
    }
    if task.time_text:
        facts["time_text"] = task.time_text
    return facts


def _note(reading: Reading) -> str:
    """How far a person went through it: a case is worth what was looked at."""
    rows = [*reading.shown, *reading.dropped]
    counts = {
        state: sum(row.state == state for row in rows)
        for state in (
            Finding.State.CORRECTED,
            Finding.State.ADDED,
            Finding.State.DROPPED,
            Finding.State.CONFIRMED,
        )
    }
    said = ", ".join(f"{n} {state.value}" for state, n in counts.items())
    version = reading.document.reader_version
    return f"Read by version {version}; of {len(rows)} findings a person left: {said}."
