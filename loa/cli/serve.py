"""`loa serve`: the web server."""

from __future__ import annotations

import os
import sys

import click

from loa.cli import ROOT, read_development_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="On which port.")
@click.option("--workers", default=1, show_default=True, help="Server processes.")
@click.option("--threads", default=4, show_default=True, help="Requests at once, each.")
@click.option("--quiet", is_flag=True, help="Say only what is wrong.")
def command(host: str, port: int, workers: int, threads: int, quiet: bool) -> None:
    """Serve the pages with granian, behind a reverse proxy that ends TLS."""
    read_development_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    words += ["--host", host, "--port", str(port), "--workers", str(workers)]
    words += ["--blocking-threads", str(threads), "--working-dir", str(ROOT)]
    # A slow client must not hold a stop for ever.
    words += ["--workers-kill-timeout", "10"]
    words += ["--log-level", "warning"] if quiet else ["--access-log"]
    words.append("loa.config.wsgi:application")
    # The server takes this process's place, so that signals reach it directly.
    os.execv(sys.executable, words)  # noqa: S606
