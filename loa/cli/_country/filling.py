"""A database that is filled in one go: without its guards, and looked over after."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import Error, connection, transaction
from django.db.models import Model


@contextmanager
def hurrying() -> Iterator[None]:
    """Let rows be stored without looking up each of their references.

    For a database that holds nothing yet: should the machine fail meanwhile, it is made
    anew. Who may not ask PostgreSQL for it waits longer, and gets the same.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
        connection.disable_constraint_checking()
        try:
            yield
        finally:
            connection.enable_constraint_checking()
            # The next one to ask gets a connection with the settings of every day.
            connection.close()
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
    except Error:
        yield
        return
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")


def number_on(*models: type[Model]) -> None:
    """Let the next row of each table get the number after the last one stored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def look_over() -> None:
    """Let the planner know what is there now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
