"""Why a message could not be taken or made."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a message; the interface says what to do about each."""

    EMPTY = "empty"
    NOT_XML = "not_xml"
    BAD_ENCODING = "bad_encoding"
    TRUNCATED = "truncated"
    HOSTILE_XML = "hostile_xml"
    HOSTILE_NAME = "hostile_name"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    BOMB = "bomb"
    NOT_EDXML = "not_edxml"
    NO_SENDER = "no_sender"
    NO_DOCUMENT_ID = "no_document_id"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_BUSINESS = "unknown_business"
    BAD_BASE64 = "bad_base64"
    DAMAGED_ARCHIVE = "damaged_archive"
    ENCRYPTED_ARCHIVE = "encrypted_archive"
    TOO_SLOW = "too_slow"
    CLASSIFIED = "classified"


class Refused(Exception):
    """A message that is not taken; `detail` is for the log, not for people."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


class Incomplete(ValueError):
    """A message that the standard does not allow to be sent.

    `lacking` names the elements, as ``From/OrganId``, in the order of the message.
    """

    def __init__(self, lacking: tuple[str, ...]) -> None:
        super().__init__(", ".join(lacking))
        self.lacking = lacking
