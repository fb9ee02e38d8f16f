"""Background work on documents. Each job may run twice without harm."""

from datetime import datetime, timedelta
from typing import Final

from django_tasks import task

from loa.common.dates import now
from loa.documents.services import arriving, bringing

KEPT: Final = timedelta(hours=24)
"""How long a file may wait in quarantine, and its arrival be told of."""


@task()
def read_arrival(pk: int) -> None:
    """Read a scan that waits in quarantine; ``pk`` is all that the job knows of it."""
    bringing.read_waiting(pk=pk, at=now())


arriving.READERS.append(read_arrival.enqueue)


def forget_arrivals(at: datetime) -> int:
    """Wipe what has waited in quarantine for more than a day; return how many."""
    return arriving.forget_arrivals(before=at - KEPT)
