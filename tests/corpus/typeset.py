"""Sets a plain official text as a PDF with two columns on top and at the end."""

from __future__ import annotations

import re

import typst

from tests.corpus.layout import MOTTO

_PLACE = re.compile(r".{2,40},\s*ngày")


def pdf_from_text(text: str, *, running_head: str = "") -> bytes:
    """The bytes of a PDF that says what `text` says; pages carry a number."""
    lines = [line.strip(" ") for line in text.splitlines() if line.strip()]
    start = next(
        at
        for at, line in enumerate(lines)
        if line == "KẾ HOẠCH" or line[:8] == "Kính gửi"
    )
    end = next(at for at, line in enumerate(lines) if line.startswith("Nơi nhận"))
    right = [line for line in lines[:start] if line in MOTTO or _PLACE.match(line)]
    left = [line for line in lines[:start] if line not in right]
    signed = [line for line in lines[end:] if not line.startswith(("Nơi", "-"))]
    received = [line for line in lines[end:] if line not in signed]
    body = [_columns(left, right), *_body(lines[start:end]), _columns(received, signed)]
    head = f", header: [{_escape(running_head)}]" if running_head else ""
    source = (
        f'#set page(paper: "a4", numbering: "1"{head})\n'
        "#set text(size: 13pt, hyphenate: false)\n"
        "#set par(justify: true, first-line-indent: (amount: 1.2cm, all: true))\n"
        + "\n\n".join(body)
    )
    made = typst.compile(source.encode("utf-8"), format="pdf")
    assert isinstance(made, bytes)
    return made


def _body(lines: list[str]) -> list[str]:
    made: list[str] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append(line)
            continue
        if rows:
            made.append(_table(rows))
            rows = []
        if line == "KẾ HOẠCH":
            made.append(f"#align(center)[*{line}*]")
        elif line:
            made.append(_escape(line))
    return made


def _columns(left: list[str], right: list[str]) -> str:
    cells = ", ".join(
        f"[{' #linebreak() '.join(map(_escape, side))}]" for side in (left, right)
    )
    return f"#grid(columns: (1fr, 1.2fr), column-gutter: 1cm, {cells})"


def _table(rows: list[str]) -> str:
    width = max(row.count("\t") for row in rows) + 1
    cells = ", ".join(
        f"[{_escape(cell)}]"
        for row in rows
        for cell in (row.split("\t") + [""] * width)[:width]
    )
    return (
        "#{ set par(justify: false, first-line-indent: 0pt)\n"
        f"table(columns: (auto, 2fr, 1fr, 1fr, 1fr), {cells}) }}"
    )


def _escape(text: str) -> str:
    return re.sub(r"([\\#*_`$@<>\[\]~=+\-/])", r"\\\1", text)
