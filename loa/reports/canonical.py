"""The one form in which figures are digested: the same bytes on every machine."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple


class Behind(NamedTuple):
    """One record behind a figure, as it was when the figures were taken."""

    id: int
    standing: str
    quantity: int
    done_on: str  # ISO


def canonical(data: Any) -> str:
    """Write JSON with sorted keys and no spaces; floats are refused.

    :raises ValueError: for a float, whose digits depend on who writes them
    """
    _refuse_floats(data)
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise ValueError(f"a float has no one form: {data!r}")
    if isinstance(data, dict):
        data = [*data.keys(), *data.values()]
    if isinstance(data, list | tuple):
        for item in data:
            _refuse_floats(item)


def digest(text: str) -> str:
    """Give the sha256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(behind: Iterable[Behind]) -> str:
    """Give the digest of the records behind a figure, whatever their order."""
    lines = sorted(" ".join(map(str, row)) for row in behind)
    return digest("\n".join(lines))
