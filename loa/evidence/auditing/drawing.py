"""Which verdicts a sample is drawn from, how risky each is, and the draw itself."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.http import Http404

from loa.accounts.models import User
from loa.audit import services as audit_log
from loa.common import once
from loa.common.decided import known
from loa.domain.periods import Period, vn_date
from loa.domain.sampling import draw, population_digest
from loa.evidence import policies
from loa.evidence.models import (
    CheckResult,
    Record,
    SampleAudit,
    SampledRecord,
    Standing,
)
from loa.orgs.models import Body
from loa.orgs.selectors import Acting, versions_below

LARGEST = 500
# Verdicts that say what a record is worth; the others are still to come.
SETTLED: Final = (Standing.VERIFIED, Standing.UNOBJECTED, Standing.REJECTED)


class NothingToAudit(Exception):
    """No verdict of the period says yet what a record is worth."""


def risk_of(standing: str, *, by_machine: bool, doubted: bool) -> int:
    """Return how likely a verdict is wrong, from 1 to 3, by what is known of it.

    3: it counts though a check doubted or failed. 2: nobody looked, or it was rejected,
    which costs the body. 1: a person verified it, or every check passed.
    """
    if doubted and standing != Standing.REJECTED and by_machine:
        return 3
    if standing in (Standing.UNOBJECTED, Standing.REJECTED) or doubted:
        return 2
    return 1


def population_of(
    body_id: int, first: date, end: date, *, at: datetime
) -> dict[int, tuple[int, int]]:
    """Return the settled records of a body and all below, as of a moment.

    By id: the level of risk, and the verdict that stood.
    """
    below = versions_below(body_id, vn_date(at), itself=True)
    doubts = CheckResult.objects.filter(
        record=OuterRef("pk"),
        at__lte=at,
        outcome__in=(CheckResult.Outcome.FAILED, CheckResult.Outcome.DOUBTFUL),
    )
    rows = (
        Record.objects.filter(
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=at),
            body_id__in=below.values("body_id"),
            done_on__gte=first,
            done_on__lt=end,
            recorded_at__lte=at,
        )
        .annotate(
            _then=FilteredRelation("verdicts", condition=known(at, "verdicts__")),
            standing=F("_then__standing"),
            doubted=Exists(doubts),
        )
        .filter(standing__in=SETTLED)
        .order_by("pk")
    )
    values = rows.values_list(
        "pk", "standing", "_then__by_machine", "doubted", "_then__pk"
    )
    return {
        pk: (risk_of(standing, by_machine=by_machine, doubted=doubted), verdict)
        for pk, standing, by_machine, doubted, verdict in values
    }


def draw_sample(
    *,
    body_id: int,
    period: Period,
    size: int,
    seed: str,
    once_key: str = "",
    actor: User,
    acting: Acting,
    at: datetime,
) -> SampleAudit:
    """Draw a sample of the verdicts of a period and keep it, with its seed.

    :raises ValueError: for a size that is none, or without a seed
    :raises NothingToAudit: where no verdict is settled
    :raises AlreadyDone: if a form with this key was carried out
    :raises Http404: to who does not oversee the body
    """
    if not 1 <= size <= LARGEST or not seed:
        raise ValueError(f"no sample: {size}, {seed!r}")
    if body_id not in policies.require_audits(acting):
        raise Http404
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        found = population_of(body_id, period.start, period.end, at=at)
        if not found:
            raise NothingToAudit
        levels = {pk: level for pk, (level, _verdict) in found.items()}
        strata = draw(levels, size=size, seed=seed)
        made = SampleAudit.objects.create(
            body_id=body_id,
            first=period.start,
            end=period.end,
            seed=seed,
            size=size,
            totals={str(part.level): part.total for part in strata},
            population=population_digest(levels),
            drawn_at=at,
            drawn_by=actor,
            drawn_in_id=acting.body_id,
        )
        drawn = sorted(pk for part in strata for pk in part.drawn)
        SampledRecord.objects.bulk_create(
            SampledRecord(
                audit=made, record_id=pk, level=found[pk][0], verdict_id=found[pk][1],
                place=place,
            )
            for place, pk in enumerate(drawn, start=1)
        )  # fmt: skip
        audit_log.record(
            actor=actor,
            action="evidence.sample.drawn",
            at=at,
            target=made,
            body=Body(pk=acting.body_id),
            detail={
                "seed": seed, "size": size, "drawn": len(drawn),
                "population": made.population,
            },
        )  # fmt: skip
        claim.done(f"/minh-chung/kiem-tra-mau/{made.pk}/")
    return made


def is_drawn_again(audit: SampleAudit) -> bool:
    """Whether the same seed draws the same records from the population of then."""
    found = population_of(audit.body_id, audit.first, audit.end, at=audit.drawn_at)
    levels = {pk: level for pk, (level, _verdict) in found.items()}
    if population_digest(levels) != audit.population:
        return False
    again = draw(levels, size=audit.size, seed=audit.seed)
    kept = set(audit.sampled.values_list("record_id", flat=True))
    return {pk for part in again for pk in part.drawn} == kept
