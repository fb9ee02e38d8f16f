"""Background work on evidence. Each job may run twice without harm."""

from django_tasks import task

from loa.common.dates import now
from loa.evidence.crediting import recredit


@task()
def recredit_records(records: list[int]) -> int:
    """Bring the credits of many records to what they match now, one by one.

    One transaction each, so that nobody who records or judges waits for all of them.
    """
    return sum(recredit(records=[pk], at=now()) for pk in records)
