"""Messages in words: why one was refused, why one waits, what was odd, what was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loa.documents import unreadable
from loa.domain.docreader import Reason as Unread
from loa.domain.docreader import Unreadable
from loa.domain.exchange import Reason, Remark, StatusCode

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

REASONS: Final[dict[str, Text]] = {
    Reason.EMPTY: _("It is empty. Ask the sender to send it again."),
    Reason.NOT_XML: _(
        "It is no message of the national exchange (edXML). If it is a document, bring "
        "it in by itself."
    ),
    Reason.BAD_ENCODING: _(
        "Its letters are not written as it says. Ask the sender to send it in UTF-8."
    ),
    Reason.TRUNCATED: _(
        "It ends in the middle: only a part of it arrived. Ask the sender to send it "
        "again."
    ),
    Reason.HOSTILE_XML: _(
        "It declares parts that reach outside the message, as harmful ones do. Nothing "
        "was opened. Ask the sender how it was made."
    ),
    Reason.HOSTILE_NAME: _(
        "A file in it has a name that climbs out of its folder, as harmful ones do. "
        "Nothing was opened. Ask the sender how it was made."
    ),
    Reason.TOO_LARGE: _(
        "It is larger than this installation takes. Ask for fewer or smaller files, or "
        "have the limit raised (LOA_MAX_UPLOAD)."
    ),
    Reason.TOO_MANY: _(
        "It has far more parts than a message has. Ask the sender how it was made."
    ),
    Reason.BOMB: _(
        "A file in it unpacks to far more than it holds, as harmful ones do. Nothing "
        "was opened. Ask the sender how it was made."
    ),
    Reason.NOT_EDXML: _(
        "It is no message of the national exchange (edXML): its header is missing."
    ),
    Reason.NO_SENDER: _("It does not say who sent it (From/OrganId)."),
    Reason.NO_DOCUMENT_ID: _(
        "It does not say which document it is (DocumentId), and number and day are not "
        "complete."
    ),
    Reason.UNKNOWN_STATUS: _("It tells a status that the standard does not have."),
    Reason.UNKNOWN_BUSINESS: _(
        "It wants something done that the standard does not have (BussinessDocType)."
    ),
    Reason.BAD_BASE64: _(
        "A file in it is damaged. Ask the sender to send the message again."
    ),
    Reason.DAMAGED_ARCHIVE: _(
        "A packed file in it is damaged. Ask the sender to send the message again."
    ),
    Reason.ENCRYPTED_ARCHIVE: _(
        "A packed file in it is protected by a password. Ask the sender for it without."
    ),
    Reason.TOO_SLOW: _(
        "To look through its files takes too long. Ask the sender for fewer or smaller "
        "files."
    ),
    Reason.CLASSIFIED: _(
        "The document is marked as classified. Such documents are not exchanged this "
        "way: call the sender, and do not open it further."
    ),
    "nobody_here": _(
        "It is addressed to nobody here. Ask your administrator to look at the exchange "
        "codes of the bodies."
    ),
    "unknown_document": _("It tells of a document that was not sent from here."),
    "not_fetched": _("The gateway did not give it out."),
}

PROBLEMS: Final[dict[str, Text]] = {
    **{reason.value: REASONS[reason] for reason in Reason},
    "no_files": _(
        "It carries no file. Ask the sender for the document, or bring it in by hand."
    ),
    "no_document": _("None of its files is a document that Loa reads."),
    "scan_waiting": _(
        "Its paper is a scan and is being read page by page. It is taken in when that "
        "is done."
    ),
    "no_target": _(
        "The document that it means was not received here from this sender. Ask the "
        "sender which one is meant."
    ),
    "clerk_without_role": _(
        "The person in whose name messages are taken in has no writing role here any "
        "more. Take it in yourself."
    ),
    "nobody_reached": _(
        "No addressee has an exchange code elsewhere. Those who work in Loa have it in "
        "their inbox."
    ),
    "no_own_code": _(
        "Your body has no exchange code yet. Ask your administrator to enter it."
    ),
    "incomplete": _("The standard asks for what is not known of this document:"),
    "classified": _(
        "The document is marked as classified. Such documents are not exchanged this way."
    ),
}

_UNREADABLE: Final = "unreadable_"  # before a reason of the reader

REMARKS: Final[dict[str, Text]] = {
    Remark.JUNK_BEFORE: _("signs stood before the message"),
    Remark.JUNK_AFTER: _("something stood behind the message and was left out"),
    Remark.CONTROL_SIGNS: _("signs that cannot be shown were left out"),
    Remark.BARE_AMPERSAND: _("“&” was written as it must not be"),
    Remark.NO_DECLARED_PREFIX: _("a prefix was not declared"),
    Remark.OTHER_SPELLING: _("an element is named otherwise than in the standard"),
    Remark.BAD_DATE: _("a date cannot be read"),
    Remark.CODE_IN_ONE: _("number and symbol were written in one"),
    Remark.COMPOSED_ID: _("the document's id was missing and was made from its number"),
    Remark.NO_RECEIVER: _("no receiver is named"),
    Remark.NO_BUSINESS: _(
        "it does not say what is to be done; taken as a new document"
    ),
    Remark.PATH_IN_NAME: _("folders were cut off a file's name"),
    Remark.NO_NAME: _("a file had no name"),
    Remark.MISSING_ATTACHMENT: _("a file is listed and not there"),
    Remark.UNLISTED_ATTACHMENT: _("a file is there and not listed"),
    Remark.EMPTY_ATTACHMENT: _("a file is empty"),
    "came_otherwise": _(
        "came again under the same id with other files: the first holds; ask the sender"
    ),
}

# What became of a document that its sender recalled.
OUTCOMES: Final[dict[str, Text]] = {
    "recall_withdrawn": _("The document was withdrawn here."),
    "recall_withdrawn_before": _("The document had been withdrawn here before."),
    "recall_noted": _(
        "The document is confirmed. It stays, with the recall noted on it; decide what "
        "becomes of its tasks."
    ),
    "recall_held_elsewhere": _(
        "Another body holds the document. It stays, with the recall noted on it; tell "
        "that body."
    ),
}

STATUSES: Final[dict[str, Text]] = {
    StatusCode.ARRIVED: pgettext_lazy("exchange status", "arrived"),
    StatusCode.REFUSED: pgettext_lazy("exchange status", "refused"),
    StatusCode.ACCEPTED: pgettext_lazy("exchange status", "taken in"),
    StatusCode.WAITING: pgettext_lazy("exchange status", "waits to be assigned"),
    StatusCode.ASSIGNED: pgettext_lazy("exchange status", "assigned, being worked on"),
    StatusCode.DONE: pgettext_lazy("exchange status", "done"),
    StatusCode.RECALLED: pgettext_lazy("exchange status", "recalled"),
    StatusCode.CHANGE_AGREED: pgettext_lazy("exchange status", "change agreed to"),
    StatusCode.CHANGE_REFUSED: pgettext_lazy("exchange status", "change refused"),
}

FIELDS: Final[dict[str, Text]] = {
    "code": _("Number and symbol"),
    "issued_on": _("Date of issue"),
    "doc_type": _("Type of document"),
    "issuer": _("Issuing body"),
    "subject": _("Subject"),
    "signer.name": _("Signer"),
}

NOTICES: Final[dict[str, Text]] = {
    "documents.exchange.new": _("{document} came by exchange, from {sender}."),
    "documents.exchange.recall": _(
        "{sender} recalls {document}. Your body has to answer."
    ),
    "documents.exchange.update": _(
        "{sender} sent a change to {document}. Your body has to answer."
    ),
    "documents.exchange.replace": _(
        "{sender} sent {document} in place of an earlier document."
    ),
    "documents.exchange.answered": _("{sender} answered on {document}: please look."),
    "documents.exchange.came_otherwise": _(
        "{document} came again from {sender} with other files. The first holds."
    ),
    "documents.exchange.failed": _("{document} could not be sent to {to}."),
}

# Elements of a message, in the words of this product.
ELEMENTS: Final[dict[str, Text]] = {
    "From/OrganId": _("the code of your body"),
    "From/OrganName": _("the name of your body"),
    "To": _("a receiver"),
    "To/OrganId": _("the receiver's code"),
    "To/OrganName": _("the receiver's name"),
    "Code/CodeNumber": _("the number"),
    "Code/CodeNotation": _("the symbol"),
    "PromulgationInfo/Place": _("the place"),
    "PromulgationInfo/PromulgationDate": _("the date of issue"),
    "DocumentType/TypeName": _("the type of document"),
    "Subject": _("the subject"),
    "SignerInfo/FullName": _("the signer"),
    "DocumentId": _("number and date of issue"),
    "AttachmentEncoded/Attachment": _("a file"),
    "Attachment/ContentTransferEncoded": _("a file's content"),
    "Bussiness/BussinessDocReason": _("a reason"),
    "Bussiness/DocumentId": _("the document that is meant"),
}


def reason_of(reason: str) -> str:
    """Say why bytes were refused, in the reader's language."""
    return str(REASONS.get(reason, reason))


def problem_of(problem: str, lacking: tuple[str, ...] = ()) -> str:
    """Say why a message waits or cannot go out, and what is lacking."""
    said = str(PROBLEMS.get(problem, problem))
    if problem.startswith(_UNREADABLE):
        reason = problem.removeprefix(_UNREADABLE)
        if reason in set(Unread):
            said = unreadable.explain(Unreadable(Unread(reason)))
    if not lacking:
        return said
    parts = list(dict.fromkeys(str(ELEMENTS.get(name, name)) for name in lacking))
    return f"{said} {', '.join(parts)}."


def outcomes_of(remarks: list[list[str]]) -> list[str]:
    """Say what became of a recalled document, from the remarks of its recall."""
    return [str(OUTCOMES[row[0]]) for row in remarks if row[0] in OUTCOMES]


def remark_of(remark: str, about: str) -> str:
    """Say what was odd in a message, with the words that it is about."""
    said = str(REMARKS.get(remark, remark))
    if not about:
        return said
    return _now("%(remark)s: %(about)s") % {"remark": said, "about": about}


def status_of(code: str) -> str:
    """Say a status; an unknown one says its code."""
    return str(STATUSES.get(code, code))
