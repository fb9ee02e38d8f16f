"""Facts in words, and shares as pictures."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from loa.common import figures
from loa.oversight.praising.models import PraiseLine, day_of
from loa.oversight.praising.selectors import LineView
from loa.oversight.praising.words import fact_words

register = template.Library()

_WIDTH = 240


@register.filter
def says(one: LineView) -> str:
    """Say a fact as it stands now; as it was told when it holds no more."""
    fact = one.fact or one.line
    return fact_words(fact.code, fact.values)


@register.filter
def told(line: PraiseLine) -> str:
    """Say a fact as it was told."""
    return fact_words(line.code, line.values)


@register.filter
def due(ground: dict[str, Any]) -> str:
    """The due day of a ground."""
    return figures.day(day_of(ground, "due_on"))


@register.simple_tag
def share_bar(part: int, whole: int, css: str = "b-v") -> SafeString:
    """Draw a part of a whole to scale; the number stands beside it."""
    width = _WIDTH * part / whole if whole else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 {} 8" preserveAspectRatio="none"'
        ' aria-hidden="true"><rect class="{}" x="0" y="0" width="{}" height="8"/></svg>',
        _WIDTH, css, f"{width:.1f}",
    )  # fmt: skip
