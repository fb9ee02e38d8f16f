"""A body's first day: how far it is, derived from what is there; nothing of it is stored."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from loa.channels.matching import SHARED_HOSTS, NotRecognisable, matcher_from
from loa.channels.models import Channel, ChannelKind
from loa.channels.selectors import KnownChannels, channels_of
from loa.domain.proof import BadAddress, ChannelMatcher
from loa.evidence.models import LogImport, Proof, Record
from loa.intake.models import Crawl
from loa.intake.searching import front_of as front_of_channel
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import people_of, province_of
from loa.programmes.models import JudgedFrom
from loa.programmes.selectors import owed
from loa.programmes.services import judging_began
from loa.programmes.services.beginning import next_month
from loa.reports.models import Report

STEPS = ("people", "channels", "year", "judged", "report")
MOST_PROPOSED = 8
LOOKED_AT = 3_000


@dataclass(frozen=True, slots=True)
class Site:
    """A channel that is proposed: its address, its kind, and why it is.

    ``records`` stand on it; 0: it is a superior's portal on which bodies have columns,
    and the body completes the address.
    """

    address: str
    kind: str
    name: str
    records: int


@dataclass(frozen=True, slots=True)
class FirstDay:
    """How far a body is, step by step."""

    people: int
    channels: list[Channel]
    records: int
    logs: list[LogImport]
    judged: JudgedFrom | None
    report: Report | None

    @property
    def done(self) -> dict[str, bool]:
        """Which steps are done."""
        return {
            "people": self.people > 1,
            "channels": bool(self.channels),
            "year": self.records > 0,
            "judged": self.judged is not None,
            "report": self.report is not None,
        }

    @property
    def next(self) -> str:
        """The first step that is not done; "" when all are."""
        return next((step for step in STEPS if not self.done[step]), "")


def first_day(version: BodyVersion, on: date) -> FirstDay:
    """Return how far a body is on its first day."""
    body_id = version.body_id
    people = {grant.user_id for grant in people_of(body_id, on)}
    logs = LogImport.objects.filter(body_id=body_id).select_related("file")
    return FirstDay(
        people=len(people),
        channels=channels_of(body_id, on),
        records=Record.objects.filter(
            body_id=body_id, done_on__gte=date(on.year, 1, 1), withdrawn_at=None
        ).count(),
        logs=list(logs.filter(undone_at=None)[:5]),
        judged=judging_began(body_id),
        report=Report.objects.filter(body_id=body_id).order_by("-pk").first(),
    )


def columns_of(channels: list[Channel]) -> list[Channel]:
    """Return the channels with a web address, whose pages can be walked back."""
    return [channel for channel in channels if front_of_channel(channel)]


def crawls_of(body_id: int) -> list[Crawl]:
    """Return how far the walks through a body's columns are, the newest first."""
    rows = Crawl.objects.filter(channel__owner_id=body_id, dropped_at=None)
    return list(rows[:5])


def proposed_sites(version: BodyVersion, on: date) -> list[Site]:
    """Return channels to declare: where its items stand, then its superiors' portals.

    What is declared is not proposed; a person confirms each.
    """
    addresses = list(
        Proof.objects.filter(
            record__body_id=version.body_id,
            record__withdrawn_at=None,
            kind=Proof.Kind.LINK,
        )
        .order_by("-pk")
        .values_list("address", flat=True)[:LOOKED_AT]
    )
    known = KnownChannels(addresses)
    fronts = Counter(
        front
        for address in addresses
        if known.channel_for(address, on=on, body_id=version.body_id) is None
        and (front := front_of(address))
    )
    found = [
        Site(f"https://{front}", kind_of(front), front, count)
        for front, count in fronts.most_common(MOST_PROPOSED)
    ]
    return found + _portals(version, on)


def front_of(address: str) -> str:
    """Return the page or account that an address is below: "host" or "host/account"."""
    try:
        found = ChannelMatcher.of_address(address)
        if found.host not in SHARED_HOSTS:
            return found.host
        matcher = matcher_from(address, "")
    except (BadAddress, NotRecognisable):
        return ""
    return f"{matcher.host}/{matcher.account}" if matcher.account else ""


def kind_of(front: str) -> str:
    """Return which kind of channel an address most likely is."""
    host = front.split("/")[0]
    if host == "zalo.me":
        return ChannelKind.ZALO
    return ChannelKind.SOCIAL if host in SHARED_HOSTS else ChannelKind.WEBSITE


def _portals(version: BodyVersion, on: date) -> list[Site]:
    province = province_of(version.body_id, on)
    if province is None or province == version.body_id:
        return []
    return [
        Site(f"https://{channel.host}/", channel.kind, channel.name, 0)
        for channel in channels_of(province, on)
        if channel.kind == ChannelKind.WEBSITE and channel.host
    ][:2]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a day would mean: duties of this year judged before it, and from it on."""

    day: date
    before: int
    after: int


def meaning_of(version: BodyVersion, day: date, on: date) -> Meaning:
    """Count the year's duties that would not be judged, and those that would."""
    cells = owed(
        body_ids=(version.body_id,),
        first=date(on.year, 1, 1),
        last=date(on.year, 12, 31),
        on=on,
    )
    before = sum(cell.window.judged_day < day for cell in cells)
    return Meaning(day, before, len(cells) - before)


def proposed_day(on: date) -> date:
    """Return the day that is proposed: the first of the next month."""
    return next_month(on)
