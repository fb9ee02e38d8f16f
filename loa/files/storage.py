"""The folder of originals: each file under its digest, whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Return where the bytes of a digest stand."""
    return Path(settings.LOA_FILES) / sha256[:2] / sha256[2:4] / sha256


def digest_of(content: bytes) -> str:
    """Return the sha256 of bytes in lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Write bytes under their digest and return it; the same bytes are kept once.

    The file appears under its name only when it is whole and on the disk. A file that
    stands there already but no longer has its digest (a bad disk) is replaced.
    """
    sha256 = digest_of(content)
    target = path_of(sha256)
    if _is_whole(target, sha256, len(content)):
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, coming = tempfile.mkstemp(prefix=".coming-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(coming).chmod(0o440)
        Path(coming).replace(target)
    except BaseException:
        Path(coming).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return sha256


def _is_whole(path: Path, sha256: str, size: int) -> bool:
    try:
        if path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    # Without this the new name itself may be lost in a power cut.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
