"""Tags of the documents' pages: `{% load documents %}`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.db.models import Q
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.common import figures
from loa.common.dates import today
from loa.common.templatetags.common import field as common_field
from loa.documents import addresses, policies, selectors
from loa.documents.graph import Basis, Graph, Node, bases_of
from loa.documents.graph.bases import said_of
from loa.documents.graph.flags import OVER, of_document
from loa.documents.graph.nodes import STATES, Edge
from loa.documents.graph.seeing import relations_seen
from loa.documents.library import Asked
from loa.documents.models import Document, DocumentFile, Finding, Relation, Status
from loa.documents.reading import Reading, TaskReading
from loa.documents.relating import SAYINGS, WORDS
from loa.documents.snippets import Piece
from loa.documents.wording import CERTAINTIES, label_of, say, value_of
from loa.files import sniff

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
    for name in ("co_issuers", "co_signers", "urgency"):
        if name in header:
            yield _pair(header, label_of(name), (name,))


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


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One legal basis on a page: what it is called, and where it is changed."""

    basis: Basis
    name: str
    certainty: Any = ""
    edit_url: str = ""
    settle_url: str = ""


@register.inclusion_tag("documents/_bases.html", takes_context=True)
def bases(
    context: template.Context, reading: Reading, can_edit: bool
) -> dict[str, Any]:
    """The legal bases with what is to be known of each; of an open reading too."""
    document = reading.document
    acting = getattr(context.get("request"), "acting", None)
    found = bases_of(document, acting, today(), reading)
    if document.status != Status.CONFIRMED:
        rows = [
            BasisRow(
                basis,
                str(basis.citation),
                certainty_word(finding),
                reverse("documents:finding_settle", args=[document.pk, finding.pk])
                if can_edit
                else "",
            )
            for basis, finding in zip(found, reading.citations, strict=False)
        ]
    else:
        may_settle = policies.can_write(acting, document)
        rows = [
            BasisRow(
                basis,
                str(basis.citation),
                settle_url=reverse(
                    "documents:citation", args=[document.pk, basis.citation.pk]
                )
                if may_settle
                and (basis.citation.code and (basis.near or basis.document))
                else "",
            )
            for basis in found
        ]
    return {"rows": rows}


@register.filter
def above(graph: Graph, key: str) -> list[tuple[Edge, Node]]:
    """Give what a paper of the graph rests on."""
    return graph.above(key)


@register.filter
def legend(graph: Graph) -> list[tuple[str, str, Any]]:
    """Give the signs that the graph uses, each once."""
    used = {node.state for node in graph.nodes.values()}
    return [sign for state, sign in STATES.items() if state in used]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One line of what became of a document."""

    relation: Relation
    other: Document
    words: Any
    day: date | None
    can_close: bool

    @property
    def day_words(self) -> str:
        return figures.day(self.day) if self.day else ""


@register.inclusion_tag("documents/_relations.html", takes_context=True)
def relations(context: template.Context, document: Document) -> dict[str, Any]:
    """What other papers do to this one, and it to others."""
    acting = getattr(context.get("request"), "acting", None)
    found = relations_seen(acting, today()).filter(
        Q(document=document) | Q(other=document)
    )
    rows = []
    for row in found:
        is_passive = row.other_id == document.pk
        saying = next(
            name for name, said in SAYINGS.items() if said == (row.kind, is_passive)
        )
        rows.append(
            RelationRow(
                row,
                row.document if is_passive else row.other,
                WORDS[saying],
                row.effective_on or row.document.issued_on,
                policies.is_own_relation(acting, row),
            )
        )
    is_open = document.status == Status.CONFIRMED and policies.can_relate(acting)
    return {"document": document, "rows": rows, "can_relate": is_open}


@register.inclusion_tag("documents/_standing.html", takes_context=True)
def standing(context: template.Context, document: Document) -> dict[str, Any]:
    """Whether the document still stands, when another paper or the law says it does not."""
    acting = getattr(context.get("request"), "acting", None)
    on = today()
    said = said_of([document], acting, on).get(document.pk, [])
    found = [flag for flag in of_document(document, said, on, on) if flag.kind in OVER]
    return {"flags": found}


@register.inclusion_tag("documents/_marked.html")
def marked(pieces: list[Piece]) -> dict[str, Any]:
    """Some words, those that were looked for marked."""
    return {"pieces": pieces}


@register.simple_tag
def asked_address(asked: Asked, direction: str) -> str:
    """The same question to another shelf of the library."""
    return asked.address(huong=direction)


@register.inclusion_tag("documents/_packet.html", takes_context=True)
def packet(context: Any, document: Document, can_edit: Any = False) -> dict[str, Any]:
    """The zip or e-mail that a document came in, and which file was read."""
    rows = selectors.packet_of(document)
    is_container = DocumentFile.Role.CONTAINER
    return {
        "csrf_token": context.get("csrf_token"),
        "document": document,
        "container": next((row for row in rows if row.role == is_container), None),
        "files": [row for row in rows if row.role != is_container],
        "readable": sniff.READABLE,
        "can_edit": bool(can_edit),
    }
