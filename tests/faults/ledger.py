"""What must hold in the tables whatever was killed when: plain SQL, nothing of the product.

A test in tests/architecture holds that it imports only the standard library.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

STANDINGS = ("verified", "unobjected", "uncheckable", "pending", "disputed", "rejected")
COUNTED = ("verified", "unobjected")

# Each finds what must not be there; the words say what it would be.
NONE_OF = {
    "a job that nobody ends": (
        "SELECT task_path, status FROM django_tasks_database_dbtaskresult"
        " WHERE status <> 'SUCCESSFUL'"
    ),
    "a page that is still asked for": (
        "SELECT key, state FROM fetching_visit"
        " WHERE key LIKE '%.0' AND (state <> 'ended' OR outcome = '')"
    ),
    "a link whose page was never asked for": (
        "SELECT p.id FROM evidence_proof p WHERE p.kind = 'link' AND NOT EXISTS"
        " (SELECT 1 FROM fetching_visit v WHERE v.key = 'evidence.proof.' || p.id || '.0')"
    ),
    "a page that came and has no copy": (
        "SELECT v.key FROM fetching_visit v LEFT JOIN fetching_copy c ON c.visit_id = v.id"
        " WHERE v.outcome = 'came' AND c.id IS NULL"
    ),
    "a page fetched for nobody": (
        "SELECT v.key FROM fetching_visit v WHERE NOT EXISTS (SELECT 1 FROM evidence_proof p"
        " WHERE v.key LIKE 'evidence.proof.' || p.id || '.%')"
    ),
    "one address recorded twice": (
        "SELECT address_key, COUNT(*) FROM evidence_record GROUP BY address_key"
        " HAVING COUNT(*) > 1"
    ),
    "a record with not one proof": (
        "SELECT r.id, COUNT(p.id) FROM evidence_record r LEFT JOIN evidence_proof p"
        " ON p.record_id = r.id GROUP BY r.id HAVING COUNT(p.id) <> 1"
    ),
    "a record with not one open verdict": (
        "SELECT r.id, COUNT(v.id) FROM evidence_record r LEFT JOIN evidence_verdict v"
        " ON v.record_id = r.id AND v.closed_at IS NULL GROUP BY r.id HAVING COUNT(v.id) <> 1"
    ),
    "a record not looked at": (
        "SELECT r.id FROM evidence_record r WHERE NOT EXISTS (SELECT 1 FROM"
        " evidence_checkresult c WHERE c.record_id = r.id AND c.visit_id IS NOT NULL)"
    ),
    "one question answered twice": (
        "SELECT record_id, visit_id, check_code, COUNT(*) FROM evidence_checkresult"
        " GROUP BY record_id, visit_id, check_code HAVING COUNT(*) > 1"
    ),
    "a record judged twice by the same look": (
        "SELECT record_id, COUNT(*) FROM evidence_verdict WHERE by_machine"
        " GROUP BY record_id HAVING COUNT(*) > 2"
    ),
    "one credit given twice": (
        "SELECT record_id, task_id, body_id, period_start, COUNT(*) FROM evidence_credit"
        " WHERE closed_at IS NULL GROUP BY 1, 2, 3, 4 HAVING COUNT(*) > 1"
    ),
    "a record stored without a line in the log": (
        "SELECT r.id, COUNT(a.id) FROM evidence_record r LEFT JOIN audit_entry a"
        " ON a.action = 'evidence.record.recorded' AND a.target_id = CAST(r.id AS TEXT)"
        " GROUP BY r.id HAVING COUNT(a.id) <> 1"
    ),
}


def faults_in(
    database: Path, files: Path, acknowledged: Mapping[str, int], asked: Iterable[str]
) -> list[str]:
    """Whatever is not as it must be, in words; nothing where all holds.

    :param acknowledged: title → the number of the record that the web server named
    :param asked: the titles that were sent at all
    """
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        found = [
            f"{what}: {row}"
            for what, statement in NONE_OF.items()
            for row in connection.execute(statement)
        ]
        found += _records(connection, acknowledged, set(asked))
        found += _counters(connection, "evidence_tally", "body_id")
        found += _counters(connection, "evidence_provincetally", "province_id")
        found += _copies(connection, files)
    finally:
        connection.close()
    return found


def _records(
    connection: sqlite3.Connection, acknowledged: Mapping[str, int], asked: set[str]
) -> list[str]:
    stored = dict(connection.execute("SELECT title, id FROM evidence_record"))
    lost = [
        f"lost though acknowledged: {title} as {pk}, stored as {stored.get(title)}"
        for title, pk in acknowledged.items()
        if stored.get(title) != pk
    ]
    return lost + [f"nobody sent: {title}" for title in stored if title not in asked]


def _counters(connection: sqlite3.Connection, table: str, where: str) -> list[str]:
    """Each counter against the credits of its task and period, counted one by one.

    Everybody here is of one province, so its counters are sums over bodies.
    """
    over = "c.body_id" if where == "body_id" else "0"
    mine = where if where == "body_id" else "0"
    columns = ", ".join(
        f"SUM(CASE WHEN v.standing = '{name}' THEN c.quantity ELSE 0 END)"
        for name in STANDINGS
    )
    late = ", ".join(f"'{name}'" for name in COUNTED)
    counted = connection.execute(
        f"SELECT c.task_id, {over}, c.period_start, {columns},"
        f" SUM(CASE WHEN c.is_late AND v.standing IN ({late}) THEN c.quantity ELSE 0 END)"
        " FROM evidence_credit c JOIN evidence_verdict v ON v.record_id = c.record_id"
        " AND v.closed_at IS NULL WHERE c.closed_at IS NULL GROUP BY 1, 2, 3"
    ).fetchall()
    stored = connection.execute(
        f"SELECT task_id, {mine}, period_start, {', '.join(STANDINGS)}, late FROM {table}"
    ).fetchall()
    is_, should = {row for row in stored if any(row[3:])}, set(counted)
    return [f"{table} says what no credit says: {row}" for row in is_ - should] + [
        f"{table} does not say what credits say: {row}" for row in should - is_
    ]


def _copies(connection: sqlite3.Connection, files: Path) -> list[str]:
    found = []
    rows = connection.execute(
        "SELECT f.sha256, f.size FROM fetching_copy c JOIN files_storedfile f"
        " ON f.id = c.warc_id"
    )
    for digest, size in rows:
        path = files / digest[:2] / digest[2:4] / digest
        whole = path.read_bytes() if path.exists() else b""
        if len(whole) != size or hashlib.sha256(whole).hexdigest() != digest:
            found.append(f"the file of a kept page is not whole: {digest}")
    return found
