"""The text of a page's bytes, whatever its server and its own head say of them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from loa.domain.text.legacy import coding_of, decode_text, from_bytes

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK = 4096
# What servers call Latin-1 is read as Windows has it, by every browser.
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "tis-620": "cp874"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text.

    :param charset: what its bytes are
    :param said: what the server, else the page, calls it; "" if neither does
    """

    text: str
    charset: str
    said: str = ""

    @property
    def lies(self) -> bool:
        """Whether what is said of it is not so."""
        return bool(self.said) and _family(self.said) != _family(self.charset)


def decode(raw: bytes, declared: str = "") -> Decoded:
    """Decode a page. Never raises: what is no text comes with replacement signs.

    Bytes that are valid UTF-8 with letters beyond ASCII are UTF-8, for nothing else
    looks like it by chance; else the server's word holds, else the page's own.

    :param declared: the charset of the Content-Type header
    """
    said = declared.strip().lower() or _in_page(raw)
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return Decoded(raw[len(bom) :].decode(name, "replace"), "utf-8", said)
    if raw.isascii():
        return Decoded(raw.decode("ascii"), _known(said) or "utf-8", said)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", said)
    except UnicodeDecodeError:
        pass
    named = _known(said)
    if named and _family(named) == "utf-8":
        # Cut in the midst of a letter, or one bad byte in a long page.
        text = raw.decode("utf-8", "replace")
        if text.count("\ufffd") <= max(3, len(text) // 500):
            return Decoded(text, "utf-8", said)
        named = ""
    if named not in ("", "cp1252"):
        text = raw.decode(named, "replace")
        plain = raw.decode("latin-1")
        if coding := coding_of(plain):
            return Decoded(decode_text(plain, coding), str(coding), said)
        return Decoded(text, named, said)
    # "ISO-8859-1" is what servers say that know nothing: no Vietnamese page is in it.
    text, coding = from_bytes(raw)
    return Decoded(text, str(coding or "cp1252"), said)


def _in_page(raw: bytes) -> str:
    found = _META.search(raw[:_LOOK])
    return found[1].decode("ascii").lower() if found else ""


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return _AS_BROWSERS_DO.get(found, found) if _is_text(found) else ""


def _is_text(name: str) -> bool:
    return name not in {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
    } and (not name.endswith(("_codec", "codec")))


def _family(name: str) -> str:
    found = _known(name) or name
    return "utf-8" if found.startswith("utf") else found
