"""What people type when they ask on a duty, and when they answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField
from loa.programmes.models import DutyAnswer, DutyRequest
from loa.programmes.services.asking import LENGTH, answers_to

Kind = DutyRequest.Kind
Answer = DutyAnswer.Kind


class AskForm(forms.Form):
    """What a body asks or tells on one period of a duty."""

    kind = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            (Kind.ACKNOWLEDGED, _("We have it and know what to do")),
            (Kind.MORE_TIME, _("We need more time")),
            (Kind.DIFFICULTY, _("We have a difficulty")),
        ],
        widget=forms.RadioSelect,
    )
    wanted_on = DayField(
        label=_("Until when"), required=False, help_text=_("Only to ask for more time.")
    )
    words = forms.CharField(
        label=_("Why, or what the difficulty is"),
        required=False,
        max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(label=_("A file that shows it"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == Kind.MORE_TIME and self._lacks("wanted_on"):
            self.add_error("wanted_on", _("Write the day until which you need."))
        if kind in (Kind.MORE_TIME, Kind.DIFFICULTY) and self._lacks("words"):
            self.add_error("words", _("Write why, so that it can be answered."))
        return data

    def _lacks(self, name: str) -> bool:
        """Whether it was left empty, rather than filled with what is told already."""
        return name not in self.errors and not self.cleaned_data.get(name)


class AnswerForm(forms.Form):
    """What the other side says."""

    kind = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    due_on = DayField(label=_("New due day"), required=False)
    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        required=False,
        help_text=_("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )
    words = forms.CharField(
        label=_("Words to the body"),
        required=False,
        max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, row: DutyRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = answers_to(row)
        if len(kinds) == 1:
            self.fields["kind"] = forms.CharField(
                widget=forms.HiddenInput, initial=kinds[0]
            )
        else:
            choices = [(kind.value, kind.label) for kind in kinds]
            self.fields["kind"] = forms.ChoiceField(
                label=_("Answer"), choices=choices, widget=forms.RadioSelect
            )
        if Answer.GRANTED not in kinds:
            del self.fields["due_on"], self.fields["by_document"]
        else:
            self.fields["due_on"].initial = row.wanted_on
        self.kinds = kinds

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind not in self.kinds:
            return data
        if kind == Answer.GRANTED and not data.get("by_document"):
            self.add_error("by_document", _("Name the document that grants it."))
        if kind != Answer.GRANTED and not data.get("words"):
            self.add_error("words", _("Write what the body is to know."))
        return data

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if kind not in self.kinds:
            raise forms.ValidationError(_("Choose one of the answers."))
        return kind
