"""A file inside another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from loa.domain.docreader.openers.kinds import Kind, kind_of
from loa.domain.docreader.unreadable import Reason, Unreadable

MOST_MEMBERS = 200
MOST_BYTES = 150 * 1024 * 1024
_CONTROL = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_WRITTEN = {
    Kind.WORD,
    Kind.OLD_WORD,
    Kind.OPEN_DOCUMENT,
    Kind.PDF,
    Kind.RICH_TEXT,
    Kind.PAGE,
    Kind.TEXT,
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another, byte for byte.

    `name` has the folders in front, parted by "/". `is_letter` marks the words of an
    e-mail, which are no file of their own.
    """

    name: str
    content: bytes
    kind: Kind | None
    is_letter: bool = False

    @property
    def is_document(self) -> bool:
        """Whether it may be a paper: a kind that holds writing, and not only a picture."""
        return self.kind in _WRITTEN


@dataclass(frozen=True, slots=True)
class Packet:
    """A file that holds others."""

    kind: Kind
    members: tuple[Member, ...]

    @property
    def documents(self) -> tuple[Member, ...]:
        """Those that may be the paper; a letter or a picture where nothing else is."""
        found = tuple(member for member in self.members if member.is_document)
        return (
            tuple(one for one in found if not one.is_letter)
            or found
            or tuple(one for one in self.members if one.kind is Kind.PICTURE)
        )


@dataclass(slots=True)
class Budget:
    """How much may still come out of a packet."""

    members: int = field(default_factory=lambda: MOST_MEMBERS)
    size: int = field(default_factory=lambda: MOST_BYTES)

    def take(self, size: int) -> None:
        """Count a file of so many bytes.

        :raises Unreadable: when it is one too many
        """
        self.members -= 1
        self.size -= size
        if self.members < 0 or self.size < 0:
            raise Unreadable(Reason.BOMB, "too much in one file")


def member_of(name: str, content: bytes, *, is_letter: bool = False) -> Member:
    """A file inside another, with the kind that its bytes show."""
    plain = _CONTROL.sub("", unicodedata.normalize("NFC", name)).strip()
    try:
        kind = kind_of(content)
    except Unreadable:  # it stays what it is: a file beside the paper
        kind = None
    return Member(plain or "tep", content, kind, is_letter)


def safe_name(name: str) -> str:
    """A name as the archive gives it, with "/" between folders.

    :raises Unreadable: when it leads out of the archive
    """
    plain = name.replace("\\", "/")
    parts = plain.split("/")
    if plain.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", plain):
        raise Unreadable(Reason.HOSTILE, f"a name that leads outside: {name!r}")
    return "/".join(part for part in parts if part not in ("", "."))
