"""What people type about plans, checklists, visits and findings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loa.common.forms import CountField, DayField
from loa.oversight.inspecting.checklist import BadLine, Item, items_typed
from loa.oversight.inspecting.models import FindingKind


def _choices(field: forms.Field, rows: Sequence[tuple[int, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = [(str(pk), name) for pk, name in rows]


class PlanForm(forms.Form):
    """A year's plan, by which document."""

    year = CountField(label=_("Year"), least=2020)
    by_document = forms.CharField(
        label=_("By which document"),
        max_length=300,
        help_text=_("Kind, number, day and what it is about, as it will be cited."),
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > 2100:
            raise ValidationError(gettext("Write a year as 2026."))
        return year


class PlannedForm(forms.Form):
    """Which body in which month."""

    body = forms.ChoiceField(label=_("Body"))
    month = forms.ChoiceField(
        label=_("Month"), choices=[(str(n), str(n)) for n in range(1, 13)]
    )

    def __init__(
        self, *args: Any, bodies: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _choices(self.fields["body"], bodies)


class ChecklistForm(forms.Form):
    """The items, a line each."""

    from_on = DayField(label=_("Holds from"))
    items = forms.CharField(
        label=_("Items"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=30000,
    )
    basis = forms.CharField(label=_("Rests on"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"].help_text = gettext(
            "A line each: question | how it is checked | legal ground, if verified |"
            " kind. Kinds: %(kinds)s."
        ) % {"kinds": "; ".join(str(kind.label) for kind in FindingKind)}

    def clean_items(self) -> tuple[Item, ...]:
        try:
            return items_typed(self.cleaned_data["items"])
        except BadLine as bad:
            raise ValidationError(
                gettext(
                    "Line %(n)s is no item. Write: question | how it is checked | legal"
                    " ground | kind; at most 60 lines."
                )
                % {"n": bad.number}
            ) from bad


class VisitForm(forms.Form):
    """Whom, when, where, and who was there."""

    body = forms.ChoiceField(label=_("Body"))
    on = DayField(label=_("Day"))
    place = forms.CharField(label=_("Venue"), max_length=300, required=False)
    team = forms.CharField(
        label=_("Team"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("A line each: name, post. The first one leads."),
    )
    hosts = forms.CharField(
        label=_("For the body"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("A line each: name, post. The first one signs."),
    )

    def __init__(
        self, *args: Any, bodies: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _choices(self.fields["body"], bodies)


class FileForm(forms.Form):
    """A photo or paper, and what it shows."""

    file = forms.FileField(
        label=_("Photo or file"),
        help_text=_(
            "A photo is shown without the place, time and camera that its file carries."
        ),
    )
    caption = forms.CharField(label=_("What it shows"), max_length=300)


class FindingForm(forms.Form):
    """What was found, what is asked, until when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=FindingKind.choices)
    words = forms.CharField(
        label=_("What was found"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    remedy = forms.CharField(
        label=_("Remedy asked"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    due_on = DayField(label=_("Until"))


class StepForm(forms.Form):
    """What became of a finding."""

    kind = forms.ChoiceField(
        choices=[("answered", ""), ("closed", ""), ("returned", "")]
    )
    words = forms.CharField(max_length=1000)
    due_on = DayField(required=False)
    file = forms.FileField(required=False)
