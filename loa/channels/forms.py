"""What a person says of a channel."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.channels.matching import OFF_LINE
from loa.channels.models import ChannelKind
from loa.common.forms import DayField

PROBLEMS = {
    "nothing_given": _("Paste the address of the page, or name the station or board."),
    "whole_network": _(
        "This is the whole network, not your account. Paste the address of your page."
    ),
    "too_long": _("The address is too long. Paste the address of the front page."),
    "address_missing": _("Paste the address: this kind of channel is known by it."),
}

BAD_ADDRESS = {
    "empty": _("Paste the address of the page."),
    "scheme": _(
        "This is no address of a web page. It begins with https:// or http://."
    ),
    "user": _("The address holds a name before “@”. Paste it without."),
    "host": _("This is no address of a web page. Copy it from the browser's top line."),
    "port": _("The number after “:” in the address is wrong. Copy it again."),
    "encoding": _("The address holds signs that no address has. Copy it again."),
}


class DeclareForm(forms.Form):
    """A channel to declare."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ChannelKind.choices)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As people call it: “Trang thông tin điện tử xã Tam Giai”."),
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        required=False,
        help_text=_("Of the front page, the column or the account, copied from above."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    station = forms.CharField(
        label=_("Station, board"),
        max_length=150,
        required=False,
        help_text=_("For what has no address: name and place."),
    )
    from_on = DayField(
        label=_("Yours since"),
        help_text=_("What was done before this day is not on this channel."),
    )
    tried = forms.CharField(
        label=_("Try an address"),
        max_length=2000,
        required=False,
        help_text=_("See whether it will be recognised as this channel's."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The work of this year can be recorded from its first day on.
        self.initial.setdefault("from_on", date(on.year, 1, 1))

    def clean(self) -> dict[str, Any]:
        """Ask for what makes the kind recognisable."""
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        if kind and kind not in {*OFF_LINE, ChannelKind.OTHER, ChannelKind.TELEVISION}:
            if not given.get("address"):
                self.add_error("address", str(PROBLEMS["address_missing"]))
        elif kind and not given.get("address") and not given.get("station"):
            # Its name is what it is known by.
            given["station"] = given.get("name", "")[:150]
        return given


class CloseForm(forms.Form):
    """The last day of a channel."""

    last_on = DayField(label=_("Last day"))
