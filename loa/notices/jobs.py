"""Background work on what goes out. Each job may run twice without harm."""

from datetime import datetime

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from loa.common.dates import now
from loa.notices import sending, telling


@task()
def deliver() -> None:
    """Send what waits. A second one beside it takes what the first has not claimed."""
    for pk in sending.due(now()):
        sending.send_one(pk, at=now())


def look_at_outbox(at: datetime) -> None:
    """Minute by minute: gather digests, expire claims, start sending if any waits."""
    sending.expire(at=at)
    telling.gather(at=at)
    if not sending.due(at):
        return
    waiting = DBTaskResult.objects.ready().filter(task_path=deliver.module_path)
    if not waiting.exists():
        deliver.enqueue()
