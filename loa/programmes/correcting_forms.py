"""Whom a task is assigned to instead, typed after its directive was confirmed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField
from loa.orgs.models import Body, BodyGroup
from loa.orgs.names import Names
from loa.orgs.selectors import groups_of, versions_below
from loa.programmes.models import Assignment, Task
from loa.programmes.services import Change


class CorrectForm(forms.Form):
    """Which row is wrong, who stands in its place, from when, why, by which document."""

    row = forms.ChoiceField(label=_("Assigned now"), required=False)
    party = forms.ChoiceField(label=_("Assigned instead"), required=False)
    mode = forms.ChoiceField(
        label=_("Several named bodies"), choices=Assignment.Mode.choices
    )
    from_on = DayField(
        label=_("Holds from"),
        help_text=_("The first day of the task corrects it from the beginning."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)
    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        help_text=_("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )

    def __init__(self, data: Any = None, *, task: Task, on: date) -> None:
        super().__init__(data, initial={"from_on": task.from_on})
        self.task = task
        rows = Assignment.objects.known().filter(task=task, role="lead")
        self.rows = {str(row.pk): row for row in rows.select_related("body", "group")}
        self._choose(
            "row",
            [
                *((pk, str(row.body or row.group)) for pk, row in self.rows.items()),
                ("", _("– nobody: one more is added –")),
            ],
        )
        self._choose("party", _parties(task, on))

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_valid_so_far() and not data.get("row") and not data.get("party"):
            self.add_error("party", _("Choose who is assigned."))
        first, from_on = self.task.from_on, data.get("from_on")
        if from_on and not first <= from_on < self.task.until_on:
            self.add_error("from_on", _("The task is not in force on this day."))
        return data

    def is_valid_so_far(self) -> bool:
        """Whether both choices were understood."""
        return not {"row", "party"} & set(self.errors)

    @property
    def change(self) -> Change:
        """What was chosen, of a valid form."""
        data = self.cleaned_data
        kind, _sep, pk = data["party"].partition("-")
        to: Body | BodyGroup | None = None
        if kind == "g":
            to = BodyGroup.objects.get(pk=int(pk))
        elif kind == "b":
            to = Body.objects.get(pk=int(pk))
        row = self.rows.get(data["row"])
        return Change(row, to, data["from_on"], data["mode"])


def _parties(task: Task, on: date) -> list[Any]:
    """Groups and bodies of the issuing government, by name."""
    directive = task.directive
    root = Names(directive.document.issuer or directive.committed_for, on).root
    root = root or directive.committed_for
    rows = versions_below(root, on, itself=True).order_by("name")
    bodies = [(f"b-{pk}", name) for pk, name in rows.values_list("body_id", "name")]
    groups = [(f"g-{group.pk}", group.name) for group in groups_of(root.pk)]
    return [
        ("", _("– nobody: it is not theirs –")),
        (_("Groups"), groups),
        (_("Bodies"), bodies),
    ]
