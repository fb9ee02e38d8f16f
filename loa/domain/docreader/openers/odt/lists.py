"""The lists of an OpenDocument text, and how far each has counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from loa.domain.docreader.openers.labels import bullet, numeral
from loa.domain.docreader.openers.odt.names import STYLE, TEXT

# The headings' own numbering, which has no name.
OUTLINE = "\0outline"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is labelled; `shown` levels above it stand in the label."""

    kind: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class Counting:
    """One list in the making: its levels and how far each has counted."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def label(self, depth: int) -> str:
        """The label of the next item at a depth, counted from 1."""
        level = self.levels.get(depth)
        self.counts[depth] = (
            self.counts.get(depth, (level.start if level else 1) - 1) + 1
        )
        for deeper in [key for key in self.counts if key > depth]:
            del self.counts[deeper]
        if level is None:
            return ""
        if level.kind == "bullet":
            return bullet(level.prefix, depth - 1)
        if not level.kind:
            return (level.prefix + level.suffix).strip()
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        numbers = [self._count(at) for at in shown]
        return f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}".strip()

    def _count(self, depth: int) -> str:
        level = self.levels.get(depth)
        if level is None or level.kind == "bullet":
            return ""
        return numeral(self.counts.get(depth, level.start), level.kind)


def list_styles_of(roots: list[etree._Element]) -> dict[str, dict[int, Level]]:
    """The levels of each list style, counted from 1, by its name."""
    found: dict[str, dict[int, Level]] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            levels = {
                int(depth): _level(level)
                for level in style
                if (depth := level.get(f"{TEXT}level", "")).isdecimal()
            }
            is_outline = style.tag == f"{TEXT}outline-style"
            found[OUTLINE if is_outline else style.get(f"{STYLE}name", "")] = levels
    return found


def _level(level: etree._Element) -> Level:
    if level.tag == f"{TEXT}list-level-style-bullet":
        return Level("bullet", level.get(f"{TEXT}bullet-char", ""))
    start = level.get(f"{TEXT}start-value", "1")
    shown = level.get(f"{TEXT}display-levels", "1")
    kind = level.get(f"{STYLE}num-format", "")
    return Level(
        kind if kind in ("1", "a", "A", "i", "I", "") else "1",
        level.get(f"{STYLE}num-prefix", ""),
        level.get(f"{STYLE}num-suffix", ""),
        int(start) if start.isdecimal() and len(start) < 5 else 1,
        int(shown) if shown in "123456789" else 1,
    )
