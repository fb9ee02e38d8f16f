"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loa.orgs.requests import StaffRequest


@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """What is owed now."""
    return render(request, "desk/home.html")
