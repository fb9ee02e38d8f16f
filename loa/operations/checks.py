"""Is this installation well? Asked by the health page and by `loa check`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

# A job that waits longer than this waits for a worker that is not there.
LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation; `said` tells the operator what to do."""

    name: str
    is_well: bool
    said: str


def database_check() -> Check:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Check("database", False, f"does not answer: {error}")
    return Check("database", True, f"{connection.vendor} answers")


def migrations_check() -> Check:
    """Whether the tables are those that this version expects."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Check("migrations", False, f"cannot be read: {error}")
    if plan:
        return Check("migrations", False, f"{len(plan)} wait: loa manage migrate")
    return Check("migrations", True, "all applied")


def files_check() -> Check:
    """Whether originals can be stored."""
    folder = Path(settings.LOA_FILES)
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(nearest, os.W_OK):
        return Check(
            "files", False, f"{folder} cannot be written: LOA_FILES, its owner"
        )
    return Check("files", True, f"{folder} can be written")


def worker_check(at: datetime) -> Check:
    """Whether background work gets done: no job has waited too long at `at`."""
    try:
        waiting = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    except DatabaseError as error:
        return Check("worker", False, f"the jobs cannot be read: {error}")
    if waiting is not None and at - waiting.enqueued_at > LONGEST_WAIT:
        since = waiting.enqueued_at.isoformat(timespec="minutes")
        return Check("worker", False, f"a job waits since {since}: start loa worker")
    return Check("worker", True, "no job has waited long")


def checks(at: datetime, *, thorough: bool = True) -> Iterator[Check]:
    """Every part, the one that the others need first.

    Not `thorough` leaves out what takes long enough for a stranger to tire us with.
    """
    database = database_check()
    yield database
    if database.is_well:
        if thorough:
            yield migrations_check()
        yield worker_check(at)
    yield files_check()
