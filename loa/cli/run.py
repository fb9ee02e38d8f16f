"""`loa run`: the whole product on one desk, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import click

from loa.cli import ROOT, command_names, main, setup_django

HOST = "127.0.0.1"
STOP_PATIENCE = 10.0


def is_free(port: int) -> bool:
    """Whether nobody listens on `port` of this machine yet."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError:
            return False
    return True


def require_free(port: int) -> None:
    """Say clearly that the port is taken, and what to type instead."""
    if not is_free(port):
        other = next((n for n in range(port + 1, port + 50) if is_free(n)), port + 1)
        raise click.ClickException(
            f"Port {port} of {HOST} is in use, perhaps by another `make run`. "
            f"Stop that one, or take another port: make run PORT={other}"
        )


def prepare(*, demo: bool) -> None:
    """Bring the database up to date and, if asked, fill the demo province."""
    setup_django()
    from django.conf import settings
    from django.core.management import call_command

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    if demo and "demo" in command_names():
        # In this process: Django is ready, and starting it again takes a second.
        main.main(["demo"], prog_name="loa", standalone_mode=False)


def answers(url: str) -> bool:
    """Whether the page is there (any answer of ours will do)."""
    try:
        with urllib.request.urlopen(url, timeout=2) as page:  # noqa: S310 (our own)
            return bool(page.status < 500)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


@contextmanager
def started(*commands: list[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run the commands side by side and stop them all, gently first, at the end."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for words in commands:
            # A group of its own: Ctrl-C reaches us alone, and we stop them in order.
            processes.append(
                subprocess.Popen(words, cwd=ROOT, start_new_session=True)  # noqa: S603 (our own)
            )
        yield processes
    finally:
        for process in processes:
            process.terminate()
        until = time.monotonic() + STOP_PATIENCE
        for process in processes:
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def watch(processes: list[subprocess.Popen[bytes]]) -> None:
    """Return when one of them ends by itself."""
    while all(process.poll() is None for process in processes):
        time.sleep(0.3)


def wait_for_page(url: str, processes: list[subprocess.Popen[bytes]]) -> bool:
    """Whether the first page came before a process ended."""
    while all(process.poll() is None for process in processes):
        if answers(url):
            return True
        time.sleep(0.1)
    return False


@click.command()
@click.option("--port", default=8000, show_default=True, help="Where to listen.")
@click.option("--demo/--no-demo", default=True, help="Fill the demo province first.")
def command(port: int, demo: bool) -> None:
    """Migrate, fill the demo, serve with one worker; Ctrl-C stops it all.

    For one desk: it listens on 127.0.0.1 only. A province runs `loa serve` and
    `loa worker` under its own supervisor; see deploy/.
    """
    require_free(port)
    # A closed terminal and a polite kill stop the parts too, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    os.environ.setdefault("LOA_LOG", "WARNING")
    try:
        prepare(demo=demo)
        address = f"http://{HOST}:{port}/"
        serve = ["serve", "--port", str(port), "--quiet"]
        with started([sys.executable, "-m", "loa", *serve]) as server:
            if not wait_for_page(address, server):
                raise click.ClickException(
                    "The server did not start; see the lines above."
                )
            click.echo(f"\nLoa is at {address}   (Ctrl-C stops it)\n")
            # Only now: two that start at once on two cores both start late.
            with started([sys.executable, "-m", "loa", "worker"]) as worker:
                watch([*server, *worker])
            raise click.ClickException("A part of Loa ended; see the lines above.")
    except KeyboardInterrupt:
        click.echo("\nLoa has stopped.")
