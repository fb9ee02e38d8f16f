"""What stands around every paper of a body: its name, the one above, place, symbol."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from loa.documents.models import Document
from loa.documents.outgoing.kinds import PaperKind, symbol_of
from loa.documents.outgoing.writing import BLANK
from loa.domain.text import fold
from loa.domain.writing import body_lines, date_words
from loa.orgs.models import BodyVersion, Kind
from loa.orgs.selectors import version_of

_COMMITTEES = (Kind.PEOPLES_COMMITTEE, Kind.PEOPLES_COUNCIL)


@dataclass(frozen=True, slots=True)
class Frame:
    """The fields of an ``OfficialPaper`` that follow from the body and the kind."""

    issuer: str
    governing_body: str
    place: str
    symbol: str
    drafted_on: date
    type_code: str | None
    type_name: str

    def as_fields(self) -> dict[str, Any]:
        """Give them by the names that a paper has for them."""
        return {name: getattr(self, name) for name in self.__slots__}


def frame_of(body: BodyVersion, kind: PaperKind, on: date) -> Frame:
    """Return what stands around a body's paper of a kind, begun on a day.

    A place that nobody entered is a blank to be written.
    """
    return Frame(
        issuer="\n".join(body_lines(body.name)),
        governing_body=governing_lines(body, on),
        place=place_of(body, on) or BLANK,
        symbol=symbol_of(kind, body.symbol or BLANK),
        drafted_on=on,
        type_code=kind.code or None,
        type_name=kind.name,
    )


def governing_lines(body: BodyVersion, on: date) -> str:
    """Return the lines of the body above, which a People's Committee does not print."""
    above = version_of(body.parent_id, on) if body.parent_id else None
    if body.kind in _COMMITTEES or above is None:
        return ""
    return "\n".join(body_lines(above.name))


def place_of(body: BodyVersion, on: date) -> str:
    """Return where a paper is given: the body's place, else that of one above it."""
    above: BodyVersion | None = body
    while above is not None and not above.place:
        above = version_of(above.parent_id, on) if above.parent_id else None
    return above.place if above else ""


def cited(document: Document) -> str:
    """Cite a document in full, as a first mention must: type, number, day, issuer, subject.

    What is not known of it is a blank to be written.
    """
    subject = document.subject.strip().rstrip(".")
    return (
        f"{short_cited(document)} {_joined(subject)}"
        if subject
        else short_cited(document)
    )


def short_cited(document: Document) -> str:
    """Cite a document by type, number, day and issuer."""
    day = date_words(document.issued_on) if document.issued_on else f"ngày {BLANK}"
    issuer = issuer_of(document) or BLANK
    return f"{numbered(document)} {day} của {issuer}"


def numbered(document: Document) -> str:
    """Name a document by its type and number: "Kế hoạch số 12/KH-UBND"."""
    kind = document.doc_type or "Công văn"
    return f"{kind} số {document.number or BLANK}/{document.symbol}"


def issuer_of(document: Document) -> str:
    """Name a document's issuer as it was called that day; as printed when not known."""
    on, issuer = document.issued_on, document.issuer_id
    version = version_of(issuer, on) if issuer and on else None
    return version.name if version else document.issuer_name


def _joined(subject: str) -> str:
    """Put a subject behind the issuer: "về việc …", "ban hành …", "về …"."""
    lower = subject[:1].lower() + subject[1:]
    first = fold(subject).split()[:1]
    if fold(subject).startswith("v/v"):
        return f"về việc {subject[3:].strip()}"
    if first in (["ve"], ["ban"], ["quy"], ["phe"]):
        return lower
    return f"về {lower}"
