"""Which typeface a PDF is set in: one that has every letter of Vietnamese.

Debian's `fonts-liberation` 1.x is also called Liberation Serif and lacks most
Vietnamese letters; a program that takes a family by name alone has them patched in
from another face, unseen. So a family is taken by its folder, after a look inside.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

from loa.domain.writing.characters import VIETNAMESE_LETTERS

# The metrics of all three are the same.
TIMES_FAMILIES = ("Times New Roman", "Tinos", "Liberation Serif")
# Comes inside the typst package. Its faces are complete for Vietnamese but for the
# bold italic, which has no ơ and ư; the semibold italic has them (a test looks).
EMBEDDED_FAMILY = "Libertinus Serif"

_FACES = frozenset({("normal", 400), ("normal", 700), ("italic", 400), ("italic", 700)})


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family to set a PDF in, and the folder it is taken from (None: embedded)."""

    family: str
    folder: Path | None

    @property
    def bold_italic_weight(self) -> int:
        """The weight to take for bold italic."""
        return 600 if self.folder is None else 700


@lru_cache(maxsize=1)
def vietnamese_serif() -> Typeface:
    """Give the first family of Times that is complete, else the embedded serif."""
    by_family: dict[str, list[typst.FontInfo]] = defaultdict(list)
    for face in typst.Fonts(include_embedded_fonts=False).fonts():
        by_family[face.family].append(face)
    for family in TIMES_FAMILIES:
        folder = _complete_folder(by_family[family])
        if folder is not None:
            return Typeface(family, folder)
    return Typeface(EMBEDDED_FAMILY, None)


@lru_cache(maxsize=4)
def font_set(typeface: Typeface) -> typst.Fonts:
    """Give the fonts to set with: this typeface's folder and the embedded ones."""
    folders = [str(typeface.folder)] if typeface.folder else []
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _complete_folder(faces: Iterable[typst.FontInfo]) -> Path | None:
    by_folder: dict[Path, list[typst.FontInfo]] = defaultdict(list)
    for face in faces:
        if face.path:
            by_folder[Path(face.path).parent].append(face)
    for folder, inside in sorted(by_folder.items(), key=lambda pair: str(pair[0])):
        has_all = {(face.style, face.weight) for face in inside} >= _FACES
        if has_all and all(
            is_complete(Path(face.path), face.index) for face in inside if face.path
        ):
            return folder
    return None


def is_complete(path: Path, index: int = 0) -> bool:
    """Say whether the face in a font file has a glyph for every Vietnamese letter."""
    try:
        with path.open("rb") as file, TTFont(file, fontNumber=index, lazy=True) as font:
            held = font.getBestCmap() or {}
    except (OSError, TTLibError):
        return False
    return all(ord(letter) in held for letter in VIETNAMESE_LETTERS)
