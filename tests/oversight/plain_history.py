"""What was claimed at a moment, asked of the tables themselves. Imports nothing of Loa."""

from datetime import UTC, date, datetime

from django.db import connection


def claimed(task_id: int, period_start: date, at: datetime) -> dict[int, int]:
    """Return the sum over all columns for each body, as it was held at a moment."""
    moment = f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.body_id, SUM(c.quantity) FROM evidence_credit c"
            " JOIN evidence_verdict v ON v.record_id = c.record_id"
            " WHERE c.task_id = %s AND c.period_start = %s"
            " AND c.recorded_at <= %s AND (c.closed_at IS NULL OR c.closed_at > %s)"
            " AND v.recorded_at <= %s AND (v.closed_at IS NULL OR v.closed_at > %s)"
            " GROUP BY c.body_id",
            [task_id, period_start, *[moment] * 4],
        )
        return dict(cursor.fetchall())
