"""Words: doubled, listed twice, spelt as no syllable is, in letters of another script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from loa.domain.docreader.findings import Span
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, data, hit
from loa.domain.docreader.proofreading.sheet import Sheet, Word, over, plain

_LISTS = data("set_phrases")["lists"]
# Words that never follow themselves. "bằng bằng (chứng)", "từ từ" may.
_SINGLE = frozenset(_LISTS["never_doubled"].split())
_GO_ON = {
    ("của", "cải"),
    ("có", "có"),
    ("trong", "sạch"),
    ("thực", "phẩm"),
    ("thực", "hiện"),
    ("thực", "tế"),
    ("thực", "tiễn"),
    ("thực", "chất"),
    ("không", "khí"),
    ("không", "gian"),
    ("để", "lại"),
    ("do", "đó"),
    ("như", "như"),
    ("được", "được"),
    ("tại", "chỗ"),
    ("cùng", "cực"),
    ("cho", "vay"),
    ("cho", "thuê"),
    ("đến", "nơi"),
}
# "các tổ chức tổ chức hội nghị": a noun, then the same word as a verb.
_NOUN_AND_VERB = frozenset(
    {("tổ", "chức"), ("báo", "cáo"), ("hướng", "dẫn"), ("quy", "định")}
)
_LONGEST_REPEAT = 8
_LIST = re.compile(r"(?:,|;|\s+và)\s+")
_CLOSES = re.compile(r"\s*(?:[,;.):]|$|và\b|…)")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP = re.compile(r"(?:ch|[ptc])$")
_SHAPE = re.compile(
    r"(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:[aăâeêioôơuưy]|oa|oă|oe|uâ|uê|uô|uy|uyê|iê|yê|ươ)(?:ch|[ptc])"
)
# Shaped like a Vietnamese syllable, and none.
_FOREIGN = frozenset(_LISTS["foreign"].split())
_LOOKALIKES = {
    "\u00d0": "Đ",
    "\u0189": "Đ",
    "\u0430": "a",
    "\u0435": "e",
    "\u043e": "o",
    "\u0440": "p",
    "\u0441": "c",
    "\u0445": "x",
    "\u0443": "y",
    "\u0456": "i",
    "\u0410": "A",
    "\u0412": "B",
    "\u0415": "E",
    "\u041a": "K",
    "\u041c": "M",
    "\u041d": "H",
    "\u041e": "O",
    "\u0420": "P",
    "\u0421": "C",
    "\u0422": "T",
    "\u0425": "X",
    "\u03bf": "o",
    "\u0391": "A",
    "\u039f": "O",
}
_ODD = re.compile("[" + "".join(_LOOKALIKES) + "]")
_TONE_ENDS = re.compile(r"(?:o[àáảãạ]|[òóỏõọ]a|o[èéẻẽẹ]|[òóỏõọ]e|u[ỳýỷỹỵ]|[ùúủũụ]y)$")


@check("words.doubled")
def words_doubled(sheet: Sheet) -> Iterator[Hit]:
    """A word or phrase twice on end: "Kế hoạch Kế hoạch số", "các các"."""
    for run in sheet.runs:
        at = 0
        while at < len(run) - 1:
            length = _repeat(run, at)
            if length:
                again = run[at : at + 2 * length]
                right = sheet.text[again[0].start : again[length - 1].end]
                yield hit(over(again), right)
                at += 2 * length
            else:
                at += 1


def _repeat(run: tuple[Word, ...], at: int) -> int:
    """How many words from `at` on stand there twice; 0 for none."""
    first = run[at].plain
    for length in range(1, min(_LONGEST_REPEAT, (len(run) - at) // 2) + 1):
        if run[at + length].plain != first:
            continue
        said = tuple(word.plain for word in run[at : at + length])
        if said != tuple(word.plain for word in run[at + length : at + 2 * length]):
            continue
        if length == 1:
            then = run[at + 2].plain if at + 2 < len(run) else ""
            if (
                first not in _SINGLE
                or (first, then) in _GO_ON
                or run[at + 1].text[0].isupper()
            ):
                continue
        if run[at].text[0].islower() and run[at + length].text[0].isupper():
            continue  # two cells of a table, or two lines, that were joined
        if said in _NOUN_AND_VERB or len(set(said)) == 1 < length:
            continue
        return length
    return 0


@check("list.twice")
def list_twice(sheet: Sheet) -> Iterator[Hit]:
    """The same item twice on end in a list: "đơn vị, đơn vị,"."""
    for words, line in zip(sheet.words, sheet.lines, strict=True):
        for at in range(1, len(words)):
            if words[at].joined and words[at].plain != "và":
                continue
            for length in range(2, 7):
                start, again = at - length, at + (words[at].plain == "và")
                end = again + length
                if start < 0 or end > len(words):
                    break
                if words[start].plain != words[again].plain:
                    continue
                one, two = words[start:at], words[again:end]
                if [w.plain for w in one] != [w.plain for w in two]:
                    continue
                if not all(w.joined for w in (*one[1:], *two[1:])):
                    continue
                gap = sheet.text[one[-1].end : two[0].start]
                rest = sheet.text[two[-1].end : line.end]
                if _LIST.fullmatch(gap) and _CLOSES.match(rest):
                    span = Span(one[0].start, two[-1].end)
                    yield hit(span, sheet.text[one[0].start : one[-1].end])


@check("syllable.impossible")
def syllable_impossible(sheet: Sheet) -> Iterator[Hit]:
    """A syllable that Vietnamese cannot have: "luât", "ngiên", "nghành"."""
    for words in sheet.words:
        for at, word in enumerate(words):
            text = word.text
            if len(text) < 3 or not text[1:].islower():
                continue
            marked = not text.isascii()
            if marked:
                reason = _wrong_letters(text.lower())
            elif text[0].islower() and _is_among(words, at):
                reason = _lost_tone(text)
            else:
                continue
            if reason:
                yield hit(
                    Span(word.start, word.end), None, why_vi=reason[0], why_en=reason[1]
                )


def _is_among(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word stands between Vietnamese ones, on both sides."""
    return (
        0 < at < len(words) - 1
        and words[at].joined
        and words[at + 1].joined
        and not words[at - 1].text.isascii()
        and not words[at + 1].text.isascii()
    )


_NO_TONE = (
    "vần tắc (c, ch, p, t) phải có dấu sắc hoặc dấu nặng",
    "a syllable in c, ch, p, t has the sắc or the nặng tone",
)


def _lost_tone(text: str) -> tuple[str, str] | None:
    if text in _FOREIGN or not _SHAPE.fullmatch(text):
        return None
    return _NO_TONE


@lru_cache(maxsize=20_000)
def _wrong_letters(low: str) -> tuple[str, str] | None:
    parts = unicodedata.normalize("NFD", low)
    tones = [c for c in parts if c in _TONES]
    letters = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    if len(tones) > 1:
        return "có hai dấu thanh", "it has two tone marks"
    if not tones and _SHAPE.fullmatch(letters) and _STOP.search(letters):
        return _NO_TONE
    if tones and tones[0] in "\u0300\u0303\u0309" and _SHAPE.fullmatch(letters):
        return _NO_TONE
    if re.match(r"ng[eêi](?!$)", letters) and not letters.startswith("ngi"):
        return "trước e, ê, i viết “ngh”", "“ngh” is written before e, ê, i"
    if re.match(r"ngi[eê]", letters):
        return "trước e, ê, i viết “ngh”", "“ngh” is written before e, ê, i"
    if re.match(r"ngh[^eêi]", letters) or re.match(r"gh[^eêi]", letters):
        return (
            "“ngh”, “gh” chỉ đứng trước e, ê, i",
            "“ngh”, “gh” stand before e, ê, i only",
        )
    if re.match(r"g[eê]", letters):
        return "trước e, ê viết “gh”", "“gh” is written before e, ê"
    if re.match(r"c[eêiy]", letters):
        return "trước e, ê, i viết “k”", "“k” is written before e, ê, i"
    return None


@check("letters.foreign")
def letters_foreign(sheet: Sheet) -> Iterator[Hit]:
    """A letter of another script that looks like one of ours: no search finds the word."""
    for words in sheet.words:
        for word in words:
            if not word.text.isascii() and _ODD.search(word.text):
                right = _ODD.sub(lambda m: _LOOKALIKES[m.group()], word.text)
                if not _ODD.search(right) and _is_ours(right):
                    yield hit(Span(word.start, word.end), right)


def _is_ours(word: str) -> bool:
    """Whether all letters are Latin: a word wholly in another script is a quotation."""
    return all("LATIN" in unicodedata.name(c, "") for c in word)


@check("tone.mixed")
def tone_mixed(sheet: Sheet) -> Iterator[Hit]:
    """One syllable with its tone now on this, now on that vowel: "hóa" and "hoá"."""
    ways: dict[str, Counter[str]] = {}
    places: dict[str, Word] = {}
    for words in sheet.words:
        for word in words:
            low = word.text.lower()
            if low.isascii() or low.startswith("qu") or not _TONE_ENDS.search(low):
                continue
            ways.setdefault(plain(low), Counter())[low] += 1
            places.setdefault(low, word)
    for usual, counted in ways.items():
        if len(counted) < 2:
            continue
        # As often one way as the other: the decree itself writes "hóa".
        seldom = min(counted, key=lambda low: (counted[low], low == usual))
        word = places[seldom]
        often = next(low for low in counted if low != seldom)
        right = often.capitalize() if word.text[0].isupper() else often
        yield hit(
            Span(word.start, word.end),
            right.upper() if word.text.isupper() else right,
            often=counted[often],
            seldom=counted[seldom],
        )
