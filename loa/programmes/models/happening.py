"""What happened that an event-driven task waits for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.orgs.models import Body
from loa.programmes.models.directives import Task


class Happening(Decided):
    """Something that an event-driven task waits for. Never updated but for its end.

    What it makes owed is a line of the task, with assignments and a due day of its
    own: so two happenings of one day stay two obligations.
    """

    closing = frozenset({"closed_at", "closed_by", "closed_reason"})

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="happenings")
    line = models.OneToOneField(
        Task, on_delete=models.PROTECT, related_name="happening"
    )
    # the one body that it concerns; null = all whom the task assigns that day
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=300)
    happened_on = models.DateField()
    by_document = models.CharField(max_length=200, blank=True)
    # the task's words give no day: that of the judging rule was taken
    due_is_default = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # closed: withdrawn, for it did not happen or was written down twice
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("happening")
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return self.what
