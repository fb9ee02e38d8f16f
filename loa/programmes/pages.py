"""What the pages of programmes, directives and tasks show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db.models import Exists, OuterRef, Prefetch, Q

from loa.documents.models import Document, Finding, Status
from loa.documents.selectors import documents_visible_to
from loa.domain.periods import VIETNAM, Period
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.policies import can_see_body, can_write_for
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.facts import Cell
from loa.programmes.happened import (
    HappeningRow,
    can_record,
    happenings_of,
    is_happening,
    lines_of,
)
from loa.programmes.models import (
    Assignment,
    Directive,
    DutyRequest,
    Exemption,
    Extension,
    Programme,
    Statement,
    Task,
    TaskKind,
)
from loa.programmes.owed import owed
from loa.programmes.requests import requests_on
from loa.programmes.shares import A_YEAR
from loa.programmes.wording import due_words, event_term, kind_word, target_words


def programmes_visible_to(acting: Acting | None, on: date) -> list[Programme]:
    """Return the programmes that may be seen, newest first."""
    rows = Programme.objects.select_related("owner").prefetch_related(
        "directives__document"
    )
    return [row for row in rows if policies.can_see_programme(acting, row, on=on)]


def programmes_to_join(acting: Acting, on: date) -> list[Programme]:
    """Return the programmes that a directive may join: of her body, or overseen."""
    return [
        row
        for row in Programme.objects.filter(until_on__gt=on)
        if row.owner_id == acting.body_id
        or policies.can_decide_exceptions(acting, row.owner_id, on=on)
    ]


def directives_alone(acting: Acting | None, on: date) -> list[Directive]:
    """Return the directives in no programme that may be seen, newest first."""
    seen = documents_visible_to(acting, on).values("pk")
    rows = Directive.objects.filter(programme=None, merged_into=None, document__in=seen)
    return list(rows.select_related("document", "committed_for"))


def readings_waiting(acting: Acting | None) -> list[Document]:
    """Return the body's own documents whose tasks wait to be confirmed, newest first."""
    if acting is None:
        return []
    tasks = Finding.objects.filter(document=OuterRef("pk"), field="task")
    has_tasks = Exists(tasks.exclude(state=Finding.State.DROPPED))
    issued = Q(status=Status.CONFIRMED, tasks_open=True) & has_tasks
    rows = Document.objects.filter(
        Q(status=Status.READ) | issued, held_by_id=acting.body_id
    )
    return list(rows.defer("text", "blocks"))


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a list, with how many bodies owe how much of it."""

    task: Task
    kind: str
    due: str
    target: str
    leads: str
    bodies: int
    obligations: int


@dataclass(frozen=True, slots=True)
class DirectiveRows:
    """A directive of a programme with its tasks."""

    directive: Directive
    tasks: list[TaskRow]


def directives_of(
    programme: Programme, acting: Acting | None, *, on: date
) -> list[DirectiveRows]:
    """Return the directives of a programme that may be seen, with their tasks."""
    rows = programme.directives.select_related("document").order_by("committed_at")
    return [
        DirectiveRows(row, tasks_with_counts(row, on=on))
        for row in rows
        if policies.can_see_directive(acting, row, on=on)
    ]


def tasks_with_counts(directive: Directive, *, on: date) -> list[TaskRow]:
    """Return the tasks of a directive, with bodies and obligations counted."""
    tasks = list(
        directive.tasks.prefetch_related(
            Prefetch(
                "assignments",
                Assignment.objects.known().select_related("body", "group"),
            )
        )
    )
    cells: dict[int, list[Cell]] = defaultdict(list)
    sentence = {task.pk: task.line_of_id for task in tasks if is_happening(task)}
    for cell in cells_of_tasks(tasks, on=on):
        for task_id in {cell.task.id, *(source.id for source in cell.sources)}:
            # What happened stands with the task that waited for it.
            cells[sentence.get(task_id) or task_id].append(cell)
    return [
        TaskRow(
            task=task,
            kind=str(kind_word(task.kind)),
            due=due_words(task),
            target=target_words(task),
            leads=" · ".join(_leads(task)),
            bodies=len({body for cell in cells[task.pk] for body in cell.body_ids}),
            obligations=len(cells[task.pk]),
        )
        for task in tasks
        if task.pk not in sentence
    ]


def _leads(task: Task) -> list[str]:
    return [
        str(row.body or row.group)
        for row in task.assignments.all()
        if row.role == Assignment.Role.LEAD
    ]


def cells_of_tasks(tasks: list[Task], *, on: date) -> list[Cell]:
    """All cells of some tasks, for all the bodies that they name."""
    if not tasks:
        return []
    rows = Assignment.objects.known().filter(task__in=tasks, role=Assignment.Role.LEAD)
    bodies: set[int] = set()
    owners: set[int] = set()
    for body, owner in rows.values_list("body_id", "group__owner_id"):
        bodies.update([body] if body else [])
        owners.update([owner] if owner else [])
    paths = BodyVersion.objects.filter(body_id__in=owners).values_list(
        "path", flat=True
    )
    for path in set(paths):
        below = BodyVersion.objects.filter(orgs.within(path))
        bodies.update(below.values_list("body_id", flat=True))
    return owed(
        body_ids=bodies,
        first=min(task.from_on for task in tasks) - A_YEAR,
        last=max(task.until_on for task in tasks) + A_YEAR,
        on=on,
        task_ids=[task.pk for task in tasks],
    )


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One body in one period of a task."""

    cell: Cell
    version: BodyVersion
    statement: Statement | None
    may_decide: bool
    may_state: bool
    asked: list[DutyRequest]
    may_ask: int  # the body that may ask; 0 for nobody here

    @property
    def start(self) -> str:
        return self.cell.window.period.start.isoformat()


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """One period of a task with the bodies that owe it."""

    start: date
    last: date
    due_on: date
    rows: list[PeriodRow]
    count: int
    # what happened, of an event-driven task; "" else
    what: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task's page: who owes it, by period, as far as one may see."""

    kind: str
    due: str
    target: str
    leads: list[Assignment]
    coordinating: list[Assignment]
    periods: list[PeriodGroup]
    exemptions: list[Exemption]
    extensions: list[Extension]
    happenings: list[HappeningRow]
    event_means: str
    # years of its days of which no decision on swapped days is known
    unsettled: list[int]
    can_record: bool
    lines: list[tuple[Task, str]]
    sources: list[Task]
    total: int
    bodies: int


def task_page(task: Task, acting: Acting | None, *, on: date) -> TaskPage:
    """Return what the page of a task shows to a person.

    All cells are counted; those of bodies that she does not see are not listed.
    """
    rows = list(
        task.assignments.filter(closed_at=None).select_related("body", "group", "via")
    )
    asked = [task, *task.lines.filter(kind=TaskKind.EVENT)]
    cells = cells_of_tasks(asked, on=on)
    return TaskPage(
        kind=str(kind_word(task.kind)),
        due=due_words(task),
        target=target_words(task),
        leads=[row for row in rows if row.role == Assignment.Role.LEAD],
        coordinating=[row for row in rows if row.role != Assignment.Role.LEAD],
        periods=_periods(task, cells, acting, on),
        exemptions=_exemptions(task, acting, on),
        extensions=_extensions(task, acting, on),
        happenings=happenings_of(task, acting, on=on),
        unsettled=sorted(
            {
                cell.window.grace_until.year
                for cell in cells
                if VIETNAM.source_of(cell.window.grace_until.year) is None
            }
        ),
        event_means=event_term(task, on) if task.kind == TaskKind.EVENT else "",
        can_record=can_record(task, acting, on=on),
        lines=[(line, target_words(line)) for line in lines_of(task)],
        sources=list(
            Task.objects.filter(restates=task).select_related("directive__document")
        ),
        total=len(cells),
        bodies=len({body for cell in cells for body in cell.body_ids}),
    )


def _periods(
    task: Task, cells: list[Cell], acting: Acting | None, on: date
) -> list[PeriodGroup]:
    versions = orgs.versions_of({cell.body_id for cell in cells}, on)
    said = {
        (row.body_id, row.period_start): row
        for row in task.statements.filter(closed_at=None)
    }
    asked = requests_on(cells)
    what = {
        row.line_id: row.what for row in task.happenings.all() if row.closed_at is None
    }
    # Two things that happened on one day stay two.
    groups: dict[tuple[Period, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        line = cell.task.id if cell.task.id in what else 0
        groups[cell.window.period, line].append(cell)
    shown: dict[object, list[PeriodRow]] = defaultdict(list)
    for cell in cells:
        version = versions.get(cell.body_id)
        if version is None or not _may_see(acting, cell, version):
            continue
        began = cell.window.period.start <= on
        statement = next(
            (
                said[body, cell.window.period.start]
                for body in cell.body_ids
                if (body, cell.window.period.start) in said
            ),
            None,
        )
        line = cell.task.id if cell.task.id in what else 0
        shown[cell.window.period, line].append(
            PeriodRow(
                cell=cell,
                version=version,
                statement=statement,
                may_decide=policies.oversees(acting, version),
                may_state=cell.task.is_standing
                and began
                and can_write_for(acting, cell.body_id),
                asked=asked.get(cell.key, []),
                may_ask=next(
                    (body for body in cell.body_ids if can_write_for(acting, body)), 0
                ),
            )
        )
    return [
        PeriodGroup(
            start=period.start,
            last=period.last_day,
            due_on=min(cell.window.due_on for cell in owed_then),
            rows=shown[period, line],
            count=len(owed_then),
            what=what.get(line, ""),
        )
        for (period, line), owed_then in sorted(groups.items(), key=itemgetter(0))
    ]


def _may_see(acting: Acting | None, cell: Cell, version: BodyVersion) -> bool:
    return acting is not None and (
        acting.body_id in cell.body_ids or acting.reaches_body(version.path)
    )


def _exemptions(task: Task, acting: Acting | None, on: date) -> list[Exemption]:
    rows = list(task.exemptions.filter(closed_at=None).select_related("body"))
    seen = _bodies_seen({row.body_id for row in rows}, acting, on)
    return [row for row in rows if row.body_id in seen]


def _extensions(task: Task, acting: Acting | None, on: date) -> list[Extension]:
    rows = list(task.extensions.filter(closed_at=None).select_related("body"))
    seen = _bodies_seen({row.body_id for row in rows}, acting, on)
    return [row for row in rows if row.body_id in seen]


def _bodies_seen(bodies: set[int], acting: Acting | None, on: date) -> set[int]:
    return {
        body
        for body, version in orgs.versions_of(bodies, on).items()
        if can_see_body(acting, version)
    }
