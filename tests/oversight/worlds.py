"""Small worlds for the board: a monthly quota over two communes, with tallies."""

from datetime import date

from loa.evidence.models import Tally
from loa.orgs.models import Body
from loa.programmes.models import Task
from tests.cast import Cast
from tests.factories import make_directive, make_document, make_task


def monthly_quota(cast: Cast, **fields: object) -> Task:
    """Two news items a month, asked of all communes of the province."""
    document = make_document(
        cast.province, cast.overseer, number="12", symbol="KH-UBND"
    )
    directive = make_directive(document, cast.overseer)
    return make_task(directive, leads=[cast.communes], **fields)


def tally(task: Task, body: Body, month: int, **columns: int) -> Tally:
    return Tally.objects.create(
        task=task, body=body, period_start=date(2026, month, 1), **columns
    )
