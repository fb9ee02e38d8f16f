"""The reader: bytes or text of an official document to its facts.

The door is :func:`read`. It is total for text (odd text gives an odd document, never
an exception), pure, and every finding points at its words in `OfficialDocument.text`.
"""

from __future__ import annotations

from dataclasses import replace

from loa.domain.docreader.again import reread
from loa.domain.docreader.as_json import as_json
from loa.domain.docreader.classified import classification_of
from loa.domain.docreader.document import (
    Attachment,
    Block,
    BlockKind,
    Caution,
    ChannelKind,
    Citation,
    Language,
    Mention,
    NamedChannel,
    OfficialDocument,
    Quota,
    Recurrence,
    ScannedWord,
    Section,
    SectionRole,
    Signer,
    Task,
    TaskKind,
    Timing,
    Urgency,
)
from loa.domain.docreader.document import Reason as KindReason
from loa.domain.docreader.findings import Certainty, Finding, Span
from loa.domain.docreader.layout import lay_out
from loa.domain.docreader.openers import open_document, require_openable
from loa.domain.docreader.openers.scans.eyes import can_see
from loa.domain.docreader.openers.scans.options import MAX_SCANS, Scans
from loa.domain.docreader.packets import Member, Packet, read_packet, unpack
from loa.domain.docreader.proofreading import Remark, proofread
from loa.domain.docreader.reading import VERSION, read_layout
from loa.domain.docreader.scanned import DOUBTFUL, weigh
from loa.domain.docreader.timing import quotas_in
from loa.domain.docreader.unreadable import Reason, Unreadable

__all__ = [
    "DOUBTFUL",
    "MAX_SCANS",
    "VERSION",
    "Attachment",
    "Block",
    "BlockKind",
    "Caution",
    "Certainty",
    "ChannelKind",
    "Citation",
    "Finding",
    "KindReason",
    "Language",
    "Member",
    "Mention",
    "NamedChannel",
    "OfficialDocument",
    "Packet",
    "Quota",
    "Reason",
    "Recurrence",
    "Remark",
    "ScannedWord",
    "Scans",
    "Section",
    "SectionRole",
    "Signer",
    "Span",
    "Task",
    "TaskKind",
    "Timing",
    "Unreadable",
    "Urgency",
    "as_json",
    "can_see",
    "proofread",
    "quotas_in",
    "read",
    "reread",
    "unpack",
]


def read(
    raw: bytes | str, *, filename: str | None = None, scans: Scans | None = None
) -> OfficialDocument:
    """Read an official document.

    Text (`str`) never raises. Bytes are recognised by their content; `filename` only
    helps to say what is wrong. `scans` says how pages that are pictures are read, and
    how many at most. Of a zip or an e-mail the paper inside is read (`source` names
    it); `unpack` gives all that is inside.

    :raises Unreadable: when bytes cannot be opened; its `reason` says why
    """
    if isinstance(raw, bytes):
        require_openable(raw, filename)
        if (packet := unpack(raw)) is not None:
            return read_packet(packet, lambda one: _read(one.content, one.name, scans))
    return _read(raw, filename, scans)


def _read(
    raw: bytes | str, filename: str | None, scans: Scans | None
) -> OfficialDocument:
    opened = open_document(raw, filename=filename, scans=scans)
    document = read_layout(lay_out(opened))
    if opened.words:
        document = weigh(document, opened.words)
    if mark := classification_of(opened, document):
        document = replace(document, classification=mark)
    if not opened.notes and not opened.cautions:
        return document
    return replace(
        document,
        notes=opened.notes,
        warnings=(*document.warnings, *opened.cautions),
    )
