"""From bytes to a tree of elements, safely: no DTD, no entities, limits on all of it.

Prefixes are cut off, whether declared or not: what counts is the local name.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from loa.domain.exchange.message import Noted, Remark
from loa.domain.exchange.refused import Reason, Refused


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a message may hold. Sizes are in bytes."""

    message: int = 96 * 1024 * 1024
    attachment: int = 32 * 1024 * 1024
    attachments: int = 100
    elements: int = 20_000
    depth: int = 40
    text: int = 200_000  # characters of an element that is no attachment
    packed_files: int = 200
    ratio: int = 200  # unpacked to packed, of a file larger than 2 MiB


LIMITS = Limits()
ENCODED = "contenttransferencoded"
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "windows-1258": "cp1258",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._\-]{1,40})[\"']"
)
_START = re.compile(r"<\?xml\b|<[A-Za-z_!]")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
_FORBIDDEN = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What XML 1.0 does not allow at all, not even escaped.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED_CONTROLS = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE
)
_BARE_AMPERSAND = re.compile(
    r"&(?!(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);)"
)
_JUNK_LIMIT = 4096
_TRUNCATED = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
_AFTER = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


@dataclass(slots=True, eq=False)
class Node:
    """An element: its local name as written and as compared, its text, its children."""

    name: str
    key: str
    attributes: dict[str, str] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    length: int = 0
    is_used: bool = False

    @property
    def text(self) -> str:
        """Its own text, trimmed; asking for it means that a rule understood it."""
        self.is_used = True
        return "".join(self.pieces).strip()

    def child(self, *keys: str) -> Node | None:
        """The first child of one of the names."""
        return next((row for row in self.children if row.key in keys), None)

    def all(self, *keys: str) -> list[Node]:
        """All children of one of the names."""
        return [row for row in self.children if row.key in keys]

    def say(self, *keys: str) -> str:
        """The text of the first child of one of the names that has text, else ""."""
        return next((said for row in self.all(*keys) if (said := row.text)), "")

    def walk(self) -> Iterator[Node]:
        """Itself and all below, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def key_of(name: str) -> str:
    """Return a local name as compared: both spellings of "Bussiness" are one.

    >>> key_of("edXML:BussinessDocType"), key_of("BusinessDocType")
    ('businessdoctype', 'businessdoctype')
    """
    return name.rpartition(":")[2].lower().replace("bussiness", "business")


def tree_of(raw: bytes, limits: Limits = LIMITS) -> tuple[Node, list[Noted]]:
    """Read bytes into a tree.

    :returns: the root, and what was amiss and could be put right
    :raises Refused: when it is no XML, is hostile, or is above the limits
    """
    if len(raw) > limits.message:
        raise Refused(Reason.TOO_LARGE, f"{len(raw)} bytes")
    noted: list[Noted] = []
    text = _decoded(raw)
    if not text.strip("\x00\ufeff \t\r\n"):
        raise Refused(Reason.EMPTY)
    if _FORBIDDEN.search(text):
        raise Refused(Reason.HOSTILE_XML, "a DTD or an entity is declared")
    text = _from_start(text, noted)
    text = _without_controls(text, noted)
    try:
        return _parsed(text, limits, noted), noted
    except expat.ExpatError as error:
        mended = _BARE_AMPERSAND.sub("&amp;", text)
        if mended == text:
            raise _refusal(error) from error
    noted.append(Noted(Remark.BARE_AMPERSAND))
    try:
        return _parsed(mended, limits, noted), noted
    except expat.ExpatError as error:
        raise _refusal(error) from error


def _refusal(error: expat.ExpatError) -> Refused:
    reason = Reason.TRUNCATED if error.code in _TRUNCATED else Reason.NOT_XML
    return Refused(reason, str(error))


def _decoded(raw: bytes) -> str:
    for mark, encoding in _BOMS:
        # Junk may stand before the mark, as before the declaration.
        if raw.startswith(mark):
            return _decode(raw[len(mark) :], encoding)
    if raw[:4].replace(b"\x00", b"") == b"<?" and b"\x00" in raw[:4]:
        return _decode(raw, "utf-16-le" if raw[1] == 0 else "utf-16-be")
    found = _DECLARED.search(raw[: _JUNK_LIMIT + 300])
    said = found[1].decode("ascii").lower() if found else "utf-8"
    encoding = _ENCODINGS.get(said, "")
    if not encoding or (encoding.startswith("utf-16") and b"\x00" not in raw[:100]):
        # It says something else than it is: UTF-8 is tried, strictly.
        encoding = "utf-8"
    return _decode(raw, encoding)


def _decode(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(Reason.BAD_ENCODING, f"{encoding}: {error.reason}") from error


def _from_start(text: str, noted: list[Noted]) -> str:
    found = _START.search(text, 0, _JUNK_LIMIT)
    if found is None:
        raise Refused(Reason.NOT_XML, "no element")
    junk = text[: found.start()].strip("\x00\ufeff \t\r\n")
    if junk:
        noted.append(Noted(Remark.JUNK_BEFORE, junk[:40]))
    # The declaration names an encoding that no longer holds: the text is decoded.
    return _DECLARATION.sub("", text[found.start() :], count=1)


def _without_controls(text: str, noted: list[Noted]) -> str:
    tail = text.rstrip("\x00 \t\r\n\x1a")
    cleaned = _ESCAPED_CONTROLS.sub(" ", CONTROLS.sub(" ", tail))
    if cleaned != tail:
        noted.append(Noted(Remark.CONTROL_SIGNS))
    return cleaned


class _Grower:
    """Puts elements into a tree as expat tells them, and stops at a limit."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.root: Node | None = None
        self.open: list[Node] = []
        self.count = 0
        # Base64 is a third longer than what it says, and may be broken into lines.
        self.encoded = limits.attachment * 3 // 2

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > self.limits.elements or len(self.open) >= self.limits.depth:
            raise Refused(Reason.TOO_MANY, f"{self.count} elements")
        node = Node(name.rpartition(":")[2], key_of(name), attributes)
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def end(self, _name: str) -> None:
        self.open.pop()

    def data(self, piece: str) -> None:
        node = self.open[-1]
        node.length += len(piece)
        limit = self.encoded if node.key == ENCODED else self.limits.text
        if node.length > limit:
            raise Refused(
                Reason.TOO_LARGE, f"{node.name}: more than {limit} characters"
            )
        node.pieces.append(piece)

    def hostile(self, *_rest: object) -> int:
        raise Refused(Reason.HOSTILE_XML, "a DTD or an entity")


def _parsed(text: str, limits: Limits, noted: list[Noted]) -> Node:
    grower = _Grower(limits)
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = grower.start
    parser.EndElementHandler = grower.end
    parser.CharacterDataHandler = grower.data
    parser.StartDoctypeDeclHandler = grower.hostile
    parser.EntityDeclHandler = grower.hostile
    parser.ExternalEntityRefHandler = grower.hostile
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        if error.code != _AFTER or grower.root is None or grower.open:
            raise
        noted.append(Noted(Remark.JUNK_AFTER))
    if grower.root is None:
        raise Refused(Reason.NOT_XML, "no element")
    return grower.root
