"""Kinds of paper that a body drafts here: their names, abbreviations, and forms.

Decree 30/2020, art. 7 and appendix III.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper; ``code`` "" is an official letter, which has no name of type."""

    code: str
    name: str
    has_addressees: bool = False

    @property
    def word(self) -> str:
        """What it is called, also where the paper itself prints no name."""
        return self.name or "Công văn"


KINDS: Final = (
    PaperKind("", "", has_addressees=True),
    PaperKind("KH", "Kế hoạch"),
    PaperKind("BC", "Báo cáo", has_addressees=True),
    PaperKind("QĐ", "Quyết định"),
    PaperKind("TB", "Thông báo"),
    PaperKind("TTr", "Tờ trình", has_addressees=True),
    PaperKind("HD", "Hướng dẫn"),
    PaperKind("CTr", "Chương trình"),
    PaperKind("GM", "Giấy mời"),
    PaperKind("BB", "Biên bản"),
)
BY_CODE: Final = {kind.code: kind for kind in KINDS}


def symbol_of(kind: PaperKind, issuer: str, unit: str = "") -> str:
    """Give the symbol: `KH-UBND`; of a letter `UBND-VHXH`, or `UBND` without a unit."""
    parts = (kind.code, issuer) if kind.code else (issuer, unit)
    return "-".join(part for part in parts if part)
