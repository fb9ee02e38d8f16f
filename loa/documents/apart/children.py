"""The children of one process: kept warm, lent to one reading at a time, replaced.

A process of the web server has several threads; each may want a child. Not more run at
once than the machine has use for; who comes later waits for one, and each is bounded.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from loa.documents.apart import frames, limits
from loa.documents.apart.limits import Limits
from loa.domain.docreader import Reason, Unreadable

Tell = Callable[[int, int], None]

_ROOT: Final = Path(__file__).resolve().parents[3]
_BLOCK: Final = 256 * 1024
_KEPT: Final = 2
_AT_ONCE: Final = max(2, os.cpu_count() or 2)
# How libraries written in C end when memory is refused to them.
_OUT_OF_MEMORY: Final = (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL)


class Said(Exception):
    """The child itself says why a file cannot be read: it did not fall over it."""

    def __init__(self, unreadable: Unreadable) -> None:
        super().__init__(unreadable)
        self.unreadable = unreadable


class Child:
    """One process that reads files, and the pipes to it."""

    def __init__(self) -> None:
        self.reads = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "loa.documents.apart.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Nothing of ours but where things lie: no secret key, no database.
            env=_environment(),
            bufsize=0,
        )
        pipes = (self.process.stdin, self.process.stdout)
        self._to_child, self._from_child = (pipe.fileno() for pipe in pipes if pipe)

    def ask(
        self,
        asked: Mapping[str, Any],
        content: bytes,
        seconds: float,
        tell: Tell | None,
    ) -> dict[str, Any]:
        """Have one file read.

        :raises Said: what the child says of the file
        :raises Unreadable: what became of the child over it
        """
        self.reads += 1
        said = json.dumps({**asked, "seconds": seconds}).encode()
        data = frames.frame(frames.ASKED, said) + frames.frame(frames.CONTENT, content)
        return self._converse(memoryview(data), time.monotonic() + seconds, tell)

    def _converse(
        self, data: memoryview, until: float, tell: Tell | None
    ) -> dict[str, Any]:
        to_child, from_child = self._to_child, self._from_child
        os.set_blocking(to_child, False)
        incoming, heard = frames.Incoming(), 0
        with selectors.DefaultSelector() as selector:
            selector.register(from_child, selectors.EVENT_READ)
            selector.register(to_child, selectors.EVENT_WRITE)
            while True:
                ready = selector.select(max(0.0, until - time.monotonic()))
                if not ready:
                    raise Unreadable(Reason.TOO_LARGE, "it took too long")
                for key, _ in ready:
                    if key.fd == to_child:
                        data = self._send(to_child, data)
                        if not data:
                            selector.unregister(to_child)
                        continue
                    got = os.read(from_child, _BLOCK)
                    heard += len(got)
                    if not got or heard > limits.OUTPUT:
                        raise self._fallen(heard)
                    for kind, payload in incoming.feed(got):
                        found = _understood(kind, json.loads(payload), tell)
                        if found is not None:
                            return found

    def _send(self, to_child: int, data: memoryview) -> memoryview:
        try:
            return data[os.write(to_child, data[:_BLOCK]) :]
        except BlockingIOError:
            return data
        except BrokenPipeError:
            # What became of it is heard at the other pipe.
            return data[len(data) :]

    def _fallen(self, heard: int) -> Unreadable:
        if heard > limits.OUTPUT:
            return Unreadable(Reason.TOO_LARGE, f"more than {limits.OUTPUT} bytes said")
        code = self.process.wait()
        if code == -signal.SIGXCPU:
            return Unreadable(Reason.TOO_LARGE, "too much of the processor")
        if code in _OUT_OF_MEMORY:
            return Unreadable(Reason.TOO_LARGE, f"more than {limits.MEMORY} bytes")
        return Unreadable(Reason.DAMAGED, f"the reader fell: {code}")

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """Kill it, and wait until it is gone: nothing is left behind."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        self.process.kill()
        self.process.wait()


def _understood(
    kind: bytes, said: dict[str, Any], tell: Tell | None
) -> dict[str, Any] | None:
    """The child's findings; None when it only said how far it is."""
    if kind in (frames.UNREADABLE, frames.FELL):
        error = Unreadable(Reason(said["reason"]), said["detail"])
        raise error if kind == frames.FELL else Said(error)
    if kind == frames.PAGE:
        if tell is not None:
            tell(said["page"], said["of"])
        return None
    return said


def _environment() -> dict[str, str]:
    known = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "OMP_THREAD_LIMIT": "1"}
    if tessdata := os.environ.get("LOA_TESSDATA"):
        known["LOA_TESSDATA"] = tessdata
    return known


class Pool:
    """Children that wait for files, at most two idle ones."""

    def __init__(self, at_once: int = _AT_ONCE) -> None:
        self._at_once = at_once
        self._reset()
        atexit.register(self.end)
        # A forked process has no part in the pipes of the one it came from.
        os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(self._at_once)
        self._idle: list[Child] = []

    def ask(
        self,
        asked: Mapping[str, Any],
        content: bytes,
        limit: Limits,
        tell: Tell | None,
    ) -> dict[str, Any]:
        """Have a file read by a child of its own.

        :raises Unreadable: what the child says of the file, or what became of it
        """
        with self._slots:
            child = self._take()
            is_well = False
            try:
                found = child.ask(asked, content, limit.seconds, tell)
                # One that held what must not be kept is not kept either.
                is_well = not found.get("classified")
                return found
            except Said as said:
                is_well = True
                raise said.unreadable from None
            finally:
                self._give_back(child, is_well=is_well)

    def warm(self) -> None:
        """Have a child ready, without waiting for it."""
        with self._lock:
            if not self._idle:
                self._idle.append(Child())

    def end(self) -> None:
        """End every idle child."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    @property
    def idle(self) -> tuple[Child, ...]:
        """The children that wait."""
        return tuple(self._idle)

    def _take(self) -> Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_alive:
                    return child
                child.end()
        return Child()

    def _give_back(self, child: Child, *, is_well: bool) -> None:
        if is_well and child.reads < limits.READS and child.is_alive:
            with self._lock:
                if len(self._idle) < _KEPT:
                    self._idle.append(child)
                    return
        child.end()
