"""Numbers as official papers write them: 02, III, ba mươi."""

from __future__ import annotations

import re

_SIGNS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_SHAPE = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.ASCII)
_UNITS = {
    "không": 0, "linh": 0, "lẻ": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4,
    "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to 99, or None.

    >>> roman("IV")
    4
    """
    shape = text.strip().upper()
    if not shape or not _ROMAN_SHAPE.fullmatch(shape):
        return None
    values = [_ROMAN[letter] for letter in shape]
    return sum(
        -value if any(value < later for later in values[place + 1 :]) else value
        for place, value in enumerate(values)
    )


def in_roman(number: int) -> str:
    """A positive number in Roman numerals.

    >>> in_roman(94)
    'XCIV'
    """
    letters = ""
    for value, sign in _SIGNS:
        times, number = divmod(number, value)
        letters += sign * times
    return letters


def numeral(text: str) -> int | None:
    """The number that digits, a Roman numeral or Vietnamese words up to 999 say.

    >>> numeral("ba mươi lăm"), numeral("02"), numeral("III")
    (35, 2, 3)
    """
    words = text.strip().casefold().split()
    if len(words) == 1 and words[0].isascii() and words[0].isdigit():
        return int(words[0]) if len(words[0]) <= 12 else None
    if (value := roman(text)) is not None:
        return value
    return _spoken(words)


def _spoken(words: list[str]) -> int | None:
    total, last = 0, None
    for word in words:
        if word in _UNITS and last is None:
            last = _UNITS[word]
        elif word == "trăm" and last is not None:
            total, last = total + last * 100, None
        elif word in {"mươi", "mười"}:
            tens = last if word == "mươi" and last is not None else 1
            total, last = total + tens * 10, None
        elif word in _UNITS and last == 0:  # "linh năm"
            last = _UNITS[word]
        else:
            return None
    return total + (last or 0) if words else None
