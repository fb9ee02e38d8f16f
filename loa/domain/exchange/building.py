"""From a message to bytes, as strict as the standard: exact names, order and prefix."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from loa.domain.exchange import codes, dates
from loa.domain.exchange.codes import Business
from loa.domain.exchange.message import (
    Attachment,
    Doing,
    Message,
    OtherInfo,
    Party,
    ResponseFor,
    Staff,
    StatusReport,
)
from loa.domain.exchange.refused import Incomplete
from loa.domain.exchange.tree import CONTROLS

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
# A receiver's reader rejects messages whose elements lack it.
PREFIX: Final = "edXML"
ZIP_TYPE: Final = "application/zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class _Writer:
    """Writes elements one by one, each value escaped."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def open(self, name: str, attributes: str = "", prefix: str = f"{PREFIX}:") -> None:
        self.parts.append(f"<{prefix}{name}{attributes}>")

    def close(self, name: str, prefix: str = f"{PREFIX}:") -> None:
        self.parts.append(f"</{prefix}{name}>")

    def say(self, name: str, value: object, prefix: str = f"{PREFIX}:") -> None:
        """An element with a text; nothing without one."""
        text = CONTROLS.sub(" ", "" if value is None else str(value)).strip()
        if text:
            self.parts.append(f"<{prefix}{name}>{escape(text)}</{prefix}{name}>")

    def bytes(self) -> bytes:
        return "".join(self.parts).encode("utf-8")


def build(message: Message, *, zipped: bool = False) -> bytes:
    """Write a message.

    :param zipped: pack each attachment into a zip of its own, as the one national
        gateway seen does; without it the file's own bytes are carried
    :raises Incomplete: when what the standard asks for is missing
    """
    lacking = tuple(_lacking(message))
    if lacking:
        raise Incomplete(lacking)
    to = _Writer()
    _begin(to)
    to.open("edXMLHeader")
    _header(to, message)
    to.open("TraceHeaderList")
    for trace in message.traces:
        to.open("TraceHeader")
        to.say("OrganId", trace.organ_id)
        to.say("Timestamp", dates.print_moment(trace.at))
        to.close("TraceHeader")
    _business(to, message.doing)
    to.close("TraceHeaderList")
    to.close("edXMLHeader")
    names = _content_ids(message.attachments)
    to.open("edXMLBody")
    to.open("edXMLManifest", ' version="1.0"')
    for attachment, name in zip(message.attachments, names, strict=True):
        to.open("Reference")
        to.say("ContentId", f"cid:{name}")
        to.say("ContentType", _type(attachment, zipped=zipped))
        to.say("AttachmentName", attachment.name)
        to.say("Description", attachment.description or attachment.name)
        to.close("Reference")
    to.close("edXMLManifest")
    to.close("edXMLBody")
    to.close("edXMLEnvelope")
    _attachments(to, message.attachments, names, zipped=zipped)
    to.close("edXML", "")
    return to.bytes()


def build_status(report: StatusReport) -> bytes:
    """Write what became of a document that was received.

    :raises Incomplete: when it does not say who tells it, when, and of which document
    """
    lacking = [*_lacking_party("From", report.sender)]
    if not report.about.document_id:
        lacking.append("ResponseFor/DocumentId")
    if report.at is None:
        lacking.append("Timestamp")
    if lacking:
        raise Incomplete(tuple(lacking))
    to = _Writer()
    _begin(to)
    to.open("edXMLHeader")
    to.open("Status")
    _response(to, report.about)
    _party(to, "From", report.sender)
    to.say("StatusCode", report.code.value)
    to.say("Description", report.description)
    to.say("Timestamp", dates.print_moment(report.at))
    _staff(to, report.staff)
    to.close("Status")
    to.close("edXMLHeader")
    to.close("edXMLEnvelope")
    to.close("edXML", "")
    return to.bytes()


# --- what must be there ---------------------------------------------------------------


def _lacking(message: Message) -> Iterable[str]:
    yield from _lacking_party("From", message.sender)
    if not message.to:
        yield "To"
    for party in message.to:
        yield from _lacking_party("To", party)
    required = {
        "Code/CodeNumber": message.number,
        "Code/CodeNotation": message.notation,
        "PromulgationInfo/Place": message.place,
        "PromulgationInfo/PromulgationDate": message.issued_on,
        "DocumentType/TypeName": message.type_name,
        "Subject": message.subject,
        "SignerInfo/FullName": message.signer.name,
        "DocumentId": message.document_id,
    }
    yield from (name for name, value in required.items() if not value)
    doing = message.doing
    if doing.kind is not Business.NEW:
        if not doing.reason:
            yield "Bussiness/BussinessDocReason"
        if not doing.document_id and not doing.replacements:
            yield "Bussiness/DocumentId"
    elif not message.attachments:
        yield "AttachmentEncoded/Attachment"
    for attachment in message.attachments:
        if not attachment.name:
            yield "Attachment/AttachmentName"
        if not attachment.content:
            yield "Attachment/ContentTransferEncoded"


def _lacking_party(name: str, party: Party) -> Iterable[str]:
    if not codes.is_sendable_code(party.organ_id):
        yield f"{name}/OrganId"
    if not party.name:
        yield f"{name}/OrganName"


# --- the parts, in the standard's order ---------------------------------------------------


def _begin(to: _Writer) -> None:
    to.parts.append('<?xml version="1.0" encoding="UTF-8"?>')
    to.open("edXML", f' xmlns="{NAMESPACE}"', "")
    to.open("edXMLEnvelope", f' xmlns:{PREFIX}="{NAMESPACE}"')


def _header(to: _Writer, message: Message) -> None:
    to.open("MessageHeader")
    _party(to, "From", message.sender)
    for party in message.to:
        _party(to, "To", party)
    to.open("Code")
    to.say("CodeNumber", message.number)
    to.say("CodeNotation", message.notation)
    to.close("Code")
    to.open("PromulgationInfo")
    to.say("Place", message.place)
    to.say("PromulgationDate", dates.print_day(message.issued_on))
    to.close("PromulgationInfo")
    to.open("DocumentType")
    to.say("Type", message.type_code)
    to.say("TypeDetail", message.type_detail)
    to.say("TypeName", message.type_name)
    to.close("DocumentType")
    to.say("Subject", message.subject)
    to.say("Content", message.content)
    to.open("SignerInfo")
    to.say("Competence", message.signer.competence)
    to.say("Position", message.signer.position)
    to.say("FullName", message.signer.name)
    to.close("SignerInfo")
    to.say("DueDate", dates.print_day(message.due_on))
    _list(to, "ToPlaces", "Place", message.to_places)
    _other(to, message.other)
    for earlier in message.responses_for:
        _response(to, earlier)
    to.say("SteeringType", message.steering)
    to.say("DocumentId", message.document_id)
    to.close("MessageHeader")


def _party(to: _Writer, name: str, party: Party) -> None:
    to.open(name)
    to.say("OrganId", party.organ_id)
    to.say("OrganizationInCharge", party.in_charge)
    to.say("OrganName", party.name)
    to.say("OrganAdd", party.address)
    to.say("Email", party.email)
    to.say("Telephone", party.telephone)
    to.say("Fax", party.fax)
    to.say("Website", party.website)
    to.close(name)


def _other(to: _Writer, other: OtherInfo) -> None:
    to.open("OtherInfo")
    to.say("Priority", other.priority)
    to.say("SphereOfPromulgation", other.sphere)
    to.say("TyperNotation", other.typist)
    to.say("PromulgationAmount", other.copies)
    to.say("PageAmount", other.pages)
    to.say("Direction", other.direction)
    _list(to, "Appendixes", "Appendix", other.appendixes)
    to.close("OtherInfo")


def _response(to: _Writer, earlier: ResponseFor) -> None:
    to.open("ResponseFor")
    to.say("OrganId", earlier.organ_id)
    to.say("Code", earlier.code)
    to.say("PromulgationDate", dates.print_day(earlier.issued_on))
    to.say("DocumentId", earlier.document_id)
    to.close("ResponseFor")


def _business(to: _Writer, doing: Doing) -> None:
    to.open("Bussiness")
    to.say("BussinessDocType", doing.kind.value)
    to.say("BussinessDocReason", doing.reason)
    if doing.changes_content is not None or doing.changes_receivers is not None:
        to.open("BussinessDocumentInfo")
        to.say("DocumentInfo", _bit(doing.changes_content))
        to.say("DocumentReceiver", _bit(doing.changes_receivers))
        if doing.receivers:
            to.open("ReceiverList")
            for receiver in doing.receivers:
                to.open("Receiver")
                to.say("ReceiverType", _bit(receiver.is_added))
                to.say("OrganId", receiver.organ_id)
                to.close("Receiver")
            to.close("ReceiverList")
        to.close("BussinessDocumentInfo")
    to.say("DocumentId", doing.document_id)
    _staff(to, doing.staff)
    to.say("Paper", _bit(doing.on_paper_too))
    if doing.replacements:
        to.open("ReplacementInfoList")
        for row in doing.replacements:
            to.open("ReplacementInfo")
            to.say("DocumentId", row.document_id)
            _list(to, "OrganIdList", "OrganId", row.organ_ids)
            to.close("ReplacementInfo")
        to.close("ReplacementInfoList")
    to.close("Bussiness")


def _staff(to: _Writer, staff: Staff) -> None:
    if staff == Staff():
        return
    to.open("StaffInfo")
    to.say("Department", staff.department)
    to.say("Staff", staff.name)
    to.say("Mobile", staff.mobile)
    to.say("Email", staff.email)
    to.close("StaffInfo")


def _list(to: _Writer, name: str, each: str, values: Iterable[str]) -> None:
    said = [value for value in values if value]
    if said:
        to.open(name)
        for value in said:
            to.say(each, value)
        to.close(name)


def _bit(value: bool | None) -> str:
    return "" if value is None else str(int(value))


# --- attachments --------------------------------------------------------------------------


def _content_ids(attachments: tuple[Attachment, ...]) -> list[str]:
    """Names within the message; made from the content, so that it comes out the same."""
    names: list[str] = []
    for place, attachment in enumerate(attachments, 1):
        made = hashlib.sha256(attachment.content).hexdigest()[:20]
        name = attachment.content_id or f"{place}-{made}"
        names.append(name if name not in names else f"{name}-{place}")
    return names


def _type(attachment: Attachment, *, zipped: bool) -> str:
    return ZIP_TYPE if zipped else attachment.media_type or "application/octet-stream"


def _attachments(
    to: _Writer, attachments: tuple[Attachment, ...], names: list[str], *, zipped: bool
) -> None:
    # Outside the envelope and without the prefix, but for the bytes themselves.
    if not attachments:
        return
    to.open("AttachmentEncoded", "", "")
    for attachment, name in zip(attachments, names, strict=True):
        to.open("Attachment", "", "")
        to.say("ContentId", f"cid:{name}", "")
        to.say("AttachmentName", attachment.name, "")
        to.say("Description", attachment.description or attachment.name, "")
        to.say("ContentType", _type(attachment, zipped=zipped), "")
        content = _packed(attachment) if zipped else attachment.content
        to.open("ContentTransferEncoded", f' xmlns:{PREFIX}="{NAMESPACE}"')
        to.parts.append(base64.b64encode(content).decode("ascii"))
        to.close("ContentTransferEncoded")
        to.close("Attachment", "")
    to.close("AttachmentEncoded", "")


def _packed(attachment: Attachment) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        # No clock in it: the same message is the same bytes.
        entry = zipfile.ZipInfo(attachment.name, _EARLIEST)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, attachment.content)
    return made.getvalue()
