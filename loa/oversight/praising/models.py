"""What was counted, told, replied, ruled, drafted and published. Never updated."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.documents.models import Draft
from loa.orgs.models import Body, BodyGroup
from loa.programmes.models import Programme

_USER = settings.AUTH_USER_MODEL


class Verdict(models.TextChoices):
    PRAISE = "praise", _("Praise")
    REMIND = "remind", _("Remind")
    CRITICISE = "criticise", _("Criticise")
    STRUCK = "struck", _("Strike")


class PraiseRules(models.Model):
    """From how much facts are proposed in the bodies under one, from a day."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("holds from"))
    thresholds = models.JSONField()  # {code: count}, with reply_days
    basis = models.CharField(_("rests on"), max_length=300)
    recorded_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("thresholds of praise and blame")
        ordering = ["-from_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.over_id}: {self.from_on}"


class PraiseReview(models.Model):
    """What was counted of bodies under one, for some days and perhaps one programme."""

    over = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # whose people conclude and sign the papers; it is never on its own list
    made_in = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, related_name="+"
    )
    group = models.ForeignKey(
        BodyGroup, on_delete=models.PROTECT, null=True, related_name="+"
    )
    first_on = models.DateField()
    last_on = models.DateField()
    thresholds = models.JSONField()  # as they held that day
    drawn_on = models.DateField()
    reply_until = models.DateField()
    drawn_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("review of praise and blame")
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.first_on:%d/%m/%Y} – {self.last_on:%d/%m/%Y}"


class PraiseLine(models.Model):
    """One fact about one body, as it was told to it."""

    review = models.ForeignKey(
        PraiseReview, on_delete=models.PROTECT, related_name="lines"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=300)
    code = models.CharField(max_length=10)
    values = models.JSONField()
    # [{"task", "title", "document", "start", "due_on", "state", "counted", "target", …}]
    grounds = models.JSONField()

    class Meta:
        verbose_name = _("fact of a review")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "body", "code"], name="oversight_praise_fact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_name}: {self.code}"


class PraiseRuling(Decided):
    """What a person makes of a fact, and why. Another closes it."""

    line = models.ForeignKey(
        PraiseLine, on_delete=models.PROTECT, related_name="rulings"
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=500)
    ruled_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("conclusion on a fact")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(closed_at=None),
                name="oversight_praise_ruled_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.verdict}"


class PraiseReply(models.Model):
    """What the body says to a fact about it; it stands beside the fact from then on."""

    line = models.ForeignKey(
        PraiseLine, on_delete=models.PROTECT, related_name="replies"
    )
    words = models.CharField(_("reply"), max_length=2000)
    replied_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reply to a fact")
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.words[:80]


class PraisePaper(models.Model):
    """A commendation, or a letter to one body, drafted from facts that are settled."""

    class Kind(models.TextChoices):
        COMMEND = "commend", _("Decision on commendation")
        LETTER = "letter", _("Letter of criticism or reminder")

    review = models.ForeignKey(
        PraiseReview, on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    draft = models.OneToOneField(
        Draft, on_delete=models.PROTECT, related_name="praise_paper"
    )
    lines = models.ManyToManyField(PraiseLine, related_name="papers")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("paper of praise or blame")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.kind}"


class PraisePublication(Decided):
    """That a fact is shown to all bodies under the one; withdrawing closes it."""

    line = models.ForeignKey(
        PraiseLine, on_delete=models.PROTECT, related_name="publications"
    )
    published_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    withdrawn_by = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)  # of the withdrawal

    closing: ClassVar[frozenset[str]] = frozenset(
        {"closed_at", "withdrawn_by", "reason"}
    )

    class Meta:
        verbose_name = _("publication inside Loa")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(closed_at=None),
                name="oversight_praise_public_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.line_id)


def day_of(ground: dict[str, Any], name: str) -> date:
    """Read a day of a ground."""
    return date.fromisoformat(ground[name])
