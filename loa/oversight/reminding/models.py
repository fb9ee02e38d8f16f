"""What the ladder was, whom it told, and what a person made of it. Never updated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.documents.models import Draft
from loa.orgs.models import Body
from loa.programmes.models import Task


class LadderVersion(models.Model):
    """The ladder of the bodies under one, from a day; a later one takes its place."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="ladders")
    from_on = models.DateField(_("holds from"))
    steps = models.JSONField()  # [Step.as_data()]
    basis = models.CharField(_("rests on"), max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("ladder of reminders")
        ordering = ["-from_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.over_id}: {self.from_on}"


class Reminder(models.Model):
    """One step of the ladder taken for one obligation."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reminders")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reminders")
    period_start = models.DateField()
    # an extended duty begins its ladder anew
    due_on = models.DateField()
    code = models.CharField(max_length=30)
    step = models.JSONField()  # the step as it was
    state = models.CharField(max_length=12)  # the obligation's that day
    short = models.PositiveIntegerField()
    on = models.DateField(db_index=True)
    # [[user id, name]]: to whom it went; empty where nobody holds the post
    told = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        ordering = ["-on", "body_id", "task_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "body", "period_start", "due_on", "code"],
                name="oversight_reminded_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.task_id} {self.body_id} {self.period_start}"

    @property
    def ref(self) -> str:
        """The cell as an address names it."""
        return f"{self.task_id}-{self.body_id}-{self.period_start:%Y-%m-%d}"


class ReminderRun(models.Model):
    """That the steps of a day were taken for the bodies under one."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    made_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("run of reminders")
        constraints = [
            models.UniqueConstraint(fields=["over", "on"], name="oversight_run_once")
        ]

    def __str__(self) -> str:
        return f"{self.over_id}: {self.on}"


class LetterLine(models.Model):
    """One obligation that a drafted reminder letter is about."""

    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, related_name="reminder_lines"
    )
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("line of a reminder letter")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "task", "body", "period_start"],
                name="oversight_letter_line_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.task_id} {self.body_id}"


class LaidAside(models.Model):
    """A letter that the ladder asks for and a person does not write, and why."""

    reminder = models.OneToOneField(
        Reminder, on_delete=models.PROTECT, related_name="laid_aside"
    )
    reason = models.CharField(_("reason"), max_length=500)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("letter laid aside")

    def __str__(self) -> str:
        return str(self.reminder_id)
