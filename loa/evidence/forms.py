"""What a person types about an activity, a verdict or a filter, made clean."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loa.channels.forms import BAD_ADDRESS
from loa.channels.models import Channel
from loa.common.figures import size
from loa.common.forms import CountField, DayField
from loa.domain.periods import Period, WindowRule, period_from_code
from loa.domain.proof import BadAddress
from loa.evidence.auditing.drawing import LARGEST
from loa.evidence.drafting import MOST_OF_A_KIND
from loa.evidence.judging import DECIDABLE
from loa.evidence.models import Proof, SampleReview, Standing
from loa.files.services import TooLarge
from loa.orgs.models import BodyVersion
from loa.reference.models import Area, CommunicationForm

PROBLEMS = {
    "title_missing": _("Write the title, as it stands on the page or the paper."),
    "day_to_come": _("This day is still to come. Record it once it is done."),
    "body_not_there": _("Your body did not exist on this day. Check the year."),
    "proof_missing": _(
        "Paste the address of the page, or choose a file that shows it."
    ),
    "several_in_one_link": _(
        "One address is one item. Record each with its own address."
    ),
    "too_many": _("The number must be from 1 to %(most)s.") % {"most": MOST_OF_A_KIND},
    "not_its_channel": _("Paste the address of the page: the channel is known by it."),
    "clock_set_back": _(
        "The server's clock stands more than a day before what was recorded last, so"
        " nobody could tell whether this is in time. Nothing was stored. Ask who runs"
        " the server to set its clock, then send this form again."
    ),
    "joint_unknown": _("One of the bodies chosen did not exist on this day."),
}


def say_bad_address(bad: BadAddress) -> str:
    """Say what is wrong with an address, and what to do."""
    return str(BAD_ADDRESS[bad.code])


def say_too_large(large: TooLarge) -> str:
    """Say how large a file is, and how large it may be."""
    return gettext(
        "The file is %(size)s; at most %(limit)s is taken. Make it smaller."
    ) % {"size": size(large.size), "limit": size(large.limit)}


# What a file can be said to be; a link is told by its address.
FILE_KINDS = [
    ("", _("as Loa recognises it")),
    *((kind.value, kind.label) for kind in Proof.Kind if kind != Proof.Kind.LINK),
]


def file_kind() -> forms.ChoiceField:
    """The field beside a file: what it is."""
    return forms.ChoiceField(
        label=_("What the file is"), choices=FILE_KINDS, required=False
    )


class PasteForm(forms.Form):
    """The one field on top: an address."""

    address = forms.CharField(
        label=_("Link"),
        max_length=2000,
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "input",
                "inputmode": "url",
                "autocomplete": "off",
                "data-key": "l",
            }
        ),
    )


class RecordForm(forms.Form):
    """What was done: filled in from the address as far as it tells."""

    address = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=500)
    done_on = DayField(label=_("Day"))
    form = forms.ModelChoiceField(
        label=_("Form of communication"),
        queryset=CommunicationForm.objects.all(),
        empty_label=None,
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("none of these"),
    )
    channel = forms.ModelChoiceField(
        label=_("Station, board"),
        queryset=Channel.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    quantity = CountField(label=_("Quantity"), least=1, required=False)
    topic = forms.CharField(label=_("Topic"), max_length=200, required=False)
    file = forms.FileField(
        label=_("File, photo, broadcast log, attendance list"), required=False
    )
    file_kind = file_kind()
    joint_bodies = forms.TypedMultipleChoiceField(
        label=_("Done together with"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)

    def __init__(
        self,
        *args: Any,
        areas: Iterable[Area],
        channels: Iterable[Channel],
        partners: Iterable[BodyVersion],
        chosen_form: CommunicationForm | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("area", Area, areas)
        offline = [channel for channel in channels if not channel.host]
        self._choose("channel", Channel, offline)
        if not offline:
            del self.fields["channel"]
        together = [(version.body_id, version.name) for version in partners]
        field = self.fields["joint_bodies"]
        if together and isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = together
        else:
            del self.fields["joint_bodies"]
        self._counts: list[tuple[str, str]] = []
        if chosen_form:
            self._ask_counts(chosen_form)

    def _choose(self, name: str, model: Any, rows: Iterable[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = model.objects.filter(pk__in=[row.pk for row in rows])

    def _ask_counts(self, form: CommunicationForm) -> None:
        self.fields["quantity"].help_text = form.unit
        for further in form.quantities:
            name = f"count_{further['code']}"
            self.fields[name] = CountField(
                label=_("How many “%(what)s”") % {"what": further["name"]},
                required=False,
            )
            self._counts.append((name, further["name"]))

    @property
    def counts(self) -> list[Any]:
        """The fields of what else this form of communication counts."""
        return [self[name] for name, _name in self._counts]

    def quantities(self) -> dict[str, int]:
        """What else was counted, by its name."""
        found = {name: self.cleaned_data.get(field) for field, name in self._counts}
        return {name: count for name, count in found.items() if count}


class VerdictForm(forms.Form):
    """A decision with its reason, on the verdict that was seen."""

    standing = forms.ChoiceField(
        choices=[(each.value, each.label) for each in DECIDABLE],
        error_messages={"required": _("Choose what you decide.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason: the body will read it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WithdrawForm(forms.Form):
    """Why a record is taken back."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=300,
        error_messages={"required": _("Write why it is taken back.")},
    )


class ProofForm(forms.Form):
    """One more file that shows a record."""

    file = forms.FileField(
        label=_("File, photo, broadcast log, attendance list"),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose another."),
        },
    )
    file_kind = file_kind()


class AppealForm(forms.Form):
    """Why a verdict is held to be wrong, and a file that shows it."""

    reason = forms.CharField(
        label=_("Why the verdict is wrong"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why: another person will decide by it.")},
    )
    file = forms.FileField(
        label=_("File that shows it"),
        required=False,
        error_messages={"empty": _("The file is empty. Choose another.")},
    )
    file_kind = file_kind()
    seen = forms.IntegerField(widget=forms.HiddenInput)


class LetOpenForm(forms.Form):
    """Which body may open a file with personal data, why, and for how long."""

    body = forms.TypedChoiceField(label=_("Body"), coerce=int)
    reason = forms.CharField(label=_("Why"), max_length=300)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=90)

    def __init__(
        self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.choices = bodies
        self.fields["days"].initial = 14


class PeriodForm(forms.Form):
    """Which period to look at."""

    ky = forms.ChoiceField(label=_("Period"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: Any = self.fields["ky"]
        shown.choices = _periods(on)


class DrawForm(PeriodForm):
    """Which sample to draw."""

    body = forms.TypedChoiceField(label=_("Bodies"), coerce=int)
    size = CountField(
        label=_("How many records"), least=1, initial=30,
        help_text=_("At most 500. Thirty tell a share to about 15 points."),
    )  # fmt: skip
    seed = forms.RegexField(
        label=_("Seed"),
        regex=r"^[0-9a-zA-Z-]{1,32}$",
        required=False,
        help_text=_("Leave it empty: Loa draws one. The same seed draws the same."),
        error_messages={"invalid": _("Letters, digits and hyphens only, at most 32.")},
    )
    field_order = ("body", "ky", "size", "seed")

    def __init__(self, *args: Any, bodies: list[BodyVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.choices = [(each.body_id, each.name) for each in bodies]

    def clean_size(self) -> int:
        """Hold the size to what two people can look at."""
        size: int = self.cleaned_data["size"]
        if size > LARGEST:
            raise forms.ValidationError(
                gettext("At most %(most)s.") % {"most": LARGEST}
            )
        return size


class ReviewForm(forms.Form):
    """What a reviewer says of a sampled verdict."""

    answer = forms.ChoiceField(
        choices=SampleReview.Answer.choices,
        error_messages={"required": _("Choose an answer.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where the verdict is not simply right."""
        given: dict[str, Any] = super().clean() or {}
        is_right = given.get("answer") == SampleReview.Answer.RIGHT
        if given.get("answer") and not is_right and not given.get("reason", "").strip():
            self.add_error("reason", gettext("Write why, unless the verdict is right."))
        return given


class FilterForm(forms.Form):
    """Which of a body's records to list; everything is optional."""

    ky = forms.ChoiceField(label=_("Period"), required=False)
    hinh_thuc = forms.ChoiceField(label=_("Form of communication"), required=False)
    trang_thai = forms.ChoiceField(
        label=_("Standing"),
        choices=[("", _("all")), *Standing.choices],
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("all"))
        for each in self.fields.values():
            each.widget.attrs["class"] = "select"
        shown: Any = self.fields["ky"]
        shown.choices = [everything, *_periods(on)]
        shown = self.fields["hinh_thuc"]
        shown.choices = [
            everything,
            *CommunicationForm.objects.values_list("code", "name"),
        ]

    def period(self) -> Period | None:
        """The period asked for."""
        code = self.cleaned_data.get("ky")
        return period_from_code(WindowRule.CALENDAR, code) if code else None


def _periods(on: date) -> list[tuple[str, Any]]:
    """This year and the last, their quarters and months, the newest first."""
    found: list[tuple[str, Any]] = []
    for year in (on.year, on.year - 1):
        found.append((str(year), _("year %(year)s") % {"year": year}))
        found += [
            (f"{year}{n}", _("quarter %(n)s/%(year)s") % {"n": n, "year": year})
            for n in (4, 3, 2, 1)
        ]
        found += [
            (f"{year}{n:02d}", _("month %(n)s/%(year)s") % {"n": n, "year": year})
            for n in range(12, 0, -1)
        ]
    return found


__all__ = [
    "AppealForm",
    "DrawForm",
    "FilterForm",
    "LetOpenForm",
    "PasteForm",
    "PeriodForm",
    "ProofForm",
    "RecordForm",
    "ReviewForm",
    "VerdictForm",
    "WithdrawForm",
    "say_bad_address",
    "say_too_large",
]
