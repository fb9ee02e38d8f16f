"""The letter and the attachments of an e-mail (.eml, .mht, Outlook's .msg)."""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from loa.domain.docreader.openers.compound import Compound
from loa.domain.docreader.packets.members import Member, member_of, safe_name
from loa.domain.docreader.unreadable import Reason, Unreadable

_LETTER = "noi-dung-thu"
_MOST_PARTS = 1000
_TROUBLE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    AssertionError,
)
_SUBSTANCE = "__substg1.0_"
_ATTACHED = "__attach_version1.0_"


def mail_members(raw: bytes) -> Iterator[Member]:
    """The attachments of an e-mail in their order, then its letter.

    :raises Unreadable: when it cannot be taken apart
    """
    try:
        message = BytesParser(policy=email.policy.default).parsebytes(raw)
        found = [*_parts(message)]
    except _TROUBLE as e:
        raise Unreadable(Reason.DAMAGED, f"e-mail: {e}") from e
    return iter(found)


def _parts(message: EmailMessage) -> Iterator[Member]:
    letter = message.get_body(("html", "plain"))
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            raise Unreadable(Reason.BOMB, "an e-mail of too many parts")
        if part is letter or part.is_multipart():
            continue
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            yield member_of(_last(name or "tep"), _content(part))
    if letter is not None:
        yield _letter(letter)


def _letter(part: MIMEPart) -> Member:
    text = part.get_content()
    suffix = "html" if part.get_content_subtype() == "html" else "txt"
    content = str(text).encode("utf-8", "replace")
    return member_of(f"{_LETTER}.{suffix}", content, is_letter=True)


def _content(part: MIMEPart) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _last(name: str) -> str:
    """A sender's file name is a name: folders in it mean nothing."""
    return safe_name(name.replace("\\", "/").rsplit("/", 1)[-1]) or "tep"


def outlook_members(compound: Compound) -> Iterator[Member]:
    """The attachments of an Outlook message, then its letter."""
    folders = sorted(
        {name.split("/")[0] for name in compound.names if name.startswith(_ATTACHED)}
    )
    for folder in folders:
        data = f"{folder}/{_SUBSTANCE}37010102"
        if data in compound.names:
            name = _text(compound, f"{folder}/", "3707") or _text(
                compound, f"{folder}/", "3704"
            )
            yield member_of(_last(name or "tep"), compound.read(data))
    page = f"{_SUBSTANCE}10130102"
    if page in compound.names:
        yield member_of(f"{_LETTER}.html", compound.read(page), is_letter=True)
    elif text := _text(compound, "", "1000"):
        yield member_of(f"{_LETTER}.txt", text.encode(), is_letter=True)


def _text(compound: Compound, folder: str, key: str) -> str:
    """A property that is text, in Unicode or in Windows' coding."""
    for kind, coding in (("001F", "utf-16-le"), ("001E", "cp1258")):
        name = f"{folder}{_SUBSTANCE}{key}{kind}"
        if name in compound.names:
            return compound.read(name).decode(coding, "replace").rstrip("\0")
    return ""
