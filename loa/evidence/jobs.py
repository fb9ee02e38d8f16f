"""Background work on evidence. Each job may run twice without harm."""

from django_tasks import task

from loa.common.dates import now
from loa.evidence.crediting import recredit
from loa.evidence.seeing import pictures
from loa.evidence.seeing.looking import look
from loa.evidence.seeing.reposts import judge_again
from loa.fetching.models import Copy, Visit
from loa.fetching.picture import NoPicture, take_picture


@task()
def recredit_records(records: list[int]) -> int:
    """Bring the credits of many records to what they match now, one by one.

    One transaction each, so that nobody who records or judges waits for all of them.
    """
    return sum(recredit(records=[pk], at=now()) for pk in records)


@task()
def look_at_page(visit_id: int) -> bool:
    """Read a page that came for a record, and say what it shows."""
    is_new = look(visit_id, at=now())
    # Also when the look was written down before: its worker may have ended in between.
    judge_again(Visit.objects.get(pk=visit_id), at=now())
    return is_new


@task()
def look_at_picture(proof_id: int) -> bool:
    """Compare a proof's picture with those put forward before."""
    return pictures.look_at(proof_id, at=now())


@task()
def draw_page(copy_id: int) -> bool:
    """Make a picture of a kept page; where it cannot be drawn, none is made."""
    try:
        take_picture(Copy.objects.select_related("warc").get(pk=copy_id), at=now())
    except NoPicture:
        return False
    return True
