"""One cell's six columns as a small stacked figure, with the target as a line."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loa.common.states import COLUMNS
from loa.domain.quotas import SixCounts

_WIDTH = 100
_CLASSES = ("b-v", "b-o", "b-k", "b-p", "b-d", "b-r")


def stacked(six: SixCounts, target: int) -> SafeString:
    """Draw the six columns side by side to scale; the words are in its label.

    Rejected ones stand last, past the others, and hollow: they count for nothing.
    """
    scale = _WIDTH / max(sum(six), target, 1)
    parts, x = [], 0.0
    for css, amount in zip(_CLASSES, six, strict=True):
        if amount:
            width = amount * scale
            parts.append((css, f"{x:.1f}", f"{max(width - 1, 1):.1f}"))
            x += width
    said = ", ".join(
        f"{amount} {sign.counted}"
        for sign, amount in zip(COLUMNS.values(), six, strict=True)
        if amount
    )
    label = said or _("nothing yet")
    return format_html(
        '<svg class="stacked" viewBox="0 0 {} 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="b-0" x="0" y="1" width="{}" height="8"/>{}{}</svg>',
        _WIDTH,
        label,
        _WIDTH,
        format_html_join(
            "", '<rect class="{}" x="{}" y="1" width="{}" height="8"/>', parts
        ),
        format_html(
            '<rect class="b-t" x="{}" y="0" width="1.5" height="10"/>',
            f"{min(target * scale, _WIDTH - 1.5):.1f}",
        ),
    )
