"""Showing a kept page as it was, from another host name than Loa's.

A page may hold anything. It is sent from a name that has no session and no other page,
into a sandbox without scripts, forms or a network; what it says cannot touch Loa. The
address is good for one copy and some minutes: the other name knows nobody.
"""

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

from loa.fetching.models import Copy
from loa.fetching.warc import body_of
from loa.files import storage

GOOD_FOR = 600  # seconds
_SALT = "fetching.replay"
_POLICY = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "frame-ancestors {parent}"
)
_SHOWN = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}


def replay_address(copy: Copy, request: HttpRequest) -> str:
    """Return where a copy may be seen for some minutes; "" where nothing is set up."""
    if not settings.LOA_REPLAY_HOST or copy.media_type not in _SHOWN:
        return ""
    token = signing.dumps([copy.pk, request.get_host()], salt=_SALT)
    return f"{request.scheme}://{settings.LOA_REPLAY_HOST}/{token}"


class ReplayMiddleware:
    """Answers everything under the other name itself; nothing of Loa is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = settings.LOA_REPLAY_HOST
        if host and request.get_host() == host:
            return _replay(request)
        return self.get_response(request)


def _replay(request: HttpRequest) -> HttpResponse:
    try:
        pk, parent = signing.loads(
            request.path.removeprefix("/"), salt=_SALT, max_age=GOOD_FOR
        )
        copy = Copy.objects.select_related("warc").get(pk=pk)
        body = body_of(storage.path_of(copy.warc.sha256).read_bytes())
    except (signing.BadSignature, Copy.DoesNotExist, OSError, ValueError):
        return HttpResponseNotFound(content_type="text/plain")
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    response = HttpResponse(body, content_type=_kind(copy))
    response["Content-Security-Policy"] = _POLICY.format(
        parent=f"{request.scheme}://{parent}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def _kind(copy: Copy) -> str:
    kind = _SHOWN.get(copy.media_type, "text/plain")
    charset = "".join(sign for sign in copy.charset if sign.isalnum() or sign in "-_")
    # Without one the page's own <meta> says it.
    return f"{kind}; charset={charset}" if charset else kind
