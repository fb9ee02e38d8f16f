"""Old ways to put Vietnamese letters into bytes, which pages of the 2000s still use."""

from __future__ import annotations

import unicodedata

_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcddde"
            "dfe1e2e3e4abe5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfe"
            "a1a2a3a4a5a6a7"
        ),
        strict=True,
    )
)
_BACK = {code: letter for letter, code in _TCVN3.items()}
_PLAIN = {"–": "-", "“": '"', "”": '"', "’": "'", "…": "..."}
_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def tcvn3(text: str) -> bytes:
    """TCVN 5712:1993 VN3: capitals with a tone are written as small letters."""
    made = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        letter = _PLAIN.get(letter, letter)
        code = _TCVN3.get(letter) or _TCVN3.get(letter.lower())
        made += bytes([code]) if code else letter.encode("ascii", "replace")
    return bytes(made)


def from_tcvn3(raw: bytes) -> str:
    """The text again, for tests."""
    return "".join(_BACK.get(code, chr(code)) for code in raw)


def cp1258(text: str) -> bytes:
    """Windows-1258: a base letter, then its tone as a mark of its own."""
    made = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in _MARKS)
        if tones and letter.lower() not in "àáèéíóùú":
            base = "".join(mark for mark in parts if mark not in _MARKS)
            letter = unicodedata.normalize("NFC", base) + tones
        made.append(letter)
    return "".join(made).encode("cp1258", "replace")


def encoded(text: str, charset: str) -> bytes:
    """Text as bytes of utf-8, cp1258 or tcvn3."""
    if charset == "tcvn3":
        return tcvn3(text)
    return cp1258(text) if charset == "cp1258" else text.encode()


def decoded(raw: bytes, charset: str) -> str:
    """What `encoded` made, read back."""
    text = from_tcvn3(raw) if charset == "tcvn3" else raw.decode(charset)
    return unicodedata.normalize("NFC", text)
