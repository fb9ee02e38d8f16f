"""Signing in and out, the first code, one's own account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from loa.accounts import services
from loa.accounts.forms import (
    ChangePasswordForm,
    FirstCodeForm,
    ProfileForm,
    SignInForm,
)
from loa.accounts.models import User
from loa.common.dates import now

BACKEND = "django.contrib.auth.backends.ModelBackend"


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """Sign in by name and password."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOutView(LogoutView):
    """Sign out (POST only)."""

    http_method_names = ["post", "options"]


@sensitive_post_parameters()
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def first_code(request: HttpRequest) -> HttpResponse:
    """Set a password by a one-time code, and sign in."""
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            user = services.open_account(
                username=values["username"].strip(),
                code=values["code"],
                password=values["password"],
                at=now(),
            )
        except services.BadCode:
            form.add_error(
                "code",
                _("The name or the code is not right, or the code is used or too old."
                  " Ask your administrator for a new one."),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error("password", error)
        else:
            login(request, user, backend=BACKEND)
            return redirect("desk:home")
    status = 422 if form.errors else 200
    return render(request, "accounts/first_code.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """How one is reached, and one's roles."""
    user = _user(request)
    form = ProfileForm(
        request.POST or None, initial={"email": user.email, "phone": user.phone}
    )
    if request.method == "POST" and form.is_valid():
        services.update_profile(user=user, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    context = {"form": form, "password_form": ChangePasswordForm()}
    return render(
        request, "accounts/profile.html", context, status=422 if form.errors else 200
    )


@sensitive_post_parameters()
@require_http_methods(["POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose another password, knowing the present one."""
    user = _user(request)
    form = ChangePasswordForm(request.POST)
    if form.is_valid():
        if not user.check_password(form.cleaned_data["old"]):
            form.add_error("old", _("This is not your present password."))
        else:
            try:
                validate_password(form.cleaned_data["password"], user)
            except ValidationError as error:
                form.add_error("password", error)
    if form.errors:
        initial = {"email": user.email, "phone": user.phone}
        context = {"form": ProfileForm(initial=initial), "password_form": form}
        return render(request, "accounts/profile.html", context, status=422)
    services.change_password(
        user=user, password=form.cleaned_data["password"], at=now()
    )
    update_session_auth_hash(request, user)
    messages.success(request, _("The password is changed."))
    return redirect("accounts:profile")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Say that there were too many failed tries, and what to do."""
    return render(request, "accounts/locked_out.html", status=429)
