"""`loa make-country`: the whole country with months of work, to try Loa at its size."""

from datetime import datetime

import click

from loa.cli import with_django


@click.command("make-country")
@click.option("--records", type=click.IntRange(0, 50_000_000), default=100_000)
@click.option("--months", type=click.IntRange(1, 60), default=24)
@click.option(
    "--bodies",
    type=click.IntRange(17_000, 50_000),
    default=17_000,
    help="17000 with usual offices; more adds schools and stations.",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The last day; today.")
@click.option("--seed", type=int, help="Another number makes another country.")
@with_django
def command(
    *, records: int, months: int, bodies: int, on: datetime | None, seed: int | None
) -> None:
    """Fill an empty development database with invented work of all bodies."""
    from django.conf import settings
    from django.utils import translation

    from loa.cli._country import make
    from loa.common.dates import today

    if not settings.DEVELOPMENT:
        raise click.ClickException(
            "This is no development machine (LOA_DEVELOPMENT). Invented work is never"
            " put into a database that people rely on."
        )
    plan = make.Plan(
        records=records,
        months=months,
        on=on.date() if on else today(),
        bodies=bodies,
        seed=make.SEED if seed is None else seed,
    )
    try:
        with translation.override("vi"):
            made = make.make_country(plan, tell=lambda step: click.echo(step, err=True))
    except make.NotEmpty as error:
        raise click.ClickException(
            "This database holds bodies already, perhaps of a run that was broken off."
            " Name an empty one with DATABASE_URL (or LOA_VAR) and run `loa manage migrate`"
            " there, then this again."
        ) from error
    click.echo(
        f"{made.bodies} bodies, {made.owing} owe duties; {made.tasks} tasks,"
        f" {made.exceptions} exceptions, {made.records} records.\n"
        "Nobody has a password yet: loa manage changepassword theo-doi"
        " (overseer of the nation), td-01 (of a province)."
    )
