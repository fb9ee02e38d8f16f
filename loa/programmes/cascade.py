"""Who has issued its own plan by a directive, who is late, who has none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.documents.models import Document, Draft, DraftStatus
from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.policies import can_see_body
from loa.orgs.selectors import Acting
from loa.programmes.facts import Cell
from loa.programmes.models import Directive, PlanDecision, Task
from loa.programmes.own_plans import (
    OwnPlan,
    asks_for_own_plan,
    own_plans,
    task_asks_for_own_plan,
)
from loa.programmes.pages import cells_of_tasks
from loa.programmes.policies import oversees

_AT_WORK = (DraftStatus.DRAFT, DraftStatus.FROZEN, DraftStatus.RETURNED)


class PlanState(TextChoices):
    """How a body stands with its own plan."""

    ISSUED = "issued", gettext_lazy("Issued in time")
    LATE = "late", gettext_lazy("Issued late")
    NONE = "none", gettext_lazy("None yet, overdue")
    NOT_DUE = "not_due", gettext_lazy("None yet, not due")
    EXEMPT = "exempt", gettext_lazy("Exempt")


# In which sign of the house each is drawn.
SIGNS: dict[str, str] = {
    PlanState.ISSUED: "met",
    PlanState.LATE: "met_late",
    PlanState.NONE: "overdue",
    PlanState.NOT_DUE: "on_track",
    PlanState.EXEMPT: "exempt",
}


@dataclass(frozen=True, slots=True)
class CascadeRow:
    """One body: its plan with number and day, or how long it has still."""

    version: BodyVersion
    state: PlanState
    due_on: date
    plan: Document | None
    is_being_written: bool
    # what its overseer decided above what Loa sees
    decision: PlanDecision | None = None
    may_decide: bool = False
    # when the plan counts as issued
    plan_on: date | None = None

    @property
    def sign(self) -> str:
        return SIGNS[self.state]


@dataclass(frozen=True, slots=True)
class Part:
    """A state in the picture: how many bodies, and where its bar stands (0 to 100)."""

    state: PlanState
    count: int
    start: float
    width: float

    @property
    def sign(self) -> str:
        return SIGNS[self.state]


@dataclass(frozen=True, slots=True)
class Cascade:
    """The own plans that a directive asks for, as far as one may see."""

    rows: list[CascadeRow]
    parts: list[Part]

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)

    def only(self, state: str) -> list[CascadeRow]:
        """The rows of one state; all for ""."""
        return [row for row in self.rows if not state or row.state == state]


def asks_for_plans(directive: Directive) -> bool:
    """Whether a directive asks anybody for a plan of its own."""
    return bool(_tasks(directive))


def plan_duties(directive: Directive, body_id: int, *, on: date) -> list[Task]:
    """Return the tasks of a directive by which a body owes a plan of its own."""
    tasks = list(directive.tasks.filter(pk__in=_tasks(directive)))
    owing = {
        task.id
        for cell in cells_of_tasks(tasks, on=on)
        if body_id in cell.body_ids
        for task in (cell.task, *cell.sources)
    }
    return [task for task in tasks if task.pk in owing]


def _tasks(directive: Directive) -> list[int]:
    return [
        task.pk
        for task in directive.tasks.all()
        if asks_for_own_plan(task.kind, task.text)
    ]


def cascade_of(directive: Directive, acting: Acting | None, *, on: date) -> Cascade:
    """Return one row for each body that owes its own plan, those with none first.

    Only bodies whose work she may see. Of several plans the first that was issued
    counts; of several tasks that ask for one, the earliest day.
    """
    tasks = list(directive.tasks.filter(pk__in=_tasks(directive)))
    cells = [
        cell
        for cell in cells_of_tasks(tasks, on=on)
        if task_asks_for_own_plan(cell.task)
        or any(map(task_asks_for_own_plan, cell.sources))
    ]
    owed = {body: cell for cell in reversed(cells) for body in cell.body_ids}
    versions = orgs.versions_of(owed, on)
    seen = {pk: each for pk, each in versions.items() if can_see_body(acting, each)}
    plans = own_plans([directive.document_id], body_ids=seen)
    writing = set(
        Draft.objects.filter(
            regarding=directive.document_id,
            purpose=Draft.Purpose.OWN_PLAN,
            status__in=_AT_WORK,
            body__in=seen,
        ).values_list("body_id", flat=True)
    )
    decided = {
        row.body_id: row
        for row in PlanDecision.objects.known()
        .filter(directive=directive, body__in=seen)
        .exclude(kind=PlanDecision.Kind.AS_SEEN)
        .select_related("document", "decided_by")
    }
    rows = [
        _row(
            _Found(
                version=version,
                cell=owed[pk],
                plans=plans.get((directive.document_id, pk), []),
                decision=decided.get(pk),
                is_being_written=pk in writing,
                may_decide=oversees(acting, version),
            ),
            on,
        )
        for pk, version in seen.items()
    ]
    order = list(PlanState)
    urgency = [order[2], order[1], order[3], order[0], order[4]]
    rows.sort(key=lambda row: (urgency.index(row.state), row.version.folded))
    return Cascade(rows, _parts(Counter(row.state for row in rows)))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is on record of one body's plan."""

    version: BodyVersion
    cell: Cell
    plans: list[OwnPlan]
    decision: PlanDecision | None
    is_being_written: bool
    may_decide: bool

    @property
    def plan(self) -> tuple[Document, date] | None:
        """The plan with the day on which it counts as issued; decided goes first."""
        one = self.decision
        if one is not None and one.document is not None and one.counts_on is not None:
            return one.document, one.counts_on
        for each in self.plans[:1]:
            if each.document.issued_on is not None:
                return each.document, each.document.issued_on
        return None


def _row(found: _Found, on: date) -> CascadeRow:
    due_on, plan = found.cell.window.due_on, found.plan
    if plan is not None:
        state = PlanState.ISSUED if plan[1] <= due_on else PlanState.LATE
    elif found.cell.exempt:
        state = PlanState.EXEMPT
    else:
        state = PlanState.NONE if on > due_on else PlanState.NOT_DUE
    return CascadeRow(
        version=found.version,
        state=state,
        due_on=due_on,
        plan=plan[0] if plan else None,
        is_being_written=plan is None and found.is_being_written,
        decision=found.decision,
        may_decide=found.may_decide,
        plan_on=plan[1] if plan else None,
    )


def _parts(counts: Mapping[PlanState, int]) -> list[Part]:
    total, at, found = sum(counts.values()), 0.0, []
    for state in PlanState:
        if count := counts.get(state, 0):
            width = 100 * count / total
            found.append(Part(state, count, round(at, 2), round(width, 2)))
            at += width
    return found


def _note(row: CascadeRow) -> str:
    if row.decision is not None:
        return f"{row.decision.get_kind_display()}: {row.decision.reason}"
    return _("being written") if row.is_being_written else ""


def cascade_workbook(
    directive: Directive, rows: list[CascadeRow], *, at: datetime, author: str
) -> bytes:
    """Give the rows as .xlsx."""
    columns = (
        SheetColumn(_("Body"), 44),
        SheetColumn(_("State"), 22),
        SheetColumn(_("Due"), 12),
        SheetColumn(_("Number and symbol"), 20),
        SheetColumn(_("Issued on"), 12),
        SheetColumn(_("Note"), 24),
    )
    table = [
        [
            row.version.name,
            str(row.state.label),
            row.due_on,
            f"{row.plan.number}/{row.plan.symbol}" if row.plan else "",
            row.plan_on or "",
            _note(row),
        ]
        for row in rows
    ]
    title = _("Own plans")
    heading = (title, str(directive.document))
    sheet = Sheet(name=title, columns=columns, rows=table, heading=heading)
    return workbook_bytes([sheet], at=at, title=title, author=author)
