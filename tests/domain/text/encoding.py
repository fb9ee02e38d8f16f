"""Puts Unicode text into the codings from before it, as the typists' tools did."""

import tomllib
import unicodedata
from functools import cache
from importlib import resources

from loa.domain.text.legacy import Coding

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def encoded(text, coding):
    """The text with one character for each byte of the coding (Windows-1252)."""
    if coding is Coding.CP1258:
        return _apart(text).encode("cp1258").decode("cp1252", "surrogateescape")
    if coding is Coding.UTF8_TWICE:
        raw = unicodedata.normalize("NFC", text).encode()
        return "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw
        )
    signs = _signs(coding)
    return "".join(signs.get(c, c) for c in unicodedata.normalize("NFC", text))


def _apart(text):
    """Windows-1258 has the letters with their shape, and the tones apart."""
    found = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in _TONES)
        base = "".join(part for part in parts if part not in _TONES)
        found.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(found)


@cache
def _signs(coding):
    file = resources.files("loa.domain.text.legacy") / "tables.toml"
    data = tomllib.loads(file.read_text("utf-8"))
    small = dict(zip(data["letters"], data[coding.value]["small"], strict=True))
    if coding is Coding.TCVN3:
        # A capital with a tone has no sign: the small letter's, in a font of capitals.
        capital = {letter.upper(): sign for letter, sign in small.items()}
        return small | capital | data["tcvn3"]["capital"]
    return small | {letter.upper(): sign.upper() for letter, sign in small.items()}
