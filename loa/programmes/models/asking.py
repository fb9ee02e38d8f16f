"""What a body says of a duty of its own, and what it is answered. Never updated."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.files.models import StoredFile
from loa.orgs.models import Body
from loa.programmes.models.directives import Task
from loa.programmes.models.exceptions import Extension


class DutyRequest(models.Model):
    """What a body asked of whoever laid a duty on it, or told them, on one period."""

    class Kind(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        MORE_TIME = "more_time", _("Asks for more time")
        DIFFICULTY = "difficulty", _("Reports a difficulty")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="requests")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="duty_requests"
    )
    period_start = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    # the day asked for; only of more time
    wanted_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("request on a duty")
        ordering = ["-recorded_at", "-pk"]
        indexes = [
            models.Index(
                fields=["task", "body", "period_start"], name="programmes_asked"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "body", "period_start"],
                condition=Q(kind="acknowledged"),
                name="programmes_acknowledged_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="more_time", wanted_on__isnull=False)
                | (~Q(kind="more_time") & Q(wanted_on=None)),
                name="programmes_wanted_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.body_id} {self.kind}"


class DutyAnswer(models.Model):
    """What came of a request: answered by the other side, or withdrawn by its own."""

    class Kind(models.TextChoices):
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        ANSWERED = "answered", _("Answered")
        WITHDRAWN = "withdrawn", _("Withdrawn by the asker")

    # one to one: of two answers at once the database takes one
    request = models.OneToOneField(
        DutyRequest, on_delete=models.PROTECT, related_name="answer"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=2000, blank=True)
    # the decision that grants more time
    extension = models.OneToOneField(
        Extension,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a request")

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind}"
