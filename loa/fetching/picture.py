"""A picture of a kept page, made by a browser that has no scripts and no network."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from loa.fetching.models import Copy
from loa.fetching.warc import body_of
from loa.files import storage
from loa.files.services import store_file
from loa.files.sniff import media_type

SIZE = (1280, 2400)
PATIENCE = 30.0  # seconds
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<!doctype[^>]{0,300}>", re.IGNORECASE)
_POLICY = (
    b'<meta http-equiv="Content-Security-Policy" content="'
    b"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
)


class NoPicture(Exception):
    """No browser is here, or it made nothing of the page."""


def browser() -> str | None:
    """The program that draws pages, or None: pictures are then left out."""
    named = os.environ.get("LOA_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return named or next((path for name in names if (path := shutil.which(name))), None)


def take_picture(copy: Copy, *, at: datetime) -> None:
    """Draw a copy as a browser shows it and keep the picture; once is enough.

    :raises NoPicture: if it cannot be drawn here
    """
    if copy.picture_id:
        return
    page = body_of(storage.path_of(copy.warc.sha256).read_bytes())
    drawn = _draw(page, copy.charset)
    with transaction.atomic():
        row = Copy.objects.select_for_update().get(pk=copy.pk)
        if row.picture_id is None:
            row.picture = store_file(
                content=drawn, name=f"trang-{copy.pk}.png", actor=None, at=at
            )
            row.save(update_fields=["picture"])
    copy.picture = row.picture


def _tamed(page: bytes, charset: str) -> bytes:
    """A page that runs nothing and asks for nothing, behind its own doctype.

    Switching scripts off in the browser would switch its screenshots off too.
    """
    begin = _DOCTYPE.match(page)
    at = begin.end() if begin else 0
    said = _POLICY
    if re.fullmatch(r"[a-z0-9_-]+", charset):
        said += b'<meta charset="%s">' % charset.encode("ascii")
    return page[:at] + said + page[at:]


def _draw(page: bytes, charset: str) -> bytes:
    program = browser()
    if program is None:
        raise NoPicture("no browser")
    with tempfile.TemporaryDirectory(prefix="loa-picture-") as name:
        folder = Path(name)
        (folder / "page.html").write_bytes(_tamed(page, charset))
        picture = folder / "page.png"
        _run(
            [
                program,
                "--headless",
                "--disable-gpu",
                "--no-first-run",
                "--disable-sync",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--proxy-server=127.0.0.1:9",
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
                f"--user-data-dir={folder / 'profile'}",
                f"--window-size={SIZE[0]},{SIZE[1]}",
                f"--screenshot={picture}",
                (folder / "page.html").as_uri(),
            ]
        )
        if not picture.exists():
            raise NoPicture("nothing drawn")
        drawn = picture.read_bytes()
    if media_type(drawn) != "image/png":
        raise NoPicture("no picture drawn")
    return drawn


def _run(command: list[str]) -> None:
    process = subprocess.Popen(  # noqa: S603 (a browser, by its own path)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        raise NoPicture("too slow") from None
    finally:
        # A browser is many processes: none of them stays.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
