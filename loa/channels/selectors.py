"""Reads over channels: a body's own, and whose an address is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from loa.channels.matching import matcher_of
from loa.channels.models import Channel
from loa.domain.proof import BadAddress, ChannelMatcher, best_channel
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import granted
from loa.orgs.taking_over import ended_before


def channels_of(body: Body | int, on: date) -> list[Channel]:
    """Return the channels that a body has on a day, by kind and name."""
    pk = body if isinstance(body, int) else body.pk
    return list(Channel.objects.filter(granted(on), owner_id=pk))


def closed_channels_of(body: Body | int, on: date) -> list[Channel]:
    """Return the channels that a body no longer has on a day, newest end first."""
    pk = body if isinstance(body, int) else body.pk
    return list(
        Channel.objects.filter(owner_id=pk, until_on__lte=on).order_by(
            "-until_on", "-pk"
        )
    )


def channels_proposed(version: BodyVersion, on: date) -> list[Channel]:
    """Return the open channels of bodies that ended and went into one."""
    owners = ended_before(version, on)
    rows = Channel.objects.filter(owner_id__in=owners, until_on=None)
    return list(rows.select_related("owner"))


def channel_for(
    address: str, *, on: date, body_id: int | None = None
) -> Channel | None:
    """Return the channel that an address is on, by those declared on a day.

    Of several that match, the most specific; where two bodies declared the same one,
    that of ``body_id``, else none: then it cannot be told.
    """
    if not (host := _host(address)):
        return None
    rows = Channel.objects.filter(granted(on), host=host).order_by("pk")
    there = [(channel, matcher_of(channel)) for channel in rows]
    return _chosen(there, address, body_id)


def _chosen(
    there: list[tuple[Channel, ChannelMatcher]], address: str, body_id: int | None
) -> Channel | None:
    if found := best_channel(there, address):
        return found
    matching = [(c, m) for c, m in there if m.matches(address)]
    highest = max((m.specificity for _, m in matching), default=0)
    own = [c for c, m in matching if m.specificity == highest and c.owner_id == body_id]
    return own[0] if own else None


class KnownChannels:
    """The channels on the hosts of many addresses, loaded in one query."""

    def __init__(self, addresses: Iterable[str]) -> None:
        hosts = {_host(address) for address in addresses} - {""}
        self._on: dict[str, list[tuple[Channel, ChannelMatcher]]] = defaultdict(list)
        for channel in Channel.objects.filter(host__in=hosts).order_by("pk"):
            self._on[channel.host].append((channel, matcher_of(channel)))

    def channel_for(
        self, address: str, *, on: date, body_id: int | None = None
    ) -> Channel | None:
        """Return the channel that an address is on, as :func:`channel_for` does."""
        there = [
            (channel, matcher)
            for channel, matcher in self._on.get(_host(address), ())
            if channel.from_on <= on
            and (channel.until_on is None or on < channel.until_on)
        ]
        return _chosen(there, address, body_id) if there else None


def _host(address: str) -> str:
    try:
        return ChannelMatcher.of_address(address).host
    except BadAddress:
        return ""


def same_matcher(
    matcher: ChannelMatcher, *, on: date, but_of: Body | int
) -> list[Channel]:
    """Return the channels of other bodies recognised by the very same things.

    A station or board is known by its name in its own body alone, so none is the same.
    """
    if not matcher.host:
        return []
    pk = but_of if isinstance(but_of, int) else but_of.pk
    rows = Channel.objects.filter(granted(on), host=matcher.host).exclude(owner_id=pk)
    wanted = _recognised_by(matcher)
    return [row for row in rows if _recognised_by(matcher_of(row)) == wanted]


def _recognised_by(matcher: ChannelMatcher) -> tuple[object, ...]:
    return (
        matcher.host,
        matcher.path_prefix.casefold().rstrip("/"),
        matcher.query,
        matcher.account.casefold(),
    )
