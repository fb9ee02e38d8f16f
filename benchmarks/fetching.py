"""How fast pages are asked for when every host wants a second between two requests.

200 hosts on this machine, in a process of their own (its share of the processor is
told), hold 15 pages each. The server's own log says when each host was asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import ROOT, Row, at_least
from benchmarks._database import empty_database

HOSTS, EACH = 200, 15
PAGE = 30_000  # bytes, about as long as an article with the page around it

SERVER = """
import asyncio, json, sys, time, resource
body = (b"<p>" + b"tin b\\xc3\\xa0i c\\xe1\\xba\\xa3i c\\xc3\\xa1ch " * 3000)[:int(sys.argv[2])]
log = []
async def answer(reader, writer):
    try:
        head = (await reader.readuntil(b"\\r\\n\\r\\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        writer.close()
        return
    path = head.split(" ", 2)[1]
    host = [l for l in head.split("\\r\\n") if l.lower().startswith("host:")][0][5:].strip()
    log.append((time.monotonic(), host, path))
    found = b"" if path == "/robots.txt" else body
    status = b"404 Not Found" if path == "/robots.txt" else b"200 OK"
    writer.write(b"HTTP/1.1 " + status + b"\\r\\nContent-Type: text/html; charset=utf-8"
                 b"\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n" % len(found) + found)
    await writer.drain()
    writer.close()
async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    used = resource.getrusage(resource.RUSAGE_SELF)
    json.dump({"log": log, "cpu": used.ru_utime + used.ru_stime}, open(sys.argv[1], "w"))
    server.close()
asyncio.run(main())
"""


def rows() -> list[Row]:
    """Pages a second, the shortest pause of any host, and the server's share."""
    with empty_database(), TemporaryDirectory() as folder:
        return _measure(Path(folder) / "log.json")


def _measure(told: Path) -> list[Row]:
    from django.conf import settings
    from django.utils import timezone

    from loa.fetching.fetcher import Fetcher
    from loa.fetching.guard import Guard, networks
    from loa.fetching.models import Copy
    from loa.fetching.services import want

    settings.LOA_FETCH_PAUSE = 1.0
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(told), str(PAGE)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin
    assert server.stdout
    port = int(server.stdout.readline())
    for host in range(HOSTS):
        for page in range(EACH):
            want(
                address=f"http://h{host}.bench.test:{port}/tin-{page}",
                purpose="bench",
                key=f"{host}.{page}",
                at=timezone.now(),
            )
    guard = Guard(networks(["127.0.0.0/8"]), fixed=(("*.bench.test", "127.0.0.1"),))
    begin = time.perf_counter()
    Fetcher(clock=timezone.now, guard=guard).run(batch=True)
    took = time.perf_counter() - begin
    server.stdin.write("\n")
    server.stdin.close()
    server.wait(30)
    server.stdout.close()
    said = json.loads(told.read_text())
    return [
        at_least(
            f"pages fetched and kept, {HOSTS} hosts", Copy.objects.count() / took,
            "pages/s", 50,
        ),
        at_least("shortest pause of any host (its log)", _shortest(said["log"]), "s", 1.0),
        Row("pages asked for twice", _twice(said["log"]), "pages"),
        Row("the server's share of a core", said["cpu"] / took, "share"),
    ]  # fmt: skip


def _shortest(log: list[tuple[float, str, str]]) -> float:
    moments = defaultdict(list)
    for at, host, _ in log:
        moments[host].append(at)
    return min(b - a for found in moments.values() for a, b in pairwise(found))


def _twice(log: list[tuple[float, str, str]]) -> int:
    asked = [(host, path) for _, host, path in log]
    return len(asked) - len(set(asked))
