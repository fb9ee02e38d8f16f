"""What was seen of a record's page, written down once, and what follows for the record."""

from datetime import datetime

from django.db import transaction

from loa.documents import apart
from loa.domain.docreader import Unreadable
from loa.domain.pages import Outcome, Page, Remark, Sort, judge_page
from loa.domain.periods import vn_date
from loa.evidence import crediting
from loa.evidence.drafts import draft_of
from loa.evidence.judging import witness
from loa.evidence.models import CheckResult, Proof, Record, Standing
from loa.evidence.recording import UNJUDGED
from loa.evidence.seeing.claims import claim_of
from loa.evidence.seeing.reposts import judge_repost
from loa.evidence.wanting import number_of, proof_of, want_next
from loa.fetching.models import Copy, Visit
from loa.fetching.outcomes import Outcome as End
from loa.fetching.services import keep_text
from loa.fetching.warc import body_of
from loa.files import storage
from loa.likeness.services import index_texts

VERIFIED = "page_seen"
_GONE = frozenset({End.MISSING})


def look(visit_id: int, *, at: datetime) -> bool:
    """Write down what a visit showed; whether it was not written down before.

    Safe to run again: one visit has one set of results, and moves a verdict once.
    """
    visit = Visit.objects.select_related("copy__warc").get(pk=visit_id)
    proof = proof_of(visit)
    if proof is None or visit.state != Visit.State.ENDED:
        return False
    copy = getattr(visit, "copy", None)
    page = _read(copy) if copy and visit.outcome == End.CAME else None
    with transaction.atomic():
        record = Record.objects.select_for_update().get(pk=proof.record_id)
        if CheckResult.objects.filter(record=record, visit=visit).exists():
            return False
        if copy and page:
            keep_text(copy, title=page.title, text=page.text, at=at)
            if not number_of(visit):
                index_texts([(copy.pk, page.text)])
        if number_of(visit):
            remarks = [_again(visit, proof, copy)]
        else:
            remarks = _remarks(record, visit, page, at)
        _write(record, visit, remarks, at)
        if copy and visit.outcome == End.CAME:
            want_next(visit, proof, at=at)
        if not number_of(visit):
            _conclude(record, remarks, at)
    return True


def _read(copy: Copy) -> Page | None:
    """Read a copy in a process apart; None where that ended it."""
    body = body_of(storage.path_of(copy.warc.sha256).read_bytes())
    try:
        return apart.read_page(body, declared=copy.charset, address=copy.address)
    except Unreadable:
        return None


def _remarks(
    record: Record, visit: Visit, page: Page | None, at: datetime
) -> list[Remark]:
    if visit.outcome == End.MISSING:
        return [Remark("reach", Outcome.FAILED, "reach_missing")]
    if visit.outcome != End.CAME:
        values = {"detail": visit.detail}
        return [Remark("reach", Outcome.UNCHECKABLE, f"reach_{visit.outcome}", values)]
    reached = Remark("reach", Outcome.PASSED, "reach_came")
    if page is None:
        return [Remark("reach", Outcome.UNCHECKABLE, "reach_unreadable")]
    seen_on = vn_date(visit.copy.fetched_at)
    claim = claim_of(record, draft_of(record), on=vn_date(at))
    landed = visit.copy.address
    remarks = [reached, *judge_page(page, claim, landed=landed, seen_on=seen_on)]
    if page.sort is Sort.ARTICLE:
        remarks.append(judge_repost(record, page))
    return remarks


def _again(visit: Visit, proof: Proof, copy: Copy | None) -> Remark:
    """Whether the page is still there and the same. It takes nothing back."""
    first = Copy.objects.filter(
        visit__key=f"{visit.purpose}.{proof.pk}.0", visit__outcome=End.CAME
    ).first()
    if visit.outcome in _GONE:
        return Remark("alive", Outcome.PASSED, "alive_gone")
    if copy is None or visit.outcome != End.CAME:
        return Remark("alive", Outcome.UNCHECKABLE, "alive_unseen")
    if first and first.text and first.text != copy.text:
        return Remark("alive", Outcome.DOUBTFUL, "alive_changed")
    return Remark("alive", Outcome.PASSED, "alive_same")


def _write(record: Record, visit: Visit, remarks: list[Remark], at: datetime) -> None:
    CheckResult.objects.bulk_create(
        CheckResult(
            record=record,
            visit=visit,
            check_code=remark.check,
            outcome=CheckResult.Outcome(remark.outcome),
            reason=remark.reason,
            values=dict(remark.values),
            at=at,
        )
        for remark in remarks
    )


def _conclude(record: Record, remarks: list[Remark], at: datetime) -> None:
    """Move the machine's verdict by what was seen; a person's stands.

    Something against it: disputed. What could not be seen: uncheckable. Every question
    answered, here and at first: verified. Else a person looks.
    """
    if crediting.open_verdict(record).standing not in UNJUDGED:
        return
    outcomes = {remark.outcome for remark in remarks}
    if Outcome.FAILED in outcomes:
        reason = next(r.reason for r in remarks if r.outcome is Outcome.FAILED)
        witness(record=record, standing=Standing.DISPUTED, reason_code=reason, at=at)
    elif Outcome.UNCHECKABLE in outcomes:
        reason = next(r.reason for r in remarks if r.outcome is Outcome.UNCHECKABLE)
        witness(record=record, standing=Standing.UNCHECKABLE, reason_code=reason, at=at)
    elif outcomes == {Outcome.PASSED} and _passed_at_first(record):
        witness(record=record, standing=Standing.VERIFIED, reason_code=VERIFIED, at=at)


def _passed_at_first(record: Record) -> bool:
    first = record.checks.filter(visit=None)
    return not first.exclude(outcome=CheckResult.Outcome.PASSED).exists()
