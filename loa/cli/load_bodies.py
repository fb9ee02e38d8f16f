"""`loa load-bodies`: the country, or a spreadsheet."""

from datetime import date, datetime
from pathlib import Path

import click

from loa.cli import with_django


@click.command("load-bodies")
@click.option(
    "--country", is_flag=True, help="34 provinces, 3,321 communes, usual offices."
)
@click.option(
    "--from", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="Day from which changes hold."
)
@click.option(
    "--before",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --country: the units until that day, and what became of them.",
)
@click.option("--without-offices", is_flag=True, help="Only provinces and communes.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show the differences and write nothing.")
@with_django
def command(
    *,
    country: bool,
    sheet: Path | None,
    on: datetime | None,
    before: datetime | None,
    without_offices: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Bring in bodies, or show and make the dated changes since the last time."""
    from django.utils import translation

    from loa.audit.services import MACHINE
    from loa.common.dates import now, today
    from loa.orgs import loading
    from loa.orgs.loading.country import valid_from
    from loa.orgs.loading.load import UnknownParent

    if before is not None and not country:
        raise click.UsageError("--before goes with --country.")
    if country == (sheet is not None):
        raise click.UsageError("Say either --country or --from FILE.xlsx.")
    with translation.override("vi"):
        if before is not None:
            _load_former(before.date(), dry_run=dry_run)
            return
        try:
            rows = (
                list(loading.country_rows(with_offices=not without_offices))
                if sheet is None
                else loading.sheet_rows(sheet.read_bytes())
            )
        except loading.BadSheet as error:
            for bad in error.rows:
                click.echo(f"{bad.sheet or sheet}: {bad.row}: {bad.reason}", err=True)
            raise click.ClickException(f"Nothing was written: {error}.") from error
        found = loading.compare(rows, on=on.date() if on else today())
        _show(found, limit=20)
        if dry_run or found.is_empty:
            return
        if not yes:
            click.confirm("Write this?", abort=True)
        try:
            loading.apply_differences(
                found,
                actor=MACHINE,
                at=now(),
                since=valid_from() if country else None,
            )
        except loading.DemoBeside as error:
            raise click.ClickException(
                "This database holds the demo province. Real bodies need a database of their own."
            ) from error
        except UnknownParent as error:
            raise click.ClickException(f"Superiors are missing for: {error}") from error
    click.echo(f"{len(found.added)} added, {len(found.changed)} changed.")


def _load_former(before: date, *, dry_run: bool) -> None:
    """Load the units until a day; it adds and never changes, so it does not ask."""
    from django.db import transaction

    from loa.audit.services import MACHINE
    from loa.common.dates import now
    from loa.orgs.loading import DemoBeside
    from loa.orgs.loading.former import NoCountry, NoSuchDay, load_former

    def tell(word: str, count: int) -> None:
        click.echo(f"{word}: {count} …", err=True)

    try:
        with transaction.atomic():
            loaded = load_former(before, actor=MACHINE, at=now(), tell=tell)
            transaction.set_rollback(dry_run)
    except NoSuchDay as error:
        days = ", ".join(error.days)
        raise click.UsageError(
            f"No table of units of before {before}. There is one for: {days}."
        ) from error
    except NoCountry as error:
        raise click.ClickException(
            f"Units of today are missing ({error}). Run `loa load-bodies --country` first."
        ) from error
    except DemoBeside as error:
        raise click.ClickException(
            "This database holds the demo province. Real bodies need a database of their own."
        ) from error
    click.echo(
        f"{loaded.bodies} bodies, {loaded.versions} versions, {loaded.successions} successions"
        f" and {loaded.derived} derived ones {'would be ' if dry_run else ''}added."
    )


def _show(found: "loading.Differences", *, limit: int) -> None:  # type: ignore[name-defined]  # noqa: F821
    click.echo(
        f"{len(found.added)} new, {len(found.changed)} changed, {found.same_count} as they were,"
        f" {len(found.missing)} here but not in the list."
    )
    for row in found.added[:limit]:
        click.echo(f"  + {row.code}  {row.name}")
    for change in found.changed[:limit]:
        told = "; ".join(
            f"{name}: {now} → {then}" for name, (now, then) in change.changed.items()
        )
        click.echo(f"  ~ {change.row.code}  {told}")
    for version in found.missing[:limit]:
        click.echo(f"  - {version.body.code}  {version.name}")
