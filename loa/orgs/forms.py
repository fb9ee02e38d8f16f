"""What is typed about people and their roles."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.accounts.models import User
from loa.common.forms import DayField
from loa.orgs.models import Role
from loa.orgs.selectors import people_of
from loa.orgs.services import Invitation


class InviteForm(forms.Form):
    """One person, her role, and the document it rests on."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    username = forms.RegexField(
        r"^[a-z0-9._-]{3,80}$",
        label=_("Sign-in name"),
        help_text=_(
            "Small letters without marks, digits, dot and dash: for example lan.vhxh"
        ),
        error_messages={
            "invalid": _(
                "Use 3 to 80 small letters without marks, digits, dots and dashes."
            )
        },
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    post = forms.CharField(
        label=_("Post"),
        max_length=150,
        required=False,
        help_text=_("For example Công chức Văn hóa - Xã hội"),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    by_number = forms.CharField(
        label=_("By document number"),
        max_length=60,
        required=False,
        help_text=_("The decision that gives the role, for example 12/QĐ-UBND"),
    )
    by_date = DayField(label=_("Of"), required=False)

    def invitation(self) -> Invitation:
        """The cleaned values as one invitation."""
        values: dict[str, Any] = dict(self.cleaned_data)
        return Invitation(**values)


class InviteSheetForm(forms.Form):
    """A spreadsheet of people."""

    sheet = forms.FileField(
        label=_("Spreadsheet of people (.xlsx)"),
        help_text=_(
            "First row: Họ và tên, Tên đăng nhập, Vai trò, Thư điện tử, Điện thoại"
        ),
    )


class InviteListForm(forms.Form):
    """People one a line, pasted from a spreadsheet or typed."""

    people = forms.CharField(
        label=_("People, one a line"),
        max_length=200_000,
        help_text=_(
            "Full name; sign-in name; role; post. Parted by semicolons, or pasted from"
            " Excel. Roles: Thủ trưởng, Người duyệt, Công chức, Biên tập, Quản trị, Xem."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class HandOverForm(forms.Form):
    """From whom, to whom: people who have roles in the body."""

    giver = forms.ModelChoiceField(label=_("From"), queryset=User.objects.none())
    taker = forms.ModelChoiceField(label=_("To"), queryset=User.objects.none())

    def __init__(self, *args: Any, body_id: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(
            pk__in=[grant.user_id for grant in people_of(body_id, on)]
        )
        for name in ("giver", "taker"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
            field.queryset = people


class DelegationForm(HandOverForm):
    """A written authority to sign for the head (TUQ.), with its days."""

    taker_post = forms.CharField(
        label=_("Post in which the authority is used"),
        max_length=150,
        help_text=_("As it prints under TUQ., for example Trưởng phòng Kinh tế"),
    )
    scope = forms.CharField(
        label=_("For what"),
        max_length=300,
        help_text=_("For example: papers on administrative reform"),
    )
    by_number = forms.CharField(
        label=_("Document that gives it"),
        max_length=60,
        help_text=_("Its number and symbol, for example 03/GUQ-UBND"),
    )
    by_date = DayField(label=_("Of"))
    from_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
