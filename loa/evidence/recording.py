"""Recording what was done, adding proof to it, and taking it back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.channels.models import Channel
from loa.common import once
from loa.domain.periods import vn_date
from loa.evidence import crediting, policies
from loa.evidence.assessing import Assessment, assess
from loa.evidence.drafting import BadRecord, as_link, make_draft, problems
from loa.evidence.drafts import CAME_BY, OWN_PLAN, Draft
from loa.evidence.duties import ask_ahead
from loa.evidence.filing import NewFile, add_file, file_proof, settle
from loa.evidence.models import (
    Appeal,
    CheckResult,
    ClaimedAddress,
    Credit,
    Proof,
    Record,
    Standing,
    Verdict,
)
from loa.evidence.tallies import Moves
from loa.evidence.wanting import want_page
from loa.notices.services import notify
from loa.orgs.models import Body
from loa.orgs.policies import require_write_for
from loa.orgs.selectors import Acting, version_of
from loa.orgs.services import hold
from loa.reference.models import Area, CommunicationForm

UNJUDGED = (Standing.PENDING, Standing.UNCHECKABLE)


class AlreadyRecorded(Exception):
    """The body has recorded this address already."""

    def __init__(self, record: Record) -> None:
        super().__init__(record.address_key)
        self.record = record


class Rejected(Exception):
    """A rejected record stays, so that it is not put forward again unseen."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record just stored, with what was found out about it and its credits."""

    record: Record
    assessment: Assessment
    credits: list[Credit]


def record_activity(
    *,
    body_id: int,
    done_on: date,
    form: CommunicationForm,
    title: str,
    area: Area | None = None,
    topic: str = "",
    channel: Channel | None = None,
    address: str = "",
    file: NewFile | None = None,
    quantity: int = 1,
    quantities: Mapping[str, int] | None = None,
    joint_body_ids: Iterable[int] = (),
    chosen_task_ids: Collection[int] = (),
    note: str = "",
    origin: str = "",
    period_start: date | None = None,
    by_decision: bool = False,
    actor: User,
    acting: Acting,
    at: datetime,
) -> Recorded:
    """Store what a body did with its proof, check it, and count it, in one transaction.

    :param quantity: how many of the form's unit; one for a link
    :param quantities: what else was counted, by name: {"người tham dự": 120}
    :param chosen_task_ids: tasks that the person said it is for
    :param origin: what in Loa wrote it and so saw it happen: then it begins verified,
        unless something speaks against it, for the reason ``origin``; what came in
        without typing (``CAME_BY``) is judged as if it had been typed
    :param period_start: the period of the chosen tasks that it is for

    :param by_decision: an overseer decided it; whoever calls has asked who may

    A body that has ended takes what it did before its end, also when it ends meanwhile
    in another transaction.

    :raises AlreadyRecorded: if the body has recorded this address
    :raises BadAddress: if the address is none of a web page
    :raises BadRecord: with code and field, if it cannot be one
    :raises TooLarge: if the file is
    :raises PermissionDenied: to who may not write for the body
    """
    if not by_decision:
        require_write_for(acting, body_id)
    draft = make_draft(
        body_id=body_id,
        done_on=done_on,
        form=form,
        title=title,
        area=area,
        topic=topic,
        channel=channel,
        address=address,
        quantity=quantity,
        quantities=quantities,
        joint_body_ids=joint_body_ids,
        chosen_task_ids=chosen_task_ids,
    )
    for problem in problems(draft, on=vn_date(at), has_file=file is not None):
        raise problem
    draft = replace(
        draft,
        period_start=period_start,
        address=as_link(draft.address),
        is_own_plan=origin == OWN_PLAN,
    )
    ahead = ask_ahead(draft.body_ids, done_on=done_on, on=vn_date(at))
    with transaction.atomic():
        hold(body_id)
        if version_of(body_id, done_on) is None:
            # It was abolished after what was asked above.
            raise BadRecord("body_not_there", "done_on")
        for claim in _lock_address(draft.address_key):
            if claim.body_id == body_id:
                raise AlreadyRecorded(claim)
        proof = file_proof(draft.channel, file, actor, at) if file else None
        if proof and proof.file:
            draft = replace(draft, file_digests=frozenset({proof.file.sha256}))
        found = assess(
            draft, on=vn_date(at), duties=ahead.if_still_so() if ahead else None
        )
        if found.own:
            raise AlreadyRecorded(found.own)
        if origin and origin not in CAME_BY and found.standing in UNJUDGED:
            found = replace(found, standing=Standing.VERIFIED, reason=origin)
        moves = Moves()
        stored = _unsaved(draft, note=note, origin=origin, actor=actor, at=at)
        credits = crediting.wanted_credits(stored, found, at)
        stored.credit_seal = crediting.seal_of(credits)
        _store(stored, draft, proof)
        _judge_first(stored, found, credits, moves, at)
        dispute_others(stored, found, moves, at)
        audit.record(
            actor=actor,
            action="evidence.record.recorded",
            at=at,
            target=stored,
            body=Body(pk=acting.body_id),
            detail={
                "address": stored.address_key,
                "done_on": stored.done_on.isoformat(),
                "standing": found.standing.value,
                "credits": len(credits),
            },
        )
        moves.write()
    return Recorded(stored, found, credits)


def _lock_address(key: str) -> list[Record]:
    """Let one claim of an address wait for another, whoever makes it.

    Earlier claims are locked here too, and returned: every record's lock before any
    counter's.
    """
    if not key:
        return []
    ClaimedAddress.objects.bulk_create([ClaimedAddress(key=key)], ignore_conflicts=True)
    ClaimedAddress.objects.select_for_update().get(key=key)
    claims = Record.objects.filter(address_key=key, withdrawn_at=None)
    return list(claims.select_for_update().order_by("pk"))


def _unsaved(
    draft: Draft, *, note: str, origin: str, actor: User, at: datetime
) -> Record:
    return Record(
        body_id=draft.body_id,
        done_on=draft.done_on,
        form=draft.form,
        area=draft.area,
        topic=draft.topic,
        channel=draft.channel,
        title=draft.title,
        quantity=draft.quantity,
        quantities=draft.quantities,
        address_key=draft.address_key,
        note=note,
        origin=origin,
        period_start=draft.period_start,
        recorded_at=at,
        recorded_by=actor,
    )


def _store(record: Record, draft: Draft, file: Proof | None) -> None:
    """Store a record with its proof. Nobody else claims its address meanwhile."""
    record.save(force_insert=True)
    if draft.joint_body_ids:
        record.joint_bodies.set(draft.joint_body_ids)
    if draft.address:
        link = Proof.objects.create(
            record=record, kind=Proof.Kind.LINK, address=draft.address,
            added_at=record.recorded_at,
        )  # fmt: skip
        want_page(link, at=record.recorded_at)
    if file:
        file.record = record
        file.save(force_insert=True)
        settle(file)


def _judge_first(
    record: Record,
    found: Assessment,
    credits: list[Credit],
    moves: Moves,
    at: datetime,
) -> None:
    CheckResult.objects.bulk_create(
        CheckResult(
            record=record,
            check_code=finding.check,
            outcome=finding.outcome,
            reason=finding.reason,
            values=finding.values,
            at=at,
        )
        for finding in found.findings
    )
    Verdict.objects.create(
        record=record,
        standing=found.standing,
        by_machine=True,
        reason_code=found.reason,
        recorded_at=at,
    )
    Credit.objects.bulk_create(credits)
    moves.add(credits, to=found.standing)


def dispute_others(
    record: Record, found: Assessment, moves: Moves, at: datetime
) -> None:
    """Put earlier claims of the same address in question too, and tell both bodies.

    What a person has judged stands; so does a claim on the body's own channel.
    """
    for earlier in found.others:
        own = (
            earlier.channel is not None and earlier.channel.owner_id == earlier.body_id
        )
        verdict = crediting.open_verdict(earlier)
        if verdict.standing in UNJUDGED and not own:
            doubt = Verdict(
                standing=Standing.DISPUTED,
                by_machine=True,
                reason_code="repeat_address_later",
            )
            crediting.change_verdict(earlier, doubt, moves=moves, at=at)
        _tell_both(record, earlier, at)


def _tell_both(later: Record, earlier: Record, at: datetime) -> None:
    for record, other in ((later, earlier), (earlier, later)):
        notify(
            bodies=[record.body_id],
            kind="evidence.address.claimed_twice",
            params={"record": record.title, "other": str(other.body)},
            url=reverse("evidence:detail", args=[record.pk]),
            key=f"evidence.claimed_twice.{later.pk}.{earlier.pk}",
            at=at,
        )


def add_proof(
    *,
    record: Record,
    file: NewFile,
    once_key: str = "",
    actor: User,
    acting: Acting,
    at: datetime,
) -> Proof:
    """Add a file that shows a record. What was decided of it stays.

    :raises AlreadyDone: if a form with this key was carried out
    :raises TooLarge: if the file is
    :raises PermissionDenied: to who may not write for the body
    """
    policies.require_withdraw(acting, record)
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        proof = add_file(record, file, actor, at)
        audit.record(
            actor=actor,
            action="evidence.proof.added",
            at=at,
            target=record,
            body=Body(pk=acting.body_id),
            detail={
                "proof": proof.pk,
                "sha256": proof.file.sha256 if proof.file else "",
            },
        )
    return proof


def withdraw_record(
    *,
    record: Record,
    reason: str,
    by_decision: bool = False,
    actor: User,
    acting: Acting,
    at: datetime,
) -> Record:
    """Take a record back: it stays to be seen, and counts toward nothing.

    Withdrawing it again changes nothing.

    :raises Rejected: if it was rejected
    :raises PermissionDenied: to who may not write for the body
    """
    if not by_decision:
        policies.require_withdraw(acting, record)
    with transaction.atomic():
        locked = Record.objects.select_for_update().get(pk=record.pk)
        if locked.withdrawn_at:
            return locked
        if crediting.open_verdict(locked).standing == Standing.REJECTED:
            raise Rejected
        Appeal.objects.known().filter(verdict__record=locked).update(closed_at=at)
        moves = Moves()
        crediting.replace_credits(
            locked, gone=crediting.open_credits(locked), new=[], moves=moves, at=at
        )
        locked.withdrawn_at, locked.withdrawn_reason = at, reason
        locked.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        audit.record(
            actor=actor,
            action="evidence.record.withdrawn",
            at=at,
            target=locked,
            body=Body(pk=acting.body_id),
            detail={"reason": reason},
        )
        moves.write()
    return locked
