"""`loa tally`: count the counters again from the records, and name what differs."""

import click

from loa.cli import with_django


@click.command()
@click.option("--check", is_flag=True, help="Name every difference; change nothing.")
@click.option("--mend", is_flag=True, help="Write the counters anew, then check.")
@with_django
def command(check: bool, mend: bool) -> None:
    """Prove the counters of evidence, or mend them.

    Leaves with 1 when something differs (after mending: still differs).
    """
    from django.conf import settings
    from django.utils import translation

    from loa.evidence import recount

    if not (check or mend):
        raise click.UsageError("say --check or --mend")
    with translation.override(settings.LANGUAGE_CODE):
        if mend:
            click.echo(f"{recount.mend()} rows of counters mended")
        found = recount.check()
        for difference in found:
            click.echo(f"{difference.kind}\t{difference.where}: {difference.words}")
    click.echo(f"{len(found)} differences")
    if found:
        raise SystemExit(1)
