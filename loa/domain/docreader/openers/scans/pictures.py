"""A file that is a picture, or several: one page each."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps

from loa.domain.docreader.unreadable import Reason, Unreadable

MAX_PIXELS = 60_000_000  # an A3 sheet at 500 dots per inch
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_BEGINNINGS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
)
_SHEET_WIDTH = 8.27  # inches of A4
_SMALLEST = 100  # points; no page of text is smaller
_LEAST_DPI, _MOST_DPI = 100, 1200
_WANTED_DPI = 300
# What Tesseract reads well; finer pictures only take longer.
_FINE_DPI = 400


def is_picture(raw: bytes) -> bool:
    """Whether bytes begin as a picture does."""
    return raw.startswith(_BEGINNINGS) or raw[:4] == b"\x00\x00\x01\x00"


def pages_of(raw: bytes) -> tuple[int, Iterator[tuple[Image.Image, int]]]:
    """How many pages a picture has, and each with its dots per inch.

    :raises Unreadable: no picture that we open, damaged, or of too many points
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(raw), formats=_FORMATS)
        _require_size(image)
        count = int(getattr(image, "n_frames", 1))
    except Unreadable:
        raise
    except Image.DecompressionBombError as error:
        raise Unreadable(Reason.TOO_LARGE, str(error)) from error
    except _FAULTS as error:
        raise Unreadable(Reason.DAMAGED, str(error)) from error
    return count, _frames(image, count)


# What Pillow raises over files that are not what they begin as.
_FAULTS = (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError)


def _frames(image: Image.Image, count: int) -> Iterator[tuple[Image.Image, int]]:
    for number in range(count):
        try:
            image.seek(number)
            _require_size(image)
            page = ImageOps.exif_transpose(image)
            yield _at_good_size(_on_white(page))
        except MemoryError as error:
            raise Unreadable(Reason.TOO_LARGE, "a picture beyond memory") from error
        except _FAULTS as error:
            raise Unreadable(Reason.DAMAGED, str(error)) from error


def _require_size(image: Image.Image) -> None:
    if min(image.size) < _SMALLEST:
        size = f"{image.width} × {image.height} points"
        raise Unreadable(Reason.NOT_LEGIBLE, size)
    if image.width * image.height > MAX_PIXELS:
        raise Unreadable(Reason.TOO_LARGE, f"{image.width} × {image.height} points")


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in grey or colour; what is see-through lies on white paper."""
    if image.mode in ("1", "L"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        sheet = Image.new("RGBA", image.size, "white")
        sheet.alpha_composite(image.convert("RGBA"))
        return sheet.convert("RGB")
    if image.mode.startswith("I"):  # 16 bits a point
        return image.point(lambda v: v / 256).convert("L")
    return image.convert("RGB")


def _at_good_size(image: Image.Image) -> tuple[Image.Image, int]:
    """The picture at a fineness that can be read, and that fineness."""
    dpi = round(min(image.size) / _SHEET_WIDTH)
    said = image.info.get("dpi")
    if isinstance(said, tuple) and said and 150 <= float(said[0]) <= _MOST_DPI:
        dpi = round(float(said[0]))
    dpi = min(max(dpi, _LEAST_DPI), _MOST_DPI)
    if 180 <= dpi <= _FINE_DPI:
        return image, dpi
    factor = _WANTED_DPI / dpi
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    if size[0] * size[1] > MAX_PIXELS:
        return image, dpi
    return image.resize(size, Image.Resampling.BICUBIC), _WANTED_DPI
