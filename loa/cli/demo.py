"""`loa demo`: an invented province with two reporting periods of work."""

import click

from loa.cli import with_django


@click.command("demo")
@click.option("--new-passwords", is_flag=True, help="Give everybody a new password.")
@with_django
def command(*, new_passwords: bool) -> None:
    """Make the demo province, once; safe to run again."""
    from django.utils import translation

    from loa.cli._demo import make, people
    from loa.common.dates import today

    with translation.override("vi"):
        if make.is_made():
            if not new_passwords:
                click.echo(
                    "The demo province is there. Passwords: loa demo --new-passwords"
                )
                return
            sign_ins = people.new_passwords()
        else:
            try:
                sign_ins = make.make_demo(
                    today=today(), tell=lambda step: click.echo(f"demo: {step}")
                )
            except make.RealBodiesHere as error:
                raise click.ClickException(
                    "This database holds real bodies. The demo needs a database of its own:"
                    " set DATABASE_URL or LOA_VAR to another place."
                ) from error
    click.echo("\nSign in with (shown this once):")
    width = max(len(one.person.username) for one in sign_ins)
    for one in sign_ins:
        click.echo(
            f"  {one.person.username:<{width}}  {one.password:<32}  {one.body_name}"
        )
