"""Eight people writing at once: how long each waits, whether any fails, how the log grows.

Eight processes record activities of eight communes, 40 a second together, for a minute
(for ten with LOA_BENCH_WRITERS=600, as `make release` does). A moment from when its turn
came to when it was stored counts as the wait, so that whoever falls behind is seen. On
SQLite, with the settings of every day; the write-ahead log is looked at all the while.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import ROOT, Row, at_least, at_most
from benchmarks._database import empty_database

WRITERS, A_SECOND = 8, 40
SECONDS = int(os.environ.get("LOA_BENCH_WRITERS", "60"))
LONGEST_WAL = 64
ON = date(2026, 11, 20)


def rows() -> list[Row]:
    """Waits, errors and the largest size of the write-ahead log."""
    with empty_database():
        from django.db import connection

        path = Path(connection.settings_dict["NAME"])
        people = _people()
        connection.close()
        answers, largest = _all_at_once(path, people)
        return [
            *_told(answers, largest),
            *_exact(sum(len(a["waits"]) for a in answers)),
        ]


def _people() -> list[tuple[int, int]]:
    """Eight communes of a province with a monthly quota, and a clerk of each."""
    from loa.orgs.models import Grant, Kind, Level, Role
    from tests import factories

    province = factories.make_body(
        "Ủy ban nhân dân tỉnh Lam Giang", level=Level.PROVINCE
    )
    group = factories.make_group(
        "UBND các xã, phường", owner=province,
        kinds=[Kind.PEOPLES_COMMITTEE], levels=[Level.COMMUNE],
    )  # fmt: skip
    watcher = factories.make_user("bench")
    paper = factories.make_document(province, watcher)
    factories.make_task(factories.make_directive(paper, watcher), leads=[group])
    people = []
    for number in range(WRITERS):
        body = factories.make_body(f"Ủy ban nhân dân xã Số {number}", under=province)
        clerk = factories.make_user(f"bench-{number}")
        Grant.objects.create(
            user=clerk, body=body, role=Role.OFFICER, from_on=date(2026, 1, 1),
            by_number="01/QĐ-UBND", recorded_at=factories.moment(2026, 1, 1),
        )  # fmt: skip
        people.append((body.pk, clerk.pk))
    return people


def _all_at_once(
    path: Path, people: list[tuple[int, int]]
) -> tuple[list[dict[str, Any]], int]:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}"}
    with tempfile.TemporaryDirectory() as folder:
        # Everybody is up and has asked once before the first turn comes.
        begin = time.time() + 60
        outs = [Path(folder, f"{number}.json") for number in range(len(people))]
        running = [
            subprocess.Popen(
                [
                    sys.executable, "-m", "benchmarks.writers", str(body), str(clerk),
                    str(begin + number / A_SECOND), str(out),
                ],
                cwd=ROOT, env=environment,
            )
            for number, ((body, clerk), out) in enumerate(zip(people, outs, strict=True))
        ]  # fmt: skip
        log, largest = Path(f"{path}-wal"), 0
        while any(one.poll() is None for one in running):
            largest = max(largest, log.stat().st_size if log.exists() else 0)
            time.sleep(0.2)
        assert all(one.returncode == 0 for one in running), "a writer fell over"
        return [json.loads(out.read_text()) for out in outs], largest


def _told(answers: list[dict[str, Any]], largest: int) -> list[Row]:
    waits = sorted(wait for answer in answers for wait in answer["waits"])
    errors = sum(answer["errors"] for answer in answers)
    late = waits[int(len(waits) * 0.99)]
    asked = SECONDS * A_SECOND
    return [
        at_least(f"records of {WRITERS} writers in {SECONDS} s", len(waits), "", asked),
        at_most("errors of them", errors, "", 0),
        Row("wait of a writer, median", waits[len(waits) // 2] * 1000, "ms"),
        at_most("wait of a writer, 99 of 100", late * 1000, "ms", 1000),
        at_most("largest write-ahead log", largest / 2**20, "MB", LONGEST_WAL),
    ]


def _exact(stored: int) -> list[Row]:
    from loa.evidence import recount
    from loa.evidence.models import Record

    lost = stored - Record.objects.count()
    return [
        at_most("records that were told stored and are not", lost, "", 0),
        at_most("counters that differ afterwards", len(recount.check()), "", 0),
    ]


def write(body_id: int, clerk_id: int, begin: float) -> dict[str, Any]:
    """Record one activity each time the turn comes; the waits in seconds, and errors."""
    import django

    django.setup()
    from loa.accounts.models import User
    from loa.evidence.recording import record_activity
    from loa.orgs.selectors import acting
    from loa.reference.models import CommunicationForm
    from tests import factories

    clerk = User.objects.get(pk=clerk_id)
    me = acting(clerk, chosen=body_id, on=ON)
    assert me
    form = CommunicationForm.objects.get(code="news")
    waits, errors, every = [], 0, WRITERS / A_SECOND
    for turn in range(SECONDS * A_SECOND // WRITERS):
        due = begin + turn * every
        time.sleep(max(0.0, due - time.time()))
        try:
            record_activity(
                body_id=body_id, done_on=ON, form=form, title=f"Tin {turn}",
                address=f"https://xa-{body_id}.vn/tin/{turn}", actor=clerk, acting=me,
                at=factories.moment(2026, 11, 20),
            )  # fmt: skip
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            errors += 1
            print(f"{body_id}: {error!r}", file=sys.stderr)
        else:
            waits.append(time.time() - due)
    return {"waits": waits, "errors": errors}


if __name__ == "__main__":
    found = write(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    Path(sys.argv[4]).write_text(json.dumps(found))
