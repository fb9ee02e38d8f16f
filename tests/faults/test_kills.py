"""kill -9 at any point loses nothing that was acknowledged, and does nothing twice."""

from __future__ import annotations

import os
import random
import sqlite3

import pytest

from tests.faults.harness import installed, torment
from tests.faults.ledger import faults_in
from tests.fetching.conftest import server

__all__ = ["server"]


def hold(tmp_path, server, *, kills, pause):
    seed = random.randrange(10**6)
    with installed(tmp_path, server) as loa:
        clerk, faults = torment(loa, kills=kills, seed=seed, pause=pause)
        told = f"seed {seed}, {len(clerk.acknowledged)} of {len(clerk.asked)} recorded"
        assert not faults, f"{told}\n" + "\n".join(faults)
        assert len(clerk.acknowledged) == len(clerk.asked) > 0, told
        assert loa.ask("SELECT COUNT(*) FROM evidence_record") == len(clerk.asked), told
        assert loa.ask("SELECT COUNT(*) FROM fetching_copy"), told
    return clerk, loa


@pytest.mark.timeout(600)
def test_a_few_kills_leave_every_record_whole(tmp_path, server):
    """The short one also shows that the ledger sees what it is there to see."""
    clerk, loa = hold(tmp_path, server, kills=3, pause=0.4)

    database = loa.var / "loa.sqlite3"
    some = next(iter(clerk.acknowledged))
    breaks = {
        "UPDATE evidence_tally SET pending = pending + 1": "evidence_tally says",
        "UPDATE evidence_provincetally SET disputed = disputed + 1": "provincetally says",
        "UPDATE evidence_verdict SET closed_at = recorded_at": "not one open verdict",
        "UPDATE fetching_visit SET state = 'taken' WHERE key LIKE '%.0'": "still asked for",
        "UPDATE django_tasks_database_dbtaskresult SET status = 'RUNNING'": "nobody ends",
        "DELETE FROM audit_entry": "without a line in the log",
        "UPDATE evidence_record SET title = title || '!'": "lost though acknowledged",
        "UPDATE evidence_checkresult SET check_code = 'reach'": "answered twice",
        "DELETE FROM evidence_proof": "not one proof",
        "UPDATE files_storedfile SET size = size + 1": "is not whole",
    }
    for statement, words in breaks.items():
        connection = sqlite3.connect(":memory:")
        sqlite3.connect(database).backup(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
        broken = tmp_path / "broken.sqlite3"
        connection.commit()
        connection.backup(sqlite3.connect(broken))
        faults = faults_in(broken, loa.var / "files", clerk.acknowledged, clerk.asked)
        assert any(words in fault for fault in faults), (statement, faults)
    assert some in clerk.asked


@pytest.mark.verify
@pytest.mark.timeout(3000)
@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="it makes its own installation on SQLite, whatever this run is on",
)
def test_two_hundred_kills_leave_every_record_whole(tmp_path, server):
    clerk, _ = hold(tmp_path, server, kills=200, pause=0.5)

    assert len(clerk.acknowledged) > 50
    assert clerk.sent_again  # some were killed under a request
