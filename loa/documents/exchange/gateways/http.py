"""A gateway over HTTP: the operations of the national gateway's program library.

The library itself (VXP) is a closed program for other languages that signs each request
in a way that is not published. So Loa speaks to a small *adapter* beside that library:
the same operations, their parameters in the request's header, answers in JSON with
``status``, ``ErrorCode``, ``ErrorDesc`` and ``data``; the adapter is let in by a token.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import http.client
import json
import re
import ssl
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from loa.documents.exchange.gateways.base import (
    Outcome,
    Parcel,
    Rejected,
    Unavailable,
)

SECONDS: Final = 60
SERVICE: Final = "eDoc"
_ANSWER_LIMIT: Final = 2 * 1024 * 1024
_REF = re.compile(r"[A-Za-z0-9._:-]{1,120}")
_KINDS: Final = ("edoc", "status")
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class HttpGateway:
    """An adapter at an address.

    Sending: the key goes along as ``Idempotency-Key``. An adapter that heeds it sends
    nothing twice; one that does not may, after a break in the line, and the receiver
    then knows the document by its id.
    """

    def __init__(
        self, url: str, *, system: str, token: str, limit: int, seconds: float = SECONDS
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"https", "http"} or not parts.hostname:
            raise ValueError(f"no address of a gateway: {url!r}")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise ValueError("a gateway on another machine is spoken to by https only")
        self._parts = parts
        self._system = system
        self._token = token
        self._limit = limit
        self._seconds = seconds

    @property
    def name(self) -> str:
        """The adapter's host and the system's name there."""
        return f"http:{self._parts.netloc}:{self._system}"[:200]

    def send(self, parcel: Parcel) -> str:
        """Send a message; the adapter answers with the gateway's name for it."""
        answer = self._ask(
            "sendEdoc",
            {
                "from": parcel.from_code,
                "to": json.dumps([parcel.to_code]),
                "servicetype": SERVICE,
                "messagetype": _KINDS[parcel.is_status],
                "hash-file": hashlib.sha256(parcel.content).hexdigest(),
                "Idempotency-Key": parcel.key,
            },
            parcel.content,
        )
        return str(answer.get("DocId") or "")[:200]

    def list(self) -> Iterable[str]:
        """Name the documents that wait, then the statuses."""
        found: list[str] = []
        for kind in _KINDS:
            header = {"servicetype": SERVICE, "messagetype": kind}
            rows = self._ask("getReceivedEdocList", header).get("data")
            for row in rows if isinstance(rows, list) else ():
                ref = row.get("docId") if isinstance(row, dict) else None
                if isinstance(ref, str) and _REF.fullmatch(ref):
                    found.append(ref)
        return list(dict.fromkeys(found))

    def fetch(self, ref: str) -> bytes:
        """Return a message's bytes, which the answer carries as base64."""
        encoded = self._ask(
            "getEdoc", {"docId": _named(ref)}, limit=self._limit * 3 // 2
        )
        data = encoded.get("data")
        if not isinstance(data, str):
            raise Rejected("getEdoc: no data")
        try:
            return base64.b64decode("".join(data.split()), validate=True)
        except (binascii.Error, ValueError) as error:
            raise Rejected("getEdoc: no base64") from error

    def acknowledge(self, ref: str, outcome: Outcome, reason: str = "") -> None:
        """Say that a message is done with, or could not be taken."""
        # What lies at the gateway is not ours to wipe.
        said = Outcome.DONE if outcome is Outcome.DONE else Outcome.FAILED
        self._ask("updateStatus", {"docId": _named(ref), "status": said.value})

    def _ask(
        self,
        operation: str,
        header: Mapping[str, str],
        body: bytes = b"",
        *,
        limit: int = _ANSWER_LIMIT,
    ) -> dict[str, Any]:
        kind = "application/octet-stream" if body else "application/json"
        sent = {
            "Content-Type": kind,
            "Accept": "application/json",
            "Authorization": f"Bearer {self._token}",
            "systemid": self._system,
            **header,
        }
        line = self._line()
        try:
            path = f"{self._parts.path.rstrip('/')}/{operation}"
            line.request("POST", path, body=body, headers=sent)
            answer = line.getresponse()
            content = answer.read(limit + 1)
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(f"{operation}: {error}") from error
        finally:
            line.close()
        return _judged(operation, answer.status, content, limit)

    def _line(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self._seconds)
        return http.client.HTTPSConnection(
            host, port, timeout=self._seconds, context=ssl.create_default_context()
        )


def _judged(operation: str, status: int, content: bytes, limit: int) -> dict[str, Any]:
    said = f"{operation}: {status}"
    if len(content) > limit:
        raise Rejected(f"{said}: more than {limit} bytes")
    # 429 and what begins with 5 pass; a redirect would take the token elsewhere.
    if status == 429 or status >= 500:
        raise Unavailable(said)
    if status != 200:
        raise Rejected(said)
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise Unavailable(f"{said}: no JSON") from error
    if not isinstance(answer, dict):
        raise Unavailable(f"{said}: no object")
    if str(answer.get("ErrorCode", "0")) != "0" or answer.get("status") == "FAIL":
        raise Rejected(
            f"{said}: {answer.get('ErrorDesc') or answer.get('ErrorCode')}"[:400]
        )
    return answer


def _named(ref: str) -> str:
    if not _REF.fullmatch(ref):
        raise Rejected("no plain name")
    return ref
