"""Writes over channels: declared with a day, closed with a day, never deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from loa.accounts.models import User
from loa.audit import services as audit
from loa.channels import policies, selectors
from loa.channels.matching import matcher_from
from loa.channels.models import Channel
from loa.channels.signals import channel_shared
from loa.domain.periods import vn_date
from loa.orgs.models import Body, BodyVersion
from loa.orgs.policies import access_body
from loa.orgs.selectors import Acting
from loa.orgs.taking_over import ended_before


class AlreadyDeclared(Exception):
    """The body has this very channel already."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(str(channel))
        self.channel = channel


class NotSucceeded(ValueError):
    """The channel's owner did not end, or did not go into the body."""


class ClosedBeforeOpened(ValueError):
    """The last day given is before the channel's first."""


_RECOGNISED_BY = (
    "kind", "name", "host", "path_prefix", "query_keys", "account", "station",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declared:
    """A channel just declared, and whose channels are recognised by the same things."""

    channel: Channel
    same: list[Channel]


def declare_channel(
    *,
    body_id: int,
    kind: str,
    name: str,
    address: str = "",
    station: str = "",
    from_on: date | None = None,
    actor: User,
    acting: Acting,
    at: datetime,
) -> Declared:
    """Declare a page, account, station or board of a body.

    :param from_on: since when it is the body's; None is today. Records done before it
        are on no declared channel.
    :raises BadAddress: if the address is none of a web page
    :raises NotRecognisable: if nothing, or a whole network, would be recognised
    :raises AlreadyDeclared: if the body has it already
    """
    version = access_body(acting, body_id, on=vn_date(at))
    policies.require_declare_for(acting, version)
    matcher = matcher_from(address, station)
    with transaction.atomic():
        existing = Channel.objects.filter(
            owner_id=body_id,
            kind=kind,
            host=matcher.host,
            path_prefix=matcher.path_prefix,
            query_keys=dict(matcher.query),
            account=matcher.account,
            station=matcher.station,
            until_on=None,
        )
        if found := existing.first():
            raise AlreadyDeclared(found)
        try:
            with transaction.atomic():
                channel = Channel.objects.create(
                    owner_id=body_id,
                    kind=kind,
                    name=name,
                    host=matcher.host,
                    path_prefix=matcher.path_prefix,
                    query_keys=dict(matcher.query),
                    account=matcher.account,
                    station=matcher.station,
                    from_on=from_on or vn_date(at),
                    recorded_at=at,
                    declared_by=actor,
                )
        except IntegrityError:
            raise AlreadyDeclared(existing.get()) from None
        same = selectors.same_matcher(matcher, on=vn_date(at), but_of=body_id)
        if same:
            channel_shared.send(Channel, channel=channel, same=same, at=at)
        _write_down("declared", channel, acting, actor, at)
    return Declared(channel, same)


@transaction.atomic
def take_over_channel(
    *, channel: Channel, version: BodyVersion, actor: User, acting: Acting, at: datetime
) -> Channel:
    """Let a body speak on a channel of one that ended and went into it, from that end on.

    The old body's channel is closed on the same day; what it recorded there stays its own.

    :raises PermissionDenied: to who may not declare channels of the body
    :raises AlreadyDeclared: if somebody took it over or closed it before
    :raises NotSucceeded: if its owner did not end, or did not go into the body
    """
    on = vn_date(at)
    policies.require_declare_for(acting, version)
    ended = ended_before(version, on).get(channel.owner_id)
    if ended is None:
        raise NotSucceeded
    until = max(ended, channel.from_on)
    changed = Channel.objects.filter(pk=channel.pk, until_on=None).update(
        until_on=until
    )
    if not changed:
        raise AlreadyDeclared(channel)
    values = {name: getattr(channel, name) for name in _RECOGNISED_BY}
    try:
        with transaction.atomic():
            row = Channel.objects.create(
                owner_id=version.body_id, from_on=until, recorded_at=at,
                declared_by=actor, **values,
            )  # fmt: skip
    except IntegrityError:
        row = Channel.objects.get(
            owner_id=version.body_id, until_on=None, **_same_row(values)
        )
    _write_down("taken_over", row, acting, actor, at)
    return row


def _same_row(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name != "query_keys"}


@transaction.atomic
def close_channel(
    *, channel: Channel, until_on: date, actor: User, acting: Acting, at: datetime
) -> Channel:
    """Close a channel: ``until_on`` is the first day on which it is no longer the body's.

    Closing a closed one changes nothing.

    :raises ClosedBeforeOpened: if that day is before its first
    """
    version = access_body(acting, channel.owner_id, on=vn_date(at))
    policies.require_declare_for(acting, version)
    if until_on < channel.from_on:
        raise ClosedBeforeOpened
    changed = Channel.objects.filter(pk=channel.pk, until_on=None).update(
        until_on=until_on
    )
    channel.refresh_from_db()
    if changed:
        _write_down("closed", channel, acting, actor, at)
    return channel


def _write_down(
    done: str, channel: Channel, acting: Acting, actor: User, at: datetime
) -> None:
    audit.record(
        actor=actor,
        action=f"channels.channel.{done}",
        at=at,
        target=channel,
        body=Body(pk=acting.body_id),
        detail={
            "host": channel.host,
            "path": channel.path_prefix,
            "account": channel.account,
            "station": channel.station,
        },
    )
