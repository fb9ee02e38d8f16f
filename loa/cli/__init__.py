"""The command `loa`.

Each module of this package is one subcommand: `load_bodies.py` holds a click command
named `command` and is called as `loa load-bodies`. Modules are imported when they are
asked for, so a command that needs no database (`loa read`) never waits for Django.
One that needs it puts :func:`with_django` on the command's function and imports
services inside that function.
"""

from __future__ import annotations

import functools
import importlib
import os
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from loa import __version__

ROOT = Path(__file__).resolve().parent.parent.parent

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def command_names() -> list[str]:
    """The subcommands there are, by the files of this package."""
    return sorted(
        module.name.replace("_", "-")
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    )


def read_development_settings() -> None:
    """Take settings from `var/development.env`, which `make run` writes.

    What the environment already says holds, and without the file nothing is set: an
    installed Loa is never taken for a development machine.
    """
    path = ROOT / "var" / "development.env"
    has_key = {"LOA_SECRET_KEY", "LOA_SECRET_KEY_FILE"} & os.environ.keys()
    if has_key or not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals:
            os.environ.setdefault(name.strip(), value.strip())


def setup_django() -> None:
    """Make Django ready; call it before importing models, services or selectors."""
    read_development_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
    import django

    django.setup()


def with_django(
    function: Callable[Arguments, Result],
) -> Callable[Arguments, Result]:
    """Make Django ready before `function` runs."""

    @functools.wraps(function)
    def ready(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        setup_django()
        return function(*args, **kwargs)

    return ready


class Subcommands(click.Group):
    """A group whose commands are the modules beside it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, without importing anything."""
        return command_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in command_names():
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.command is no click command")
        return command


@click.group(cls=Subcommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="loa")
def main() -> None:
    """Loa: from a directive to a report in which every figure is proven."""
