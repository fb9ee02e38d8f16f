"""A whole country at work: bodies, directives, records, verdicts and counters."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import transaction

from loa.accounts.models import User
from loa.cli._country import bodies, filling, papers, work
from loa.cli._country.bodies import Owing
from loa.cli._demo.story import at as moment_at
from loa.orgs.models import Body
from loa.programmes.selectors import owed

SEED = 20260701
EXCEPTED = 0.01
MERGED = 100


class NotEmpty(RuntimeError):
    """This database holds bodies already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a country, and how much it does."""

    records: int
    months: int
    on: date
    bodies: int | None = None
    seed: int = SEED

    @property
    def spans(self) -> list[tuple[date, date]]:
        """First and last day of each month, oldest first; the last ends on ``on``."""
        found = []
        first, last = self.on.replace(day=1), self.on
        for _month in range(self.months):
            found.append((first, last))
            last = first - timedelta(days=1)
            first = last.replace(day=1)
        return found[::-1]

    @property
    def begin(self) -> date:
        """The first day of work."""
        return self.spans[0][0]


@dataclass(frozen=True, slots=True)
class Made:
    """What stands now."""

    bodies: int
    owing: int
    tasks: int
    exceptions: int
    records: int


def make_country(plan: Plan, *, tell: Callable[[str], None]) -> Made:
    """Fill an empty database; every part is stored as soon as it is made.

    :param tell: is given a sentence for each step
    :raises NotEmpty: if the database holds bodies, be it of a run that was broken off
    """
    if Body.objects.exists():
        raise NotEmpty
    begun = time.monotonic()

    def say(step: str) -> None:
        tell(f"{time.monotonic() - begun:6.1f} s  {step}")

    with filling.hurrying():
        return _make(plan, say)


def _make(plan: Plan, say: Callable[[str], None]) -> Made:
    draw = Random(plan.seed)  # noqa: S311 - a world that comes out alike each time
    # Bodies and papers are there from the first day of a year: what is owed by the
    # quarter or the year is owed whole.
    since = plan.begin.replace(month=1, day=1)
    at = moment_at(since, 7)
    with transaction.atomic():
        say("bodies")
        bodies.load_bodies(count=plan.bodies, since=since, at=at)
        owing = bodies.owing_bodies()
        say(f"{Body.objects.count():,} bodies, {len(owing):,} of them owe duties")
        clerks = bodies.invite(owing, since=since, at=at)
        channels = bodies.declare_channels(owing, since=since, at=at)
        groups = bodies.make_groups(since=since, at=at)
        if plan.months > 1:
            middle = plan.spans[plan.months // 2][0]
            merged = moment_at(middle, 7)
            bodies.merge_some(owing, each=MERGED, on=middle, at=merged)
        owing = bodies.with_ends(owing)
        say("directives")
        watcher = User.objects.get(username="theo-doi")
        years = range(since.year, plan.on.year + 1)
        tasks = papers.issue(
            groups, years=years, judged_from=plan.begin, by=watcher, at=at
        )
        cells = owed(
            body_ids=_samples(owing), first=plan.begin, last=plan.on, on=plan.on
        )
        say(f"{tasks:,} tasks; exceptions")
        excepted = papers.except_some(
            cells, owing, draw=draw, share=EXCEPTED, by=watcher, at=at
        )
    world = work.World(
        bodies=owing, duties=work.duties_of_sorts(cells, owing),
        extended=excepted.extended, clerks=clerks, channels=channels,
        watcher=watcher.pk, watcher_in=Body.objects.get(code="vn.bnv").pk, on=plan.on,
    )  # fmt: skip
    say("records")
    work.work(
        world, plan.spans, plan.records, draw=draw,
        tell=lambda stored: say(f"{stored:,} of {plan.records:,} records"),
    )  # fmt: skip
    say("tallies")
    work.count()
    filling.look_over()
    say("done")
    return Made(Body.objects.count(), len(owing), tasks, excepted.count, plan.records)


def _samples(owing: list[Owing]) -> list[int]:
    """One body of each sort in each province, there until the end."""
    found: dict[tuple[int, str], int] = {}
    for one in owing:
        if one.until is None:
            found.setdefault((one.province_id, one.kind), one.body_id)
    return sorted(found.values())
