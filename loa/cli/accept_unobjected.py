"""`loa accept-unobjected`: count as accepted what nobody objected to in time."""

import click

from loa.cli import with_django


@click.command()
@with_django
def command() -> None:
    """Count as accepted what nobody objected to within the term. Safe to run again.

    A worker does it every hour by itself.
    """
    from loa.common.dates import now
    from loa.evidence.services import accept_unobjected

    click.echo(f"{accept_unobjected(now())} records counted as unobjected")
