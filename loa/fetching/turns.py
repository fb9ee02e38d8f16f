"""Whose turn it is: one visit a host at a time, never sooner than the host may be asked.

Taking and ending are two transactions; between them the host is nobody else's, on any
number of workers. Who is killed in between loses her turn when it runs out, and the
visit is taken again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from loa.fetching.models import Host, Visit

LEASE = timedelta(seconds=90)
"""Longer than a request and what waits to be written; then a turn is lost."""

TAKEN_AT_MOST = 25
"""How often a visit may be taken without an end: a page that ends every worker.

Many, for a machine that fails often ends whoever is at work, and no page is to blame.
"""

ROBOTS_FOR = timedelta(hours=24)
ROBOTS_AFTER_FAILURE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A visit that is ours until ``until``.

    :param robots: the host's robots.txt; None if it has to be asked for first
    """

    visit_id: int
    host_id: int
    host: str
    address: str
    until: datetime
    robots: str | None
    etag: str = ""
    modified: str = ""


def take(*, at: datetime, room: int) -> list[Turn]:
    """Take up to ``room`` visits whose hosts may be asked now, each of another host."""
    with transaction.atomic():
        hosts = list(_free_hosts(at, room))
        if not hosts:
            return []
        until = at + LEASE
        Host.objects.filter(pk__in=[host.pk for host in hosts]).update(next_at=until)
        first = {host.pk: host.first for host in hosts}  # type: ignore[attr-defined]
        visits = Visit.objects.filter(pk__in=first.values())
        visits.update(
            state=Visit.State.TAKEN, taken_until=until, attempts=F("attempts") + 1
        )
        taken = {visit.pk: visit for visit in visits}
    return [
        Turn(
            visit_id=first[host.pk],
            host_id=host.pk,
            host=host.name,
            address=taken[first[host.pk]].at_address,
            until=until,
            robots=_robots(host, at),
            etag=taken[first[host.pk]].etag,
            modified=taken[first[host.pk]].modified,
        )
        for host in hosts
    ]


def _free_hosts(at: datetime, room: int) -> list[Host]:
    waiting = Visit.objects.filter(
        host=OuterRef("pk"), state=Visit.State.WAITING, due_at__lte=at
    )
    first = waiting.order_by("due_at", "pk").values("pk")[:1]
    free = Host.objects.filter(next_at__lte=at).annotate(first=Subquery(first))
    rows = free.exclude(first=None).order_by("next_at", "pk")
    # Two workers on PostgreSQL never wait for each other, nor take the same.
    return list(rows.select_for_update(skip_locked=True, of=("self",))[:room])


def _robots(host: Host, at: datetime) -> str | None:
    kept = ROBOTS_AFTER_FAILURE if host.robots_failed else ROBOTS_FOR
    if host.robots_at is None or at - host.robots_at > kept:
        return None
    return host.robots


def give_back_lost(*, at: datetime) -> tuple[int, list[int]]:
    """Let visits be taken again whose turn ran out.

    :returns: how many, and those that were lost once too often and are left taken
    """
    lost = Visit.objects.filter(state=Visit.State.TAKEN, taken_until__lt=at)
    again = lost.filter(attempts__lt=TAKEN_AT_MOST).update(
        state=Visit.State.WAITING, taken_until=None
    )
    return again, list(lost.values_list("pk", flat=True))


def next_due(*, at: datetime) -> float | None:
    """Seconds until some visit may be made; None if none waits."""
    waiting = Visit.objects.filter(state=Visit.State.WAITING)
    rows = waiting.order_by("due_at").values_list("due_at", "host__next_at")[:200]
    moments = [max(due, free) for due, free in rows]
    return max(0.0, (min(moments) - at).total_seconds()) if moments else None
