"""The letterhead: number and symbol, nation and motto, place and day, subject of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loa.domain.docreader.findings import Span
from loa.domain.docreader.header import has_motto
from loa.domain.docreader.layout import Line
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet, bare, plain
from loa.domain.docreader.vocabulary import TYPE_BY_SHORT

_NUMBER_LINE = re.compile(
    r"(?:^|(?<=\s))Số\s*:?\s*(?P<number>\d+)?\s*(?P<rest>[\d/.…_\-–][^|]*)?"
)
_ISSUE = re.compile(
    r"(?:^|,|\s)\s*(?P<time>ngày(?P<day>[\s\d.…_/]*)tháng(?P<month>[\s\d.…_/]*)năm(?P<year>[\s\d.…_]*))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_NO_COMMA = re.compile(
    r"^(?P<place>[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s[^\W\d_]+){0,5}?)\s+ngày[\s\d.…]*tháng[\s\d.…]*năm\s*\d*\.?$"
)
_NATION = re.compile(
    r"\bC\w{2,3} H\w{1,2} X\w H\w{2} CH\w N\w{3,4} V\w{3} NAM\b", re.IGNORECASE
)
_MOTTO = re.compile(
    r"\bĐ\w{2} L\w{2}\s?[-–—]?\s?T\w D\w\s?[-–—]?\s?H\w{3} PH\w{2}\b", re.IGNORECASE
)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# "12/ QĐ-UBND", "12/QĐ -UBND", "15972/SXD-QLN& TTBĐS": a space at a joint of the symbol.
_SPACED = re.compile(
    r"(?<![\w/.])\d{1,6}(?:/\d{4})?(?P<symbol>\s?/\s?(?:[A-ZĐƯ]+[a-zỹ]{0,2}[A-ZĐƯ\d]*)"
    r"(?:(?:\s?[-–]|[-–]\s?|\s?&|&\s?)[A-ZĐƯ]+[a-zỹ]{0,2}[A-ZĐƯ\d]*)*)(?![a-zà-ỹđ])"
)


def _head(sheet: Sheet) -> list[Line]:
    return [line for line in sheet.header if len(line.text) < 160][:25]


def _number_line(sheet: Sheet) -> tuple[Line, re.Match[str]] | None:
    for line in _head(sheet):
        match = _NUMBER_LINE.search(line.text)
        if match and (match.start() == 0 or match["rest"]):
            return line, match
    return None


def _issue_line(sheet: Sheet) -> tuple[Line, re.Match[str]] | None:
    for line in _head(sheet):
        match = _ISSUE.search(line.text)
        if match and not line.text.startswith(("(", "Căn cứ")):
            return line, match
    return None


@check("number.missing")
def number_missing(sheet: Sheet) -> Iterator[Hit]:
    """No number before the symbol, or no line for it at all."""
    if not sheet.has_head or sheet.document.number is not None:
        return
    found = _number_line(sheet)
    if found is None:
        if has_motto(sheet.lines[:20]):
            yield hit(None)
        return
    line, match = found
    if match["number"] is None:
        yield hit(line.span(match.start(), match.start() + len(match.group().rstrip())))


@check("day.missing")
def day_missing(sheet: Sheet) -> Iterator[Hit]:
    """The day or month of issue is left blank, or nowhere printed."""
    if not sheet.has_head or sheet.document.issued_on is not None:
        return
    found = _issue_line(sheet)
    if found is None:
        if sheet.ruled and has_motto(sheet.lines[:20]) and _number_line(sheet):
            yield hit(None)
        return
    line, match = found
    if not all(_DIGITS.search(match[part]) for part in ("day", "month", "year")):
        yield hit(
            line.span(
                match.start("time"), match.start("time") + len(match["time"].rstrip())
            )
        )


@check("number.form")
def number_form(sheet: Sheet) -> Iterator[Hit]:
    """A number below 10 without its zero."""
    found = _number_line(sheet) if sheet.ruled and sheet.has_head else None
    if found is None or not re.fullmatch(r"[1-9]", found[1]["number"] or ""):
        return
    line, match = found
    span = line.span(match.start("number"), len(line.text[: match.end()].rstrip()))
    yield hit(span, f"0{span.quote(sheet.text)}")


@check("symbol.spaces")
def symbol_spaces(sheet: Sheet) -> Iterator[Hit]:
    """A space inside number and symbol, in the letterhead or where a document is cited."""
    if not sheet.ruled:
        return
    for line in sheet.lines:
        if "/" not in line.text:
            continue
        for match in _SPACED.finditer(line.text):
            if re.search(r"\s", match["symbol"]) and re.search(
                r"[-–&]", match["symbol"]
            ):
                whole = match.group()
                yield hit(
                    line.span(match.start(), match.end()), re.sub(r"\s+", "", whole)
                )


@check("symbol.against-title")
def symbol_against_title(sheet: Sheet) -> Iterator[Hit]:
    """The symbol is that of another kind of document than the title says."""
    document = sheet.document
    kind, symbol = document.finding("type"), document.finding("symbol")
    if kind is None or symbol is None or kind.rule != "title.printed":
        return
    short = re.split(r"[-/]", symbol.value)[0].strip()
    named = TYPE_BY_SHORT.get(short.casefold())
    if named and named != document.type and sheet.ruled:
        yield hit(
            symbol.span, None, short=short, named=named, title=document.type or ""
        )


@check("motto.wording")
def motto_wording(sheet: Sheet) -> Iterator[Hit]:
    """The nation's name or the motto in other letters than the law has them."""
    if not sheet.ruled:
        return
    for line in sheet.lines[:20]:
        for pattern, right in ((_NATION, NATION), (_MOTTO, MOTTO)):
            for match in pattern.finditer(line.text):
                said = match.group()
                if len(said) * 2 < len(line.text):
                    continue  # the words inside a sentence
                if _same(said, right) or bare(_letters(said)) != bare(_letters(right)):
                    continue
                yield hit(line.span(match.start(), match.end()), right)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _same(said: str, right: str) -> bool:
    """Whether they differ at most in where a tone stands and in the length of a dash."""
    said = re.sub("[–—]", "-", said)
    if said == right:
        return True
    ours, theirs = said.split(), right.split()
    return len(ours) == len(theirs) and all(
        a == b
        or (
            a.isupper() == b.isupper()
            and a[:1] == b[:1]
            and plain(a) == plain(b)
            and a[:1].isupper() == b[:1].isupper()
            and a[1:].isupper() == b[1:].isupper()
        )
        for a, b in zip(ours, theirs, strict=True)
    )


@check("place.comma")
def place_comma(sheet: Sheet) -> Iterator[Hit]:
    """No comma between the place and the day of issue."""
    if not sheet.ruled:
        return
    for line in _head(sheet):
        if match := _NO_COMMA.match(line.text):
            place = match["place"].strip()
            yield hit(line.span(0, len(place)), f"{place},")


@check("date.padding")
def date_padding(sheet: Sheet) -> Iterator[Hit]:
    """A day below 10, or January or February, without its zero in the day of issue."""
    found = _issue_line(sheet) if sheet.ruled and sheet.has_head else None
    if found is None:
        return
    line, match = found
    day, month = match["day"].strip(), match["month"].strip()
    right = match["time"].rstrip()
    if len(day) == 1 and day in "123456789":
        right = re.sub(rf"ngày\s*{day}\b", f"ngày 0{day}", right)
    if month in ("1", "2"):
        right = re.sub(rf"tháng\s*{month}\b", f"tháng 0{month}", right)
    if right != match["time"].rstrip():
        start = match.start("time")
        yield hit(
            Span(line.start + start, line.start + start + len(match["time"].rstrip())),
            right,
        )


@check("letter.subject")
def letter_subject(sheet: Sheet) -> Iterator[Hit]:
    """A letter that does not say under its number what it is about."""
    document, addressed = sheet.document, sheet.regions.addressed
    if not (sheet.ruled and sheet.has_head) or addressed is None or document.subject:
        return
    found = _number_line(sheet)
    if document.type != "Công văn" or sheet.regions.title is not None or found is None:
        return
    if not re.search(r"V/v|[Vv]ề việc", " ".join(line.text for line in sheet.header)):
        line, match = found
        yield hit(line.span(match.start(), match.start() + len(match.group().rstrip())))
