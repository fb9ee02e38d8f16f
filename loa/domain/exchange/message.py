"""A message as data. Everything that may be missing may be empty; nothing is invented.

Days are as printed in the message; moments are in Vietnam's time.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from loa.domain.exchange.codes import Business, StatusCode


class Remark(StrEnum):
    """What a message has that the standard does not have, or the other way round."""

    JUNK_BEFORE = "junk_before"
    JUNK_AFTER = "junk_after"
    CONTROL_SIGNS = "control_signs"
    BARE_AMPERSAND = "bare_ampersand"
    NO_DECLARED_PREFIX = "no_declared_prefix"
    OTHER_SPELLING = "other_spelling"
    BAD_DATE = "bad_date"
    CODE_IN_ONE = "code_in_one"
    COMPOSED_ID = "composed_id"
    NO_RECEIVER = "no_receiver"
    NO_BUSINESS = "no_business"
    PATH_IN_NAME = "path_in_name"
    NO_NAME = "no_name"
    MISSING_ATTACHMENT = "missing_attachment"
    UNLISTED_ATTACHMENT = "unlisted_attachment"
    EMPTY_ATTACHMENT = "empty_attachment"


@dataclass(frozen=True, slots=True)
class Noted:
    """A remark and what it is about: an element, a name, the printed words."""

    remark: Remark
    about: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A body that sends or receives."""

    organ_id: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed the document, with what authority ("TL. BỘ TRƯỞNG")."""

    competence: str = ""
    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who handled the message."""

    department: str = ""
    name: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class ResponseFor:
    """An earlier document that this one, or a status, answers."""

    organ_id: str = ""
    code: str = ""
    issued_on: date | None = None
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A system through which the message went."""

    organ_id: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """A body that an update adds to the receivers or removes."""

    organ_id: str
    is_added: bool = True


@dataclass(frozen=True, slots=True)
class Replacement:
    """An earlier document that is replaced, at these bodies (all when none is named)."""

    document_id: str
    organ_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doing:
    """What the message does with a document, why and by whom."""

    kind: Business = Business.NEW
    reason: str = ""
    document_id: str = ""
    staff: Staff = Staff()
    on_paper_too: bool = False
    changes_content: bool | None = None
    changes_receivers: bool | None = None
    receivers: tuple[Receiver, ...] = ()
    replacements: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as the message carries it; `content` may be a zip around the real file.

    `name` has no folders in it. See :func:`loa.domain.exchange.files_of`.
    """

    name: str
    content: bytes
    content_id: str = ""
    description: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature over the message that it carries. It is shown and not verified."""

    method: str = ""
    digest_method: str = ""
    subject: str = ""

    @property
    def is_weak(self) -> bool:
        """Whether it rests on SHA-1 or MD5."""
        said = f"{self.method} {self.digest_method}".lower()
        return "sha1" in said or "md5" in said


@dataclass(frozen=True, slots=True)
class OtherInfo:
    """What else is said of a document."""

    priority: int | None = None
    sphere: str = ""
    typist: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: str = ""
    appendixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A document on its way from one body to others."""

    sender: Party
    document_id: str
    to: tuple[Party, ...] = ()
    number: str = ""
    notation: str = ""
    place: str = ""
    issued_on: date | None = None
    type_code: str = ""
    type_detail: str = ""
    type_name: str = ""
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    due_on: date | None = None
    to_places: tuple[str, ...] = ()
    other: OtherInfo = OtherInfo()
    responses_for: tuple[ResponseFor, ...] = ()
    steering: int | None = None
    traces: tuple[Trace, ...] = ()
    doing: Doing = Doing()
    attachments: tuple[Attachment, ...] = ()
    signature: Signature | None = None
    noted: tuple[Noted, ...] = field(default=(), compare=False)
    not_understood: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Elements that no rule reads, with their text: (path, text)."""

    @property
    def code(self) -> str:
        """Number and symbol in one, "" without both."""
        return "/".join(part for part in (self.number, self.notation) if part)

    @property
    def key(self) -> str:
        """The id in one comparable form: the same document has the same key."""
        return key_of(self.document_id)

    @property
    def targets(self) -> tuple[str, ...]:
        """Keys of the documents that a recall, update or replacement means."""
        if self.doing.replacements:
            named = [row.document_id for row in self.doing.replacements]
        else:
            named = [self.doing.document_id or self.document_id]
        return tuple(dict.fromkeys(key_of(name) for name in named if name))


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What a receiver tells of a document that was sent to it."""

    sender: Party
    code: StatusCode
    about: ResponseFor
    description: str = ""
    at: datetime | None = None
    staff: Staff = Staff()
    noted: tuple[Noted, ...] = field(default=(), compare=False)
    not_understood: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """The key of the document it is about."""
        return key_of(self.about.document_id)


def key_of(document_id: str) -> str:
    """Return a document's id in one comparable form.

    >>> key_of("h37.02, 2026/03/02 , 05/kh-ubnd")
    'H37.02,2026/03/02,05/KH-UBND'
    """
    parts = unicodedata.normalize("NFC", document_id).upper().split(",")
    return ",".join(" ".join(part.split()) for part in parts)
