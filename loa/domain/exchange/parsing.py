"""From a tree of elements to a message: by name, in any order, with what is missing."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date, datetime

from loa.domain.exchange import codes, dates, fields
from loa.domain.exchange.codes import Business, StatusCode
from loa.domain.exchange.message import (
    Attachment,
    Doing,
    Message,
    Noted,
    Party,
    Receiver,
    Remark,
    Replacement,
    ResponseFor,
    Staff,
    StatusReport,
    Trace,
)
from loa.domain.exchange.names import safe_name
from loa.domain.exchange.refused import Reason, Refused
from loa.domain.exchange.tree import ENCODED, LIMITS, Limits, Node, key_of, tree_of

# Names by the standard; others met are read as these and noted.
_OTHER_SPELLINGS = {
    "Header": "edXMLHeader",
    "Body": "edXMLBody",
    "Manifest": "edXMLManifest",
    "Envelope": "edXMLEnvelope",
}
_BLANKS = re.compile(r"\s+")
_NUMBER_IN_CODE = re.compile(r"^(?P<number>\d+[A-Za-z]?)\s*/\s*(?P<rest>.+)$")
_LONGEST_UNKNOWN = 500


def parse(raw: bytes, limits: Limits = LIMITS) -> Message | StatusReport:
    """Read a message, or what a receiver tells of one.

    :raises Refused: when it is no such message, is hostile, is above the limits, or does
        not say who sent it and which document it is about
    """
    root, noted = tree_of(raw, limits)
    return _Reading(root, noted, limits).result()


class _Reading:
    def __init__(self, root: Node, noted: list[Noted], limits: Limits) -> None:
        self.root = root
        self.noted = noted
        self.limits = limits

    def result(self) -> Message | StatusReport:
        header = fields.find(self.root, "edxmlheader", "header")
        if header is None:
            raise Refused(Reason.NOT_EDXML, self.root.name[:60])
        self._note_spellings()
        status = header.child("status") or header.child("messagestatus")
        inner = (status or header).child("messageheader")
        main = inner or status
        if main is None:
            raise Refused(Reason.NOT_EDXML, "no MessageHeader")
        if main.child("statuscode"):
            return self._status(main)
        if status is not None:
            raise Refused(Reason.UNKNOWN_STATUS, "no StatusCode")
        return self._message(main, header)

    # --- a status -------------------------------------------------------------------

    def _status(self, main: Node) -> StatusReport:
        printed = main.say("statuscode")
        code: StatusCode | None = codes.status_of(printed)
        if code is None:
            raise Refused(Reason.UNKNOWN_STATUS, printed[:40])
        answered = main.child("responsefor")
        about = self._response(answered) if answered else ResponseFor()
        if not about.document_id:
            raise Refused(Reason.NO_DOCUMENT_ID, "ResponseFor/DocumentId")
        return StatusReport(
            sender=self._sender(main),
            code=code,
            about=about,
            description=fields.said(main, "description"),
            at=self._moment(main, "timestamp"),
            staff=self._staff(main.child("staffinfo")),
            noted=tuple(self.noted),
            not_understood=self._not_understood(),
        )

    # --- a document -----------------------------------------------------------------

    def _message(self, main: Node, header: Node) -> Message:
        sender = self._sender(main)
        to = tuple(
            party
            for node in main.all("to")
            if (party := fields.party_of(node)).organ_id
        )
        doing = self._doing(header)
        if not to and doing.kind is Business.NEW:
            self.noted.append(Noted(Remark.NO_RECEIVER))
        number, notation = self._code(main.child("code"))
        promulgation = main.child("promulgationinfo") or Node("", "")
        issued_on = self._day(promulgation, "promulgationdate")
        kind = main.child("documenttype") or Node("", "")
        traces = header.child("traceheaderlist") or Node("", "")
        return Message(
            sender=sender,
            to=to,
            document_id=self._document_id(main, sender, issued_on, number, notation),
            number=number,
            notation=notation,
            place=fields.said(promulgation, "place"),
            issued_on=issued_on,
            type_code=fields.said(kind, "type"),
            type_detail=fields.said(kind, "typedetail"),
            type_name=fields.said(kind, "typename"),
            subject=fields.said(main, "subject"),
            content=fields.said(main, "content"),
            signer=fields.signer_of(main.child("signerinfo")),
            due_on=self._day(main, "duedate"),
            to_places=fields.each(main.child("toplaces"), "place"),
            other=fields.other_of(main.child("otherinfo")),
            responses_for=tuple(
                self._response(node) for node in main.all("responsefor")
            ),
            steering=fields.number(fields.said(main, "steeringtype")),
            traces=tuple(
                Trace(
                    codes.clean_code(node.say("organid")),
                    self._moment(node, "timestamp"),
                )
                for node in traces.all("traceheader")
            ),
            doing=doing,
            attachments=self._attachments(),
            signature=fields.signature_of(self.root),
            noted=tuple(self.noted),
            not_understood=self._not_understood(),
        )

    def _sender(self, main: Node) -> Party:
        found = main.child("from")
        sender = fields.party_of(found) if found else Party("")
        if not sender.organ_id:
            raise Refused(Reason.NO_SENDER, "From/OrganId")
        return sender

    def _code(self, node: Node | None) -> tuple[str, str]:
        if node is None:
            return "", ""
        number, notation = (
            fields.said(node, "codenumber"),
            fields.said(node, "codenotation"),
        )
        if not node.children and (whole := fields.clean(node.text)):
            number = whole
        for whole in (notation, number):
            found = _NUMBER_IN_CODE.match(whole)
            if found and (not number or whole == number or found["number"] == number):
                self.noted.append(Noted(Remark.CODE_IN_ONE, whole))
                return found["number"], found["rest"].strip()
        return number, notation.lstrip("/ ")

    def _document_id(
        self,
        main: Node,
        sender: Party,
        issued_on: date | None,
        number: str,
        notation: str,
    ) -> str:
        if said := fields.said(main, "documentid"):
            return said
        if not (issued_on and number and notation):
            raise Refused(Reason.NO_DOCUMENT_ID)
        made = codes.document_id(sender.organ_id, issued_on, f"{number}/{notation}")
        self.noted.append(Noted(Remark.COMPOSED_ID, made))
        return made

    def _doing(self, header: Node) -> Doing:
        node = fields.find(header, "business")
        if node is None:
            self.noted.append(Noted(Remark.NO_BUSINESS))
            return Doing()
        printed = fields.said(node, "businessdoctype")
        kind = fields.number(printed or "0")
        if kind is None or kind not in set(Business):
            raise Refused(Reason.UNKNOWN_BUSINESS, printed[:40])
        about = node.child("businessdocumentinfo") or Node("", "")
        changed = about.child("receiverlist") or Node("", "")
        replaced = node.child("replacementinfolist") or Node("", "")
        return Doing(
            kind=Business(kind),
            reason=fields.said(node, "businessdocreason"),
            document_id=fields.said(node, "documentid"),
            staff=self._staff(node.child("staffinfo")),
            on_paper_too=fields.said(node, "paper").lower()
            not in fields.MARKS_OF_FALSE,
            changes_content=fields.flag(about, "documentinfo"),
            changes_receivers=fields.flag(about, "documentreceiver"),
            receivers=tuple(
                Receiver(
                    codes.clean_code(row.say("organid")),
                    fields.said(row, "receivertype") != "0",
                )
                for row in changed.all("receiver")
            ),
            replacements=tuple(
                Replacement(
                    fields.said(row, "documentid"),
                    tuple(
                        codes.clean_code(one)
                        for one in fields.each(row.child("organidlist"), "organid")
                    ),
                )
                for row in replaced.all("replacementinfo")
            ),
        )

    def _staff(self, node: Node | None) -> Staff:
        if node is None:
            return Staff()
        return Staff(
            department=fields.said(node, "department"),
            name=fields.said(node, "staff"),
            email=fields.said(node, "email"),
            mobile=fields.said(node, "mobile"),
        )

    def _response(self, node: Node) -> ResponseFor:
        return ResponseFor(
            organ_id=codes.clean_code(node.say("organid")),
            code=fields.said(node, "code"),
            issued_on=self._day(node, "promulgationdate"),
            document_id=fields.said(node, "documentid"),
        )

    # --- attachments ------------------------------------------------------------------

    def _attachments(self) -> tuple[Attachment, ...]:
        carried = [
            node
            for node in self.root.walk()
            if node.key == "attachment" and node.child(ENCODED)
        ]
        if len(carried) > self.limits.attachments:
            raise Refused(Reason.TOO_MANY, f"{len(carried)} attachments")
        listed = self._listed()
        has_list = bool(listed)
        found = []
        for place, node in enumerate(carried, 1):
            content_id = fields.content_id(fields.said(node, "contentid"))
            reference = listed.pop(content_id, None)
            if reference is None and has_list:
                self.noted.append(
                    Noted(Remark.UNLISTED_ATTACHMENT, content_id[:60] or str(place))
                )
            found.append(self._attachment(node, reference, content_id, place))
        for missing, node in listed.items():
            names = [fields.said(node, k) for k in ("attachmentname", "description")]
            node.say("contenttype")
            name = fields.first([*names, missing])
            self.noted.append(Noted(Remark.MISSING_ATTACHMENT, name[:150]))
        return tuple(found)

    def _listed(self) -> dict[str, Node]:
        manifest = fields.find(self.root, "edxmlmanifest", "manifest")
        rows = manifest.all("reference") if manifest else []
        named: dict[str, Node] = {}
        for row in rows:
            links = [v for k, v in row.attributes.items() if key_of(k) == "href"]
            name = fields.content_id(
                fields.first([fields.said(row, "contentid"), *links])
            )
            if name:
                named.setdefault(name, row)
        return named

    def _attachment(
        self, node: Node, reference: Node | None, content_id: str, place: int
    ) -> Attachment:
        both = (node, reference or Node("", ""))
        name_of, said_of, type_of = (
            fields.first([fields.said(one, key) for one in both])
            for key in ("attachmentname", "description", "contenttype")
        )
        name, had_folders = safe_name(name_of or said_of)
        if had_folders:
            self.noted.append(Noted(Remark.PATH_IN_NAME, name))
        if not name:
            name = f"tep-{place}"
            self.noted.append(Noted(Remark.NO_NAME, name))
        content = self._decoded(node.say(ENCODED), name)
        return Attachment(
            name=name,
            content=content,
            content_id=content_id,
            description=said_of,
            media_type=type_of,
        )

    def _decoded(self, encoded: str, name: str) -> bytes:
        packed = _BLANKS.sub("", encoded)
        packed += "=" * (-len(packed) % 4)
        try:
            content = base64.b64decode(packed.encode("ascii"), validate=True)
        except (binascii.Error, UnicodeEncodeError) as error:
            raise Refused(Reason.BAD_BASE64, name) from error
        if len(content) > self.limits.attachment:
            raise Refused(Reason.TOO_LARGE, f"{name}: {len(content)} bytes")
        if not content:
            self.noted.append(Noted(Remark.EMPTY_ATTACHMENT, name))
        return content

    # --- days, spellings, the rest -------------------------------------------------------

    def _day(self, node: Node, key: str) -> date | None:
        printed = node.say(key)
        day = dates.day_of(printed)
        if printed and day is None:
            self.noted.append(Noted(Remark.BAD_DATE, printed[:40]))
        return day

    def _moment(self, node: Node, key: str) -> datetime | None:
        printed = node.say(key)
        moment = dates.moment_of(printed)
        if printed and moment is None:
            self.noted.append(Noted(Remark.BAD_DATE, printed[:40]))
        return moment

    def _note_spellings(self) -> None:
        for node in self.root.walk():
            if node.name in _OTHER_SPELLINGS or node.name.startswith("Business"):
                self.noted.append(Noted(Remark.OTHER_SPELLING, node.name))

    def _not_understood(self) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []

        def look(node: Node, path: str) -> None:
            if node.key in {"signature", "digitalsignature"}:
                return
            said = "".join(node.pieces).strip()
            if said and not node.is_used:
                found.append((path, fields.clean(said[:_LONGEST_UNKNOWN])))
            for child in node.children:
                look(child, f"{path}/{child.name}" if path else child.name)

        look(self.root, "")
        return tuple(found)
