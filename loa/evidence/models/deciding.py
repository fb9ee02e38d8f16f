"""What a body says of its own records: that a period's are its own, that a verdict is wrong."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.evidence.models.records import Proof, Record, Verdict
from loa.orgs.models import Body


class PeriodConfirmation(Decided):
    """The head's word for a body's records of a period, given in one move.

    Only the records that she saw: one that comes later waits for a word of its own.
    """

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="confirmations"
    )
    first = models.DateField()
    end = models.DateField()  # half-open: the first day after
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("confirmed period")
        ordering = ["-recorded_at", "-pk"]
        indexes = [
            models.Index(fields=["body", "first"], name="evidence_confirmed_body")
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.first}"


class ConfirmedRecord(models.Model):
    """One record of a confirmed period. A record is confirmed once."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, related_name="confirmed"
    )
    confirmation = models.ForeignKey(
        PeriodConfirmation, on_delete=models.PROTECT, related_name="records"
    )

    class Meta:
        verbose_name = _("confirmed record")

    def __str__(self) -> str:
        return f"{self.confirmation_id}: {self.record_id}"


class Appeal(Decided):
    """A body holds a verdict to be wrong, and says why; once for each verdict.

    Open while ``closed_at`` is null. ``answer`` is the verdict that followed, the same
    again or another; null when the record was taken back meanwhile.
    """

    closing: ClassVar[frozenset[str]] = frozenset({"closed_at", "answer"})

    verdict = models.OneToOneField(
        Verdict, on_delete=models.PROTECT, related_name="appeal"
    )
    reason = models.CharField(max_length=2000)
    files = models.ManyToManyField(Proof, blank=True, related_name="appeals")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    filed_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    answer = models.OneToOneField(
        Verdict,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_appeal",
    )

    class Meta:
        verbose_name = _("appeal")
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.verdict_id}"
