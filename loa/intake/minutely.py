"""What a worker asks for each minute."""

from datetime import datetime

from django_tasks_db.models import DBTaskResult

from loa.intake import jobs
from loa.intake.dropbox import is_there


def ask_for_mail(at: datetime) -> None:
    """Let a worker look into the box, unless one is at it; each minute."""
    if not is_there():
        return
    path = jobs.empty_box.module_path
    rows = DBTaskResult.objects.filter(task_path=path, status__in=["READY", "RUNNING"])
    if not rows.exists():
        jobs.empty_box.enqueue()
