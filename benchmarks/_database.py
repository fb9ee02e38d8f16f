"""Databases of their own for what is measured against rows."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

GoTo = Callable[[str], None]


@contextmanager
def empty_database() -> Iterator[None]:
    """Django set up on a new database in a folder that goes away behind it."""
    with several_databases() as go_to:
        go_to("one")
        yield


@contextmanager
def several_databases(server: str = "") -> Iterator[GoTo]:
    """A function that goes to the database of a name, which begins empty and migrated.

    One can go to and fro, so that what is compared is measured in turn.

    :param server: the address of a PostgreSQL server; SQLite without one
    """
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as var:
        os.environ.update(LOA_VAR=var, LOA_DEVELOPMENT="1", DATABASE_URL="")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        made: set[str] = set()

        def go_to(name: str) -> None:
            first = not made
            if name not in made:
                if first:
                    _make(server, var, name, "")
                    _open(server, var, "template")
                    call_command("migrate", verbosity=0)
                _make(server, var, name, "template")
                made.add(name)
            _open(server, var, name)

        try:
            yield go_to
        finally:
            _close()
            if server:
                _on_server(
                    server,
                    *(
                        f'DROP DATABASE IF EXISTS "{_named(n)}"'
                        for n in ("template", *made)
                    ),
                )


def _named(name: str) -> str:
    return f"loa_bench_{os.getpid()}_{name}"


def _make(server: str, var: str, name: str, like: str) -> None:
    """Make a database as a copy of another; without one, the template itself."""
    _close()
    if server and not like:
        _on_server(server, f'CREATE DATABASE "{_named("template")}"')
    elif server:
        _on_server(
            server, f'CREATE DATABASE "{_named(name)}" TEMPLATE "{_named(like)}"'
        )
    elif like:
        shutil.copy(Path(var, f"{like}.sqlite3"), Path(var, f"{name}.sqlite3"))


def _open(server: str, var: str, name: str) -> None:
    from django.db import connections

    from loa.config.databases import database

    _close()
    root = server.rsplit("/", 1)[0]
    url = f"{root}/{_named(name)}" if server else f"sqlite:///{var}/{name}.sqlite3"
    chosen = connections.configure_settings({"default": database(url, var=Path(var))})
    connections.settings["default"] = chosen["default"]
    # The next one to ask gets a connection to it.
    del connections["default"]


def _close() -> None:
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _on_server(server: str, *statements: str) -> None:
    import psycopg

    assert urlsplit(server).scheme.startswith("postgres")
    root = server.rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(root, autocommit=True) as opened:
        for statement in statements:
            opened.execute(statement)
