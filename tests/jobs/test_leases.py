"""No job stays with a worker that is gone."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from loa.jobs.leases import LEASE, TRIES, give_back_abandoned
from tests.factories import moment

NOW = moment(2026, 11, 21)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def held_job(*, since, workers=1, status="RUNNING"):
    return DBTaskResult.objects.create(
        status=status,
        started_at=since,
        worker_ids=[f"worker-{n}" for n in range(workers)],
        args_kwargs={"args": [], "kwargs": {}},
        task_path="loa.nowhere",
        backend_name="default",
        run_after=moment(2026, 1, 1),
        exception_class_path="",
        traceback="",
    )


def test_a_job_of_a_lost_worker_is_done_again():
    job = held_job(since=NOW - LEASE - timedelta(seconds=1))

    assert give_back_abandoned(at=NOW) == 1

    assert DBTaskResult.objects.ready().get().pk == job.pk


def test_a_job_at_hand_is_left_alone():
    job = held_job(since=NOW - LEASE + timedelta(seconds=1))

    assert give_back_abandoned(at=NOW) == 0

    job.refresh_from_db()
    assert job.status == "RUNNING"


def test_a_job_that_ends_every_worker_fails_and_says_so():
    job = held_job(since=NOW - LEASE * 2, workers=TRIES)

    give_back_abandoned(at=NOW)

    job.refresh_from_db()
    assert job.status == "FAILED"
    assert job.finished_at == NOW
    assert "workers ended" in job.traceback


def test_a_finished_job_is_never_done_again():
    held_job(since=NOW - LEASE * 2, status="SUCCESSFUL")

    assert give_back_abandoned(at=NOW) == 0


def test_a_second_look_changes_nothing():
    held_job(since=NOW - LEASE * 2)

    assert give_back_abandoned(at=NOW) == 1
    assert give_back_abandoned(at=NOW) == 0
