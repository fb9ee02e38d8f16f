"""Why a paper is not issued, beside the field that it is about, with what to do."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.common import figures
from loa.documents.outgoing import issuing, numbering
from loa.documents.outgoing.forms import IssueForm
from loa.documents.outgoing.wording import taken_words
from loa.domain.writing import NotDelegated
from loa.files import selectors as files

_ENTER = gettext_lazy("Enter the number that your register gives, as 45 or 12a.")
_TUQ = gettext_lazy(
    "TUQ. needs a written authority in force on that day, and your body has recorded"
    " none for this signer. Record the document under “Authorities to sign”, or choose"
    " who else signs."
)
# What was refused → the field that it is about ("" for the whole form), and the words.
_SAID: Final[dict[type[Exception], tuple[str, str | Promise]]] = {
    numbering.NumberMissing: ("number", _ENTER),
    numbering.BadNumber: ("number", _ENTER),
    numbering.SeriesOnly: (
        "",
        gettext_lazy("Your body's numbers come from a series here."),
    ),
    issuing.DayNotPossible: (
        "issued_on",
        gettext_lazy(
            "It is in the future, before the paper went out for signing, or in another "
            "year than its number."
        ),
    ),
    issuing.NotLookedAt: (
        "is_seen",
        gettext_lazy("A machine cannot tell here: compare it by eye, and say so."),
    ),
    issuing.BadSignature: (
        "",
        gettext_lazy("A signature in the signed file does not hold."),
    ),
    issuing.Differs: ("", gettext_lazy("The signed file is not what was frozen.")),
    issuing.AlreadyEnded: (
        "",
        gettext_lazy("Another paper has replaced or recalled that document already."),
    ),
    NotDelegated: ("", _TUQ),
    files.Lost: (
        "",
        gettext_lazy("A stored file is gone from the disk. Ask your administrator."),
    ),
}
REFUSALS: Final[tuple[type[Exception], ...]] = (
    *_SAID,
    numbering.NumberTaken,
    issuing.OtherInFile,
)


def not_delegated() -> str:
    """What to tell who would sign under an authority that nobody gave."""
    return str(_TUQ)


def add_refusal(form: IssueForm, refused: Exception) -> None:
    """Put a refusal beside the field that it is about."""
    field, words = _words(refused)
    form.add_error(field if field in form.fields else None, words)


def _words(refused: Exception) -> tuple[str, str]:
    if isinstance(refused, numbering.NumberTaken):
        return "number", taken_words(refused)
    if isinstance(refused, issuing.OtherInFile):
        day = figures.day(refused.issued_on) if refused.issued_on else "–"
        told = _("The signed file prints number %(n)s and day %(day)s.")
        field = "number" if refused.number else "issued_on"
        return field, told % {"n": refused.number or "–", "day": day}
    field, said = next(
        said for kind, said in _SAID.items() if isinstance(refused, kind)
    )
    return field, str(said)
