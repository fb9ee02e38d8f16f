"""The form of a Word file as Decree 30/2020 has it: paper, margins, font, size, page number.

These remarks have no place in the text. What the reader opens any other way has no form
left to look at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from loa.domain.docreader.openers.archive import Archive
from loa.domain.docreader.proofreading.remark import Hit, Remark, hit, remark_of
from loa.domain.docreader.unreadable import Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIPS_A_MM = 56.7
_PAPER = (210, 297)
# Millimetres, both ends included.
_MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_SIDES_VI = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_SLACK = 0.6
_FONT = "Times New Roman"
# Of the letters that may stand in another font: signs, a mail address, a page number.
_STRAY = 0.05
_BODY_SIZES = (13.0, 14.0)
# A paragraph of at least so many letters outside tables is body text, not a heading.
_BODY_LENGTH = 120
_LEGACY = re.compile(r"^(?:\.Vn|VNI[- ])", re.IGNORECASE)
# Past so many letters a paper has a second page.
_ONE_PAGE = 3000
_MAX_DEPTH = 12
_MAX_PARAGRAPHS = 20_000


@dataclass(frozen=True, slots=True)
class _Look:
    """Font and size (points) where a style or run says so."""

    font: str | None = None
    size: float | None = None

    def under(self, other: _Look) -> _Look:
        """This look, and the other's where this says nothing."""
        return _Look(self.font or other.font, self.size or other.size)


@dataclass(frozen=True, slots=True)
class _Word:
    """The parts of a Word file that say how it looks."""

    body: etree._Element
    styles: dict[str, tuple[str | None, _Look]]
    standard: _Look
    default_style: str | None
    headers: tuple[etree._Element, ...]
    footers: tuple[etree._Element, ...]
    theme: dict[str, str]


def proofread_form(raw: bytes) -> tuple[Remark, ...]:
    """The remarks on the form of a .docx; none on any other kind of file."""
    if raw[:4] != b"PK\x03\x04":
        return ()
    try:
        word = _word(Archive(raw))
    except Unreadable:
        return ()
    if word is None:
        return ()
    return tuple(
        remark_of(code, found, "")
        for code, function in FORM_CHECKS.items()
        for found in function(word)
    )


def _word(archive: Archive) -> _Word | None:
    if "word/document.xml" not in archive.names:
        return None
    body = archive.xml("word/document.xml").find(f"{_W}body")
    if body is None:
        return None
    theme = _theme(archive)
    styles: dict[str, tuple[str | None, _Look]] = {}
    standard, default = _Look("Times New Roman", 10.0), None
    if "word/styles.xml" in archive.names:
        root = archive.xml("word/styles.xml")
        said = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        standard = _look(said, theme).under(standard)
        for style in root.findall(f"{_W}style"):
            name = style.get(f"{_W}styleId") or ""
            parent = style.find(f"{_W}basedOn")
            above = parent.get(f"{_W}val") if parent is not None else None
            styles[name] = (above, _look(style.find(f"{_W}rPr"), theme))
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in (
                "1",
                "true",
            ):
                default = name
    return _Word(
        body,
        styles,
        standard,
        default,
        _parts(archive, "header"),
        _parts(archive, "footer"),
        theme,
    )


def _parts(archive: Archive, name: str) -> tuple[etree._Element, ...]:
    pattern = re.compile(rf"word/{name}\d*\.xml")
    return tuple(
        archive.xml(part) for part in sorted(archive.names) if pattern.fullmatch(part)
    )


def _theme(archive: Archive) -> dict[str, str]:
    if "word/theme/theme1.xml" not in archive.names:
        return {}
    root = archive.xml("word/theme/theme1.xml")
    found = {}
    for kind in ("major", "minor"):
        latin = root.find(f".//{_A}{kind}Font/{_A}latin")
        if latin is not None:
            found[kind] = latin.get("typeface") or ""
    return found


def _look(properties: etree._Element | None, theme: dict[str, str]) -> _Look:
    if properties is None:
        return _Look()
    fonts, size = properties.find(f"{_W}rFonts"), properties.find(f"{_W}sz")
    font = None
    if fonts is not None:
        themed = fonts.get(f"{_W}asciiTheme") or fonts.get(f"{_W}hAnsiTheme")
        font = fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")
        font = theme.get(themed[:5]) or font if themed else font
    said = size.get(f"{_W}val") if size is not None else None
    points = int(said) / 2 if said and said.isdigit() else None
    return _Look(font or None, points)


def _of_style(word: _Word, name: str | None) -> _Look:
    look = _Look()
    for _ in range(_MAX_DEPTH):
        if name is None or name not in word.styles:
            break
        name, own = word.styles[name]
        look = look.under(own)
    return look


def _runs(word: _Word) -> Iterator[tuple[str, _Look, bool]]:
    """Text, look, and whether it is body text, of every run."""
    for count, paragraph in enumerate(word.body.iter(f"{_W}p")):
        if count >= _MAX_PARAGRAPHS:
            return
        properties = paragraph.find(f"{_W}pPr")
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        name = style.get(f"{_W}val") if style is not None else word.default_style
        above = _of_style(word, name).under(word.standard)
        texts = []
        for run in paragraph.iter(f"{_W}r"):
            text = "".join(t.text or "" for t in run.findall(f"{_W}t"))
            if text.strip():
                own = run.find(f"{_W}rPr")
                by = own.find(f"{_W}rStyle") if own is not None else None
                look = _look(own, word.theme)
                if by is not None:
                    look = look.under(_of_style(word, by.get(f"{_W}val")))
                texts.append((text, look.under(above)))
        length = sum(len(text) for text, _ in texts)
        in_table = any(True for _ in paragraph.iterancestors(f"{_W}tc"))
        for text, look in texts:
            yield text, look, length >= _BODY_LENGTH and not in_table


def _sections(word: _Word) -> Iterator[tuple[etree._Element, float, float]]:
    """Each section's properties with width and height of its page in millimetres."""
    for section in word.body.iter(f"{_W}sectPr"):
        size = section.find(f"{_W}pgSz")
        if size is not None:
            width, height = (_mm(size.get(f"{_W}{side}")) for side in ("w", "h"))
            if width and height:
                yield section, width, height


def _mm(twips: str | None) -> float | None:
    return int(twips) / _TWIPS_A_MM if twips and twips.lstrip("-").isdigit() else None


def _paper(word: _Word) -> Iterator[Hit]:
    """A page that is not A4."""
    for _, width, height in _sections(word):
        short, long = sorted((width, height))
        if abs(short - _PAPER[0]) > 1.5 or abs(long - _PAPER[1]) > 1.5:
            yield hit(None, None, size=f"{width:.0f} × {height:.0f}")
            return


def _margins(word: _Word) -> Iterator[Hit]:
    """A margin of an upright page outside its range."""
    for section, width, height in _sections(word):
        margins = section.find(f"{_W}pgMar")
        if margins is None or width > height:
            continue
        wrong = {
            side: found
            for side, (least, most) in _MARGINS.items()
            if (found := _mm(margins.get(f"{_W}{side}"))) is not None
            and not least - _SLACK <= found <= most + _SLACK
        }
        if wrong:
            yield hit(
                None,
                None,
                vi=", ".join(
                    f"{_SIDES_VI[side]} {mm:.0f} mm" for side, mm in wrong.items()
                ),
                en=", ".join(f"{side} {mm:.0f} mm" for side, mm in wrong.items()),
            )
            return


def _font(word: _Word) -> Iterator[Hit]:
    """Letters in another font than Times New Roman."""
    counted: Counter[str] = Counter()
    for text, look, _ in _runs(word):
        counted[look.font or _FONT] += len(text)
    others = {
        font: n
        for font, n in counted.items()
        if not font.startswith(("Times New Roman", ".Vn", "VNI"))
    }
    if sum(others.values()) > _STRAY * counted.total():
        fonts = sorted(others, key=lambda font: -others[font])[:3]
        yield hit(None, None, fonts=", ".join(fonts))


def _size(word: _Word) -> Iterator[Hit]:
    """Body text smaller or larger than 13 to 14."""
    counted: Counter[float] = Counter()
    for text, look, is_body in _runs(word):
        if is_body and look.size:
            counted[look.size] += len(text)
    least, most = _BODY_SIZES
    others = {size: n for size, n in counted.items() if not least <= size <= most}
    if sum(others.values()) > 2 * _STRAY * counted.total():
        yield hit(None, None, sizes=", ".join(f"{size:g}" for size in sorted(others)))


def _page_number(word: _Word) -> Iterator[Hit]:
    """No page number in the top margin of a paper of several pages."""
    length = sum(len(text) for text, _, _ in _runs(word))
    if length > _ONE_PAGE and not any(_has_page(part) for part in word.headers):
        below = any(_has_page(part) for part in word.footers)
        yield hit(
            None,
            None,
            vi="đang ở cuối trang" if below else "chưa có",
            en="it stands at the foot" if below else "there is none",
        )


def _has_page(part: etree._Element) -> bool:
    codes = [code.text or "" for code in part.iter(f"{_W}instrText")]
    codes += [field.get(f"{_W}instr") or "" for field in part.iter(f"{_W}fldSimple")]
    return any(re.search(r"\bPAGE\b", code) for code in codes)


def _unicode(word: _Word) -> Iterator[Hit]:
    """Text in a coding from before Unicode, or with its marks apart from their letters."""
    legacy, apart = "", ""
    for text, look, _ in _runs(word):
        if look.font and _LEGACY.match(look.font):
            legacy = legacy or look.font
        if not apart and unicodedata.normalize("NFC", text) != text:
            apart = text.strip()[:30]
    if legacy:
        yield hit(None, None, vi=f"phông {legacy}", en=f"font {legacy}")
    elif apart:
        yield hit(
            None,
            None,
            vi=f"“{apart}” gõ bằng dấu tổ hợp",
            en=f"“{apart}” has its marks apart",
        )


FORM_CHECKS: dict[str, Callable[[_Word], Iterator[Hit]]] = {
    "form.paper": _paper,
    "form.margins": _margins,
    "form.font": _font,
    "form.size": _size,
    "form.page-number": _page_number,
    "form.unicode": _unicode,
}
