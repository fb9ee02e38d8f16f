"""An official document as data: what every renderer (.docx, .pdf, a page) is given.

Texts are plain strings without markup. `None` for a number or a day prints the
blank that a clerk fills in: nothing here is ever invented.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loa.domain.writing.blocks import Block, Figure, PaperError, runs_of
from loa.domain.writing.signing import Signature
from loa.domain.writing.wording import format_number


class Urgency(StrEnum):
    """Marks of urgency, the words as printed (Decree 30/2020, appendix I, box 10b)."""

    NONE = ""
    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    EXPRESS = "HỎA TỐC"


class Circulation(StrEnum):
    """How far a document may go, the words as printed (box 11)."""

    FREE = ""
    INTERNAL = "LƯU HÀNH NỘI BỘ"
    RETURN = "XEM XONG TRẢ LẠI"


@dataclass(frozen=True, slots=True)
class Appendix:
    """An annex on pages of its own, numbered from 1; wide tables lie across.

    With a `type_name` it is no annex but a document that this one issues (a plan or a
    regulation that a decision promulgates: form 1.3 of appendix III): it has the names
    of the body and of the nation above it, and `title` is its subject.
    """

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    type_name: str = ""

    @property
    def is_issued(self) -> bool:
        """Whether this is a document that the paper issues."""
        return bool(self.type_name.strip())


# Decree 30/2020, appendix I, box 9a: who is written to stands above the text of a
# letter, and of a report or submission to a higher body; nowhere else.
TYPES_WITH_ADDRESSEES = frozenset({None, "BC", "TTr", "CĐ"})


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """One administrative document in the form of Decree 30/2020.

    `issuer` and `governing_body` are names in ordinary case; a line break in one is
    kept. `type_code` is the abbreviation of appendix III (`BC`, `KH`); None is an
    official letter (công văn), which has `V/v` and no name of type. `drafted_on`
    lends a paper without a day its month and year. An electronic paper leaves the
    blanks of "(Kèm theo …)" empty, one on paper has them filled.

    A decision names above its bases who decides (`authority`: the body, or the post
    of its head) and says below them that it decides (`enacting`: `QUYẾT ĐỊNH:`).
    `drafter` and `copies` print as `PL.(300)` (box 12), `contact` at the foot of the
    first page (box 13). `secretary` signs minutes on the left.

    :raises PaperError: when the parts contradict each other
    :raises NotDelegated: for a signature under authorization (TUQ.) without a written
        delegation, or with one that is not in force on the day of issue
    """

    issuer: str
    symbol: str
    place: str
    subject: str
    body: tuple[Block, ...]
    signature: Signature
    type_code: str | None = None
    type_name: str = ""
    governing_body: str = ""
    number: int | str | None = None
    issued_on: date | None = None
    drafted_on: date | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    urgency: Urgency = Urgency.NONE
    is_electronic: bool = True
    authority: str = ""
    enacting: str = ""
    circulation: Circulation = Circulation.FREE
    drafter: str = ""
    copies: int | None = None
    contact: tuple[str, ...] = ()
    secretary: Signature | None = None

    def __post_init__(self) -> None:
        for name in ("issuer", "symbol", "subject"):
            if not getattr(self, name).strip():
                raise PaperError(f"{name} is empty")
        if any(mark.isspace() for mark in self.symbol):
            raise PaperError("a symbol has no spaces")
        if self.type_code is None and not self.addressees:
            raise PaperError("an official letter names whom it is for")
        if self.type_code is not None and not self.type_name.strip():
            raise PaperError("only an official letter has no name of type")
        if self.addressees and self.type_code not in TYPES_WITH_ADDRESSEES:
            raise PaperError("this type of document has recipients only")
        if self.copies is not None and not (self.drafter.strip() and self.copies > 0):
            raise PaperError("copies are counted beside the sign of who drafted")
        if self.enacting and not self.authority.strip():
            raise PaperError("a decision names who decides")
        self.signature.require_authority(self.issued_on)

    @property
    def is_letter(self) -> bool:
        """Whether this is an official letter (công văn)."""
        return self.type_code is None

    @property
    def full_number(self) -> str:
        """`05/BC-UBND`, or `/BC-UBND` as long as there is no number."""
        return format_number(self.number, None, self.symbol)


def figures_of(paper: OfficialPaper) -> tuple[Figure, ...]:
    """Give every figure of the document, in the order in which it is read."""
    blocks = [*paper.body, *(b for a in paper.appendices for b in a.blocks)]
    return tuple(
        run for block in blocks for run in runs_of(block) if isinstance(run, Figure)
    )
