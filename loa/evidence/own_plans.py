"""An issued plan is itself proof: it fulfils the duty to have a plan of one's own.

The record is written when it is said of a confirmed plan with number and day that it
carries the directive on (issuing one drafted from the directive says so), or when the
directive is committed after it; it goes when that is taken back.
"""

from datetime import date, datetime
from typing import Any

from loa.accounts.models import User
from loa.documents.models import Document, Relation
from loa.documents.selectors import original_of
from loa.domain.periods import vn_date
from loa.evidence.drafts import OWN_PLAN
from loa.evidence.filing import NewFile
from loa.evidence.models import PlanProof
from loa.evidence.recording import Rejected, record_activity, withdraw_record
from loa.files import selectors as files
from loa.orgs.policies import can_write_for
from loa.orgs.selectors import Acting, acting
from loa.programmes.models import Directive, PlanDecision
from loa.programmes.selectors import (
    Cell,
    is_own_plan,
    owed,
    own_plans,
    task_asks_for_own_plan,
)
from loa.reference.models import CommunicationForm


def plan_issued(sender: Any, *, relation: Relation, at: datetime, **_: Any) -> None:
    """Record a plan for the duties that it fulfils, once."""
    if is_own_plan(relation):
        _record(relation, at)


def plan_taken_back(sender: Any, *, relation: Relation, at: datetime, **_: Any) -> None:
    """Take back the record of a plan that is said to carry nothing on any more."""
    proof = PlanProof.objects.filter(relation=relation).select_related("record").first()
    who = _writer(relation, at)
    if proof is None or who is None:
        return
    user, seat = who
    try:
        withdraw_record(
            record=proof.record,
            reason=str(relation.document),
            actor=user,
            acting=seat,
            at=at,
        )
    except Rejected:
        # What was rejected stays, so that it is not put forward again unseen.
        return


def plans_before(sender: Any, *, directive: Directive, at: datetime, **_: Any) -> None:
    """Record the plans that were issued before the directive was committed."""
    for plans in own_plans([directive.document_id]).values():
        for plan in plans:
            _record(plan.relation, at)


def plan_decided(
    sender: Any,
    *,
    decision: PlanDecision,
    closed: PlanDecision | None,
    actor: User,
    acting: Acting,
    at: datetime,
    **_: Any,
) -> None:
    """Record the document that was decided to be a body's plan; take the last one back."""
    who: Any = {"by_decision": True, "actor": actor, "acting": acting, "at": at}
    before = PlanProof.objects.filter(decision=closed) if closed else None
    for proof in before.select_related("record") if before is not None else ():
        try:
            withdraw_record(record=proof.record, reason=decision.reason, **who)
        except Rejected:
            # What was rejected stays, so that it is not put forward again unseen.
            continue
    plan, day = decision.document, decision.counts_on
    if plan is None or day is None:
        return
    directive = decision.directive
    cells = _duties_of(directive, decision.body_id, vn_date(at))
    if not cells:
        return
    recorded = record_activity(
        body_id=decision.body_id,
        done_on=day,
        form=CommunicationForm.objects.get(code="document"),
        title=f"{plan}, {day:%d/%m/%Y}",
        file=_file_of(plan),
        chosen_task_ids=[cell.task.id for cell in cells],
        note=decision.reason,
        origin=OWN_PLAN,
        **who,
    )
    PlanProof.objects.create(record=recorded.record, decision=decision)


def _record(relation: Relation, at: datetime) -> None:
    plan, who = relation.document, _writer(relation, at)
    if who is None or plan.issued_on is None or plan.issuer_id is None:
        return
    if plan.issued_on > vn_date(at):
        # What is dated ahead has not been issued yet.
        return
    if PlanProof.objects.filter(relation=relation).exists():
        return
    cells = _duties_met(relation, at)
    if not cells:
        return
    user, seat = who
    recorded = record_activity(
        body_id=plan.issuer_id,
        done_on=plan.issued_on,
        form=CommunicationForm.objects.get(code="document"),
        title=f"{plan}, {plan.issued_on:%d/%m/%Y}",
        file=_file_of(plan),
        chosen_task_ids=[cell.task.id for cell in cells],
        origin=OWN_PLAN,
        actor=user,
        acting=seat,
        at=at,
    )
    PlanProof.objects.create(record=recorded.record, relation=relation)


def _duties_met(relation: Relation, at: datetime) -> list[Cell]:
    """The open duties of the plan's body to have one, by the directive it carries on."""
    directive = Directive.objects.filter(document=relation.other_id).first()
    plan = relation.document
    if directive is None or plan.issuer_id is None or plan.issued_on is None:
        return []
    return _duties_of(directive, plan.issuer_id, vn_date(at))


def _duties_of(directive: Directive, body_id: int, on: date) -> list[Cell]:
    """A body's open duties to have a plan of its own by a directive."""
    tasks = list(directive.tasks.values_list("pk", "from_on", "until_on"))
    if not tasks:
        return []
    return [
        cell
        for cell in owed(
            body_ids=[body_id],
            first=min(row[1] for row in tasks),
            last=max(row[2] for row in tasks),
            on=on,
            task_ids=[row[0] for row in tasks],
        )
        if task_asks_for_own_plan(cell.task) and not cell.exempt
    ]


def _writer(relation: Relation, at: datetime) -> tuple[User, Acting] | None:
    """Who records it for the body: who said so, else who confirmed the plan."""
    plan = relation.document
    if plan.issuer_id is None:
        return None
    for user in (relation.by, plan.confirmed_by):
        if user is None:
            continue
        seat = acting(user, chosen=plan.issuer_id, on=vn_date(at))
        if seat is not None and can_write_for(seat, plan.issuer_id):
            return user, seat
    return None


def _file_of(plan: Document) -> NewFile:
    original = original_of(plan)
    if original is None:
        # It was pasted: its words are what there is.
        return NewFile(plan.text.encode(), "ke-hoach.txt")
    return NewFile(files.content(original.file), original.file.name)
