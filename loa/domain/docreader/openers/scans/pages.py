"""A picture of a page to rows of text, as a page with a text layer gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from PIL import Image, ImageChops

from loa.domain.docreader.openers.rows import Piece, Row, in_order, place
from loa.domain.docreader.openers.scans.eyes import Layout, SeenWord, look
from loa.domain.docreader.openers.scans.letterhead import gap_of
from loa.domain.docreader.openers.scans.options import Scans
from loa.domain.docreader.openers.scans.straighten import straight

_POINTS = 72.0
_BELIEVED = 60.0
# Specks and edges of the sheet are seen as signs, with little belief in them.
_SPECK = 35
# Red ink is far redder than it is green; paper that has yellowed is not.
_RED = 70
_RED_SHARE = 0.0002
# A mark of secrecy stands in the upper part of the first page.
_MARKED_PART = 0.5


def read_page(
    image: Image.Image, number: int, *, dpi: int, scans: Scans
) -> tuple[list[Row], list[str]]:
    """The rows of a page, and what is stamped in red on the upper half of the first.

    Red seals lie over words: the words are read through a red glass, which makes the
    seal vanish; what it says is looked at apart.

    :param number: of the page, from 0
    :param dpi: dots per inch of the picture
    """
    stamped: list[str] = []
    if image.mode not in ("1", "L"):
        image = image.convert("RGB")
        if red := _red_ink(image):
            if number == 0:
                stamped = _stamped(red, dpi, scans)
            image = image.getchannel("R")
    page = straight(image.convert("L"))
    seen = [*_parts(page, number, dpi=dpi, scans=scans)]
    if _belief(seen) < _BELIEVED:
        # Perhaps it lay upside down on the glass.
        page = page.transpose(Image.Transpose.ROTATE_180)
        turned = [*_parts(page, number, dpi=dpi, scans=scans)]
        seen = max(seen, turned, key=_belief)
    return _rows(seen, number, page.height, dpi), stamped


def _parts(
    page: Image.Image, number: int, *, dpi: int, scans: Scans
) -> Iterator[list[SeenWord]]:
    """The words of the parts of a page that are read each by itself."""
    gap = gap_of(page, dpi) if number == 0 else None
    if gap is None:
        yield look(page, scans=scans, dpi=dpi)
        return
    width, height = page.size
    column = Layout.COLUMN
    left, right = (0, 0, gap.x, gap.bottom), (gap.x, 0, width, gap.bottom)
    yield look(page, scans=scans, dpi=dpi, layout=column, within=left)
    yield look(page, scans=scans, dpi=dpi, layout=column, within=right)
    yield look(page, scans=scans, dpi=dpi, within=(0, gap.bottom, width, height))


def _red_ink(image: Image.Image) -> Image.Image | None:
    """Only what is red, black on white; None where nothing is."""
    red, green, _ = image.split()
    ink = ImageChops.subtract(red, green).point(lambda v: 0 if v > _RED else 255)
    share = ink.histogram()[0] / (image.width * image.height)
    return ink if share > _RED_SHARE else None


def _stamped(ink: Image.Image, dpi: int, scans: Scans) -> list[str]:
    upper = ink.crop((0, 0, ink.width, round(ink.height * _MARKED_PART)))
    if not upper.histogram()[0]:
        return []
    words = look(straight(upper), scans=scans, dpi=dpi, layout=Layout.STAMP)
    return [
        " ".join(word.text for word in line)
        for _, line in groupby(words, key=lambda word: word.line)
    ]


def _belief(seen: Sequence[Sequence[SeenWord]]) -> float:
    """How sure the eye was on the whole, by letters; 100 where it saw nothing."""
    words = [word for words in seen for word in words]
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 100.0
    return sum(len(word.text) * word.confidence for word in words) / letters


def _rows(
    seen: Sequence[Sequence[SeenWord]], number: int, page_height: int, dpi: int
) -> list[Row]:
    scale = _POINTS / dpi
    lines = [
        [*line]
        for words in seen
        for _, line in groupby(filter(_is_read, words), lambda word: word.line)
    ]
    if not lines:
        return []
    # Marks above and tails below make lines of one type differ: one height for all.
    height = median(max(word.height for word in line) for line in lines)
    rows: list[Row] = []
    for line in lines:
        base = median(word.top + word.height for word in line)
        top = (page_height - base + height * 0.8) * scale
        for piece in _pieces(line, height, scale):
            place(rows, number, top, height * scale, piece)
    return in_order(rows)


def _is_read(word: SeenWord) -> bool:
    return word.confidence >= _SPECK or any(sign.isalnum() for sign in word.text)


def _pieces(line: Sequence[SeenWord], height: float, scale: float) -> Iterator[Piece]:
    """The words of a line, cut where the gap is wider than any between words."""
    held: list[SeenWord] = []
    for word in line:
        if held and word.left - held[-1].left - held[-1].width > 1.6 * height:
            yield _piece(held, scale)
            held = []
        held.append(word)
    yield _piece(held, scale)


def _piece(words: Sequence[SeenWord], scale: float) -> Piece:
    last = words[-1]
    texts = [(part, w.confidence) for w in words for part in w.text.split()]
    return Piece(
        words[0].left * scale,
        (last.left + last.width) * scale,
        " ".join(text for text, _ in texts),
        tuple(sure for _, sure in texts),
    )
