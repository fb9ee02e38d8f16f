"""What parent and child say to each other: a kind, a length, so many bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

ASKED: Final = b"a"
CONTENT: Final = b"c"
PAGE: Final = b"p"
FOUND: Final = b"f"
UNREADABLE: Final = b"u"
FELL: Final = b"x"

_HEAD = struct.Struct(">cI")


def frame(kind: bytes, payload: bytes) -> bytes:
    """One message."""
    return _HEAD.pack(kind, len(payload)) + payload


class Incoming:
    """Puts messages together from bytes as they come."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The messages that are whole now: kind and payload."""
        self._held += data
        while len(self._held) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._held)
            if len(self._held) < _HEAD.size + length:
                return
            payload = bytes(self._held[_HEAD.size : _HEAD.size + length])
            del self._held[: _HEAD.size + length]
            yield kind, payload
