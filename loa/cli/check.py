"""`loa check`: is this installation well?"""

import click

from loa.cli import with_django


@click.command()
@with_django
def command() -> None:
    """Look at database, migrations, files and worker; exit 1 if one is not well."""
    from django.utils import timezone

    from loa.operations.checks import checks

    found = list(checks(timezone.now()))
    for check in found:
        click.echo(f"{'ok  ' if check.is_well else 'BAD '} {check.name}: {check.said}")
    if not all(check.is_well for check in found):
        raise SystemExit(1)
