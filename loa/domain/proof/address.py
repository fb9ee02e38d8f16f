"""One web address, one key: what differs only in dress is the same page."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

# Web ports say nothing that the scheme does not; http and https are one page.
DEFAULT_PORTS = frozenset({"80", "443"})

# Query keys that say how a reader came, not which page it is.
TRACKING_PREFIXES = ("utm_", "__cft__", "hsa_")
TRACKING_KEYS = frozenset(
    [
        "__tn__",
        "_ga",
        "_gl",
        "dclid",
        "fb_action_ids",
        "fb_action_types",
        "fb_source",
        "fbclid",
        "gad_source",
        "gbraid",
        "gclid",
        "gclsrc",
        "igsh",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mibextid",
        "msclkid",
        "paipv",
        "rdid",
        "twclid",
        "ttclid",
        "wbraid",
        "yclid",
        "zarsrc",
    ]
)

# The same site under another name.
SITE_NAMES = {
    "m.facebook.com": "facebook.com",
    "mbasic.facebook.com": "facebook.com",
    "web.facebook.com": "facebook.com",
    "vi-vn.facebook.com": "facebook.com",
    "m.youtube.com": "youtube.com",
}

_SCHEME = re.compile(r"(https?)://(.*)", re.IGNORECASE | re.DOTALL)
_OTHER_SCHEME = re.compile(
    r"[a-z][a-z0-9+-]*:(?!\d)|[a-z][a-z0-9+.-]*://", re.IGNORECASE
)
_PARTS = re.compile(r"([^/?#\\]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r"(.*?)(?::(\d*))?", re.DOTALL)
_SESSION = re.compile(r";jsessionid=.*", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff]")

PATH_SAFE = "!$'()*,:@~+=&;"
QUERY_SAFE = "!$'()*,:@~/?;"


class BadAddress(ValueError):
    """Not an address of a web page. `code` says why, for the page to say in words.

    Codes: `empty`, `scheme` (not http or https), `user` (a name before @), `host`,
    `port`, `encoding`.
    """

    def __init__(self, code: str, address: str) -> None:
        super().__init__(f"not a web address ({code}): {address[:200]!r}")
        self.code, self.address = code, address


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart: lower-case ASCII host, quoted segments, sorted query."""

    host: str
    port: str
    segments: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    route: str = ""

    def __str__(self) -> str:
        text = "https://" + self.host
        if self.port:
            text += ":" + self.port
        text += "".join("/" + segment for segment in self.segments)
        if self.query:
            text += "?" + "&".join(f"{key}={value}" for key, value in self.query)
        return f"{text}#{self.route}" if self.route else text


def parse_address(url: str) -> Address:
    """Take a pasted address apart, in its one normal form.

    :raises BadAddress: if it is no http(s) address; one without a scheme is taken as
        https when its host has a dot
    """
    # What a browser ignores when pasting: control characters, zero-width marks.
    text = _INVISIBLE.sub("", url).strip()
    if not text:
        raise BadAddress("empty", url)
    found = _SCHEME.fullmatch(text)
    if not found and _OTHER_SCHEME.match(text):
        raise BadAddress("scheme", url)
    rest = found[2] if found else text.removeprefix("//")
    parts = _PARTS.fullmatch(rest.replace("\\", "/"))
    if parts is None:
        raise BadAddress("host", url)
    authority, path, query, fragment = (part or "" for part in parts.groups())
    try:
        host, port = _host_and_port(authority, needs_dot=not found)
        segments, pairs = _segments(path), _pairs(query)
        # "#/tin/12" and "#!tin" are pages of their own, "#top" is a place on one.
        route = _requote(fragment, QUERY_SAFE) if fragment[:1] in "/!" else ""
    except _Bad as bad:
        raise BadAddress(bad.code, url) from None
    except UnicodeError as error:
        raise BadAddress("encoding", url) from error
    return _known_site(Address(host, port, segments, pairs, route if fragment else ""))


def normalise_address(url: str) -> str:
    """The normal form of an address; two that differ only in dress give the same.

    Scheme, `www.`, default port, case and script of the host, dot segments, doubled and
    trailing slashes, session ids, tracking keys, order of the query, percent-encoding
    and fragment (but not a page's own route in it) are made alike. Idempotent.

    :raises BadAddress: if it is no address of a web page
    """
    return str(parse_address(url))


def address_key(url: str, *, limit: int = 500) -> str:
    """The normal form in at most `limit` characters; a longer one ends in its digest.

    :raises BadAddress: if it is no address of a web page
    """
    key = normalise_address(url)
    if len(key) <= limit:
        return key
    digest = hashlib.sha256(key.encode("ascii")).hexdigest()[:32]
    return f"{key[: limit - len(digest) - 1]}~{digest}"


def query_pair(key: str, value: str) -> tuple[str, str]:
    """A key and value of a query as `Address.query` holds them.

    :raises BadAddress: if a character of theirs cannot be written
    """
    try:
        pair = _requote(key.strip(), QUERY_SAFE), _requote(value.strip(), QUERY_SAFE)
    except UnicodeError as error:
        raise BadAddress("encoding", f"{key}={value}") from error
    return pair


class _Bad(Exception):
    def __init__(self, code: str) -> None:
        self.code = code


def _host_and_port(authority: str, *, needs_dot: bool) -> tuple[str, str]:
    if "@" in authority:
        raise _Bad("user")
    if authority.startswith("["):
        name, closed, tail = authority[1:].partition("]")
        if not closed or tail[:1] not in ("", ":"):
            raise _Bad("host")
        return f"[{_ip6(name)}]", _port(tail.removeprefix(":"))
    found = _PORT.fullmatch(authority)
    name, port = (found[1], found[2] or "") if found else (authority, "")
    host = _host(name)
    if needs_dot and "." not in host:
        raise _Bad("host")
    return host, _port(port)


def _port(text: str) -> str:
    if not text:
        return ""
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) < 65536:
        raise _Bad("port")
    port = str(int(text))
    return "" if port in DEFAULT_PORTS else port


def _ip6(name: str) -> str:
    try:
        return ipaddress.IPv6Address(name).compressed
    except ValueError as error:
        raise _Bad("host") from error


def _host(name: str) -> str:
    name = unicodedata.normalize("NFC", _unquoted_text(name)).lower().rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").lower().rstrip(".")
        except UnicodeError as error:
            raise _Bad("host") from error
    while name.startswith("www.") and name.count(".") > 1:
        name = name.removeprefix("www.")
    if len(name) > 253 or not all(map(_LABEL.fullmatch, name.split("."))):
        raise _Bad("host")
    return SITE_NAMES.get(name, name)


def _unquoted_text(text: str) -> str:
    return unquote_to_bytes(text).decode("utf-8")


def _requote(text: str, safe: str) -> str:
    """Percent-encode once, upper case, from NFC; bytes that are no text stay bytes."""
    raw = unquote_to_bytes(text)
    try:
        raw = unicodedata.normalize("NFC", raw.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return quote(raw, safe=safe)
    return quote(raw, safe=safe)


def _segments(path: str) -> tuple[str, ...]:
    kept: list[str] = []
    for part in path.split("/"):
        segment = _requote(_SESSION.sub("", part), PATH_SAFE)
        segment = _SESSION.sub("", segment)
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return tuple(kept)


def _pairs(query: str) -> tuple[tuple[str, str], ...]:
    pairs = set()
    for part in query.replace("+", "%20").split("&"):
        key, _, value = part.partition("=")
        key = _requote(key, QUERY_SAFE)
        if key and not _tracks(key):
            pairs.add((key, _requote(value, QUERY_SAFE)))
    return tuple(sorted(pairs))


def _tracks(key: str) -> bool:
    lowered = key.lower()
    return lowered in TRACKING_KEYS or lowered.startswith(TRACKING_PREFIXES)


def _known_site(address: Address) -> Address:
    """Give the long form of a short address whose long form can be told from it."""
    if address.host == "youtu.be" and len(address.segments) == 1:
        query = (("v", quote(unquote_to_bytes(address.segments[0]), safe="")),)
        return Address("youtube.com", "", ("watch",), query)
    return address
