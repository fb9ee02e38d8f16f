"""The files of an attachment: senders pack each file into a zip, or do not."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass

from loa.domain.exchange.message import Attachment
from loa.domain.exchange.names import safe_name
from loa.domain.exchange.refused import Reason, Refused
from loa.domain.exchange.tree import LIMITS, Limits

_ZIP = b"PK\x03\x04"
# What marks a zip that is a document itself and is not taken apart.
_OFFICE = ("[Content_Types].xml", "mimetype")
_ENCRYPTED = 0x1
_SMALL = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class File:
    """A file as a person would save it."""

    name: str
    content: bytes


def files_of(attachment: Attachment, limits: Limits = LIMITS) -> tuple[File, ...]:
    """Return the files that an attachment stands for, never fewer than one.

    A zip around files is opened, once: a zip within it stays one file. Word, Excel and
    OpenDocument files are zips too and stay as they are.

    :raises Refused: when the zip is hostile, encrypted, damaged or far too large
    """
    content = attachment.content
    if not content.startswith(_ZIP):
        return (File(attachment.name, content),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
            if any(row.filename in _OFFICE for row in inside):
                return (File(attachment.name, content),)
            rows = [row for row in inside if not row.is_dir()]
            _check(rows, len(inside), limits)
            found = [
                File(safe_name(row.filename)[0], _read(archive, row, limits))
                for row in rows
            ]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Refused(Reason.DAMAGED_ARCHIVE, str(error)) from error
    except (RuntimeError, NotImplementedError) as error:
        raise Refused(Reason.ENCRYPTED_ARCHIVE, str(error)) from error
    if not found:
        return (File(attachment.name, content),)
    if len(found) == 1:
        return (_unwrapped(attachment, found[0]),)
    return tuple(
        File(row.name or f"{attachment.name}-{place}", row.content)
        for place, row in enumerate(found, 1)
    )


def _unwrapped(attachment: Attachment, only: File) -> File:
    # The packers name the file inside by a number of their own; the message names it.
    if attachment.name.lower().endswith(".zip"):
        return File(only.name or attachment.name[:-4], only.content)
    return File(attachment.name, only.content)


def _check(rows: list[zipfile.ZipInfo], count: int, limits: Limits) -> None:
    if count > limits.packed_files:
        raise Refused(Reason.BOMB, f"{count} files")
    total = 0
    for row in rows:
        if row.flag_bits & _ENCRYPTED:
            raise Refused(Reason.ENCRYPTED_ARCHIVE, row.filename[:100])
        if stat.S_ISLNK(row.external_attr >> 16) or row.filename.startswith(
            ("/", "\\")
        ):
            raise Refused(Reason.HOSTILE_NAME, row.filename[:100])
        safe_name(row.filename)
        total += row.file_size
        ratio = row.file_size / max(row.compress_size, 1)
        if ratio > limits.ratio and row.file_size > _SMALL:
            raise Refused(Reason.BOMB, f"{ratio:.0f} to 1")
    if total > limits.message:
        raise Refused(Reason.BOMB, f"{total} bytes unpacked")


def _read(archive: zipfile.ZipFile, row: zipfile.ZipInfo, limits: Limits) -> bytes:
    # What the list of contents says of the size may be a lie.
    with archive.open(row) as part:
        content = part.read(min(row.file_size, limits.message) + 1)
    if len(content) > row.file_size:
        raise Refused(Reason.BOMB, row.filename[:100])
    return content
