"""Messages of the national exchange of documents (edXML, QCVN 102:2016/BTTTT).

:func:`parse` takes what senders really send; :func:`build` and :func:`build_status` make
what the standard says. Both are pure: files come in as bytes and go out as bytes.
"""

from loa.domain.exchange.building import build, build_status
from loa.domain.exchange.codes import (
    MAX_CODE,
    STATUS_ORDER,
    TYPE_DETAILS,
    URGENCY_WORDS,
    Business,
    Form,
    Priority,
    StatusCode,
    Steering,
    clean_code,
    document_id,
    follows,
    form_of,
    is_sendable_code,
    secrecy_mark,
)
from loa.domain.exchange.files import File, files_of
from loa.domain.exchange.message import (
    Attachment,
    Doing,
    Message,
    Noted,
    OtherInfo,
    Party,
    Receiver,
    Remark,
    Replacement,
    ResponseFor,
    Signature,
    Signer,
    Staff,
    StatusReport,
    Trace,
    key_of,
)
from loa.domain.exchange.parsing import parse
from loa.domain.exchange.refused import Incomplete, Reason, Refused
from loa.domain.exchange.tree import LIMITS, Limits

__all__ = [
    "LIMITS",
    "MAX_CODE",
    "STATUS_ORDER",
    "TYPE_DETAILS",
    "URGENCY_WORDS",
    "Attachment",
    "Business",
    "Doing",
    "File",
    "Form",
    "Incomplete",
    "Limits",
    "Message",
    "Noted",
    "OtherInfo",
    "Party",
    "Priority",
    "Reason",
    "Receiver",
    "Refused",
    "Remark",
    "Replacement",
    "ResponseFor",
    "Signature",
    "Signer",
    "Staff",
    "StatusCode",
    "StatusReport",
    "Steering",
    "Trace",
    "build",
    "build_status",
    "clean_code",
    "document_id",
    "files_of",
    "follows",
    "form_of",
    "is_sendable_code",
    "key_of",
    "parse",
    "secrecy_mark",
]
