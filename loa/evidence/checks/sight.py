"""Can a machine see it? If not, it is said what would prove it."""

from django.utils.translation import gettext_lazy as _

from loa.channels.models import ChannelKind
from loa.evidence.checks.subject import Finding, Outcome, Subject

CODE = "sight"
NAME = _("Can be seen by a machine")

# Behind a log-in wall: a machine is shown the wall, not the post.
WALLED = frozenset({ChannelKind.SOCIAL, ChannelKind.ZALO})
WALLED_HOSTS = ("facebook.com", "zalo.me", "tiktok.com", "instagram.com", "x.com")


def check(subject: Subject) -> Finding:
    draft = subject.draft
    if not draft.address_key:
        if draft.file_digests:
            return Finding(CODE, Outcome.UNCHECKABLE, "sight_file_only")
        return Finding(CODE, Outcome.UNCHECKABLE, f"sight_nothing_{_wanted(subject)}")
    kind = draft.channel.kind if draft.channel else ""
    if kind in WALLED or is_walled(draft.address_key):
        return Finding(CODE, Outcome.UNCHECKABLE, "sight_wall")
    return Finding(
        CODE, Outcome.PASSED, "sight_page", {"host": _host(draft.address_key)}
    )


def is_walled(address: str) -> bool:
    """Whether an address is of a network that shows a machine its log-in page."""
    host = _host(address.replace("http://", "https://", 1)).removeprefix("www.")
    return any(host == each or host.endswith(f".{each}") for each in WALLED_HOSTS)


def _host(address_key: str) -> str:
    return address_key.removeprefix("https://").split("/")[0].split(":")[0]


def _wanted(subject: Subject) -> str:
    """What would prove it: a log, a photo, a list, or anything at all."""
    draft = subject.draft
    kinds = {draft.channel.kind} if draft.channel else set(draft.form.channel_kinds)
    if kinds & {ChannelKind.RADIO, ChannelKind.TELEVISION}:
        return "log"
    if ChannelKind.BOARD in kinds:
        return "photo"
    if any(each.get("code") == "attendees" for each in draft.form.quantities):
        return "list"
    return "any"
