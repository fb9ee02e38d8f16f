"""What took a directive's place, and whether its duties have ended."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from loa.common import figures
from loa.documents.graph.seeing import relations_seen
from loa.documents.models import Relation
from loa.orgs.selectors import Acting
from loa.programmes.models import Assignment, Directive

ENDING: Final = (Relation.Kind.REPLACES, Relation.Kind.RECALLS)


def ends_on(relation: Relation, on: date) -> date:
    """Return the day from which a replaced or recalled paper's duties may be ended.

    The day said with the relation, else the newer paper's day of issue, else `on`.
    """
    return relation.effective_on or relation.document.issued_on or on


@dataclass(frozen=True, slots=True)
class Ender:
    """A paper that replaces or recalls a directive's, and from which day."""

    relation: Relation
    day: date
    # what the newer paper asks, once somebody confirmed it
    directive: Directive | None

    @property
    def day_words(self) -> str:
        return figures.day(self.day)

    @property
    def is_recall(self) -> bool:
        return self.relation.kind == Relation.Kind.RECALLS


def enders_of(directive: Directive, acting: Acting | None, *, on: date) -> list[Ender]:
    """Return the papers she sees that took the directive's place, newest last."""
    rows = relations_seen(acting, on).filter(
        other=directive.document_id, kind__in=ENDING
    )
    made = {
        each.document_id: each
        for each in Directive.objects.filter(
            document__in=[row.document_id for row in rows]
        )
    }
    return [Ender(row, ends_on(row, on), made.get(row.document_id)) for row in rows]


def ended_on(directive: Directive) -> date | None:
    """Return the day from which nothing new is owed of it; None while anything is."""
    rows = Assignment.objects.known().filter(task__directive=directive)
    days = list(rows.values_list("until_on", flat=True))
    return max((day for day in days if day), default=None) if all(days) else None
