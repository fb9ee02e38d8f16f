"""`loa make-admin`: the first person of an installation."""

import click

from loa.cli import with_django


@click.command("make-admin")
@click.option("--body", "code", required=True, help="The body's code, as in Loa.")
@click.option("--username", required=True, help="The name that she signs in with.")
@click.option("--name", "full_name", required=True, help="Her full name.")
@with_django
def command(code: str, username: str, full_name: str) -> None:
    """Make an administrator of a body and all below it; she invites the others.

    Prints a one-time code, once. A province's body is found with
    `loa load-bodies --country`; its code stands on the body's page.
    """
    from loa.audit.services import MACHINE
    from loa.common.dates import now, today
    from loa.orgs.models import Body
    from loa.orgs.services import AlreadyGranted, NameTaken, make_administrator

    body = Body.objects.filter(code=code).first()
    if body is None:
        some = ", ".join(Body.objects.values_list("code", flat=True)[:5])
        hint = f"there are {some} …" if some else "load them first: loa load-bodies"
        raise click.ClickException(f"No body has the code {code!r}; {hint}")
    try:
        made = make_administrator(
            body=body,
            username=username,
            full_name=full_name,
            actor=MACHINE,
            at=now(),
            on=today(),
        )
    except NameTaken as taken:
        raise click.ClickException(
            f"The sign-in name {taken.username!r} belongs to {taken.full_name}."
        ) from taken
    except AlreadyGranted as error:
        raise click.ClickException(f"{username} administers {body} already.") from error
    click.echo(f"{made.user.full_name} administers {body} and all below it.")
    if made.code:
        click.echo(f"Sign-in name: {made.user.username}   one-time code: {made.code}")
        click.echo("The code is shown only now; it is used at /tai-khoan/ma-lan-dau/")
