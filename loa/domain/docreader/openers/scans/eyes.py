"""Tesseract: a picture to words with places and confidences."""

from __future__ import annotations

import importlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import Any

from PIL import Image

from loa.domain.docreader.openers.scans.options import Scans

try:
    _library: ModuleType | None = importlib.import_module("tesserocr")
except ImportError:  # no wheel for this machine
    _library = None

_WORD = "5"
_LANGUAGE = "vie"
# The data know the Icelandic letter that looks like Đ, and see both at once.
_MIXED_UP = re.compile("[ĐÐ]*Ð[ĐÐ]*")


@dataclass(frozen=True, slots=True)
class SeenWord:
    """One word: its box in pixels from the upper left corner, 0 to 100 sure."""

    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    confidence: int
    text: str


class _Eyes:
    """Tesseract is slow to wake and not made for two at once: one, behind a lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._folder: str | None = None
        self._api: Any = None

    def open(self, library: ModuleType, folder: str) -> Any:
        if self._api is None or self._folder != folder:
            self._api = library.PyTessBaseAPI(path=folder, lang=_LANGUAGE)
            self._api.SetVariable("debug_file", "/dev/null")
            self._folder = folder
        return self._api


_eyes = _Eyes()


def can_see(scans: Scans) -> bool:
    """Whether pictures can be read on this machine."""
    return _library is not None and scans.folder() is not None


class Layout(StrEnum):
    """How words may be expected to stand on a picture."""

    PAGE = "AUTO"
    COLUMN = "SINGLE_BLOCK"
    STAMP = "SPARSE_TEXT"


Box = tuple[int, int, int, int]


def look(
    image: Image.Image,
    *,
    scans: Scans,
    dpi: int,
    layout: Layout = Layout.PAGE,
    within: Box | None = None,
) -> list[SeenWord]:
    """The words of a picture in the order of its lines.

    :param dpi: dots per inch of the picture
    :param within: left, top, right and bottom of the part to look at
    """
    folder = scans.folder()
    if _library is None or folder is None:
        return []
    with _eyes.lock:
        api = _eyes.open(_library, folder)
        api.SetPageSegMode(getattr(_library.PSM, layout.value))
        left, top = within[:2] if within else (0, 0)
        # Parts are cut out: Tesseract would judge its threshold by the whole.
        api.SetImage(image.crop(within) if within else image)
        api.SetSourceResolution(dpi)
        table = api.GetTSVText(0)
        api.Clear()
    return [*_words(table, left, top)]


def _words(table: str, at_left: int, at_top: int) -> Iterator[SeenWord]:
    """Rows of level, page, block, paragraph, line, word, box, confidence, text."""
    for row in table.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != _WORD or not cells[11].strip():
            continue
        block, paragraph, line = map(int, cells[2:5])
        left, top, width, height = map(int, cells[6:10])
        sure = min(max(round(float(cells[10])), 0), 100)
        yield SeenWord(
            (block, paragraph, line),
            left + at_left,
            top + at_top,
            width,
            height,
            sure,
            _MIXED_UP.sub("Đ", cells[11].strip()),
        )
