"""The board as one picture for a slide: title, day, map, legend."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loa.common import figures
from loa.common.states import sign_of
from loa.domain.quotas import SixCounts
from loa.oversight import drawing
from loa.oversight.board import Line, state_words
from loa.oversight.judged import Judged
from loa.oversight.labels import period_head
from loa.oversight.reading import BoardPage

WIDTH, HEIGHT = 1920, 1080
_MARGIN, _TOP, _FOOT = 64, 190, 130
# Rows that can still be read from the back of a room, in one column of the slide.
_FEW = 18
_WHERE_SHOWN = 200


def slide_svg(page: BoardPage, *, told: str, six: SixCounts) -> str:
    """Draw the lines of a board's page.

    :param told: the day and moment, as a person reads them
    """
    lines = list(page.lines)[:_WHERE_SHOWN]
    states = [state for state, _count in state_words(page.board.states)]
    parts = [
        *_head(page, told),
        *_map(page, lines),
        *_foot(page, states, six),
    ]
    used = {cell.state.value for line in lines for cell in line.cells if cell}
    return drawing.picture(
        parts,
        width=WIDTH,
        height=HEIGHT,
        title=title_of(page),
        states=[*used, *states, "not_yet", "claimed", "verified", "unobjected",
                "uncheckable", "pending", "disputed", "rejected"],
    )  # fmt: skip


def title_of(page: BoardPage) -> str:
    """What the slide says first: the task and the year, or the month."""
    filters = page.filters
    if filters.view == "nhiem-vu":
        return _("All tasks, month %(month)s/%(year)s") % {
            "month": filters.month,
            "year": filters.year,
        }
    name = page.task.title.rstrip(".;, ") if page.task else _("Board")
    return f"{name}, {filters.year}"


def _head(page: BoardPage, told: str) -> Iterator[str]:
    ink2 = drawing.colours()["ink-2"]
    room = WIDTH - 2 * _MARGIN
    title = drawing.shortened(title_of(page), room, 44)
    yield drawing.text(title, _MARGIN, 92, 44, weight=700)
    paper = f" · {page.task.directive.document}" if page.task else ""
    count = len(page.board.lines)
    bodies = ngettext("%s body", "%s bodies", count) % figures.number(count)
    under = f"{page.over.name}{paper} · {bodies} · {told}"
    yield drawing.text(
        drawing.shortened(under, room, 24), _MARGIN, 136, 24, colour=ink2
    )


def _map(page: BoardPage, lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    blocks = -(-len(lines) // (_FEW if len(lines) <= 2 * _FEW else 50))
    rows = -(-len(lines) // blocks)
    columns = page.board.columns
    gap = 40
    width = (WIDTH - 2 * _MARGIN - gap * (blocks - 1)) / blocks
    high = min(44.0, (HEIGHT - _TOP - _FOOT) / (rows + 1))
    name_room = width * (0.3 if blocks == 1 else 0.36)
    wide = (width - name_room) / max(len(columns), 1)
    heads = [
        period_head(column.period) if column.period
        else column.task.label if column.task else ""
        for column in columns
    ]  # fmt: skip
    for block in range(blocks):
        left = _MARGIN + block * (width + gap)
        for place, head in enumerate(heads):
            middle = left + name_room + wide * (place + 0.5)
            size = min(high * 0.5, 20)
            yield drawing.text(
                head, middle, _TOP + high * 0.62, size, weight=500, anchor="middle",
                colour=drawing.colours()["ink-2"],
            )  # fmt: skip
        for row, line in enumerate(lines[block * rows : (block + 1) * rows]):
            top = _TOP + high * (row + 1)
            size = min(high * 0.52, 22)
            name = line.version.short_name or line.version.name
            yield drawing.text(
                drawing.shortened(name, name_room, size), left, top + high * 0.66, size,
                weight=500,
            )  # fmt: skip
            for place, cell in enumerate(line.cells):
                x = left + name_room + wide * place
                yield from _cell(cell, x, top, wide, high)


def _cell(
    cell: Judged | None, x: float, top: float, wide: float, high: float
) -> Iterator[str]:
    if cell is None:
        return
    code = cell.state.value
    yield (
        f'<rect x="{x + 1.5:.1f}" y="{top + 1.5:.1f}" width="{wide - 3:.1f}"'
        f' height="{high - 3:.1f}" rx="4" fill="{drawing.ground_of(code)}"/>'
    )
    size = min(high * 0.5, 22)
    has_number = wide > size * 2.4 and code not in ("not_yet", "exempt", "not_judged")
    middle = x + wide / 2
    left = middle - size * (1.05 if has_number else 0.5)
    yield drawing.sign(code, left, top + (high - size) / 2, size)
    if has_number:
        yield drawing.text(
            figures.number(cell.counted), middle + size * 0.2, top + high * 0.66, size,
            weight=600,
        )  # fmt: skip


def _foot(page: BoardPage, states: Sequence[str], six: SixCounts) -> Iterator[str]:
    x, y = float(_MARGIN), HEIGHT - 78
    for code in states:
        words = f"{sign_of(code).word} {figures.number(page.board.states[code])}"
        yield drawing.sign(code, x, y - 20, 24)
        yield drawing.text(words, x + 32, y, 22, weight=500)
        x += 32 + len(words) * 12.6 + 28
    x, y = float(_MARGIN), HEIGHT - 32
    names = ("verified", "unobjected", "uncheckable", "pending", "disputed", "rejected")
    for code, amount in (("claimed", sum(six)), *zip(names, six, strict=True)):
        words = f"{figures.number(amount)} {sign_of(code).counted}"
        yield drawing.sign(code, x, y - 18, 22)
        yield drawing.text(words, x + 29, y, 20, colour=drawing.colours()["ink-2"])
        x += 29 + len(words) * 11.2 + 24
