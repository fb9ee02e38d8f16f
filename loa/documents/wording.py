"""The words in which findings are shown: fields, values, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loa.common import figures
from loa.documents.models import Finding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

FIELDS: Final[dict[str, Text]] = {
    "number": _("Number"),
    "symbol": _("Symbol"),
    "doc_type": _("Type of document"),
    "issuer": _("Issuing body"),
    "co_issuers": _("Issuing together with"),
    "place": _("Place"),
    "issued_on": _("Date of issue"),
    "subject": _("Subject"),
    "urgency": _("Urgency"),
    "signer.authority": _("Signing authority"),
    "signer.title": _("Signer's post"),
    "signer.name": _("Signer"),
    "co_signers": _("Signing together with"),
    "citation": _("Legal basis"),
    "addressee": _("Addressee"),
    "recipient": _("Recipient"),
    "warning": _("To be known"),
    "task": _("Task"),
    "task.lead": _("Lead agency"),
    "task.coordinate": _("Coordinating agency"),
    "task.via": pgettext_lazy("through another body", "Through"),
    "task.time": _("Words that say when"),
    "task.deadline": _("Deadline"),
    "task.recurrence": _("How often"),
    "task.quota": _("Quota"),
    "task.kind": _("Kind of task"),
}

RECURRENCES: Final[dict[str, Text]] = {
    "once": _("once"),
    "monthly": _("every month"),
    "quarterly": _("every quarter"),
    "semiannual": _("every half-year"),
    "annual": _("every year"),
    "regular": _("regularly"),
    "on_event": _("when it happens"),
}

QUOTA_PERIODS: Final[dict[str, Text]] = {
    "week": _("a week"),
    "month": _("a month"),
    "quarter": _("a quarter"),
    "half": _("a half-year"),
    "year": _("a year"),
    "total": _("in all"),
}

KINDS: Final[dict[str, Text]] = {
    "deliver": _("to be delivered by a day"),
    "quota": _("a quota per period"),
    "report": _("a periodic report"),
    "event": _("when something happens"),
    "coverage": _("each named form or area at least once"),
    "standing": _("standing: shown or stated each period"),
}

CERTAINTIES: Final[dict[str, Text]] = {
    "certain": _("certain"),
    "likely": _("likely"),
    "doubtful": _("to be looked at"),
}

WARNINGS: Final[dict[str, Text]] = {
    "not_vietnamese": _(
        "This text does not seem to be Vietnamese. Loa reads Vietnamese official "
        "documents only: what it found here may be wrong or nothing. Go on and enter "
        "the rest by hand, or withdraw the document."
    ),
    "marks_lost": _(
        "The text has lost its Vietnamese marks. Bring in the original file if there "
        "is one; otherwise look at every finding."
    ),
    "no_text": _("No text was found. Bring in a file with text, or paste the text."),
    "not_official": _(
        "This does not look like an official document: it has no national name, type "
        "or number. Check that it is the right file."
    ),
    "carried_changed": _(
        "The file carries tasks inside itself, but they or its words were changed since:"
        " the tasks were read from the words instead."
    ),
    "no_tasks": _(
        "No task was found. Add the tasks by hand, or confirm the document without any."
    ),
    "number_missing": _(
        "The number is blank. Leave it so, or enter it from the register."
    ),
    "date_missing": _("The day of issue is blank. Leave it so, or enter it."),
    "changes_accepted": _(
        "The file had tracked changes. It was read as if all of them were accepted."
    ),
    "macros_left_out": _(
        "The file holds macros. They were not run and not read; the original keeps them."
    ),
    "old_coding": _(
        "The text was in an old Vietnamese coding (TCVN3, VNI or the like) and was put "
        "into Unicode. Compare the capitals of names with the original."
    ),
    "scanned": _(
        "This is a scan: its letters were made out by a machine. Compare numbers, days "
        "and names with the picture; what the machine was unsure of is marked."
    ),
    "number_unclear": _(
        "The number was made out as something that is no official number. Read it off "
        "the picture and correct it."
    ),
    "pages_unseen": _(
        "Some pages are pictures, and pictures are not read on this machine. What "
        "stands on them is missing here."
    ),
    "text_cut": _(
        "The text is very long; only its beginning was read. Bring in the appendices "
        "as files of their own."
    ),
}


def label_of(field: str) -> Text:
    """Return what a field is called."""
    return FIELDS.get(field, field)


def value_of(finding: Finding) -> str:
    """Say a finding's value in the reader's language."""
    return say(finding.field, finding.value)


def say(field: str, value: Any) -> str:
    """Say a value of a field; "" for none."""
    if value in (None, ""):
        return ""
    if field in {"issued_on", "task.deadline"}:
        return figures.day(_day(value))
    if field == "task.recurrence":
        return str(RECURRENCES.get(value, value))
    if field == "task.kind":
        return str(KINDS.get(value, value))
    if field == "warning":
        return str(WARNINGS.get(value, value))
    if field == "task.quota":
        return quota_words(value)
    if field == "citation":
        return citation_words(value)
    if field == "task":
        return str(value.get("text", ""))
    return str(value)


def quota_words(value: dict[str, Any]) -> str:
    """Say a quota: "≥ 2 tin, bài mỗi tháng"."""
    return _now("≥ %(count)s %(unit)s %(per)s") % {
        "count": figures.number(value["count"]),
        "unit": value["unit"],
        "per": QUOTA_PERIODS.get(value["per"], value["per"]),
    }


def citation_words(value: dict[str, Any]) -> str:
    """Say a cited document: number or name, day, issuer."""
    day = value.get("issued_on")
    parts = [
        value.get("number") or value.get("name") or "",
        figures.day(_day(day)) if day else "",
        value.get("issuer") or "",
    ]
    return ", ".join(part for part in parts if part)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


RELATION_REFUSED: Final[dict[str, Text]] = {
    "itself": _("A document cannot be meant or replaced by itself."),
    "unconfirmed": _("Confirm what was read in that document first."),
    "the_other_way": _(
        "The other document is already said to do the same to this one."
    ),
    "day_before": _(
        "The day is before the other document was issued. Check which of the two is "
        "the newer one, and the day."
    ),
    "here_already": _("This is already noted."),
}


def relation_refused(error: ValueError) -> str:
    """Say why two documents cannot be related so."""
    return str(RELATION_REFUSED.get(str(error), _("Choose one of the answers.")))
