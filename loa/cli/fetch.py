"""`loa fetch`: ask for the pages that are due, and end."""

import click

from loa.cli import with_django


@click.command()
@with_django
def command() -> None:
    """Ask for every page that is due now, each host in its own time, and end.

    A worker does this by itself; this is for a machine without one, and to look.
    """
    from loa.common.dates import now
    from loa.fetching.fetcher import Fetcher, guard_of_settings

    made = Fetcher(clock=now, guard=guard_of_settings()).run(batch=True)
    click.echo(f"{made} turns made.")
