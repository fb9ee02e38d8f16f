"""The letterhead: issuing body, number and symbol, place and day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from loa.domain.docreader.bodies import name_end, starts_with_body
from loa.domain.docreader.dates import real_day
from loa.domain.docreader.document import Urgency
from loa.domain.docreader.findings import Certainty, Finding, Span
from loa.domain.docreader.joint import Printed, apart, is_joint, issuing, names_body
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.vocabulary import BODY_HEADS, OFFICE
from loa.domain.text import fold, squash

_MOTTO = re.compile(
    r"C[ỘO]NG H[ÒO][ÀA]? X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A VI[ỆE]T NAM|Đ[ỘO]C L[ẬA]P\s*-?\s*T[ỰU] DO\s*-?\s*H[ẠA]NH PH[ÚU]C"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\bSố\s*:?\s*(?P<number>\d{1,6}[a-zA-Z]?)?(?P<rest>\s*[/\-–]\s*[\w&₀-₉ĐđƯư.\-–/]+(?:\s?[&\-]\s?[A-ZĐ][\w&\-]*)*)?"
)
PLACE = re.compile(
    r"(?P<place>[^\W\d_][^,;:|]{1,48}?)\s*,\s*(?P<time>ngày\s*(?P<day>\d{0,2})[\s.…]*tháng\s*(?P<month>\d{0,2})"
    r"[\s.…]*năm\s*(?P<year>\d{4})?)",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|VÀ|VỀ|KHU VỰC|CỦA|-|–|\()"
)
_QUOTED = re.compile(r"“[^”]*”")
_CLAUSE = re.compile(r"[.;,:]\s+")
_MOST_CLAUSES = 60
# Kinds of bodies that are nobody without a place.
_URGENT = re.compile(
    r"(?:(?:ĐỘ KHẨN|Độ khẩn)\s*:?\s*)?(?P<mark>HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|Hỏa tốc|Hoả tốc|Thượng khẩn)(?:\s+HẸN GIỜ.*)?"
)
_URGENCIES = {fold(str(one)): one for one in Urgency}
# What is stamped on a letterhead and names nobody.
_STAMPED = re.compile(
    r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|(?:TUYỆT |TỐI )?MẬT|DỰ THẢO|BẢN SAO|SAO Y(?: BẢN CHÍNH)?|SAO LỤC"
    r"|TRÍCH SAO|LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI|CÔNG BÁO)\b"
)
_NAMELESS = {"ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND", "HỘI ĐỒNG NHÂN DÂN", "HĐND"}
_LIKELY = Certainty.LIKELY
_ACTING = re.compile(
    r"(?:ban hành|đề nghị|yêu cầu|chỉ đạo|có ý kiến|giao|phát động|thông báo|hướng dẫn"
    r"|triển khai|xây dựng kế hoạch|kết luận|quyết định)\b"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a letterhead says; None where it is blank or lost.

    `co_issuers` are the bodies that issue a joint document with the issuer.
    """

    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    year: int | None = None
    urgency: Urgency | None = None
    findings: tuple[Finding, ...] = ()
    co_issuers: tuple[str, ...] = ()


def read_header(header: Sequence[Line], opening: Sequence[Line]) -> Header:
    """The letterhead of a document; the issuer from the opening when it is lost."""
    findings: list[Finding] = []
    number, symbol = _number(header, findings)
    place, issued_on, year = _place_and_day(header, findings)
    joint = is_joint(header, symbol)
    printed = _printed_bodies(header, joint=joint)
    issuer = _issuer_of(printed)
    others: list[Finding] = []
    if joint or len(apart(printed[-1:])) > 1:
        together = issuing(printed, symbol, joint=joint)
        issuer, others = next(iter(together), issuer), together[1:]
    if issuer is None:
        issuer = _acting_issuer(opening) or _deciding_issuer(opening)
    elif issuer.value in _NAMELESS:
        issuer = _named_below(issuer, opening) or issuer
    if issuer:
        findings.append(issuer)
    findings += others
    urgency = _urgency(header, findings)
    return Header(
        number,
        symbol,
        issuer.value if issuer else None,
        place,
        issued_on,
        year,
        urgency,
        tuple(findings),
        tuple(other.value for other in others),
    )


def _number(
    lines: Iterable[Line], findings: list[Finding]
) -> tuple[str | None, str | None]:
    for line in lines:
        match = (
            NUMBER.match(line.text) or NUMBER.search(line.text)
            if _short(line)
            else None
        )
        if match is None or not (match["number"] or match["rest"]):
            continue
        rest = squash((match["rest"] or "").replace("–", "-")).strip(" .")
        symbol = _symbol(rest)
        number = None
        if match["number"]:
            joint = "" if rest.startswith("-") else "/" if rest else ""
            number = match["number"] + joint + rest.lstrip("/ ")
            span = line.span(match.start("number"), match.end())
            findings.append(Finding("number", number, span, "header.number"))
        if symbol:
            at = line.text.find(symbol.split()[0], match.start())
            span = line.span(max(at, 0), match.end())
            findings.append(Finding("symbol", symbol, span, "header.symbol"))
        return number, symbol
    return None, None


def _urgency(lines: Iterable[Line], findings: list[Finding]) -> Urgency | None:
    """The mark of urgency, which stands by itself."""
    for line in lines:
        mark = _URGENT.fullmatch(line.text.strip(" *.:!|()[]-"))
        if mark:
            found = _URGENCIES[fold(mark["mark"])]
            at = line.text.find(mark["mark"])
            span = line.span(at, at + len(mark["mark"]))
            findings.append(Finding("urgency", str(found), span, "header.urgency"))
            return found
    return None


def _short(line: Line) -> bool:
    return len(line.text) < 120


def _symbol(rest: str) -> str | None:
    """The symbol of "/2025/NQ-HĐND" is NQ-HĐND."""
    symbol = re.sub(r"^[/\-\s]*(?:\d{4}/)?", "", rest)
    return symbol or None


def _place_and_day(
    lines: Iterable[Line], findings: list[Finding]
) -> tuple[str | None, date | None, int | None]:
    for line in lines:
        match = PLACE.search(line.text)
        if match is None or len(line.text) > 160:
            continue
        place = _MOTTO.sub("", match["place"]).strip(" -*")
        # A symbol on the same line is no part of the place's name.
        place = re.sub(r"^(?:\S*[-/&]\S*\s+)+", "", place)
        at = match.start("place") + match["place"].find(place)
        findings.append(
            Finding("place", place, line.span(at, at + len(place)), "header.place")
        )
        year = int(match["year"]) if match["year"] else None
        issued_on = None
        if year and match["month"] and match["day"]:
            issued_on = real_day(year, match["month"], match["day"])
        if issued_on:
            span = line.span(match.start("time"), match.end("time"))
            findings.append(
                Finding("issued_on", issued_on.isoformat(), span, "header.day")
            )
        return place or None, issued_on, year
    return None, None, None


def _printed_bodies(lines: Sequence[Line], *, joint: bool) -> list[Printed]:
    """The bodies printed above the number, from the top."""
    bodies: list[Printed] = []
    for line in lines:
        text = _MOTTO.split(line.text)[0].strip(" -–*|")
        if _MOTTO.match(line.text) and not text:
            continue
        if NUMBER.match(line.text) or (PLACE.search(line.text) and bodies):
            if bodies:
                break
            continue
        if not text or not is_upper(text) or _STAMPED.match(text):
            continue
        if line.marker and not (joint and names_body(text)):
            continue
        if not bodies and not (names_body(text) or _CONTINUES.match(text)):
            continue
        at = line.text.find(text)
        span = line.span(at, at + len(text))
        if bodies and _is_rest_of(bodies[-1].name, text):
            bodies[-1] = bodies[-1].with_rest(Printed(text, span))
        else:
            bodies.append(Printed(text, span))
    return bodies


def _issuer_of(bodies: Sequence[Printed]) -> Finding | None:
    """The last of the printed bodies; the one above it says whose it is."""
    if not bodies:
        return None
    name, span = bodies[-1].name, bodies[-1].span
    if len(bodies) > 1:
        above = bodies[-2]
        name, span = f"{name} ({above.name})", Span(above.span.start, span.end)
    return Finding("issuer", name, span, "header.issuer")


def _is_rest_of(above: str, text: str) -> bool:
    """Whether a line in capitals goes on with the name (or the office) above it."""
    return (
        above == "CHỦ TỊCH"
        or _CONTINUES.match(text) is not None
        or not BODY_HEADS.match(text)
    )


def _acting_issuer(lines: Sequence[Line]) -> Finding | None:
    """Without a letterhead: the body that the opening names as acting."""
    for line in reversed(lines):
        clauses = [0, *(m.end() for m in _CLAUSE.finditer(line.text))]
        for clause in reversed(clauses[-_MOST_CLAUSES:]):
            if found := _acting(line, clause):
                return found
    return None


def _named_below(issuer: Finding, opening: Sequence[Line]) -> Finding | None:
    """The full name of a body of which the letterhead lost the place."""
    below = _deciding_issuer(opening)
    if below is None or issuer.value not in below.value:
        return None
    at = below.value.index(issuer.value)
    span = Span(below.span.start + at, below.span.end)
    return Finding("issuer", below.value[at:], span, below.rule, below.certainty)


def _deciding_issuer(lines: Sequence[Line]) -> Finding | None:
    """Without a letterhead: the body or office in capitals above the grounds."""
    for line in lines[:3]:
        name = line.text.strip(" :.*")
        if is_upper(name) and BODY_HEADS.match(name) and len(name) < 90:
            at = line.text.find(name)
            span = line.span(at, at + len(name))
            return Finding("issuer", name, span, "header.issuer-deciding", _LIKELY)
    return None


def _acting(line: Line, clause: int) -> Finding | None:
    """The body that a clause begins with, if it issues or orders something."""
    quoted = any(m.start() < clause < m.end() for m in _QUOTED.finditer(line.text))
    rest = line.text[clause : clause + 600]
    if quoted or not starts_with_body(rest):
        return None
    end = name_end(rest)
    if not _ACTING.match(rest[end:]):
        return None
    office = OFFICE.match(rest)
    of_a_body = office and starts_with_body(rest[office.end() + 1 :])
    begin = office.end() + 1 if office and of_a_body else 0
    name = rest[begin:end].strip(" ,")
    start = line.start + clause + begin
    span = Span(start, start + len(name))
    return Finding("issuer", name, span, "header.issuer-in-opening", Certainty.LIKELY)


def has_motto(lines: Iterable[Line]) -> bool:
    """Whether the national name and motto, or the Party's, are printed."""
    return any(
        _MOTTO.search(line.text) or "cong hoa xa hoi chu nghia" in fold(line.text)
        for line in lines
    )
