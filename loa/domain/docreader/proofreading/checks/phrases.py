"""Set phrases of the genre: a syllable left out, other marks, a known misspelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from loa.domain.docreader.proofreading.checks.registry import check_all
from loa.domain.docreader.proofreading.remark import Hit, data, hit
from loa.domain.docreader.proofreading.sheet import Sheet, Word, bare, over, plain

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The set phrases; `lengths` by their first two syllables without marks.

    `right`: as they stand · `unmarked`: key without marks → as it should stand ·
    `dropped`: with a syllable left out → whole · `confused`: misspelt → meant.
    """

    right: frozenset[Key]
    unmarked: dict[Key, Key]
    dropped: dict[Key, Key]
    confused: dict[Key, Key]
    lengths: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)


def _keys(text: str) -> list[Key]:
    entries = text.replace("\n", ";").split(";")
    return [
        tuple(plain(s) for s in entry.split())
        for entry in entries
        if entry.strip() and "," not in entry
    ]


@cache
def known() -> Phrases:
    """The phrases of `set_phrases.toml`."""
    words = data("set_phrases")
    compounds, phrases = _keys(words["compounds"]), _keys(words["phrases"])
    loose = set(_keys(words["loose"]))
    sure = [key for key in (*compounds, *phrases) if key not in loose]
    right = frozenset((*compounds, *phrases, *loose))
    unmarked = {tuple(map(bare, key)): key for key in sure}
    for key in loose:
        unmarked.pop(tuple(map(bare, key)), None)
    left_out = set(_keys(words["not_dropped"]))
    dropped: dict[Key, Key] = {}
    for phrase in phrases:
        for at in range(1, len(phrase) - 1):
            short = (*phrase[:at], *phrase[at + 1 :])
            if phrase[at] != "và" and short not in right and short not in left_out:
                dropped.setdefault(short, phrase)
    confused = {
        tuple(plain(s) for s in wrong.split()): tuple(meant.split())
        for wrong, meant in words["confused"].items()
    }
    lengths: dict[tuple[str, str], set[int]] = defaultdict(set)
    for table in (right, unmarked, dropped, confused):
        for key in table:
            if len(key) > 1:
                lengths[bare(key[0]), bare(key[1])].add(len(key))
    ordered = {
        first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()
    }
    return Phrases(right, unmarked, dropped, confused, ordered)


@dataclass(frozen=True, slots=True)
class _Found:
    """A place in a run: words `first` to `end`, the rule and what should stand there."""

    first: int
    end: int
    rule: str
    meant: Key


def _search(run: tuple[Word, ...]) -> list[_Found]:
    """What is wrong in a run; nothing that a right word reaches into from outside."""
    lengths = known().lengths
    right: list[tuple[int, int]] = []
    wrong: list[_Found] = []
    for at in range(len(run) - 1):
        for length in lengths.get((run[at].bare, run[at + 1].bare), ()):
            if at + length > len(run):
                continue
            part = run[at : at + length]
            if tuple(word.plain for word in part) in known().right:
                if length == 2:
                    right.append((at, at + length))
            elif found := _wrong(part):
                wrong.append(_Found(at, at + length, *found))
    chosen: list[_Found] = []
    for one in sorted(wrong, key=lambda f: (f.first - f.end, f.first)):
        reached = any(
            first < one.end and one.first < end and (first < one.first or one.end < end)
            for first, end in right
        )
        if not reached and not any(
            other.first < one.end and one.first < other.end for other in chosen
        ):
            chosen.append(one)
    return chosen


def _wrong(part: tuple[Word, ...]) -> tuple[str, Key] | None:
    """The rule that words break, and what is meant; None for words that break none."""
    phrases = known()
    key = tuple(word.plain for word in part)
    if meant := phrases.confused.get(key):
        return "word.confused", meant
    if meant := phrases.dropped.get(key):
        return "phrase.dropped", meant
    meant = phrases.unmarked.get(tuple(word.bare for word in part))
    # Without a single mark the text has lost its marks there: that is no slip.
    if meant and not all(word.text.isascii() for word in part):
        return "phrase.marks", meant
    return None


@check_all("phrase.dropped", "phrase.marks", "word.confused")
def phrases_wrong(sheet: Sheet) -> Iterator[tuple[str, Hit]]:
    """A syllable left out ("dịch bưu chính"), other marks ("những nhiều"), "bổ xung"."""
    for run in sheet.runs:
        for one in _search(run):
            part = run[one.first : one.end]
            yield one.rule, hit(over(part), _in_the_same_case(part, one.meant))


def _in_the_same_case(part: tuple[Word, ...], meant: Key) -> str:
    if all(word.text.isupper() for word in part):
        return " ".join(meant).upper()
    said = [
        word.capitalize()
        if len(meant) == len(part) and part[at].text[0].isupper()
        else word
        for at, word in enumerate(meant)
    ]
    if part[0].text[0].isupper():
        said[0] = said[0].capitalize()
    return " ".join(said)
