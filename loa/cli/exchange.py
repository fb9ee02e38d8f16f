"""`loa exchange`: documents to and from other systems, and the codes of bodies."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from loa.cli import with_django

if TYPE_CHECKING:
    from loa.documents.exchange.gateways import Gateway

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def command() -> None:
    """Exchange documents with other systems (edXML, QCVN 102:2016/BTTTT)."""


@command.command("in")
@click.argument("folder", type=FOLDER)
@with_django
def incoming(folder: Path) -> None:
    """Take in the messages that lie in FOLDER.

    What is taken goes to FOLDER/processed, what is none to FOLDER/failed with the
    reason beside it. Leaves with 1 when something failed.
    """
    from loa.common.dates import now
    from loa.documents.exchange.gateways import drop_folder

    at = now()
    _collect(drop_folder(folder, at=at), at)


@command.command("out")
@click.argument("folder", type=FOLDER)
@with_django
def outgoing(folder: Path) -> None:
    """Write the messages that wait in the outbox into FOLDER, each once."""
    from loa.common.dates import now
    from loa.documents.exchange.gateways import drop_folder

    at = now()
    _send(drop_folder(outgoing=folder, at=at), at)


@command.command("run")
@with_django
def run() -> None:
    """Do both, once, with the gateway of the settings, as a worker does each minute."""
    from loa.common.dates import now
    from loa.documents.exchange import collecting
    from loa.documents.exchange.gateways import configured

    at = now()
    gateway = configured(at=at)
    if gateway is None:
        raise click.UsageError(
            "no gateway is configured: see docs/reference/exchange.md"
        )
    collecting.look_after(at=at)
    try:
        _collect(gateway, at)
    finally:
        _send(gateway, at)


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
def check(files: tuple[BinaryIO, ...]) -> None:
    """Read messages and print what was understood, as JSON. Needs no database."""
    from loa.domain import exchange

    failed = False
    for file in files:
        try:
            found = exchange.parse(file.read())
        except exchange.Refused as error:
            failed = True
            said = {"file": file.name, "refused": error.reason, "detail": error.detail}
        else:
            said = {"file": file.name, **_shown(found)}
        click.echo(json.dumps(said, ensure_ascii=False, default=str))
    if failed:
        raise SystemExit(1)


@command.command("codes")
@with_django
def codes() -> None:
    """List the codes of bodies."""
    from loa.documents.models import ExchangeCode

    for row in ExchangeCode.objects.select_related("body", "clerk"):
        served = "here" if row.is_served else "elsewhere"
        until = row.until_on or ""
        clerk = row.clerk.get_username() if row.clerk else ""
        click.echo(f"{row.code}\t{served}\t{row.from_on}\t{until}\t{clerk}\t{row.body}")


@command.command("add-code")
@click.argument("code")
@click.option("--body", "body_code", required=True, help="The body's code in Loa.")
@click.option("--here", is_flag=True, help="Take in messages to it.")
@click.option("--clerk", help="Sign-in name: what comes is brought in in her name.")
@click.option("--from", "from_on", type=DAY, help="Valid from this day; today.")
@with_django
def add_code(
    code: str,
    body_code: str,
    here: bool,
    clerk: str | None,
    from_on: datetime | None,
) -> None:
    """Give a body the CODE under which other systems know it."""
    from loa.accounts.models import User
    from loa.audit.services import MACHINE
    from loa.common.dates import now, today
    from loa.documents.exchange import addressing
    from loa.orgs.models import Body

    body = Body.objects.filter(code=body_code).first()
    if body is None:
        raise click.UsageError(f"no body has the code {body_code}")
    user = User.objects.filter(username=clerk).first() if clerk else None
    if clerk and user is None:
        raise click.UsageError(f"nobody signs in as {clerk}")
    try:
        row = addressing.add_code(
            body=body,
            code=code,
            is_served=here,
            clerk=user,
            from_on=from_on.date() if from_on else today(),
            actor=MACHINE,
            at=now(),
        )
    except addressing.BadCode:
        raise click.UsageError(
            f"{code} has none of the forms 000.00.00.H37, H37.02.02 and 02.02.H37"
        ) from None
    except addressing.CodeTaken:
        raise click.UsageError(f"{code} belongs to a body already") from None
    click.echo(f"{row.code}\t{body}")


@command.command("end-code")
@click.argument("code")
@click.option("--on", "until_on", type=DAY, help="The first day without it; today.")
@with_django
def end_code(code: str, until_on: datetime | None) -> None:
    """Let a CODE end; what was exchanged under it stays."""
    from loa.audit.services import MACHINE
    from loa.common.dates import now, today
    from loa.documents.exchange import addressing
    from loa.documents.models import ExchangeCode

    row = ExchangeCode.objects.filter(code=code.upper(), until_on=None).first()
    if row is None:
        raise click.UsageError(f"no body has the code {code} now")
    until = until_on.date() if until_on else today()
    addressing.end_code(code=row, until_on=until, actor=MACHINE, at=now())
    click.echo(f"{row.code}\tuntil {until}")


def _collect(gateway: Gateway, at: datetime) -> None:
    from loa.documents.exchange import collecting
    from loa.documents.exchange.gateways import Unavailable

    try:
        done = collecting.collect(gateway=gateway, at=at)
    except Unavailable as error:
        raise click.ClickException(f"{gateway.name}: {error}") from error
    click.echo(
        f"{done.kept} new, {done.again} known already, {done.refused} failed, "
        f"{done.left} left for later"
    )
    if done.refused:
        raise SystemExit(1)


def _send(gateway: Gateway, at: datetime) -> None:
    from loa.documents.exchange import outbox

    done = outbox.send_due(gateway=gateway, at=at)
    click.echo(f"{done.sent} sent, {done.put_off} put off, {done.failed} failed")
    if done.failed:
        raise SystemExit(1)


def _shown(found: object) -> dict[str, object]:
    import dataclasses

    shown = dataclasses.asdict(found)  # type: ignore[call-overload]
    for row in shown.get("attachments", ()):
        row["content"] = f"{len(row['content'])} bytes"
    return dict(shown)
