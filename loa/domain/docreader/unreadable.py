"""Why bytes could not be opened."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a file; the interface says what to do about each."""

    EMPTY = "empty"
    WRONG_TYPE = "wrong_type"
    PICTURE = "picture"
    OLD_WORD = "old_word"
    OTHER_ARCHIVE = "other_archive"
    NO_DOCUMENT = "no_document"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    HOSTILE = "hostile"
    NO_TEXT_LAYER = "no_text_layer"
    NOT_LEGIBLE = "not_legible"
    SCANNED = "scanned"
    TOO_MANY_SCANS = "too_many_scans"
    CLASSIFIED = "classified"


class Unreadable(Exception):
    """Bytes that cannot be opened as a document; `detail` is for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
