"""What was decided or said about one body's duties. Never updated but for the closing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.documents.models import Document
from loa.orgs.models import Body
from loa.programmes.models.directives import Directive, Task


class Exemption(Decided):
    """A body does not owe a task in some periods, by a document."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="exemptions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="exemptions")
    period_start = models.DateField(null=True, blank=True)  # null = all periods
    reason = models.CharField(max_length=500)
    by_document = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("exemption")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "body", "period_start"],
                condition=Q(closed_at=None),
                name="programmes_exempt_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.body_id}"


class Extension(Decided):
    """A body may do a period's duty until a later day, by a document."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="extensions")
    period_start = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    by_document = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("extension")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "body", "period_start"],
                condition=Q(closed_at=None),
                name="programmes_extended_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.body_id} → {self.due_on}"


class JudgedFrom(Decided):
    """The day from which a body's own duties are judged: before it nothing is missed.

    A body that begins with Loa in the midst of a year is not told that it missed what
    was asked before. Without a row, the directive's day alone holds.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="judged_from")
    day = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("day from which a body is judged")
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(closed_at=None),
                name="programmes_judged_from_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.day}"


class Statement(Decided):
    """What a body says of a standing task in a reporting period. Never updated."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="statements")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="statements")
    period_start = models.DateField()
    sentence = models.CharField(max_length=1000)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("statement")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "body", "period_start"],
                condition=Q(closed_at=None),
                name="programmes_stated_once",
            )
        ]

    def __str__(self) -> str:
        return self.sentence[:80]


class PlanDecision(Decided):
    """What a body's overseer decided of the own plan that a directive asks for.

    It stands above what Loa sees by itself, until a later decision closes it.
    """

    closing = frozenset({"closed_at", "closed_by"})

    class Kind(models.TextChoices):
        NOT_NEEDED = "not_needed", _("It need not issue its own plan")
        COUNTS_AS = "counts_as", _("A document counts as its plan")
        AS_SEEN = "as_seen", _("Taken back: what Loa sees holds")

    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, related_name="plan_decisions"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="plan_decisions"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    # which document counts as the plan, and as issued on which day
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts_on = models.DateField(null=True, blank=True)
    # the exemptions by which "need not" holds on every page
    exemptions = models.ManyToManyField(Exemption, blank=True, related_name="+")
    reason = models.CharField(max_length=500)
    by_document = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_for = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="closes"
    )

    class Meta:
        verbose_name = _("decision on an own plan")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "body"],
                condition=Q(closed_at=None),
                name="programmes_plan_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="counts_as",
                    document__isnull=False,
                    counts_on__isnull=False,
                )
                | (~Q(kind="counts_as") & Q(document=None, counts_on=None)),
                name="programmes_plan_that_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.body_id} {self.kind}"
