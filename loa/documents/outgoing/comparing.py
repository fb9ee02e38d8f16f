"""A signed file beside the frozen draft: the same words and figures, or what differs.

What signing itself writes is allowed where the draft had room for it: number, day, the
signature's own lines. Blanks and line ends never count: a PDF breaks words as it likes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any, TypedDict

from loa.documents.models import SignedFile
from loa.domain.text.differences import Change, Pair, Piece, figures_apart, words_apart

Result = SignedFile.Comparison

_DASHES = re.compile("[‐‑‒–—−]")
_NUMBER = re.compile(
    r"^(?P<head>số\s*:)\s*(?P<number>\S*?)\s*/(?P<symbol>[^\s/]\S*)\s*$", re.IGNORECASE
)
_DATE = re.compile(
    r"ngày\s*(?P<day>\d{0,2})[\s.…]*tháng\s*(?P<month>\d{0,2})[\s.…]*"
    r"năm\s*(?P<year>\d{0,4})",
    re.IGNORECASE,
)
# What signing systems write beside a signature, one line each.
_STAMP = re.compile(
    r"^(?:người ký|ký bởi|được ký bởi|signed by|signature valid|digitally signed|"
    r"thời gian ký|ngày ký|signing time|date|cơ quan|email|tổ chức|location|reason)\s*:.*$"
    r"|^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}:\d{2}\S*$",
    re.IGNORECASE,
)
_NEAR = 0.5


class _Known(TypedDict):
    number: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison says, with number and day as the signed file prints them."""

    result: str
    differences: tuple[Pair, ...] = ()
    number: str = ""
    issued_on: date | None = None


def compare(
    signed: str, frozen: Iterable[str], *, parts: Sequence["Part"], symbol: str
) -> Compared:
    """Compare the text of a signed file with what was frozen.

    :param frozen: texts of the frozen files, each as the same reader gives it: when one
        of them has the same lines in the same order, nothing more is asked
    :param parts: the paragraphs of the frozen draft, for a file laid out otherwise
    :param symbol: the paper's symbol, by which its number line is known
    """
    mine = _Text.of(signed, symbol)
    known: _Known = {"number": mine.number, "issued_on": mine.issued_on}
    for text in frozen:
        theirs = _Text.of(text, symbol)
        if (
            theirs.letters
            and mine.without_stamps(theirs.lines).letters == theirs.letters
        ):
            return Compared(Result.SAME, **known)
    mine = mine.without_stamps(
        [line for part in parts for line in part.text.split("\n")]
    )
    result, differences = _by_parts(mine, parts, symbol)
    return Compared(result, differences, **known)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the frozen draft, or one of a table's cell."""

    text: str
    is_cell: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """A text line by line, its number and day taken out."""

    lines: tuple[str, ...]
    number: str = ""
    issued_on: date | None = None

    @property
    def letters(self) -> str:
        return "".join(_letters(line) for line in self.lines)

    def without_stamps(self, drafted: Iterable[str]) -> "_Text":
        """Leave out what signing wrote beside a signature, unless the draft has it."""
        known = {_letters(line) for line in drafted}
        kept = tuple(
            line
            for line in self.lines
            if not _STAMP.match(line) or _letters(line) in known
        )
        return replace(self, lines=kept)

    @classmethod
    def of(cls, text: str, symbol: str) -> "_Text":
        lines: list[str] = []
        number, issued_on = "", None
        has_number = has_date = False
        for line in unicodedata.normalize("NFC", text).split("\n"):
            line = line.strip()
            if not has_number and (found := _number_in(line, symbol)) is not None:
                has_number, number = True, found
                line = f"Số: /{symbol}"
            elif not has_date and lines and (match := _place_date(line)):
                has_date, issued_on = True, _date_of(match)
                line = line[: match.start()] + "ngày tháng năm"
            lines.append(line)
        return cls(tuple(lines), number, issued_on)


def _number_in(line: str, symbol: str) -> str | None:
    found = _NUMBER.match(line)
    if found and _letters(found["symbol"]) == _letters(symbol):
        return found["number"].strip()
    return None


def _place_date(line: str) -> "re.Match[str] | None":
    """The place and date line: short, and ends with the day."""
    found = _DATE.search(line)
    if found and len(line) < 80 and found.end() == len(line) and "," in line:
        return found
    return None


def _date_of(found: "re.Match[str]") -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _letters(text: str) -> str:
    """A text without blanks, with one kind of dash."""
    return "".join(_DASHES.sub("-", text).split())


def _by_parts(
    mine: _Text, parts: Sequence["Part"], symbol: str
) -> tuple[str, tuple[Pair, ...]]:
    """Find every paragraph of the draft in the signed text, the longest first."""
    left = mine.letters
    lost: list[Part] = []
    for part in sorted(_plain_parts(parts, symbol), key=lambda one: -len(one.text)):
        letters = _letters(part.text)
        at = left.find(letters)
        if at < 0:
            lost.append(part)
        else:
            left = f"{left[:at]}\x00{left[at + len(letters) :]}"
    rest = [piece for piece in left.split("\x00") if piece]
    told = _told([part.text for part in lost], mine.lines)
    if lost and all(part.is_cell for part in lost) and _same_signs(lost, rest):
        # A page mixes the lines of neighbouring cells: the words are there, and only
        # an eye can tell that each stands in its own.
        return (
            (Result.SAME_PARTS, ())
            if _has_words(lost, rest)
            else (
                Result.UNREADABLE,
                told,
            )
        )
    told += _added(rest, lost, mine.lines)
    return (Result.DIFFERS, told) if told or lost else (Result.SAME_PARTS, ())


def _plain_parts(parts: Iterable["Part"], symbol: str) -> list["Part"]:
    """The parts without number, day and blanks, as the signed text is."""
    kept = [Part(" ".join(part.text.split()), part.is_cell) for part in parts]
    lines = _Text.of("\n".join(part.text for part in kept), symbol).lines
    return [
        Part(line, part.is_cell)
        for line, part in zip(lines, kept, strict=True)
        if _letters(line)
    ]


def _same_signs(lost: Iterable["Part"], rest: Iterable[str]) -> bool:
    return sorted("".join(_letters(p.text) for p in lost)) == sorted("".join(rest))


def _has_words(lost: Iterable["Part"], rest: Iterable[str]) -> bool:
    left = "\x00".join(rest)
    for word in sorted(
        (w for p in lost for w in p.text.split()), key=lambda w: -len(w)
    ):
        at = left.find(_letters(word))
        if at < 0:
            return False
        left = f"{left[:at]}\x00{left[at + len(_letters(word)) :]}"
    return True


def _told(missing: Sequence[str], lines: Sequence[str]) -> tuple[Pair, ...]:
    """Say of each paragraph that is not there what stands nearest to it."""
    joined = _paragraphs(lines)
    found = []
    for part in missing:
        near = max(joined, key=lambda line: _likeness(part, line), default="")
        if near and _likeness(part, near) >= _NEAR:
            found.append(words_apart(part, near))
        else:
            found.append(Pair(Change.REMOVED, (Piece(part, True),)))
    real = tuple(pair for pair in found if not _is_layout(pair))
    # Something was not found: when only the layout seems to differ, all is shown.
    return real or tuple(found)


def _is_layout(pair: Pair) -> bool:
    """Whether two sides differ in nothing but how a bullet and its words are laid out."""
    before, after = (
        _letters("".join(piece.text for piece in side)).lstrip("-")
        for side in (pair.before, pair.after)
    )
    return before == after


def _added(
    rest: Sequence[str], lost: Sequence["Part"], lines: Sequence[str]
) -> tuple[Pair, ...]:
    """What stands in the signed file and nowhere in the draft."""
    if lost:
        # A changed paragraph's own new words are told beside it.
        return ()
    found = []
    for piece in _without_page_numbers(rest):
        line = next((line for line in lines if piece in _letters(line)), piece)
        found.append(Pair(Change.ADDED, (), (Piece(line, True),)))
    return tuple(found)


def _without_page_numbers(rest: Sequence[str]) -> list[str]:
    """Leave out 2, 3, 4 … in their order: pages are numbered from the second on."""
    number, found = 2, []
    for piece in rest:
        if piece == str(number):
            number += 1
        else:
            found.append(piece)
    return found


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines, and lines joined with those that follow: a PDF breaks paragraphs."""
    found = list(lines)
    for length in (2, 3, 4):
        found += [
            " ".join(lines[at : at + length]) for at in range(len(lines) - length + 1)
        ]
    return found


def _likeness(a: str, b: str) -> float:
    if not a or not b or not 0.4 < len(a) / len(b) < 2.5:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0.0
    return matcher.ratio()


def as_json(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Give differences as JSON values."""
    return [
        {
            "change": pair.change.value,
            "before": [[piece.text, piece.is_changed] for piece in pair.before],
            "after": [[piece.text, piece.is_changed] for piece in pair.after],
            "figures": [list(two) for two in figures_apart(pair)],
        }
        for pair in pairs
    ]


def parts_of(text: str, blocks: Iterable[dict[str, Any]]) -> list[Part]:
    """Return the paragraphs of a text by its blocks."""
    return [
        Part(text[int(block["start"]) : int(block["end"])], "table" in block)
        for block in blocks
    ]


def paragraphs_of(text: str, blocks: Iterable[dict[str, Any]]) -> list[str]:
    """Return the paragraphs of a text by its blocks; a table's row is one of them."""
    found: list[str] = []
    last: tuple[int, int] | None = None
    for block in blocks:
        words = text[int(block["start"]) : int(block["end"])].strip()
        if not words:
            continue
        row = (block["table"], block["row"]) if "table" in block else None
        if row is not None and row == last and found:
            found[-1] += f" | {words}"
        else:
            found.append(words)
        last = row
    return found
