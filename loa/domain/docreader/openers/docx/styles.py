"""What the styles of a .docx say of a paragraph or a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_CHAIN = 12


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is switched by its presence is there and not off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def value(properties: etree._Element | None, name: str) -> str | None:
    """The value of a property; None where it is not set."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val") if found is not None else None


def font(properties: etree._Element | None) -> str | None:
    """The font of letters beyond ASCII that run properties name."""
    found = properties.find(f"{W}rFonts") if properties is not None else None
    if found is None:
        return None
    return found.get(f"{W}hAnsi") or found.get(f"{W}ascii")


@dataclass(slots=True)
class Styles:
    """The styles of a document, asked along what each is based on."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    default: etree._Element | None = None
    paragraph: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """The styles that styles.xml defines; none without one."""
        if root is None:
            return cls()
        styles = root.findall(f"{W}style")
        usual = (
            style.get(f"{W}styleId", "")
            for style in styles
            if style.get(f"{W}type") == "paragraph"
            and style.get(f"{W}default") in ("1", "true")
        )
        return cls(
            {style.get(f"{W}styleId", ""): style for style in styles},
            root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"),
            next(usual, ""),
        )

    def chain(self, name: str | None) -> list[etree._Element]:
        """A style and those it is based on, itself first."""
        found: list[etree._Element] = []
        while name and name in self.styles and len(found) < _LONGEST_CHAIN:
            style = self.styles[name]
            found.append(style)
            name = value(style, "basedOn")
        return found

    def has(self, name: str | None, mark: str) -> bool:
        """Whether a style switches a property of its runs on."""
        for style in self.chain(name):
            found = style.find(f"{W}rPr/{W}{mark}")
            if found is not None:
                return is_on(found)
        return False

    def font(self, paragraph: str | None, run: str | None) -> str:
        """The font that a run has by its styles."""
        for style in (*self.chain(run), *self.chain(paragraph or self.paragraph)):
            if named := font(style.find(f"{W}rPr")):
                return named
        return font(self.default) or ""

    def numbering(self, name: str | None) -> tuple[str, str | None]:
        """The list that a paragraph style is in, and its level where it says so."""
        for style in self.chain(name):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None and (number := value(found, "numId")):
                return number, value(found, "ilvl")
        return "", None
