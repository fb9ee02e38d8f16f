"""The head of a body confirms a period's records in one move, what is doubtful first."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.db.models import Value as V

from loa.accounts.models import User
from loa.audit import services as audit
from loa.domain.periods import Period
from loa.evidence import policies
from loa.evidence.models import (
    CheckResult,
    ConfirmedRecord,
    PeriodConfirmation,
    Record,
    Standing,
    Verdict,
)
from loa.evidence.selectors import records_in
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.orgs.services import hold


class NothingToConfirm(Exception):
    """Every record of the period was confirmed, or there is none."""


class PeriodChanged(Exception):
    """Records came or went since the page was opened."""


def records_of_period(body_id: int, first: date, end: date) -> QuerySet[Record]:
    """Return a body's records of a period, those that ask for a look first.

    In question or rejected, then with a check that failed or doubts, then what cannot
    be checked, then the others. With ``standing``, checks, proofs and confirmation.
    """
    against = CheckResult.objects.filter(
        record=OuterRef("pk"),
        outcome__in=(CheckResult.Outcome.FAILED, CheckResult.Outcome.DOUBTFUL),
    )
    settled = Q(standing__in=(Standing.VERIFIED, Standing.UNOBJECTED))
    rows = records_in([body_id], first, end).annotate(
        look=Case(
            When(standing=Standing.DISPUTED, then=V(0)),
            When(standing=Standing.REJECTED, then=V(1)),
            When(Exists(against) & ~settled, then=V(2)),
            When(standing=Standing.UNCHECKABLE, then=V(3)),
            When(settled, then=V(5)),
            default=V(4),
            output_field=IntegerField(),
        )
    )
    return (
        rows.select_related("confirmed__confirmation__confirmed_by")
        .prefetch_related("checks", "proofs__file")
        .order_by("look", "done_on", "pk")
    )


def unconfirmed(body_id: int, first: date, end: date) -> list[int]:
    """Return the ids of the records that a confirmation now would be about.

    What was rejected is no longer the body's to vouch for.
    """
    rejected = Verdict.objects.filter(closed_at=None, standing=Standing.REJECTED)
    rows = records_in([body_id], first, end).filter(confirmed=None)
    rows = rows.exclude(pk__in=rejected.values("record_id"))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def seal_of_ids(ids: list[int]) -> str:
    """Return count and digest of what a person saw, for the form to bring back."""
    text = " ".join(map(str, sorted(ids)))
    return f"{len(ids)}:{hashlib.sha256(text.encode('ascii')).hexdigest()[:32]}"


def confirmations_of(body_id: int, first: date, end: date) -> list[PeriodConfirmation]:
    """Return who confirmed records of a period, and when, the latest first."""
    rows = PeriodConfirmation.objects.filter(
        records__record__done_on__gte=first,
        records__record__done_on__lt=end,
        body_id=body_id,
    )
    return list(rows.distinct().select_related("confirmed_by"))


def confirm_period(
    *,
    body_id: int,
    period: Period,
    seen: str,
    actor: User,
    acting: Acting,
    at: datetime,
) -> PeriodConfirmation:
    """Confirm all of a body's records of a period that are not confirmed yet.

    It says that the body stands for them. No verdict moves: a body does not verify
    itself.

    :param seen: ``seal_of_ids`` of the records that the person saw
    :raises NothingToConfirm: if there is no such record
    :raises PeriodChanged: if they are others by now
    :raises PermissionDenied: to who is neither its head nor approves by delegation
    """
    policies.require_confirm(acting, body_id)
    with transaction.atomic():
        # Two heads' clicks, and a click during a record, wait for each other.
        hold(body_id)
        ids = unconfirmed(body_id, period.start, period.end)
        if not ids:
            raise NothingToConfirm
        if seal_of_ids(ids) != seen:
            raise PeriodChanged
        confirmation = PeriodConfirmation.objects.create(
            body_id=body_id,
            first=period.start,
            end=period.end,
            confirmed_by=actor,
            recorded_at=at,
        )
        ConfirmedRecord.objects.bulk_create(
            ConfirmedRecord(confirmation=confirmation, record_id=pk) for pk in ids
        )
        audit.record(
            actor=actor,
            action="evidence.period.confirmed",
            at=at,
            target=confirmation,
            body=Body(pk=acting.body_id),
            detail={
                "first": period.start.isoformat(),
                "last": period.last_day.isoformat(),
                "records": seen,
            },
        )
    return confirmation
