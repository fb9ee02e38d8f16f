"""What the tables say, asked by statements alone."""

from typing import Any

from django.db import connection


def ask(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a statement and give its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
