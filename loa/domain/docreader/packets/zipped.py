"""The files in a zip."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator

from loa.domain.docreader.openers.archive import Archive
from loa.domain.docreader.packets.members import Member, member_of, safe_name
from loa.domain.docreader.unreadable import Reason, Unreadable

_UTF8 = 0x800
# What systems put into an archive on their own.
_OURS_NOT = ("__MACOSX/", "Thumbs.db", "desktop.ini", ".DS_Store")


def zip_members(archive: Archive) -> Iterator[Member]:
    """The files of a zip, in its order.

    :raises Unreadable: when a name or a link leads out of it
    """
    for part in archive.parts:
        name = safe_name(_name(part))
        if stat.S_ISLNK(part.external_attr >> 16):
            raise Unreadable(Reason.HOSTILE, f"a link: {name}")
        last = name.rsplit("/", 1)[-1]
        if part.is_dir() or name.startswith(_OURS_NOT) or last in _OURS_NOT:
            continue
        yield member_of(name, archive.read(part))


def _name(part: zipfile.ZipInfo) -> str:
    """The name; many programs write UTF-8 without saying so."""
    if part.flag_bits & _UTF8:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return part.filename
