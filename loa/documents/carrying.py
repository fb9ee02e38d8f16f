"""The tasks of a confirmed document inside its own file, and back out of it.

Whoever brings such a file in elsewhere need not ask what its tasks are: a person has
confirmed them. They are taken only when neither they nor the words were changed since.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from loa.documents import apart
from loa.documents.models import Document, DocumentFile, Status
from loa.documents.readings import Row, Taken
from loa.documents.selectors import reading
from loa.documents.values import BadValue, cleaned
from loa.domain.writing import Soundness, embed
from loa.files import selectors as files
from loa.files import sniff

FORM: Final = "loa.tasks.1"
FIELDS: Final = frozenset(
    {"task", "task.lead", "task.coordinate", "task.via", "task.deadline"}
    | {"task.recurrence", "task.quota", "task.kind", "task.time"}
)
_CARRIERS: Final = {sniff.DOCX: ".docx", "application/pdf": ".pdf"}
MOST: Final = 1000
"""Tasks of a paper, and parts of a task, above which they are not ours."""
RULE: Final = "carried"
# What became of tasks that a file carried, as a remark on its reading.
CHANGED: Final = "carried_changed"


class NothingToCarry(Exception):
    """The document is not confirmed, has no tasks, or no file that can carry them."""


def payload_of(document: Document) -> dict[str, Any]:
    """Return the confirmed tasks of a document as JSON values.

    :raises NothingToCarry: without any
    """
    if document.status != Status.CONFIRMED or document.tasks_open:
        raise NothingToCarry
    tasks = [
        {
            "item": number,
            "parts": [
                {
                    "field": part.field,
                    "order": part.order,
                    "value": part.value,
                    "words": _words(document.text, part.start, part.end),
                }
                for parts in task.findings.values()
                for part in parts
            ],
        }
        for number, task in enumerate(reading(document).tasks)
    ]
    if not tasks:
        raise NothingToCarry
    return {"form": FORM, "document": str(document), "tasks": tasks}


def _words(text: str, start: int | None, end: int | None) -> str:
    return "" if start is None or end is None else text[start:end]


def file_with_tasks(document: Document) -> tuple[str, bytes]:
    """Return the document's Word or PDF file with its tasks inside, and a name for it.

    :raises NothingToCarry: when there is no such file, or nothing to put in it
    """
    for row in document.files.exclude(role=DocumentFile.Role.ATTACHMENT).select_related(
        "file"
    ):
        if ending := _CARRIERS.get(row.file.media_type):
            payload = payload_of(document)
            try:
                content = embed(files.content(row.file), payload)
            except ValueError:
                continue  # a locked .pdf takes nothing in
            return row.file.name.removesuffix(
                ending
            ) + f"-kem-nhiem-vu{ending}", content
    raise NothingToCarry


def with_carried(found: Taken, content: bytes) -> Taken:
    """Put the tasks that a file carries in the place of those that were read from it.

    When they or the words were changed, what was read stands, with a remark.
    """
    inside = apart.carried(content)
    if inside is None:
        return found
    data = inside.data
    if inside.soundness is not Soundness.SOUND or data is None:
        return replace(found, rows=[*found.rows, _changed(found)])
    try:
        rows = list(_rows(data, found.text))
    except (BadValue, KeyError, TypeError, ValueError):
        return replace(found, rows=[*found.rows, _changed(found)])
    others = [
        row
        for row in found.rows
        if row.item is None and not (row.field == "warning" and row.value == "no_tasks")
    ]
    return replace(found, rows=[*others, *rows])


def _changed(found: Taken) -> Row:
    order = sum(row.field == "warning" for row in found.rows)
    return Row("warning", CHANGED, order=order, certainty="certain")


def _rows(data: Any, text: str) -> Iterator[Row]:
    if data["form"] != FORM:
        raise ValueError(data["form"])
    at = 0
    for task in data["tasks"]:
        parts = sorted(task["parts"], key=lambda part: part["field"] != "task")
        begin = at
        for part in parts:
            words = str(part["words"])
            start = text.find(words, begin) if words else -1
            if part["field"] == "task" and start >= 0:
                at = begin = start
            if part["field"] == "task" and start < 0:
                # A task whose words are not in the paper is nobody's task.
                raise ValueError(words)
            if part["field"] not in FIELDS:
                raise ValueError(part["field"])
            if not 0 <= int(task["item"]) < MOST or not 0 <= int(part["order"]) < MOST:
                raise ValueError(task["item"])
            yield Row(
                field=str(part["field"]),
                value=cleaned(part["field"], part["value"]),
                item=int(task["item"]),
                order=int(part["order"]),
                start=start if start >= 0 else None,
                end=start + len(words) if start >= 0 else None,
                rule=RULE,
                certainty="certain",
            )
