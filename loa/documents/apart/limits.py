"""What a child may use up over one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SMALL: Final = 1024 * 1024
"""Letters of pasted text up to which it is read here, without a child."""

MEMORY: Final = 1536 * 1024 * 1024
"""Bytes of address space; one A3 page in colour at 300 dots per inch takes 200 MB."""

OUTPUT: Final = 64 * 1024 * 1024
"""Bytes that a child may say in all."""

READS: Final = 100
"""Files after which a child is replaced: libraries in C keep what they should not."""

_SECONDS: Final = 30.0
_SECONDS_A_SCAN: Final = 12.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds by the clock, which are also the most seconds of the processor."""

    seconds: float = _SECONDS

    @classmethod
    def for_scans(cls, pages: int) -> Limits:
        """What a file may take of which so many pages are pictures."""
        return cls(_SECONDS + _SECONDS_A_SCAN * pages)
