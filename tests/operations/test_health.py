"""The health page and what stands behind it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from loa.operations import checks


@pytest.mark.django_db
def test_a_well_installation_says_ok_to_anyone(client):
    response = client.get(reverse("operations:health"))

    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_dumb_database_is_503_without_a_word_of_why(client, monkeypatch):
    def refuse():
        raise DatabaseError("password of the province")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get(reverse("operations:health"))

    assert response.status_code == 503
    assert response.json()["parts"]["database"] is False
    assert b"province" not in response.content


def waiting_job(since):
    job = DBTaskResult.objects.create(
        task_path="loa.operations.checks.checks",
        args_kwargs={"args": [], "kwargs": {}},
        queue_name="default",
        backend_name="default",
    )
    DBTaskResult.objects.filter(pk=job.pk).update(enqueued_at=since)


@pytest.mark.django_db
def test_a_job_that_waits_long_tells_that_no_worker_is_there():
    now = timezone.now()
    waiting_job(now - timedelta(minutes=11))

    check = checks.worker_check(now)

    assert not check.is_well
    assert "loa worker" in check.said


@pytest.mark.django_db
def test_a_job_that_waits_a_little_is_no_fault():
    now = timezone.now()
    waiting_job(now - timedelta(minutes=1))

    assert checks.worker_check(now).is_well


def test_a_folder_that_cannot_be_written_is_told(settings, tmp_path, monkeypatch):
    settings.LOA_FILES = tmp_path / "files"
    monkeypatch.setattr("os.access", lambda path, mode: False)

    check = checks.files_check()

    assert not check.is_well
    assert "LOA_FILES" in check.said


@pytest.mark.django_db
def test_all_migrations_are_applied():
    assert checks.migrations_check().is_well
