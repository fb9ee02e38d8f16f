"""Drop folders: any system that can write a file can exchange messages.

Files come in by appearing in a folder and leave it for ``processed`` or ``failed``; a
file goes out by a rename, whole or not at all. Both are safe beside another worker.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from loa.documents.exchange.gateways.base import (
    Outcome,
    Parcel,
    Rejected,
    Unavailable,
)
from loa.files import quarantine

PROCESSED: Final = "processed"
FAILED: Final = "failed"
COMING: Final = ".coming"
SENT: Final = ".sent"
SUFFIXES: Final = (".edxml", ".xml")
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


class FolderGateway:
    """Two folders; either may be left out.

    :param limit: bytes above which a file is not read whole
    :param before: take only files that nobody wrote to since; None takes all
    """

    def __init__(
        self,
        incoming: Path | None = None,
        outgoing: Path | None = None,
        *,
        limit: int,
        before: datetime | None = None,
    ) -> None:
        self.incoming = incoming
        self.outgoing = outgoing
        self.limit = limit
        self.before = before

    @property
    def name(self) -> str:
        """The folder that messages come from or go to."""
        return f"folder:{self.incoming or self.outgoing}"[:200]

    # --- in ---------------------------------------------------------------------------

    def list(self) -> Iterable[str]:
        """Name the plain files that nobody writes to any more, oldest first.

        Links, folders, pipes, hidden and other files are left alone where they are.
        """
        folder = self._folder(self.incoming)
        found = []
        try:
            with os.scandir(folder) as rows:
                for row in rows:
                    if row.name.startswith(".") or not row.name.lower().endswith(
                        SUFFIXES
                    ):
                        continue
                    with contextlib.suppress(FileNotFoundError):
                        if row.is_file(follow_symlinks=False):
                            at = row.stat(follow_symlinks=False).st_mtime
                            found.append((at, row.name))
        except OSError as error:
            raise Unavailable(str(error)) from error
        before = self.before.timestamp() if self.before else float("inf")
        return [name for at, name in sorted(found) if at <= before]

    def fetch(self, ref: str) -> bytes:
        """Return a file's bytes; a link put in its place is not followed."""
        path = self._folder(self.incoming) / _bare(ref)
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            handle = os.open(path, flags)
        except FileNotFoundError as error:
            raise Unavailable(ref) from error
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.EMLINK}:
                raise Rejected("a link") from error
            raise Unavailable(str(error)) from error
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Rejected("no plain file")
        with os.fdopen(handle, "rb") as file:
            return file.read(self.limit + 1)

    def acknowledge(self, ref: str, outcome: Outcome, reason: str = "") -> None:
        """Move a file to ``processed``, or to ``failed`` with the reason beside it.

        One that must be wiped is overwritten and removed; the reason alone is left,
        under a name that says nothing.
        """
        folder = self._folder(self.incoming)
        if outcome is Outcome.WIPED:
            into = _subfolder(folder, FAILED)
            _write_whole(_free_name(into, "wiped.reason.txt"), f"{reason}\n".encode())
            try:
                quarantine.overwrite(folder / _bare(ref))
            except OSError as error:
                raise Unavailable(str(error)) from error
            _sync(folder)
            return
        into = _subfolder(folder, PROCESSED if outcome is Outcome.DONE else FAILED)
        source = folder / _bare(ref)
        target = _free_name(into, source.name)
        if reason:
            _write_whole(into / f"{target.name}.reason.txt", reason.encode() + b"\n")
        try:
            source.rename(target)
        except FileNotFoundError:
            pass  # another worker was first
        except OSError as error:
            raise Unavailable(str(error)) from error
        _sync(into)
        _sync(folder)

    # --- out --------------------------------------------------------------------------

    def send(self, parcel: Parcel) -> str:
        """Put a message into the folder, once for its key.

        The whole file is written aside, then a mark is set, then the file is renamed
        into the folder. After a crash the mark and the file aside tell which of the
        three was done last, so that none is put there twice, even when its receiver has
        taken it away meanwhile.
        """
        folder = self._folder(self.outgoing)
        name = f"{_PLAIN.sub('-', parcel.key)[:120]}.edxml"
        aside = _subfolder(folder, COMING) / name
        mark = _subfolder(folder, SENT) / name
        try:
            if not mark.exists():
                _write_whole(aside, parcel.content)
                _write_whole(mark, b"")
            if aside.exists():
                aside.replace(folder / name)
                _sync(folder)
        except OSError as error:
            raise Unavailable(str(error)) from error
        return name

    def _folder(self, path: Path | None) -> Path:
        if path is None or not path.is_dir():
            raise Unavailable(f"no such folder: {path}")
        return path


def _bare(ref: str) -> str:
    if Path(ref).name != ref or ref in {"", ".", ".."}:
        raise Rejected("no plain name")
    return ref


def _subfolder(folder: Path, name: str) -> Path:
    path = folder / name
    try:
        path.mkdir(exist_ok=True)
        if path.is_symlink():
            raise Unavailable(f"a link instead of a folder: {path}")
    except OSError as error:
        raise Unavailable(str(error)) from error
    return path


def _free_name(folder: Path, name: str) -> Path:
    path = folder / name
    place = 1
    while path.exists() or path.is_symlink():
        place += 1
        path = folder / f"{Path(name).stem}-{place}{Path(name).suffix}"
    return path


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    handle, coming = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(coming).chmod(0o640)
        Path(coming).replace(path)
    except BaseException:
        Path(coming).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
