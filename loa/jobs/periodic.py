"""What workers do by themselves, hour by hour or minute by minute.

An app registers a function in its ``AppConfig.ready``. Every worker runs it, at its
start and each hour (or minute) after, and two may do so at the same time: it must be
safe to run again and side by side. What fails is logged and tried again next time.
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

BESIDE: dict[str, Callable[[threading.Event], object]] = {}
"""What goes on beside a worker until the event is set: a loop in a thread of its own."""

ROUTINES: dict[str, Routine] = {}
MINUTELY: dict[str, Routine] = {}
EVERY = timedelta(hours=1)
PAUSE = 60.0


def every_hour(name: str, routine: Routine) -> None:
    """Register `routine`; `name` is dotted, as ``evidence.accept_unobjected``."""
    ROUTINES[name] = routine


def every_minute(name: str, routine: Routine) -> None:
    """Register what others wait for; it must be quick when there is nothing to do."""
    MINUTELY[name] = routine


def all_the_time(name: str, loop: Callable[[threading.Event], object]) -> None:
    """Register a loop that every worker runs beside its jobs, in a thread of its own."""
    BESIDE[name] = loop


def run_routines(*, at: datetime) -> list[str]:
    """Run every hourly routine once and return the names of those that failed."""
    return _run(ROUTINES, at)


def run_minutely(*, at: datetime) -> list[str]:
    """Run every minutely routine once and return the names of those that failed."""
    return _run(MINUTELY, at)


def _run(routines: dict[str, Routine], at: datetime) -> list[str]:
    failed = []
    for name, routine in routines.items():
        try:
            routine(at)
        except Exception:
            logger.exception("%s failed; it is tried again later", name)
            failed.append(name)
    return failed


class Housekeeper(threading.Thread):
    """Runs beside a worker: lost jobs and what is minutely each minute, the rest hourly."""

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
        run_minutely(at=now)
        if with_routines:
            run_routines(at=now)

    def end(self) -> None:
        """Do not look again."""
        self._over.set()


class Companion(threading.Thread):
    """Runs one loop beside a worker; one that fails is begun again after a pause."""

    def __init__(self, name: str, loop: Callable[[threading.Event], object]) -> None:
        super().__init__(name=name, daemon=True)
        self._loop = loop
        self._over = threading.Event()

    def run(self) -> None:
        """Go on until told to end."""
        while not self._over.is_set():
            try:
                self._loop(self._over)
            except Exception:
                logger.exception("%s failed; it is begun again", self.name)
            if self._over.wait(PAUSE):
                return

    def end(self) -> None:
        """Come to an end soon."""
        self._over.set()


def companions() -> list[Companion]:
    """Return what is to go on beside a worker, not yet started."""
    return [Companion(name, loop) for name, loop in BESIDE.items()]
