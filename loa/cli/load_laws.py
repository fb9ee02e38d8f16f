"""`loa load-laws`: the dated list of law, of the package or one's own."""

from pathlib import Path

import click

from loa.cli import with_django


@click.command("load-laws")
@click.argument(
    "sheet",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@with_django
def command(*, sheet: Path | None, dry_run: bool) -> None:
    """Bring the list of law up to date: from a CSV file, or from the package."""
    from django.db import transaction

    from loa.audit.services import MACHINE
    from loa.common.dates import now
    from loa.documents.laws import match_again
    from loa.reference import laws

    try:
        text = sheet.read_text(encoding="utf-8") if sheet else laws.packaged()
        rows = laws.read_laws(text)
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{sheet} is not UTF-8. Save it as CSV in UTF-8. Nothing was written."
        ) from error
    except laws.BadLaws as error:
        for line, why in error.problems:
            click.echo(f"{sheet}: {line}: {why}", err=True)
        raise click.ClickException("Nothing was written.") from error
    with transaction.atomic():
        loaded = laws.load_laws(rows, actor=MACHINE, at=now())
        linked = match_again()
        if dry_run:
            transaction.set_rollback(True)
    for number in loaded.added:
        click.echo(f"  + {number}")
    for number in loaded.changed:
        click.echo(f"  ~ {number}")
    click.echo(
        f"{len(loaded.added)} added, {len(loaded.changed)} changed,"
        f" {linked} citations now say another law."
    )
