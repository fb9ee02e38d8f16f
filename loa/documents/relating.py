"""The form in which a person says what became of a document."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loa.common.forms import DayField
from loa.documents.codes import code_of
from loa.documents.graph.seeing import confirmed
from loa.documents.models import Document, Relation
from loa.orgs.selectors import Acting

Kind = Relation.Kind
# what it is, seen from this document: (kind, whether the other one does it)
SAYINGS: Final[dict[str, tuple[str, bool]]] = {
    "replaced_by": (Kind.REPLACES, True),
    "replaces": (Kind.REPLACES, False),
    "amended_by": (Kind.AMENDS, True),
    "amends": (Kind.AMENDS, False),
    "answered_by": (Kind.ANSWERS, True),
    "answers": (Kind.ANSWERS, False),
    "carried_on_by": (Kind.CARRIES_ON, True),
    "carries_on": (Kind.CARRIES_ON, False),
    "corrected_by": (Kind.CORRECTS, True),
    "corrects": (Kind.CORRECTS, False),
    "recalled_by": (Kind.RECALLS, True),
    "recalls": (Kind.RECALLS, False),
}
# said by issuing such a paper, never by this form
ISSUED: Final = frozenset({Kind.CORRECTS, Kind.RECALLS})
WORDS: Final = {
    "replaced_by": pgettext_lazy("this document", "is replaced by"),
    "replaces": pgettext_lazy("this document", "replaces"),
    "amended_by": pgettext_lazy("this document", "is amended by"),
    "amends": pgettext_lazy("this document", "amends and supplements"),
    "answered_by": pgettext_lazy("this document", "is answered by"),
    "answers": pgettext_lazy("this document", "answers"),
    "carried_on_by": pgettext_lazy("this document", "is carried on by"),
    "carries_on": pgettext_lazy("this document", "carries on"),
    "corrected_by": pgettext_lazy("this document", "is corrected by"),
    "corrects": pgettext_lazy("this document", "corrects"),
    "recalled_by": pgettext_lazy("this document", "is recalled by"),
    "recalls": pgettext_lazy("this document", "recalls"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, ready for the service."""

    document: Document
    other: Document
    kind: str
    effective_on: date | None
    said_by: Document | None


class RelateForm(forms.Form):
    """This document, what it does, to which one, from when, and who says so."""

    what = forms.ChoiceField(
        label=_("This document"),
        choices=[
            (name, WORDS[name])
            for name, (kind, _is_passive) in SAYINGS.items()
            if kind not in ISSUED
        ],
    )
    number = forms.CharField(
        label=_("Number of the other document"),
        help_text=_("As 12/KH-UBND. It must be here and confirmed."),
        max_length=110,
    )
    which = forms.ChoiceField(
        label=_("Several have this number: which one?"),
        required=False,
        widget=forms.RadioSelect,
    )
    effective_on = DayField(
        label=_("From which day"),
        help_text=_("Left empty: from the day on which the newer one was issued."),
        required=False,
    )
    said_by = forms.CharField(
        label=_("Number of the document that says so"),
        help_text=_("Left empty: the newer document itself."),
        required=False,
        max_length=110,
    )

    def __init__(
        self, document: Document, acting: Acting | None, on: date, data: Any = None
    ) -> None:
        super().__init__(data, initial={"what": "replaced_by"})
        self.document = document
        self._rows = confirmed(acting, on)
        self._offered: list[Document] = []
        typed = self.data.get("number", "") if self.is_bound else ""
        if typed:
            self._offered = [
                row for row in self._found(typed)[:20] if row.pk != document.pk
            ]
        which = self.fields["which"]
        if len(self._offered) > 1 and isinstance(which, forms.ChoiceField):
            which.choices = [
                (str(row.pk), f"{row}, {row.issuer_name}, {row.issued_on:%d/%m/%Y}")
                if row.issued_on
                else (str(row.pk), f"{row}, {row.issuer_name}")
                for row in self._offered
            ]
        else:
            del self.fields["which"]

    def _found(self, number: str) -> list[Document]:
        code = code_of(number)
        return list(self._rows.filter(code=code)[:21]) if code else []

    def clean_number(self) -> str:
        if not self._offered:
            raise forms.ValidationError(
                _(
                    "No confirmed document with this number is here. Check the number, "
                    "or bring the document in first."
                )
            )
        return str(self.cleaned_data["number"])

    def clean_said_by(self) -> Document | None:
        typed = self.cleaned_data["said_by"]
        if not typed:
            return None
        found = self._found(typed)
        if len(found) != 1:
            raise forms.ValidationError(
                _("Not just one confirmed document with this number is here.")
            )
        return found[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            len(self._offered) > 1
            and not data.get("which")
            and "which" not in self.errors
        ):
            self.add_error("which", _("Choose the document that is meant."))
        return data

    @property
    def said(self) -> Said:
        """What was said; only of a valid form."""
        data = self.cleaned_data
        wanted = data.get("which")
        other = next(
            row for row in self._offered if not wanted or str(row.pk) == wanted
        )
        kind, is_passive = SAYINGS[data["what"]]
        ends = (other, self.document) if is_passive else (self.document, other)
        return Said(*ends, kind, data["effective_on"], data["said_by"])
