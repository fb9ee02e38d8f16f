"""Taking files in: whole, once, with the type that their bytes show."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from loa.files import sniff, storage
from loa.files.models import FileClass, StoredFile

if TYPE_CHECKING:
    from loa.accounts.models import User

_NAME_LENGTH = 150
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class TooLarge(Exception):
    """A file above the limit; both are in bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} > {limit}")
        self.size = size
        self.limit = limit


def require_size(size: int) -> None:
    """Refuse more bytes than ``LOA_MAX_UPLOAD``.

    :raises TooLarge: with the size and the limit
    """
    if size > settings.LOA_MAX_UPLOAD:
        raise TooLarge(size, settings.LOA_MAX_UPLOAD)


def read_upload(upload: "UploadedFile[bytes]") -> bytes:
    """Return the bytes of an upload, after its size was looked at.

    :raises TooLarge: before a byte is read
    """
    require_size(upload.size or 0)
    content: bytes = upload.read()
    return content


def clean_name(name: str, fallback: str = "tep") -> str:
    """Make a name safe to keep and show: no folders, no control signs, not too long."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    last = _CONTROL.sub("", last).strip(" .")
    if len(last) > _NAME_LENGTH:
        suffix = PurePosixPath(last).suffix[:10]
        last = last[: _NAME_LENGTH - len(suffix)] + suffix
    return last or fallback


def store_file(
    *,
    content: bytes,
    name: str,
    actor: "User | None",
    at: datetime,
    file_class: str = FileClass.INTERNAL,
) -> StoredFile:
    """Keep bytes for ever, exactly as they came, and return their row.

    Call it inside the transaction of what the file belongs to: when that fails, the
    row goes and the bytes stay, unnamed and harmless.

    :raises TooLarge: above ``LOA_MAX_UPLOAD``
    """
    kept = keep_bytes(content)
    return store_kept(kept, name=name, actor=actor, at=at, file_class=file_class)


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are on the disk and have no row yet."""

    sha256: str
    size: int
    media_type: str


def keep_bytes(content: bytes) -> Kept:
    """Put bytes on the disk, outside any transaction: the disk takes its time.

    :raises TooLarge: above ``LOA_MAX_UPLOAD``
    """
    require_size(len(content))
    return Kept(storage.keep(content), len(content), sniff.media_type(content))


def store_kept(
    kept: Kept,
    *,
    name: str,
    actor: "User | None",
    at: datetime,
    file_class: str = FileClass.INTERNAL,
) -> StoredFile:
    """Give kept bytes their row."""
    return StoredFile.objects.create(
        sha256=kept.sha256,
        size=kept.size,
        media_type=kept.media_type,
        name=clean_name(name),
        file_class=file_class,
        stored_at=at,
        stored_by=actor,
    )
