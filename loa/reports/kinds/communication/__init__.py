"""The report on information and communication about administrative reform.

For one body, or for a province over its communes; of a month, quarter, half-year or
year. Figures are counted in `counts.py` and worded in `paper.py` after
`sentences.toml`.
"""

from django.utils.translation import gettext_lazy as _

from loa.reports.kinds.communication.counts import take
from loa.reports.kinds.communication.paper import word

NARRATIVE = (
    ("direction", _("Direction and management")),
    ("results", _("Results")),
    ("shortcomings", _("Shortcomings")),
    ("next", _("Next period")),
    ("proposals", _("Proposals")),
)

__all__ = ["NARRATIVE", "take", "word"]
