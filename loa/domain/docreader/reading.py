"""The steps of a reading, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loa.domain.docreader.bases import read_bases
from loa.domain.docreader.document import (
    Block,
    BlockKind,
    Caution,
    Language,
    OfficialDocument,
)
from loa.domain.docreader.findings import Span
from loa.domain.docreader.header import has_motto, read_header
from loa.domain.docreader.language import language_of
from loa.domain.docreader.layout import Layout, Line, is_upper
from loa.domain.docreader.news import read_news
from loa.domain.docreader.outline import read_attachments, read_sections
from loa.domain.docreader.recipients import (
    findings_of,
    read_addressees,
    read_recipients,
)
from loa.domain.docreader.regions import Regions, find_regions
from loa.domain.docreader.signature import read_signers
from loa.domain.docreader.tasks import read_tasks, task_findings
from loa.domain.docreader.title import read_subject, read_type, subject_end

# Changes when the same bytes may give other findings.
VERSION = "9"


def read_layout(layout: Layout) -> OfficialDocument:
    """The document that a laid-out text is."""
    lines = layout.lines
    if not lines:
        return OfficialDocument(layout.text, warnings=(Caution.NO_TEXT,))
    regions = find_regions(lines)
    opening = [*_slice(lines, range(subject_end(lines, regions), regions.opening.stop))]
    header = read_header(_slice(lines, regions.header), opening)
    kind = read_type(lines, regions, header.symbol)
    subject = read_subject(lines, regions)
    bases, base_findings = read_bases(opening)
    closing = _slice(lines, regions.closing)
    (signer, *co_signers), signer_findings = read_signers(
        closing, joint=bool(header.co_issuers)
    )
    addressees = read_addressees(lines, regions)
    recipients = read_recipients(closing)
    official = kind is not None or header.number is not None or has_motto(lines[:20])
    tasks = read_tasks(
        lines,
        regions,
        header,
        addressees,
        is_official=official,
        kind=kind.value if kind else None,
    )
    findings = (
        *((kind,) if kind else ()),
        *((subject,) if subject else ()),
        *header.findings,
        *base_findings,
        *findings_of("addressees", addressees, "recipients.to"),
        *findings_of("recipients", recipients, "recipients.cc"),
        *signer_findings,
        *task_findings(tasks),
    )
    document = OfficialDocument(
        text=layout.text,
        blocks=tuple(_blocks(lines, regions)),
        language=language_of(layout.text),
        number=header.number,
        symbol=header.symbol,
        type=kind.value if kind else None,
        issuer=header.issuer,
        place=header.place,
        issued_on=header.issued_on,
        subject=subject.value if subject else None,
        bases=bases,
        addressees=addressees,
        recipients=recipients,
        signer=signer,
        tasks=tasks,
        findings=findings,
        urgency=header.urgency,
        sections=read_sections(lines, regions),
        attachments=read_attachments(lines, regions),
        co_issuers=header.co_issuers,
        co_signers=tuple(co_signers),
    )
    if not official:
        document = read_news(document, lines)
    return _with_cautions(document, layout, official)


def _slice(lines: Sequence[Line], where: range) -> Sequence[Line]:
    return lines[where.start : where.stop]


def _blocks(lines: Sequence[Line], regions: Regions) -> Iterator[Block]:
    for place, line in enumerate(lines):
        kind, level = BlockKind.PARAGRAPH, line.marker.level if line.marker else 0
        if line.cell:
            kind = BlockKind.CELL
        elif place in regions.header or place == regions.title or line.is_centred:
            kind = BlockKind.CENTRED
        elif line.marker and line.marker.level <= 4 and len(line.text) < 250:
            kind = BlockKind.HEADING
        elif is_upper(line.text) and len(line.text) < 250:
            kind = BlockKind.CENTRED
        yield Block(
            kind,
            Span(line.start, line.end),
            level,
            line.cell.table if line.cell else None,
            line.cell.row if line.cell else None,
            line.cell.column if line.cell else None,
            line.cell.height if line.cell else 1,
        )


def _with_cautions(
    document: OfficialDocument, layout: Layout, is_official: bool
) -> OfficialDocument:
    cautions = []
    if document.language in (Language.OTHER, Language.NONE):
        cautions.append(Caution.NOT_VIETNAMESE)
    if document.language == Language.VIETNAMESE_UNMARKED:
        cautions.append(Caution.MARKS_LOST)
    if not is_official:
        cautions.append(Caution.NOT_OFFICIAL)
    if is_official and document.number is None:
        cautions.append(Caution.NUMBER_MISSING)
    if is_official and document.issued_on is None:
        cautions.append(Caution.DATE_MISSING)
    if not document.tasks:
        cautions.append(Caution.NO_TASKS)
    if layout.is_cut:
        cautions.append(Caution.TEXT_CUT)
    return replace(document, warnings=tuple(cautions))
