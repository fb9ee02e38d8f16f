"""`loa backup`: one file with the database and the originals."""

from pathlib import Path

import click

from loa.cli import with_django


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_django
def command(folder: Path) -> None:
    """Write a backup of everything into FOLDER, while people work."""
    from django.utils import timezone

    from loa.operations.backup import BackupError, back_up

    try:
        path = back_up(folder, at=timezone.localtime())
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(path)
