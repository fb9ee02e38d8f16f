"""A doubtful finding as a card: what it is, its words, why, and what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from loa.documents.forms import FindingForm
from loa.documents.models import Document, Finding
from loa.documents.reading import Reading
from loa.documents.reasons import reason_of
from loa.documents.wording import label_of

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


def quote_of(finding: Finding, document: Document) -> str:
    """Return the words that a finding rests on, cut at a word when they are long."""
    if finding.start is None or finding.end is None:
        return ""
    words = " ".join(document.text[finding.start : finding.end].split())
    if len(words) <= QUOTE_LENGTH:
        return words
    return words[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
