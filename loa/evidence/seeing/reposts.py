"""Does an item put forward before say the same in the same words?"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet

from loa.domain.pages import Outcome, Page, Remark
from loa.domain.pages.comparing import judge_copy
from loa.evidence.models import Proof, Record, Standing, Verdict
from loa.evidence.wanting import PURPOSE
from loa.fetching.models import Copy

# A copy is made of what is fresh, or of what was done a year ago.
NEAR = timedelta(days=62)
YEARS = (timedelta(days=365), timedelta(days=731))
MOST = 2000
"""So many earlier items are compared, the latest first."""
_AT_ONCE = 500


def judge_repost(record: Record, page: Page) -> Remark:
    """Compare a page with the kept copies of other records' pages.

    What a body puts on two of its channels within a day or two is one item told twice,
    not a fraud: that is doubtful, and a person decides what counts.
    """
    remark = judge_copy(page.text, _texts(record, own_close=False))
    if remark.outcome is not Outcome.PASSED:
        return remark
    again = judge_copy(page.text, _texts(record, own_close=True))
    if again.outcome is Outcome.FAILED:
        return Remark("copy", Outcome.DOUBTFUL, "copy_alike", again.values)
    return remark


def _texts(record: Record, *, own_close: bool) -> Iterator[tuple[str, str]]:
    """Body and day, and the text, of earlier items' pages as they were first seen."""
    close = Q(
        record__body_id=record.body_id,
        record__done_on__gte=record.done_on - timedelta(days=2),
    )
    proofs = (
        _earlier(record)
        .filter(close if own_close else ~close)
        .select_related("record__body")
        .order_by("-record__done_on", "-pk")[:MOST]
    )
    by_key = {f"{PURPOSE}.{proof.pk}.0": proof.record for proof in proofs}
    keys = list(by_key)
    for at in range(0, len(keys), _AT_ONCE):
        rows = Copy.objects.filter(visit__key__in=keys[at : at + _AT_ONCE])
        for key, text in rows.exclude(text="").values_list("visit__key", "text"):
            other = by_key[key]
            yield f"{other.body}, {other.done_on:%d/%m/%Y}", text


def _earlier(record: Record) -> QuerySet[Proof]:
    """Links of what was done before, or on the day and recorded before."""
    days = Q(record__done_on__range=(record.done_on - NEAR, record.done_on))
    for back in YEARS:
        then = record.done_on - back
        days |= Q(record__done_on__range=(then - NEAR / 2, then + NEAR / 2))
    rejected = Verdict.objects.filter(closed_at=None, standing=Standing.REJECTED)
    return (
        Proof.objects.filter(days, kind=Proof.Kind.LINK, record__withdrawn_at=None)
        .filter(Q(record__done_on__lt=record.done_on) | Q(record_id__lt=record.pk))
        .exclude(record=record.pk)
        .exclude(record__in=rejected.values("record"))
    )
