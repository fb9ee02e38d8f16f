"""`loa worker`: the process that does the background work."""

import click

from loa.cli import with_django


@click.command()
@click.option("--batch", is_flag=True, help="End when there is nothing left to do.")
@click.option(
    "--interval",
    default=1.0,
    show_default=True,
    help="Seconds to wait before looking again when there was nothing to do.",
)
@with_django
def command(batch: bool, interval: float) -> None:
    """Do the background work: read documents, make reports, check proof.

    As many of these as one likes may run on PostgreSQL; SQLite wants one. SIGTERM or
    Ctrl-C lets the job at hand finish.
    """
    from django.core.management import call_command

    from loa.jobs.periodic import Housekeeper, companions

    housekeeper = Housekeeper()
    beside = [] if batch else companions()
    housekeeper.start()
    for companion in beside:
        companion.start()
    try:
        call_command(
            "db_worker",
            queue_name="*",
            interval=interval,
            batch=batch,
            startup_delay=False,
            reload=False,
        )
    finally:
        housekeeper.end()
        for companion in beside:
            companion.end()
        for companion in beside:
            companion.join(timeout=5)
