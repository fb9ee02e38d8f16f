"""Periodic reports and the figures they were made of."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.documents.models import RegisteredNumber
from loa.evidence.models import Record
from loa.files.models import StoredFile
from loa.orgs.models import Body, BodyGroup


class Regime(models.Model):
    """A reporting regime: which report, which window, due when. Dated data (R2.3)."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    # a folder of loa/reports/kinds: what is counted and how it is worded
    kind = models.CharField(max_length=30, default="communication")
    period_kind = models.CharField(max_length=12)  # month, quarter, half, year
    window_rule = models.CharField(max_length=10, default="law")
    is_cumulative = models.BooleanField(default=False)
    due_rule = models.JSONField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("reporting regime")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "effective_from"], name="reports_regime_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """One body's report of one period."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    class Coverage(models.TextChoices):
        OWN = "own", _("the body's own work")
        BELOW = "below", _("over the bodies below")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="reports")
    coverage = models.CharField(max_length=6, choices=Coverage)
    # for coverage below: over whom ("UBND các xã, phường")
    over_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    over_group = models.ForeignKey(
        BodyGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    period_start = models.DateField()
    period_end = models.DateField()  # half-open
    receiver = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_received",
    )
    via = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    number = models.CharField(max_length=40, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    # the person's own paragraphs, by section key
    narrative = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    remarks = models.JSONField(default=list)  # [{"by", "at", "text", "figure"}]
    # that it was sent, as proof of the duty to report (loa.reports.delivering)
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("report")
        ordering = ["-period_start", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "regime", "coverage", "period_start"],
                name="reports_report_once",
            )
        ]

    def __str__(self) -> str:
        last = self.period_end - timedelta(days=1)
        return f"{self.regime} ({self.period_start:%d/%m/%Y} – {last:%d/%m/%Y})"


class Snapshot(models.Model):
    """The figures of a report as they were; a correction is a new version."""

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="snapshots"
    )
    version = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    # canonical JSON text (sorted keys, no spaces, UTF-8) and its sha256
    figures = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("snapshot")
        ordering = ["report_id", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "version"], name="reports_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.version}"

    @property
    def data(self) -> dict[str, Any]:
        """The figures as values; `figures` itself is what the digest is of."""
        found: dict[str, Any] = json.loads(self.figures)
        return found


class SnapshotFigure(models.Model):
    """One figure, and the records that stand behind it."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="rows"
    )
    key = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    record_ids = models.JSONField(default=list)  # sorted
    # of the ids with what each record was worth then (loa.reports.canonical)
    ids_digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("figure")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "key"], name="reports_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class ReportFile(models.Model):
    """A stored .docx, .pdf or .xlsx of a snapshot."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="files"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=16)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a report")

    def __str__(self) -> str:
        return f"{self.snapshot_id}.{self.format}"


class Sending(models.Model):
    """One time that a report was sent up, with its number. Never updated but to close.

    One that is sent again after it was returned replaces the one before, which keeps
    its number and its files.
    """

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="sendings"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    # none where its body entered no number
    registered = models.ForeignKey(
        RegisteredNumber,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    issued_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # by its author, before the receiver answered
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sending of a report")
        ordering = ["report_id", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.registered or '–'}"
