"""Jobs of workers that are gone: killed, or taken down by a failing machine.

django-tasks-db leaves such a job marked as running for ever. A job is held for at most
:data:`LEASE`; after that the next worker gives it back to be done again, and after
:data:`TRIES` attempts calls it failed, for whatever kills a worker three times will do
so a fourth time. Jobs may therefore run twice and are written so that this is harmless.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

LEASE = timedelta(minutes=15)
TRIES = 3


class Abandoned(Exception):
    """Why such a job failed in the end; named in its row, never raised."""


def give_back_abandoned(*, at: datetime) -> int:
    """Make abandoned jobs ready again, or failed after their last try; say how many."""
    given_back = 0
    for job in DBTaskResult.objects.running().filter(started_at__lt=at - LEASE):
        if len(job.worker_ids) >= TRIES:
            change = {
                "status": "FAILED",
                "finished_at": at,
                "exception_class_path": f"{__name__}.{Abandoned.__name__}",
                "traceback": f"{TRIES} workers ended while doing it.",
            }
        else:
            change = {"status": "READY", "started_at": None}
        # Two workers may look at once: the row changes only as it was seen.
        unchanged = DBTaskResult.objects.running().filter(
            pk=job.pk, started_at=job.started_at
        )
        given_back += unchanged.update(**change)
    return given_back
