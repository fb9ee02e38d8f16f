"""How pictures are to be read, and by what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from loa.domain.docreader.unreadable import Reason, Unreadable

MAX_SCANS = 60

_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_DATA = "vie.traineddata"


def _say_nothing(page: int, of: int) -> None:
    """Nobody waits to hear how far it is."""


@dataclass(frozen=True, slots=True)
class Scans:
    """How pictures are to be read.

    `at_most` pages are read (see :meth:`require`). `tell(page, of)` is called before
    each page, counted from 1. `tessdata` is the folder of Tesseract's
    Vietnamese data; None looks where systems put it.
    """

    at_most: int = MAX_SCANS
    tessdata: str | None = None
    tell: Callable[[int, int], None] = field(default=_say_nothing)

    def require(self, pages: int) -> None:
        """Refuse more pictures of pages than may be read, before any is looked at.

        :raises Unreadable: with their number in `detail`; `Reason.SCANNED` where none
            may be read now, `Reason.TOO_MANY_SCANS` else
        """
        if pages > self.at_most:
            reason = Reason.TOO_MANY_SCANS if self.at_most else Reason.SCANNED
            raise Unreadable(reason, str(pages))

    def folder(self) -> str | None:
        """Where the Vietnamese data stand; None where they are not."""
        asked = [self.tessdata] if self.tessdata else _standard_folders()
        return next((place for place in asked if (Path(place) / _DATA).is_file()), None)


def _standard_folders() -> list[str]:
    root = Path("/")
    return [
        str(path)
        for pattern in _FOLDERS
        for path in sorted(root.glob(pattern[1:]), reverse=True)
    ]
