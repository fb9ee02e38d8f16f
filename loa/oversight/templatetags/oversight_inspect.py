"""Pictures of inspections."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from loa.oversight.inspecting.statistics import Month

register = template.Library()

_STEP, _WIDTH, _HEIGHT, _FOOT = 40, 14, 80, 14


@register.simple_tag
def month_bars(months: Sequence[Month]) -> SafeString:
    """Draw planned and paid visits month by month; the table has the numbers."""
    most = max([1, *(max(one.planned, one.visits) for one in months)])
    bars, words = [], []
    for place, one in enumerate(months):
        x = place * _STEP + 4
        for number, (css, count) in enumerate(
            (("b-c", one.planned), ("b-v", one.visits))
        ):
            height = _HEIGHT * count / most
            bars.append(
                (css, x + number * (_WIDTH + 2), f"{_HEIGHT - height:.1f}", _WIDTH,
                 f"{height:.1f}")
            )  # fmt: skip
        words.append((x + _WIDTH + 1, _HEIGHT + _FOOT - 3, one.number))
    return format_html(
        '<svg class="months" viewBox="0 0 {} {}" aria-hidden="true">{}{}</svg>',
        _STEP * len(months),
        _HEIGHT + _FOOT,
        format_html_join(
            "",
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
            bars,
        ),
        format_html_join("", '<text x="{}" y="{}">{}</text>', words),
    )
