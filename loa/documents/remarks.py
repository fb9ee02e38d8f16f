"""The proofreader's remarks on a document, with what people made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from loa.documents import apart, selectors
from loa.documents.models import Document, RemarkSetAside
from loa.documents.paper import Mark
from loa.domain.docreader import Block, Remark, Span, proofread, reread
from loa.domain.docreader.document import BlockKind
from loa.files import selectors as files

AROUND = 60
FORM = "form."
WORD = (".docx", ".docm", ".dotx")


@dataclass(frozen=True, slots=True)
class Shown:
    """One remark as the page has it; ``aside`` is set where a person called it no fault.

    ``before`` and ``after`` are the words around it; without a place all are empty.
    """

    number: int
    remark: Remark
    before: str
    after: str
    aside: RemarkSetAside | None = None

    @property
    def ident(self) -> str:
        """The name of its place in the paper."""
        return f"s{self.number}"

    @property
    def start(self) -> int:
        return self.remark.span.start if self.remark.span else 0

    @property
    def end(self) -> int:
        return self.remark.span.end if self.remark.span else 0

    @property
    def name(self) -> str:
        return self.remark.kind.name.said(_language())

    @property
    def reason(self) -> str:
        return self.remark.reason.said(_language())

    @property
    def suggestion(self) -> str:
        return self.remark.suggestion.said(_language())


def _language() -> str:
    return get_language() or "vi"


def remarks_on(document: Document) -> list[Shown]:
    """Return the remarks on a document in the order of its text, numbered from 1."""
    asides = {
        (row.rule, row.start, row.end): row
        for row in RemarkSetAside.objects.filter(
            document=document, taken_back_at=None
        ).select_related("by")
    }
    shown = []
    for number, remark in enumerate((*_on_form(document), *_on_text(document)), 1):
        span = remark.span
        key = (remark.rule, span.start if span else 0, span.end if span else 0)
        before, after = _around(document.text, span) if span else ("", "")
        shown.append(Shown(number, remark, before, after, asides.get(key)))
    return shown


def find_remark(document: Document, rule: str, start: int, end: int) -> Remark | None:
    """Return the remark of a rule at a place, if it is (still) made."""
    made = _on_form if rule.startswith(FORM) else _on_text
    wanted = Span(start, end) if end else None
    return next(
        (one for one in made(document) if (one.rule, one.span) == (rule, wanted)), None
    )


def _on_text(document: Document) -> tuple[Remark, ...]:
    return proofread(reread(document.text, list(_blocks(document.blocks))))


def _on_form(document: Document) -> tuple[Remark, ...]:
    """The remarks on the Word file that was brought in; it is opened apart."""
    original = selectors.original_of(document)
    if original is None or not original.file.name.lower().endswith(WORD):
        return ()
    try:
        content = files.content(original.file)
    except files.Lost:  # its own page says so
        return ()
    return apart.proofread_form(content)


def marks_of(shown: list[Shown]) -> list[Mark]:
    """Return what is marked in the paper: every remark with a place, by its number."""
    return [
        Mark(
            one.start,
            one.end,
            "aside" if one.aside else "remark",
            one.name,
            one.ident,
            label=str(one.number),
        )
        for one in shown
        if one.remark.span is not None
    ]


def _blocks(kept: list[dict[str, Any]]) -> Iterator[Block]:
    for block in kept:
        yield Block(
            BlockKind(block.get("kind", BlockKind.PARAGRAPH)),
            Span(int(block["start"]), int(block["end"])),
            int(block.get("level") or 0),
            block.get("table"),
            block.get("row"),
            block.get("column"),
            int(block.get("height") or 1),
        )


def _around(text: str, span: Span) -> tuple[str, str]:
    """The words of the same paragraph before and after a place, cut at spaces."""
    before = text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + AROUND].partition("\n")[0]
    if len(before) == AROUND:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after
