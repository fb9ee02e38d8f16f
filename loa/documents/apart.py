"""Reading a file in a process of its own, so that no file can take the worker along.

A PDF is opened by a library written in C; a large file may be made to use up memory or
time. Such a file is read by a child with limits; what it says comes back as JSON.
"""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from loa.documents.readings import Taken, taken
from loa.domain import docreader
from loa.domain.docreader import Reason, Unreadable

SMALL: Final = 1024 * 1024
"""Bytes up to which a file that is no PDF is read here, without a process of its own."""

SECONDS: Final = 30
MEMORY: Final = 1536 * 1024 * 1024
_UNREADABLE = 3
_FILE, _TEXT = "file", "text"
_ROOT = Path(__file__).resolve().parents[2]


def read(content: bytes, name: str) -> Taken:
    """Read a file.

    :raises Unreadable: when it cannot be opened, or takes more than 30 seconds or
        1.5 GB of memory (``Reason.TOO_LARGE``), or makes the reader fall (``DAMAGED``)
    """
    if len(content) <= SMALL and content.lstrip()[:5] != b"%PDF-":
        return taken(docreader.read(content, filename=name))
    return _read_in_child(content, name)


def read_text(text: str) -> Taken:
    """Read pasted text; a very long one may take too long (:raises Unreadable:)."""
    if len(text) <= SMALL:
        return taken(docreader.read(text))
    return _read_in_child(text.encode("utf-8", "replace"), "", _TEXT)


def _read_in_child(content: bytes, name: str, kind: str = _FILE) -> Taken:
    command = [sys.executable, "-m", "loa.documents.apart", name, kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            # Nothing of ours but where the package lies: no secret key, no database.
            env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(Reason.TOO_LARGE, f"more than {SECONDS} s") from None
    if done.returncode == 0:
        return Taken.from_data(json.loads(done.stdout))
    if done.returncode == _UNREADABLE:
        said = json.loads(done.stdout)
        raise Unreadable(Reason(said["reason"]), said["detail"])
    if done.returncode == -signal.SIGXCPU:
        raise Unreadable(Reason.TOO_LARGE, f"more than {SECONDS} s of the processor")
    trouble = done.stderr.decode("utf-8", "replace")[-2000:]
    if "MemoryError" in trouble:
        raise Unreadable(Reason.TOO_LARGE, f"more than {MEMORY} bytes of memory")
    raise Unreadable(Reason.DAMAGED, f"the reader fell: {done.returncode} {trouble}")


def main() -> int:
    """Read standard input and write what was found as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        raw: bytes | str = sys.stdin.buffer.read()
        if isinstance(raw, bytes) and sys.argv[2] == _TEXT:
            raw = raw.decode("utf-8")
        found = taken(docreader.read(raw, filename=sys.argv[1]))
    except Unreadable as error:
        json.dump({"reason": error.reason.value, "detail": error.detail}, sys.stdout)
        return _UNREADABLE
    json.dump(found.as_data(), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
