"""The code lists of messages, and the forms that codes of bodies have."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum, IntEnum, StrEnum
from typing import Final

from loa.domain.docreader.secrecy import level_of


class Business(IntEnum):
    """What a message does with a document (``BussinessDocType``)."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACE = 3


class StatusCode(StrEnum):
    """What became of a document at its receiver."""

    ARRIVED = "01"
    REFUSED = "02"
    ACCEPTED = "03"
    WAITING = "04"
    ASSIGNED = "05"
    DONE = "06"
    RECALLED = "13"
    CHANGE_AGREED = "15"
    CHANGE_REFUSED = "16"


class Priority(IntEnum):
    """How urgent a document is."""

    NORMAL = 0
    URGENT = 1
    VERY_URGENT = 2
    EXPRESS = 3
    EXPRESS_TIMED = 4


class Steering(IntEnum):
    """Whether a document directs; 0 is met in messages and means nothing said."""

    UNSAID = 0
    NOT_STEERING = 1
    STEERING = 2
    REPORT = 3


TYPE_DETAILS: Final = {
    "nghị quyết": 1,
    "quyết định": 2,
    "chỉ thị": 3,
    "quy chế": 4,
    "quy định": 5,
    "thông cáo": 6,
    "thông báo": 7,
    "hướng dẫn": 8,
    "chương trình": 9,
    "kế hoạch": 10,
    "công văn": 18,
    "công điện": 19,
    "bản ghi nhớ": 20,
    "bản cam kết": 21,
    "bản thỏa thuận": 22,
    "giấy chứng nhận": 23,
    "giấy ủy quyền": 24,
    "giấy mời": 25,
    "giấy giới thiệu": 26,
}
"""Numbers of types of document (``TypeDetail``), as far as they could be found."""

STATUS_ORDER: Final = (
    StatusCode.ARRIVED,
    StatusCode.ACCEPTED,
    StatusCode.WAITING,
    StatusCode.ASSIGNED,
    StatusCode.DONE,
)
"""The way of a document that is not refused; a later one implies the earlier ones."""

URGENCY_WORDS: Final = {
    "khẩn": Priority.URGENT,
    "thượng khẩn": Priority.VERY_URGENT,
    "hỏa tốc": Priority.EXPRESS,
    "hoả tốc": Priority.EXPRESS,
    "hỏa tốc hẹn giờ": Priority.EXPRESS_TIMED,
    "hoả tốc hẹn giờ": Priority.EXPRESS_TIMED,
}


def status_of(printed: str) -> StatusCode | None:
    """Return a status by its printed code; "1" is met for "01". None when unknown."""
    bare = printed.strip()
    if bare.isdecimal():
        bare = f"{int(bare):02d}"
    return StatusCode(bare) if bare in set(StatusCode) else None


def follows(code: StatusCode, sent: StatusCode | None) -> bool:
    """Whether a status may still be told after another one was.

    >>> follows(StatusCode.ACCEPTED, StatusCode.ARRIVED)
    True
    >>> follows(StatusCode.ACCEPTED, StatusCode.DONE)
    False
    """
    if code is StatusCode.REFUSED:
        return sent in {None, StatusCode.ARRIVED}
    if code not in STATUS_ORDER:
        return True
    if sent not in STATUS_ORDER:
        return sent is None
    return STATUS_ORDER.index(code) > STATUS_ORDER.index(sent)


# --- codes of bodies --------------------------------------------------------------------


class Form(Enum):
    """How the code of a body is written."""

    LEAF_FIRST = "leaf_first"  # 002.00.20.H13, thirteen characters
    ROOT_FIRST = "root_first"  # H37.02.02, of Decision 20/2020
    SHORT = "short"  # 28.22.H17, met in messages
    OTHER = "other"


MAX_CODE: Final = 35
_LEAF_FIRST = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}", re.ASCII)
_ROOT_FIRST = re.compile(r"[A-Z]\d{2}(\.\d{2,})*", re.ASCII)
_SHORT = re.compile(r"\d{2,3}(\.\d{2,3}){0,2}\.[A-Z]\d{2}", re.ASCII)


def form_of(code: str) -> Form:
    """Return how a body's code is written.

    >>> form_of("002.00.20.H13"), form_of("H37.02.02")
    (<Form.LEAF_FIRST: 'leaf_first'>, <Form.ROOT_FIRST: 'root_first'>)
    """
    if len(code) > MAX_CODE:
        return Form.OTHER
    if _LEAF_FIRST.fullmatch(code):
        return Form.LEAF_FIRST
    if _ROOT_FIRST.fullmatch(code):
        return Form.ROOT_FIRST
    return Form.SHORT if _SHORT.fullmatch(code) else Form.OTHER


def is_sendable_code(code: str) -> bool:
    """Whether a body's code has one of the two forms that may be written in a message."""
    return form_of(code) in {Form.LEAF_FIRST, Form.ROOT_FIRST}


def clean_code(printed: str) -> str:
    """Return a body's code as compared: capitals, no blanks.

    >>> clean_code(" h37.02.02 ")
    'H37.02.02'
    """
    return "".join(unicodedata.normalize("NFC", printed).split()).upper()


def document_id(organ_id: str, on: date, code: str) -> str:
    """Return the id of a document: its issuer's code, its day, its number and symbol.

    >>> document_id("H37.02", date(2026, 3, 2), "05/KH-UBND")
    'H37.02,2026/03/02,05/KH-UBND'
    """
    return f"{organ_id},{on:%Y/%m/%d},{code}"


# --- secrecy ------------------------------------------------------------------------------

_EDGES = re.compile(r"^\W+|\W+$")
_LOOKED_AT = 4000


def secrecy_mark(text: str) -> str:
    """Return the mark of a classified document, "" when there is none.

    A mark stands near the top, on a line of its own, be it in small letters, or beside
    the number; the word in a sentence is none.

    >>> secrecy_mark("UBND TỈNH\\nTỐI MẬT\\nSố: 1/BC"), secrecy_mark("bí mật nhà nước")
    ('TỐI MẬT', '')
    """
    for line in unicodedata.normalize("NFC", text[:_LOOKED_AT]).splitlines():
        bare = _EDGES.sub("", line)
        if mark := level_of(bare) or level_of(bare.upper()):
            return mark
    return ""
