"""One Unicode form for a text, and one space between its words."""

from __future__ import annotations

import re
import unicodedata

# Invisible characters that word processors and web pages leave between letters.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Control characters; tab, newline and carriage return are kept for the opener.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def normalise(text: str) -> str:
    """The text in NFC, without invisible characters, with plain spaces.

    Line ends and tabs stay. The same text comes out when it goes in again.
    """
    if text.isascii():
        return _CONTROL.sub("", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def squash(text: str) -> str:
    """The text normalised, on one line, with one space between words."""
    return " ".join(normalise(text).split())
