"""Data in a .docx: a custom XML part."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from loa.domain.writing.carried.limits import MOST, MOST_PARTS
from loa.domain.writing.carried.words import squashed

_NAMESPACE = "urn:loa:carried:1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx_words(raw: bytes) -> str:
    """Give the words of a .docx, without spaces."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        root = _xml(archive, "word/document.xml")
    return squashed("".join(text.text or "" for text in root.iter(f"{_W}t")))


def part_of(raw: bytes) -> str | None:
    """Give what our part of a .docx holds, or None."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        items = [
            part.filename
            for part in archive.infolist()
            if re.fullmatch(r"customXml/item\d+\.xml", part.filename)
            and part.file_size <= MOST
        ]
        for name in items[:MOST_PARTS]:
            root = _xml(archive, name)
            if root.tag == f"{{{_NAMESPACE}}}carried":
                return root.text or ""
    return None


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """A part as XML, within limits; entities are not resolved."""
    with archive.open(name) as part:
        raw = part.read(MOST * 8 + 1)
    if len(raw) > MOST * 8:
        raise ValueError(f"{name} is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(raw, parser)


def embedded(raw: bytes, envelope: str) -> bytes:
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
        for name in _in_order(parts):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, parts[name])
    return saved.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """Order the parts; readers expect the table of content types first."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
