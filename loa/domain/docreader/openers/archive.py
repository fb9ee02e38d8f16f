"""A zip file taken in safely: limits on count, size and ratio; hostile XML refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable

from lxml import etree

from loa.domain.docreader.unreadable import Reason, Unreadable

MAX_PARTS = 4000
MAX_TOTAL = 300 * 1024 * 1024
MAX_PART = 64 * 1024 * 1024
# A small part may well be packed 200 to 1 (XML of an empty table); a large one may not.
MAX_RATIO = 150
_SMALL = 2 * 1024 * 1024
_ENCRYPTED = 0x1
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Archive:
    """The parts of a zip file, read one by one within the limits."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            parts = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
        ) as e:
            raise Unreadable(Reason.DAMAGED, f"zip: {e}") from e
        _check(parts)
        self.parts = tuple(parts)
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """The bytes of a part, never more than a part may have."""
        try:
            with self._zip.open(name) as part:
                found = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            KeyError,
        ) as e:
            raise Unreadable(Reason.DAMAGED, f"{name}: {e}") from e
        if len(found) > MAX_PART:
            raise Unreadable(Reason.BOMB, str(name))
        return found

    def xml(self, name: str) -> etree._Element:
        """A part as XML, by the rules of `xml_of`."""
        return xml_of(self.read(name), name)


def xml_of(raw: bytes, name: str) -> etree._Element:
    """Bytes as XML. What declares entities or a DTD is refused, not resolved.

    :raises Unreadable: hostile or damaged; `name` is for the log
    """
    if _DECLARES.search(raw) or _DECLARES.search(_as_ascii(raw)):
        raise Unreadable(Reason.HOSTILE, f"{name} declares a DTD or entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise Unreadable(Reason.DAMAGED, f"{name}: {e}") from e
    # In an encoding that hides the declaration from the look above.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(Reason.HOSTILE, f"{name} declares a DTD")
    return root


def _as_ascii(raw: bytes) -> bytes:
    """UTF-16 without its zero bytes, so that a declaration in it is seen too."""
    return raw.replace(b"\x00", b"") if b"\x00" in raw[:64] else b""


def _check(parts: Iterable[zipfile.ZipInfo]) -> None:
    total = 0
    for count, part in enumerate(parts, 1):
        total += part.file_size
        if part.flag_bits & _ENCRYPTED:
            raise Unreadable(Reason.ENCRYPTED, part.filename)
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > MAX_PART or (ratio > MAX_RATIO and part.file_size > _SMALL):
            raise Unreadable(Reason.BOMB, f"{part.filename}: {part.file_size} bytes")
        if count > MAX_PARTS or total > MAX_TOTAL:
            raise Unreadable(Reason.BOMB, f"{count} parts, {total} bytes")
