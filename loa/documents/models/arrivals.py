"""Files that wait to be read, because reading them takes longer than a page may."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loa.documents.models.incoming import Document
from loa.orgs.models import Body


class Arrival(models.Model):
    """One file that waits in quarantine, and how far its reading is.

    It holds no word of the file, not even its name: should the file turn out to be one
    that may not be here, there is nothing to remove from the database.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("arrival", "Waiting to be read")
        READING = "reading", pgettext_lazy("arrival", "Being read")
        READ = "read", pgettext_lazy("arrival", "Read")
        SAME = "same", _("Here already")
        UNREADABLE = "unreadable", _("Cannot be read")
        REFUSED = "refused", _("Refused: classified")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # empty as soon as nothing waits any more
    token = models.CharField(max_length=32, blank=True)
    held_by = models.ForeignKey(
        Body, on_delete=models.CASCADE, null=True, related_name="+"
    )
    as_another = models.BooleanField(default=False)
    page = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    # why it cannot be read: a reader's reason
    reason = models.CharField(max_length=20, blank=True)
    # what it became, or what is here already
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("file that waits")
        indexes = [models.Index(fields=["by", "state"], name="documents_arrivals")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether something is still going to happen by itself."""
        return self.state in (self.State.WAITING, self.State.READING)
