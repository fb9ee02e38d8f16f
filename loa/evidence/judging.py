"""Verdicts: by a person with a reason, or by time when nobody objected."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.audit.services import MACHINE
from loa.domain.periods import vn_date
from loa.evidence import crediting, policies
from loa.evidence.judges import is_for_another
from loa.evidence.models import Appeal, Record, Standing, Verdict
from loa.evidence.recording import UNJUDGED
from loa.evidence.tallies import Moves
from loa.notices.services import notify
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.reference.selectors import judging_rule

# What a person can decide.
DECIDABLE = (Standing.VERIFIED, Standing.REJECTED, Standing.DISPUTED)


class ReasonMissing(ValueError):
    """A verdict without a reason."""


class Withdrawn(Exception):
    """The record was taken back meanwhile."""


class VerdictChanged(Exception):
    """Somebody else gave a verdict since the page was opened."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict))
        self.verdict = verdict


class AnotherDecides(Exception):
    """The body appealed against her own verdict, and somebody else may judge."""


def give_verdict(
    *,
    record: Record,
    standing: Standing,
    reason: str,
    seen: int | None = None,
    actor: User,
    acting: Acting,
    at: datetime,
) -> Verdict:
    """Decide of a record, with a reason; all that it counts toward moves with it.

    :param seen: the open verdict that the person saw; None asks for no such thing
    :raises ReasonMissing: without a reason
    :raises ValueError: for a standing that only the machine gives
    :raises Withdrawn: if the record was taken back
    :raises VerdictChanged: if the verdict she saw is no longer the open one
    :raises AnotherDecides: on an appeal against her own, where somebody else can
    :raises PermissionDenied: to the body's own people, and who does not watch over it
    """
    policies.require_judge(actor, acting, record, on=vn_date(at))
    if standing not in DECIDABLE:
        raise ValueError(f"not for a person to give: {standing}")
    if not (reason := reason.strip()):
        raise ReasonMissing
    with transaction.atomic():
        locked = Record.objects.select_for_update().get(pk=record.pk)
        if locked.withdrawn_at:
            raise Withdrawn
        before = crediting.open_verdict(locked)
        if seen is not None and before.pk != seen:
            raise VerdictChanged(before)
        appealed = Appeal.objects.known().filter(verdict=before).first()
        if appealed and is_for_another(actor, locked, before, on=vn_date(at)):
            raise AnotherDecides
        moves = Moves()
        verdict = Verdict(
            standing=standing,
            given_by=actor,
            given_in_id=acting.body_id,
            reason=reason,
        )
        crediting.change_verdict(locked, verdict, moves=moves, at=at)
        audit.record(
            actor=actor,
            action="evidence.verdict.given",
            at=at,
            target=locked,
            body=Body(pk=acting.body_id),
            detail={
                "from": before.standing,
                "to": standing.value,
                "reason": reason,
                "appeal": appealed.pk if appealed else None,
            },
        )
        _tell(locked, verdict, at)
        moves.write()
    return verdict


def witness(
    *, record: Record, standing: Standing, reason_code: str, at: datetime
) -> bool:
    """Move the machine's verdict after what Loa itself saw happen; whether it moved.

    What a person decided stands, and so does a record that was taken back.

    :param reason_code: a key of ``sentences.OF_VERDICTS``
    """
    with transaction.atomic():
        locked = Record.objects.select_for_update().get(pk=record.pk)
        before = crediting.open_verdict(locked)
        if locked.withdrawn_at or not before.by_machine:
            return False
        moves = Moves()
        verdict = Verdict(standing=standing, by_machine=True, reason_code=reason_code)
        crediting.change_verdict(locked, verdict, moves=moves, at=at)
        audit.record(
            actor=MACHINE,
            action="evidence.verdict.witnessed",
            at=at,
            target=locked,
            detail={"from": before.standing, "to": standing.value, "why": reason_code},
        )
        moves.write()
    return True


def _tell(record: Record, verdict: Verdict, at: datetime) -> None:
    joint = record.joint_bodies.values_list("pk", flat=True)
    notify(
        bodies=[record.body_id, *joint],
        kind=f"evidence.verdict.{verdict.standing}",
        params={"record": record.title, "reason": verdict.reason},
        url=reverse("evidence:detail", args=[record.pk]),
        key=f"evidence.verdict.{verdict.pk}",
        at=at,
    )


def accept_unobjected(at: datetime) -> int:
    """Count as accepted what nobody objected to within the term; return how many.

    The term runs from the day of recording or of the last proof. What shows nothing
    at all gives nobody anything to object to, and stays uncheckable. Safe to run again.
    """
    today = vn_date(at)
    waiting = (
        Record.objects.filter(
            withdrawn_at=None,
            verdicts__closed_at=None,
            verdicts__standing__in=UNJUDGED,
            proofs__isnull=False,
        )
        .annotate(shown_at=Max("proofs__added_at"))
        .order_by("pk")
    )
    rules: dict[date, int] = {}
    accepted = 0
    for pk, recorded_at, shown_at in waiting.values_list(
        "pk", "recorded_at", "shown_at"
    ):
        since = vn_date(max(recorded_at, shown_at))
        if since not in rules:
            rules[since] = judging_rule(since).unobjected_after_days
        if since + timedelta(days=rules[since]) < today:
            accepted += _accept(pk, at)
    return accepted


@transaction.atomic
def _accept(pk: int, at: datetime) -> bool:
    record = Record.objects.select_for_update().get(pk=pk)
    verdict = crediting.open_verdict(record)
    if record.withdrawn_at or verdict.standing not in UNJUDGED:
        return False
    moves = Moves()
    lapse = Verdict(
        standing=Standing.UNOBJECTED, by_machine=True, reason_code="nobody_objected"
    )
    crediting.change_verdict(record, lapse, moves=moves, at=at)
    audit.record(
        actor=MACHINE,
        action="evidence.verdict.lapsed",
        at=at,
        target=record,
        detail={"from": verdict.standing},
    )
    moves.write()
    return True
