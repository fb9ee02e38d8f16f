"""The overseer's week on record: calls, meetings, decisions. Never updated.

What a promise came to and which decision is a task by now is derived. A decision taken
back is closed, and stays.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.documents.models import Draft
from loa.orgs.models import Body
from loa.programmes.models import Directive, Task


class Call(models.Model):
    """One telephone call to a body about what it owes."""

    # over whose bodies the caller watched, and whom she called
    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="calls")
    # whose officer called
    made_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # the post spoken to, never a name: people change, the post answers
    post = models.CharField(_("post spoken to"), max_length=150)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    promised_on = models.DateField(_("promised by"), null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("call")
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["body", "recorded_at"], name="oversight_calls")]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.recorded_at:%Y-%m-%d}"


class CallAbout(models.Model):
    """An obligation that a call was about: what the promise is measured by."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="about")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField()

    class Meta:
        verbose_name = _("subject of a call")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "task", "period_start"], name="oversight_about_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.task_id} {self.period_start}"


class Meeting(models.Model):
    """A meeting over the board, which is frozen for two days."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    held_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("day"))
    begins_at = models.CharField(_("begins at"), max_length=20, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # the board then, and the board now: both as known on their day
    since = models.DateField(_("compared with"))
    chair = models.CharField(_("chair"), max_length=200)
    secretary = models.CharField(_("minutes by"), max_length=200, blank=True)
    # one line a person or body, as they were noted
    present = models.TextField(_("present"))
    absent = models.TextField(_("absent"), blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("meeting")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.over_id}: {self.held_on}"


class Decision(Decided):
    """What a meeting decided of one body: to do what, by when."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="decisions"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("what is to be done"), max_length=600)
    due_on = models.DateField(_("by"))
    is_binding = models.BooleanField(_("binding"), default=True)
    # the row of the board that it was about, if any
    about_task = models.ForeignKey(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    about_start = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("decision")
        ordering = ["meeting_id", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class MeetingPaper(models.Model):
    """A paper drafted from a meeting: its minutes, or the notice of its conclusions."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("Minutes")
        CONCLUSIONS = "conclusions", _("Notice of conclusions")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("paper of a meeting")
        ordering = ["meeting_id", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.kind}"


class DecidedTask(models.Model):
    """Which task a decision became, once the paper that binds was issued."""

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="became"
    )
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("task from a decision")

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.task_id}"
