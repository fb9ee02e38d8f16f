"""Writing very many rows: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.core.management.color import no_style
from django.db import Error, connection, transaction
from django.db.models import Model

Values = Sequence[Any]


def day(value: date) -> Any:
    """Return a day as this database stores it."""
    return connection.ops.adapt_datefield_value(value)


def moment(value: datetime) -> Any:
    """Return a moment as this database stores it."""
    return connection.ops.adapt_datetimefield_value(value)


def write(model: type[Model], names: Sequence[str], rows: list[Values]) -> None:
    """Store rows of a model, given as this database stores their values.

    :param names: the attribute of each value, as ``body_id``; every other column of the
        table must have a default of the database's own
    """
    quote = connection.ops.quote_name
    of = {field.attname: field.column for field in model._meta.concrete_fields}
    columns = [quote(of[name] or name) for name in names]
    into = f"{quote(model._meta.db_table)} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        # Names of tables and columns, no values.
        cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608


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
