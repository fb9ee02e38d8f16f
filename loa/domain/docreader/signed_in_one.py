"""A signature that was typed in one paragraph, parted into its printed lines.

"KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Lê Thị Bích": the authority and the post, the remark that
it is signed, the name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from loa.domain.docreader.openers.raw import RawParagraph
from loa.domain.docreader.vocabulary import any_of, words
from loa.domain.text import squash

_signing = words("signing")
_MODE = re.compile(
    rf"(?:(?:{any_of(_signing['modes'])})\s?\.\s?|[TK]/[MLT]\s|(?:{any_of(_signing['spelled'])})\s)"
)
_POST = re.compile(rf"(?:{any_of(_signing['posts'])})\b")
_SIGNED = re.compile(
    r"\s\(?\s*(?:đã ký|đã kí|ký tên|chữ ký số|ký số)(?:[^()\w][^()]{0,60})?\s*\)?\s",
    re.IGNORECASE,
)
_RANK = re.compile(
    rf"(?:(?:{any_of(_signing['ranks'])}|(?:{any_of(_signing['titles'])})[.\s])\s*)+"
)
_LONGEST = 250


def parted(paragraph: RawParagraph) -> tuple[RawParagraph, ...]:
    """The lines of a signature in one paragraph; any other paragraph alone."""
    if not 12 < len(paragraph.text) < _LONGEST:
        return (paragraph,)
    text = squash(paragraph.text)
    has_mode = _MODE.match(text) is not None
    if not (has_mode or _POST.match(text)):
        return (paragraph,)
    signed = _SIGNED.search(text)
    if signed:
        posts, name = text[: signed.start()], text[signed.end() :]
    else:
        posts, name = _posts_and_name(text) if has_mode else ("", "")
    if not (
        posts and posts.isupper() and _is_name(name, in_capitals=signed is not None)
    ):
        return (paragraph,)
    remark = [text[signed.start() : signed.end()].strip()] if signed else []
    return tuple(replace(paragraph, text=line) for line in (posts, *remark, name))


def _posts_and_name(text: str) -> tuple[str, str]:
    """Cut before the first word that is not all in capitals, or the rank before it."""
    at = 0
    for match in re.finditer(r"\S+", text):
        at = match.start()
        if not match.group().isupper() or _RANK.match(text, at):
            break
    return text[:at].rstrip(), text[at:]


def _is_name(text: str, *, in_capitals: bool) -> bool:
    """Two to six words that begin with a capital, behind ranks and titles."""
    rank = _RANK.match(text)
    parts = text[rank.end() if rank else 0 :].strip(" .").split()
    return 2 <= len(parts) <= 6 and all(
        part[:1].isupper()
        and (part[1:].islower() or len(part) == 1 or (in_capitals and part.isupper()))
        and part.isalpha()
        for part in parts
    )
