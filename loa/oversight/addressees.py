"""Where a document stands with each of its addressees: derived, nobody types it.

Sent, opened, acknowledged, assigned, under way and done follow from what was done: the way it came,
who opened it, what the body said of its duties, the paper by which it hands them on, and
the state of the duties themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, TextChoices
from django.utils.translation import gettext_lazy as _

from loa.common.figures import local_day
from loa.documents import policies as documents
from loa.documents.models import (
    Delivery,
    Document,
    Ended,
    Relation,
    Route,
    Status,
)
from loa.documents.ways import Straight, ways_of
from loa.domain.quotas import StandingState, State
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.policies import can_see_body
from loa.orgs.selectors import Acting
from loa.oversight.judged import DONE, AnyState, Judged, judge_cells
from loa.programmes.models import Directive, DutyRequest, Task
from loa.programmes.pages import cells_of_tasks


class Step(TextChoices):
    """How far a document has come with an addressee; the furthest step counts."""

    ON_WAY = "on_way", _("On its way")
    SENT = "sent", _("Delivered, not opened")
    OPENED = "opened", _("Received and opened")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    ASSIGNED = "assigned", _("Assigned within the body")
    UNDER_WAY = "under_way", _("Being done")
    DONE = "done", _("Done")


# In which sign of the house each is drawn.
SIGNS: dict[str, str] = {
    Step.ON_WAY: "at_risk",
    Step.SENT: "not_yet",
    Step.OPENED: "on_track",
    Step.ACKNOWLEDGED: "stated",
    Step.ASSIGNED: "shown",
    Step.UNDER_WAY: "met_unproven",
    Step.DONE: "met",
}
_UNASKED: frozenset[AnyState] = frozenset(
    {State.EXEMPT, State.NOT_JUDGED, State.INVITED}
    | {StandingState.EXEMPT, StandingState.NOT_JUDGED, StandingState.INVITED}
)
_DONE: frozenset[AnyState] = frozenset(
    DONE | {StandingState.SHOWN, StandingState.STATED}
)
_BEHIND: frozenset[AnyState] = frozenset(
    {State.OVERDUE, State.MISSED, StandingState.SILENT}
)


def _has_something(one: Judged) -> bool:
    """Whether something that was not rejected is on record toward a duty."""
    return one.cell.stated or sum(one.columns) > one.columns[5]


@dataclass(frozen=True, slots=True)
class Addressee:
    """One addressee: how the document came, and what came of it there."""

    version: BodyVersion
    delivery: Delivery | None
    route: Route | None
    via: BodyVersion | None
    acknowledged: DutyRequest | None
    # the body's own paper by which it hands the document on
    handed_on: Document | None
    duties: tuple[Judged, ...] = ()
    straight: Straight | None = None
    # whether she may look into the body's work, and not only at how far it is
    is_open: bool = False

    @property
    def asked(self) -> tuple[Judged, ...]:
        """The duties that are asked and judged."""
        return tuple(one for one in self.duties if one.state not in _UNASKED)

    @property
    def done(self) -> int:
        return sum(one.state in _DONE for one in self.asked)

    @property
    def behind(self) -> int:
        return sum(one.state in _BEHIND for one in self.asked)

    @property
    def step(self) -> Step:
        """The furthest step that something on record shows."""
        if self.asked and self.done == len(self.asked):
            return Step.DONE
        if any(_has_something(one) for one in self.duties):
            return Step.UNDER_WAY
        if self.handed_on is not None:
            return Step.ASSIGNED
        if self.acknowledged is not None:
            return Step.ACKNOWLEDGED
        if self.opened_at is not None:
            return Step.OPENED
        return Step.SENT if self.delivery else Step.ON_WAY

    @property
    def sign(self) -> str:
        return SIGNS[self.step]

    @property
    def opened_at(self) -> datetime | None:
        seen = self.delivery or self.route
        return seen.opened_at if seen else None

    @property
    def opened_by(self) -> str:
        seen = self.delivery or self.route
        return str(seen.opened_by or "") if seen else ""

    @property
    def sent_at(self) -> datetime | None:
        if self.route:
            return self.route.sent_at
        return self.delivery.delivered_at if self.delivery else None

    def waits_days(self, on: date) -> int:
        """How long it has lain on its way, in days; 0 once it was passed on."""
        if self.route is None or self.route.passed_at:
            return 0
        return (on - local_day(self.route.sent_at)).days


@dataclass(frozen=True, slots=True)
class Addressees:
    """All addressees of a document, as far as one may see, those behind first."""

    rows: tuple[Addressee, ...]

    @property
    def counts(self) -> list[tuple[Step, str, int]]:
        """Each step that occurs, with its sign and how many stand there."""
        counted = Counter(row.step for row in self.rows)
        return [(step, SIGNS[step], counted[step]) for step in Step if counted[step]]

    def only(self, step: str) -> list[Addressee]:
        """The rows at one step; all for ""."""
        return [row for row in self.rows if not step or row.step == step]


def addressees_of(document: Document, acting: Acting | None, *, on: date) -> Addressees:
    """Return a document's addressees by name, each with what is on record of it.

    Who sent it sees all; who passes it on those beyond her; else the bodies whose work
    she may see, one's own among them.
    """
    rows = Delivery.objects.filter(document=document).select_related("opened_by")
    deliveries = {row.body_id: row for row in rows}
    ways = Route.objects.filter(document=document).select_related(
        "opened_by", "passed_by"
    )
    routes = {row.body_id: row for row in ways}
    tasks = _tasks(document)
    duties = _duties(tasks, on)
    bodies = {*deliveries, *routes}
    versions = _versions({*bodies, *(row.via_id for row in routes.values())}, on)
    seen = _seen(document, acting, bodies, routes, versions, on)
    asked = _acknowledged(tasks, seen)
    handed = _handed_on(document, tasks, seen)
    printed = ways_of(document, on)
    found = [
        Addressee(
            version=versions[pk],
            delivery=deliveries.get(pk),
            route=routes.get(pk),
            via=versions.get(routes[pk].via_id) if pk in routes else None,
            acknowledged=asked.get(pk),
            handed_on=handed.get(pk),
            duties=tuple(duties.get(pk, ())),
            straight=printed[pk].straight
            if pk in printed and pk not in routes
            else None,
            is_open=can_see_body(acting, versions[pk]),
        )
        for pk in seen
    ]
    order = list(Step)
    found.sort(key=lambda row: (order.index(row.step), row.version.folded))
    return Addressees(tuple(found))


def _tasks(document: Document) -> list[Task]:
    directive = Directive.objects.filter(document=document, merged_into=None).first()
    if directive is None:
        return []
    return list(directive.tasks.order_by("order", "line"))


def _duties(tasks: list[Task], on: date) -> dict[int, list[Judged]]:
    found: dict[int, list[Judged]] = defaultdict(list)
    for one in judge_cells(cells_of_tasks(tasks, on=on), on):
        for body in one.cell.body_ids:
            found[body].append(one)
    return found


def _seen(
    document: Document,
    acting: Acting | None,
    bodies: Iterable[int],
    routes: dict[int, Route],
    versions: dict[int, BodyVersion],
    on: date,
) -> list[int]:
    if acting is None:
        return []
    sender = acting.body_id in (document.held_by_id, document.issuer_id)
    sees_all = sender or documents.sends_it(acting, document, on=on)
    return [
        pk
        for pk in bodies
        if pk in versions
        and (
            sees_all
            or can_see_body(acting, versions[pk])
            or (pk in routes and routes[pk].via_id == acting.body_id)
        )
    ]


def _versions(bodies: Collection[int], on: date) -> dict[int, BodyVersion]:
    """What bodies are called on a day; one that ended, as it was called last."""
    found = orgs.versions_of(bodies, on)
    gone = [pk for pk in bodies if pk not in found]
    if gone:
        rows = BodyVersion.objects.filter(body_id__in=gone).order_by("valid_from")
        found |= {row.body_id: row for row in rows}
    return found


def _acknowledged(tasks: list[Task], bodies: Collection[int]) -> dict[int, DutyRequest]:
    rows = DutyRequest.objects.filter(
        task__in=tasks, body__in=bodies, kind=DutyRequest.Kind.ACKNOWLEDGED
    ).select_related("asked_by")
    # The first one counts.
    return {row.body_id: row for row in rows.order_by("-recorded_at", "-pk")}


def _handed_on(
    document: Document, tasks: list[Task], bodies: Collection[int]
) -> dict[int, Document]:
    """By body the first paper of its own that carries it on, or restates its tasks."""
    plain = ("document__text", "document__blocks", "document__folded")
    carried = (
        Relation.objects.filter(
            other=document,
            kind=Relation.Kind.CARRIES_ON,
            closed_at=None,
            document__issuer__in=bodies,
            document__status=Status.CONFIRMED,
        )
        .exclude(document__ended=Ended.RECALLED)
        .select_related("document")
        .defer(*plain)
        .order_by(F("document__issued_on").desc(nulls_first=True), "-pk")
    )
    found = {
        row.document.issuer_id: row.document
        for row in carried
        if row.document.issuer_id is not None
    }
    if not tasks:
        return found
    restated = (
        Task.objects.filter(
            restates__in=tasks,
            directive__committed_for__in=bodies,
            directive__is_own_reading=False,
        )
        .exclude(directive__document=document)
        .select_related("directive__document")
        .order_by("pk")
    )
    for task in restated:
        found.setdefault(task.directive.committed_for_id, task.directive.document)
    return found
