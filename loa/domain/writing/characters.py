"""Which characters reach paper: one Unicode form, nothing a file format forbids."""

import re
import unicodedata

# Controls, lone surrogates and non-characters, which XML 1.0 forbids; marks that
# turn the direction of text, with which a line can be made to read otherwise than
# it is stored; and the byte order mark. Line break and tab are kept for `clean`.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\u202a-\u202e\u2066-\u2069"
    + "".join(
        chr(plane * 0x10000 + end) for plane in range(17) for end in (65534, 65535)
    )
    + "]"
)
_BREAKS = re.compile(r"[\t\n\r\u0085\u2028\u2029]+")
_LINE_ENDS = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")

# Every letter of Vietnamese in both cases, with the Latin letters it borrows.
VIETNAMESE_LETTERS = "".join(
    sorted(
        {
            unicodedata.normalize("NFC", letter + tone)
            for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
            for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
        }
        | set("bcdđfghjklmnpqrstvwxzBCDĐFGHJKLMNPQRSTVWXZ")
    )
)


def clean(text: str) -> str:
    """Give a text in composed form, on one line, without forbidden characters."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", _BREAKS.sub(" ", text)))


def clean_lines(text: str) -> str:
    """Do the same and keep the line breaks."""
    return "\n".join(clean(line) for line in _LINE_ENDS.split(text))


def base_letter(letter: str) -> str:
    """Give a letter without its tone and quality marks: `ệ` → `e`; đ, ơ, ư stay."""
    if letter in "ơưƠƯ":
        return letter
    composed = unicodedata.normalize("NFD", letter)[:1] or letter
    horned = unicodedata.normalize("NFD", letter)
    if "\u031b" in horned:
        return unicodedata.normalize("NFC", composed + "\u031b")
    return composed
