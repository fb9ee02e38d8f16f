"""Tags of the pages of outgoing papers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.common import figures
from loa.documents.models import DraftStatus
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.wording import FIELDS
from loa.domain.text.differences import Piece

register = template.Library()

_STEPS = (
    (DraftStatus.DRAFT, gettext_lazy("Draft, edited in Word")),
    (DraftStatus.FROZEN, gettext_lazy("Out for signing")),
    (DraftStatus.RETURNED, gettext_lazy("Signed file compared")),
    (DraftStatus.ISSUED, gettext_lazy("Issued")),
)
_LISTS = {
    "addressees": gettext_lazy("Addressees"),
    "recipients": gettext_lazy("Recipients"),
}
_REASONS = {
    "digest": gettext_lazy("the file was changed after it was signed"),
    "changed_after": gettext_lazy("pages were changed after this signature"),
    "not_all_signed": gettext_lazy("it does not cover every part of the file"),
    "part_missing": gettext_lazy("a part that it covers is gone from the file"),
    "weak_method": gettext_lazy("it is made by a weak method (SHA-1): not checked"),
    "unknown_method": gettext_lazy(
        "it is made by a method not known here: not checked"
    ),
    "no_certificate": gettext_lazy("it says not whose it is: not checked"),
    "untrusted": gettext_lazy("its certificate leads to no root that is trusted here"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a paper's way."""

    word: str | Promise
    is_done: bool
    is_now: bool


@register.filter
def steps(status: str) -> list[Step]:
    """Return the way of a paper with where it stands."""
    order = [state for state, _word in _STEPS]
    # Replaced and recalled papers were issued; one given up stopped at the draft.
    place = order.index(DraftStatus(status)) if status in order else len(order)
    if status == DraftStatus.DROPPED:
        place = 0
    if status == DraftStatus.ISSUED:
        place = len(order)
    return [
        Step(word, number < place, number == place)
        for number, (_state, word) in enumerate(_STEPS)
    ]


@register.filter
def kind_word(code: str) -> str:
    """Say what a kind of paper is called."""
    return BY_CODE[code].word if code in BY_CODE else code


@register.filter
def field_word(field: str) -> str | Promise:
    """Say what a field of the header is called."""
    return _LISTS.get(field) or FIELDS.get(field, field)


@register.simple_tag
def pieces(side: Iterable[Piece | list[Any]], tag: str) -> SafeString:
    """Print one side of a pair, with what was taken out or put in marked."""
    shown = []
    for piece in side:
        text, is_changed = (
            (piece.text, piece.is_changed) if isinstance(piece, Piece) else piece
        )
        mark = SafeString("ins" if tag == "ins" else "del")
        shown.append(
            format_html("<{0}>{1}</{0}>", mark, text)
            if is_changed
            else format_html("{}", text)
        )
    return format_html_join(" ", "{}", ((one,) for one in shown))


@register.filter
def iso_moment(value: str) -> str:
    """Write a moment kept as ISO text."""
    return figures.moment(datetime.fromisoformat(value))


@register.filter
def signature_words(one: Mapping[str, Any]) -> str:
    """Say of one signature whether it holds, and whom it is trusted by."""
    if not one["is_intact"] or not one["is_whole"] or one["trust"] == "untrusted":
        reason = str(_REASONS.get(one["reason"], one["reason"]))
        return _("does not hold: %(reason)s") % {"reason": reason}
    if one["trust"] == "trusted":
        return _("holds, and its certificate is trusted here")
    return _(
        "the file is as it was signed; whose certificate it is was not checked"
        " (no root is set up here)"
    )
