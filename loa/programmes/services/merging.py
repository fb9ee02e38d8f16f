"""When the issuer confirms, the own readings of addressees give way, records kept."""

from datetime import datetime
from typing import TYPE_CHECKING

from loa.orgs.selectors import Acting
from loa.programmes.models import Assignment, Correction, Directive, Task
from loa.programmes.same import matching_tasks, own_readings_of_same_document
from loa.programmes.services.log import log
from loa.programmes.services.reopening import close_and_open, same_but_until
from loa.programmes.signals import directive_merged

if TYPE_CHECKING:
    from loa.accounts.models import User


def merge_own_readings(
    directive: Directive, *, actor: "User", acting: Acting, at: datetime
) -> list[Directive]:
    """Close the duties that addressees made for themselves of the same document.

    Their tasks point to the issuer's that ask the same; what was credited to them is
    credited anew by whoever listens to ``directive_merged``. Runs in the transaction
    of the issuer's confirmation. Return the readings taken over.
    """
    taken = own_readings_of_same_document(directive.document)
    for own in taken:
        tasks = matching_tasks(own, directive)
        _close(own, directive, actor, at)
        for task in own.tasks.filter(pk__in=tasks):
            task.restates_id = tasks[task.pk]
            task.save(update_fields=["restates"])
        own.merged_into = directive
        own.save(update_fields=["merged_into"])
        log(
            "directive.merged",
            own,
            actor=actor,
            acting=acting,
            at=at,
            detail={"into": directive.pk, "tasks": len(tasks)},
        )
        directive_merged.send(
            sender=Directive, own=own, into=directive, tasks=tasks, at=at
        )
    return taken


def _close(own: Directive, into: Directive, actor: "User", at: datetime) -> None:
    """End the assignments of an own reading where the issuer's begin."""
    begins = min(
        Task.objects.filter(directive=into).values_list("from_on", flat=True),
        default=None,
    )
    rows = Assignment.objects.known().filter(task__directive=own, until_on=None)
    # What happened has happened: its lines stay owed as they are.
    for row in rows.filter(task__happening=None):
        correction = Correction.objects.create(
            task_id=row.task_id,
            kind=Correction.Kind.MERGED,
            by_document=str(into.document)[:200],
            decided_by=actor,
            recorded_at=at,
        )
        # An empty span owes nothing: it says what was owed before, which is nothing.
        until = max(row.from_on, begins) if begins else row.from_on
        after = same_but_until(row, until, correction)
        close_and_open(correction, gone=[row], new=[after])
