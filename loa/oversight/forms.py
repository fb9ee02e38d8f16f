"""What an overseer types, turned into clean values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField


class CallForm(forms.Form):
    """A call: with whom, about what, what was promised."""

    post = forms.CharField(
        label=_("Post spoken to"),
        max_length=150,
        help_text=_("The post, not the name."),
    )
    about = forms.MultipleChoiceField(
        label=_("Spoken about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    promised_on = DayField(
        label=_("Promised by"),
        required=False,
        help_text=_("On this day it comes back, here and in the inbox."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        duties: Sequence[tuple[str, str]],
        posts: Sequence[str],
    ) -> None:
        super().__init__(data, initial={"post": posts[0] if posts else ""})
        field = self.fields["about"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = list(duties)

    def keys(self) -> list[tuple[int, date]]:
        """The obligations ticked: task and first day of the period."""
        found = []
        for text in self.cleaned_data["about"]:
            task, _mark, start = text.partition("-")
            found.append((int(task), date.fromisoformat(start)))
        return found


class OpenMeetingForm(forms.Form):
    """A meeting to be opened."""

    held_on = DayField(label=_("Day of the meeting"))
    since = DayField(
        label=_("Compared with"),
        help_text=_("The board is frozen for both days, as it was known on each."),
    )
    begins_at = forms.CharField(
        label=_("Begins at"),
        max_length=20,
        required=False,
        help_text=_("As 08 giờ 00."),
    )
    place = forms.CharField(label=_("Where it is held"), max_length=200, required=False)
    chair = forms.CharField(
        label=_("Chair"), max_length=200, help_text=_("Name, post.")
    )
    secretary = forms.CharField(
        label=_("Minutes by"),
        max_length=200,
        required=False,
        help_text=_("Name, post."),
    )
    present = forms.CharField(
        label=_("Present"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One body or person a line."),
    )
    absent = forms.CharField(
        label=_("Absent"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DecideForm(forms.Form):
    """A decision: to whom, what, by when, binding or not."""

    body = forms.TypedChoiceField(label=_("To whom"), coerce=int)
    text = forms.CharField(
        label=_("What is to be done"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = DayField(label=_("By"))
    is_binding = forms.BooleanField(
        label=_("Binding"),
        required=False,
        initial=True,
        help_text=_(
            "Without the tick the notice asks (đề nghị); nobody is held to it."
        ),
    )

    def __init__(
        self, data: Any = None, *, bodies: Sequence[tuple[int, str]], body: int | None
    ) -> None:
        super().__init__(data, initial={"body": body, "is_binding": True})
        field = self.fields["body"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        field.choices = list(bodies)
