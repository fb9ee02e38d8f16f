"""Which row is the heading, and which column holds what: proposed by their words."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from loa.domain.text import fold
from loa.evidence.book import BadBook, Sheet, Value

# What a column can hold, in the order in which a page asks for it.
FIELDS = (
    "done_on",
    "title",
    "address",
    "channel",
    "form",
    "area",
    "quantity",
    "attendees",
    "topic",
    "note",
)
NEEDED = ("done_on", "title")

# Folded words of headings; the longest that fits says what the column is.
HEADINGS = {
    "done_on": (
        "ngay", "ngay dang", "ngay thang", "ngay dang tai", "ngay phat", "ngay phat song",
        "ngay thuc hien", "thoi gian", "thoi gian dang", "thoi gian thuc hien", "ngay thang nam",
        "ngay to chuc", "thoi gian to chuc", "ngay, thang", "ngay, thang, nam", "date",
    ),
    "title": (
        "ten tin bai", "tin bai", "tin, bai", "ten tin, bai", "tieu de", "ten bai", "ten bai viet",
        "noi dung", "noi dung tuyen truyen", "ten noi dung", "noi dung tin bai", "ten hoat dong",
        "hoat dong", "ten chuong trinh", "noi dung phat", "noi dung phat thanh", "title",
        "noi dung thuc hien", "ten san pham",
    ),
    "address": (
        "duong link", "link", "duong dan", "dia chi", "lien ket", "link bai viet", "url",
        "duong link bai viet", "duong dan bai viet", "link dang tai", "link minh chung",
        "minh chung", "dia chi truy cap", "duong link minh chung",
    ),
    "channel": (
        "kenh", "kenh dang", "kenh tuyen truyen", "noi dang", "kenh thong tin", "noi dang tai",
        "phuong tien", "don vi dang", "dang tren", "kenh dang tai", "noi phat", "channel",
        "dia diem",
    ),
    "form": (
        "hinh thuc", "hinh thuc tuyen truyen", "loai", "loai hinh", "the loai", "loai tin",
        "loai tin bai", "form",
    ),
    "area": (
        "linh vuc", "noi dung cchc", "mang noi dung", "linh vuc tuyen truyen", "linh vuc cchc",
        "nhom noi dung", "area",
    ),
    "quantity": (
        "so luong", "so tin bai", "so luong tin bai", "so buoi", "so lan", "so lan phat", "sl",
        "so tin, bai", "quantity",
    ),
    "attendees": (
        "so nguoi", "so nguoi tham du", "nguoi tham du", "so nguoi tham gia", "thanh phan tham du",
        "so luot nguoi", "so dai bieu",
    ),
    "topic": ("chu de", "chuyen de", "topic"),
    "note": ("ghi chu", "note", "tac gia", "nguoi thuc hien", "tom tat"),
}  # fmt: skip
_BY_WORDS = {words: name for name, every in HEADINGS.items() for words in every}
_LOOKED_AT = 30
_NOT_WORDS = re.compile(r"[^a-z0-9,]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A sheet's heading: the row's number, its words, and what they say of columns."""

    row: int
    words: tuple[str, ...]
    proposed: dict[str, int]

    @property
    def key(self) -> str:
        """The same for every log with these headings, however they are written."""
        said = "|".join(map(_folded, self.words)).strip("|")
        return hashlib.sha256(said.encode()).hexdigest()[:40]


def _folded(cell: Value) -> str:
    words = _NOT_WORDS.sub(" ", fold(str(cell or "")))
    return " ".join(words.replace(" ,", ",").split()).strip(" ,")


def propose(words: Sequence[Value]) -> dict[str, int]:
    """Return which column holds what, as far as its heading says so."""
    ranked = []
    for column, cell in enumerate(words):
        said = _folded(cell)
        if name := _BY_WORDS.get(said):
            ranked.append((0, column, name))
            continue
        fits = [
            (len(known), name)
            for known, name in _BY_WORDS.items()
            if len(known) > 3 and f" {known} " in f" {said} "
        ]
        if fits and len(said) <= 80:
            ranked.append((1, column, max(fits)[1]))
    found: dict[str, int] = {}
    for _rank, column, name in sorted(ranked):
        if name == "title" and name in found:
            # "Tên tin bài" and "Nội dung": the second tells more of the first.
            name = "note"
        if name not in found:
            found[name] = column
    return found


def find_heading(sheet: Sheet) -> Heading | None:
    """Return the row, among the first, whose words name most columns; None without."""
    best: Heading | None = None
    for number, cells in sheet.rows[:_LOOKED_AT]:
        proposed = propose(cells)
        if len(proposed) < 2:
            continue
        if best is None or len(proposed) > len(best.proposed):
            words = tuple(str(cell) if cell is not None else "" for cell in cells)
            best = Heading(number, words, proposed)
    return best


@dataclass(frozen=True, slots=True)
class Line:
    """One row below a heading; ``place`` counts the rows of the whole file from 1."""

    place: int
    sheet: str
    number: int
    cells: tuple[Value, ...]
    links: dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Log:
    """The rows of a file that stand below one heading, and what was left aside."""

    heading: Heading
    sheets: tuple[str, ...]
    other_sheets: tuple[str, ...]
    lines: tuple[Line, ...]
    unfolded: int
    repeated_headings: int


def log_of(sheets: Sequence[Sheet]) -> Log:
    """Return the log in a file: all sheets with the heading of the first that has one.

    :raises BadBook: `no_heading`
    """
    headings = [(sheet, find_heading(sheet)) for sheet in sheets]
    first = next((heading for _sheet, heading in headings if heading), None)
    if first is None:
        raise BadBook("no_heading")
    lines: list[Line] = []
    repeated = 0
    taken = [
        (sheet, heading)
        for sheet, heading in headings
        if heading and heading.key == first.key
    ]
    for sheet, heading in taken:
        key = tuple(map(_folded, heading.words))
        for number, cells in sheet.rows:
            if number <= heading.row:
                continue
            if _is_heading(cells, key):
                repeated += 1
                continue
            place = len(lines) + 1
            lines.append(Line(place, sheet.title, number, cells, sheet.links))
    if not lines:
        raise BadBook("empty")
    names = {id(sheet) for sheet, _heading in taken}
    return Log(
        heading=first,
        sheets=tuple(sheet.title for sheet, _heading in taken),
        other_sheets=tuple(s.title for s in sheets if id(s) not in names),
        lines=tuple(lines),
        unfolded=sum(sheet.unfolded for sheet, _heading in taken),
        repeated_headings=repeated,
    )


def _is_heading(cells: Sequence[Value], key: tuple[str, ...]) -> bool:
    """Whether it is the heading again, as on every printed page, or its numbers (1)(2)."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) > 2 and filled == list(range(1, len(filled) + 1)):
        return True
    if not all(isinstance(cell, str) for cell in filled):
        return False
    said = tuple(map(_folded, cells))
    return [word for word in said if word] == [word for word in key if word] or (
        len(filled) > 2
        and all(re.fullmatch(r"\(?[0-9a-z]\)?", str(cell)) for cell in filled)
    )
