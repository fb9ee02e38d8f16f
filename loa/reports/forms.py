"""Forms of reports: clean values, no writes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.common.forms import DayField
from loa.documents.outgoing.numbering import BadNumber, bare_number, has_own_series
from loa.domain.periods import WindowRule, period_from_code
from loa.orgs.models import BodyGroup, Level
from loa.orgs.selectors import Acting, groups_of
from loa.reports import selectors
from loa.reports.kinds import kind_of
from loa.reports.labels import days_label, period_label
from loa.reports.models import Report
from loa.reports.services import Order

LONGEST_SECTION = 10_000


class MakeForm(forms.Form):
    """Which report to make, and for whom."""

    what = forms.ChoiceField(label=gettext_lazy("Report and period"))
    whom = forms.ChoiceField(label=gettext_lazy("Over"))
    receiver = forms.ChoiceField(label=gettext_lazy("Send to"), required=False)
    via = forms.ChoiceField(
        label=gettext_lazy("Through"),
        required=False,
        help_text=gettext_lazy("Only where a document orders it so."),
    )

    def __init__(self, *args: Any, acting: Acting, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting
        self._regimes = {row.pk: row for row in selectors.regimes_in_force(on)}
        self._set("what", list(_reports(self._regimes.values(), on)))
        coverages = list(_coverages(acting, on))
        self._set("whom", coverages)
        # Who watches over others mostly reports over them.
        over = [value for value, _label in coverages if value != Report.Coverage.OWN]
        if over and acting.level == Level.PROVINCE:
            self.fields["whom"].initial = over[0]
        bodies = [
            (row.body_id, row.name) for row in selectors.receivers_for(acting, on)
        ]
        self._set("receiver", [("", _("nobody: it stays here")), *bodies])
        self._set("via", [("", "–"), *bodies])
        if bodies:
            self.fields["receiver"].initial = bodies[0][0]

    def _set(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def order(self) -> Order:
        """Return what was chosen; the form is valid."""
        values = self.cleaned_data
        regime_pk, code = values["what"].split(":")
        regime = self._regimes[int(regime_pk)]
        coverage, *over = values["whom"].split(":")
        group = BodyGroup.objects.get(pk=over[1]) if len(over) > 1 else None
        return Order(
            body_id=self.acting.body_id,
            regime=regime,
            period=period_from_code(WindowRule(regime.window_rule), code),
            coverage=coverage,
            over_body_id=int(over[0]) if over else None,
            over_group=group,
            receiver_id=int(values["receiver"]) if values["receiver"] else None,
            via_id=int(values["via"]) if values["via"] else None,
        )


def _reports(regimes: Any, on: date) -> Any:
    # The quarter first: it is what most bodies owe.
    for regime in sorted(regimes, key=lambda row: row.period_kind != "quarter"):
        for period in selectors.recent_periods(regime, on):
            days = days_label(period.start, period.last_day)
            words = f"{period_label(period)} ({days}) · {regime.name}"
            yield f"{regime.pk}:{period.code}", words


def _coverages(acting: Acting, on: date) -> Any:
    yield Report.Coverage.OWN, _("%(body)s: its own work") % {"body": acting.name}
    for body in selectors.bodies_over(acting, on):
        yield (
            f"{Report.Coverage.BELOW}:{body.body_id}",
            _("the communes of %(body)s") % {"body": body.name},
        )
        for group in groups_of(body.body_id):
            yield (
                f"{Report.Coverage.BELOW}:{body.body_id}:{group.pk}",
                _("%(group)s, of %(body)s") % {"group": group.name, "body": body.name},
            )


class WordsForm(forms.Form):
    """The author's own paragraphs, and the number and day from her register.

    Without the number where the body has a series of its own.
    """

    number = forms.CharField(
        label=gettext_lazy("Number"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("From your body's own register; blank until signed."),
    )
    issued_on = DayField(label=gettext_lazy("Day of issue"), required=False)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "number": report.number,
                "issued_on": report.issued_on,
                **{_field(key): text for key, text in report.narrative.items()},
            },
        )
        super().__init__(*args, **kwargs)
        self._number: str = report.number
        if has_own_series(report.body_id):
            # It is taken from the series when the report is sent.
            del self.fields["number"]
        self.keys = [key for key, _label in kind_of(report.regime.kind).NARRATIVE]
        for key, label in kind_of(report.regime.kind).NARRATIVE:
            self.fields[_field(key)] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_SECTION,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean_number(self) -> str:
        """Take the number alone: the symbol is printed by itself."""
        number: str = self.cleaned_data["number"].strip()
        try:
            return bare_number(number) if number else ""
        except BadNumber:
            raise forms.ValidationError(
                _("Write the number alone, as 412 or 412a; the symbol is added.")
            ) from None

    def entered_number(self) -> str:
        """Return the number entered; the one it has where numbers are of a series."""
        found: str = self.cleaned_data.get("number", self._number)
        return found

    def narrative(self) -> dict[str, str]:
        """Return the paragraphs by section."""
        return {key: self.cleaned_data[_field(key)] for key in self.keys}


def _field(key: str) -> str:
    return f"words_{key}"


class RemarkForm(forms.Form):
    """A remark on a submitted report."""

    text = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class VersionForm(forms.Form):
    """The version of the figures that the author saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
