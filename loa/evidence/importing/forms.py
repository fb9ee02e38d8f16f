"""What a person says of a log: which column is what, and what its cells mean."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.evidence.importing.columns import FIELDS, NEEDED
from loa.evidence.importing.days import Order
from loa.evidence.importing.reading import Answers, Found, Lists
from loa.evidence.importing.sentences import FIELDS as NAMES
from loa.evidence.models import LogImport

# More unknown words than these are told, and asked once these are answered.
MOST_ASKED = 15


class UploadForm(forms.Form):
    """The log itself."""

    file = forms.FileField(
        label=_("The log"),
        help_text=_(".xlsx or .csv, as you keep it; it is stored as it is."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        allow_empty_file=True,
    )


class UndoForm(forms.Form):
    """Why a whole log is taken back."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class SettleForm(forms.Form):
    """Columns and answers of one log; only what its rows leave open is asked."""

    def __init__(
        self,
        *data: Any,
        log: LogImport,
        words: Sequence[str],
        found: Found,
        lists: Lists,
        on: date,
    ) -> None:
        super().__init__(*data)
        self.log, self.lists = log, lists
        self.answered = Answers.from_data(log.columns, log.answers)
        columns = [("", _("– none –"))] + [
            (str(place), f"{_letter(place)} – {said[:60]}" if said else _letter(place))
            for place, said in enumerate(words)
        ]
        for name in FIELDS:
            self.fields[f"col_{name}"] = forms.ChoiceField(
                label=NAMES[name],
                choices=columns,
                required=name in NEEDED,
                initial=str(log.columns.get(name, "")),
            )
        self._ask_days(found, on)
        self._ask_words(found)
        self.fields["guesses_areas"] = forms.BooleanField(
            label=_("Propose the area by the words of the title where none is written"),
            required=False,
            initial=self.answered.guesses_areas,
        )

    def _ask_days(self, found: Found, on: date) -> None:
        days = found.days
        if days.order:
            shown = f"{days.order.first}/{days.order.second}"
            first, second = days.order.first, days.order.second
            self.fields["order"] = forms.ChoiceField(
                label=_("Which day is “%(shown)s”?") % {"shown": shown},
                choices=[
                    (
                        Order.DAY_FIRST.value,
                        _("day %(day)s, month %(month)s")
                        % {"day": first, "month": second},
                    ),
                    (
                        Order.MONTH_FIRST.value,
                        _("day %(day)s, month %(month)s")
                        % {"day": second, "month": first},
                    ),
                ],
                widget=forms.RadioSelect,
                initial=self.answered.order,
                required=False,
            )
        if days.needs_year:
            self.fields["year"] = forms.TypedChoiceField(
                label=_("Of which year are the days without a year?"),
                choices=[("", "–")]
                + [(str(year), str(year)) for year in range(on.year, on.year - 5, -1)],
                coerce=int,
                empty_value=None,
                initial=self.answered.year or "",
                required=False,
            )
        if days.swapped:
            shown = f"{days.swapped.first}/{days.swapped.second}/{days.swapped.year}"
            self.fields["swapped"] = forms.ChoiceField(
                label=_(
                    "The spreadsheet may have turned day and month. It holds “%(shown)s”"
                    " (day/month/year): is that right?"
                )
                % {"shown": shown},
                choices=[
                    ("no", _("Right as it is")),
                    ("yes", _("Turned: the first number is the month")),
                ],
                widget=forms.RadioSelect,
                initial=_yes_or_no(self.answered.swapped),
                required=False,
            )

    def _ask_words(self, found: Found) -> None:
        form_choices = [(str(form.pk), form.name) for form in self.lists.forms]
        if found.needs_form or self.answered.form_id:
            self.fields["form"] = forms.ChoiceField(
                label=_("Form of the rows that do not say it"),
                choices=[("", _("– choose –")), *form_choices],
                initial=str(self.answered.form_id or ""),
                required=False,
            )
        self.form_words = _asked(found.unknown_forms, self.answered.forms)
        for place, word in enumerate(self.form_words):
            self.fields[f"form_{place}"] = forms.ChoiceField(
                label=_("What is the form “%(word)s”?")
                % {"word": found.as_written.get(word, word)[:60]},
                choices=[("", _("– choose –")), *form_choices],
                initial=str(self.answered.forms.get(word, "")),
                required=False,
            )
        self.channel_words = _asked(found.unknown_channels, self.answered.channels)
        channels = [(str(c.pk), c.name) for c in self.lists.channels if not c.host]
        for place, word in enumerate(self.channel_words):
            self.fields[f"channel_{place}"] = forms.ChoiceField(
                label=_("Which channel is “%(word)s”?")
                % {"word": found.as_written.get(word, word)[:60]},
                choices=[("", _("– choose –")), *channels, ("0", _("none of ours"))],
                initial=str(self.answered.channels.get(word, "")),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two things."""
        given = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for name in FIELDS:
            column = given.get(f"col_{name}")
            if not column:
                continue
            if column in taken:
                told = _("This column is already “%(name)s”. Choose another.")
                self.add_error(f"col_{name}", told % {"name": NAMES[taken[column]]})
            taken.setdefault(column, name)
        return given

    def answers(self) -> Answers:
        """What was said, with what was said before and is not asked now."""
        given, before = self.cleaned_data, self.answered
        swapped = {"yes": True, "no": False}.get(given.get("swapped", ""))
        order = given.get("order")
        return Answers(
            columns={
                name: int(given[f"col_{name}"])
                for name in FIELDS
                if given[f"col_{name}"]
            },
            order=Order(order) if order else None,
            year=given.get("year"),
            swapped=swapped,
            form_id=int(given["form"]) if given.get("form") else None,
            forms=before.forms | self._mapped("form", self.form_words),
            channels=before.channels | self._mapped("channel", self.channel_words),
            guesses_areas=given["guesses_areas"],
        )

    def _mapped(self, name: str, asked: Sequence[str]) -> dict[str, int]:
        given = self.cleaned_data
        return {
            word: int(given[f"{name}_{place}"])
            for place, word in enumerate(asked)
            if given.get(f"{name}_{place}")
        }

    def column_fields(self) -> list[forms.BoundField]:
        """The fields that say which column is what."""
        return [self[f"col_{name}"] for name in FIELDS]

    def question_fields(self) -> list[forms.BoundField]:
        """The fields that ask what cells mean."""
        return [self[name] for name in self.fields if not name.startswith("col_")]


def _asked(unknown: Mapping[str, int], answered: Mapping[str, int]) -> list[str]:
    open_ = sorted(unknown, key=lambda word: (-unknown[word], word))[:MOST_ASKED]
    return sorted({*open_, *answered})


def _yes_or_no(answer: bool | None) -> str | None:
    return None if answer is None else ("yes" if answer else "no")


def _letter(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
