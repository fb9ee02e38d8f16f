"""Sentences, and the bodies that one tells to act."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loa.domain.docreader.bodies import (
    name_end,
    opens_common,
    order_end,
    starts_with_body,
)
from loa.domain.docreader.vocabulary import ACT, ACT_WORD, REQUEST

_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{2}[.)”])\s+(?=[A-ZĐÀ-Ỹ])|(?<=\d[.)”])\s+(?=[A-ZĐÀ-Ỹ])|(?<=[)”]\.)\s+(?=[A-ZĐÀ-Ỹ])"
)
_COLON = re.compile(r":\s+(?=[A-ZĐÀ-Ỹ]|(?:giao|yêu cầu|đề nghị|phân công)\s)")
# ";" before the next body that is told to act, with the word that leads over to it.
_NEXT = re.compile(r"\s*;\s+(?:(?:và|đồng thời|còn|riêng)\s+)?")
# Who leads and who joins, and nothing yet of what is to be done.
_ONLY_WHO = re.compile(
    r"\s*(?:là (?:cơ quan|đơn vị) )?(?:chủ trì,?\s*)?(?:phối hợp(?:\s+(?:chặt chẽ|với|cùng))*|$)"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(,;-])(?:TT|CT|PCT|VP|TP|Tp|ĐĐ|Đ/c|UB|Q|P|TS|ThS|GS|PGS|BS)\.$"
)
_FORMULA = re.compile(
    r"(?:Trong\s+quá\s+trình|Quá trình|Nếu\s+có|Trường\s+hợp|Khi\s+(?:có|gặp)|Trên đây\b|Mọi vướng mắc|Mọi thông tin)"
    r".*?(?:khó khăn|vướng mắc|phát sinh|sửa đổi|bổ sung|Kế hoạch|Chỉ thị|Quyết định|liên hệ|thay đổi|đề nghị|báo cáo)",
    re.DOTALL,
)
_ADVERBIAL = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Đối với|Trong phạm vi|Theo|Tùy|Tuỳ|Hằng năm|Hàng năm|Định kỳ|Để|Nhằm|Trước ngày|Trong năm|Hằng quý|Hàng quý|Hằng tháng|Hàng tháng|Ngoài ra|Đồng thời|Bên cạnh|Từ năm|Sau khi|Khi|Trong thời gian|Thời gian tới|Riêng|Chậm nhất|Thực hiện)\b"
)
_GROUNDS = re.compile(r"(?:Để|Nhằm|Căn cứ|Trên cơ sở)\b")
_PAST = re.compile(
    r"(?:đã|đang|vừa|được|bị|có ý kiến|nhận được|thống nhất với|ghi nhận|đánh giá cao|biểu dương|xin|quyết định|quyết nghị|nhận thấy|xét thấy)\b"
    r"|(?:trả lời|thông báo)[^.]{0,120}\bbiết\b"
)
_DEFINES = re.compile(
    r"là\s(?!(?:cơ quan |đơn vị )?(?:đầu mối|thường trực|chủ trì|cơ quan|đơn vị))|gồm\b"
)
# "UBND Thành phố giao các Sở …": the order's giver before the bodies that it binds.
_GIVES = re.compile(
    r"(?P<who>[^,.;:]{2,90}?)\s+(?P<verb>yêu cầu|đề nghị|giao|phân công)\s+(?:cho\s+)?"
)
_ORDERED = re.compile(
    r"(?:^|[\s,])(?:yêu cầu|đề nghị|giao|Yêu cầu|Đề nghị|Giao|phân công|kính đề nghị)\s+(?:cho\s+)?"
)
# "Bộ Tài chính: chủ trì …", "Bộ Tài chính: (1) chủ trì …".
_COUNTED = re.compile(r":\s+(?:\((?:\d{1,2}|[a-zđ]|[ivx]+)\)\s*)?(?=[^\W\d_A-ZĐÀ-Ỹ])")
_NEEDS = re.compile(r"(?:^|, )(?P<who>[^,;:]{3,80}?)\s+(?:cần|phải)\s")


@dataclass(frozen=True, slots=True)
class Subject:
    """Where the bodies stand that a sentence tells to act."""

    begin: int
    end: int
    is_request: bool = False


def sentences(text: str, *, colons: bool = False) -> list[tuple[int, str]]:
    """The sentences of a paragraph and where each begins; never an empty list."""
    cuts = [0]
    marks = [*_SENTENCE.finditer(text), *(_COLON.finditer(text) if colons else ())]
    for match in sorted(marks, key=lambda found: found.start()):
        if not _ABBREVIATED.search(text[max(0, match.start() - 12) : match.start()]):
            cuts.append(match.end())
    ends = [*cuts[1:], len(text)]
    return [(first, text[first:last]) for first, last in zip(cuts, ends, strict=True)]


def shares(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence that tell one body after another to act; one if it does not.

    "Giao Sở A chủ trì …; Sở B …; UBND các xã …". What follows "chủ trì, phối hợp với" is
    a list of who joins until an act is said.
    """
    first = find_subject(text)
    if first is None:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    begin, subject = 0, first
    for cut in _NEXT.finditer(text):
        if cut.start() < subject.end or _says_only_who(text[subject.end : cut.start()]):
            continue
        rest = text[cut.end() :]
        then = find_subject(rest)
        if then is None or then.begin != order_end(rest):
            continue
        found.append((begin, cut.start()))
        begin = cut.end()
        subject = Subject(begin + then.begin, begin + then.end)
    return [*found, (begin, len(text))]


def _says_only_who(act: str) -> bool:
    match = _ONLY_WHO.match(act)
    return match is not None and name_end(act, match.end()) >= len(act.rstrip())


def is_formula(text: str) -> bool:
    """Whether a paragraph is the closing formula on difficulties, or "Trên đây là"."""
    return _FORMULA.match(text[:400]) is not None


def find_subject(text: str) -> Subject | None:
    """The bodies that a sentence binds, from its start or behind an adverbial.

    "Giao Sở Nội vụ chủ trì …", "Căn cứ Kế hoạch này, các sở xây dựng …",
    "UBND Thành phố giao các Sở …".
    """
    begin = order_end(text)
    if starts_with_body(text[begin:]):
        given = _GIVES.match(text) if begin == 0 else None
        if given and _names(given["who"]) and starts_with_body(text[given.end() :]):
            return _subject(text, given.end(), given["verb"] == "đề nghị")
        return _subject(text, begin, bool(REQUEST.match(text)))
    given = _GIVES.match(text)
    if (
        given
        and len(given["who"].split()) <= 4
        and given["who"] != "Về"
        and starts_with_body(text[given.end() :])
    ):
        return _subject(text, given.end(), given["verb"] == "đề nghị")
    if _ADVERBIAL.match(text):
        for comma in re.finditer(
            r"[,;]\s+(?:đề nghị\s+|giao\s+|yêu cầu\s+)?", text[:600]
        ):
            if comma.group()[0] == ";" and not _GROUNDS.match(text):
                continue
            rest = text[comma.end() :]
            given = _GIVES.match(rest)
            if given and _names(given["who"]) and starts_with_body(rest[given.end() :]):
                is_request = given["verb"] == "đề nghị"
                return _subject(text, comma.end() + given.end(), is_request)
            if starts_with_body(rest):
                found = _subject(text, comma.end(), "đề nghị" in comma.group())
                if found:
                    return found
    return None


def tells_when(text: str) -> bool:
    """Whether a sentence opens with the ground or time of an act ("Căn cứ …, ")."""
    return _ADVERBIAL.match(text) is not None


def _names(text: str) -> bool:
    return name_end(text) >= len(text.rstrip())


def _subject(text: str, begin: int, is_request: bool) -> Subject | None:
    """The bodies at `begin`, if an act follows them."""
    end = name_end(text, begin)
    rest = text[end:]
    if counted := _COUNTED.match(rest):
        rest = rest[counted.end() :]
    if not rest.strip(" .;:,") or _PAST.match(rest):
        return None
    linker = ACT_WORD.match(rest)
    if (
        _DEFINES.match(rest)
        or linker is None
        or not (ACT.match(rest) or _act_follows(rest))
    ):
        return None
    return Subject(begin, end, is_request)


def _act_follows(rest: str) -> bool:
    """Behind a linking word ("cần", "căn cứ …,") comes an act."""
    return any(ACT.match(word.group()) for word in ACT_WORD.finditer(rest[:300]))


def ordered_bodies(text: str) -> Subject | None:
    """The bodies that the last "yêu cầu / đề nghị / giao" of a text names."""
    for order in reversed([*_ORDERED.finditer(text)]):
        rest = text[order.end() :]
        if starts_with_body(rest):
            end = name_end(text, order.end())
            return Subject(order.end(), end, "đề nghị" in order.group().casefold())
    needs = [
        match
        for match in _NEEDS.finditer(text)
        if starts_with_body(match["who"]) or opens_common(match["who"])
    ]
    if needs and text.rstrip().endswith(":"):
        return Subject(needs[-1].start("who"), needs[-1].end("who"))
    return None
