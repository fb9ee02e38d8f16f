"""Tasks that a person adds, corrects or drops in a reading."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from loa.documents.models import Document, Finding
from loa.documents.reading import DOUBTFUL, LIKELY, PROPOSALS
from loa.documents.services.gate import hold_tasks_open, log
from loa.documents.values import cleaned
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

State = Finding.State


class WordsNotFound(ValueError):
    """The words of a new task do not stand in the document."""


@dataclass(frozen=True, slots=True)
class TaskValues:
    """The parts of a task as a person gives them; None and [] mean there is none."""

    leads: list[str] = field(default_factory=list)
    coordinates: list[str] = field(default_factory=list)
    via: str | None = None
    deadline: date | None = None
    recurrence: str | None = None
    quota: dict[str, Any] | None = None
    kind: str | None = None
    binding: bool = True

    def parts(self) -> dict[str, list[Any]]:
        """Return the values by field of the finding."""
        single = {
            "task.via": self.via,
            "task.deadline": self.deadline,
            "task.recurrence": self.recurrence,
            "task.quota": self.quota,
            "task.kind": self.kind,
        }
        lists = {"task.lead": self.leads, "task.coordinate": self.coordinates}
        return {
            name: [value] if value else [] for name, value in single.items()
        } | lists


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who changes which task, when."""

    document: Document
    item: int
    actor: "User"
    at: datetime


@transaction.atomic
def add_task(
    *,
    document: Document,
    words: str,
    values: TaskValues,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> int:
    """Add a task that the reader did not find; return its item.

    :param words: its sentence, copied from the document; spaces may differ
    :raises WordsNotFound: when the document does not have them
    :raises BadValue: when a part cannot have its value
    :raises AlreadyConfirmed: when the document is no longer open
    """
    hold_tasks_open(document, acting)
    start, end = find_words(document.text, words)
    last = document.findings.aggregate(last=Max("item"))["last"]
    hand = _Hand(document, 0 if last is None else last + 1, actor, at)
    whole = {
        "text": document.text[start:end],
        "binding": values.binding,
        "is_joint": None,
        "section": "",
        "channels": [],
    }
    _create(hand, "task", whole, 0, (start, end))
    changes = _set_parts(hand, values, (start, end))
    log(
        "task.added",
        document,
        actor=actor,
        acting=acting,
        at=at,
        detail={"item": hand.item, "parts": changes},
    )
    return hand.item


@transaction.atomic
def settle_task(
    *,
    document: Document,
    item: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> int:
    """Say that a task is right as it was read; return how many parts waited for that.

    :raises Finding.DoesNotExist: when the document has no such task
    :raises AlreadyConfirmed: when the document is no longer open
    """
    hold_tasks_open(document, acting)
    rows = document.findings.filter(item=item)
    if not rows.filter(field="task").exclude(state=State.DROPPED).exists():
        raise Finding.DoesNotExist
    waiting = rows.filter(
        certainty__in=(DOUBTFUL, LIKELY), state=State.PROPOSED
    ).exclude(field__in=PROPOSALS)
    count = waiting.update(state=State.CONFIRMED, by=actor, at=at)
    detail = {"item": item, "count": count}
    log("task.settled", document, actor=actor, acting=acting, at=at, detail=detail)
    return count


@transaction.atomic
def correct_task(
    *,
    document: Document,
    item: int,
    values: TaskValues,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    """Give a task the parts that a person chose: what stays is confirmed by that.

    :raises Finding.DoesNotExist: when the document has no such task
    :raises BadValue: when a part cannot have its value; then nothing is changed
    :raises AlreadyConfirmed: when the document is no longer open
    """
    hold_tasks_open(document, acting)
    whole = document.findings.get(field="task", item=item)
    hand = _Hand(document, item, actor, at)
    value = dict(whole.value or {}) | {"binding": values.binding}
    _settle(hand, whole, value)
    changes = _set_parts(hand, values, (whole.start, whole.end))
    log(
        "task.corrected",
        document,
        actor=actor,
        acting=acting,
        at=at,
        detail={"item": item, "parts": changes},
    )


@transaction.atomic
def drop_task(
    *, document: Document, item: int, actor: "User", acting: Acting | None, at: datetime
) -> None:
    """Say that a task is none; it can be taken back.

    :raises Finding.DoesNotExist: when the document has no such task
    :raises AlreadyConfirmed: when the document is no longer open
    """
    hold_tasks_open(document, acting)
    whole = document.findings.get(field="task", item=item)
    _save(_Hand(document, item, actor, at), whole, State.DROPPED)
    detail = {"item": item}
    log("task.dropped", document, actor=actor, acting=acting, at=at, detail=detail)


@transaction.atomic
def restore_task(
    *, document: Document, item: int, actor: "User", acting: Acting | None, at: datetime
) -> None:
    """Take back the dropping of a task.

    :raises Finding.DoesNotExist: when the document has no such task
    :raises AlreadyConfirmed: when the document is no longer open
    """
    hold_tasks_open(document, acting)
    whole = document.findings.get(field="task", item=item)
    _settle(_Hand(document, item, actor, at), whole, whole.value)
    detail = {"item": item}
    log("task.restored", document, actor=actor, acting=acting, at=at, detail=detail)


def find_words(text: str, words: str) -> tuple[int, int]:
    """Return where words stand in a text, whatever the spaces between them.

    :raises WordsNotFound: when they do not
    """
    parts = [re.escape(word) for word in words.split()]
    found = re.search(r"\s+".join(parts), text) if parts else None
    if found is None:
        raise WordsNotFound(words)
    return found.start(), found.end()


def _set_parts(
    hand: _Hand, values: TaskValues, span: tuple[int | None, int | None]
) -> dict[str, Any]:
    """Make the task's parts those that are wanted; return them by field."""
    wanted = {
        name: [cleaned(name, value) for value in given]
        for name, given in values.parts().items()
    }
    for name, chosen in wanted.items():
        rows = list(hand.document.findings.filter(field=name, item=hand.item))
        if name in {"task.lead", "task.coordinate"}:
            _set_list(hand, name, rows, chosen, span)
        else:
            _set_single(hand, name, rows, chosen, span)
    return wanted


def _set_single(
    hand: _Hand,
    name: str,
    rows: list[Finding],
    chosen: list[Any],
    span: tuple[int | None, int | None],
) -> None:
    if not chosen:
        for row in rows:
            _save(hand, row, State.DROPPED)
    elif rows:
        _settle(hand, rows[0], chosen[0])
    else:
        _create(hand, name, chosen[0], 0, _inside(hand.document, chosen[0], span))


def _set_list(
    hand: _Hand,
    name: str,
    rows: list[Finding],
    chosen: list[Any],
    span: tuple[int | None, int | None],
) -> None:
    known = {row.value: row for row in rows}
    for row in rows:
        if row.value not in chosen:
            _save(hand, row, State.DROPPED)
    for order, value in enumerate(dict.fromkeys(chosen)):
        old = known.get(value)
        if old is not None:
            old.order = order
            _settle(hand, old, value)
        else:
            place = _inside(hand.document, value, span)
            _create(hand, name, value, order, place)


def _inside(
    document: Document, value: Any, span: tuple[int | None, int | None]
) -> tuple[int | None, int | None]:
    """Find a new part's own words in its task's sentence, so that the paper marks them."""
    start, end = span
    if not isinstance(value, str) or start is None or end is None:
        return None, None
    try:
        first, last = find_words(document.text[start:end], value)
    except WordsNotFound:
        return None, None
    return start + first, start + last


def _create(
    hand: _Hand, name: str, value: Any, order: int, span: tuple[int | None, int | None]
) -> None:
    Finding.objects.create(
        document=hand.document,
        field=name,
        item=hand.item,
        order=order,
        value=value,
        start=span[0],
        end=span[1],
        state=State.ADDED,
        by=hand.actor,
        at=hand.at,
    )


def _settle(hand: _Hand, row: Finding, value: Any) -> None:
    row.value = value
    if row.proposed is None:
        _save(hand, row, State.ADDED)
    else:
        is_same = value == row.proposed
        _save(hand, row, State.CONFIRMED if is_same else State.CORRECTED)


def _save(hand: _Hand, row: Finding, state: str) -> None:
    row.state, row.by, row.at = state, hand.actor, hand.at
    row.save(update_fields=["value", "order", "state", "by", "at"])
