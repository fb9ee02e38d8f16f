"""Counters of the present: of one cell, and of a province."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.orgs.models import Body
from loa.programmes.models import Task


class TallyColumns(models.Model):
    """The columns, never one: claimed is their sum."""

    verified = models.IntegerField(default=0)
    unobjected = models.IntegerField(default=0)
    uncheckable = models.IntegerField(default=0)
    pending = models.IntegerField(default=0)
    disputed = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    # of verified + unobjected, what came late
    late = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Tally(TallyColumns):
    """Counters of one cell: task × body × period."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="tallies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="tallies")
    period_start = models.DateField()

    class Meta:
        verbose_name = _("tally")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "body", "period_start"], name="evidence_tally_once"
            )
        ]
        indexes = [
            models.Index(fields=["body", "period_start"], name="evidence_tally_body")
        ]

    def __str__(self) -> str:
        return f"{self.task_id}, {self.body_id}, {self.period_start}"


class ProvinceTally(TallyColumns):
    """The same, rolled up per province of the period's first day."""

    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="province_tallies"
    )
    province = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="province_tallies"
    )
    period_start = models.DateField()

    class Meta:
        verbose_name = _("tally of a province")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "province", "period_start"],
                name="evidence_province_tally_once",
            )
        ]
        indexes = [
            models.Index(fields=["period_start"], name="evidence_province_tally_days")
        ]

    def __str__(self) -> str:
        return f"{self.task_id}, {self.province_id}, {self.period_start}"
