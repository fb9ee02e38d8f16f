"""Two people look at each sampled verdict; neither is shown what the other said."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from loa.accounts.models import User
from loa.audit import services as audit_log
from loa.domain.periods import vn_date
from loa.evidence import policies
from loa.evidence.models import SampleAudit, SampledRecord, SampleReview
from loa.orgs.models import Body
from loa.orgs.selectors import Acting

REVIEWS = 2
Answer = SampleReview.Answer


class NotHers(Exception):
    """Not for this person to review: she judged it, answered, or two others did."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sample's reviews are, and how many this person has still to give."""

    drawn: int
    first: int
    both: int
    mine: int
    waiting: int

    @property
    def is_done(self) -> bool:
        """Whether each was looked at by two."""
        return self.both == self.drawn


def _open_to(audit: SampleAudit, user: User) -> QuerySet[SampledRecord]:
    """What she may still look at: judged by another, and not yet by two."""
    rows = audit.sampled.annotate(given=Count("reviews")).filter(given__lt=REVIEWS)
    mine = SampleReview.objects.filter(reviewer=user, sampled__audit=audit)
    rows = rows.exclude(pk__in=mine.values("sampled_id"))
    return rows.exclude(verdict__given_by=user)


def progress_of(audit: SampleAudit, user: User) -> Progress:
    """Count the reviews of a sample."""
    given = audit.sampled.annotate(given=Count("reviews"))
    counts = list(given.values_list("given", flat=True))
    return Progress(
        drawn=len(counts),
        first=sum(count >= 1 for count in counts),
        both=sum(count >= REVIEWS for count in counts),
        mine=SampleReview.objects.filter(reviewer=user, sampled__audit=audit).count(),
        waiting=_open_to(audit, user).count(),
    )


def next_for(
    audit: SampleAudit, user: User, acting: Acting, *, on: date
) -> SampledRecord | None:
    """Return the next verdict that she may look at, in the sample's order."""
    rows = _open_to(audit, user).order_by("place")
    for sampled in rows.select_related("record__body", "record__form", "verdict"):
        if policies.can_judge(user, acting, sampled.record, on=on):
            return sampled
    return None


def review(
    *,
    sampled: SampledRecord,
    answer: str,
    reason: str = "",
    actor: User,
    acting: Acting,
    at: datetime,
) -> SampleReview:
    """Say whether a sampled verdict is right. The verdict itself stays.

    :raises ValueError: for no answer, or one that is not "right" without a reason
    :raises NotHers: if it is not for her to review
    :raises Http404: to who does not oversee the sample's body
    """
    audit = policies.access_audit(acting, sampled.audit_id, on=vn_date(at))
    if answer not in Answer.values or (answer != Answer.RIGHT and not reason.strip()):
        raise ValueError("an answer, and why unless it is right")
    if not policies.can_judge(actor, acting, sampled.record, on=vn_date(at)):
        raise NotHers
    try:
        with transaction.atomic():
            if not _open_to(audit, actor).filter(pk=sampled.pk).exists():
                raise NotHers
            made = SampleReview.objects.create(
                sampled=sampled,
                number=sampled.reviews.count() + 1,
                reviewer=actor,
                answer=answer,
                reason=reason.strip(),
                at=at,
            )
            # The answer is told nobody before the other has given hers.
            audit_log.record(
                actor=actor,
                action="evidence.sample.reviewed",
                at=at,
                target=audit,
                body=Body(pk=acting.body_id),
                detail={"place": sampled.place},
            )
    except IntegrityError as error:
        # Somebody else gave that answer, or she herself did in another window.
        raise NotHers from error
    return made
