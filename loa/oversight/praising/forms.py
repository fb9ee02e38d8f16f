"""What people type about reviews and thresholds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import CountField, DayField
from loa.orgs.models import BodyGroup
from loa.programmes.models import Programme


class DrawForm(forms.Form):
    """Which days, which programme, which group."""

    first_on = DayField(label=_("Due from"))
    last_on = DayField(label=_("Due until"))
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Programme"),
        required=False,
        empty_label=_("All programmes"),
    )
    group = forms.ModelChoiceField(
        BodyGroup.objects.none(),
        label=_("Group of bodies"),
        required=False,
        empty_label=_("All bodies under watch"),
        help_text=_("Bodies are compared with bodies of their kind and level alone."),
    )

    def __init__(
        self, *args: Any, programmes: Any, groups: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, rows in (("programme", programmes), ("group", groups)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("This day is before the first one."))
        elif first and last and (last - first).days > 366:
            self.add_error("last_on", _("Take a year at most."))
        return data


class RulesForm(forms.Form):
    """From how much each fact is proposed."""

    from_on = DayField(label=_("Holds from"))
    reply_days = CountField(label=_("Working days for a reply"), least=1)
    all_met = CountField(
        label=_("Praise: periods, every duty of which was met on time"), least=1
    )
    proven = CountField(label=_("Praise: percent of the claims verified"), least=1)
    proven_least = CountField(label=_("… of at least so many claims"), least=1)
    first = CountField(label=_("Praise the first of at least so many bodies"), least=2)
    missed = CountField(label=_("Criticise from so many duties missed"), least=1)
    late = CountField(label=_("Remind from so many duties met late"), least=1)
    rejected = CountField(label=_("Remind from so many claims rejected"), least=1)
    basis = forms.CharField(label=_("Rests on"), max_length=300)
