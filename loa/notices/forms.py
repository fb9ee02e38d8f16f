"""What people type about notifications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.notices.kinds import choosable
from loa.notices.models import Preference, Way
from loa.notices.telling import wants

_CLOCK = forms.TimeInput(
    format="%H:%M",
    attrs={"inputmode": "numeric", "class": "w-6", "autocomplete": "off"},
)


def _clock(label: Any, hint: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=hint,
        input_formats=["%H:%M", "%Hh%M", "%H.%M"],
        widget=_CLOCK,
        error_messages={"invalid": _("Write the time as 07:00.")},
    )


class PreferenceForm(forms.Form):
    """By which ways of the installation a person is told of what, and when."""

    digest_at = _clock(
        _("Digest at"),
        _("Everything that can wait comes in one mail a day, at this time."),
    )
    quiet_from = _clock(_("Quiet from"))
    quiet_until = _clock(
        _("Quiet until"), _("In between nothing is sent but what is urgent.")
    )
    working_days_only = forms.BooleanField(
        label=_("On working days only"), required=False
    )

    def __init__(
        self, data: Any = None, *, preference: Preference, ways: tuple[Way, ...]
    ) -> None:
        super().__init__(
            data,
            initial={
                "digest_at": preference.digest_at,
                "quiet_from": preference.quiet_from,
                "quiet_until": preference.quiet_until,
                "working_days_only": preference.working_days_only,
            },
        )
        self.ways = ways
        # What cannot be chosen here, because it is not set up, stays as it was.
        self._kept = [
            (kind.code, way.value)
            for kind in choosable()
            for way in Way
            if way not in ways and wants(preference, kind.code, way)
        ]
        self.rows = []
        for number, kind in enumerate(choosable()):
            boxes = []
            for way in ways:
                name = f"k{number}_{way.value}"
                self.fields[name] = forms.BooleanField(
                    label=f"{kind.label}: {way.label}",
                    required=False,
                    initial=wants(preference, kind.code, way),
                )
                boxes.append((name, kind.code, way.value))
            self.rows.append((kind, boxes))

    @property
    def table(self) -> list[tuple[Any, list[Any]]]:
        """Give each kind with its boxes, in the order of the ways."""
        return [
            (kind, [self[name] for name, _kind, _way in boxes])
            for kind, boxes in self.rows
        ]

    @property
    def wanted(self) -> list[tuple[str, str]]:
        """Give (kind, way) of everything that is wanted."""
        ticked = [
            (kind, way)
            for _kind, boxes in self.rows
            for name, kind, way in boxes
            if self.cleaned_data.get(name)
        ]
        return ticked + self._kept
