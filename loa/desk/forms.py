from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField


class SentenceForm(forms.Form):
    """What a body says of a standing task in a period."""

    period_start = forms.DateField(input_formats=["%Y-%m-%d"])
    sentence = forms.CharField(
        max_length=1000,
        error_messages={
            "required": _("Write what was done in the period, or why nothing was."),
            "max_length": _("The sentence is too long: keep it under 1,000 letters."),
        },
    )


class JudgedFromForm(forms.Form):
    """Since when the body's duties are judged."""

    day = DayField(label=_("Judged from"))
