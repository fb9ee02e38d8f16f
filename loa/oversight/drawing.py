"""Pictures that stand by themselves: signs and colours of the pages, inside one SVG.

A picture for a slide has no style sheet beside it. Its colours are read from the design
tokens and its signs from the page's own symbols, so that both stay the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import typst
from django.utils.html import escape

from loa.common.fonts import FOLDER
from loa.common.states import sign_of

FONT = "Be Vietnam Pro"
_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="[^"]+">.*?</symbol>', re.DOTALL)
_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
_STYLE = (
    ".s{fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;"
    "stroke-linejoin:round}"
    ".k-fill{fill:currentColor;stroke:none}"
    ".k-cut{stroke:#fff;fill:none;stroke-width:1.8}"
    ".k-dash{stroke-dasharray:2.2 2}"
)
# Where the name of the token is not that of the class.
_TOKENS = {"is-none": "ink-3", "is-before": "ink-3"}


@lru_cache(maxsize=1)
def symbols() -> dict[str, str]:
    """Return the page's symbols by name."""
    text = (
        files("loa.common").joinpath("templates/common/_signs.html").read_text("utf-8")
    )
    return {found[1]: found[0] for found in _SYMBOL.finditer(text)}


@lru_cache(maxsize=1)
def colours() -> dict[str, str]:
    """Return the light colours of the design by the name of their token."""
    text = files("loa.common").joinpath("static/common/tokens.css").read_text("utf-8")
    light = text[: text.index("@media")]
    return dict(_TOKEN.findall(light))


def ink_of(code: str) -> str:
    """Return the colour of a state's sign."""
    css = sign_of(code).css
    return colours()[_TOKENS.get(css, css.removeprefix("is-"))]


def ground_of(code: str) -> str:
    """Return the pale ground behind a state's sign."""
    name = sign_of(code).css.removeprefix("is-") + "-soft"
    return colours().get(name, "#ffffff")


def sign(code: str, x: float, y: float, size: float) -> str:
    """Draw a state's sign with its top left corner at a place."""
    return (
        f'<g color="{ink_of(code)}"><use href="#{sign_of(code).symbol}" class="s"'
        f' x="{x:.1f}" y="{y:.1f}" width="{size:.1f}" height="{size:.1f}"/></g>'
    )


def text(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    weight: int = 400,
    colour: str = "",
    anchor: str = "start",
) -> str:
    """Write words with their base line at a place."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight="{weight}"'
        f' fill="{colour or colours()["ink"]}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def shortened(words: str, room: float, size: float) -> str:
    """Cut words that are wider than their room, with a mark that they were cut."""
    fitting = max(4, int(room / (size * 0.56)))
    return words if len(words) <= fitting else words[: fitting - 1].rstrip() + "…"


def picture(
    parts: Iterable[str], *, width: int, height: int, title: str, states: Iterable[str]
) -> str:
    """Put a picture together: its ground, the symbols of the states in it, its parts."""
    named = sorted({sign_of(code).symbol for code in states})
    held = "".join(symbols()[name] for name in named if name in symbols())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" font-family="{FONT}, sans-serif">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><defs>{held}</defs>"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def png_bytes(svg: str, *, width: int, height: int) -> bytes:
    """Draw an SVG of ours as .png of the same size, with a font complete for Vietnamese."""
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    made: bytes = typst.compile(
        page.encode(),
        format="png",
        ppi=72.0,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"svg": svg},
    )
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER)])
