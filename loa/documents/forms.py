"""What people type about documents, turned into clean values."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import CountField, DayField
from loa.documents.models import Finding
from loa.documents.reading import TaskReading
from loa.documents.services import TaskValues
from loa.documents.wording import (
    FIELDS,
    KINDS,
    QUOTA_PERIODS,
    RECURRENCES,
    label_of,
)
from loa.domain.text import squash

Choices = list[tuple[str, Any]]
LONG = {"subject", "task.time"}
ACCEPTED = (
    ".docx,.docm,.dotx,.doc,.pdf,.odt,.rtf,.html,.htm,.txt,.md,.zip,.eml,.msg"
    ",.png,.jpg,.jpeg,.tif,.tiff"
)


def choices_of(words: dict[str, Any], *, empty: Any = None) -> Choices:
    """Return the choices of a table of words, with a first one that says none."""
    first: Choices = [] if empty is None else [("", empty)]
    return first + list(words.items())


class BringInForm(forms.Form):
    """A file, or else pasted text."""

    file = forms.FileField(
        label=_("File of the document"),
        help_text=_(
            "Word (.docx, .doc), PDF, a scan or picture of its pages (.png, .jpg, .tif), "
            ".odt, .rtf, .html, plain text (.txt, .md), or a zip or an e-mail (.eml, "
            ".msg) with one of them."
        ),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "textarea--text"}),
    )
    as_another = forms.BooleanField(
        label=_("This is another document with the same number: bring it in anyway"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        has_file, has_text = (
            bool(data.get("file")),
            bool((data.get("text") or "").strip()),
        )
        if has_file and has_text:
            self.add_error(
                "text", _("There is a file as well. Bring in one of the two at a time.")
            )
        elif not has_file and not has_text and "file" not in self.errors:
            self.add_error("file", _("Choose a file, or paste the text below."))
        return data


class FindingForm(forms.Form):
    """The value of one finding, in controls that suit its field."""

    def __init__(self, field: str, data: Any = None, *, value: Any = None) -> None:
        super().__init__(data, prefix=None)
        self.field = field
        self.fields.update(_controls(field))
        for name, part in _parts(field, value).items():
            self.fields[name].initial = part

    @property
    def value(self) -> Any:
        """The clean value, in the shape of its field."""
        data = self.cleaned_data
        if self.field == "task.quota":
            return {"count": data["count"], "unit": data["unit"], "per": data["per"]}
        if self.field == "citation":
            day = data["issued_on"]
            return {
                "number": squash(data["number"]),
                "name": squash(data["name"]),
                "issuer": squash(data["issuer"]),
                "issued_on": day.isoformat() if day else None,
            }
        return data["value"]


def _controls(field: str) -> dict[str, forms.Field]:
    label = label_of(field)
    if field in {"issued_on", "task.deadline"}:
        return {"value": DayField(label=label)}
    if field == "task.recurrence":
        return {
            "value": forms.ChoiceField(label=label, choices=choices_of(RECURRENCES))
        }
    if field == "task.kind":
        return {"value": forms.ChoiceField(label=label, choices=choices_of(KINDS))}
    if field == "task.quota":
        return {
            "count": CountField(label=_("How many"), least=1),
            "unit": forms.CharField(label=_("Of what"), max_length=60),
            "per": forms.ChoiceField(
                label=_("In what time"), choices=choices_of(QUOTA_PERIODS)
            ),
        }
    if field == "citation":
        return {
            "number": forms.CharField(
                label=_("Number and symbol"), max_length=60, required=False
            ),
            "name": forms.CharField(
                label=_("Name, if it is cited by name"), max_length=400, required=False
            ),
            "issued_on": DayField(label=FIELDS["issued_on"], required=False),
            "issuer": forms.CharField(
                label=FIELDS["issuer"], max_length=300, required=False
            ),
        }
    if field in LONG:
        area = forms.Textarea(attrs={"rows": 3})
        return {"value": forms.CharField(label=label, max_length=4000, widget=area)}
    return {"value": forms.CharField(label=label, max_length=500)}


def _parts(field: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if isinstance(value, dict):
        names = _controls(field)
        return {
            name: _typed(name, part) for name, part in value.items() if name in names
        }
    return {"value": _typed(field, value)}


def _typed(field: str, value: Any) -> Any:
    """Turn a kept day back into a date, so that it is shown as 16/12/2026."""
    if field in {"issued_on", "task.deadline"} and isinstance(value, str):
        return date.fromisoformat(value)
    return value


class HeaderForm(forms.Form):
    """The header of a document; what is empty, the document does not have."""

    number = forms.CharField(label=FIELDS["number"], max_length=40, required=False)
    symbol = forms.CharField(label=FIELDS["symbol"], max_length=60, required=False)
    doc_type = forms.CharField(label=FIELDS["doc_type"], max_length=60, required=False)
    issuer = forms.CharField(label=FIELDS["issuer"], max_length=300, required=False)
    place = forms.CharField(label=FIELDS["place"], max_length=120, required=False)
    issued_on = DayField(label=FIELDS["issued_on"], required=False)
    subject = forms.CharField(
        label=FIELDS["subject"],
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    urgency = forms.CharField(label=FIELDS["urgency"], max_length=40, required=False)
    signer_authority = forms.CharField(
        label=FIELDS["signer.authority"], max_length=200, required=False
    )
    signer_title = forms.CharField(
        label=FIELDS["signer.title"], max_length=200, required=False
    )
    signer_name = forms.CharField(
        label=FIELDS["signer.name"], max_length=150, required=False
    )

    def values(self) -> dict[str, Any]:
        """Return the values by field of the finding."""
        return {
            name.replace("signer_", "signer."): value
            for name, value in self.cleaned_data.items()
        }


def header_initial(header: dict[str, Finding]) -> dict[str, Any]:
    """Return what a header form shows first."""
    found = {name.replace(".", "_"): row.value for name, row in header.items()}
    return {
        name: _typed(name, value)
        for name, value in found.items()
        if name in HeaderForm.base_fields
    }


class TaskForm(forms.Form):
    """The parts of one task."""

    leads = forms.CharField(
        label=_("Lead agencies"),
        help_text=_("As printed, one on a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    coordinates = forms.CharField(
        label=_("Coordinating agencies"),
        help_text=_("They owe nothing. One on a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    via = forms.CharField(label=FIELDS["task.via"], max_length=500, required=False)
    kind = forms.ChoiceField(label=FIELDS["task.kind"], choices=choices_of(KINDS))
    deadline = DayField(label=FIELDS["task.deadline"], required=False)
    recurrence = forms.ChoiceField(
        label=FIELDS["task.recurrence"],
        choices=choices_of(RECURRENCES, empty=_("not said")),
        required=False,
    )
    quota_count = CountField(label=_("How many"), least=1, required=False)
    quota_unit = forms.CharField(label=_("Of what"), max_length=60, required=False)
    quota_per = forms.ChoiceField(
        label=_("In what time"),
        choices=choices_of(QUOTA_PERIODS, empty=_("not said")),
        required=False,
    )
    binding = forms.BooleanField(
        label=_("Binding (ordered or required, not merely requested)"), required=False
    )

    def clean_leads(self) -> list[str]:
        return _as_lines(self.cleaned_data["leads"], "leads")

    def clean_coordinates(self) -> list[str]:
        return _as_lines(self.cleaned_data["coordinates"], "coordinates")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        quota = [data.get(f"quota_{part}") for part in ("count", "unit", "per")]
        if any(quota) and not all(quota) and "quota_count" not in self.errors:
            self.add_error(
                "quota_count",
                _("A quota needs all three: how many, of what, and in what time."),
            )
        if data.get("kind") == "quota" and not any(quota):
            self.add_error("quota_count", _("This kind of task needs its quota."))
        return data

    def values(self) -> TaskValues:
        """Return the task's parts as the service takes them."""
        data = self.cleaned_data
        quota = None
        if data["quota_count"]:
            quota = {
                "count": data["quota_count"],
                "unit": data["quota_unit"],
                "per": data["quota_per"],
            }
        return TaskValues(
            leads=data["leads"],
            coordinates=data["coordinates"],
            via=data["via"] or None,
            deadline=data["deadline"],
            recurrence=data["recurrence"] or None,
            quota=quota,
            kind=data["kind"],
            binding=data["binding"],
        )


class NewTaskForm(TaskForm):
    """A task that the reader did not find."""

    words = forms.CharField(
        label=_("Its sentence"),
        help_text=_("Copy it from the document, as it stands there."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("words",)


def task_initial(task: TaskReading) -> dict[str, Any]:
    """Return what a task's form shows first."""
    quota = task.quota or {}
    return {
        "leads": "\n".join(body.printed for body in task.leads),
        "coordinates": "\n".join(body.printed for body in task.coordinates),
        "via": task.via.printed if task.via else "",
        "kind": task.kind,
        "deadline": task.deadline,
        "recurrence": task.recurrence or "",
        "quota_count": quota.get("count"),
        "quota_unit": quota.get("unit", ""),
        "quota_per": quota.get("per", ""),
        "binding": task.binding,
    }


def _as_lines(text: str, name: str) -> list[str]:
    lines = [squash(line) for line in text.splitlines() if line.strip()]
    if any(len(line) > 500 for line in lines):
        raise forms.ValidationError(
            _("One line is too long for a name. Write one body on a line."), code=name
        )
    return lines
