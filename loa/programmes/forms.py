"""What people type about directives, turned into clean values."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import CountField, DayField
from loa.documents.reading import TaskReading
from loa.documents.services import TaskValues
from loa.domain.quotas import TaskKind
from loa.orgs.models import BodyVersion
from loa.programmes.choices import NEW_PROGRAMME, NO_PROGRAMME, Choices
from loa.programmes.drafting import (
    MOST_FURTHER,
    extras,
    further_quotas,
    is_before_issue,
)
from loa.programmes.models import Programme, Task
from loa.programmes.proposal import TaskProposal
from loa.programmes.wording import KINDS
from loa.reference import selectors as reference

ONE_DAY = timedelta(days=1)
FURTHER = range(2, 2 + MOST_FURTHER)
RECURRENCES = [
    ("", _("– no period –")),
    ("monthly", _("every month")),
    ("quarterly", _("every quarter")),
    ("semiannual", _("every half-year")),
    ("annual", _("every year")),
]
PERS = [
    ("month", _("a month")),
    ("quarter", _("a quarter")),
    ("half", _("a half-year")),
    ("year", _("a year")),
    ("total", _("in all, until the day or the end")),
]


class CommitForm(forms.Form):
    """From when to when a directive holds, from when it is judged, in which programme."""

    from_on = DayField(label=_("Tasks hold from"))
    last_on = DayField(label=_("Until and with"))
    judged_from = DayField(
        label=_("Judged from"),
        help_text=_("What was due before this day is shown in grey and never missed."),
    )
    programme = forms.ChoiceField(label=_("Programme"), required=False)

    def __init__(
        self, data: Any = None, *, proposed: Choices, programmes: list[Programme]
    ) -> None:
        super().__init__(
            data,
            initial={
                "from_on": proposed.from_on,
                "last_on": proposed.until_on - ONE_DAY,
                "judged_from": proposed.judged_from,
                "programme": proposed.programme,
            },
        )
        self.proposed = proposed
        field = self.fields["programme"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (NO_PROGRAMME, _("none: the directive stands alone")),
            (NEW_PROGRAMME, _("a new one, made from this document")),
            *((str(row.pk), row.name) for row in programmes),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("from_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("This day is before the first one."))
        return data

    @property
    def choices(self) -> Choices:
        """What was chosen; what is proposed while the form is empty or wrong."""
        if not self.is_bound or not self.is_valid():
            return self.proposed
        data = self.cleaned_data
        return Choices(
            from_on=data["from_on"],
            until_on=data["last_on"] + ONE_DAY,
            judged_from=data["judged_from"],
            programme=data["programme"],
        )


class KindForm(forms.Form):
    """The kind of a task with what that kind needs."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    deadline = DayField(label=_("Due on"), required=False)
    count = CountField(label=_("How many"), least=1, required=False)
    unit = forms.CharField(label=_("Unit counted in"), max_length=60, required=False)
    per = forms.ChoiceField(label=_("In what time"), choices=PERS, required=False)
    recurrence = forms.ChoiceField(
        label=_("How often"), choices=RECURRENCES, required=False
    )
    due_day = CountField(
        label=_("Day of the last month"),
        least=1,
        required=False,
        help_text=_("For a report: 20 means day 20 of the month in which it closes."),
    )
    early_day = forms.BooleanField(
        label=_("The day is right, though it is before the day of the document"),
        required=False,
    )
    from_on = DayField(label=_("Begins on"), required=False)

    restates = forms.ChoiceField(
        label=_("The same duty as"),
        required=False,
        help_text=_("One duty from several levels is owed once: the strictest counts."),
    )
    areas = forms.MultipleChoiceField(
        label=_("Or areas in which at least one each is asked"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    # The last one: from here on the name hides the module.
    forms = forms.MultipleChoiceField(
        label=_("Forms of which at least one each is asked"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, task: TaskProposal, alike: Iterable[Task] = ()
    ) -> None:
        self.task = task
        super().__init__(data, initial=_initial(task), prefix=None)
        same = self.fields["restates"]
        assert isinstance(same, forms.ChoiceField)  # noqa: S101
        same.choices = [
            ("", _("– a duty of its own –")),
            *((str(row.pk), f"{row.directive.document}: {row.title}") for row in alike),
        ]
        self._offer("forms", reference.forms())
        self._offer("areas", reference.areas(task.task.from_on))
        self._add_further()
        self.auto_id = f"id_n{task.item + 1}_%s"  # several stand on one page

    def _offer(self, name: str, rows: Iterable[Any]) -> None:
        named = self.fields[name]
        assert isinstance(named, forms.MultipleChoiceField)  # noqa: S101
        named.choices = [(row.code, row.name) for row in rows]

    def _add_further(self) -> None:
        """The other numbers that one sentence may ask, each with its unit and time."""
        for number in FURTHER:
            for name in ("count", "unit", "per"):
                self.fields[f"{name}_{number}"] = deepcopy(self.fields[name])

    def clean_due_day(self) -> int | None:
        day: int | None = self.cleaned_data["due_day"]
        if day and day > 31:
            raise forms.ValidationError(_("No month has so many days."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == TaskKind.QUOTA:
            self._need("count", _("A quota needs a number."))
            self._need("unit", _("Say of what: “tin, bài”, “buổi”, “lớp”."))
        if kind == TaskKind.DELIVER and not data.get("recurrence"):
            self._need("deadline", _("Say on which day it is due."))
        if kind == TaskKind.REPORT and not data.get("deadline"):
            self._need("recurrence", _("Say how often the report comes back."))
            self._need("due_day", _("Say on which day of the month it is due."))
        if kind == TaskKind.COVERAGE:
            self._need_forms_or_areas(data)
            if not data.get("recurrence"):
                self._need("deadline", _("Say on which day it is due."))
        day = data.get("deadline")
        if is_before_issue(self.task.reading, day) and not data.get("early_day"):
            self.add_error(
                "deadline",
                _(
                    "This day is before the day of the document. Write another, or say "
                    "below that it is right."
                ),
            )
        for number in FURTHER:
            if data.get(f"count_{number}"):
                self._need(
                    f"unit_{number}", _("Say of what: “tin, bài”, “buổi”, “lớp”.")
                )
        return data

    def further(self) -> list[tuple[Any, ...]]:
        """The fields of the other numbers, a row a number."""
        names = ("count", "unit", "per")
        return [tuple(self[f"{name}_{n}"] for name in names) for n in FURTHER]

    def _need(self, name: str, message: Any) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, message)

    def _need_forms_or_areas(self, data: Mapping[str, Any]) -> None:
        if not data.get("areas"):
            self._need("forms", _("Choose the forms, or the areas."))
        elif data.get("forms"):
            self.add_error("areas", _("Choose forms or areas, not both."))

    @property
    def values(self) -> TaskValues:
        """The parts of the task: who does it as it stands, when and how much as chosen."""
        data, reading = self.cleaned_data, self.task.reading
        kind = data["kind"]
        wants_number = kind in (TaskKind.QUOTA, TaskKind.DELIVER) and data["count"]
        per = data["per"] or "month"
        return TaskValues(
            leads=[body.printed for body in reading.leads],
            coordinates=[body.printed for body in reading.coordinates],
            via=reading.via.printed if reading.via else None,
            deadline=data["deadline"] if kind in _WITH_DAY else None,
            recurrence=_recurrence(data),
            quota={"count": data["count"], "unit": data["unit"] or "", "per": per}
            if wants_number
            else None,
            kind=kind,
            binding=reading.binding,
        )

    @property
    def extra(self) -> Mapping[str, Any]:
        """What is kept beside the parts; None takes it away."""
        data = self.cleaned_data
        begins: date | None = data["from_on"]
        is_report = data["kind"] in (TaskKind.REPORT, TaskKind.EVENT)
        return {
            "due_day": data["due_day"] if is_report else None,
            "forms": data["forms"] if data["kind"] == TaskKind.COVERAGE else None,
            "areas": data["areas"] if data["kind"] == TaskKind.COVERAGE else None,
            "early_day": data["deadline"].isoformat()
            if data["deadline"] and data["early_day"]
            else None,
            "further": [
                {
                    "count": data[f"count_{number}"],
                    "unit": data[f"unit_{number}"],
                    "per": data[f"per_{number}"] or "month",
                }
                for number in FURTHER
                if data[f"count_{number}"]
            ]
            if data["kind"] == TaskKind.QUOTA
            else None,
            "from_on": begins.isoformat() if begins else None,
            "restates": int(data["restates"]) if data["restates"] else None,
        }


_WITH_DAY = (TaskKind.DELIVER, TaskKind.REPORT, TaskKind.COVERAGE, TaskKind.QUOTA)
_OF_QUOTA = {
    "month": "monthly",
    "quarter": "quarterly",
    "half": "semiannual",
    "year": "annual",
}


def _recurrence(data: Mapping[str, Any]) -> str | None:
    kind = data["kind"]
    if kind == TaskKind.QUOTA:
        return _OF_QUOTA.get(data["per"])
    if kind == TaskKind.EVENT:
        return "on_event"
    if data["deadline"] and kind in _WITH_DAY:
        return "once"
    return data["recurrence"] or ("regular" if kind == TaskKind.STANDING else None)


def _initial(task: TaskProposal) -> dict[str, Any]:
    reading: TaskReading = task.reading
    quota = reading.quota or {}
    extra = extras(reading)
    rule = task.task.due_rule or {}
    further = {
        f"{name}_{number}": each[name]
        for number, each in zip(FURTHER, further_quotas(reading), strict=False)
        for name in ("count", "unit", "per")
    }
    return further | {
        "kind": task.kind,
        "deadline": reading.deadline,
        "count": quota.get("count"),
        "unit": quota.get("unit"),
        "per": quota.get("per", "month"),
        "recurrence": reading.recurrence,
        "restates": str(extra.get("restates") or ""),
        "forms": list(task.draft.forms),
        "areas": list(task.draft.areas),
        "due_day": extra.get("due_day") or rule.get("day"),
        "early_day": bool(extra.get("early_day")),
        "from_on": date.fromisoformat(extra["from_on"])
        if extra.get("from_on")
        else None,
    }


class ExemptForm(forms.Form):
    """Why a body does not owe a task, by which document."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        help_text=_("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )
    whole = forms.BooleanField(
        label=_("In all periods, not only in this one"), required=False
    )


class ExtendForm(forms.Form):
    """Until when a body has time, why, by which document."""

    due_on = DayField(label=_("New due day"))
    reason = forms.CharField(label=_("Reason"), max_length=500)
    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        help_text=_("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )


class HappeningForm(forms.Form):
    """What happened, when, whom it concerns."""

    what = forms.CharField(
        label=_("What happened"),
        max_length=300,
        help_text=_("As “Decision 12/2026/QĐ-UBND on fees was issued”."),
    )
    happened_on = DayField(label=_("On which day"))
    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        required=False,
        help_text=_("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )
    concerns = forms.ChoiceField(label=_("Whom it concerns"), required=False)
    due_on = DayField(
        label=_("To be answered by"),
        required=False,
        help_text=_("Only when a paper says a day."),
    )

    def __init__(
        self, data: Any = None, *, bodies: Iterable[BodyVersion], for_all: bool
    ) -> None:
        super().__init__(data)
        concerns = self.fields["concerns"]
        assert isinstance(concerns, forms.ChoiceField)  # noqa: S101
        everybody = [("", _("all whom the task assigns that day"))] if for_all else []
        concerns.choices = [
            *everybody,
            *((str(version.body_id), version.name) for version in bodies),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, due = data.get("happened_on"), data.get("due_on")
        if day and due and due < day:
            self.add_error("due_on", _("This day is before what happened."))
        return data


class WithdrawForm(forms.Form):
    """Why a happening is taken back."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=300,
        help_text=_("It stays in the list with this reason; records are kept."),
    )


class StateForm(forms.Form):
    """What was done of a standing task in a period, in a sentence."""

    sentence = forms.CharField(
        label=_("What was done, or why nothing"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
