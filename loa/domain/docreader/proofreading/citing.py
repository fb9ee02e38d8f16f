"""The documents that a text cites by number, with what stands before and after each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from loa.domain.docreader.bases import numbers_in
from loa.domain.docreader.dates import DAY, day_of
from loa.domain.docreader.findings import Span
from loa.domain.docreader.layout import Line
from loa.domain.docreader.regions import Regions
from loa.domain.text import fold

_KINDS = (
    "Nghị quyết|Quyết định|Kế hoạch|Chỉ thị|Thông báo|Chương trình|Hướng dẫn|Báo cáo|Tờ trình|Công điện|Công văn"
    "|Nghị định|Thông tư|Kết luận|Quy chế|Quy định|Đề án|Phương án"
)
_KIND = re.compile(
    rf"(?:(?P<first>{_KINDS})\s+)?(?P<kind>{_KINDS})(?:\s+(?:hành động|liên tịch))?\s+(?:số\s*:?\s*)?$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(
    rf"\s*,?\s*(?:\([^()]*\)\s*)?(?:ban hành\s+)?(?:ngày\s+)?(?P<when>{DAY.pattern})"
)
_OF = re.compile(r"\s*,?\s*của\s+(?P<name>[^;,.():“”\"]{2,90})")
_NAME_ENDS = re.compile(
    r"\s(?:về|ban hành|phê duyệt|quy định|sửa đổi|hướng dẫn|triển khai|thực hiện|thông báo|và|ngày|trên|tại|trong|năm|V/v)\b.*"
)
_SYMBOL = re.compile(
    r"^\d+[a-zA-Z]?(?:/(?P<year>\d{4}))?[/\-–](?:(?P<year2>\d{4})/)?(?P<short>[A-ZĐƯ]+[a-zỹ]{0,2}[A-ZĐƯi]*)"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A document cited in a line: number as printed, kind and day before and after it."""

    number: str
    key: str
    span: Span
    kind: str | None
    first_kind: str | None
    day: date | None
    day_span: Span | None
    issuer: str
    then: str
    line: int
    clause: int

    @property
    def short(self) -> str | None:
        """The first letters of the symbol: "QĐ" of 12/QĐ-UBND."""
        match = _SYMBOL.match(self.number)
        return match["short"] if match else None

    @property
    def year(self) -> int | None:
        """The year that the number itself names: 2025 of 118/2025/NĐ-CP."""
        match = _SYMBOL.match(self.number)
        named = (match["year"] or match["year2"]) if match else None
        return int(named) if named else None


def cited_in(lines: Sequence[Line], regions: Regions) -> Iterator[Cited]:
    """Every cited document with a number, in the order of the text."""
    for at, line in enumerate(lines):
        text = line.text
        if "/" not in text and "-" not in text:
            continue
        for start, end in numbers_in(text):
            if re.match(r"Số\s*:", text) and at in regions.header:
                continue
            before = _KIND.search(text[max(0, start - 60) : start])
            when = _DAY_AFTER.match(text, end)
            of = _OF.match(text, when.end() if when else end)
            issuer = _NAME_ENDS.sub("", of["name"]).strip() if of else ""
            after = (
                of.start("name") + len(issuer) if of else when.end() if when else end
            )
            number = text[start:end]
            yield Cited(
                number,
                re.sub(r"\s+", "", number).replace("–", "-").casefold(),
                line.span(start, end),
                before["kind"] if before else None,
                before["first"] if before else None,
                day_of(when) if when else None,
                line.span(when.start("when"), when.end("when")) if when else None,
                fold(issuer),
                fold(text[after : after + 80]),
                at,
                text.count(";", 0, start),
            )
