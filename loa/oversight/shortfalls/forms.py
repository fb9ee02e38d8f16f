"""What people type about lists and measures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField
from loa.oversight.shortfalls.models import Measure


class DrawForm(forms.Form):
    """Between which days the duties of a list were due."""

    first_on = DayField(label=_("Due from"))
    last_on = DayField(label=_("Due until"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("This day is before the first one."))
        return data


class MeasureForm(forms.Form):
    """A measure about a body of the list."""

    body = forms.ChoiceField(label=_("Body"))
    kind = forms.ChoiceField(label=_("Measure"), choices=Measure.Kind.choices)
    words = forms.CharField(label=_("What exactly"), max_length=500)

    def __init__(self, data: Any = None, *, bodies: list[tuple[int, str]]) -> None:
        super().__init__(data)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(str(pk), name) for pk, name in bodies]


class FollowForm(forms.Form):
    """What became of a measure."""

    kind = forms.ChoiceField(
        label=_("What came of the measure"),
        choices=[
            ("decided", _("Decided")),
            ("done", _("Done")),
            ("lifted", _("Lifted")),
        ],
    )
    by_whom = forms.CharField(
        label=_("Decided by whom"), max_length=200, required=False
    )
    by_document = forms.CharField(
        label=_("By which document"), max_length=200, required=False
    )
    due_on = DayField(label=_("Until"), required=False)
    words = forms.CharField(
        label=_("Proof of what was done, or why it is lifted"),
        max_length=1000,
        required=False,
    )
