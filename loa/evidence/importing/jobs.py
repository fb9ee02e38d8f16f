"""Background work on logs. A job may run twice without harm."""

from django_tasks import task

from loa.common.dates import now
from loa.evidence.importing.carrying import carry_out
from loa.evidence.models import LogImport


@task()
def bring_log_in(log: int) -> int:
    """Record the rest of a confirmed log, in batches; what is done is not done again."""
    return carry_out(LogImport.objects.select_related("file").get(pk=log), at=now)
