"""The paper as it was read: its own words, untouched, with what was found marked.

Marks lie inside one another as the findings do; where two cross, the later one is cut
in two. Every mark has its letter in the text (T C Q H S), so that colour says nothing
alone, and every task has its number (N1 …) in the margin.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Any, Final

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from loa.documents.models import Document, Finding
from loa.documents.reading import is_open
from loa.documents.wording import label_of
from loa.domain.docreader import DOUBTFUL as UNSURE_BELOW

HEAD, BASE, BODY, DUE, QUOTA = "head", "base", "body", "due", "quota"
UNSURE: Final = "unsure"
# Letters of the interface in Vietnamese: Thể thức, Căn cứ, Cơ quan, Hạn, Số lượng.
LETTERS: Final = {HEAD: "T", BASE: "C", BODY: "Q", DUE: "H", QUOTA: "S", UNSURE: "?"}
_KINDS: Final = {
    "citation": BASE,
    "addressee": BODY,
    "recipient": BODY,
    "task.lead": BODY,
    "task.coordinate": BODY,
    "task.via": BODY,
    "task.time": DUE,
    "task.deadline": DUE,
    "task.recurrence": DUE,
    "task.quota": QUOTA,
}
_UNMARKED: Final = {"task", "task.kind", "warning"}
_HEADING_LENGTH: Final = 160
# Decree 30/2020, annex I: these stand in the middle; those of them are bold.
_CENTRED: Final = {
    "doc_type",
    "subject",
    "signer.authority",
    "signer.title",
    "signer.name",
}
_STRONG: Final = _CENTRED | {"issuer"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words that a finding rests on."""

    start: int
    end: int
    kind: str
    title: str
    ident: str = ""
    is_open: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the paper, ready to be printed; ``text`` is its own words."""

    html: SafeString
    text: str


@dataclass(slots=True)
class _Place:
    """A block of the text with what was found in it."""

    start: int
    end: int
    kind: str = "paragraph"
    level: int = 0
    table: int | None = None
    row: int = 0
    column: int = 0
    marks: list[Mark] = field(default_factory=list)
    tasks: list[tuple[int, str]] = field(default_factory=list)
    in_task: bool = False
    is_focus: bool = False
    fields: set[str] = field(default_factory=set)


def paper(
    document: Document,
    findings: Iterable[Finding],
    *,
    focus: Finding | None = None,
    marks: Sequence[Mark] | None = None,
) -> list[Block]:
    """Return the parts of a document in reading order, with findings marked.

    :param findings: those that stand (``Reading.shown``); each needs its words' place
    :param focus: the one looked at: its task's line is lit
    :param marks: what is marked in place of the findings, which then only say how the
        paper is laid out
    """
    rows = [row for row in findings if row.start is not None and row.end is not None]
    places = _places(document)
    starts = [place.start for place in places]
    for row in rows:
        for place in _touched(places, starts, row.start or 0, row.end or 0):
            place.fields.add(row.field)
            if marks is None:
                _add(place, row, focus)
    for mark in [*_unsure(document)] if marks is None else marks:
        for place in _touched(places, starts, mark.start, mark.end):
            place.marks.append(_clipped(mark, place))
    parts: list[Block] = []
    has_section = False
    for number, group in groupby(places, key=lambda place: place.table):
        cells = list(group)
        if number is not None:
            parts.append(_table(document.text, cells))
            continue
        for place in cells:
            parts.append(_paragraph(document.text, place, has_section))
            has_section |= _is_heading(document.text, place)
    return parts


def _places(document: Document) -> list[_Place]:
    """Take the blocks, and whatever words lie between them: nothing is left out."""
    text, at, places = document.text, 0, []
    for block in sorted(document.blocks, key=lambda block: int(block["start"])):
        start, end = max(at, int(block["start"])), int(block["end"])
        places += _lines(text, at, start)
        if end > start:
            places.append(_place(block, start, end))
            at = end
    return places + _lines(text, at, len(text))


def _place(block: dict[str, Any], start: int, end: int) -> _Place:
    return _Place(
        start,
        end,
        str(block.get("kind", "paragraph")),
        int(block.get("level") or 0),
        block.get("table"),
        int(block.get("row") or 0),
        int(block.get("column") or 0),
    )


def _lines(text: str, start: int, end: int) -> list[_Place]:
    places, at = [], start
    for line in text[start:end].split("\n"):
        if line.strip():
            places.append(_Place(at, at + len(line)))
        at += len(line) + 1
    return places


def _touched(
    places: Sequence[_Place], starts: Sequence[int], first: int, last: int
) -> Iterator[_Place]:
    at = max(0, bisect_right(starts, first) - 1)
    while at < len(places) and places[at].start < last:
        if places[at].end > first:
            yield places[at]
        at += 1


def _mark(row: Finding, place: _Place) -> Mark:
    first, last = row.start or 0, row.end or 0
    return Mark(
        max(first, place.start),
        min(last, place.end),
        _KINDS.get(row.field, HEAD),
        str(label_of(row.field)),
        # Only the first piece has the name that a link leads to.
        f"f{row.pk}" if first >= place.start else "",
        is_open(row),
    )


def _add(place: _Place, row: Finding, focus: Finding | None) -> None:
    """Enter a finding into a block."""
    if row.field == "task":
        _add_task(place, row, focus)
    elif row.field not in _UNMARKED:
        place.marks.append(_mark(row, place))


def _unsure(document: Document) -> Iterator[Mark]:
    """The words of a scan that the machine was not sure of."""
    title = _("The machine was unsure of this word: compare it with the picture.")
    for start, end, sure in document.scanned:
        if sure < UNSURE_BELOW:
            yield Mark(start, end, UNSURE, title)


def _clipped(mark: Mark, place: _Place) -> Mark:
    """The piece of a mark that lies in a block; only the first has its name."""
    ident = mark.ident if mark.start >= place.start else ""
    start, end = max(mark.start, place.start), min(mark.end, place.end)
    return replace(mark, start=start, end=end, ident=ident)


def _add_task(place: _Place, row: Finding, focus: Finding | None) -> None:
    place.in_task = True
    if (row.start or 0) >= place.start:
        place.tasks.append((row.start or 0, f"{(row.item or 0) + 1}"))
    if focus is not None and focus.item is not None and focus.item == row.item:
        place.is_focus = True


# --- words with marks -------------------------------------------------------------------


def _words(text: str, place: _Place) -> SafeString:
    """Print a block's words; a second task in it has its number before its words."""
    inner = sorted(place.tasks)[1:]
    cuts = [place.start, *(at for at, _number in inner), place.end]
    pieces = []
    for order, (start, end) in enumerate(pairwise(cuts)):
        if order:
            pieces.append(
                format_html(
                    '<span class="task-in" id="v{0}">N{0}</span>', inner[order - 1][1]
                )
            )
        pieces.append(_nested(text, start, end, _merged(place.marks, start, end)))
    return _joined(pieces)


def _merged(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """Clip marks to a run, and make one of those that would look the same."""
    found: dict[tuple[int, int, str, str], Mark] = {}
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= last:
            continue
        ident = mark.ident if first == mark.start else ""
        mark = replace(mark, start=first, end=last, ident=ident)
        key = (first, last, mark.kind, mark.label)
        if key not in found or (mark.is_open and not found[key].is_open):
            found[key] = mark
    return sorted(found.values(), key=lambda mark: (mark.start, -mark.end))


def _nested(text: str, start: int, end: int, marks: list[Mark]) -> SafeString:
    pieces, at, todo = [], start, marks
    while todo:
        mark, *rest = todo
        inner, later = [], []
        for other in rest:
            if other.start >= mark.end:
                later.append(other)
                continue
            inner.append(replace(other, end=min(other.end, mark.end)))
            if other.end > mark.end:
                later.append(replace(other, start=mark.end, ident=""))
        pieces.append(escape(text[at : mark.start]))
        pieces.append(_marked(mark, _nested(text, mark.start, mark.end, inner)))
        at = mark.end
        todo = sorted(later, key=lambda mark: (mark.start, -mark.end))
    pieces.append(escape(text[at:end]))
    return _joined(pieces)


def _marked(mark: Mark, words: SafeString) -> SafeString:
    return format_html(
        '<mark class="hl hl--{}{}"{} title="{}"><i>{}</i>{}</mark>',
        mark.kind,
        " hl--look" if mark.is_open else "",
        format_html(' id="{}"', mark.ident) if mark.ident else "",
        mark.title,
        mark.label or LETTERS[mark.kind],
        words,
    )


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


# --- paragraphs and tables --------------------------------------------------------------


def _is_heading(text: str, place: _Place) -> bool:
    words = text[place.start : place.end].rstrip()
    return (
        place.kind == "heading"
        and not place.in_task
        and len(words) <= _HEADING_LENGTH
        and not words.endswith((".", ";", ",", ":"))
    )


def _paragraph(text: str, place: _Place, has_section: bool) -> Block:
    tag, css = "p", []
    if _is_heading(text, place):
        # Levels may be skipped in a paper; on the page none is.
        tag = "h3" if has_section and place.level > 1 else "h2"
    elif place.kind == "centred" or place.fields & _CENTRED:
        css.append("c")
        if place.fields & _STRONG:
            css.append("c--strong")
    return _printed(text, place, tag, css)


def _printed(text: str, place: _Place, tag: str, css: list[str]) -> Block:
    ident = label = SafeString("")
    if place.in_task:
        css = [*css, "task-line"]
    if place.is_focus:
        css = [*css, "is-focus"]
    if place.tasks:
        number = min(place.tasks)[1]
        ident = format_html(' id="v{}"', number)
        label = format_html('<span class="task-n">N{}</span>', number)
    html = format_html(
        "<{0}{1}{2}>{3}{4}</{0}>",
        tag,
        ident,
        format_html(' class="{}"', " ".join(css)) if css else "",
        label,
        _words(text, place),
    )
    return Block(html, text[place.start : place.end])


_HEADER_FIELDS = {"number", "symbol", "issuer", "place", "issued_on"}
_CLOSING_FIELDS = {"signer.authority", "signer.title", "signer.name", "recipient"}


def _table(text: str, cells: list[_Place]) -> Block:
    found = set().union(*(cell.fields for cell in cells))
    columns = {cell.column for cell in cells}
    words = "\n".join(text[cell.start : cell.end] for cell in cells)
    is_frame = len(columns) == 2 and not any(cell.in_task for cell in cells)
    if is_frame and found & _HEADER_FIELDS:
        html = _two_columns(text, cells, "dh", ("", ""))
    elif is_frame and found & _CLOSING_FIELDS:
        html = _two_columns(text, cells, "sign", ("sign__to", ""))
    else:
        html = _grid(text, cells)
    return Block(html, words)


def _two_columns(
    text: str, cells: list[_Place], css: str, sides: tuple[str, str]
) -> SafeString:
    first = min(cell.column for cell in cells)
    parts = []
    for is_first, side in zip((True, False), sides, strict=True):
        own = [cell for cell in cells if (cell.column == first) is is_first]
        inner = _joined(_side_line(text, cell) for cell in own)
        parts.append(
            format_html("<div{}>{}</div>", _class(side), inner)
            if side
            else format_html("<div>{}</div>", inner)
        )
    return format_html('<div class="{}">{}</div>', css, _joined(parts))


def _side_line(text: str, cell: _Place) -> SafeString:
    words = text[cell.start : cell.end]
    return _printed(text, cell, "p", ["dh__org"] if words.isupper() else []).html


def _class(css: str) -> SafeString:
    return format_html(' class="{}"', css)


def _grid(text: str, cells: list[_Place]) -> SafeString:
    rows = []
    count = max(cell.column for cell in cells) + 1
    for _row, in_row in groupby(cells, key=lambda cell: cell.row):
        # An empty cell has no words and so no block: its place is kept.
        columns: list[list[SafeString]] = [[] for _column in range(count)]
        for cell in in_row:
            columns[cell.column].append(_printed(text, cell, "p", []).html)
        rows.append(
            format_html_join("", "<td>{}</td>", ((_joined(each),) for each in columns))
        )
    body = format_html_join("", "<tr>{}</tr>", ((row,) for row in rows))
    return format_html(
        '<div class="paper-table" tabindex="0" role="group" aria-label="{}">'
        "<table><tbody>{}</tbody></table></div>",
        _("Table in the document"),
        body,
    )
