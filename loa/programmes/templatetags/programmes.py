"""Words and rows for the pages of directives."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.orgs.names import Candidate
from loa.programmes.facts import Cell
from loa.programmes.models import DutyRequest
from loa.programmes.proposal import Proposal, TaskProposal
from loa.programmes.requests import is_open, requests_on
from loa.programmes.resolving import value_of
from loa.programmes.wording import STANDING_MEANS, count_bodies

register = template.Library()


@dataclass(frozen=True, slots=True)
class DueRow:
    """One period of a proposed task with who owes it."""

    start: date
    last: date
    due_on: date
    target: int
    names: list[str]
    bodies: list[str]
    is_before: bool


@register.filter
def by_due(task: TaskProposal, proposal: Proposal) -> list[DueRow]:
    """Return the obligations of a proposed task by period and due day."""
    periods: dict[tuple[date, date, date], list[Cell]] = defaultdict(list)
    for cell in task.cells:
        period = cell.window.period
        periods[period.start, period.last_day, cell.window.due_on].append(cell)
    rows = []
    for (start, last, due_on), cells in sorted(periods.items()):
        versions = [
            proposal.versions[body]
            for cell in cells
            for body in cell.body_ids
            if body in proposal.versions
        ]
        window = cells[0].window
        rows.append(
            DueRow(
                start=start,
                last=last,
                due_on=due_on,
                target=cells[0].target,
                names=[version.name for version in versions],
                bodies=count_bodies(versions),
                is_before=window.judged_day < proposal.choices.judged_from,
            )
        )
    return rows


@register.filter
def and_list(words: Sequence[str]) -> str:
    """Join words as one says them: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(words[:-1]),
        "last": words[-1],
    }


@register.filter
def candidate_value(candidate: Candidate) -> str:
    """Return how the form names a candidate."""
    return value_of(candidate)


@register.filter
def first_line(text: str) -> str:
    """Return the heading of a section."""
    return text.partition("\n")[0]


@register.filter
def after_first_line(text: str) -> str:
    """Return a section without its heading."""
    return text.partition("\n")[2]


@register.simple_tag
def standing_means() -> str:
    """Say what a standing task is."""
    return str(STANDING_MEANS)


@register.simple_tag
def crumb_url(name: str, pk: int, query: str) -> str:
    """Return an address with the choices that were made, so that none is lost."""
    url = reverse(name, args=[pk])
    return f"{url}?{query}" if query else url


@register.simple_tag
def asked_on(cell: Cell) -> list[DutyRequest]:
    """Return what was asked and told on one obligation: `{% asked_on cell as asked %}`."""
    return requests_on([cell]).get(cell.key, [])


@register.filter
def waits(row: DutyRequest) -> bool:
    """Whether a request waits for an answer."""
    return is_open(row)
