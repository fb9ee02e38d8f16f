"""Lists with what was found, decided, answered and followed. Never updated."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.documents.models import Draft
from loa.orgs.models import Body
from loa.programmes.models import Task


class ShortfallList(models.Model):
    """Bodies under one that were short in some days, as it stood when it was drawn up."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # whose people drew it up and sign the report: the overseer's own body
    made_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField(_("due from"))
    last_on = models.DateField(_("due until"))
    drawn_on = models.DateField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("list of bodies that are short")
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.first_on:%d/%m/%Y} – {self.last_on:%d/%m/%Y}"


class ShortfallLine(models.Model):
    """One obligation of one body on a list, with the figures of the day."""

    list = models.ForeignKey(
        ShortfallList, on_delete=models.PROTECT, related_name="lines"
    )
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=300)
    period_start = models.DateField()
    # {"period", "due_on", "state", "target", "counted", "columns", "late", "document"}
    facts = models.JSONField()

    class Meta:
        verbose_name = _("line of a list")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "task", "body", "period_start"],
                name="oversight_short_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_name}: {self.period_start:%d/%m/%Y}"

    @property
    def due_on(self) -> date:
        """The due day when the list was drawn up."""
        return date.fromisoformat(self.facts["due_on"])

    @property
    def columns(self) -> tuple[Any, ...]:
        """The six columns of that day."""
        return tuple(self.facts["columns"])


class LineDecision(Decided):
    """That a person keeps a line or strikes it, and why. Another closes it."""

    line = models.ForeignKey(
        ShortfallLine, on_delete=models.PROTECT, related_name="decisions"
    )
    is_kept = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=500)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("decision on a line")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(closed_at=None),
                name="oversight_line_decided_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.is_kept}"


class LineAnswer(models.Model):
    """What the body says to its line, before the list goes out."""

    line = models.ForeignKey(
        ShortfallLine, on_delete=models.PROTECT, related_name="answers"
    )
    words = models.CharField(_("answer"), max_length=2000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a line")
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.words[:80]


class ShortfallReport(models.Model):
    """The draft in which a list goes to the People's Committee; it freezes the list."""

    list = models.OneToOneField(
        ShortfallList, on_delete=models.PROTECT, related_name="report"
    )
    draft = models.OneToOneField(
        Draft, on_delete=models.PROTECT, related_name="shortfall_report"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report of a list")

    def __str__(self) -> str:
        return str(self.list_id)


class Measure(models.Model):
    """A measure proposed about a body of a list."""

    class Kind(models.TextChoices):
        REMIND = "remind", _("Reminder in writing")
        EXPLAIN = "explain", _("Written explanation asked for")
        MEETING = "meeting", _("Working meeting with the body")
        INSPECT = "inspect", _("Inspection of how the plan is carried out")
        REVIEW = "review", _("Self-review of responsibility asked for")
        SUPPORT = "support", _("Help given to the body")
        OTHER = "other", _("Other measure")

    list = models.ForeignKey(
        ShortfallList, on_delete=models.PROTECT, related_name="measures"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=300)
    kind = models.CharField(_("measure"), max_length=10, choices=Kind)
    words = models.CharField(_("what exactly"), max_length=500)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("measure")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.body_name}: {self.get_kind_display()}"


class MeasureStep(models.Model):
    """What became of a measure: decided, done, or lifted. The last one is its state."""

    class Kind(models.TextChoices):
        DECIDED = "decided", _("Decided")
        DONE = "done", _("Done")
        LIFTED = "lifted", _("Lifted")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    # who decided ("Chủ tịch UBND tỉnh"), by which document
    by_whom = models.CharField(max_length=200, blank=True)
    by_document = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # proof of what was done, or why it was lifted
    words = models.CharField(max_length=1000, blank=True)
    on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a measure")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "kind"], name="oversight_measure_step_once"
            ),
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(kind__in=("done", "lifted")),
                name="oversight_measure_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.kind}"
