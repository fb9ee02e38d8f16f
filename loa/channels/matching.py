"""From what a person pastes to how a channel is recognised, and back in examples."""

from dataclasses import dataclass

from loa.channels.models import Channel, ChannelKind
from loa.domain.proof import ChannelMatcher

# One network, many speakers: there the host alone is nobody's channel.
ACCOUNT_HOSTS = frozenset(
    {"facebook.com", "tiktok.com", "zalo.me", "x.com", "twitter.com", "instagram.com"}
)
SHARED_HOSTS = ACCOUNT_HOSTS | {"youtube.com"}

# Kinds that have no address that a machine could open.
OFF_LINE = frozenset({ChannelKind.RADIO, ChannelKind.BOARD})

# What the columns hold.
LONGEST_PATH, LONGEST_ACCOUNT = 300, 150


class NotRecognisable(ValueError):
    """What was given recognises nothing, or too much. `code` says why.

    Codes: `nothing_given`, `whole_network` (a social network without an account),
    `too_long` (no front page has such an address).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def matcher_of(channel: Channel) -> ChannelMatcher:
    """How a declared channel is recognised."""
    return ChannelMatcher.from_data(
        {
            "host": channel.host,
            "path_prefix": channel.path_prefix,
            "query": channel.query_keys,
            "account": channel.account,
            "station": channel.station,
        }
    )


def matcher_from(address: str, station: str) -> ChannelMatcher:
    """The matcher of a pasted address, or of a station or board by its name.

    :raises BadAddress: if the address is none of a web page
    :raises NotRecognisable: if neither is given, or a whole network would be taken
    """
    if not address:
        if not station:
            raise NotRecognisable("nothing_given")
        return ChannelMatcher(station=station)
    found = ChannelMatcher.of_address(address)
    if found.host in SHARED_HOSTS and not (found.path_prefix or found.query):
        raise NotRecognisable("whole_network")
    if len(found.path_prefix) > LONGEST_PATH:
        raise NotRecognisable("too_long")
    if found.host in ACCOUNT_HOSTS:
        return ChannelMatcher(host=found.host, account=_account(found), station=station)
    return ChannelMatcher(found.host, found.path_prefix, found.query, "", station)


def _account(found: ChannelMatcher) -> str:
    # facebook.com/profile.php?id=…: the number is the account, its posts carry it too.
    if number := dict(found.query).get("id"):
        return number
    return found.path_prefix.strip("/").split("/")[0].removeprefix("@")


@dataclass(frozen=True, slots=True)
class Examples:
    """Addresses that will be recognised as this channel's, and some that will not."""

    recognised: tuple[str, ...]
    not_recognised: tuple[str, ...]


def examples(matcher: ChannelMatcher) -> Examples:
    """Show what a matcher takes: each example was put to the matcher itself."""
    if not matcher.host:
        return Examples((), ())
    tried = _tries(matcher)
    return Examples(
        tuple(one for one in tried if matcher.matches(one)),
        tuple(one for one in tried if not matcher.matches(one)),
    )


def _tries(matcher: ChannelMatcher) -> list[str]:
    site = f"https://{matcher.host}"
    if matcher.account:
        if matcher.account.isdigit():
            own = f"{site}/permalink.php?story_fbid=12345&id={matcher.account}"
        else:
            own = f"{site}/{matcher.account}/posts/12345"
        return [own, f"{site}/watch?v=12345", f"{site}/nguoi-khac/posts/12345"]
    query = "&".join(f"{key}={value}" for key, value in matcher.query)
    path = matcher.path_prefix
    tries = [
        f"{site}{path}?{query}&tin=12" if query else f"{site}{path}/tin-moi-12",
        f"{site.replace('https', 'http')}{path}{'?' + query if query else ''}",
    ]
    if path:
        tries += [f"{site}/", f"{site}{path}-khac/tin-moi-12"]
    if query:
        tries.append(f"{site}{path}")
    return [*tries, f"https://trang-khac.{matcher.host}{path}/tin-moi-12"]
