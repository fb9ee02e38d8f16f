"""What a person types to sign in, and about herself."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Sign-in name and password."""

    error_messages = {
        "invalid_login": _(
            "The sign-in name or the password is not right. After five wrong tries the"
            " account rests for fifteen minutes."
        ),
        "inactive": _("This account is closed. Ask your administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Sign-in name")
        self.fields["password"].label = _("Password")


class NewPassword(forms.Form):
    """A password chosen twice."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_(
            "At least 14 characters. A sentence of four or five words is good."
        ),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, again = cleaned.get("password"), cleaned.get("again")
        if first and again and first != again:
            self.add_error("again", _("The two are not alike. Type the same twice."))
        return cleaned


class FirstCodeForm(NewPassword):
    """Sign-in name, one-time code, and the password chosen."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    code = forms.CharField(
        label=_("One-time code"),
        help_text=_("As your administrator gave it to you, for example K7M2P-9XQRT."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )
    field_order = ("username", "code", "password", "again")


class ChangePasswordForm(NewPassword):
    """The old password and a new one."""

    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password", "again")


class ProfileForm(forms.Form):
    """How a person is reached."""

    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.RegexField(
        r"^[0-9+ .()-]{6,20}$",
        label=_("Phone"),
        required=False,
        error_messages={"invalid": _("This is not a phone number.")},
    )
