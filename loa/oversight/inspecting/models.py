"""What was planned, looked at, answered, found and remedied. Never updated."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.documents.models import Draft
from loa.files.models import StoredFile
from loa.orgs.models import Body

_USER = settings.AUTH_USER_MODEL


class FindingKind(models.TextChoices):
    PLAN = "plan", _("Plan and assignment")
    TASK = "task", _("Tasks not carried out")
    PROOF = "proof", _("Proof lacking or wrong")
    CHANNEL = "channel", _("Channels and notices posted")
    REPORT = "report", _("Reports")
    OTHER = "other", _("Other")


class ChecklistVersion(models.Model):
    """The checklist for the bodies under one, from a day; a later one takes its place."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("holds from"))
    items = models.JSONField()  # [Item.as_data()]
    basis = models.CharField(_("rests on"), max_length=300)
    recorded_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("checklist")
        ordering = ["-from_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.over_id}: {self.from_on}"


class InspectionPlan(models.Model):
    """A year's plan of visits to bodies under one, by a document."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    by_document = models.CharField(_("by which document"), max_length=300)
    recorded_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("plan of inspections")
        ordering = ["-year", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["over", "made_in", "year"], name="oversight_inspect_plan_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.by_document}"


class PlannedVisit(Decided):
    """That a body is visited in a month of the plan; taking it out closes it."""

    plan = models.ForeignKey(
        InspectionPlan, on_delete=models.PROTECT, related_name="planned"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=300)
    month = models.PositiveSmallIntegerField(_("month"))
    reason = models.CharField(max_length=500, blank=True)  # why it was taken out

    closing: ClassVar[frozenset[str]] = frozenset({"closed_at", "reason"})

    class Meta:
        verbose_name = _("planned visit")
        ordering = ["month", "body_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "body", "month"],
                condition=Q(closed_at=None),
                name="oversight_visit_planned_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_name}: {self.month}"


class Visit(models.Model):
    """One visit to a body, with the checklist as it was that day."""

    planned = models.OneToOneField(
        PlannedVisit, on_delete=models.PROTECT, null=True, related_name="visit"
    )
    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="visits")
    body_name = models.CharField(max_length=300)
    on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    # a line each, "name, post": the first one leads
    team = models.TextField(_("team"))
    hosts = models.TextField(_("for the body"), blank=True)
    items = models.JSONField()
    recorded_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("visit of inspection")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.body_name}: {self.on:%d/%m/%Y}"


class VisitAnswer(Decided):
    """What was seen to one item of the checklist. Another answer closes it."""

    class Answer(models.TextChoices):
        OK = "ok", _("In order")
        NOT = "not", _("Not in order")
        NA = "na", _("Does not apply")

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="answers")
    code = models.CharField(max_length=20)
    answer = models.CharField(max_length=3, choices=Answer)
    note = models.CharField(_("note"), max_length=500, blank=True)
    answered_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer to an item")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "code"],
                condition=Q(closed_at=None),
                name="oversight_visit_answered_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.answer}"


class VisitFile(models.Model):
    """A photo or file of a visit: the original, and the copy that is shown of a photo."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="files")
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # drawn anew, without place, camera or time; null for what is no picture
    shown = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    caption = models.CharField(_("what it shows"), max_length=300)
    added_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a visit")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption


class VisitMinutes(models.Model):
    """The minutes of a visit as a draft; while it lives the visit is closed."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="minutes")
    draft = models.OneToOneField(
        Draft, on_delete=models.PROTECT, related_name="visit_minutes"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("minutes of a visit")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.visit_id)


class Finding(models.Model):
    """What was found wrong, what is asked to remedy it, and until when."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(_("kind"), max_length=8, choices=FindingKind)
    words = models.CharField(_("what was found"), max_length=1000)
    remedy = models.CharField(_("remedy asked"), max_length=1000)
    due_on = models.DateField(_("until"))
    found_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("finding of a visit")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words[:80]


class FindingStep(models.Model):
    """What became of a finding; the last step is its state."""

    class Kind(models.TextChoices):
        ANSWERED = "answered", _("Remedied, says the body")
        RETURNED = "returned", _("Returned")
        CLOSED = "closed", _("Closed")

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(_("what was done, or why"), max_length=1000)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    shown = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)  # the new day, when it is returned
    on = models.DateField()
    recorded_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a finding")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(kind="closed"),
                name="oversight_finding_closed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.kind}"
