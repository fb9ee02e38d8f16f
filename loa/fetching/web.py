"""One request to somebody's server: what came, within bounds of size and time."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore

from loa.fetching.guard import Forbidden, Guard, GuardedNetwork, NoName
from loa.fetching.outcomes import Outcome

Headers = tuple[tuple[bytes, bytes], ...]

_UNPACKED = {b"", b"identity"}
_PACKED = {b"gzip": 47, b"x-gzip": 47, b"deflate": 47}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a page is taken in, in bytes on the line and unpacked, and seconds."""

    on_line: int = 5 * 1024 * 1024
    unpacked: int = 12 * 1024 * 1024
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    ``raw`` is the body as it came, ``body`` unpacked; cut ones end at the limit.
    """

    status: int
    headers: Headers
    raw: bytes
    body: bytes
    is_cut: bool = False

    def header(self, name: str) -> str:
        """The value of a header, "" if there is none."""
        wanted = name.lower().encode("ascii")
        for key, value in self.headers:
            if key.lower() == wanted:
                return value.decode("latin-1").strip()
        return ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing came."""

    outcome: Outcome
    detail: str = ""


def opened(guard: Guard, *, at_once: int) -> httpcore.AsyncConnectionPool:
    """Return what requests go through; the caller closes it.

    A connection is used once: few pages are asked of one server in a row.
    """
    return httpcore.AsyncConnectionPool(
        ssl_context=ssl.create_default_context(),
        network_backend=GuardedNetwork(guard),
        max_connections=at_once,
        max_keepalive_connections=0,
    )


async def ask(
    pool: httpcore.AsyncConnectionPool,
    address: str,
    *,
    agent: str,
    limits: Limits,
    more: Headers = (),
) -> Answer | Trouble:
    """Ask for one address, follow nothing.

    :param more: headers beside the usual ones
    """
    headers = [
        (b"Host", _authority(address)),
        (b"User-Agent", agent.encode("latin-1", "replace")),
        (b"Accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Accept-Language", b"vi,en;q=0.5"),
        (b"Connection", b"close"),
        *more,
    ]
    try:
        async with asyncio.timeout(limits.seconds):
            async with pool.stream("GET", address, headers=headers) as response:
                raw, is_cut = await _body(response, limits.on_line)
                return _answer(response, raw, is_cut, limits)
    except TimeoutError:
        return Trouble(Outcome.TOO_SLOW)
    except Forbidden as error:
        return Trouble(Outcome.FORBIDDEN, str(error))
    except NoName:
        return Trouble(Outcome.NO_NAME)
    except httpcore.TimeoutException:
        return Trouble(Outcome.TOO_SLOW)
    except httpcore.NetworkError as error:
        if _is_tls(error):
            return Trouble(Outcome.BAD_TLS, _reason(error))
        return Trouble(Outcome.NO_ANSWER, str(error)[:200])
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as error:
        return Trouble(Outcome.BROKEN, str(error)[:200])


async def _body(response: httpcore.Response, limit: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_stream():
        parts.append(part)
        size += len(part)
        if size > limit:
            return b"".join(parts)[:limit], True
    return b"".join(parts), False


def _answer(
    response: httpcore.Response, raw: bytes, is_cut: bool, limits: Limits
) -> Answer | Trouble:
    headers = tuple((key, value) for key, value in response.headers)
    found = Answer(response.status, headers, raw, raw, is_cut)
    coding = found.header("content-encoding").lower().encode("latin-1")
    if coding in _UNPACKED or not raw:
        return found
    if coding not in _PACKED:
        return Trouble(Outcome.BROKEN, f"coding {coding.decode('latin-1')[:40]}")
    try:
        body = _unpacked(raw, limits.unpacked)
    except zlib.error:
        return Trouble(Outcome.BROKEN, "packed badly")
    if len(body) > limits.unpacked:
        return Trouble(Outcome.BOMB)
    return Answer(response.status, headers, raw, body, is_cut)


def _unpacked(raw: bytes, limit: int) -> bytes:
    """Unpack at most ``limit`` + 1 bytes."""
    try:
        return _inflated(raw, 47, limit)
    except zlib.error:
        # "deflate" without its wrapping, as some servers send it.
        return _inflated(raw, -15, limit)


def _inflated(raw: bytes, bits: int, limit: int) -> bytes:
    return zlib.decompressobj(wbits=bits).decompress(raw, limit + 1)


def _authority(address: str) -> bytes:
    return urlsplit(address).netloc.encode("ascii")


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return "SSL" in str(error) or "CERTIFICATE" in str(error)


def _reason(error: BaseException) -> str:
    return str(error).partition("(_ssl")[0].strip()[:200]
