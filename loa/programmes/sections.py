"""What a programme takes from its document: name, theme, the text of sections I–V."""

import re

from loa.documents.models import Document

_SECTION = re.compile(r"^\s*(?P<number>I|II|III|IV|V)\s*[.\-–/]\s*(?P<title>\S.*)$")
_END = re.compile(r"^\s*(?:Nơi nhận|TM\.|KT\.|TL\.|TUQ\.)")
_THEME = re.compile(
    r"chủ đề(?: của)?(?: năm(?: 20\d\d)?)?(?: là)?\s*[:]?\s*[“\"]([^”\"]{3,280})[”\"]",
    re.IGNORECASE,
)
_NAME_LENGTH = 300


def name_of(document: Document) -> str:
    """Return what a programme made from a document is called: its subject."""
    name = " ".join(document.subject.split()) or str(document)
    return name[:_NAME_LENGTH]


def theme_of(document: Document) -> str:
    """Return the theme of the year that the text names in quotation marks, or ""."""
    found = _THEME.search(document.text)
    return " ".join(found[1].split()) if found else ""


def sections_of(document: Document) -> dict[str, str]:
    """Return the text under the roman headings I–V, each with its heading.

    A later heading with the same number (in an appendix) adds nothing: the first
    row of I to V is the plan itself.
    """
    found: dict[str, list[str]] = {}
    current = ""
    for line in document.text.splitlines():
        if found and _END.match(line):
            break
        match = _SECTION.match(line)
        if match and match["number"] not in found and _follows(match["number"], found):
            current = match["number"]
            found[current] = [line.strip()]
        elif current and line.strip():
            found[current].append(line.strip())
    return {number: "\n".join(lines) for number, lines in found.items()}


def _follows(number: str, found: dict[str, list[str]]) -> bool:
    order = ["I", "II", "III", "IV", "V"]
    return order.index(number) == len(found)
