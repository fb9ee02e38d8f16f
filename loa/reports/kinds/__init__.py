"""Kinds of report: each a folder to copy.

A kind is a module with two functions, named by ``Regime.kind``:

``take(scope, report, at) -> Taken``
    counts; the only place that reads what is below reports
``word(data, narrative) -> Worded``
    words the paper from the stored figures alone, so that it can be made again
    exactly as it was
"""

from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from loa.reports.models import Report
from loa.reports.scopes import Scope
from loa.reports.taking import Taken
from loa.reports.wording import Worded


class ReportKind(Protocol):
    """What a folder of this package offers."""

    # (key, msgid) of the paragraphs that a person writes, in the paper's order
    NARRATIVE: tuple[tuple[str, Any], ...]

    def take(self, scope: Scope, report: Report, at: datetime) -> Taken:
        """Count the figures of a report."""

    def word(self, data: dict[str, Any], narrative: dict[str, str]) -> Worded:
        """Word the paper from stored figures."""


KINDS = ("communication",)


def kind_of(name: str) -> ReportKind:
    """Return a kind by its name.

    :raises LookupError: when there is no such folder
    """
    if name not in KINDS:
        raise LookupError(name)
    return cast("ReportKind", import_module(f"loa.reports.kinds.{name}"))
