"""What people type about their own papers."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loa.common.forms import CountField, DayField
from loa.documents.models import Draft, PaperTemplate
from loa.documents.outgoing.kinds import BY_CODE, KINDS, PaperKind
from loa.documents.outgoing.numbering import BadNumber, bare_number
from loa.documents.outgoing.signers import Signer
from loa.domain.writing import OfficialPaper

ONE_A_LINE = _("One a line.")


def _lines(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in value.splitlines() if line.strip())


class PaperForm(forms.Form):
    """The words of a paper that are typed here; the rest is edited in Word."""

    subject = forms.CharField(
        label=_("Subject"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What it is about; a letter's “V/v” is printed by itself."),
    )
    addressees = forms.CharField(
        label=_("Addressees"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=ONE_A_LINE,
    )
    recipients = forms.CharField(
        label=_("Recipients"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=ONE_A_LINE,
    )
    signer = forms.ChoiceField(label=_("Who signs"))

    def __init__(self, *args: Any, signers: list[Signer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signers = {one.key: one for one in signers}
        choices = [(one.key, one.label) for one in signers]
        self.fields["signer"] = forms.ChoiceField(label=_("Who signs"), choices=choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "addressees" in data:
            data["addressees"] = _lines(data["addressees"])
        if "recipients" in data:
            data["recipients"] = _lines(data["recipients"])
        return data

    def _check_addressees(self, kind: PaperKind) -> None:
        """A letter names whom it is for above its text; most other kinds do not."""
        named = self.cleaned_data.get("addressees")
        if not kind.code and not named:
            self.add_error("addressees", _("A letter names whom it is for."))
        if named and not kind.has_addressees:
            self.add_error(
                "addressees",
                _(
                    "This kind of paper has no addressees above its text: name them below."
                ),
            )


class NewPaperForm(PaperForm):
    """A paper of one's own, begun from nothing."""

    kind = forms.ChoiceField(
        label=_("Kind of paper"), choices=[(k.code or "CV", k.word) for k in KINDS]
    )
    unit = forms.CharField(
        label=_("Drafting unit, in a letter's symbol"),
        max_length=20,
        required=False,
        help_text=_("VHXH makes UBND-VHXH. Only letters have it."),
    )
    bases = forms.CharField(
        label=_("Legal bases"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=ONE_A_LINE,
    )
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 10, "class": "textarea--text"}),
        help_text=_("A paragraph a line. Tables and the rest are added in Word."),
    )

    field_order = (
        "kind", "unit", "subject", "addressees", "bases", "text", "recipients", "signer",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind = BY_CODE.get(_code(data.get("kind", "")))
        if kind is None:
            return data
        self._check_addressees(kind)
        data["kind"] = kind
        data["bases"] = _lines(data.get("bases", ""))
        data["text"] = _lines(data.get("text", ""))
        return data


def _code(value: str) -> str:
    return "" if value == "CV" else value


class HeadForm(PaperForm):
    """Subject, recipients and signer of a draft that has not been through Word."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, paper: OfficialPaper, **kwargs: Any) -> None:
        signers: list[Signer] = kwargs["signers"]
        current = next(
            (one.key for one in signers if one.signature == paper.signature), "head"
        )
        kwargs.setdefault("initial", {})
        kwargs["initial"] |= {
            "subject": paper.subject,
            "addressees": "\n".join(paper.addressees),
            "recipients": "\n".join(paper.recipients),
            "signer": current,
        }
        super().__init__(*args, **kwargs)
        self.paper = paper

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._check_addressees(BY_CODE[self.paper.type_code or ""])
        return data

    def changed(self) -> OfficialPaper:
        """Return the paper with what the form says."""
        data = self.cleaned_data
        return replace(
            self.paper,
            subject=data["subject"].strip(),
            addressees=data["addressees"],
            recipients=data["recipients"],
            signature=self.signers[data["signer"]].signature,
        )


class VersionForm(forms.Form):
    """Which version was looked at."""

    version = forms.IntegerField(min_value=1)


class UploadForm(VersionForm):
    """A .docx that was edited in Word."""

    file = forms.FileField(
        label=_("File edited in Word"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file that you edited.")},
    )


class SignedForm(forms.Form):
    """A file that came back from signing."""

    file = forms.FileField(
        label=_("Signed file"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file that came back from signing.")},
    )


class IssueForm(forms.Form):
    """Number and day by which a paper is issued."""

    number = forms.CharField(
        label=_("Number in your register"), max_length=20, required=False
    )
    issued_on = DayField(label=_("Date of issue"))
    is_seen = forms.BooleanField(
        label=_(
            "I compared the signed file with the draft myself, word for word, and looked at"
            " its signature"
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, has_series: bool, asks_eye: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.has_series = has_series
        if has_series:
            del self.fields["number"]
        if not asks_eye:
            del self.fields["is_seen"]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip()
        if not number:
            raise ValidationError(
                _("Enter the number that your register gives, as 45 or 12a.")
            )
        try:
            return bare_number(number)
        except BadNumber:
            raise ValidationError(
                _("“%(value)s” is not a number of a register. Write it as 45 or 12a."),
                params={"value": number},
            ) from None


class FollowForm(forms.Form):
    """What is to follow an issued paper."""

    purpose = forms.ChoiceField(
        choices=[
            (value, Draft.Purpose(value).label)
            for value in ("replacement", "correction", "recall")
        ]
    )


class VoidForm(forms.Form):
    """Why a number is void."""

    reason = forms.CharField(label=_("Why this number is void"), max_length=300)


class TemplateForm(forms.Form):
    """A template and its name."""

    name = forms.CharField(label=_("Name"), max_length=150)
    file = forms.FileField(
        label=_("Word file with fields"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose the Word file.")},
    )


class UseTemplateForm(VersionForm):
    """Which template to fill a draft into."""

    template = forms.ModelChoiceField(
        label=_("Template"), queryset=PaperTemplate.objects.none()
    )

    def __init__(self, *args: Any, body_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PaperTemplate.objects.filter(body_id=body_id, closed_at=None)
        self.fields["template"] = forms.ModelChoiceField(
            label=_("Template"), queryset=rows
        )


class SwitchForm(forms.Form):
    """Whether the body takes its numbers from a series here."""

    is_on = forms.ChoiceField(
        label=_("Where numbers come from"),
        choices=[
            ("0", _("from the body's own register: they are entered here")),
            ("1", _("from a series here: each paper takes the next number")),
        ],
        widget=forms.RadioSelect,
    )


class NextForm(forms.Form):
    """With which number a series goes on."""

    type_code = forms.ChoiceField(choices=[(k.code or "CV", k.word) for k in KINDS])
    next = CountField(label=_("Next number"), least=1)

    def clean_type_code(self) -> str:
        return _code(self.cleaned_data["type_code"])
