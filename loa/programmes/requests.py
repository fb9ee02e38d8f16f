"""Reads over what was asked and told on duties."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion, Role
from loa.orgs.selectors import Acting
from loa.programmes.facts import Cell
from loa.programmes.models import DutyRequest

Kind = DutyRequest.Kind
Key = tuple[int, int, date]


def requests_on(cells: Collection[Cell]) -> dict[Key, list[DutyRequest]]:
    """Return what was asked and told on some obligations, newest first, in one query.

    By the cell's own key; of a joint duty what any of its bodies said, and of one that
    several tasks ask alike what was said on any of them.
    """
    owners = {
        (task.id, body_id, cell.window.period.start): cell.key
        for cell in cells
        for task in (cell.task, *cell.sources)
        for body_id in cell.body_ids
    }
    found: dict[Key, list[DutyRequest]] = defaultdict(list)
    if not owners:
        return found
    rows = _rows().filter(
        task__in={key[0] for key in owners}, body__in={key[1] for key in owners}
    )
    for row in rows:
        key = owners.get((row.task_id, row.body_id, row.period_start))
        if key is not None:
            found[key].append(row)
    return found


def _rows() -> QuerySet[DutyRequest]:
    return DutyRequest.objects.select_related("answer__by", "asked_by", "file")


def open_difficulties(
    body_ids: Collection[int], since: date
) -> frozenset[tuple[int, int, date]]:
    """Return the duties of which bodies reported a difficulty that waits for an answer.

    By task, body and first day of the period, from a day on; in one query.
    """
    rows = DutyRequest.objects.filter(
        kind=Kind.DIFFICULTY,
        body_id__in=body_ids,
        period_start__gte=since,
        answer=None,
    )
    return frozenset(rows.values_list("task_id", "body_id", "period_start"))


def is_open(row: DutyRequest) -> bool:
    """Whether a request waits for an answer."""
    return row.kind != Kind.ACKNOWLEDGED and not hasattr(row, "answer")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in a list, with what its body is called now."""

    row: DutyRequest
    body_name: str

    @property
    def is_open(self) -> bool:
        return is_open(self.row)


@dataclass(frozen=True, slots=True)
class RequestList:
    """What waits for an answer of mine, and what my body asked."""

    to_answer: list[RequestLine]
    answered: list[RequestLine]
    own: list[RequestLine]


SHOWN = 100


def requests_for(acting: Acting | None, on: date) -> RequestList:
    """Return what a person may answer, what was answered, and what her body asked."""
    if acting is None:
        return RequestList([], [], [])
    rows = _rows().select_related("task__directive__document")
    theirs = rows.filter(_watched(acting, on)).exclude(body_id=acting.body_id)
    waiting = theirs.filter(answer=None).exclude(kind=Kind.ACKNOWLEDGED)
    # The oldest waits longest.
    waiting = waiting.order_by("recorded_at", "pk")
    closed = theirs.filter(Q(kind=Kind.ACKNOWLEDGED) | Q(answer__isnull=False))
    own = rows.filter(body_id=acting.body_id)
    parts = [list(each[:SHOWN]) for each in (waiting, closed, own)]
    names = orgs.versions_of({row.body_id for part in parts for row in part}, on)
    return RequestList(*(_lines(part, names) for part in parts))


def _watched(acting: Acting, on: date) -> Q:
    """The bodies below an oversight of hers, and whom her body's own papers bind."""
    found = Q(task__directive__document__issuer_id=acting.body_id)
    below = Q()
    for role, path in acting.reaches:
        if role == Role.OVERSEER:
            below |= orgs.within(path)
    if below:
        bodies = BodyVersion.objects.filter(below, orgs.in_force(on))
        found |= Q(body_id__in=bodies.values("body_id"))
    return found


def _lines(
    rows: Iterable[DutyRequest], names: Mapping[int, BodyVersion]
) -> list[RequestLine]:
    return [
        RequestLine(row, names[row.body_id].name if row.body_id in names else "")
        for row in rows
    ]
