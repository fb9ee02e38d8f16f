"""Versioned code lists and dated law. Spans are half-open; null means open."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.orgs.models import Body, Level


class AreaSet(models.Model):
    """A set of content areas; a programme brings its own (CCHC's is the first)."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("area set")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """One content area ("Cải cách thủ tục hành chính")."""

    area_set = models.ForeignKey(
        AreaSet, on_delete=models.PROTECT, related_name="areas"
    )
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    # folded words by which a text of this area is known
    terms = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("area")
        ordering = ["area_set", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["area_set", "code"], name="reference_area_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommunicationForm(models.Model):
    """A form of communication ("tin, bài", "buổi phát", "lớp tập huấn")."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    # what one record of it counts as: "tin, bài", "buổi", "lớp"
    unit = models.CharField(max_length=60)
    # further quantities worth writing down: [{"code": "attendees", "name": "người tham dự"}]
    quantities = models.JSONField(default=list)
    # channel kinds on which it is found
    channel_kinds = models.JSONField(default=list)
    terms = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("form of communication")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class JudgingRule(Decided):
    """When a period is overdue, locked and unobjected: dated data, not code."""

    code = models.CharField(max_length=30)
    grace_working_days = models.PositiveSmallIntegerField(default=5)
    # locked from this day of the Nth month after the period's last month
    lock_months = models.PositiveSmallIntegerField(default=2)
    lock_day = models.PositiveSmallIntegerField(default=15)
    # days after which what nobody objected to counts as accepted
    unobjected_after_days = models.PositiveSmallIntegerField(default=15)
    # days in which a body may appeal against a verdict; a setting, no law says it
    appeal_within_days = models.PositiveSmallIntegerField(default=15)
    # working days to answer a happening, where the task's words give none
    event_working_days = models.PositiveSmallIntegerField(default=5)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("judging rule")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                condition=Q(closed_at=None),
                name="reference_rule_once",
            )
        ]

    def __str__(self) -> str:
        return self.code


class AreaSpeaker(Decided):
    """Which body, or which body of a kind, speaks for an area. Never updated.

    It holds below ``under``, of bodies of ``level``: the province's department of home
    affairs, or in each commune "Phòng Văn hóa - Xã hội" (``kind_name``).
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="speakers")
    under = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # of which level the speaking body is
    level = models.CharField(max_length=10, choices=Level)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # what the body is called in each government of that level, where it is not one
    kind_name = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    by_document = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("speaker for an area")
        ordering = ["-recorded_at", "-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "under", "level", "from_on"],
                condition=Q(closed_at=None),
                name="reference_speaker_once",
            ),
            models.CheckConstraint(
                condition=Q(body=None) ^ Q(kind_name=""),
                name="reference_speaker_is_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body) if self.body else self.kind_name


class LegalDocument(models.Model):
    """A law, decree or resolution with its dates: who says so, and if it was verified.

    What is not verified is shown as such and never decides anything.
    """

    number = models.CharField(max_length=60)  # as printed: "42/2022/NĐ-CP"
    # number and symbol in one comparable form, as of documents ("42/2022/nd-cp")
    code = models.CharField(max_length=110, blank=True, db_index=True)
    kind = models.CharField(max_length=60, blank=True)  # "Nghị định"
    name = models.CharField(max_length=400)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    # numbers of what amended it, as printed
    amended_by = models.JSONField(default=list)
    # names without marks by which papers cite it ("luat bao chi")
    aliases = models.JSONField(default=list)
    is_verified = models.BooleanField(default=False)
    # where its dates and its end were read
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("legal document")
        ordering = ["number"]
        constraints = [
            # "76/NQ-CP" is given anew each year
            models.UniqueConstraint(
                fields=["number", "issued_on"], name="reference_law_once"
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, self.number) if part)
