"""What the page of components shows: one of each, in every state."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from loa.common.dates import now, today
from loa.common.forms import CountField, DayField
from loa.common.states import CLAIMED, COLUMNS, OBLIGATION, OTHER, STANDING


class SampleForm(forms.Form):
    """Fields of each kind; the page shows them good and bad."""

    title = forms.CharField(
        label=_("Name of what was done"),
        help_text=_("As in the title of the item or of the broadcast."),
    )
    done_on = DayField(label=_("Day it was done"))
    people = CountField(label=_("People who came"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("item", _("News item")), ("broadcast", _("Broadcast"))],
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    tested = forms.BooleanField(label=_("Checked before and after"), required=False)


def samples() -> dict[str, Any]:
    """Give the page its samples; nothing here is read from the database."""
    bad = SampleForm(
        {
            "bad-title": "Tập huấn tổ công nghệ số",
            "bad-done_on": "31/02/2026",
            "bad-people": "bốn lăm",
            "bad-kind": "item",
        },
        prefix="bad",
    )
    bad.is_valid()
    return {
        "obligation": OBLIGATION.values(),
        "standing": STANDING.values(),
        "worth": [CLAIMED, *COLUMNS.values()],
        "other": OTHER.values(),
        "signs": [*OBLIGATION.values(), *STANDING.values(), CLAIMED, *COLUMNS.values()],
        "tally": (356, 12, 6, 8, 7, 2),
        "few": (5, 0, 0, 1, 1, 0),
        "many": (88, 3, 2, 2, 4, 1),
        "nothing": (0, 0, 0, 0, 0, 0),
        "periods": (34, 30, 47, 50, 34, 41, 44, 44, 47, 30),
        "cells": [
            (code, cell)
            for code in OBLIGATION
            for cell in [None if code in {"not_yet", "exempt"} else (1, 0, 0, 1, 1, 0)]
        ],
        "form": SampleForm(),
        "bad_form": bad,
        "page": Paginator(range(1, 41), 4).page(3),
        "today": today(),
        "now": now(),
        "long_ago": today() - timedelta(days=400),
    }
