"""What the reader knows: words of the genre, kept as data beside this file."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from loa.domain.text import fold


@cache
def words(name: str) -> dict[str, Any]:
    """The data file `name`.toml."""
    file = resources.files(__name__).joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def any_of(values: list[str]) -> str:
    """A pattern that matches the longest of the values."""
    return "|".join(re.escape(v) for v in sorted(values, key=len, reverse=True))


_types = words("types")["type"]
_acts = words("acts")
_bodies = words("bodies")

TYPES: dict[str, str] = {entry["name"].upper(): entry["name"] for entry in _types}
TYPES |= {
    other.upper(): entry["name"] for entry in _types for other in entry.get("also", ())
}
# The tone stands on either letter: "GIẤY UỶ QUYỀN", "BẢN THOẢ THUẬN".
TYPES |= {
    name.replace("ỦY", "UỶ").replace("ỎA", "OẢ"): kind for name, kind in TYPES.items()
}
TYPE_NAMES: frozenset[str] = frozenset(TYPES)
TYPE_BY_SHORT: dict[str, str] = {
    short.casefold(): entry["name"]
    for entry in reversed(_types)
    for short in entry["short"]
}

_PROPER = any_of(_bodies["proper"])
_NOT_PROPER = any_of(_bodies["not_proper"])
_OFFICES = any_of(_bodies["offices"])
_COMMON = any_of(_bodies["common"])

# The first words of a body in capitals, as a letterhead prints them.
BODY_HEADS = re.compile(
    rf"(?!BAN HÀNH|BÁO CÁO|HỘI NGHỊ|BỘ CHỈ SỐ)(?:{any_of([h.upper() for h in [*_bodies['proper'], *_bodies['offices']]])})\b"
)
OFFICE = re.compile(rf"(?:{_OFFICES})\b")
# "Tổ chức" is a body only in "Tổ chức chính trị - xã hội" and its like; else an act.
PROPER = re.compile(
    rf"(?!(?:{_NOT_PROPER}))(?!Tổ chức (?!chính trị|xã hội|đoàn thể|hội\b))(?!Tổ chức,)(?:{_PROPER})\b\.?"
)
GROUP = re.compile(
    rf"{_bodies['groups']} (?!năm |nội dung|nhiệm vụ|giải pháp|mục tiêu|hoạt động|chỉ tiêu|hình thức|văn bản|thông tin)"
)
COMMON = re.compile(rf"(?:{_COMMON})\b", re.IGNORECASE)
LOWER_HEAD = re.compile(rf"(?:{any_of(_bodies['lower_heads'])})\b")
# People who stand for their body, as they stand inside a sentence.
LOWER_OFFICE = re.compile(
    r"(?:thủ trưởng|chủ tịch|giám đốc|người đứng đầu|trưởng các|trưởng phòng|bí thư)\s"
)
JOINED = re.compile("|".join(_bodies["joined"]))
PLACES = re.compile(rf"(?:{any_of(_bodies['places'])})$")

# No heading is longer; what is longer is text.
_LONGEST_HEADING = 300
_VERBS = any_of(_acts["verbs"])
ACT = re.compile(rf"(?:{_VERBS}|{any_of(_acts['opening'])})\b", re.IGNORECASE)
NOT_ACT = re.compile(rf"(?:{any_of(_acts['not_acts'])})")
ACT_WORD = re.compile(rf"\b(?:{_VERBS}|{any_of(_acts['linkers'])})\b")
ORDER = re.compile(rf"(?:{any_of(_acts['orders'])})\s+", re.IGNORECASE)
NAME_PARTS = re.compile("|".join(_bodies["name_parts"]))
REQUEST = re.compile(rf"\b(?:{any_of(_acts['requests'])})\b")

# To be looked for in small letters.
CHANNELS: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern) for kind, pattern in words("channels").items()
}
_labels = words("labels")
_COLUMNS = {
    kind: re.compile(pattern) for kind, pattern in _labels.pop("column").items()
}
LABELS: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern)
    for kind, pattern in {**_labels, **_labels.pop("rest")}.items()
    if isinstance(pattern, str)
}
SECTIONS: dict[str, tuple[str, ...]] = {
    kind: tuple(entry["words"]) for kind, entry in words("sections").items()
}


def starts_with_act(text: str) -> bool:
    """Whether a paragraph opens with a word that tells somebody to act."""
    return ACT.match(text) is not None and NOT_ACT.match(text) is None


@lru_cache(maxsize=4096)
def section_kind(heading: str) -> str | None:
    """What a heading announces: implementation, aims, funding, or None."""
    key = fold(heading[:_LONGEST_HEADING])
    for kind, entries in SECTIONS.items():
        if any(entry in key for entry in entries):
            return kind
    return None


@lru_cache(maxsize=4096)
def label_kind(label: str) -> str | None:
    """What a label or a column's heading announces, or None."""
    if len(label) > _LONGEST_HEADING:
        return None
    key = fold(label).strip(" :*-.")
    for kind, pattern in LABELS.items():
        if pattern.fullmatch(key):
            return kind
    return None


@lru_cache(maxsize=4096)
def column_kind(heading: str) -> str | None:
    """What a table's column holds, by its heading, or None."""
    if kind := label_kind(heading):
        return kind
    key = fold(heading).strip(" :*-.")
    if len(key) > 80:
        return None
    return next((kind for kind, p in _COLUMNS.items() if p.fullmatch(key)), None)
