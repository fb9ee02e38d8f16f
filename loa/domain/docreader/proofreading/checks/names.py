"""Names: one place or body spelt two ways, an abbreviation explained twice."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from loa.domain.docreader.document import Mention
from loa.domain.docreader.findings import Span
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, data, hit
from loa.domain.docreader.proofreading.sheet import Sheet, Word, bare, over, plain
from loa.domain.docreader.vocabulary import PROPER

_LEVELS = frozenset({"tỉnh", "huyện", "quận", "xã", "phường"})
_TWO = {("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu")}
_EITHER_CASE = frozenset(data("set_phrases")["lists"]["either_case"].split())
_DEFINED = re.compile(
    r"\(\s*(?:sau đây\s+)?(?:(?:gọi|viết)\s+tắt(?:\s+là)?\s*:?\s*|gọi là\s+)?[“\"]?(?P<short>[A-ZĐƯ]{2,9})[”\"]?\s*\)"
)
_BEFORE = 120
_MAX_NAME = 9


@check("place.two-ways")
def place_two_ways(sheet: Sheet) -> Iterator[Hit]:
    """The place of the letterhead, or one often named, in other letters."""
    named = _places(sheet)
    own = _own_place(sheet)
    seen: set[int] = set()
    for level, names in named.items():
        counted = Counter({name: len(found) for name, found in names.items()})
        for name, found in names.items():
            right = _right_name(name, counted, own, level)
            if right is None or _stand_together(names.get(right, ()), found):
                continue
            for words in found:
                seen.add(words[0].start)
                yield hit(over(words), " ".join(_titled(right)))
    if own and len(own) > 1:
        for words in _same_bare(sheet, own):
            if words[0].start not in seen:
                yield hit(over(words), " ".join(_titled(own)))


def _own_place(sheet: Sheet) -> tuple[str, ...]:
    """The place in the letterhead, without "Thành phố" before it."""
    found = sheet.document.finding("place")
    words = (
        [plain(word) for word in re.findall(r"[^\W\d_]+", found.value)] if found else []
    )
    if len(words) > 3 and tuple(words[:2]) in _TWO:
        words = words[2:]
    return tuple(words) if 2 <= len(words) <= 4 else ()


def _places(sheet: Sheet) -> dict[str, dict[tuple[str, ...], list[tuple[Word, ...]]]]:
    """Names behind "tỉnh", "thị xã" … : level → name → where it stands."""
    named: dict[str, dict[tuple[str, ...], list[tuple[Word, ...]]]] = {}
    for run in sheet.runs:
        for at, word in enumerate(run[:-1]):
            level = word.plain if word.plain in _LEVELS else ""
            if at and (run[at - 1].plain, word.plain) in _TWO:
                level = f"{run[at - 1].plain} {word.plain}"
            if not level:
                continue
            end = at + 1
            while end < min(len(run), at + 5) and _is_name(run[end].text):
                end += 1
            words = run[at + 1 : end]
            if len(words) >= 2:
                key = tuple(w.plain for w in words)
                named.setdefault(level, {}).setdefault(key, []).append(words)
    return named


def _is_name(text: str) -> bool:
    return text[0].isupper() and not (text.isupper() and len(text) > 1)


def _right_name(
    name: tuple[str, ...],
    counted: Counter[tuple[str, ...]],
    own: tuple[str, ...],
    level: str,
) -> tuple[str, ...] | None:
    """How a name should be spelt, when another of the same level is much like it."""
    if name == own:
        return None
    if own and _alike(name, own, letters=True):
        return own
    if level == "xã" and not own:
        return None
    for other, times in counted.items():
        if (
            other != own
            and times >= 2
            and counted[name] == 1
            and _alike(name, other, letters=False)
        ):
            return other
    return None


def _alike(one: tuple[str, ...], other: tuple[str, ...], *, letters: bool) -> bool:
    """The same but for marks; with `letters` also but for two letters that changed places."""
    if one == other or len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if all(bare(a) == bare(b) for a, b in differing):
        return len(differing) == 1 or letters
    if not letters or len(differing) != 1:
        return False
    ours, theirs = bare(differing[0][0]), bare(differing[0][1])
    return ours[0] == theirs[0] and len(ours) > 2 and sorted(ours) == sorted(theirs)


def _stand_together(
    ours: Iterable[tuple[Word, ...]], theirs: Iterable[tuple[Word, ...]]
) -> bool:
    """Whether two names stand in one list: then they are two places."""
    return any(abs(a[0].start - b[0].start) < 60 for a in ours for b in theirs)


def _same_bare(sheet: Sheet, name: tuple[str, ...]) -> Iterator[tuple[Word, ...]]:
    """Where a name stands with other marks, capitals at each word."""
    wanted = tuple(map(bare, name))
    for run in sheet.runs:
        for at in range(len(run) - len(name) + 1):
            words = run[at : at + len(name)]
            if words[0].bare != wanted[0] or tuple(w.bare for w in words) != wanted:
                continue
            if (
                all(_is_name(w.text) for w in words)
                and tuple(w.plain for w in words) != name
            ):
                yield words


def _titled(name: tuple[str, ...]) -> Iterator[str]:
    return (word.capitalize() for word in name)


@check("body.two-ways")
def body_two_ways(sheet: Sheet) -> Iterator[Hit]:
    """A body's name with other capitals, marks or hyphens in another place."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line, words in enumerate(sheet.words):
        for at, word in enumerate(words):
            places[word.bare].append((line, at))
    for wanted in sorted(_bodies(sheet), key=len, reverse=True):
        ways = _ways(sheet, wanted, places[wanted[0]])
        if len(ways) < 2:
            continue
        usual = max(
            ways, key=lambda form: (len(ways[form]), -_capitals(form), " - " in form)
        )
        right = _printed(ways[usual][0], sheet.text)
        for form, found in ways.items():
            if form != usual:
                yield from (hit(over(words), right) for words in found)


def _ways(
    sheet: Sheet, wanted: tuple[str, ...], places: Iterable[tuple[int, int]]
) -> dict[str, list[tuple[Word, ...]]]:
    """Each way in which a name is written, and where."""
    ways: dict[str, list[tuple[Word, ...]]] = defaultdict(list)
    for line, at in places:
        words = sheet.words[line][at : at + len(wanted)]
        if tuple(word.bare for word in words) != wanted:
            continue
        # "cơ sở y tế" is no department; a letterhead is all in capitals.
        said = [word.text for word in words]
        if all(map(str.islower, said)) or (said[0].isupper() and said[-1].isupper()):
            continue
        if form := _form(sheet.text, words):
            ways[form].append(words)
    return ways


def _printed(words: tuple[Word, ...], text: str) -> str:
    """Words as they are printed, on one line."""
    return " ".join(text[words[0].start : words[-1].end].split())


def _capitals(form: str) -> int:
    return sum(c.isupper() for c in form)


def _form(text: str, words: tuple[Word, ...]) -> str | None:
    """A name so that two ways that are both right look the same; None if it is cut."""
    pieces = [words[0].plain]
    for before, word in itertools.pairwise(words):
        gap = text[before.end : word.start].replace("–", "-").replace("—", "-")
        if gap not in (" ", "-", " - ", "- ", " -"):
            return None
        said = word.plain
        if word.text[0].isupper() and word.plain not in _EITHER_CASE:
            said = said.capitalize()
        pieces.append((" - " if gap.strip() and gap != "-" else gap) + said)
    return "".join(pieces)


def _bodies(sheet: Sheet) -> set[tuple[str, ...]]:
    """The names of bodies that the document's lists name, without the place behind."""
    document = sheet.document
    mentions: list[Mention] = [*document.addressees, *document.recipients]
    for task in document.tasks:
        mentions += [*task.lead, *task.coordinate]
    found: set[tuple[str, ...]] = set()
    for mention in mentions:
        if not PROPER.match(mention.name):
            continue
        words = re.findall(r"[^\W\d_]+|[,;(:/]", mention.name)
        name: list[str] = []
        for word in words[:_MAX_NAME]:
            low = word.lower()
            if (
                not word.isalpha()
                or (low in _LEVELS and name)
                or low in ("thành", "thị", "đặc")
            ):
                break
            name.append(bare(word))
        if len(name) >= 3 and not any(
            w.isupper() and len(w) > 1 for w in words[: len(name)]
        ):
            found.add(tuple(name))
    return found


@check("abbreviation.twice")
def abbreviation_twice(sheet: Sheet) -> Iterator[Hit]:
    """An abbreviation that is explained a second time in the same words."""
    for line_span, short, words, known in _definitions(sheet):
        if words in known:
            yield hit(line_span, None, short=short)


@check("abbreviation.two-meanings")
def abbreviation_two_meanings(sheet: Sheet) -> Iterator[Hit]:
    """One abbreviation for two things."""
    for line_span, short, words, known in _definitions(sheet):
        if known and words not in known:
            yield hit(line_span, None, short=short, meant=known[0])


def _definitions(sheet: Sheet) -> Iterator[tuple[Span, str, str, list[str]]]:
    """Each "words (ABC)" whose first letters are ABC, with what ABC was before."""
    known: dict[str, list[str]] = {}
    if not sheet.official:
        return
    for line in sheet.prose:
        for match in _DEFINED.finditer(line.text):
            short = match["short"]
            told = line.text[max(0, match.start() - _BEFORE) : match.start()]
            words = re.findall(r"[^\W\d_]+", re.split(r"[.;:()]", told)[-1])[
                -len(short) :
            ]
            initials = "".join(bare(word)[:1] for word in words)
            if initials != bare(short) or any(
                word.isupper() and len(word) > 1 for word in words
            ):
                continue
            meant = " ".join(plain(word) for word in words)
            before = known.setdefault(short, [])
            span = line.span(match.start("short"), match.end("short"))
            yield span, short, meant, list(before)
            if meant not in before:
                before.append(meant)
