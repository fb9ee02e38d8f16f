"""What workers do by themselves, hour by hour.

An app registers a function in its ``AppConfig.ready``. Every worker runs it, at its
start and each hour after, and two may do so at the same time: it must be safe to run
again and side by side. What fails is logged and tried again an hour later.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

from loa.jobs.leases import give_back_abandoned

logger = logging.getLogger(__name__)

Routine = Callable[[datetime], object]

ROUTINES: dict[str, Routine] = {}
EVERY = timedelta(hours=1)
PAUSE = 60.0


def every_hour(name: str, routine: Routine) -> None:
    """Register `routine`; `name` is dotted, as ``evidence.accept_unobjected``."""
    ROUTINES[name] = routine


def run_routines(*, at: datetime) -> list[str]:
    """Run every routine once and return the names of those that failed."""
    failed = []
    for name, routine in ROUTINES.items():
        try:
            routine(at)
        except Exception:
            logger.exception("%s failed; it is tried again in an hour", name)
            failed.append(name)
    return failed


class Housekeeper(threading.Thread):
    """Runs beside a worker: lost jobs each minute, the routines each hour."""

    def __init__(self) -> None:
        super().__init__(name="housekeeper", daemon=True)
        self._over = threading.Event()

    def run(self) -> None:
        """Look, rest, look again, until told to end."""
        due = timezone.now()
        while True:
            now = timezone.now()
            close_old_connections()
            self._keep(now, with_routines=now >= due)
            if now >= due:
                due = now + EVERY
            close_old_connections()
            if self._over.wait(PAUSE):
                return

    def _keep(self, now: datetime, *, with_routines: bool) -> None:
        try:
            give_back_abandoned(at=now)
        except Exception:
            logger.exception("lost jobs could not be looked for")
        if with_routines:
            run_routines(at=now)

    def end(self) -> None:
        """Do not look again."""
        self._over.set()
