"""What the reader gives: an official document as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from loa.domain.docreader.findings import Certainty, Finding, Span


class BlockKind(StrEnum):
    """How a piece of the text is to be shown."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CENTRED = "centred"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the document, in reading order.

    `level` is the depth of a heading or of a numbered item (1 is outermost), else 0.
    Blocks of a table carry its number and their row and column, counted from 0; a cell
    of several paragraphs is several blocks with one row and column; `height` is how many
    rows it reaches over.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    height: int = 1


class Recurrence(StrEnum):
    """How often a task comes back; `regular` is "thường xuyên" without a period."""

    ONCE = "once"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    REGULAR = "regular"


class TaskKind(StrEnum):
    """How a task is judged (design §2)."""

    DELIVER = "deliver"
    QUOTA = "quota"
    REPORT = "report"
    EVENT = "event"
    COVERAGE = "coverage"
    STANDING = "standing"


class ChannelKind(StrEnum):
    """A channel or form of communication that a task names."""

    WEBSITE = "website"
    SOCIAL = "social"
    RADIO = "radio"
    TELEVISION = "television"
    PRESS = "press"
    CLASS = "class"
    MEETING = "meeting"
    POSTER = "poster"
    CONTEST = "contest"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in the text, as printed, and where."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the opening cites. Laws cited by name have no number."""

    number: str | None
    issued_on: date | None
    issuer: str | None
    span: Span
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: under which authority, in which post, and the printed name."""

    authority: str | None = None
    title: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """How many of what in each period; `per` is week, month, quarter, half or year."""

    count: int
    unit: str
    per: str
    span: Span


@dataclass(frozen=True, slots=True)
class Timing:
    """When: a day that comes once, or a recurrence, or a quota; with the time's words."""

    deadline: date | None = None
    recurrence: Recurrence | None = None
    quota: Quota | None = None
    text: str | None = None
    span: Span | None = None
    rule: str = "time.none"


@dataclass(frozen=True, slots=True)
class NamedChannel:
    """A channel named in a task's words."""

    kind: ChannelKind
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the rule and the words that decided."""

    rule: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """One task as the document words it.

    `binding` is False where the document only requests ("đề nghị"). `is_joint` is True
    where several bodies are named as leads of one task, False where a group is ("each
    of the communes"), None with a single lead. `section` is the heading it stands under.
    """

    text: str
    span: Span
    lead: tuple[Mention, ...]
    coordinate: tuple[Mention, ...]
    timing: Timing
    kind: TaskKind
    kind_reason: Reason
    rule: str
    certainty: Certainty
    via: Mention | None = None
    binding: bool = True
    is_joint: bool | None = None
    channels: tuple[NamedChannel, ...] = ()
    section: str = ""

    @property
    def deadline(self) -> date | None:
        """The day it is due, if it comes once."""
        return self.timing.deadline

    @property
    def recurrence(self) -> Recurrence | None:
        """How often it comes back."""
        return self.timing.recurrence

    @property
    def quota(self) -> Quota | None:
        """How many per period."""
        return self.timing.quota

    @property
    def time_text(self) -> str | None:
        """The words that say when."""
        return self.timing.text


class SectionRole(StrEnum):
    """What a section is for."""

    PURPOSE = "purpose"
    REQUIREMENTS = "requirements"
    OBJECTIVES = "objectives"
    PRINCIPLES = "principles"
    SITUATION = "situation"
    AUDIENCE = "audience"
    SCOPE = "scope"
    CONTENT = "content"
    FORMS = "forms"
    TIME = "time"
    DUTIES = "duties"
    FUNDING = "funding"
    RESPONSIBILITIES = "responsibilities"
    REPORTING = "reporting"
    AWARDS = "awards"
    PROPOSALS = "proposals"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class Section:
    """A part, article, section, clause or point.

    `label` is its printed number ("" for a heading without one) and `ordinal` its place
    in the order of such numbers (đ is 5); `title` its heading, "" where the words behind
    the number are the text itself. `level` 1 is outermost; `parent` is a place in the
    document's sections. `span` reaches to the next section as deep or less deep.
    """

    label: str
    ordinal: int | None
    title: str
    level: int
    heading: Span
    span: Span
    role: SectionRole | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """An appendix, or a document that the decision before it puts in force."""

    title: str
    heading: Span
    span: Span


class Urgency(StrEnum):
    """How fast a document must go, by the mark it bears (Decree 30/2020)."""

    FLASH = "hỏa tốc"
    MOST_URGENT = "thượng khẩn"
    URGENT = "khẩn"


class Language(StrEnum):
    """The language of a text, as far as it matters here."""

    VIETNAMESE = "vi"
    VIETNAMESE_UNMARKED = "vi-unmarked"
    OTHER = "other"
    NONE = "none"


class Caution(StrEnum):
    """What a person should know before trusting the findings."""

    NOT_VIETNAMESE = "not_vietnamese"
    MARKS_LOST = "marks_lost"
    NO_TEXT = "no_text"
    NOT_OFFICIAL = "not_official"
    NO_TASKS = "no_tasks"
    NUMBER_MISSING = "number_missing"
    DATE_MISSING = "date_missing"
    TEXT_CUT = "text_cut"
    CHANGES_ACCEPTED = "changes_accepted"
    MACROS_LEFT_OUT = "macros_left_out"
    OLD_CODING = "old_coding"
    SCANNED = "scanned"
    NUMBER_UNCLEAR = "number_unclear"
    PAGES_UNSEEN = "pages_unseen"


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word read off a picture, and how sure the eye was of it, 0 to 100."""

    span: Span
    confidence: int


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A document read. Every missing field is None or empty: nothing is invented.

    `notes` are its footnotes and endnotes, which are no part of `text`; `source` is the
    file in a zip or an e-mail that was read. `scanned` are
    the words that were read off a picture, in order. `classification` is the mark of
    secrecy that the paper bears ("MẬT"), None without one. `sections` are those of its
    own body, `attachments` what stands behind the signature. `co_issuers` and `co_signers`
    are those who issue and sign a joint document with the first.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    language: Language = Language.NONE
    warnings: tuple[Caution, ...] = ()
    number: str | None = None
    symbol: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    subject: str | None = None
    bases: tuple[Citation, ...] = ()
    addressees: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    signer: Signer = field(default_factory=Signer)
    tasks: tuple[Task, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    scanned: tuple[ScannedWord, ...] = ()
    classification: str | None = None
    urgency: Urgency | None = None
    sections: tuple[Section, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    co_issuers: tuple[str, ...] = ()
    co_signers: tuple[Signer, ...] = ()

    def quote(self, span: Span) -> str:
        """The words of the document that a span covers."""
        return span.quote(self.text)

    def finding(self, name: str) -> Finding | None:
        """The first finding of a field, or None."""
        return next((found for found in self.findings if found.field == name), None)
