"""Does an item put forward before say the same in the same words?"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from loa.domain.pages import Outcome, Page, Remark
from loa.domain.pages.comparing import judge_copy
from loa.domain.proof import asks_for_reposts
from loa.evidence.judging import witness
from loa.evidence.models import CheckResult, Proof, Record, Standing, Verdict
from loa.evidence.wanting import PURPOSE, number_of, proof_of
from loa.fetching.models import Copy, Visit
from loa.likeness.selectors import likely_copies
from loa.likeness.services import index_texts

_AT_ONCE = 200
_TWO_CHANNELS = timedelta(days=2)


def judge_repost(record: Record, page: Page) -> Remark:
    """Compare a page with every body's earlier items, as their pages were first seen.

    What a body puts on two of its channels within a day or two is one item told twice,
    not a fraud: that is doubtful, and a person decides what counts. Where all that it
    counts toward asks for reposts, it is the work that was asked.
    """
    theirs: list[tuple[str, str]] = []
    own_close: list[tuple[str, str]] = []
    for other, text in _texts(_earlier(record), page.text):
        kept = own_close if _is_one_item_twice(other, record) else theirs
        kept.append((_name(other), text))
    remark = judge_copy(page.text, theirs)
    if remark.outcome is not Outcome.PASSED:
        if _is_asked_for(record):
            return Remark("copy", Outcome.PASSED, "copy_asked", remark.values)
        return remark
    again = judge_copy(page.text, own_close)
    if again.outcome is Outcome.FAILED:
        return Remark("copy", Outcome.DOUBTFUL, "copy_alike", again.values)
    return remark


def judge_again(visit: Visit, *, at: datetime) -> int:
    """Compare a page with those that were looked at before it though recorded later.

    Pages come in another order than their records, and two may be looked at in the same
    moment. Outside of the transaction that wrote the look down, and safe to run again.
    Returns how many records it found to be copies.
    """
    proof = proof_of(visit)
    text = Copy.objects.filter(visit=visit).values_list("text", flat=True).first()
    if proof is None or number_of(visit) or not text:
        return 0
    record = proof.record
    found = sum(
        _is_found_out(record, text, other, theirs, at)
        for other, theirs in _texts(_earlier(record), text)
    )
    return found + sum(
        _is_found_out(other, theirs, record, text, at)
        for other, theirs in _texts(_later(record), text)
    )


def _is_found_out(
    record: Record, text: str, source: Record, source_text: str, at: datetime
) -> bool:
    """Say of a record that it copies another, if that was not seen in time."""
    with transaction.atomic():
        Record.objects.select_for_update().get(pk=record.pk)
        seen = record.checks.filter(check_code="copy").first()
        is_told = record.checks.filter(check_code="copied").exists()
        if seen is None or seen.outcome != Outcome.PASSED or is_told:
            return False
        remark = judge_copy(text, [(_name(source), source_text)])
        twice = _is_one_item_twice(source, record)
        if remark.outcome is not Outcome.FAILED or twice or _is_asked_for(record):
            return False
        record.checks.create(
            visit=seen.visit,
            check_code="copied",
            outcome=CheckResult.Outcome.FAILED,
            reason="copied_same",
            values=dict(remark.values),
            at=at,
        )
        standing = Standing.DISPUTED
        witness(record=record, standing=standing, reason_code="copied_same", at=at)
    return True


def index_unindexed(at: datetime) -> int:
    """Make the pages findable that were read before there was an index."""
    done = 0
    waiting = Copy.objects.filter(
        visit__purpose=PURPOSE, visit__key__endswith=".0", signature=None
    ).exclude(read_at=None)
    while rows := list(waiting.values_list("pk", "text")[:_AT_ONCE]):
        done += index_texts(rows)
    return done


def _texts(among: QuerySet[Proof], text: str) -> list[tuple[Record, str]]:
    """Items that may be alike, with their text as first seen, the first one first."""
    copies = Copy.objects.filter(
        pk__in=likely_copies(text),
        visit__purpose=PURPOSE,
        visit__key__endswith=".0",
    )
    by_proof = {
        int(key.split(".")[-2]): text
        for key, text in copies.values_list("visit__key", "text")
    }
    proofs = among.filter(pk__in=by_proof).select_related("record__body")
    ordered = proofs.order_by("record__done_on", "record_id", "pk")
    return [(proof.record, by_proof[proof.pk]) for proof in ordered]


def _is_asked_for(record: Record) -> bool:
    """Whether every duty that it counts toward is one to pass on what others published."""
    credits = record.credits.filter(closed_at=None).select_related("task__line_of")
    sentences = [(row.task.line_of or row.task).text for row in credits]
    return bool(sentences) and all(asks_for_reposts(text) for text in sentences)


def _is_one_item_twice(first: Record, second: Record) -> bool:
    near = second.done_on - first.done_on <= _TWO_CHANNELS
    return near and first.body_id == second.body_id


def _name(record: Record) -> str:
    return f"{record.body}, {record.done_on:%d/%m/%Y}"


def _links() -> QuerySet[Proof]:
    rejected = Verdict.objects.filter(closed_at=None, standing=Standing.REJECTED)
    return Proof.objects.filter(
        kind=Proof.Kind.LINK, record__withdrawn_at=None
    ).exclude(record__in=rejected.values("record"))


def _earlier(record: Record) -> QuerySet[Proof]:
    """Links of what was done before, or on the day and recorded before."""
    day, pk = record.done_on, record.pk
    return _links().filter(
        Q(record__done_on__lt=day) | Q(record__done_on=day, record_id__lt=pk)
    )


def _later(record: Record) -> QuerySet[Proof]:
    """Links of what was done and recorded later.

    Not what was recorded before with a later day: else who back-dates a copy would put
    the true item in question.
    """
    return _links().filter(record__done_on__gte=record.done_on, record_id__gt=record.pk)
