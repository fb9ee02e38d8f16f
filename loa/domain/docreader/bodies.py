"""The bodies named in a text: where a name ends, and where a list is cut.

A list is cut at ";" and before each new "các", office or name. Common nouns under one
"các" stay together ("các sở, ban, ngành"), and so do "Hội đồng nhân dân, Ủy ban nhân dân
các xã" and "Các sở: A, B". A parenthesis stays with the body before it.
"""

from __future__ import annotations

import re

from loa.domain.docreader.document import Mention
from loa.domain.docreader.findings import Span
from loa.domain.docreader.vocabulary import (
    ACT_WORD,
    COMMON,
    GROUP,
    JOINED,
    LOWER_HEAD,
    LOWER_OFFICE,
    NAME_PARTS,
    OFFICE,
    ORDER,
    PLACES,
    PROPER,
)

_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng với|cùng)\s+")
_PARENTHESIS = re.compile(r"\([^()]*\)|“[^”]*”|\"[^\"]*\"")
# "Doanh nghiệp, tổ chức, cá nhân": plain nouns with a capital only because they begin.
_PLAIN_LIST = re.compile(
    r"(?:Doanh nghiệp|Cơ quan|Đơn vị|Sở|Phòng|Ban|Ngành|Bộ|Cơ sở|Hội|Trường)\s*,"
)
# "Trách nhiệm của Sở Nội vụ", "Đối với các xã": headings that name whom they bind.
_OF_WHOM = re.compile(
    r"(?:(?:Trách nhiệm|Nhiệm vụ)(?: cụ thể| thực hiện)? của|Đối với|Về phía)\s+(?=\S)"
)
_TRIM = " ,;.:–-"
_LONGEST = 700
# Most names end soon: the near words are asked first, but for the last that may be cut.
_NEAR, _MARGIN = 240, 100
# "UBND các thành phố: Hà Nội, Cần Thơ", "Bộ trưởng các Bộ: Tài chính, Nội vụ".
_NAMED_LIST = re.compile(
    r"(?:các|Các|Tập đoàn|tập đoàn)\s(?:bộ|sở|ban|ngành|tỉnh|thành phố|xã|phường|huyện|quận|phòng|cục|vụ|cơ quan|đơn vị|tập đoàn)"
    r"(?:[ ,]+[^\W\d_]+){0,5}$",
    re.IGNORECASE,
)
# "các Sở, Ngành": plain nouns written with a capital under one "các".
_PLAIN_ITEM = re.compile(
    r"(?:Sở|Ban|Ngành|Phòng|Bộ|Hội|Đơn vị|Cơ quan|Đoàn thể)"
    r"(?=\s*(?:[,;]|và\b|thuộc|liên quan|có liên quan|[Tt]hành phố|[Tt]ỉnh|$))"
)


def starts_with_body(text: str) -> bool:
    """Whether a text opens with the name of a body or a group of bodies."""
    return bool(
        PROPER.match(text)
        or OFFICE.match(text)
        or LOWER_OFFICE.match(text)
        or ((match := GROUP.match(text)) and COMMON.match(text, match.end()))
        or (
            (match := GROUP.match(text))
            and (PROPER.match(text, match.end()) or OFFICE.match(text, match.end()))
        )
    )


def opens_common(text: str) -> bool:
    """Whether a text opens with plain nouns for bodies ("xã, phường", "Sở, ban")."""
    return COMMON.match(text) is not None


def split_bodies(text: str, start: int) -> tuple[Mention, ...]:
    """The bodies of a list that is nothing else; `start` is its place in the document."""
    text = text[:_LONGEST]
    kept = [*JOINED.finditer(text), *_PARENTHESIS.finditer(text)]
    cuts: list[tuple[int, int]] = []
    begin = 0
    for sep in _SEPARATOR.finditer(text):
        if any(match.start() <= sep.start() < match.end() for match in kept):
            continue
        if _cuts(sep.group(), text[begin : sep.start()], text[sep.end() :]):
            cuts.append((begin, sep.start()))
            begin = sep.end()
    cuts.append((begin, len(text)))
    found = (_mention(text, first, last, start) for first, last in cuts)
    return tuple(mention for mention in found if mention)


def _cuts(separator: str, left: str, right: str) -> bool:
    """Whether a list is cut between `left` and `right`."""
    if ";" in separator:
        return True
    head, colon, _ = left.partition(":")
    if colon and GROUP.match(left) and len(head) < 40:
        return False  # "Các Sở: Nội vụ, Tài chính"
    if GROUP.match(right) or OFFICE.match(right):
        return True
    if GROUP.match(left) and _PLAIN_ITEM.match(right):
        return False
    if GROUP.match(left) and _PLAIN_ITEM.match(right):
        return False
    if PROPER.match(right):
        return len(left) > 3 or not right[:1].isupper()
    if not LOWER_HEAD.match(right):
        return False
    if GROUP.match(left):
        return separator.strip() == "và" and PLACES.search(left) is not None
    plain = _PLAIN_LIST.match(left)
    return PROPER.match(left) is not None and " " in left.strip() and not plain


def _mention(text: str, first: int, last: int, start: int) -> Mention | None:
    name = text[first:last]
    first += len(name) - len(name.lstrip(_TRIM))
    name = name.strip(_TRIM)
    if not any(c.isalpha() for c in name):
        return None
    return Mention(name, Span(start + first, start + first + len(name)))


def name_end(text: str, begin: int = 0) -> int:
    """Where a list of bodies that begins at `begin` ends: before the first act.

    The end of the text when nothing follows the names.
    """
    near = text[: begin + _NEAR]
    if len(near) < len(text):
        end = _name_end(near, begin)
        if end < len(near) - _MARGIN:
            return end
    return _name_end(text[: begin + 2 * _LONGEST], begin)


def _name_end(text: str, begin: int) -> int:
    parts = [match.span() for match in NAME_PARTS.finditer(text, begin)]
    stop = _clause_end(text, begin, parts)
    for word in ACT_WORD.finditer(text, begin, stop):
        inside = any(first <= word.start() < last for first, last in parts)
        if inside or word.start() <= begin:
            continue
        return word.start()
    return stop


def _clause_end(text: str, begin: int, parts: list[tuple[int, int]]) -> int:
    for stop in re.finditer(r"[.;:](?=\s|$)|/\.", text[begin:]):
        place = begin + stop.start()
        if stop.group() == ":" and _NAMED_LIST.search(text[begin:place]):
            follows = text[place + 1 :].lstrip()
            if follows[:1].isupper() and not ACT_WORD.match(
                follows[:1].lower() + follows[1:]
            ):
                continue
        if any(first <= place < last for first, last in parts):
            continue
        if stop.group() == ";" and _names_next(text[place + 1 :].lstrip()):
            continue
        if stop.group() == "." and re.search(r"(?:TT|CT|PCT|VP|P)$", text[:place]):
            continue
        return place
    return len(text)


def _names_next(text: str) -> bool:
    """Whether a list of names goes on behind its semicolon."""
    return starts_with_body(text) or LOWER_HEAD.match(text) is not None


def order_end(text: str) -> int:
    """Where the words "Giao", "Đề nghị", "Yêu cầu" at the start of a text end; else 0."""
    match = ORDER.match(text) or _OF_WHOM.match(text)
    return match.end() if match else 0


def subject_end(text: str, begin: int = 0) -> int | None:
    """Where the bodies end that a sentence begins with, or None if it has no such."""
    rest = text[begin:]
    if not starts_with_body(rest):
        return None
    end = name_end(text, begin)
    return end if end > begin else None


def tells_to_act(text: str) -> bool:
    """Whether a text opens with bodies and the word that tells them to act."""
    end = subject_end(text)
    return end is not None and ACT_WORD.match(text, end) is not None


def is_body_list(text: str) -> bool:
    """Whether a text names bodies and says nothing else: the heading of their tasks."""
    bare = text.strip(" .:;-")
    begin = order_end(bare)
    end = subject_end(bare, begin)
    if end is None or len(bare) > 500:
        return False
    return not bare[end:].strip(_TRIM)
