"""Makes scans: a typeset text as pictures of its pages, as a scanner would leave them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import typst
from PIL import Image, ImageFilter


def pictures_of(
    pdf: bytes, *, dpi: int = 200, skew: float = 0.0, noise: float = 0.0
) -> list[Image.Image]:
    """The pages of a PDF as pictures in grey.

    :param skew: degrees by which each page was laid askew
    :param noise: 0 for a clean copy, 1 for one of a worn machine
    """
    document = pypdfium2.PdfDocument(pdf)
    made = []
    for page in document:
        image = page.render(scale=dpi / 72).to_pil().convert("L")
        if skew:
            image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
        if noise:
            blurred = image.filter(ImageFilter.GaussianBlur(noise * 0.8))
            specks = Image.effect_noise(image.size, 90)
            image = Image.blend(blurred, specks, 0.12 * noise)
        made.append(image)
    document.close()
    return made


def stamped(
    image: Image.Image, text: str, *, at: tuple[float, float], dpi: int = 200
) -> Image.Image:
    """The page with a red stamp: words in a frame, at a share of width and height."""
    source = (
        "#set page(width: auto, height: auto, margin: 2pt, fill: none)\n"
        "#set text(size: 13pt, weight: 700, fill: rgb(205, 25, 35))\n"
        f"#box(stroke: 1.5pt + rgb(205, 25, 35), inset: 5pt)[{text}]"
    )
    made = typst.compile(source.encode(), format="png", ppi=float(dpi))
    assert isinstance(made, bytes)
    stamp = Image.open(io.BytesIO(made)).convert("RGBA")
    page = image.convert("RGB")
    place = (round(at[0] * page.width), round(at[1] * page.height))
    page.paste(stamp, place, stamp)
    return page


def as_pdf(images: Sequence[Image.Image], *, dpi: int = 200) -> bytes:
    """Pictures as the pages of a PDF without text."""
    made = io.BytesIO()
    first, *others = images
    first.save(
        made, "PDF", save_all=True, append_images=others, resolution=dpi, quality=75
    )
    return made.getvalue()


def as_png(image: Image.Image, *, dpi: int = 200) -> bytes:
    made = io.BytesIO()
    image.save(made, "PNG", dpi=(dpi, dpi))
    return made.getvalue()


def as_tiff(images: Sequence[Image.Image], *, dpi: int = 200) -> bytes:
    """Several pages in one file."""
    made = io.BytesIO()
    first, *others = images
    first.save(
        made, "TIFF", save_all=True, append_images=others, dpi=(dpi, dpi),
        compression="tiff_deflate",
    )  # fmt: skip
    return made.getvalue()
