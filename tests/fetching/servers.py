"""A web server of the tests' own, which answers as told and notes who asked when."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Page = bytes | Callable[[asyncio.StreamWriter], object]


def page(
    body: bytes = b"<p>ok</p>",
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    more: tuple[str, ...] = (),
    length: int | None = None,
) -> bytes:
    """A whole answer as bytes; `length` may lie."""
    size = len(body) if length is None else length
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {size}"]
    return "\r\n".join([*head, *more, "Connection: close", "", ""]).encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return page(b"", status=status, more=(f"Location: {to}",))


NOT_FOUND = page(b"none", status="404 Not Found")


@dataclass
class Server:
    """What it answers by path, by (host, path) before; and what it was asked."""

    port: int = 0
    pages: dict[object, Page] = field(default_factory=dict)
    log: list[tuple[float, str, str]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def at(self, path: str = "/", host: str = "tin.portal.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> int:
        return sum(path == each for _, _, each in self.log)

    def paths(self) -> list[str]:
        return [path for _, _, path in self.log if path != "/robots.txt"]

    async def answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            host = next(
                line.split(":", 1)[1].strip().rsplit(":", 1)[0]
                for line in head.split("\r\n")
                if line.lower().startswith("host:")
            )
            self.heads.append(head)
            self.log.append((time.monotonic(), host, path))
            found = self.pages.get((host, path)) or self.pages.get(path)
            if found is None:
                found = self.pages.get("*", NOT_FOUND)
            if path == "/robots.txt" and "/robots.txt" not in self.pages:
                found = NOT_FOUND
            if callable(found):
                await found(writer)
            else:
                writer.write(found)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@contextmanager
def serving() -> Iterator[Server]:
    """A server on a port of its own in a thread of its own."""
    server = Server()
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def listen() -> asyncio.Server:
        found = await asyncio.start_server(server.answer, "127.0.0.1", 0)
        server.port = found.sockets[0].getsockname()[1]
        ready.set()
        return found

    def work() -> None:
        asyncio.set_event_loop(loop)
        listening = loop.run_until_complete(listen())
        loop.run_forever()
        listening.close()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=work)
    thread.start()
    ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
