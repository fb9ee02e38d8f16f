"""Compound files (OLE): what old Word and Outlook keep their streams in."""

from __future__ import annotations

import io
import struct

import olefile

from loa.domain.docreader.unreadable import Reason, Unreadable

_ENCRYPTED = "EncryptedPackage"
_MAX_STREAM = 128 * 1024 * 1024


class Compound:
    """The streams of a compound file, by their paths ("Macros/VBA/dir").

    :raises Unreadable: when it is damaged, or a Word file of today under a password
    """

    def __init__(self, raw: bytes) -> None:
        try:
            self._file = olefile.OleFileIO(io.BytesIO(raw))
            paths = self._file.listdir()
        except _TROUBLE as e:
            if _ENCRYPTED.encode("utf-16-le") in raw:
                raise Unreadable(Reason.ENCRYPTED, "OOXML under a password") from e
            raise Unreadable(Reason.DAMAGED, f"compound file: {e}") from e
        self.names = frozenset("/".join(path) for path in paths)
        if _ENCRYPTED in self.names:
            raise Unreadable(Reason.ENCRYPTED, "OOXML under a password")

    def read(self, name: str) -> bytes:
        """The bytes of a stream."""
        try:
            if self._file.get_size(name) > _MAX_STREAM:
                raise Unreadable(Reason.BOMB, name)
            with self._file.openstream(name) as stream:
                found: bytes = stream.read()
        except _TROUBLE as e:
            raise Unreadable(Reason.DAMAGED, f"{name}: {e}") from e
        return found


_TROUBLE = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    MemoryError,
    RecursionError,
    struct.error,
)
