"""What follows an issued paper: a replacement, a correction, a recall, as drafts.

Decree 30/2020: an error of content is put right by a paper of the same form, one of form
or date by a letter; a recall is told to all who had the paper.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from loa.documents.models import Document, Draft, DraftVersion
from loa.documents.outgoing.frames import cited, frame_of, short_cited
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.documents.outgoing.writing import BLANK, Beginning, paper_of
from loa.documents.recipients import bare_name
from loa.domain.text import fold
from loa.domain.writing import Block, OfficialPaper, Paragraph, plain, with_end_mark
from loa.orgs.models import BodyVersion

Purpose = Draft.Purpose
_WORDS: Final = {
    Purpose.CORRECTION: (
        "V/v đính chính {code}",
        "Tại {cited} có sai sót sau: {blank}",
        "Nay {body} đính chính như sau: {blank}",
    ),
    Purpose.RECALL: (
        "V/v thu hồi {code}",
        "{body} thu hồi {cited}. Lý do thu hồi: {blank}",
        "Đề nghị các cơ quan, đơn vị đã nhận văn bản nêu trên không sử dụng và xác nhận"
        " việc thu hồi",
    ),
}
# Lines of recipients that name nobody outside.
_NOBODY = ("luu", "nhu tren")


def letter_on(
    document: Document, purpose: str, body: BodyVersion, on: date
) -> Beginning:
    """Compose the letter that corrects or recalls an issued document."""
    subject, *lines = _WORDS[Purpose(purpose)]
    words = {
        "code": _code(document),
        "cited": cited(document),
        "body": body.name,
        "blank": BLANK,
    }
    blocks: list[Block] = [Paragraph(plain(line.format(**words))) for line in lines]
    paper = OfficialPaper(
        **frame_of(body, BY_CODE[""], on).as_fields(),
        subject=subject.format(**words),
        addressees=tuple(_recipients(document)) or (BLANK,),
        body=with_end_mark(blocks),
        signature=signers_of(body, on)[0].signature,
        recipients=("Như trên", "Lưu: VT"),
    )
    return Beginning(paper, purpose, document)


def replacement_of(
    document: Document, version: DraftVersion, body: BodyVersion, on: date
) -> Beginning:
    """Begin the paper that replaces an issued one, with its words as they were."""
    old = paper_of(version)
    kind = BY_CODE[version.draft.type_code]
    frame = frame_of(body, kind, on).as_fields() | {"symbol": version.draft.symbol}
    basis = f"Thay thế {short_cited(document)}"
    paper = OfficialPaper(
        **frame,
        subject=version.draft.subject,
        addressees=old.addressees if old else _needed(kind.code, document),
        bases=old.bases if old else (),
        body=old.body if old else (Paragraph(plain(basis)),),
        signature=signers_of(body, on)[0].signature,
        recipients=old.recipients if old else ("Lưu: VT",),
        appendices=old.appendices if old else (),
    )
    return Beginning(paper, Purpose.REPLACEMENT, document)


def _needed(code: str, document: Document) -> tuple[str, ...]:
    return () if code else tuple(_recipients(document)) or (BLANK,)


def _code(document: Document) -> str:
    kind = document.doc_type or "Công văn"
    return f"{kind} số {document.number}/{document.symbol}"


def _recipients(document: Document) -> Iterator[str]:
    """Whom the paper went to, by the names that it printed."""
    for line in document.recipients.order_by("-kind", "order", "pk"):
        name = bare_name(line.printed)
        if name and not fold(name).startswith(_NOBODY):
            yield name
