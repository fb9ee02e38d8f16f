"""Small pieces of HTML that say a state or a number, for Django's templates and Jinja2.

Larger tables use the macros of `jinja2/common/components.html`, which take words and
signs from the same table (`loa.common.states`) and are held equal to these by a test.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from loa.common import figures
from loa.common.states import CLAIMED, COLUMNS, SIGNS, Sign, sign_of

PIPS_LIMIT = 10
"""Up to this target each item has a sign of its own; above it there is a bar."""

_BAR_WIDTH = 240
_BAR_CLASSES = {
    "verified": "b-v",
    "unobjected": "b-o",
    "uncheckable": "b-k",
    "pending": "b-p",
    "disputed": "b-d",
}
Cell = Mapping[str, int] | Sequence[int] | Any


def six(cell: Cell) -> dict[str, int]:
    """Read the six columns of a tally, in their order.

    :param cell: six integers in order, a mapping by column name, or an object with the
        six attributes (`loa.domain.quotas.Columns`, a tally row)
    """
    if isinstance(cell, Mapping):
        return {code: int(cell.get(code, 0)) for code in COLUMNS}
    if isinstance(cell, Sequence):
        return {code: int(n) for code, n in zip(COLUMNS, cell, strict=True)}
    return {code: int(getattr(cell, code)) for code in COLUMNS}


def icon(symbol: str, css: str = "") -> SafeString:
    """Draw a symbol of `common/_signs.html`; it is decoration, the word says it."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="#{}"/></svg>',
        f"i {css}".rstrip(),
        symbol,
    )


def state(
    code: str | Enum, *, chip: bool = False, count: int | None = None, word: str = ""
) -> SafeString:
    """Say a state by colour, shape and word.

    :param chip: as a label on its own ground (one a row)
    :param count: put a number before the word: "3 overdue"
    :param word: another word for the same state, such as "Will be met"
    """
    sign = sign_of(code)
    text = word or str(sign.word)
    if count is not None:
        text = f"{figures.number(count)} {text[:1].lower()}{text[1:]}"
    return format_html(
        '<span class="st{} {}">{}{}</span>',
        " st--chip" if chip else "",
        sign.css,
        icon(sign.symbol),
        text,
    )


def columns(cell: Cell, *, compact: bool = False) -> SafeString:
    """Say claimed and its six parts apart, always all and always in this order."""
    amounts = six(cell)
    rows = [(CLAIMED, sum(amounts.values()))]
    rows += [(COLUMNS[code], amount) for code, amount in amounts.items()]
    inner = mark_safe("".join(_column(*row, compact) for row in rows))  # noqa: S308
    return format_html('<span class="tally6">{}</span>', inner)


def _column(sign: Sign, amount: int, compact: bool) -> SafeString:
    word = format_html('<span class="vh">{}</span>', sign.counted)
    return format_html(
        '<span class="{}" title="{}: {}">{}{} {}</span>',
        sign.css if amount else "zero",
        sign.word,
        sign.meaning,
        icon(sign.symbol),
        figures.number(amount),
        word if compact else sign.counted,
    )


def pips(cell: Cell, target: int) -> SafeString:
    """Show one sign an item, and an empty slot for each that is missing."""
    amounts = six(cell)
    codes = [c for c in _BAR_CLASSES for _n in range(amounts[c])]
    missing = max(0, target - len(codes))
    signs = [(SIGNS[code].css, icon(SIGNS[code].symbol)) for code in codes]
    signs += [("gap", icon("e-slot"))] * missing
    return format_html(
        '<span class="pips" role="img" aria-label="{}">{}</span>',
        _in_words(amounts, missing),
        format_html_join("", '<span class="{}">{}</span>', signs),
    )


def bar(cell: Cell, target: int) -> SafeString:
    """Draw the parts of a claim to scale, with an upright line at the target."""
    amounts = six(cell)
    upheld = sum(amounts[code] for code in _BAR_CLASSES)
    scale = (_BAR_WIDTH - 2) / max(upheld, target, 1)
    parts, x = [], 0.0
    for code, css in _BAR_CLASSES.items():
        width = amounts[code] * scale
        if width:
            parts.append((css, f"{x:.1f}", f"{max(width - 1, 1):.1f}"))
        x += width
    rects = format_html_join(
        "", '<rect class="{}" x="{}" y="0" width="{}" height="8"/>', parts
    )
    goal = format_html(
        '<rect class="b-t" x="{}" y="-3" width="2" height="14"/>',
        f"{target * scale:.1f}",
    )
    return format_html(
        '<svg class="bar" viewBox="0 0 {} 8" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}{}</svg>',
        _BAR_WIDTH,
        _in_words(amounts, max(0, target - upheld)),
        rects,
        goal,
    )


def progress(cell: Cell, target: int, unit: str = "") -> SafeString:
    """Say how much of a target is counted, and show it item by item or as a bar."""
    amounts = six(cell)
    counted = amounts["verified"] + amounts["unobjected"]
    shown = sum(amounts[code] for code in _BAR_CLASSES)
    draw = pips if max(target, shown) <= PIPS_LIMIT else bar
    return format_html(
        '<span class="count"><b>{}</b> <small>/ {} {}</small></span>{}',
        figures.number(counted),
        figures.number(target),
        unit,
        draw(cell, target),
    )


def _in_words(amounts: Mapping[str, int], missing: int) -> str:
    said = [f"{n} {COLUMNS[code].counted}" for code, n in amounts.items() if n]
    if missing:
        said.append(_("%(count)s missing") % {"count": missing})
    return ", ".join(said) or _("nothing yet")


def sparkline(values: Iterable[float], goal: float | None = None) -> SafeString:
    """Draw a row of numbers as a line without axes; the table behind has the numbers."""
    row = [float(value) for value in values]
    if len(row) < 2:
        return SafeString("")
    low, high = min(row), max(row if goal is None else [*row, goal])
    step, span = 76 / (len(row) - 1), (high - low) or 1.0

    def height(value: float) -> float:
        return 26 - 22 * (value - low) / span

    points = " ".join(
        f"{2 + step * at:.1f},{height(value):.1f}" for at, value in enumerate(row)
    )
    line = (
        format_html('<path class="goal" d="M2 {}H78"/>', f"{height(goal):.1f}")
        if goal is not None
        else ""
    )
    return format_html(
        '<svg class="spark" viewBox="0 0 80 28" aria-hidden="true">{}'
        '<polyline points="{}"/><circle class="dot" cx="78" cy="{}" r="2.5"/></svg>',
        line,
        points,
        f"{height(row[-1]):.1f}",
    )
