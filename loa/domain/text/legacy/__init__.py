"""Vietnamese codings from before Unicode: TCVN3 (ABC), VNI, Windows-1258.

A run of text is decoded by the name of its font where there is one (`coding_of_font`);
a whole text, where there is none, by what makes Vietnamese syllables of it (`mended`).
The tables are data: `tables.toml`, `syllables.txt`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib import resources

_H_FONT = re.compile(r"\.?Vn.*H$")
_BEGINS = re.compile(
    r"\s*(?P<mark>(?:[-–+*•]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]{1,5}\.)\s*)?"
    r"(?=[^\W\d_])(?![a-zA-Z])"
)
_COMMITTEE = re.compile(r"\b(?:ủy|uỷ)\s+ban\s+(?=nhân\s+dân|Mặt\s+trận|MTTQ)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]{}/\"“”_+*=<>|\\-]{2,12}")
_MODERN = re.compile("[\u1ea0-\u1ef9đĐơưƠƯ\u0300-\u0323]")
_ODD = re.compile("[\x80-\u02ff\u2000-\u2122]")
SAMPLE = 20_000
# A text in another coding hits hardly any syllable; one in its own, most of them.
_ENOUGH = 0.4
_FEW = 0.15


class Coding(StrEnum):
    """How Vietnamese letters were put into one-byte text."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    CP1258 = "windows-1258"
    UTF8_TWICE = "utf-8-twice"


def coding_of_font(name: str) -> Coding | None:
    """The coding that a font's name stands for; None for a Unicode font."""
    if name[:3].upper() == ".VN":
        return Coding.TCVN3
    return Coding.VNI if name[:4].upper() in ("VNI-", "VNI ") else None


def is_capital_font(name: str) -> bool:
    """Whether a TCVN3 font draws small letters as capitals (.VnTimeH)."""
    return _H_FONT.match(name) is not None


def decode_run(text: str, font: str) -> str:
    """The words of a run set in a font: NFC, as they were to be seen.

    >>> decode_run("Uû ban nh©n d©n", ".VnTime"), decode_run("KÕ ho¹ch", ".VnTimeH")
    ('Uỷ ban nhân dân', 'KẾ HOẠCH')
    """
    coding = coding_of_font(font)
    if coding is None:
        return text
    found = decode(text, coding)
    return found.upper() if is_capital_font(font) else found


def decode(text: str, coding: Coding) -> str:
    """A text of which each character stands for a byte of a coding, in Unicode NFC."""
    return unicodedata.normalize("NFC", _DECODERS[coding](text))


def decode_text(text: str, coding: Coding) -> str:
    """A text without fonts in Unicode, its words in capitals made whole."""
    found = decode(text, coding)
    return whole(found) if coding is Coding.TCVN3 else found


def coding_of(text: str) -> Coding | None:
    """The coding that a text is in; None for Unicode, or no Vietnamese."""
    sample = text[:SAMPLE]
    if not _may_be_coded(sample):
        return None
    best, coding = _hits(sample), None
    if best > _FEW:
        return None
    for candidate in Coding:
        if (hits := _hits(decode(sample, candidate))) > max(best, _ENOUGH):
            best, coding = hits, candidate
    return coding


def mended(text: str) -> tuple[str, Coding | None]:
    """The text, and the coding in which it came if it was not Unicode's.

    Text that is Vietnamese already, or in a language without such letters, comes back
    as it is.
    """
    coding = coding_of(text)
    return (text, None) if coding is None else (decode_text(text, coding), coding)


def from_bytes(raw: bytes) -> tuple[str, Coding | None]:
    """The text of bytes that are no UTF-8, in the coding that makes it Vietnamese."""
    text = raw.decode("cp1252", "replace") if _fits(raw) else raw.decode("latin-1")
    found, coding = mended(text)
    if coding is None:
        return _cp1258(text), Coding.CP1258
    return found, coding


def whole(text: str) -> str:
    """The text with the capitals that TCVN3 has no signs for put back.

    Words half in capitals are in capitals; a paragraph begins with one, and so does
    "Ủy ban nhân dân", as Decree 30/2020 writes it.

    >>> whole("CộNG HòA"), whole("Uỷ ban, Kế hoạch"), whole("- ứng dụng của ủy ban nhân dân")
    ('CỘNG HÒA', 'Uỷ ban, Kế hoạch', '- Ứng dụng của Ủy ban nhân dân')
    """
    found: list[str] = []
    ended = True
    for line in text.split("\n"):
        made = _whole_line(line)
        begin = _BEGINS.match(made)
        if begin and (ended or begin["mark"]):
            at = begin.end()
            made = made[:at] + made[at : at + 1].upper() + made[at + 1 :]
        found.append(made)
        ended = not line.strip() or line.rstrip()[-1:] in ".;:!?"
    return _COMMITTEE.sub(_begun, "\n".join(found))


def _begun(match: re.Match[str]) -> str:
    return match[0][0].upper() + match[0][1:]


def _whole_line(line: str) -> str:
    plain = [letter for letter in line if letter.isascii() and letter.isalpha()]
    # Short words ("VÒ") do not show it; where others do, the line is in capitals.
    is_number = line.lstrip().startswith("Số")
    if (
        all(map(str.isupper, plain))
        and not is_number
        and any(map(_shouts, _LETTERS.findall(line)))
    ):
        return line.upper()
    return _LETTERS.sub(_shout, line)


def _shout(match: re.Match[str]) -> str:
    return match[0].upper() if _shouts(match[0]) else match[0]


def _shouts(word: str) -> bool:
    """Whether a word is in capitals; one in front of marked letters ("Uỷ") begins it."""
    plain = [letter for letter in word if letter.isascii()]
    if len(plain) == len(word) or not all(map(str.isupper, plain)):
        return False
    return len(plain) > 1 or word[-1:].isascii()


def _fits(raw: bytes) -> bool:
    return not any(byte in raw for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _may_be_coded(sample: str) -> bool:
    """Whether the text has the signs of a coding and not the letters of Unicode."""
    return len(_ODD.findall(sample)) * 50 > len(sample) and len(
        _MODERN.findall(sample)
    ) * 100 < len(sample)


def _hits(text: str) -> float:
    """The share of words with marks that are common Vietnamese syllables."""
    known = _syllables()
    words = [
        word
        for match in _WORD.finditer(text)
        if not (word := match[0].casefold()).isascii()
    ]
    return sum(word in known for word in words) / max(len(words), 20)


@cache
def _syllables() -> frozenset[str]:
    text = resources.files(__name__).joinpath("syllables.txt").read_text("utf-8")
    return frozenset(
        word
        for line in text.splitlines()
        if not line.startswith("#")
        for word in line.split()
    )


@cache
def _table(coding: Coding) -> tuple[re.Pattern[str], dict[str, str]]:
    """The signs of a coding, the longest first, and what each stands for."""
    text = resources.files(__name__).joinpath("tables.toml").read_text("utf-8")
    data = tomllib.loads(text)
    one = data[coding.value]
    signs = dict(zip(one["small"], data["letters"], strict=True))
    if coding is Coding.TCVN3:
        signs |= {sign: letter for letter, sign in one["capital"].items()}
    else:
        for sign, letter in [*signs.items()]:
            signs[sign.upper()] = letter.upper()
            signs[sign[0].upper() + sign[1:]] = letter.upper()
    longest = sorted(signs, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), signs


def _by_table(coding: Coding) -> Callable[[str], str]:
    def decoded(text: str) -> str:
        pattern, signs = _table(coding)
        return pattern.sub(lambda match: signs[match[0]], text)

    return decoded


def _cp1258(text: str) -> str:
    """What was taken for Windows-1252 taken for Windows-1258."""
    return _bytes_of(text).decode("cp1258", "replace")


def _twice(text: str) -> str:
    """What was UTF-8, was taken for Windows-1252 and put into UTF-8 again."""
    return _bytes_of(text).decode("utf-8", "replace")


def _bytes_of(text: str) -> bytes:
    found = bytearray()
    for character in text:
        try:
            found += character.encode("cp1252")
        except UnicodeEncodeError:
            found += character.encode("latin-1", "replace")
    return bytes(found)


_DECODERS: dict[Coding, Callable[[str], str]] = {
    Coding.TCVN3: _by_table(Coding.TCVN3),
    Coding.VNI: _by_table(Coding.VNI),
    Coding.CP1258: _cp1258,
    Coding.UTF8_TWICE: _twice,
}
