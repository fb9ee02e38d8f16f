"""Where files wait that nobody has read yet.

Each lies under a random token, its name in a file beside it: neither is known to the
database. What is done with is overwritten before it is removed. Django's own files of
uploads that are still coming in lie here as well (``FILE_UPLOAD_TEMP_DIR``), so that
after a crash nothing of an unread file is anywhere else.
"""

import errno
import logging
import os
import re
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

logger = logging.getLogger(__name__)

_TOKEN = re.compile(r"[0-9a-f]{32}")
_BLOCK = 1024 * 1024


class Gone(Exception):
    """What waited is no longer there: it was wiped, or waited too long."""


def folder() -> Path:
    """Return the folder of what waits."""
    return Path(settings.LOA_QUARANTINE)


def prepare() -> None:
    """Make the folder, for nobody else to look into; a full disk shows later."""
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        logger.warning("the quarantine cannot be made: %s", error)


def put(content: bytes, name: str) -> str:
    """Let a file wait, and return the token by which it is found."""
    prepare()
    token = secrets.token_hex(16)
    for path, data in ((_name_of(token), name.encode()), (_content_of(token), content)):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    return token


def content(token: str) -> bytes:
    """Return the bytes of what waits.

    :raises Gone: when they are no longer there
    """
    return _read(_content_of(token))


def name(token: str) -> str:
    """Return the name under which it came.

    :raises Gone: when it is no longer there
    """
    return _read(_name_of(token)).decode("utf-8", "replace")


def wipe(token: str) -> None:
    """Overwrite and remove what waits; nothing happens when it is gone."""
    if token:
        overwrite(_content_of(token))
        overwrite(_name_of(token))


def sweep(*, before: datetime, known: frozenset[str] = frozenset()) -> int:
    """Wipe what has waited since before a moment; return how many files went.

    :param known: tokens that may go on waiting
    """
    swept = 0
    if not folder().is_dir():
        return 0
    for path in folder().iterdir():
        if path.name.split(".")[0] in known or not path.is_file():
            continue
        try:
            waits = path.stat().st_mtime >= before.timestamp()
        except FileNotFoundError:
            continue
        if not waits:
            overwrite(path)
            swept += 1
    return swept


def _content_of(token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise Gone(token)
    return folder() / token


def _name_of(token: str) -> Path:
    return _content_of(token).with_suffix(".name")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Gone(path.name) from error


def wipe_upload(upload: UploadedFile[bytes] | None) -> None:
    """Overwrite what Django put on the disk of an upload; small ones never are there."""
    if isinstance(upload, TemporaryUploadedFile):
        overwrite(Path(upload.temporary_file_path()))


def overwrite(path: Path) -> None:
    """Overwrite and remove a file; nothing happens when it is gone.

    A link is removed and what it leads to left alone.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
    else:
        with os.fdopen(handle, "r+b") as file:
            left = os.fstat(handle).st_size
            while left > 0:
                left -= file.write(bytes(min(left, _BLOCK)))
            file.flush()
            os.fsync(handle)
    path.unlink(missing_ok=True)
