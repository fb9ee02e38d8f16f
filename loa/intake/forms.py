"""What a person says of feeds, columns and found items, made clean."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.channels.models import Channel
from loa.common.forms import DayField
from loa.intake.models import Counting
from loa.reference.models import Area, CommunicationForm

Takes = Counting.Takes


class CountingForm(forms.Form):
    """What the items of one place are recorded as."""

    takes = forms.ChoiceField(
        label=_("Which items"), choices=Takes.choices, widget=forms.RadioSelect
    )
    form = forms.ModelChoiceField(
        label=_("Form of communication"), queryset=CommunicationForm.objects.none()
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("by the words of each item"),
    )
    since = DayField(
        label=_("From the day"), help_text=_("What is older is left aside.")
    )

    def __init__(
        self,
        *args: Any,
        on: date,
        areas: Iterable[Area],
        communication_forms: Iterable[CommunicationForm],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._on = on
        _choose(self, "area", Area, areas)
        _choose(self, "form", CommunicationForm, communication_forms)

    def clean_since(self) -> date:
        """Refuse a day to come."""
        since: date = self.cleaned_data["since"]
        if since > self._on:
            raise forms.ValidationError(_("This day is still to come."))
        return since


class FeedForm(CountingForm):
    """A feed to switch on."""

    tasks = forms.TypedMultipleChoiceField(
        label=_("Also for these duties"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beside those that an item matches by itself."),
    )

    def __init__(
        self, *args: Any, duties: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tasks"]
        field.choices = list(duties)
        if not field.choices:
            del self.fields["tasks"]


class CrawlForm(CountingForm):
    """A column to walk back."""

    channel = forms.ModelChoiceField(
        label=_("Channel"), queryset=Channel.objects.none(), empty_label=None
    )
    address = forms.CharField(
        label=_("Address of the column"),
        max_length=2000,
        help_text=_("The page that lists its items, the newest first."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    field_order = ("channel", "address", "since", "takes", "form", "area")

    def __init__(self, *args: Any, channels: Iterable[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "channel", Channel, channels)


class SearchForm(forms.Form):
    """A channel whose feeds are looked for, or a feed's own address."""

    channel = forms.ModelChoiceField(
        label=_("Channel"), queryset=Channel.objects.none(), empty_label=None
    )
    address = forms.CharField(
        label=_("Address of the feed, if you know it"),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, channels: Iterable[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "channel", Channel, channels)


class ItemForm(forms.Form):
    """What is missing of a found item."""

    title = forms.CharField(label=_("Title"), max_length=500)
    done_on = DayField(label=_("Day"))
    form = forms.ModelChoiceField(
        label=_("Form of communication"), queryset=CommunicationForm.objects.none()
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("by the words of each item"),
    )

    def __init__(
        self,
        *args: Any,
        on: date,
        areas: Iterable[Area],
        communication_forms: Iterable[CommunicationForm],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._on = on
        _choose(self, "area", Area, areas)
        _choose(self, "form", CommunicationForm, communication_forms)

    def clean_done_on(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["done_on"]
        if day > self._on:
            raise forms.ValidationError(_("This day is still to come."))
        return day


def _choose(form: forms.Form, name: str, model: Any, rows: Iterable[Any]) -> None:
    field: Any = form.fields[name]
    field.queryset = model.objects.filter(pk__in=[row.pk for row in rows])
