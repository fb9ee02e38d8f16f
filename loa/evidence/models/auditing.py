"""Samples of judged records that two people look at again, each by herself."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.evidence.models.records import Record, Verdict
from loa.orgs.models import Body


class SampleAudit(models.Model):
    """A sample of the verdicts on what a body and all below did in a period.

    Drawn by chance from a seed: the same seed and population draw the same again.
    """

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="sample_audits"
    )
    first = models.DateField()
    end = models.DateField()  # half-open: the first day after
    seed = models.CharField(max_length=32)
    size = models.PositiveSmallIntegerField()
    # {"1": 240, "3": 12}: how many there were of each level of risk, and their digest
    totals = models.JSONField(default=dict)
    population = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drawn_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sample audit")
        ordering = ["-drawn_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.first}, {self.seed}"

    @property
    def last_day(self) -> date:
        """The last day of its period."""
        return self.end - timedelta(days=1)


class SampledRecord(models.Model):
    """One record of a sample, with the verdict that stood when it was drawn."""

    audit = models.ForeignKey(
        SampleAudit, on_delete=models.PROTECT, related_name="sampled"
    )
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("record of a sample")
        ordering = ["audit_id", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "record"], name="evidence_sampled_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.audit_id}: {self.record_id}"


class SampleReview(models.Model):
    """What one of two reviewers says of a sampled verdict. Never changed."""

    class Answer(models.TextChoices):
        RIGHT = "right", _("The verdict is right")
        WRONG = "wrong", _("The verdict is wrong")
        UNSURE = "unsure", _("It cannot be told")

    sampled = models.ForeignKey(
        SampledRecord, on_delete=models.PROTECT, related_name="reviews"
    )
    # 1 or 2: which of the two answers it is
    number = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=8, choices=Answer)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("review of a sampled verdict")
        ordering = ["sampled_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sampled", "number"], name="evidence_review_number_once"
            ),
            models.UniqueConstraint(
                fields=["sampled", "reviewer"], name="evidence_reviewer_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__in=(1, 2)), name="evidence_two_reviews"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sampled_id}: {self.answer}"
