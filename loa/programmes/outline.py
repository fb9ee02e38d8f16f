"""What stands in a programme's sections I–V: purposes, audiences, topics, forms, money,
who does what. Read from the words of the sections; what they do not say is empty."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loa.domain.text import fold

NUMBERS = ("I", "II", "III", "IV", "V")
# "1. Mục đích": a heading of a section; a sentence is longer, or ends like one.
_SUB = re.compile(r"^\s*\d{1,2}\s*[.)]\s*(?P<title>\S.*)$")
_HEADING = re.compile(r"^\s*(?:I|II|III|IV|V)\s*[.\-–/]\s*(?P<title>\S.*)$")
_MARK = re.compile(r"^\s*[-–+*•]\s*")
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a section: its heading and the lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a programme's sections, each as the lines that say it."""

    purposes: tuple[str, ...]
    requirements: tuple[str, ...]
    audiences: tuple[str, ...]
    topics: tuple[str, ...]
    forms: tuple[str, ...]
    funding: tuple[str, ...]
    responsibilities: tuple[Part, ...]


def title_of(text: str) -> str:
    """Return a section's own title, without its number; "" without one."""
    first, _, _rest = text.partition("\n")
    found = _HEADING.match(first)
    return found["title"].strip() if found else ""


def lines_of(text: str) -> list[str]:
    """Return the lines of a section below its title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[1:] if lines and _HEADING.match(lines[0]) else lines


def is_heading(line: str) -> bool:
    """Whether a numbered line is a heading rather than a sentence."""
    found = _SUB.match(line)
    return (
        found is not None
        and len(line) <= _LONGEST_HEADING
        and not line.rstrip().endswith((".", ";", ","))
    )


def parts_of(text: str) -> list[Part]:
    """Return the numbered parts of a section; lines before the first are left out."""
    found: list[tuple[str, list[str]]] = []
    for line in lines_of(text):
        if is_heading(line) and (sub := _SUB.match(line)):
            found.append((sub["title"].rstrip(": "), []))
        elif found:
            found[-1][1].append(_MARK.sub("", line))
    return [Part(title, tuple(lines)) for title, lines in found]


def focal_intro(text: str) -> list[str]:
    """Return what section IV says above its table; the rows themselves are tasks."""
    found = []
    for line in lines_of(text):
        if "\t" in line or fold(line).startswith("stt"):
            break
        found.append(line)
    return found


def outline_of(sections: Mapping[str, str]) -> Outline:
    """Read the parts out of sections I–V."""
    one, two = parts_of(sections.get("I", "")), parts_of(sections.get("II", ""))
    return Outline(
        purposes=_under(one, "muc dich"),
        requirements=_under(one, "yeu cau"),
        audiences=_under(one, "doi tuong"),
        topics=_under(two, "noi dung"),
        forms=_under(two, "hinh thuc"),
        funding=tuple(_MARK.sub("", line) for line in lines_of(sections.get("III", "")))
        if "kinh phi" in fold(title_of(sections.get("III", "")))
        else (),
        responsibilities=tuple(parts_of(sections.get("V", "")))
        if "to chuc" in fold(title_of(sections.get("V", "")))
        else (),
    )


def _under(parts: list[Part], beginning: str) -> tuple[str, ...]:
    return next(
        (part.lines for part in parts if fold(part.title).startswith(beginning)), ()
    )
