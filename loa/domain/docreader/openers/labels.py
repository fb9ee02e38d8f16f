"""How the counts of automatic lists are printed."""

from __future__ import annotations

from loa.domain.text import in_roman

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def numeral(count: int, kind: str) -> str:
    """A count printed as "1", "01", "I", "i", "A", "a" or not at all ("").

    >>> numeral(4, "I"), numeral(5, "a"), numeral(28, "A"), numeral(7, "01")
    ('IV', 'e', 'BB', '07')
    """
    if not kind:
        return ""
    if kind == "01":
        return f"{count:02}"
    if kind in "Ii" and 0 < count < 4000:
        found = in_roman(count)
        return found if kind == "I" else found.lower()
    if kind in "Aa" and 0 < count < 1000:
        # Word and LibreOffice print a, b, c, d, e; never đ.
        place = count - 1
        found = _LETTERS[place % 26] * (place // 26 + 1)
        return found.upper() if kind == "A" else found
    return str(count)


def bullet(sign: str, level: int) -> str:
    """A list's sign as official papers write it: a dash, or a plus below it."""
    return "+" if level and sign == "+" else "-"
