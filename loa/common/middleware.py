"""What is done to every request before a view sees it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from loa.common import errors

# Boundaries, names and the other fields of a form that brings a file.
_ROOM_FOR_FIELDS = 1024 * 1024


class UploadLimitMiddleware:
    """Refuses a request larger than `LOA_MAX_UPLOAD` before one byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.LOA_MAX_UPLOAD + _ROOM_FOR_FIELDS:
            return errors.too_large(request, settings.LOA_MAX_UPLOAD)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class LanguageMiddleware(LocaleMiddleware):
    """Speak the language that the person chose here, else the installation's own.

    What the browser asks for is left aside: many offices run an English Windows and
    read Vietnamese.
    """

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _name in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
