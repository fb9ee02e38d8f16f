"""The loop that makes visits: many hosts at once, each in its own time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

import httpcore
from django.conf import settings
from django.db import connections

from loa.fetching import robots, services, turns
from loa.fetching.guard import Guard, networks
from loa.fetching.outcomes import Outcome
from loa.fetching.services import Ended
from loa.fetching.turns import Turn
from loa.fetching.web import Answer, Headers, Limits, Trouble, ask, opened

AT_ONCE = 64
USUAL = Limits()
_LONGEST_REST = 5.0
_BATCH = 0.1  # seconds that what came may wait to be written with more
_LOOK_FOR_LOST = timedelta(seconds=15)

T = TypeVar("T")
Clock = Callable[[], datetime]


def guard_of_settings() -> Guard:
    """Return the guard of this installation."""
    fixed = (pair.partition("=") for pair in settings.LOA_FETCH_RESOLVE)
    return Guard(
        allowed=networks(settings.LOA_FETCH_ALLOW),
        own=frozenset(name.lower() for name in settings.ALLOWED_HOSTS),
        fixed=tuple((name, address) for name, _, address in fixed),
    )


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Makes the visits that are due until it is told to end, or none is left.

    :param clock: what time it is; tests give their own
    """

    clock: Clock
    guard: Guard
    limits: Limits = USUAL
    at_once: int = AT_ONCE

    def run(self, *, until: threading.Event | None = None, batch: bool = False) -> int:
        """Make visits; return how many ended or moved on.

        :param batch: end when nothing is due now
        """
        return asyncio.run(self._run(until or threading.Event(), batch))

    async def _run(self, until: threading.Event, batch: bool) -> int:
        # One thread for the database, so that it has one connection.
        with ThreadPoolExecutor(1, "fetcher-database") as database:
            async with opened(self.guard, at_once=self.at_once) as pool:
                try:
                    return await self._loop(_Keeper(database), pool, until, batch)
                finally:
                    await _Keeper(database).do(close_connections)

    async def _loop(
        self,
        keeper: _Keeper,
        pool: httpcore.AsyncConnectionPool,
        until: threading.Event,
        batch: bool,
    ) -> int:
        made, going = 0, set[asyncio.Task[Ended]]()
        look_at = self.clock()
        while not until.is_set():
            if self.clock() >= look_at:
                look_at = self.clock() + _LOOK_FOR_LOST
                await keeper.do(partial(services.give_up_lost, at=self.clock()))
            room = self.at_once - len(going)
            if room:
                taken = await keeper.do(partial(turns.take, at=self.clock(), room=room))
                going |= {asyncio.create_task(self._make(pool, turn)) for turn in taken}
            if going:
                done = await _some(going)
                going -= done
                ended = [task.result() for task in done]
                made += await keeper.do(partial(services.write_down, ended))
                continue
            rest = await keeper.do(partial(turns.next_due, at=self.clock()))
            if batch and (rest is None or rest > _LONGEST_REST):
                break
            await asyncio.sleep(min(_LONGEST_REST, rest or 0.05, 0.05 if batch else 1))
        if going:
            ended = list(await asyncio.gather(*going))
            made += await keeper.do(partial(services.write_down, ended))
        return made

    async def _make(self, pool: httpcore.AsyncConnectionPool, turn: Turn) -> Ended:
        if turn.robots is None:
            parts = urlsplit(turn.address)
            answer = await self._ask(
                pool, f"{parts.scheme}://{parts.netloc}/robots.txt"
            )
            return Ended(turn, answer, self.clock(), is_robots=True)
        if not robots.may_ask(turn.robots, turn.address):
            return Ended(turn, Trouble(Outcome.ROBOTS), self.clock())
        answer = await self._ask(pool, turn.address, if_changed(turn))
        at = self.clock()
        if isinstance(answer, Trouble):
            return Ended(turn, answer, at)
        # The disk is waited for here, many pages at once, and not in the transaction.
        kept = await asyncio.to_thread(services.keep_page, turn, answer, at)
        return Ended(turn, answer, at, kept=kept)

    async def _ask(
        self,
        pool: httpcore.AsyncConnectionPool,
        address: str,
        more: Headers = (),
    ) -> Answer | Trouble:
        agent = settings.LOA_FETCH_AGENT
        return await ask(pool, address, agent=agent, limits=self.limits, more=more)


class _Keeper:
    """The database, asked from its own thread."""

    def __init__(self, executor: ThreadPoolExecutor) -> None:
        self._executor = executor

    async def do(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


def if_changed(turn: Turn) -> Headers:
    """Return the headers that ask for a page only if it is another now."""
    asked = ((b"If-None-Match", turn.etag), (b"If-Modified-Since", turn.modified))
    return tuple(
        (name, said.encode("latin-1", "replace")) for name, said in asked if said
    )


def close_connections() -> None:
    """Close what this thread has open to the database."""
    connections.close_all()


async def _some(going: set[asyncio.Task[Ended]]) -> set[asyncio.Task[Ended]]:
    """Wait a little, and return those that ended."""
    done, _ = await asyncio.wait(going, timeout=1, return_when=asyncio.FIRST_COMPLETED)
    if done:
        more, _ = await asyncio.wait(going, timeout=_BATCH)
        done |= more
    return done
