"""File names that strangers wrote: no folders, no control signs, not too long."""

from __future__ import annotations

import re
import unicodedata

from loa.domain.exchange.refused import Reason, Refused

MAX_NAME = 150
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SEPARATORS = re.compile(r"[/\\]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def safe_name(printed: str) -> tuple[str, bool]:
    """Return a file's bare name, and whether folders were cut off.

    >>> safe_name("C:\\\\Van ban\\\\ke hoach.docx")
    ('ke hoach.docx', True)

    :raises Refused: when it climbs out of its folder (``..``), as harmful ones do
    """
    name = unicodedata.normalize("NFC", printed).strip()
    parts = [part.strip() for part in _SEPARATORS.split(name)]
    if ".." in parts:
        raise Refused(Reason.HOSTILE_NAME, name[:100])
    bare = _CONTROL.sub("", _DRIVE.sub("", parts[-1])).strip(" .")
    return _shortened(bare), len(parts) > 1 or bool(_DRIVE.match(name))


def _shortened(name: str) -> str:
    if len(name) <= MAX_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 10:
        return name[:MAX_NAME]
    return f"{stem[: MAX_NAME - len(suffix) - 1]}.{suffix}"
