"""What a record says that its page shows, as the checks of pages ask it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from loa.domain.pages import Claim
from loa.domain.proof import ChannelOwner
from loa.domain.text import fold
from loa.evidence.drafts import Draft, owner_of
from loa.evidence.models import Credit, Record
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import versions_of
from loa.programmes.selectors import owed
from loa.reference import selectors as reference

# How texts shorten what stands before a place's name.
_BEFORE = re.compile(
    r"^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+(?=(?:xã|phường|đặc khu|tỉnh|"
    r"thành phố|huyện|quận|thị xã|thị trấn)\b)",
    re.IGNORECASE,
)
_HALF_A_MONTH = timedelta(days=15)


def claim_of(record: Record, draft: Draft, *, on: date) -> Claim:
    """Gather what a record says of its page."""
    first, last = _period(record, on)
    return Claim(
        address=draft.address,
        title=record.title,
        done_on=record.done_on,
        first=first,
        last=last,
        names=tuple(_names(versions_of(draft.body_ids, record.done_on).values())),
        is_own=owner_of(draft) is ChannelOwner.OWN,
        areas={area.code: tuple(area.terms) for area in reference.areas(on)},
        subject=_subject(on),
        places=_places(draft),
    )


def _places(draft: Draft) -> tuple[str, ...]:
    """Where the channel begins: its first page is no item, on a shared host too."""
    channel = draft.channel
    if channel is None or not channel.host or channel.query_keys:
        return ()
    return (channel.host.partition(":")[0] + channel.path_prefix,)


def _names(bodies: Iterable[BodyVersion]) -> Iterable[str]:
    for body in bodies:
        yield body.name
        if body.short_name:
            yield body.short_name
        place = _BEFORE.sub("", body.name)
        if place != body.name:
            yield place
            yield f"UBND {place}"


def _subject(on: date) -> tuple[str, ...]:
    """What the set of areas is about as a whole: "bay noi dung cai cach hanh chinh"."""
    name = fold(reference.area_set(on).name)
    return (" ".join(name.split()[-4:]), "cchc")


def _period(record: Record, on: date) -> tuple[date, date]:
    """The days that it is to count for: of the periods of its credits."""
    credits = list(Credit.objects.known().filter(record=record))
    if not credits:
        return record.done_on - _HALF_A_MONTH, record.done_on + _HALF_A_MONTH
    cells = owed(
        body_ids={credit.body_id for credit in credits},
        first=min(credit.period_start for credit in credits),
        last=record.done_on,
        on=on,
        task_ids={credit.task_id for credit in credits},
    )
    keys = {(c.task_id, c.body_id, c.period_start) for c in credits}
    periods = [cell.window.period for cell in cells if cell.key in keys]
    if not periods:
        return record.done_on - _HALF_A_MONTH, record.done_on + _HALF_A_MONTH
    return (
        min(period.start for period in periods),
        max(period.last_day for period in periods),
    )
