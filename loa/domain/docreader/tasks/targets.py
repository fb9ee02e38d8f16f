"""Tables of targets: so many of what, in which period."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loa.domain.docreader.bodies import is_body_list, order_end, split_bodies
from loa.domain.docreader.document import Mention, Quota, Recurrence, Timing
from loa.domain.docreader.layout import TOTAL, Line
from loa.domain.docreader.tasks.rows import TableRow
from loa.domain.docreader.tasks.sentences import find_subject, ordered_bodies
from loa.domain.docreader.timing.quotas import OF_PER
from loa.domain.text import fold

_UNIT = re.compile(r"(?:don vi|dv|dvi) (?:tinh|do)|dvt")
_COUNT = re.compile(
    r"(?:so luong|khoi luong|ke hoach|chi tieu|muc tieu|dinh muc|muc giao|ca nam)"
    r"(?: (?:toi thieu|giao|duoc giao|ke hoach|chi tieu|can dat|thuc hien|phai dat|dang ky))*"
    r"(?:\s*[/(,]?\s*(?:trong |moi |cua |hang )?(?P<per>6 thang|nam|quy|thang|tuan)(?:\s*20\d\d)?\s*\)?)?"
)
_AIM = re.compile(r"(?:ten |cac |noi dung )*chi tieu(?: (?:chu yeu|cu the|thuc hien))?")
_NUMBER = re.compile(
    r"\s*(?:≥|>=|(?:ít nhất|tối thiểu|từ|đạt)\s)?\s*(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,6})"
    r"(?:\s*/\s*(?P<per>6 tháng|năm|quý|tháng|tuần))?(?:\s*(?:trở lên))?\s*",
    re.IGNORECASE,
)
_PER = {
    "tuan": "week", "thang": "month", "quy": "quarter", "6 thang": "half", "nam": "year",
}  # fmt: skip
_BACK = 3


@dataclass(frozen=True, slots=True)
class Target:
    """The columns of a number and its unit, and what the number's heading says of time."""

    count: int
    unit: int
    per: str | None


def target_of(row: TableRow) -> tuple[Target, int | None] | None:
    """The columns of a table of targets, and that of what is aimed at, if it has them."""
    unit = count = aim = None
    per = None
    for column in sorted(row.own):
        key = fold(row.text(column)).strip(" :*.")
        if _UNIT.fullmatch(key):
            unit = column
        elif aim is None and count is None and unit is None and _AIM.fullmatch(key):
            aim = column
        elif count is None and (match := _COUNT.fullmatch(key)):
            count, per = column, match["per"]
    if unit is None or count is None:
        return None
    return Target(count, unit, _PER.get(per or "")), aim


def target_timing(row: TableRow, target: Target, year: int | None) -> Timing | None:
    """The quota that a row lays on who is in charge; None where it gives no number.

    Without a period in the heading or beside the number it is of the paper's year.
    """
    count, unit = row.cell(target.count), row.cell(target.unit)
    match = _NUMBER.fullmatch(count[0].text) if count else None
    if match is None or not unit or len(count) > 1:
        return None
    what, _, of = unit[0].text.partition("/")
    said = fold(match["per"] or of).strip()
    per = _PER.get(said) or target.per or ("year" if year else None)
    what = what.strip(" .()")
    number = int(match["count"].replace(".", ""))
    if per is None or not number or not any(c.isalpha() for c in what):
        return None
    line = count[0]
    span = line.span(match.start("count"), match.end("count"))
    words = line.text[match.start("count") : match.end("count")]
    quota = Quota(number, what[:1].lower() + what[1:], per, span)
    often = OF_PER.get(per, Recurrence.REGULAR)
    return Timing(None, often, quota, words, span, "time.target")


def in_charge(before: Sequence[Line]) -> tuple[Mention, ...]:
    """The bodies that the words right above a table name, for all of its rows."""
    for line in [one for one in reversed(before) if not one.cell][:_BACK]:
        text, start = line.body.rstrip(" :."), line.body_start
        if is_body_list(text):
            begin = order_end(text)
            return split_bodies(text[begin:], start + begin)
        if line.text.rstrip().endswith(":"):
            found = find_subject(line.body) or ordered_bodies(line.body)
            if found:
                return split_bodies(
                    line.body[found.begin : found.end], start + found.begin
                )
        if line.marker:
            break
    return ()


def is_total(cells: Mapping[int, Sequence[Line]]) -> bool:
    """Whether a row only adds up those above it."""
    first = [cells[at][0].text for at in sorted(cells)[:2] if cells[at]]
    return any(TOTAL.match(text.strip()) for text in first)
