"""What is typed about a reorganisation: its document and day, and one form a row."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField
from loa.orgs.reorganising.rows import MOST, Change, ChangeRow


class HeadForm(forms.Form):
    """By which document, from which day."""

    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        help_text=_("Number and date, as “1665/NQ-UBTVQH15 of 16/06/2025”."),
    )
    on = DayField(
        label=_("First day"), help_text=_("The old bodies end the day before.")
    )


class SheetForm(forms.Form):
    """The rows as a spreadsheet."""

    sheet = forms.FileField(label=_("Spreadsheet of changes (.xlsx)"))


class RowForm(forms.Form):
    """One change of one body."""

    old = forms.CharField(label=_("Body that there is"), required=False, max_length=300)
    change = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[("", "–"), *Change.choices],
        required=False,
    )
    new = forms.CharField(
        label=_("Code or name of the body that receives"),
        required=False,
        max_length=300,
    )
    name = forms.CharField(label=_("New name"), required=False, max_length=300)
    kind = forms.CharField(label=_("New kind"), required=False, max_length=60)
    parent = forms.CharField(label=_("New superior"), required=False, max_length=300)
    share = forms.CharField(label=_("Share"), required=False, max_length=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new", "parent"):
            self.fields[name].widget.attrs |= {"list": "co-quan-o-duoi"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.values()) and not data.get("change"):
            self.add_error("change", _("Choose what becomes of it."))
        return data


_RowForms = formset_factory(RowForm, extra=0, max_num=MOST, absolute_max=MOST)


def row_forms(
    *, data: Any = None, rows: Iterable[ChangeRow] = (), more: int = 0
) -> "BaseFormSet[RowForm]":
    """Return the forms of the rows: those sent, or those read, and some empty ones."""
    if data is not None:
        return _RowForms(data, prefix="r")
    initial = [row.as_data() for row in rows] + [{}] * more
    return _RowForms(initial=initial, prefix="r")


def rows_of(forms_: "BaseFormSet[RowForm]") -> list[ChangeRow]:
    """Return what valid forms say; empty ones say nothing."""
    found = []
    for number, form in enumerate(forms_, start=1):
        data = {
            key: " ".join(value.split()) for key, value in form.cleaned_data.items()
        }
        if any(data.values()):
            found.append(ChangeRow(number, **data))
    return found
