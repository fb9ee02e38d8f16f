"""A database of its own for what is measured against rows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def empty_database() -> Iterator[None]:
    """Django set up on a new database in a folder that goes away behind it."""
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as var:
        os.environ.update(LOA_VAR=var, LOA_DEVELOPMENT="1", DATABASE_URL="")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield
