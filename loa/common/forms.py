"""Fields that read numbers and days as people here write them."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from loa.common import figures

_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class DayField(forms.Field):
    """A day written 16/12/2026 (also 16-12-2026, 16.12.2026 or 2026-12-16)."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "data-kind": "day"}
    )
    default_error_messages = {
        "invalid": _("“%(value)s” is not a day. Write it as 16/12/2026."),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            if found := _DAY.fullmatch(text):
                return date(int(found[3]), int(found[2]), int(found[1]))
            if found := _ISO.fullmatch(text):
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
        raise ValidationError(
            self.error_messages["invalid"], code="invalid", params={"value": text}
        )

    def prepare_value(self, value: Any) -> Any:
        return figures.day(value) if isinstance(value, date) else value


class CountField(forms.Field):
    """A whole number written 1234, 1.234 or 1 234, from `least` up."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "data-kind": "count"}
    )
    default_error_messages = {
        "invalid": _("“%(value)s” is not a whole number. Write it as 45 or 1.234."),
        "least": _("%(value)s is too small. Write a number from %(least)s up."),
    }

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        text = str(value).strip()
        # A dot or comma stands only where it parts thousands; 1.5 is not 15.
        if not re.fullmatch(r"-?\d{1,12}|-?\d{1,3}([., \u00a0]\d{3}){1,3}", text):
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": text}
            )
        return int(re.sub(r"[., \u00a0]", "", text))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value < self.least:
            raise ValidationError(
                self.error_messages["least"],
                code="least",
                params={"value": value, "least": self.least},
            )


def control_attrs(bound: BoundField) -> dict[str, str | bool]:
    """Give a control its style class, and tie it to its hint and errors."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "textarea")
    attrs: dict[str, str | bool] = {}
    if kind not in {"checkbox", "radio", "hidden"}:
        css = {"select": "select", "textarea": "textarea"}.get(kind, "input")
        if widget.attrs.get("data-kind") == "day":
            css += " w-10"
        if widget.attrs.get("data-kind") == "count":
            css += " input--num w-6"
        attrs["class"] = f"{css} {widget.attrs.get('class', '')}".rstrip()
    described = []
    if bound.help_text:
        described.append(f"{bound.auto_id}_hint")
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return attrs
