"""From a tree of elements to a message: by name, in any order, with what is missing."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from datetime import date, datetime

from loa.domain.exchange import codes, dates
from loa.domain.exchange.codes import Business, StatusCode
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
_MARKS_OF_FALSE = frozenset({"", "0", "false"})
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
        header = _find(self.root, "edxmlheader", "header")
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
            description=_said(main, "description"),
            at=self._moment(main, "timestamp"),
            staff=self._staff(main.child("staffinfo")),
            noted=tuple(self.noted),
            not_understood=self._not_understood(),
        )

    # --- a document -----------------------------------------------------------------

    def _message(self, main: Node, header: Node) -> Message:
        sender = self._sender(main)
        to = tuple(party for node in main.all("to") if (party := _party(node)).organ_id)
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
            place=_said(promulgation, "place"),
            issued_on=issued_on,
            type_code=_said(kind, "type"),
            type_detail=_said(kind, "typedetail"),
            type_name=_said(kind, "typename"),
            subject=_said(main, "subject"),
            content=_said(main, "content"),
            signer=_signer(main.child("signerinfo")),
            due_on=self._day(main, "duedate"),
            to_places=_each(main.child("toplaces"), "place"),
            other=_other(main.child("otherinfo")),
            responses_for=tuple(
                self._response(node) for node in main.all("responsefor")
            ),
            steering=_number(_said(main, "steeringtype")),
            traces=tuple(
                Trace(
                    codes.clean_code(node.say("organid")),
                    self._moment(node, "timestamp"),
                )
                for node in traces.all("traceheader")
            ),
            doing=doing,
            attachments=self._attachments(),
            signature=_signature(self.root),
            noted=tuple(self.noted),
            not_understood=self._not_understood(),
        )

    def _sender(self, main: Node) -> Party:
        found = main.child("from")
        sender = _party(found) if found else Party("")
        if not sender.organ_id:
            raise Refused(Reason.NO_SENDER, "From/OrganId")
        return sender

    def _code(self, node: Node | None) -> tuple[str, str]:
        if node is None:
            return "", ""
        number, notation = _said(node, "codenumber"), _said(node, "codenotation")
        if not node.children and (whole := _clean(node.text)):
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
        if said := _said(main, "documentid"):
            return said
        if not (issued_on and number and notation):
            raise Refused(Reason.NO_DOCUMENT_ID)
        made = codes.document_id(sender.organ_id, issued_on, f"{number}/{notation}")
        self.noted.append(Noted(Remark.COMPOSED_ID, made))
        return made

    def _doing(self, header: Node) -> Doing:
        node = _find(header, "business")
        if node is None:
            self.noted.append(Noted(Remark.NO_BUSINESS))
            return Doing()
        printed = _said(node, "businessdoctype")
        kind = _number(printed or "0")
        if kind is None or kind not in set(Business):
            raise Refused(Reason.UNKNOWN_BUSINESS, printed[:40])
        about = node.child("businessdocumentinfo") or Node("", "")
        changed = about.child("receiverlist") or Node("", "")
        replaced = node.child("replacementinfolist") or Node("", "")
        return Doing(
            kind=Business(kind),
            reason=_said(node, "businessdocreason"),
            document_id=_said(node, "documentid"),
            staff=self._staff(node.child("staffinfo")),
            on_paper_too=_said(node, "paper").lower() not in _MARKS_OF_FALSE,
            changes_content=_flag(about, "documentinfo"),
            changes_receivers=_flag(about, "documentreceiver"),
            receivers=tuple(
                Receiver(
                    codes.clean_code(row.say("organid")),
                    _said(row, "receivertype") != "0",
                )
                for row in changed.all("receiver")
            ),
            replacements=tuple(
                Replacement(
                    _said(row, "documentid"),
                    tuple(
                        codes.clean_code(one)
                        for one in _each(row.child("organidlist"), "organid")
                    ),
                )
                for row in replaced.all("replacementinfo")
            ),
        )

    def _staff(self, node: Node | None) -> Staff:
        if node is None:
            return Staff()
        return Staff(
            department=_said(node, "department"),
            name=_said(node, "staff"),
            email=_said(node, "email"),
            mobile=_said(node, "mobile"),
        )

    def _response(self, node: Node) -> ResponseFor:
        return ResponseFor(
            organ_id=codes.clean_code(node.say("organid")),
            code=_said(node, "code"),
            issued_on=self._day(node, "promulgationdate"),
            document_id=_said(node, "documentid"),
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
            content_id = _content_id(_said(node, "contentid"))
            reference = listed.pop(content_id, None)
            if reference is None and has_list:
                self.noted.append(
                    Noted(Remark.UNLISTED_ATTACHMENT, content_id[:60] or str(place))
                )
            found.append(self._attachment(node, reference, content_id, place))
        for missing, node in listed.items():
            names = [_said(node, k) for k in ("attachmentname", "description")]
            node.say("contenttype")
            name = _first([*names, missing])
            self.noted.append(Noted(Remark.MISSING_ATTACHMENT, name[:150]))
        return tuple(found)

    def _listed(self) -> dict[str, Node]:
        manifest = _find(self.root, "edxmlmanifest", "manifest")
        rows = manifest.all("reference") if manifest else []
        named: dict[str, Node] = {}
        for row in rows:
            links = [v for k, v in row.attributes.items() if key_of(k) == "href"]
            name = _content_id(_first([_said(row, "contentid"), *links]))
            if name:
                named.setdefault(name, row)
        return named

    def _attachment(
        self, node: Node, reference: Node | None, content_id: str, place: int
    ) -> Attachment:
        both = (node, reference or Node("", ""))
        name_of, said_of, type_of = (
            _first([_said(one, key) for one in both])
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
                found.append((path, _clean(said[:_LONGEST_UNKNOWN])))
            for child in node.children:
                look(child, f"{path}/{child.name}" if path else child.name)

        look(self.root, "")
        return tuple(found)


# --- small readers ------------------------------------------------------------------------


def _find(node: Node, *keys: str) -> Node | None:
    return next((row for row in node.walk() if row.key in keys), None)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _said(node: Node, key: str) -> str:
    return _clean(node.say(key))


def _first(values: list[str]) -> str:
    return next((value for value in values if value), "")


def _each(node: Node | None, key: str) -> tuple[str, ...]:
    rows = node.all(key) if node else []
    return tuple(said for row in rows if (said := _clean(row.text)))


def _number(printed: str) -> int | None:
    return int(printed) if re.fullmatch(r"[0-9]{1,6}", printed) else None


def _flag(node: Node, key: str) -> bool | None:
    printed = _said(node, key).lower()
    return None if not printed else printed not in _MARKS_OF_FALSE


def _content_id(printed: str) -> str:
    """Both "cid:209" and "209" are met for one file."""
    return printed.removeprefix("cid:").strip()


def _party(node: Node) -> Party:
    return Party(
        organ_id=codes.clean_code(node.say("organid")),
        name=_said(node, "organname"),
        in_charge=_said(node, "organizationincharge"),
        address=_said(node, "organadd"),
        email=_said(node, "email"),
        telephone=_said(node, "telephone"),
        fax=_said(node, "fax"),
        website=_said(node, "website"),
    )


def _signer(node: Node | None) -> Signer:
    if node is None:
        return Signer()
    return Signer(
        competence=_said(node, "competence"),
        position=_said(node, "position"),
        name=_said(node, "fullname"),
    )


def _other(node: Node | None) -> OtherInfo:
    if node is None:
        return OtherInfo()
    return OtherInfo(
        priority=_number(_said(node, "priority")),
        sphere=_said(node, "sphereofpromulgation"),
        typist=_said(node, "typernotation"),
        copies=_number(_said(node, "promulgationamount")),
        pages=_number(_said(node, "pageamount")),
        direction=_said(node, "direction"),
        appendixes=_each(node.child("appendixes"), "appendix"),
    )


def _signature(root: Node) -> Signature | None:
    node = _find(root, "signature", "digitalsignature")
    if node is None:
        return None
    method, digest = _find(node, "signaturemethod"), _find(node, "digestmethod")
    subject = _find(node, "x509subjectname")
    value = _find(node, "signaturevalue")
    if not (value and value.text):
        return None
    return Signature(
        method=_algorithm(method),
        digest_method=_algorithm(digest),
        subject=_clean(subject.text) if subject else "",
    )


def _algorithm(node: Node | None) -> str:
    return node.attributes.get("Algorithm", "") if node else ""
