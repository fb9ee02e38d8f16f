"""What people type about reminders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField
from loa.oversight.reminding.ladder import BadStep, Ladder, Step
from loa.oversight.reminding.words import ANCHORS, HOW, UNITS, WHO

SPARE = 2


def _options(words: dict[str, Any]) -> list[tuple[str, Any]]:
    return list(words.items())


class StepForm(forms.Form):
    """One step of the ladder; left without days it is no step."""

    offset = forms.IntegerField(
        label=_("Number of days"),
        required=False,
        min_value=-120,
        max_value=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-6"}),
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=_options(UNITS))
    anchor = forms.ChoiceField(label=_("Counted from"), choices=_options(ANCHORS))
    who = forms.ChoiceField(label=_("Tells"), choices=_options(WHO))
    how = forms.ChoiceField(label=_("How"), choices=_options(HOW))
    urgent = forms.BooleanField(label=_("At once, not in the digest"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("offset") is None or self.errors:
            return data
        try:
            self.step(0)
        except BadStep:
            self.add_error(
                "how",
                _(
                    "A letter goes to a superior, and the People's Committee is told by "
                    "letter only. Choose another pair."
                ),
            )
        return data

    def step(self, number: int) -> Step | None:
        """Give the step; None where the line was left empty."""
        data = self.cleaned_data
        if data.get("offset") is None:
            return None
        code = f"{data['anchor']}{data['offset']:+d}{data['unit'][0]}-{data['who']}"
        return Step(
            code=f"{code}-{data['how']}"[:30],
            anchor=data["anchor"],
            offset=data["offset"],
            unit=data["unit"],
            who=data["who"],
            how=data["how"],
            urgent=bool(data.get("urgent")),
        )


class LadderForm(forms.Form):
    """From when a ladder holds, and what it rests on."""

    from_on = DayField(label=_("Holds from"))
    basis = forms.CharField(
        label=_("Rests on"),
        max_length=300,
        help_text=_("The document by which it was decided: type, number, day, issuer."),
    )


def step_forms(data: Any, ladder: Ladder) -> list[StepForm]:
    """Return a form for each step, and some to add more."""
    initial: list[dict[str, Any]] = [step.as_data() for step in ladder.steps]
    initial += [{} for _number in range(SPARE)]
    return [
        StepForm(data, initial=one, prefix=f"s{number}")
        for number, one in enumerate(initial)
    ]
