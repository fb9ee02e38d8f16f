"""Was a picture put forward before, by this body or another?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from loa.domain.pages import Outcome, Remark
from loa.domain.proof.pictures import Greys, NotAPicture, greys_of, is_same
from loa.evidence import crediting
from loa.evidence.judging import witness
from loa.evidence.models import CheckResult, PictureGreys, Proof, Record, Standing
from loa.evidence.recording import UNJUDGED
from loa.files.selectors import Lost, content

MOST = 2000
"""So many earlier pictures are compared, the latest first."""
A_POSTER = 3
"""A picture of so many bodies is a poster that they were given, not somebody's photo."""
CLOSE = timedelta(days=2)


def look_at(proof_id: int, *, at: datetime) -> bool:
    """Compare a proof's picture with those put forward before; whether it was one.

    Safe to run again: a picture is looked at once. A picture of another body's or of
    another event puts the record in question; a person decides.
    """
    proof = Proof.objects.select_related("file", "record__body").get(pk=proof_id)
    if proof.file is None or PictureGreys.objects.filter(proof=proof).exists():
        return False
    try:
        greys = greys_of(content(proof.file))
    except (NotAPicture, Lost):
        return False
    remark = _judge(proof, greys)
    with transaction.atomic():
        record = Record.objects.select_for_update().get(pk=proof.record_id)
        _row, is_new = PictureGreys.objects.get_or_create(
            proof=proof,
            defaults={
                "greys": greys.greys, "width": greys.width, "height": greys.height,
            },
        )  # fmt: skip
        if not is_new:
            return False
        CheckResult.objects.create(
            record=record,
            check_code=remark.check,
            outcome=CheckResult.Outcome(remark.outcome),
            reason=remark.reason,
            values=dict(remark.values),
            at=at,
        )
        standing = crediting.open_verdict(record).standing
        if remark.outcome is Outcome.FAILED and standing in UNJUDGED:
            witness(
                record=record, standing=Standing.DISPUTED, reason_code=remark.reason,
                at=at,
            )  # fmt: skip
    return True


def _judge(proof: Proof, greys: Greys) -> Remark:
    record = proof.record
    alike = [other.record for other, seen in _earlier(proof) if is_same(greys, seen)]
    if not alike:
        return Remark("picture", Outcome.PASSED, "picture_new")
    bodies = {other.body_id for other in alike} | {record.body_id}
    if len(bodies) >= A_POSTER:
        count = {"count": len(bodies)}
        return Remark("picture", Outcome.DOUBTFUL, "picture_shared", count)
    first = min(alike, key=lambda other: (other.recorded_at, other.pk))
    values = {"body": str(first.body), "day": first.done_on.isoformat()}
    is_near = all(abs(other.done_on - record.done_on) <= CLOSE for other in alike)
    if bodies == {record.body_id} and is_near:
        return Remark("picture", Outcome.DOUBTFUL, "picture_again", values)
    return Remark("picture", Outcome.FAILED, "picture_before", values)


def _earlier(proof: Proof) -> Iterator[tuple[Proof, Greys]]:
    rows = (
        PictureGreys.objects.filter(proof__record__withdrawn_at=None)
        .exclude(proof__record_id=proof.record_id)
        .select_related("proof__record__body")
        .order_by("-pk")[:MOST]
    )
    for row in rows.iterator(chunk_size=200):
        yield row.proof, Greys(bytes(row.greys), row.width, row.height)
