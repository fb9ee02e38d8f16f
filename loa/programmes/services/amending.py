"""What a task asks, corrected after its directive was confirmed: by a document.

What was asked before is kept as a version of the task, so that a past day can be seen
as it was known then. What was counted follows.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from loa.common import once
from loa.common.figures import local_day
from loa.domain.periods import DueRule
from loa.notices import services as notices
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.models import Correction, Task, TaskKind, TaskVersion
from loa.programmes.pages import cells_of_tasks
from loa.programmes.services.correcting import NothingChanges
from loa.programmes.services.exceptions import DecidedMeanwhile, hold
from loa.programmes.services.log import log
from loa.programmes.signals import assignments_corrected
from loa.programmes.terms import TERMS, put_terms, terms_of

if TYPE_CHECKING:
    from loa.accounts.models import User


class BadTerms(ValueError):
    """A task cannot ask this; ``code`` says why.

    `no_number` (a quota without one), `no_day` (nothing says when it is due), `event`
    (a task waits for happenings, or does not: that cannot change), `nobody` (nothing
    would be owed by anybody).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def seen_terms(task: Task) -> str:
    """Return which version of a task stands, as a form carries it back."""
    row = TaskVersion.objects.known().filter(task=task).first()
    return str(row.pk) if row else ""


@transaction.atomic
def amend_task(
    *,
    task: Task,
    terms: Mapping[str, Any],
    reason: str,
    by_document: str,
    seen: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Correction:
    """Correct what a task asks; what was recorded is counted anew.

    :param terms: what is to be another than now, by the names in ``TERMS``, as JSON
    :param seen: :func:`seen_terms` when the page was opened
    :raises PermissionDenied: to who does not bind all whom it touches
    :raises DecidedMeanwhile: if somebody corrected it since
    :raises NothingChanges: if it asks the very same already
    :raises BadTerms: if it cannot be asked; nothing is stored then
    """
    on = local_day(at)
    acting = policies.require_correct(acting, task.directive, on=on)
    once.claim(once_key, actor.pk, at)
    hold(task)
    task = Task.objects.select_related("directive__document").get(pk=task.pk)
    if seen != seen_terms(task):
        raise DecidedMeanwhile(_last_amended(task))
    before = terms_of(task)
    after = before | {name: terms[name] for name in TERMS if name in terms}
    if before == after:
        raise NothingChanges
    _require_sound(before, after, task)
    cells = cells_of_tasks([task], on=on)
    correction = Correction.objects.create(
        task=task,
        kind=Correction.Kind.AMENDED,
        reason=reason,
        by_document=by_document,
        decided_by=actor,
        recorded_at=at,
    )
    _keep_both(task, before, after, correction)
    put_terms(task, after)
    task.save(update_fields=list(TERMS))
    cells_after = cells_of_tasks([task], on=on)
    if not cells_after:
        raise BadTerms("nobody")
    bodies = {pk for cell in (*cells, *cells_after) for pk in cell.body_ids}
    there = {pk for pk in bodies if policies.is_there(pk, on)}
    if policies.out_of_reach(acting, task.directive.document, bodies=there, on=on):
        raise PermissionDenied
    assignments_corrected.send(sender=Correction, task=task, bodies=bodies, at=at)
    changed = sorted(name for name in TERMS if before[name] != after[name])
    detail = {"reason": reason, "by": by_document, "changed": changed}
    log("task.amended", task, actor=actor, acting=acting, at=at, detail=detail)
    notices.notify(
        bodies=sorted(there),
        kind="programmes.task.amended",
        params={"task": task.title, "by": by_document, "reason": reason},
        url=reverse("programmes:task", args=[task.pk]),
        key=f"programmes.task.amended:{correction.pk}",
        at=at,
    )
    return correction


def _last_amended(task: Task) -> Correction:
    rows = task.corrections.filter(kind=Correction.Kind.AMENDED)
    return rows.select_related("decided_by").latest("recorded_at", "pk")


def _require_sound(
    before: Mapping[str, Any], after: Mapping[str, Any], task: Task
) -> None:
    kind = after["kind"]
    if before["kind"] != kind and TaskKind.EVENT in (before["kind"], kind):
        raise BadTerms("event")
    if kind == TaskKind.QUOTA and not (after["quota_count"] and after["quota_per"]):
        raise BadTerms("no_number")
    is_dated = after["deadline"] or after["recurrence"]
    if kind in (TaskKind.DELIVER, TaskKind.REPORT) and not is_dated:
        raise BadTerms("no_day")
    if kind == TaskKind.COVERAGE and not (task.forms.exists() or task.areas.exists()):
        raise BadTerms("no_number")
    if after["due_rule"]:
        DueRule.from_data(after["due_rule"])


def _keep_both(
    task: Task,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    correction: Correction,
) -> None:
    """Close the version that stood (the first is written down now), and open another."""
    at = correction.recorded_at
    closed = (
        TaskVersion.objects.known()
        .filter(task=task)
        .update(closed_at=at, closed_by=correction)
    )
    if not closed:
        TaskVersion.objects.create(
            task=task,
            terms=dict(before),
            recorded_at=task.directive.committed_at,
            closed_at=at,
            closed_by=correction,
        )
    TaskVersion.objects.create(
        task=task, terms=dict(after), recorded_at=at, opened_by=correction
    )
