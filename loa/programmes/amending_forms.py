"""What a task asks instead, typed after its directive was confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import CountField, DayField
from loa.domain.periods import DueKind, DueRule
from loa.programmes.forms import PERS, RECURRENCES
from loa.programmes.models import Task, TaskKind
from loa.programmes.models.directives import Recurrence
from loa.programmes.wording import KINDS


class AmendForm(forms.Form):
    """Wording, kind, number and day of a task, as they should have been."""

    title = forms.CharField(label=_("Title in lists"), max_length=200)
    text = forms.CharField(
        label=_("Words of the task"), widget=forms.Textarea(attrs={"rows": 4})
    )
    kind = forms.ChoiceField(label=_("Kind"))
    count = CountField(label=_("How many"), least=1, required=False)
    unit = forms.CharField(label=_("Unit counted in"), max_length=60, required=False)
    per = forms.ChoiceField(label=_("In what time"), choices=PERS, required=False)
    recurrence = forms.ChoiceField(
        label=_("How often"), choices=RECURRENCES, required=False
    )
    deadline = DayField(label=_("Due on"), required=False)
    due_day = CountField(
        label=_("Day of the last month"),
        least=1,
        required=False,
        help_text=_("For a report: 20 means day 20 of the month in which it closes."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)
    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        help_text=_("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )

    def __init__(self, data: Any = None, *, task: Task) -> None:
        self.task = task
        rule = task.due_rule or {}
        initial = {
            "title": task.title, "text": task.text, "kind": task.kind,
            "count": task.quota_count, "unit": task.quota_unit, "per": task.quota_per,
            "recurrence": task.recurrence, "deadline": task.deadline,
            "due_day": rule.get("day"),
        }  # fmt: skip
        super().__init__(data, initial=initial)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101
        # Whether it waits for happenings cannot be changed: they made lines of it.
        is_event = task.kind == TaskKind.EVENT
        kind.choices = [
            (code, word)
            for code, word in KINDS.items()
            if (code == TaskKind.EVENT) == is_event
        ]
        for name in ("per", "recurrence"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            known = {code for code, _word in field.choices}  # type: ignore[union-attr,misc]
            if initial[name] and initial[name] not in known:
                word = (
                    Recurrence(str(initial[name])).label if name == "recurrence" else ""
                )
                field.choices = [*field.choices, (initial[name], word or initial[name])]  # type: ignore[misc]

    def clean_due_day(self) -> int | None:
        day: int | None = self.cleaned_data["due_day"]
        if day and day > 31:
            raise forms.ValidationError(_("No month has so many days."))
        return day

    @property
    def terms(self) -> dict[str, Any]:
        """What was typed, by the names of a task's columns."""
        data = self.cleaned_data
        is_quota = data["kind"] == TaskKind.QUOTA
        found: dict[str, Any] = {
            "title": data["title"].strip(),
            "text": data["text"].strip(),
            "kind": data["kind"],
            "quota_count": data["count"],
            "quota_unit": data["unit"].strip(),
            "quota_per": data["per"] if data["count"] or is_quota else "",
            "recurrence": data["recurrence"],
            "deadline": data["deadline"].isoformat() if data["deadline"] else None,
        }
        rule = self.task.due_rule
        if data["due_day"] != (rule or {}).get("day"):
            day = data["due_day"]
            rule = DueRule.day_of_last_month(day).as_data() if day else None
        elif data["deadline"] != self.task.deadline and rule:
            # A rule that names a day itself would hold against the new one.
            rule = None if rule.get("kind") == DueKind.FIXED else rule
        found["due_rule"] = rule
        return found
