"""Directives at work: tasks, and who owes them.

An assignment is never updated: a change closes a row (``closed_at``) and opens another.
``from_on`` / ``until_on`` say on which days it holds, ``recorded_at`` and ``closed_at``
between which moments we held it to be so.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.documents.models import Document
from loa.orgs.models import Body, BodyGroup
from loa.reference.models import Area, AreaSet, CommunicationForm


class Programme(models.Model):
    """A (yearly) communication plan at work."""

    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(_("name"), max_length=300)
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    area_set = models.ForeignKey(AreaSet, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()  # half-open: the first day after
    # nothing before this day is called missed
    judged_from = models.DateField()
    # {"I": "…", "II": …}: the text of sections I–V
    sections = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("programme")
        ordering = ["-from_on", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def last_on(self) -> date:
        """The last day of it."""
        return self.until_on - timedelta(days=1)


class Directive(models.Model):
    """A confirmed document with tasks."""

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="directive"
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="directives",
    )
    # whose duties it makes; the issuer, or for an own reading the reading body
    committed_for = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="directives"
    )
    # read by an addressee for herself: binds nobody else
    is_own_reading = models.BooleanField(default=False)
    judged_from = models.DateField()
    committed_at = models.DateTimeField()
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # an own reading taken over by the issuer's confirmation
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        verbose_name = _("directive")
        ordering = ["-committed_at"]

    def __str__(self) -> str:
        return str(self.document)


class TaskKind(models.TextChoices):
    """How a task is judged."""

    DELIVER = "deliver", _("Deliver by a date")
    QUOTA = "quota", _("Quota per period")
    REPORT = "report", _("Periodic report")
    EVENT = "event", _("When it happens")
    COVERAGE = "coverage", _("Coverage")
    STANDING = "standing", _("Standing task")


class Recurrence(models.TextChoices):
    ONCE = "once", _("once")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    SEMIANNUAL = "semiannual", _("every half-year")
    ANNUAL = "annual", _("every year")
    REGULAR = "regular", _("regularly")
    ON_EVENT = "on_event", _("when it happens")


class Scope(models.TextChoices):
    INTERNAL = "internal", _("Internal")
    PUBLIC = "public", _("Public")


class Task(models.Model):
    """One task as the document words it."""

    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, related_name="tasks"
    )
    order = models.PositiveSmallIntegerField()  # N1 is 1
    text = models.TextField()  # quoted
    title = models.CharField(max_length=200)  # what lists show: the opening words
    start = models.PositiveIntegerField(null=True)  # span in the document's text
    end = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=10, choices=TaskKind)
    kind_reason = models.CharField(max_length=300, blank=True)
    forms = models.ManyToManyField(CommunicationForm, blank=True, related_name="+")
    areas = models.ManyToManyField(Area, blank=True, related_name="+")
    topics = models.JSONField(default=list)
    audience = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.PUBLIC)
    # [] = any; else channels.ChannelKind values
    channel_kinds = models.JSONField(default=list)
    allows_superior_channel = models.BooleanField(default=False)
    allows_press = models.BooleanField(default=False)
    time_text = models.CharField(max_length=300, blank=True)
    deadline = models.DateField(null=True, blank=True)
    recurrence = models.CharField(max_length=12, choices=Recurrence, blank=True)
    # "calendar" or "law": which windows its periods are (domain.periods.WindowRule)
    window_rule = models.CharField(max_length=10, default="calendar")
    # when a period's duty is due, as domain.periods.DueRule in JSON; null = its last day
    due_rule = models.JSONField(null=True, blank=True)
    quota_count = models.PositiveIntegerField(null=True, blank=True)
    quota_unit = models.CharField(max_length=60, blank=True)
    quota_per = models.CharField(
        max_length=12, blank=True
    )  # month, quarter, half, year, total
    # "Giao", "yêu cầu" bind; "đề nghị" does not
    is_binding = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField()  # half-open
    restates = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="restated_by",
    )
    # A sentence that asks several things is several lines, each counted by itself:
    # one for each further quota (2, 3 …), one for each happening of an event-driven
    # task (1, 2 …). 0 is the sentence itself.
    line_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    line = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("task")
        ordering = ["directive_id", "order", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "order", "line"], name="programmes_task_line"
            ),
            models.CheckConstraint(
                condition=Q(line=0, line_of=None)
                | Q(line__gt=0, line_of__isnull=False),
                name="programmes_line_of_a_sentence",
            ),
            models.CheckConstraint(
                condition=Q(quota_count=None) | Q(quota_count__gt=0),
                name="programmes_quota_not_zero",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_on(self) -> date:
        """The last day on which it is in force."""
        return self.until_on - timedelta(days=1)

    @property
    def label(self) -> str:
        """What it is called in its document: N3, of a further line N3.2."""
        return label_of(self.order, self.line)


def label_of(order: int, line: int) -> str:
    """Return what a task, or a line of it, is called: N3, N3.2."""
    return f"N{order}.{line}" if line else f"N{order}"


class Correction(models.Model):
    """A decision that changed who is assigned a task, after its directive was confirmed.

    It closed some assignments and opened others; those rows name it.
    """

    class Kind(models.TextChoices):
        CORRECTED = "corrected", _("Corrected assignment")
        ENDED = "ended", _("Ended duties")
        MERGED = "merged", _("Taken over by the issuer's directive")
        SUCCEEDED = "succeeded", _("Passed on to a successor")
        AMENDED = "amended", _("Corrected what it asks")
        NO_SUBJECT = "no_subject", _("Closed: nobody is left to do it")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=500, blank=True)
    by_document = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction")
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.kind}"


class TaskVersion(Decided):
    """What a task asked, as it was held to be; kept once a task was corrected.

    The row of the task itself says what stands now. Never updated but for its closing.
    """

    closing = frozenset({"closed_at", "closed_by"})

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="versions")
    # what programmes.terms.TERMS names, as JSON
    terms = models.JSONField()
    # null: as the directive was confirmed
    opened_by = models.ForeignKey(
        Correction, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        Correction, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a task")
        ordering = ["task_id", "recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(closed_at=None),
                name="programmes_task_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.recorded_at:%Y-%m-%d}"


class Assignment(Decided):
    """A body or a group that leads or joins a task. Never updated but for its closing.

    ``opened_by`` is null for what the directive's own confirmation assigned.
    """

    closing = frozenset({"closed_at", "closed_by"})

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        COORDINATING = "coordinating", _("Coordinating")

    class Mode(models.TextChoices):
        EACH = "each", _("each by itself")
        JOINTLY = "jointly", _("jointly")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="assignments")
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
    )
    group = models.ForeignKey(
        BodyGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
    )
    printed = models.CharField(max_length=500)
    role = models.CharField(max_length=12, choices=Role, default=Role.LEAD)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.EACH)
    via = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    by_document = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey(
        Correction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opened",
    )
    closed_by = models.ForeignKey(
        Correction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed",
    )

    class Meta:
        verbose_name = _("assignment")
        ordering = ["task_id", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body=None) ^ Q(group=None),
                name="programmes_assigned_to_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.printed}"
