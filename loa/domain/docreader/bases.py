"""The documents that the opening cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from loa.domain.docreader.dates import DAY, day_of
from loa.domain.docreader.document import Citation
from loa.domain.docreader.findings import Finding
from loa.domain.docreader.layout import Line
from loa.domain.text import squash

# 76/NQ-CP, 202/2025/QH15, 14-KH/TU, 10- CTr/TU, 15972/SXD-QLN& TTBĐS, 928/UBND-NC₁.
CITED = re.compile(
    r"(?<![\w/.,:-])(?P<number>\d{1,6}[a-zA-Z]?\s?(?:/\d{4})?\s?[/\-–]\s?(?:\d{4}/)?(?=[A-ZĐƯ])"
    r"[\w₀-₉]+(?:(?:\s?&\s?|\s[\-–](?=[A-ZĐƯ])|[\-–]\s?|[/.])(?=[A-ZĐƯ0-9])[\w₀-₉]+)*)"
)
_STANDARD = re.compile(r"(?:QCVN|TCVN|QCXDVN|ISO|TCXDVN)\s*:?\s*$")
_ISSUER_ENDS = re.compile(
    r"\s(?:về|ban hành|phê duyệt|quy định|sửa đổi|hướng dẫn|triển khai|thực hiện|thông báo|ngày|công bố|kết luận"
    r"|tại|khóa|khoá|V/v|đề nghị|thành lập|kiện toàn|bãi bỏ|và (?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công văn|Nghị định|Thông tư|Chương trình|Thông báo|Hướng dẫn|Kết luận)|nhiệm kỳ|phát động|giao|trong)\b|[;,.():“\"]|$"
)
_LAW = re.compile(
    r"Căn cứ\s+(?P<name>(?:Luật|Bộ luật|Bộ Luật|Pháp lệnh|Hiến pháp)\s[^;]{3,160}?)"
    r"(?=\s+(?:ngày|số\s*\d|đã được|được sửa đổi|năm \d{4})|\s*,?\s*số\s*\d|\s*[;.]|$)"
)
# "… của Sở Nội vụ tại Tờ trình số …": the issuer before the number.
_OF_BEFORE = re.compile(
    r"(?:của|Của)\s+(?P<name>[^,;.:]{3,80}?)\s+tại\s+(?:[^\W\d]+\s){1,3}?(?:số\s*)?\d[\w/&. \-–]*$"
)
_OF = re.compile(r"\s*(?:,?\s*(?:ngày|và ngày)\s*)?,?\s*của\s+")


def read_bases(
    opening: Sequence[Line],
) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """The cited documents, each number once, in the order of the text."""
    found: dict[str, Citation] = {}
    for citation in _all(opening):
        key = "".join((citation.number or citation.name or "").casefold().split())
        known = found.get(key)
        if known is None:
            found[key] = citation
        elif known.issued_on is None and citation.issued_on:
            found[key] = Citation(
                known.number,
                citation.issued_on,
                known.issuer or citation.issuer,
                known.span,
                known.name,
            )
    citations = tuple(found.values())
    return citations, tuple(
        _finding(place, base) for place, base in enumerate(citations)
    )


def _finding(place: int, citation: Citation) -> Finding:
    rule = "bases.number" if citation.number else "bases.law"
    value = citation.number or citation.name or ""
    return Finding(f"bases[{place}]", value, citation.span, rule)


def _all(opening: Iterable[Line]) -> Iterable[Citation]:
    for line in opening:
        law = _LAW.match(line.body)
        if law and not CITED.search(line.text):
            offset = line.body_start - line.start
            span = line.span(offset + law.start("name"), offset + law.end("name"))
            issued_on = _day_after(line.text, offset + law.end("name"))
            yield Citation(None, issued_on, "Quốc hội", span, law["name"].strip())
        for start, end in numbers_in(line.text):
            yield Citation(
                _tidy(line.text[start:end]),
                _day_after(line.text, end),
                _issuer(line.text, end),
                line.span(start, end),
            )


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of documents begin and end; the number of a standard is none.

    >>> list(numbers_in("Kế hoạch số 35/KH-UBND, QCVN 102:2016/BTTTT"))
    [(12, 22)]
    """
    for match in CITED.finditer(text):
        if not _STANDARD.search(text[max(0, match.start() - 20) : match.start()]):
            yield match.start(), match.start() + len(match["number"].rstrip(" -–./&"))


def _tidy(number: str) -> str:
    """The number as printed, without a space that a line end left at "/" or "-"."""
    return squash(re.sub(r"\s*([/\-–])\s*", r"\1", number).replace("–", "-"))


def _day_after(text: str, end: int) -> date | None:
    match = DAY.search(text, end, end + 60)
    if match is None or CITED.search(text, end, match.start()):
        return None
    between = text[end : match.start()]
    return day_of(match) if len(between) < 20 or "ngày" in between else None


def _issuer(text: str, end: int) -> str | None:
    match = DAY.search(text, end, end + 40)
    of = _OF.match(
        text, match.end() if match and len(text[end : match.start()]) < 20 else end
    )
    if of is None:
        before = _OF_BEFORE.search(text[max(0, end - 160) : end])
        return before["name"] if before else None
    rest = text[of.end() :]
    stop = _ISSUER_ENDS.search(rest)
    name = rest[: stop.start() if stop else len(rest)].strip()
    if name == "Ban Chỉ đạo":  # its own name goes on with "về …"
        name = re.split(r"\s(?:ban hành|ngày)\b|[;,]\s", rest)[0].strip()
    return name or None
