"""Tags of the documents' pages: `{% load documents %}`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.translation import gettext as _

from loa.common.dates import today
from loa.common.templatetags.common import field as common_field
from loa.documents import addresses, selectors
from loa.documents.models import Document, Finding, Status
from loa.documents.reading import Reading, TaskReading
from loa.documents.wording import CERTAINTIES, label_of, say, value_of

register = template.Library()

SHOWN = ("issuer", "subject", "signer.authority", "signer.title", "signer.name")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts."""

    label: Any
    value: str
    certainty: Any = ""
    is_strong: bool = False


@register.filter
def finding_value(finding: Finding) -> str:
    """Say what was found."""
    return value_of(finding)


@register.filter
def certainty_word(finding: Finding) -> Any:
    """Say how far to trust a finding, or what a person made of it."""
    if finding.state == Finding.State.PROPOSED:
        return CERTAINTIES.get(finding.certainty, finding.certainty)
    return finding.get_state_display()


@register.filter
def field_label(name: str) -> Any:
    """Say what a field is called."""
    return label_of(name)


@register.filter
def review_url(document: Document) -> str:
    """Give the address at which the reading is gone through."""
    return addresses.review_url(document)


@register.filter
def received_by(reading: Reading) -> list[Finding]:
    """Give the lines of addressees, then those of recipients."""
    return [*reading.addressees, *reading.recipients]


@register.filter
def header_facts(reading: Reading) -> Iterator[Fact]:
    """Give the header line by line; what the document does not have is a dash."""
    header = reading.header
    yield _pair(header, _("Number and symbol"), ("number", "symbol"), "/", strong=True)
    yield _pair(header, _("Type of document"), ("doc_type",))
    yield _pair(header, _("Place, day"), ("place", "issued_on"), ", ")
    for name in SHOWN:
        yield _pair(header, label_of(name), (name,))
    if "urgency" in header:
        yield _pair(header, label_of("urgency"), ("urgency",))


def _pair(
    header: dict[str, Finding],
    label: Any,
    names: tuple[str, ...],
    between: str = "",
    *,
    strong: bool = False,
) -> Fact:
    rows = [header[name] for name in names if name in header]
    value = between.join(value_of(row) for row in rows)
    words = list(dict.fromkeys(str(certainty_word(row)) for row in rows))
    return Fact(label, value, " · ".join(words), strong)


@register.filter
def task_facts(task: TaskReading) -> Iterator[Fact]:
    """Give when, how many and of what kind, as far as the task says it."""
    if task.via:
        yield Fact(label_of("task.via"), task.via.printed)
    if task.deadline:
        yield Fact(_("Due"), say("task.deadline", task.deadline))
    if task.recurrence and task.recurrence != "once":
        yield Fact(_("Due"), say("task.recurrence", task.recurrence))
    if task.quota:
        yield Fact(label_of("task.quota"), say("task.quota", task.quota))
    yield Fact(label_of("task.kind"), say("task.kind", task.kind))


@register.inclusion_tag("components/field.html")
def finding_field(bound: BoundField, ident: str) -> dict[str, Any]:
    """A field of a card: as `{% field %}`, with names of its own on a page of many."""
    bound.form.auto_id = f"{ident}-%s"
    return common_field(bound.form[bound.name])


@register.filter
def task_label(finding: Finding) -> str:
    """Say which task a finding belongs to: N1, N2 …"""
    return f"N{(finding.item or 0) + 1}"


@register.inclusion_tag("documents/_reading_notes.html", takes_context=True)
def reading_notes(context: template.Context, reading: Reading) -> dict[str, Any]:
    """What to know before trusting a reading: the reader's cautions, a duplicate."""
    document = reading.document
    is_open = document.status == Status.READ
    acting = getattr(context.get("request"), "acting", None)
    return {
        "warnings": reading.warnings if is_open else [],
        "duplicate": selectors.duplicate_of(document, acting, today()),
    }
