"""The outline: numbers left out or twice, letters, appendices, what the paper calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loa.domain.docreader.layout import Line
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet
from loa.domain.docreader.regions import is_title
from loa.domain.docreader.vocabulary import TYPES
from loa.domain.text import fold, roman

# Decree 30/2020, appendix I: points are lettered in the order of the Vietnamese alphabet.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_APPENDIX = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục)\s*(?:SỐ|số)?\s*(?P<label>[IVX]+|\d{1,2})?\b"
)
_MENTION = re.compile(
    r"\bPhụ lục\s+(?:số\s+)?(?P<label>[IVX]+|\d{1,2})\b(?=[^.;]{0,30}?(?:kèm theo|đính kèm)(?! (?:Nghị|Thông|Quyết)))"
)
_OTHERS = re.compile(
    r"\b(?:Nghị quyết|Nghị định|Thông tư|Quyết định|Công văn|Kế hoạch)\s+(?:số\s+)?\d"
)
_SELF = (
    "Công văn",
    "Kế hoạch",
    "Chỉ thị",
    "Thông báo",
    "Hướng dẫn",
    "Công điện",
    "Tờ trình",
    "Quyết định",
)
_THIS = re.compile(rf"\b(?P<kind>{'|'.join(_SELF)}) này\b")


def _outline(sheet: Sheet) -> Iterator[tuple[Line, str, int | None, int | None]]:
    """Each mark with its kind, its value and the value of the one before it in its list.

    The value before is None for the first; both are None where a new part begins.
    """
    last: dict[str, int] = {}
    for at, line in enumerate(sheet.lines):
        if at in sheet.regions.closing or line.cell:
            continue
        if is_title(line) or _APPENDIX.match(line.text):
            last.clear()
            continue
        mark = line.marker
        if mark is None or mark.kind in ("dash", "plus", "part", "deep"):
            if mark and mark.kind == "part":
                last = {
                    kind: value for kind, value in last.items() if kind == "article"
                }
            continue
        value = _value(mark.kind, mark.label)
        yield line, mark.kind, value, last.get(mark.kind)
        levels = {"article": 2, "roman": 2, "number": 3, "letter": 5, "paren": 6}
        level = levels[mark.kind]
        last = {kind: number for kind, number in last.items() if levels[kind] <= level}
        if value is not None:
            last[mark.kind] = value


def _value(kind: str, label: str) -> int | None:
    if kind == "roman":
        return roman(label)
    if kind == "letter" or (kind == "paren" and not label.isdigit()):
        return _LETTERS.find(label) + 1 or None
    digits = re.search(r"\d+", label)
    return int(digits.group()) if digits else None


@check("outline.jump")
def outline_jump(sheet: Sheet) -> Iterator[Hit]:
    """A number left out or given twice: 1, 2, 4; II, II."""
    for line, kind, value, before in _outline(sheet):
        if value is None or before is None or value == 1:
            continue
        if (
            kind == "letter"
            and line.text[:1] == "e"
            and before == _LETTERS.index("d") + 1
        ):
            continue  # said by outline.letters
        if value in (before, before + 2):
            mark = line.marker
            end = len(line.text[: mark.end].rstrip()) if mark else 1
            yield hit(
                line.span(0, end),
                None,
                before=_label(kind, before),
                expected=_label(kind, before + 1),
            )


def _label(kind: str, value: int) -> str:
    if kind == "letter":
        return _LETTERS[value - 1] if value <= len(_LETTERS) else "?"
    if kind == "roman":
        tens, ones = divmod(value, 10)
        return (
            "X" * tens
            + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
        )
    return f"Điều {value}" if kind == "article" else str(value)


@check("outline.letters")
def outline_letters(sheet: Sheet) -> Iterator[Hit]:
    """Points lettered d, e without đ, or with f, j, w, z: the first of a list."""
    said = False
    for line, kind, value, before in _outline(sheet):
        if kind != "letter":
            said = False
            continue
        label = line.text[:1]
        said = said and value != 1
        leaves_out = label == "e" and before == _LETTERS.index("d") + 1
        if (leaves_out or (label in "fjwz" and before)) and not said:
            said = True
            mark = line.marker
            yield hit(
                line.span(0, len(line.text[: mark.end].rstrip()) if mark else 1),
                "đ)" if leaves_out else None,
                label=label,
            )


@check("annex.absent")
def annex_absent(sheet: Sheet) -> Iterator[Hit]:
    """An appendix said to be attached that is not there, though others are."""
    if not sheet.official:
        return
    there = set()
    for line in sheet.lines:
        match = _APPENDIX.match(line.text)
        if match and len(line.text) < 160 and match["label"]:
            there.add(_number(match["label"]))
    if not there:
        return
    for line in sheet.prose:
        for match in _MENTION.finditer(line.text):
            if _number(match["label"]) not in there and not _OTHERS.search(line.text):
                yield hit(line.span(match.start(), match.end()))


def _number(label: str) -> int | None:
    return roman(label) if label.isalpha() else int(label)


@check("self.kind")
def self_kind(sheet: Sheet) -> Iterator[Hit]:
    """A paper that calls itself another kind: "Chỉ thị này" in a plan."""
    document = sheet.document
    kind = document.finding("type")
    if (
        kind is None
        or document.type not in _SELF
        or not sheet.official
        or kind.rule == "title.symbol"
    ):
        return
    titles = {
        TYPES.get(line.text.strip(" :*.")) for line in sheet.lines if is_title(line)
    }
    subject = fold(document.subject or "")
    told: list[str] = []
    for at, line in enumerate(sheet.lines):
        if at in sheet.regions.closing:
            break
        if at >= sheet.regions.opening.start:
            for match in _THIS.finditer(line.text):
                other = match["kind"]
                if other == document.type or other in titles or fold(other) in subject:
                    continue
                before = " ".join(told[-3:]) + " " + line.text[: match.start()]
                named = rf"{other}\s+(?:số\b|\d|“|của|kèm|đính|tại)|(?:theo|hành|tại|và) {other}\b(?! này)"
                if not re.search(named, before):
                    yield hit(
                        line.span(match.start(), match.end()),
                        f"{document.type} này",
                        kind=document.type,
                    )
        told.append(line.text)
