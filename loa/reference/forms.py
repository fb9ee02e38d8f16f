"""Who speaks for an area, typed on its page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.common.forms import DayField
from loa.orgs.models import Body, BodyVersion

WHY = {
    ("kind_name", "one"): _("Choose one body or name a kind of body, not both."),
    ("until_on", "before"): _("The last day is before the first. Change one of them."),
    ("by_document", "missing"): _("Name the document that says so."),
    ("body", "not_then"): _("This body was not there on the first day."),
    ("body", "elsewhere"): _("This body is not of that level, or stands elsewhere."),
}


class SpeakerForm(forms.Form):
    """The body (or the kind of body), from when, until when, by which document."""

    body = forms.ChoiceField(label=_("Body that speaks"), required=False)
    kind_name = forms.CharField(
        label=_("Or a kind of body in each of them"),
        max_length=200,
        required=False,
        help_text=_("As it is called there: “Phòng Văn hóa - Xã hội”."),
    )
    from_on = DayField(label=_("Holds from"))
    last_on = DayField(
        label=_("Last day that it holds"),
        required=False,
        help_text=_("Empty: until it is changed."),
    )
    by_document = forms.CharField(
        label=_("By document"),
        max_length=200,
        help_text=_("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, bodies: list[BodyVersion], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            ("", _("– nobody –")),
            *((str(row.body_id), row.name) for row in bodies),
        ]
        if not bodies:
            del self.fields["body"]
            self.fields["kind_name"].label = _("Kind of body that speaks in each")

    @property
    def chosen(self) -> Body | None:
        pk = self.cleaned_data.get("body")
        return Body.objects.get(pk=int(pk)) if pk else None
