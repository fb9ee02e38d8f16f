"""Data that a document carries inside itself, and whether it may be believed.

A `.docx` carries it as a custom XML part, a `.pdf` (PDF/A-3) as an attached file:

    docx_bytes(paper, at=moment, carrying={"tasks": [...]})   # or pdf_bytes
    carried(raw)  →  Carried(Soundness.SOUND, {"tasks": [...]}, sha256)

The part holds a SHA-256 digest of its data and one of the words that the data are
about: the text from the first block of the body on, and each annex. So it is told when
the data were tampered with, and when somebody went on editing the text in Word. A
number, a day or a name filled in later above or below the text changes nothing.

A digest is no signature: who made the file is told by the file's own signature.
"""

import hashlib
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pypdfium2
from lxml import etree

from loa.domain.pdfium import LOCK
from loa.domain.writing.blocks import Article, Block, Bullet, Division, Heading, runs_of
from loa.domain.writing.characters import clean
from loa.domain.writing.paper import OfficialPaper

Payload = Mapping[str, Any]

ATTACHMENT = "loa-carried.json"
_NAMESPACE = "urn:loa:carried:1"
_FORMAT = "loa.carried/1"
# Larger parts, and more of them, are not ours.
_MOST = 8 * 1024 * 1024
_MOST_PARTS = 100
# How often the letters of a page may be gone through to find the guarded words again.
_TIMES = 100
# So many letters of a text are enough to find it again on its page.
_OPENING = 60
_SPACE = re.compile(r"\s+")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Soundness(StrEnum):
    """Whether data found in a file may be used."""

    SOUND = "sound"
    # The data, or their digests, are not what was put in.
    TAMPERED = "tampered"
    # The data are whole, but the text that they are about was changed since.
    TEXT_CHANGED = "text_changed"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file carries. `data` is None unless it is sound: nothing else is used."""

    soundness: Soundness
    data: Payload | None
    sha256: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether the data may be used as they are."""
        return self.soundness is Soundness.SOUND


def carried(raw: bytes) -> Carried | None:
    """Give what a .docx or .pdf carries, or None when it carries nothing of ours.

    Never raises: a file that cannot be opened carries nothing.
    """
    try:
        if raw[:4] == b"PK\x03\x04":
            return _judged(_part_of(raw), lambda: [_docx_words(raw)])
        if b"%PDF-" in raw[:1024]:
            return _judged(_attached(raw), lambda: pdf_words(raw))
    except _UNREADABLE:
        return None
    return None


def embed(raw: bytes, data: Payload) -> bytes:
    """Put data into any .docx; every word of it is then guarded.

    :raises ValueError: when the file is no .docx
    """
    try:
        return _embedded(
            raw, _envelope(data, [_window(0, _docx_words(raw), is_all=True)])
        )
    except _UNREADABLE as error:
        raise ValueError("this is no .docx") from error


def with_part(raw: bytes, paper: OfficialPaper, data: Payload) -> bytes:
    """Put data into the .docx of a paper."""
    return _embedded(raw, _envelope(data, _windows(paper, [_docx_words(raw)])))


def attachment(raw: bytes, paper: OfficialPaper, data: Payload) -> str:
    """Give what to attach to the .pdf of a paper, as it is without the attachment."""
    return _envelope(data, _windows(paper, pdf_words(raw)))


# --- the envelope ---------------------------------------------------------------------


def _envelope(data: Payload, windows: Sequence[Mapping[str, Any]]) -> str:
    content = {"data": data, "format": _FORMAT, "words": list(windows)}
    return json.dumps(
        {**content, "sha256": _digest(_canonical(content))}, ensure_ascii=False
    )


def _judged(text: str | None, pages: Any) -> Carried | None:
    if text is None:
        return None
    try:
        envelope = json.loads(text)
        digest = str(envelope.pop("sha256"))
        is_whole = digest == _digest(_canonical(envelope))
        data, windows = envelope["data"], envelope["words"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Carried(Soundness.TAMPERED, None)
    if not is_whole or envelope.get("format") != _FORMAT or not _is_object(data):
        return Carried(Soundness.TAMPERED, None, digest)
    found = pages()
    left = [_TIMES * (sum(map(len, found)) + 1)]
    if not all(_is_there(window, found, left) for window in windows):
        return Carried(Soundness.TEXT_CHANGED, None, digest)
    return Carried(Soundness.SOUND, data, digest)


def _is_object(data: object) -> bool:
    return isinstance(data, dict)


def _canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# --- the words that are guarded -------------------------------------------------------


def _windows(paper: OfficialPaper, pages: Sequence[str]) -> list[dict[str, Any]]:
    """The stretches of the pages' words from the text's first block on."""
    texts = [paper.body, *(appendix.blocks for appendix in paper.appendices)]
    windows = []
    begun = 0
    for blocks, follows in zip(texts, _followed(paper), strict=True):
        words = [squashed for block in blocks if (squashed := _printed(block))]
        if not words:
            continue
        first = _page_of(words[0], pages, begun)
        last = _page_of(words[-1], pages, first)
        for page in range(first, last + 1):
            text = pages[page]
            start = max(text.find(words[0][:_OPENING]), 0) if page == first else 0
            end = len(text)
            if page == last:
                end = _end(text, words[-1][-_OPENING:], follows, start)
            # Signing writes at the end of a page of a .pdf, never of a .docx.
            is_all = end == len(text) and not follows and len(pages) == 1
            windows.append(_window(page, text[start:end], is_all=is_all))
        begun = last
    return [window for window in windows if window["length"]]


def _followed(paper: OfficialPaper) -> list[str]:
    """What stands right behind each text, so that nothing is slipped in before it."""
    signature = paper.secretary or paper.signature
    is_led = paper.recipients and paper.secretary is None
    # Behind the body who receives or signs it; behind an annex the head of the next.
    heads = ["Nơi nhận:" if is_led else signature.lines[0]]
    for appendix in paper.appendices[1:]:
        issuer = (paper.governing_body or paper.issuer).upper()
        heads.append(issuer if appendix.is_issued else "Phụ lục")
    if paper.appendices:
        heads.append("")
    return [squashed(clean(head)) for head in heads]


def _end(text: str, tail: str, follows: str, start: int) -> int:
    """Where a text ends on its last page: behind its last words and what follows."""
    found = text.rfind(tail, start)
    if found < 0:
        return len(text)
    end = found + len(tail)
    return end + len(follows) if text.startswith(follows, end) else end


def _page_of(words: str, pages: Sequence[str], begin: int) -> int:
    opening = words[:_OPENING]
    found = (at for at in range(begin, len(pages)) if opening in pages[at])
    return next(found, begin)


def _window(page: int, words: str, *, is_all: bool = False) -> dict[str, Any]:
    return {
        "page": page,
        # Whether the page ends with it.
        "ends": is_all,
        "opens": words[:_OPENING],
        "length": len(words),
        "sha256": _digest(words),
    }


def _is_there(window: Mapping[str, Any], pages: Sequence[str], left: list[int]) -> bool:
    """Whether the words of a window stand on its page.

    :param left: how many letters may still be looked at; a file could ask for ever
    """
    try:
        text = pages[int(window["page"])]
        opens, length = str(window["opens"]), int(window["length"])
    except (KeyError, ValueError, TypeError, IndexError):
        return False
    wanted, ends = window.get("sha256"), window.get("ends") is True
    left[0] -= len(text)
    start = text.find(opens)
    while start >= 0 and left[0] >= 0:
        stretch = text[start : start + length]
        left[0] -= len(stretch) + 1
        if _digest(stretch) == wanted and (not ends or start + length == len(text)):
            return True
        start = text.find(opens, start + 1)
    return False


def _printed(block: Block) -> str:
    """The words of a block as a page shows them, without spaces."""
    words = "".join(run.text for run in runs_of(block))
    match block:
        case Heading():
            text = block.text.upper() if block.level <= 1 else block.text
            words = block.label + text
        case Division():
            words = block.label + block.title.upper()
        case Article():
            words = block.label + block.title + words
        case Bullet():
            words = block.mark + words
    return squashed(clean(words))


def squashed(text: str) -> str:
    """Give a text in one form without any space, as it is compared."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text)).replace("\u200b", "")


# --- .docx ----------------------------------------------------------------------------

_UNREADABLE = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    pypdfium2.PdfiumError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def _docx_words(raw: bytes) -> str:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        root = _xml(archive, "word/document.xml")
    return squashed("".join(text.text or "" for text in root.iter(f"{_W}t")))


def _part_of(raw: bytes) -> str | None:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        items = [
            part.filename
            for part in archive.infolist()
            if re.fullmatch(r"customXml/item\d+\.xml", part.filename)
            and part.file_size <= _MOST
        ]
        for name in items[:_MOST_PARTS]:
            root = _xml(archive, name)
            if root.tag == f"{{{_NAMESPACE}}}carried":
                return root.text or ""
    return None


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """A part as XML, within limits; entities are not resolved."""
    with archive.open(name) as part:
        raw = part.read(_MOST * 8 + 1)
    if len(raw) > _MOST * 8:
        raise ValueError(f"{name} is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(raw, parser)


def _embedded(raw: bytes, envelope: str) -> bytes:
    """A .docx with one more custom part; one of ours that is there is replaced."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    taken = {name for name in parts if name.startswith("customXml/")}
    number = next(n for n in range(1, 999) if f"customXml/item{n}.xml" not in taken)
    for name in taken:
        if _NAMESPACE.encode() in parts[name] and "Props" not in name:
            number = int(re.sub(r"\D", "", name))
    item = f"customXml/item{number}.xml"
    props = f"customXml/itemProps{number}.xml"
    identity = str(uuid5(NAMESPACE_URL, _NAMESPACE)).upper()
    root = etree.Element(f"{{{_NAMESPACE}}}carried", nsmap={"loa": _NAMESPACE})
    root.text = envelope
    parts[item] = _bytes(root)
    parts[props] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/'
        f'2006/customXml" ds:itemID="{{{identity}}}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts[f"customXml/_rels/item{number}.xml.rels"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATED}/customXmlProps" Target="itemProps{number}.xml"/>'
        "</Relationships>"
    ).encode()
    _relate(parts, item)
    _declare(parts, props)
    return _zipped(parts)


def _relate(parts: dict[str, bytes], item: str) -> None:
    name = "word/_rels/document.xml.rels"
    root = etree.fromstring(parts[name])
    if any(one.get("Target") == f"../{item}" for one in root):
        return
    taken = {one.get("Id") for one in root}
    free = next(f"rId{n}" for n in range(1, 9999) if f"rId{n}" not in taken)
    etree.SubElement(
        root,
        f"{{{_PACKAGE}/relationships}}Relationship",
        {"Id": free, "Type": f"{_RELATED}/customXml", "Target": f"../{item}"},
    )
    parts[name] = _bytes(root)


def _declare(parts: dict[str, bytes], props: str) -> None:
    name = "[Content_Types].xml"
    root = etree.fromstring(parts[name])
    if any(one.get("PartName") == f"/{props}" for one in root):
        return
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    etree.SubElement(
        root,
        f"{{{_PACKAGE}/content-types}}Override",
        {"PartName": f"/{props}", "ContentType": kind},
    )
    parts[name] = _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file; the table of content types first, no clock in it."""
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as target:
        for name in in_order(parts):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, parts[name])
    return saved.getvalue()


def in_order(names: Iterable[str]) -> list[str]:
    """Order the parts; readers expect the table of content types first."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


# --- .pdf -----------------------------------------------------------------------------


def pdf_words(raw: bytes) -> list[str]:
    """Give the words of each page of a .pdf, without spaces."""
    with LOCK:
        document = pypdfium2.PdfDocument(raw)
        try:
            return [squashed(_page_words(page)) for page in document]
        finally:
            document.close()


def _page_words(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()
        page.close()


def _attached(raw: bytes) -> str | None:
    with LOCK:
        document = pypdfium2.PdfDocument(raw)
        try:
            for at in range(min(document.count_attachments(), _MOST_PARTS)):
                one = document.get_attachment(at)
                if one.get_name() == ATTACHMENT:
                    return bytes(one.get_data())[:_MOST].decode("utf-8", "replace")
        finally:
            document.close()
    return None
