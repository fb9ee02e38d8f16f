"""A page as lines from top to bottom: where its item begins, where it ends, what is beside.

Between the headline and the first box of other items, of comments or of the publisher
stands the item. A short box that is mostly a link is the teaser of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from loa.domain.text import fold, squash

_SILENT = frozenset(
    ["script", "style", "noscript", "template", "head", "option", "select", "button"]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_BOXES = frozenset(
    ["li", "tr", "td", "dd", "dt", "p", "div", "article", "h2", "h3", "h4"]
)
_BOX_WORDS = 80
_LINK_WORDS = 4
_LINK_SHARE = 0.25
_HEAD_WORDS = 6
_HEAD_SHARE = 0.12
# What stands behind an item: other items, readers, who answers for the site.
_BEHIND = re.compile(
    r"(?:cac )?(?:tin|bai)(?: tuc| viet| bai)* (?:lien quan|khac|moi hon|cu hon|cung|"
    r"moi nhat|noi bat|doc nhieu|xem nhieu|da dua|tiep theo)|(?:xem|doc) nhieu|xem them|"
    r"binh luan|y kien (?:ban doc|cua ban|phan hoi)|gui (?:binh luan|y kien|phan hoi)|"
    r"co quan chu quan|ban quyen|giay phep (?:so|hoat dong|xuat ban|thiet lap)|©|"
    r"chiu trach nhiem|(?:dang|luot|tong so luot) truy cap|dang online|related|comments"
)
_FURNITURE = frozenset(["header", "footer", "nav"])
_SITE = re.compile(
    r"^(?:cong|trang) thong tin|^website|^bao (?:dien tu|va)|^chuyen trang"
)
_TITLE_NAME = re.compile(
    r"(?:^|[-_\s])(?:\w*title\w*|tieu-?de\w*|head(?:line|ing)?|lbl(?:title|headline)|subject)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)
_LEAST_TITLE = 3
_MOST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that one element holds.

    :param line: number of the line that it stands in
    :param linked: it is, or stands in, a link
    :param teaser: it belongs to a short box that is mostly a link
    :param named: class, id and itemprop of its element and the two around it
    """

    text: str
    line: int
    element: HtmlElement
    linked: bool
    teaser: bool
    furniture: bool
    named: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of a page, and which of them are the item.

    :param start: the first piece behind the headline; 0 without a headline
    :param stop: the first piece behind the item
    """

    pieces: tuple[Piece, ...]
    headline: HtmlElement | None
    title: str
    start: int
    stop: int

    def lines(self) -> Iterator[str]:
        """The item's own lines, without teasers."""
        parts: list[str] = []
        at = None
        for piece in self.pieces[self.start : self.stop]:
            if piece.line != at:
                if line := squash(" ".join(parts)):
                    yield line
                parts, at = [], piece.line
            if not (piece.teaser or piece.furniture):
                parts.append(piece.text)
        if line := squash(" ".join(parts)):
            yield line

    @property
    def frame(self) -> str:
        """What the site says around the item and the teasers: its own name and address."""
        beside = (*self.pieces[: self.start], *self.pieces[self.stop :])
        return squash(" ".join(piece.text for piece in beside if not piece.teaser))

    @property
    def teasers(self) -> int:
        """How many lines belong to teasers of other items."""
        return len({p.line for p in self.pieces if p.teaser and not p.furniture})

    @property
    def longest(self) -> int:
        """How many words the longest line has that is no teaser."""
        words: dict[int, int] = {}
        for piece in self.pieces:
            if not (piece.teaser or piece.furniture):
                words[piece.line] = words.get(piece.line, 0) + len(piece.text.split())
        return max(words.values(), default=0)


def layout_of(root: HtmlElement, *, names: tuple[str, ...]) -> Layout:
    """Find the item in a page.

    :param names: what the page's head calls it: og:title, <title>
    """
    body = root.find("body")
    body = root if body is None else body
    headline = _headline(body, names)
    inside = set(headline.iter()) if headline is not None else set()
    around = set(headline.iterancestors()) if headline is not None else set()
    pieces = tuple(_pieces(body, around))
    start = stop = 0
    for at, piece in enumerate(pieces):
        if piece.element in inside:
            start = at + 1
    for stop in range(start, len(pieces)):
        text = fold(pieces[stop].text).strip(" .:-–|»[(")
        if len(text) < 200 and _BEHIND.match(text):
            break
    else:
        stop = len(pieces)
    title = squash(headline.text_content()) if headline is not None else ""
    return Layout(pieces, headline, title, start, stop)


def _pieces(body: HtmlElement, keep: set[HtmlElement]) -> Iterator[Piece]:
    """Every text of the body. Each element is entered with what holds it, without recursion."""
    line = 0
    stack: list[tuple[HtmlElement, bool, bool, bool, bool]] = [
        (body, False, False, False, False)
    ]
    while stack:
        element, linked, teaser, furniture, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else "script"
        if leaving:
            line += tag in _BLOCKS
            parent = element.getparent()
            if (
                element is not body
                and parent is not None
                and (element.tail or "").strip()
            ):
                holds = (linked, teaser, furniture)
                yield _piece(element.tail, line, parent, *holds)
            continue
        # The tail belongs to what is around the element.
        stack.append((element, linked, teaser, furniture, True))
        if tag in _SILENT:
            continue
        line += tag in _BLOCKS
        linked = linked or tag == "a"
        furniture = furniture or (tag in _FURNITURE and element not in keep)
        teaser = teaser or (
            tag in _BOXES and element not in keep and _is_teaser(element)
        )
        if (element.text or "").strip():
            yield _piece(element.text, line, element, linked, teaser, furniture)
        stack.extend(
            (child, linked, teaser, furniture, False) for child in reversed(element)
        )


def _piece(
    text: str,
    line: int,
    element: HtmlElement,
    linked: bool,
    teaser: bool,
    furniture: bool,
) -> Piece:
    named = []
    for each in (element, *list(element.iterancestors())[:2]):
        named += [each.get(key) or "" for key in ("class", "id", "itemprop")]
    return Piece(
        squash(text),
        line,
        element,
        linked,
        teaser,
        furniture,
        " ".join(filter(None, named)),
    )


def _is_teaser(element: HtmlElement) -> bool:
    links = [len((a.text_content() or "").split()) for a in element.iter("a")]
    if not links or max(links) < _LINK_WORDS:
        return False
    words = len(element.text_content().split())
    if words > _BOX_WORDS:
        return False
    # A teaser may begin with its linked headline and tell a good deal of the item.
    begins = links[0] >= _HEAD_WORDS and _begins_with_link(element)
    return sum(links) >= (_HEAD_SHARE if begins else _LINK_SHARE) * words


def _begins_with_link(element: HtmlElement) -> bool:
    for each in element.iter():
        if each.tag == "a":
            return True
        if (each.text or "").strip():
            return False
    return False


def _headline(body: HtmlElement, names: tuple[str, ...]) -> HtmlElement | None:
    """The headline: h1; else what the head of the page names; else what is named so."""
    called = [fold(squash(name)) for name in names if name]
    short: list[tuple[HtmlElement, str]] = []
    for element in body.iter("h1", "h2", "h3", "h4", "div", "p", "span", "b", "strong",
                             "font", "td"):  # fmt: skip
        if len(element) > 4 or element.getparent() is None:
            continue
        text = fold(squash(element.text_content()))
        words = len(text.split())
        if _LEAST_TITLE <= words <= _MOST_TITLE and not _in_link(element):
            short.append((element, text))

    def rank(each: tuple[HtmlElement, str]) -> int:
        element, text = each
        if _SITE.search(text) or _BEHIND.match(text):
            return 0
        said = any(text in name for name in called)
        if element.tag == "h1":
            return 5 if said else 4
        if said:
            return 6 if element.get("itemprop") == "headline" else 3
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.get("itemprop") == "headline" or _TITLE_NAME.search(named):
            return 2
        return 0

    best = max(short, key=rank, default=None)
    return best[0] if best and rank(best) else None


def _in_link(element: HtmlElement) -> bool:
    return element.find(".//a") is not None or any(
        each.tag in ("a", "nav", "footer") for each in element.iterancestors()
    )
