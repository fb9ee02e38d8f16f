"""Groups of bodies, the names that papers give them, and what became of them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from loa.audit.services import Actor, record
from loa.domain.text import fold
from loa.orgs.models import (
    Body,
    BodyAlias,
    BodyGroup,
    BodyVersion,
    GroupMember,
    GroupRule,
    Succession,
)


def create_group(
    *,
    owner: Body,
    name: str,
    since: date,
    actor: Actor,
    at: datetime,
    kinds: Iterable[str] = (),
    levels: Iterable[str] = (),
    unit_types: Iterable[str] = (),
    direct_only: bool = False,
    members: Iterable[Body] = (),
) -> BodyGroup:
    """Make a group of bodies: by a rule below its owner, by a list, or both."""
    with transaction.atomic():
        group = BodyGroup.objects.create(owner=owner, name=name, folded=fold(name))
        if kinds or levels or unit_types:
            GroupRule.objects.create(
                group=group,
                under=owner,
                kinds=list(kinds),
                levels=list(levels),
                unit_types=list(unit_types),
                direct_only=direct_only,
                from_on=since,
                recorded_at=at,
            )
        GroupMember.objects.bulk_create(
            GroupMember(group=group, body=body, from_on=since, recorded_at=at)
            for body in members
        )
        record(actor=actor, action="orgs.group.created", at=at, target=group)
    return group


def add_alias(
    *,
    scope: Body,
    name: str,
    actor: Actor,
    at: datetime,
    body: Body | None = None,
    group: BodyGroup | None = None,
) -> BodyAlias:
    """Say which body or group a printed name means in papers of a body's tree."""
    with transaction.atomic():
        alias, _made = BodyAlias.objects.update_or_create(
            scope=scope,
            folded=fold(name),
            defaults={"name": name, "body": body, "group": group},
        )
        record(
            actor=actor,
            action="orgs.alias.added",
            at=at,
            target=body or group,
            detail={"name": name},
        )
    return alias


def hold(*body_ids: int) -> None:
    """Let what ends bodies and what is done in their name wait for each other.

    Within a transaction, to its end; bodies are held in one order everywhere.
    """
    rows = Body.objects.filter(pk__in=body_ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def record_succession(
    *,
    from_body: Body,
    to_body: Body | None,
    kind: str,
    on: date,
    actor: Actor,
    at: datetime,
    share: Decimal | None = None,
    source: str = "",
) -> Succession:
    """Record what became of a body; its version ends that day. No share is made up."""
    with transaction.atomic():
        hold(from_body.pk)
        succession = Succession.objects.create(
            from_body=from_body,
            to_body=to_body,
            kind=kind,
            on=on,
            share=share,
            source=source,
        )
        BodyVersion.objects.filter(
            body=from_body, valid_to=None, valid_from__lt=on
        ).update(valid_to=on)
        record(actor=actor, action="orgs.body.succeeded", at=at, target=from_body)
    return succession
