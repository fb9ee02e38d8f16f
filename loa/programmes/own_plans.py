"""Own plans that a directive asks for, and the plans that bodies have issued.

The proof of such a task is the plan itself: a confirmed document of the body, with
number and day, of which it is on record that it carries the directive on.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q

from loa.documents.models import Document, Ended, Relation, Status
from loa.domain.quotas import TaskKind
from loa.domain.text import fold
from loa.programmes.facts import TaskFacts

# "Xây dựng, ban hành kế hoạch của địa phương": its own. To advise somebody above to
# issue one ("tham mưu … ban hành kế hoạch") is another duty.
_ASKS = re.compile(
    r"\b(?:xay dung|ban hanh|lap|hoan thanh)\b(?:\W+\w+){0,9}?\W+ke hoach\b"
)
_ADVISES = re.compile(r"\btham muu\b")


def asks_for_own_plan(kind: str, text: str) -> bool:
    """Whether a task asks for the body's own plan by a day; told by its words."""
    words = fold(text)
    return (
        kind == TaskKind.DELIVER
        and _ASKS.search(words) is not None
        and _ADVISES.search(words) is None
    )


def task_asks_for_own_plan(task: TaskFacts) -> bool:
    """As :func:`asks_for_own_plan`, of a task's facts."""
    return asks_for_own_plan(task.kind, task.text)


def is_a_plan(document: Document) -> bool:
    """Whether a document is a plan, or the decision that issues one."""
    kind = fold(document.doc_type)
    return kind == "ke hoach" or (
        kind == "quyet dinh" and "ke hoach" in fold(document.subject)
    )


def is_own_plan(relation: Relation) -> bool:
    """Whether a relation says that a body's own issued plan carries a document on.

    It has a number and a day; a letter that passes the directive on is none.
    """
    plan = relation.document
    return (
        relation.kind == Relation.Kind.CARRIES_ON
        and relation.closed_at is None
        and plan.status == Status.CONFIRMED
        and plan.ended != Ended.RECALLED
        and bool(plan.number)
        and plan.issued_on is not None
        and plan.issuer_id is not None
        and (relation.is_general or relation.body_id == plan.issuer_id)
        and is_a_plan(plan)
    )


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A body's own plan for a directive, by the relation that says so."""

    relation: Relation

    @property
    def document(self) -> Document:
        return self.relation.document


def own_plans(
    document_ids: Collection[int], *, body_ids: Collection[int] | None = None
) -> dict[tuple[int, int], list[OwnPlan]]:
    """Return the plans by (document carried on, issuing body), earliest first."""
    rows = Relation.objects.filter(
        Q(is_general=True) | Q(body=F("document__issuer")),
        other__in=document_ids,
        kind=Relation.Kind.CARRIES_ON,
        closed_at=None,
    ).select_related("document")
    if body_ids is not None:
        rows = rows.filter(document__issuer__in=body_ids)
    rows = rows.defer("document__text", "document__blocks", "document__folded")
    found: dict[tuple[int, int], list[OwnPlan]] = defaultdict(list)
    for row in rows.order_by("document__issued_on", "pk"):
        if is_own_plan(row) and row.document.issuer_id is not None:
            found[row.other_id, row.document.issuer_id].append(OwnPlan(row))
    return found
