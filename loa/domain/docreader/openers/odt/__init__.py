"""OpenDocument text (.odt, .ott, .fodt): paragraphs, lists, tables, text boxes.

Read as it prints: what tracked changes deleted stands apart in the file and is not
looked at; comments and hidden text are left out; footnotes go into `RawDocument.notes`.
"""

from __future__ import annotations

from lxml import etree

from loa.domain.docreader.document import Caution
from loa.domain.docreader.openers.archive import Archive, xml_of
from loa.domain.docreader.openers.odt.body import Body
from loa.domain.docreader.openers.odt.lists import list_styles_of
from loa.domain.docreader.openers.odt.names import OFFICE, TEXT
from loa.domain.docreader.openers.odt.styles import styles_of
from loa.domain.docreader.openers.raw import (
    RawDocument,
)
from loa.domain.docreader.unreadable import Reason, Unreadable

_MIME = b"application/vnd.oasis.opendocument.text"


def is_odt(archive: Archive) -> bool:
    """Whether a zip holds an OpenDocument text."""
    if "mimetype" not in archive.names or "content.xml" not in archive.names:
        return False
    return archive.read("mimetype").strip().startswith(_MIME)


def open_odt(raw: bytes) -> RawDocument:
    """The paragraphs and tables of an .odt, or of a .fodt, which is one XML file.

    :raises Unreadable: under a password, damaged, hostile, or without text
    """
    if not raw.startswith(b"PK"):
        return _opened([xml_of(raw, "the file")], [])
    archive = Archive(raw)
    if "META-INF/manifest.xml" in archive.names:
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise Unreadable(Reason.ENCRYPTED, "encrypted OpenDocument")
    roots = [archive.xml("content.xml")]
    if "styles.xml" in archive.names:
        roots.append(archive.xml("styles.xml"))
    has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in archive.names)
    return _opened(roots, [Caution.MACROS_LEFT_OUT] if has_macros else [])


def _opened(roots: list[etree._Element], cautions: list[Caution]) -> RawDocument:
    body = roots[0].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(Reason.WRONG_TYPE, "an OpenDocument without text")
    deleted = frozenset(
        region.get(f"{TEXT}id", "")
        for region in body.iter(f"{TEXT}changed-region")
        if region.find(f"{TEXT}deletion") is not None
    )
    reading = Body(styles_of(roots), list_styles_of(roots), deleted)
    blocks = tuple(reading.blocks(body, 0))
    if not blocks:
        raise Unreadable(Reason.EMPTY, "no text in the document")
    if next(body.iter(f"{TEXT}changed-region"), None) is not None:
        cautions = [*cautions, Caution.CHANGES_ACCEPTED]
    notes = tuple(reading.notes)
    marks = tuple(reading.marks(roots))
    return RawDocument(blocks, notes, tuple(cautions), marks=marks)
