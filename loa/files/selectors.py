"""Reading what was kept."""

from loa.files import storage
from loa.files.models import StoredFile


class Lost(Exception):
    """The bytes of a stored file are gone from the disk, or are no longer the same."""


def content(stored: StoredFile) -> bytes:
    """Return the bytes of a stored file, proven by their digest.

    :raises Lost: when they are missing or differ
    """
    try:
        found = storage.path_of(stored.sha256).read_bytes()
    except FileNotFoundError as error:
        raise Lost(stored.sha256) from error
    if storage.digest_of(found) != stored.sha256:
        raise Lost(stored.sha256)
    return found
