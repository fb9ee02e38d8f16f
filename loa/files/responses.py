"""Sending a stored file to a browser that must not run it."""

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse

from loa.domain.text import fold
from loa.files import storage
from loa.files.models import StoredFile
from loa.files.sniff import DOCX, ODT, UNKNOWN, XLSX

# What a browser may show by itself. Never HTML, SVG or XML: they can carry scripts.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"})
_SENT_AS_IT_IS = SHOWN | {"application/pdf", DOCX, XLSX, ODT}
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def stream(stored: StoredFile, *, download: bool) -> FileResponse:
    """Send a stored file; the view has asked its own policy before.

    A type that a browser might run is always a download, whatever was asked.

    :raises Http404: when the bytes are gone from the disk
    """
    try:
        file = storage.path_of(stored.sha256).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = stored.media_type if stored.media_type in _SENT_AS_IT_IS else UNKNOWN
    response = FileResponse(file, content_type=_with_charset(kind))
    response["Content-Length"] = str(stored.size)
    response["Content-Disposition"] = disposition(
        stored.name, download=download or kind not in SHOWN
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    response["Cache-Control"] = "private, no-store"
    return response


def send_made(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Send a file that was just made, as a download that nobody else may keep."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = disposition(name, download=True)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def disposition(name: str, *, download: bool) -> str:
    """Write the header that names a file, for old and new browsers (RFC 6266, 8187)."""
    word = "attachment" if download else "inline"
    folded = fold(name).replace(" ", "-")
    plain = "".join(sign if sign in _PLAIN else "_" for sign in folded) or "tep"
    exact = quote(name, safe="")
    return f"{word}; filename=\"{plain}\"; filename*=UTF-8''{exact}"


def _with_charset(kind: str) -> str:
    return "text/plain; charset=utf-8" if kind == "text/plain" else kind
