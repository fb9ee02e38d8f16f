"""Turn ``DATABASE_URL`` into Django's settings; SQLite when there is none."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def database(url: str, *, var: Path) -> dict[str, Any]:
    """Return the settings of the database that ``url`` names.

    :param url: ``postgres://user:password@host:port/name``, ``sqlite:///path`` or ""
    :raises ValueError: if the scheme is neither postgres nor sqlite
    """
    if not url or url.startswith("sqlite:"):
        path = url.removeprefix("sqlite:///") or str(var / "loa.sqlite3")
        return _sqlite(path)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"DATABASE_URL: {parts.scheme!r} is neither postgres nor sqlite"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A writer asks for the lock when it begins, so that two writers queue
            # up instead of one failing at its first write (SQLITE_BUSY_SNAPSHOT).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                "PRAGMA journal_size_limit=67108864;"
                "PRAGMA cache_size=-32000;"
            ),
        },
    }
