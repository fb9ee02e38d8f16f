"""What a mail holds that may be proof: links and attachments, within bounds.

Nothing in a mail is opened: archives and mails in a mail are left out and said so, and
links are read by the fetcher as any other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from html import unescape

from loa.domain.pages import decode
from loa.domain.proof import BadAddress, address_key
from loa.files.services import clean_name
from loa.files.sniff import UNKNOWN, media_type

LONGEST = 25 * 1024 * 1024
MOST_PARTS = 100
MOST_LINKS = 20
MOST_FILES = 10
# A picture below this is a logo in a signature.
LEAST_PICTURE = 10 * 1024
LONGEST_TEXT = 200_000

_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]{4,2000}", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^\s*(?:(?:fwd?|re|chuyển tiếp|trả lời)\s*:\s*)+", re.IGNORECASE
)
_ARCHIVES = frozenset({"application/zip"})
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_RUNS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
_REFUSED = re.compile(r"\b(?:dmarc|spf)=(?:fail|permerror)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as the drop box sees it.

    :param senders: the addresses in From; more than one, or none, is nobody
    :param receivers: every address that it was sent to, as its head says
    :param reasons: what was left out, as codes
    """

    key: str
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    subject: str
    is_automatic: bool
    is_forged: bool
    links: tuple[str, ...] = ()
    files: tuple[Attached, ...] = ()
    reasons: tuple[str, ...] = ()


def read_mail(raw: bytes, *, is_whole: bool = True) -> Mail:
    """Read a mail. Never raises: what cannot be read is left out, with a reason."""
    message = message_from_bytes(raw, policy=policy.compat32)
    head = {
        "key": _key(message, raw),
        "senders": tuple(_addresses(message, "From")),
        "receivers": tuple(
            _addresses(message, "Delivered-To", "X-Original-To", "To", "Cc")
        ),
        "subject": _FORWARDED.sub("", _words(message.get("Subject")))[:300],
        "is_automatic": _is_automatic(message),
        # Its topmost line is of the server that received it.
        "is_forged": bool(
            _REFUSED.search(str(message.get("Authentication-Results", "")))
        ),
    }
    if not is_whole:
        return Mail(**head, reasons=("too_large",))  # type: ignore[arg-type]
    links, files, reasons = _parts(message)
    return Mail(**head, links=links, files=files, reasons=reasons)  # type: ignore[arg-type]


def _key(message: Message, raw: bytes) -> str:
    """The same for one mail however often it is delivered or fetched."""
    name = str(message.get("Message-ID", "")).strip()
    told = f"{name}\n{message.get('From', '')}\n{message.get('Date', '')}"
    return hashlib.sha256(told.encode("utf-8", "replace") if name else raw).hexdigest()


def _addresses(message: Message, *names: str) -> Iterator[str]:
    values = [str(value) for name in names for value in message.get_all(name, [])]
    for _, address in getaddresses(values[:200]):
        if address and "@" in address:
            yield address.lower()


def _words(value: object) -> str:
    try:
        said = str(make_header(decode_header(str(value or ""))))
    except (ValueError, LookupError, UnicodeError):
        said = str(value or "")
    said = said.encode("utf-8", "replace").decode("utf-8").replace("\ufffd", "")
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def _is_automatic(message: Message) -> bool:
    said = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    bulk = str(message.get("Precedence", "")).strip().lower()
    return said != "no" or bulk in ("bulk", "list", "junk", "auto_reply")


def _parts(
    message: Message,
) -> tuple[tuple[str, ...], tuple[Attached, ...], tuple[str, ...]]:
    texts: list[str] = []
    files: list[Attached] = []
    reasons: dict[str, None] = {}
    for number, part in enumerate(_leaves(message)):
        if number >= MOST_PARTS:
            reasons["many_parts"] = None
            break
        if part.get_content_maintype() == "message":
            reasons["mail_in_mail"] = None
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content:
            continue
        if part.get_content_maintype() == "text" and not _is_attached(part):
            texts.append(_text(part, content))
            continue
        if reason := _left_out(part, content):
            reasons[reason] = None
        elif len(files) >= MOST_FILES:
            reasons["many_files"] = None
        elif not _is_logo(part, content):
            name = clean_name(_words(part.get_filename()), "tep-dinh-kem")
            files.append(Attached(name, content))
    links = list(_links("\n".join(texts)))
    if len(links) > MOST_LINKS:
        reasons["many_links"] = None
    return tuple(links[:MOST_LINKS]), tuple(files), tuple(reasons)


def _leaves(message: Message) -> Iterator[Message]:
    """Every part that holds no others; not by recursion, for a mail may be ever so deep."""
    stack = [message]
    while stack:
        part = stack.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            stack.extend(each for each in reversed(inner) if isinstance(each, Message))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: Message, content: bytes) -> str:
    declared = part.get_content_charset() or ""
    text = decode(content[:LONGEST_TEXT], declared).text
    return unescape(text) if part.get_content_subtype() == "html" else text


def _left_out(part: Message, content: bytes) -> str:
    kind = media_type(content)
    if kind in _ARCHIVES or content.startswith(_PACKED):
        return "archive"
    if content.startswith(_RUNS) or kind in ("text/html", "image/svg+xml"):
        return "odd_file"
    if kind in (UNKNOWN, "application/xml"):
        return "odd_file"
    return ""


def _is_logo(part: Message, content: bytes) -> bool:
    is_picture = media_type(content).startswith("image/")
    return (
        is_picture
        and part.get_content_disposition() != "attachment"
        and len(content) < LEAST_PICTURE
    )


def _links(text: str) -> Iterator[str]:
    seen = set()
    for match in _LINK.finditer(text):
        address = match[0].rstrip(".,;:!?)]*_")
        try:
            key = address_key(address)
        except BadAddress:
            continue
        if key not in seen:
            seen.add(key)
            yield address
