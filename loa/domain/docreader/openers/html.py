"""Web pages (.html): what the body shows, without what a portal puts around it.

Scripts, styles, menus, forms and hidden parts are dropped. A table that only places
things on the page becomes its paragraphs; one of data stays a table. The encoding is
taken from the byte order mark, then the page's own word, then by trial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from loa.domain.docreader.openers.fonts import words
from loa.domain.docreader.openers.labels import numeral
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawRow,
    RawTable,
    flat,
    pieces,
)
from loa.domain.docreader.unreadable import Reason, Unreadable
from loa.domain.text import legacy

_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|table|div|p|meta|title|article)\b[^<]*>",
    re.IGNORECASE,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_NOTE = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+$")
_NOTE_MARK = re.compile(r"#(?:_ftn|_edn|sdfootnote|sdendnote)")
_ENDS = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Nơi\s+nhận")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_DROPPED = {
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed",
    "svg", "canvas", "audio", "video", "map", "form", "button", "select", "textarea",
    "input", "nav", "footer", "aside", "dialog", "del", "rt", "rp",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "ul", "form", "td", "th", "tr", "tbody", "thead", "tfoot",
}  # fmt: skip
_Run = tuple[str, html.HtmlElement]
_MAX_DEPTH = 200
_MOST_COLUMNS = 30
_MOST_ROWS = 20_000
_MOSTLY = 0.75


def is_html(text: str) -> bool:
    """Whether a text is a page and not a paper that has a "<" in it."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and _TAG.search(head) is not None


def decode_html(raw: bytes) -> str | None:
    """The page that bytes are; None if they are no page."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", "replace")
        return text if is_html(text) else None
    if not is_html(raw[:8192].removeprefix(b"\xef\xbb\xbf").decode("latin-1")):
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(raw[:8192]) or _XML_CHARSET.match(raw)
    name = said[1].decode("ascii", "replace").lower() if said else ""
    # Word says so of every page; Vietnamese ones then hold an older coding.
    if name and name not in ("windows-1252", "iso-8859-1", "us-ascii", "utf-8"):
        try:
            return raw.decode(name, "replace")
        except (LookupError, UnicodeError):
            pass
    return legacy.from_bytes(raw)[0]


def open_page(raw: bytes) -> RawDocument:
    """The paragraphs and tables of the page that bytes are.

    :raises Unreadable: when it shows no text
    """
    return open_html(decode_html(raw) or raw.decode("utf-8", "replace"))


def open_html(text: str) -> RawDocument:
    """The paragraphs and tables that a page shows.

    :raises Unreadable: when it shows no text
    """
    # A declaration of an encoding in a text already decoded would be believed again.
    bare = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(bare, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as e:
        raise Unreadable(Reason.EMPTY, f"html: {e}") from e
    body = root.find("body")
    body = root if body is None else body
    _drop(body)
    notes = tuple(_notes(body))
    blocks = tuple(_blocks(_main(body), 0))
    if not blocks:
        raise Unreadable(Reason.EMPTY, "a page without text")
    return RawDocument(blocks, notes)


def _notes(body: html.HtmlElement) -> Iterator[str]:
    """The footnotes that Word and LibreOffice set at the end, taken out of the page."""
    for mark in [*body.iter("a")]:
        if _NOTE_MARK.match(mark.get("href", "")):
            mark.clear(keep_tail=True)
    for note in [one for one in body.iter("div") if _NOTE.match(one.get("id", ""))]:
        if text := " ".join(note.text_content().split()):
            yield text
        note.clear(keep_tail=True)


def _main(body: html.HtmlElement) -> html.HtmlElement:
    """The innermost part that holds nearly all words which are no links."""
    # A paper begins with its letterhead and ends with its recipients.
    ends = {match[0] for match in _ENDS.finditer(body.text_content())}
    weights = _weights(body)
    part = body
    while True:
        inner = [
            child
            for child in part
            if child.tag in ("div", "article", "main", "section", "form", "center")
            and weights.get(child, 0) >= _MOSTLY * weights[body]
            and all(end in child.text_content() for end in ends)
        ]
        if len(inner) != 1:
            return part
        part = inner[0]


def _drop(body: html.HtmlElement) -> None:
    for element in [*body.iter(etree.Element)]:
        # Microsoft's servers wrap a whole page in one form: that is none to fill in.
        is_page = element.tag == "form" and any(
            True for _ in element.iter("p", "table")
        )
        hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
        is_dropped = hidden or (element.tag in _DROPPED and not is_page)
        if is_dropped and element is not body and element.getparent() is not None:
            element.clear(keep_tail=True)


def _weights(body: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """How many letters outside of links each part holds."""
    found: dict[html.HtmlElement, int] = {}
    for element in body.iter(etree.Element):
        found[element] = 0 if element.tag == "a" else len((element.text or "").strip())
    for element in reversed([*found]):
        parent = element.getparent()
        if parent in found:
            own = 0 if element.tag == "a" else found[element]
            found[parent] += own + len((element.tail or "").strip())
    return found


def _blocks(part: html.HtmlElement, depth: int) -> Iterator[RawParagraph | RawTable]:
    """The paragraphs and tables of a part, in reading order."""
    held: list[_Run] = []
    for one in _pieces(part):
        if isinstance(one, tuple):
            held.append(one)
            continue
        if one is None and len(held) == 1 and held[0][1].tag == "li":
            continue  # an item's mark; its words stand in a paragraph of their own
        yield from _paragraph(held)
        held = []
        if one is not None and depth < 20:
            yield from _table(one, depth)
    yield from _paragraph(held)


def _pieces(part: html.HtmlElement) -> Iterator[_Run | html.HtmlElement | None]:
    """Words with the element they stand in, tables, and None where a paragraph ends."""
    if part.text:
        yield part.text, part
    stack = [(iter(part), part)]
    while stack:
        children, own = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if own.tag in _BLOCKS:
                yield None
            if stack and own.tail:
                yield own.tail, stack[-1][1]
        elif child.tag in ("br", "table") or len(stack) >= _MAX_DEPTH:
            yield ("\0", own) if child.tag == "br" else child
            if child.tail:
                yield child.tail, own
        else:
            yield from _begun(child)
            stack.append((iter(child), child))


def _begun(element: html.HtmlElement) -> Iterator[_Run | None]:
    if element.tag in _BLOCKS:
        yield None
    if element.tag == "li":
        yield _mark(element), element
    if element.text:
        yield element.text, element


def _mark(item: html.HtmlElement) -> str:
    """The mark of a list's item, as the page shows it."""
    holder = item.getparent()
    if holder is None or holder.tag != "ol":
        return "- "
    start = holder.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < 5 else 1
    place = first + sum(1 for one in item.itersiblings("li", preceding=True))
    kind = holder.get("type", "1")
    return f"{numeral(place, kind if kind in ('1', 'a', 'A', 'i', 'I') else '1')}. "


def _paragraph(held: list[_Run]) -> Iterator[RawParagraph]:
    if not any(text.strip(" \0\t\r\n\f\xa0") for text, _ in held):
        return
    runs = [(_WHITE.sub(" ", text), _font(own)) for text, own in held]
    text = words(runs).replace(" \0", "\n").replace("\0 ", "\n").replace("\0", "\n")
    owners = [own for said, own in held if said.strip(" \0\t\r\n\f\xa0")]
    yield from pieces(
        text.strip(" "),
        is_centred=_is_centred(owners[0]),
        is_bold=all(map(_is_bold, owners)),
    )


def _near(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """An element and those around it, up to the paragraph or cell it stands in."""
    yield element
    for above in element.iterancestors():
        yield above
        if above.tag in ("p", "td", "th", "li", "body"):
            return


def _is_centred(element: html.HtmlElement) -> bool:
    return any(
        one.tag == "center"
        or one.get("align", "").lower() == "center"
        or _CENTRED.search(one.get("style", ""))
        for one in _near(element)
    )


def _is_bold(element: html.HtmlElement) -> bool:
    return any(
        one.tag in ("b", "strong", "h1", "h2", "h3", "h4", "th")
        or _BOLD.search(one.get("style", ""))
        for one in _near(element)
    )


def _font(element: html.HtmlElement) -> str:
    for one in _near(element):
        if face := one.get("face"):
            return str(face).split(",")[0].strip()
        if found := _FONT.search(one.get("style", "")):
            return found[1].strip()
    return ""


def _table(table: html.HtmlElement, depth: int) -> Iterator[RawParagraph | RawTable]:
    """A table; one that only places other things on the page becomes those things."""
    rows = [
        row
        for row in table.iter("tr")
        if next(row.iterancestors("table"), None) is table
    ][:_MOST_ROWS]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if max(map(len, cells), default=0) < 2 or any(
        next(cell.iter("table"), None) is not None and _is_most(cell, table)
        for row in cells
        for cell in row
    ):
        for row in cells:
            for cell in row:
                yield from _blocks(cell, depth + 1)
        return
    grid = [*_grid(cells, depth)]
    covered = {at: under for at, (_, under) in enumerate(grid) if under}
    yield RawTable(tuple(row for row, _ in grid), covered)


def _is_most(cell: html.HtmlElement, table: html.HtmlElement) -> bool:
    return len(cell.text_content()) * 2 > len(table.text_content())


def _grid(
    cells: list[list[html.HtmlElement]], depth: int
) -> Iterator[tuple[RawRow, frozenset[int]]]:
    """The rows, with every cell in its column though others span rows or columns.

    Beside each the columns that a cell above reaches over.
    """
    hanging: dict[int, int] = {}

    def pad(made: list[RawCell], under: set[int]) -> None:
        while hanging.get(len(made), 0) and len(made) < _MOST_COLUMNS:
            hanging[len(made)] -= 1
            under.add(len(made))
            made.append(())

    for row in cells:
        made: list[RawCell] = []
        under: set[int] = set()
        for cell in row:
            pad(made, under)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            found = tuple(flat(_blocks(cell, depth + 1)))
            for place in range(wide):
                if high > 1:
                    hanging[len(made)] = high - 1
                made.append(found if place == 0 else ())
        pad(made, under)
        yield tuple(made), frozenset(under)


def _span(cell: html.HtmlElement, name: str) -> int:
    said = cell.get(name, "1")
    wide = int(said) if said.isdecimal() and len(said) < 4 else 1
    return max(1, min(wide, _MOST_COLUMNS))
