"""Fields of templates, and what is wrong with one, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.documents.filling import Fault
from loa.documents.outgoing.numbering import NumberTaken

FIELD_WORDS: Final[dict[str, str | Promise]] = {
    "co_quan_chu_quan": gettext_lazy("the body above, where it is printed"),
    "co_quan": gettext_lazy("the body that issues the paper"),
    "so_ky_hieu": gettext_lazy("number and symbol; the number is blank until issued"),
    "dia_danh": gettext_lazy("the place"),
    "ngay_thang": gettext_lazy("the date in words; the day is blank until issued"),
    "ten_loai": gettext_lazy("the name of the type; empty for a letter"),
    "trich_yeu": gettext_lazy("the subject"),
    "kinh_gui": gettext_lazy("the addressees"),
    "can_cu": gettext_lazy("the legal bases"),
    "noi_dung": gettext_lazy("the paragraphs of the text"),
    "noi_nhan": gettext_lazy("the recipients"),
    "quyen_han": gettext_lazy("the lines above the signature"),
    "nguoi_ky": gettext_lazy("the signer's name"),
}


def fault_words(fault: Fault) -> str:
    """Say what is wrong with a template, where, and what to do."""
    values = {"words": fault.words, "place": fault.place}
    said = {
        "syntax": _("A field is written wrongly (%(words)s): mend it in Word."),
        "unknown_field": _(
            "There is no field “%(words)s”. The list below has those that there are."
        ),
        "not_allowed": _(
            "“%(words)s” is not allowed: a template names fields, repeats lists of them"
            " with “for”, and asks with “if”."
        ),
        "macros": _(
            "It carries a macro or an embedded object (%(words)s). Save it in Word as a"
            " plain .docx."
        ),
        "outside": _(
            "It reaches outside the file (%(words)s). Take the link or linked picture out."
        ),
    }[fault.code] % values
    if fault.place and fault.code in ("syntax", "unknown_field", "not_allowed"):
        return f"{said} {_('It stands in: “%(place)s”.') % values}"
    return said


def taken_words(refused: NumberTaken) -> str:
    """Say what has a number already."""
    if refused.is_void:
        told = _("Number %(n)s was made void this year and is not used again.")
    else:
        told = _(
            "Number %(n)s was given this year already, to: %(what)s. Look into your"
            " register."
        )
    return told % {"n": refused.number, "what": refused.what}
