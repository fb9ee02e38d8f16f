"""A web server and a worker against sites of our own, killed and begun again.

A clerk's browser records one page after another; where the server dies under it, it sends
the same form again, as a person does who sees no answer.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from lxml import html

from tests import template
from tests.faults.ledger import faults_in
from tests.fetching.servers import Server, page
from tests.machine import ROOT

HOSTS = 4
LEASE = 4.0
PATIENCE = 180.0
WORDS = [
    "hồ",
    "sơ",
    "thủ",
    "tục",
    "người",
    "dân",
    "một",
    "cửa",
    "trực",
    "tuyến",
    "phản",
    "ánh",
    "chính",
    "quyền",
    "cơ",
    "sở",
]
_DETAIL = re.compile(r"/(\d+)/(?:\?|$)")


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def article(number: int) -> bytes:
    """A page of its own for each number; some are gone, some have hardly a word."""
    if number % 7 == 3:
        return page(b"none", status="404 Not Found")
    rng = Random(number)
    lines = [
        f"Thủ tục hành chính {number}: {' '.join(rng.choices(WORDS, k=14))} {n}."
        for n in range(1 if number % 7 == 5 else 9)
    ]
    text = "".join(f"<p>{line}</p>" for line in lines)
    return page(
        f"<!doctype html><title>{title(number)}</title><h1>{title(number)}</h1>"
        f"<div>16/11/2026</div><article>{text}</article>".encode()
    )


def title(number: int) -> str:
    """What is recorded as number so and so."""
    return f"Tin số {number} về cải cách hành chính xã Tam Giai"


@dataclass
class Loa:
    """An installation in a folder, with what runs of it now."""

    var: Path
    server: Server
    port: int = field(default_factory=free_port)
    session: str = ""
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        template.put_database(self.var / "loa.sqlite3")
        words = [str(self.server.port), str(HOSTS)]
        made = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.faults.prepare", *words],
            cwd=ROOT, env=self.surroundings, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.session = made.stdout.split()[-1]

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment of an installation of its own."""
        kept = {name: said for name, said in os.environ.items() if name[:4] != "LOA_"}
        kept.pop("DATABASE_URL", None)
        return kept | {
            "LOA_VAR": str(self.var),
            "LOA_DEVELOPMENT": "1",
            "LOA_LOG": "ERROR",
            "DJANGO_SETTINGS_MODULE": "loa.config.settings",
            "LOA_FETCH": "1",
            "LOA_FETCH_ALLOW": "127.0.0.0/8",
            "LOA_FETCH_RESOLVE": "*.portal.test=127.0.0.1",
            "LOA_FETCH_PAUSE": "0.05",
        }

    def start(self, name: str) -> None:
        """Begin the web server or the worker, in a group of its own."""
        words = {
            "web": ["-m", "loa", "serve", "--quiet", "--port", str(self.port)],
            "worker": ["-m", "tests.faults.worker", str(LEASE), str(self.sign)],
        }[name]
        if name == "worker":
            self.sign.unlink(missing_ok=True)
        self.running[name] = subprocess.Popen(
            [sys.executable, "-W", "ignore", *words],
            cwd=ROOT,
            env=self.surroundings,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def sign(self) -> Path:
        """The file that a worker makes when it begins to work."""
        return self.var / "worker-works"

    def works(self, name: str) -> bool:
        """Whether that process has come so far that it works."""
        if name == "worker":
            return self.sign.exists()
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0

    def wait_for(self, *names: str) -> None:
        """Return when these processes work."""
        until = time.monotonic() + PATIENCE
        while not all(self.works(name) for name in names):
            if time.monotonic() > until:
                raise TimeoutError(names)
            time.sleep(0.02)

    def kill(self, name: str) -> None:
        """SIGKILL to all of it at once: nothing is told, nothing is put away."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def ask(self, statement: str) -> Any:
        """One figure out of the tables."""
        address = f"file:{self.var / 'loa.sqlite3'}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=30)
        try:
            return connection.execute(statement).fetchone()[0]
        finally:
            connection.close()

    def is_at_rest(self) -> bool:
        """Whether all that was recorded has been fetched and looked at."""
        return not self.ask(
            "SELECT (SELECT COUNT(*) FROM fetching_visit WHERE key LIKE '%.0'"
            " AND state <> 'ended') + (SELECT COUNT(*) FROM"
            " django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING'))"
        )


@dataclass
class Clerk:
    """Records page after page over HTTP until told to stop, and notes what was said."""

    loa: Loa
    pause: float
    acknowledged: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent_again: int = 0
    refused: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        """Record until the event is set; the last form is sent until it is answered."""
        while not self.over.is_set():
            self.record(len(self.asked))
            self.over.wait(self.pause)

    def record(self, number: int) -> None:
        """Open the form, fill it in, send it until somebody answers."""
        host = f"h{number % HOSTS}.portal.test:{self.loa.server.port}"
        _, _, body = self._until_answered("GET", "/minh-chung/ghi/")
        fields = self._filled(body) | {
            "address": f"http://{host}/tin-{number}",
            "title": title(number),
            "done_on": "16/11/2026",
        }
        self.asked.append(title(number))
        status, place, _ = self._until_answered("POST", "/minh-chung/ghi/", fields)
        found = _DETAIL.search(place)
        if status == 302 and found:
            self.acknowledged[title(number)] = int(found[1])
        else:
            self.refused.append(f"{title(number)}: {status} {place}")

    def _filled(self, body: bytes) -> dict[str, str]:
        page_ = html.fromstring(body)
        form = next(
            f for f in page_.forms if "once" in f.fields and "title" in f.fields
        )
        given = {name: value for name, value in form.fields.items() if value}
        news = form.xpath(".//select[@name='form']/option[@value!='']/@value")
        return {"form": given.get("form") or news[0], **given}

    def _until_answered(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str, bytes]:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._send(method, path, fields)
            except (OSError, http.client.HTTPException):
                if time.monotonic() > until:
                    raise
                self.sent_again += method == "POST"
                time.sleep(0.05)

    def _send(
        self, method: str, path: str, fields: dict[str, str] | None
    ) -> tuple[int, str, bytes]:
        token = (fields or {}).get("csrfmiddlewaretoken", "")
        cookies = f"sessionid={self.loa.session}; csrftoken={self._secret}"
        headers = {"Cookie": cookies, "Referer": f"http://127.0.0.1:{self.loa.port}/"}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = token
        connection = http.client.HTTPConnection("127.0.0.1", self.loa.port, timeout=60)
        try:
            said = urlencode(fields) if fields is not None else None
            connection.request(method, path, said, headers)
            answer = connection.getresponse()
            body = answer.read()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                    self._secret = value.partition("=")[2].partition(";")[0]
            if answer.status >= 500:
                raise http.client.HTTPException(f"{answer.status}")
            return answer.status, answer.getheader("Location") or "", body
        finally:
            connection.close()

    _secret: str = "a" * 32


@contextmanager
def installed(var: Path, server: Server) -> Iterator[Loa]:
    """A running installation; all of it ends with the block."""
    loa = Loa(var, server)
    server.pages |= {f"/tin-{number}": article(number) for number in range(2000)}
    try:
        loa.start("web")
        loa.start("worker")
        yield loa
    finally:
        for name in list(loa.running):
            loa.kill(name)


def torment(
    loa: Loa, *, kills: int, seed: int, pause: float
) -> tuple[Clerk, list[str]]:
    """Kill web or worker so many times while a clerk works; what is wrong afterwards."""
    chance = Random(seed)
    clerk = Clerk(loa, pause)
    clerk.record(0)
    working = threading.Thread(target=clerk.work)
    working.start()
    try:
        for _ in range(kills):
            # Mostly at work, now and then while it only comes up.
            if chance.random() < 0.9:
                loa.wait_for("web", "worker")
            time.sleep(chance.uniform(0, 1.2))
            for name in chance.choice((["web"], ["worker"], ["web", "worker"])):
                loa.kill(name)
                loa.start(name)
    finally:
        clerk.over.set()
        working.join(PATIENCE)
    until = time.monotonic() + PATIENCE
    while not loa.is_at_rest() and time.monotonic() < until:
        time.sleep(0.2)
    for name in list(loa.running):
        loa.kill(name)
    database = loa.var / "loa.sqlite3"
    faults = faults_in(database, loa.var / "files", clerk.acknowledged, clerk.asked)
    return clerk, faults + [f"refused: {said}" for said in clerk.refused]
