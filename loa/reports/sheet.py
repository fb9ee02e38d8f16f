"""A paper's blocks as HTML on a sheet, in which every figure is a link."""

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from loa.domain.writing import (
    Align,
    Block,
    Bullet,
    Figure,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
)
from loa.reports.wording import Piece

_EMPTY = SafeString("")


class Sheet:
    """Draws blocks. ``address`` gives a figure's link; ``current`` is the one open."""

    def __init__(self, address: Callable[[str], str], current: str) -> None:
        self._address, self._current = address, current
        self._count = 0

    def pieces(self, pieces: Iterable[Piece]) -> SafeString:
        """Draw the body; what a person wrote has a line beside it."""
        rows = ((self.block(p.block, is_own=p.is_own_words),) for p in pieces)
        return format_html_join("\n", "{}", rows)

    def blocks(self, blocks: Iterable[Block]) -> SafeString:
        """Draw blocks without marks."""
        return format_html_join("\n", "{}", ((self.block(b),) for b in blocks))

    def block(self, block: Block, *, is_own: bool = False) -> SafeString:
        """Draw one block."""
        match block:
            case Heading():
                return _heading(block)
            case Bullet():
                return format_html("<p>- {}</p>", self._runs(block.runs))
            case Note():
                return format_html(
                    '<p class="c paper-note"><em>{}</em></p>', self._runs(block.runs)
                )
            case Table():
                return self._table(block)
            case Paragraph():
                css = SafeString(' class="edited"') if is_own else _EMPTY
                return format_html("<p{}>{}</p>", css, self._runs(block.runs))
            case _:
                # Articles and divisions are of other papers; no report has them.
                raise TypeError(type(block).__name__)

    def _runs(self, runs: Iterable[Run]) -> SafeString:
        return format_html_join("", "{}", ((self._run(run),) for run in runs))

    def _run(self, run: Run) -> SafeString:
        if not isinstance(run, Figure):
            return format_html("{}", run.text)
        here = SafeString(' aria-current="true"') if run.key == self._current else ""
        self._count += 1
        # By its id the link keeps the focus when htmx draws the page anew.
        return format_html(
            '<a class="fig" id="so-{}" href="{}"{}>{}</a>',
            self._count,
            self._address(run.key),
            here,
            run.text,
        )

    def _table(self, table: Table) -> SafeString:
        heads = format_html_join(
            "", '<th scope="col">{}</th>', ((c.title,) for c in table.columns)
        )
        rows = format_html_join(
            "",
            "<tr{}>{}</tr>",
            (
                (
                    SafeString(' class="sum-row"') if row.is_total else "",
                    self._cells(row.cells, [c.align for c in table.columns]),
                )
                for row in table.rows
            ),
        )
        return format_html(
            '<div class="scroll" tabindex="0" role="group" aria-label="{}"><table>'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
            " · ".join(column.title for column in table.columns[:2]),
            heads,
            rows,
        )

    def _cells(
        self, cells: Iterable[tuple[Run, ...]], aligns: list[Align]
    ) -> SafeString:
        return format_html_join(
            "",
            "<td{}>{}</td>",
            (
                (
                    SafeString(' class="l"') if align is Align.LEFT else "",
                    self._runs(runs),
                )
                for runs, align in zip(cells, aligns, strict=True)
            ),
        )


def _heading(block: Heading) -> SafeString:
    text = block.text.upper() if block.level <= 1 else block.text
    printed = f"{block.label} {text}".strip()
    if block.level <= 1:
        return format_html("<h2>{}</h2>", printed)
    return format_html("<h3>{}</h3>", printed)
