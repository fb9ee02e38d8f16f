"""Choices of the person at the screen, and the sheet of all components."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as django_set_language

from loa.common import sheet
from loa.common.context import THEME_COOKIE, THEMES

YEAR = 60 * 60 * 24 * 365

# Needed on the sign-in page too.
set_language = login_not_required(require_POST(django_set_language))


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in a cookie; anything else follows the system."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = redirect(back)
    if (chosen := request.POST.get("theme")) in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for newcomers and for the browser's tests."""
    return render(request, "common/components.html", sheet.samples())
