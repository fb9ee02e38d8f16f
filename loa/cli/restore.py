"""`loa restore`: put a backup into an empty installation."""

from pathlib import Path

import click

from loa.cli import with_django


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_django
def command(file: Path) -> None:
    """Put the backup FILE into this empty installation, then migrate it."""
    from django.core.management import call_command

    from loa.operations.backup import BackupError, restore

    try:
        manifest = restore(file)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(f"Restored what was backed up at {manifest['made_at']}.")
