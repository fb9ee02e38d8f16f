"""Logs of bodies that are brought in, and what became of their rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.evidence.models.records import Record
from loa.files.models import StoredFile
from loa.orgs.models import Body


class LogImport(models.Model):
    """A log of a body (.xlsx, .csv) that is being brought in, or was.

    Its state is derived: not confirmed (its columns may still change), being brought
    in, done, undone. ``columns`` says which column is what, ``answers`` what a person
    said of its cells; ``done_through`` is the last row that was carried out.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="log_imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # the same for every log with these headings
    layout = models.CharField(max_length=40)
    columns = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    row_count = models.PositiveIntegerField(default=0)
    done_through = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("imported log")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file.name


class ImportedRow(models.Model):
    """What became of one row of a log: a new record, a known one, or none."""

    class Outcome(models.TextChoices):
        STORED = "stored", _("Recorded")
        KNOWN = "known", _("Known already")
        LEFT_OUT = "left_out", _("Left out")

    log = models.ForeignKey(LogImport, on_delete=models.PROTECT, related_name="rows")
    # counts the rows of the whole file from 1; ``number`` is the sheet's own
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, related_name="imported_rows"
    )
    # why it was left out, as a code
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("row of an imported log")
        ordering = ["log_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["log", "place"], name="evidence_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.log_id}: {self.place}"
