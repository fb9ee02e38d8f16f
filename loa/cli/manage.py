"""`loa manage`: Django's own commands (migrate, createcachetable, check …)."""

import sys

import click

from loa.cli import read_development_settings


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands: `loa manage migrate`."""
    import os

    from django.core.management import execute_from_command_line

    read_development_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
    execute_from_command_line([f"{sys.argv[0]} manage", *arguments])
