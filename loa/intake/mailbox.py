"""A mail box on somebody's server, by IMAP: what is unread is fetched, then marked read."""

from __future__ import annotations

import imaplib
import ipaddress
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

TIMEOUT = 20
MOST_AT_ONCE = 50
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class BadBox(Exception):
    """The box cannot be opened or read now; it is tried again later."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail that waits: its number in the box, its size, its bytes or only its head.

    :param is_whole: False: longer than the limit, ``raw`` is its head alone
    """

    uid: str
    size: int
    raw: bytes
    is_whole: bool


class Box:
    """An open box. What is not marked as read is offered again."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def waiting(self, *, longest: int) -> Iterator[Waiting]:
        """Fetch what is unread, oldest first, without marking it."""
        found = self._ask("SEARCH", None, "UNSEEN")
        uids = b" ".join(one for one in found if isinstance(one, bytes)).split()
        for uid in uids[:MOST_AT_ONCE]:
            yield self._fetched(uid.decode("ascii"), longest)

    def _fetched(self, uid: str, longest: int) -> Waiting:
        told = _SIZE.search(b" ".join(_flat(self._ask("FETCH", uid, "(RFC822.SIZE)"))))
        size = int(told[1]) if told else longest + 1
        what = "BODY.PEEK[]" if size <= longest else "BODY.PEEK[HEADER]<0.65536>"
        parts = self._ask("FETCH", uid, f"({what})")
        raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        return Waiting(uid, size, raw[: longest + 1], size <= longest)

    def mark_read(self, uid: str) -> None:
        """Let a mail not be offered again."""
        self._ask("STORE", uid, "+FLAGS", r"(\Seen)")

    def _ask(self, command: str, *words: str | None) -> list[object]:
        try:
            answer, data = self._connection.uid(command, *words)  # type: ignore[arg-type]
        except (imaplib.IMAP4.error, OSError) as error:
            raise BadBox(type(error).__name__) from error
        if answer != "OK":
            raise BadBox(f"{command}: {answer}")
        return list(data)


def _flat(parts: list[object]) -> Iterator[bytes]:
    for part in parts:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part, tuple):
            yield from (each for each in part if isinstance(each, bytes))


@contextmanager
def opened(address: str, password: str) -> Iterator[Box]:
    """Open a box: ``imaps://user@host:993/folder``; ``imap://`` on this machine only.

    :raises BadBox: if it cannot be opened
    """
    parts = urlsplit(address)
    try:
        connection = _connected(parts.scheme, parts.hostname or "", parts.port)
    except (imaplib.IMAP4.error, OSError) as error:
        raise BadBox(type(error).__name__) from error
    try:
        folder = unquote(parts.path.strip("/")) or "INBOX"
        try:
            connection.login(unquote(parts.username or ""), password)
            answer, _ = connection.select(f'"{folder}"')
        except (imaplib.IMAP4.error, OSError) as error:
            raise BadBox(type(error).__name__) from error
        if answer != "OK":
            raise BadBox(f"SELECT: {answer}")
        yield Box(connection)
    finally:
        try:
            connection.logout()
        except (imaplib.IMAP4.error, OSError):
            connection.shutdown()


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(
            host, port or 993, ssl_context=context, timeout=TIMEOUT
        )
    if scheme == "imap" and _is_here(host):
        return imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)
    raise BadBox("neither imaps:// nor on this machine")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
