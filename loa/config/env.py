"""The three ways a setting is read from the environment.

``NAME_FILE`` may name a file holding the value, so that a secret need not stand
in the process's environment.
"""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """Return the value of ``NAME``, or the content of the file ``NAME_FILE``."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether ``NAME`` is one of 1, true, yes, on."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated values of ``NAME`` without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
