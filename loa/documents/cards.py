"""A doubtful finding as a card: what it is, its words, why, and what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from loa.documents.forms import FindingForm
from loa.documents.models import Document, Finding
from loa.documents.reading import LIKELY, Reading, TaskReading
from loa.documents.reasons import reason_of
from loa.documents.wording import label_of, say

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

QUOTE_LENGTH = 280


@dataclass(frozen=True, slots=True)
class Card:
    """What the template `documents/_finding_card.html` shows."""

    finding: Finding
    what: Text
    task: str
    quote: str
    why: Text
    form: FindingForm
    anchor: str
    settle_url: str
    edit_url: str
    is_first: bool = False

    @property
    def ident(self) -> str:
        return f"muc-{self.finding.pk}"

    @property
    def is_likely(self) -> bool:
        """Whether it may be left as it is."""
        return self.finding.certainty == LIKELY


def card(
    finding: Finding,
    document: Document,
    position: int = 0,
    form: FindingForm | None = None,
) -> Card:
    """Make the card of a finding; the first one has the keys."""
    item = finding.item
    if form is None:
        form = FindingForm(finding.field, value=finding.value)
    return Card(
        finding=finding,
        what=label_of(finding.field),
        task="" if item is None else f"N{item + 1}",
        quote=quote_of(finding, document),
        why=reason_of(finding.rule, is_added=finding.proposed is None),
        form=form,
        anchor=f"f{finding.pk}" if item is None else f"v{item + 1}",
        settle_url=reverse("documents:finding_settle", args=[document.pk, finding.pk]),
        edit_url=_edit_url(finding, document),
        is_first=position == 0,
    )


def _edit_url(finding: Finding, document: Document) -> str:
    if finding.item is not None:
        return reverse("documents:task_edit", args=[document.pk, finding.item])
    if finding.field in {"citation", "addressee", "recipient"}:
        return reverse("documents:finding_settle", args=[document.pk, finding.pk])
    return reverse("documents:header_edit", args=[document.pk])


def doubtful(reading: Reading) -> list[Card]:
    """Return the cards of what waits to be looked at, in the order of the text."""
    rows = sorted(reading.doubtful, key=lambda row: (row.start or 0, row.pk))
    return [card(row, reading.document, n) for n, row in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task worth a look as a whole: what was read of it, and which parts to look at."""

    task: TaskReading
    quote: str
    parts: list[tuple[Text, str]]
    why: list[Text]
    settle_url: str
    edit_url: str
    drop_url: str
    is_first: bool

    @property
    def ident(self) -> str:
        return f"xem-{self.task.label}"


def likely(reading: Reading, *, is_first: bool) -> list[Card]:
    """Return the cards of what is worth a look outside the tasks."""
    rows = sorted(reading.likely, key=lambda row: (row.start or 0, row.pk))
    return [
        card(row, reading.document, n + (not is_first)) for n, row in enumerate(rows)
    ]


def likely_tasks(reading: Reading, *, is_first: bool) -> list[TaskCard]:
    """Return a card for each task worth a look; a person says of all its parts at once."""
    return [
        _task_card(task, reading.document, is_first=is_first and n == 0)
        for n, task in enumerate(reading.likely_tasks)
    ]


def _task_card(task: TaskReading, document: Document, *, is_first: bool) -> TaskCard:
    parts = [row for row in task.likely if row.field != "task"]
    rules = dict.fromkeys(row.rule for row in task.likely)
    place = [document.pk, task.item]
    return TaskCard(
        task=task,
        quote=quote_of(task.finding, document) or task.title,
        parts=[(label_of(row.field), say(row.field, row.value)) for row in parts],
        why=[reason_of(rule, is_added=False) for rule in rules],
        settle_url=reverse("documents:task_settle", args=place),
        edit_url=reverse("documents:task_edit", args=place),
        drop_url=reverse("documents:task_drop", args=place),
        is_first=is_first,
    )


def quote_of(finding: Finding, document: Document) -> str:
    """Return the words that a finding rests on, cut at a word when they are long."""
    if finding.start is None or finding.end is None:
        return ""
    words = " ".join(document.text[finding.start : finding.end].split())
    if len(words) <= QUOTE_LENGTH:
        return words
    return words[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
