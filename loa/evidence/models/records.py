"""What was done, its proof, what it counts toward, and what it is worth.

Credits and verdicts are never updated: a change closes a row (``closed_at``)
and opens another. Tallies are counters of the present, kept in the credit's own
transaction; ``loa tally --check`` counts them again from the credits.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.channels.models import Channel
from loa.common.decided import Decided
from loa.documents.models import Relation
from loa.fetching.models import Visit
from loa.files.models import StoredFile
from loa.orgs.models import Body
from loa.programmes.models import PlanDecision, Task
from loa.reference.models import Area, CommunicationForm


class Record(models.Model):
    """One activity of a body ("tin, bài", a broadcast, a class)."""

    # the principal body; the joint ones below
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="records")
    joint_bodies = models.ManyToManyField(
        Body, blank=True, related_name="joint_records"
    )
    done_on = models.DateField()
    form = models.ForeignKey(
        CommunicationForm, on_delete=models.PROTECT, related_name="records"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    topic = models.CharField(max_length=200, blank=True)
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    title = models.CharField(_("title"), max_length=500)
    # how many of the form's unit: 1 "tin, bài", 3 "buổi"
    quantity = models.PositiveIntegerField(default=1)
    # what else was counted: {"người tham dự": 120}, names as in CommunicationForm
    quantities = models.JSONField(default=dict)
    # domain.proof.normalise_address of its link; "" = none
    address_key = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    # what in Loa wrote it when nobody typed it ("report"), or how it came in ("feed"),
    # and the first day of the period that it is for; null: its day says which
    origin = models.CharField(max_length=20, blank=True)
    period_start = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    # count and digest of its open credits, so that a lost one is noticed (loa tally)
    credit_seal = models.CharField(max_length=48, blank=True)

    class Meta:
        verbose_name = _("record")
        ordering = ["-done_on", "-pk"]
        indexes = [
            models.Index(fields=["body", "done_on"], name="evidence_body_day"),
            models.Index(fields=["address_key"], name="evidence_address"),
        ]
        constraints = [
            # One body records one address once; another body's claim of the same
            # address is recorded, and disputed.
            models.UniqueConstraint(
                fields=["body", "address_key"],
                condition=Q(withdrawn_at=None) & ~Q(address_key=""),
                name="evidence_address_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ClaimedAddress(models.Model):
    """An address that some body has recorded; its row is the lock over claims to it."""

    key = models.CharField(max_length=500, unique=True)

    class Meta:
        verbose_name = _("claimed address")

    def __str__(self) -> str:
        return self.key


class Proof(models.Model):
    """What shows a record."""

    class Kind(models.TextChoices):
        LINK = "link", _("Link")
        FILE = "file", _("File")
        PHOTO = "photo", _("Photo")
        LOG = "log", _("Broadcast log")
        ROSTER = "roster", _("Attendance list")
        SCREENSHOT = "screenshot", _("Picture of the screen")
        EXPORT = "export", _("Figures given out by the channel")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=10, choices=Kind)
    address = models.URLField(max_length=2000, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()
    # how many people an attendance list names; null: none, or no machine can count it
    heads = models.PositiveIntegerField(null=True, blank=True)
    # of an open picture: the same without place, time and maker
    public_copy = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("proof")

    def __str__(self) -> str:
        return self.address or str(self.file)


class CheckResult(models.Model):
    """What one check said of a record, with its reason as a code and values."""

    class Outcome(models.TextChoices):
        PASSED = "passed", _("Passed")
        DOUBTFUL = "doubtful", _("Needs a look")
        FAILED = "failed", _("Failed")
        UNCHECKABLE = "uncheckable", _("Cannot be checked")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="checks")
    check_code = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    # the look at its page that showed it; null: told from the record itself
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("check result")
        ordering = ["record_id", "pk"]

    def __str__(self) -> str:
        return f"{self.check_code}: {self.outcome}"


class Standing(models.TextChoices):
    """What a record is worth now: the six columns of a tally."""

    VERIFIED = "verified", _("Verified")
    UNOBJECTED = "unobjected", _("Unobjected")
    UNCHECKABLE = "uncheckable", _("Uncheckable")
    PENDING = "pending", _("Pending")
    DISPUTED = "disputed", _("Disputed")
    REJECTED = "rejected", _("Rejected")


class Verdict(Decided):
    """What was decided of a record, by the machine or by a person, and why.

    Every record has exactly one open verdict (``closed_at`` null). The machine's
    first one is pending, uncheckable or disputed; unobjected is the machine's
    when the regime's term has passed.
    """

    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="verdicts"
    )
    standing = models.CharField(max_length=12, choices=Standing)
    by_machine = models.BooleanField(default=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    given_in = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # a code of loa/evidence/reasons.py, or "" with a person's own words
    reason_code = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("verdict")
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(closed_at=None),
                name="evidence_verdict_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.standing}"


class Credit(Decided):
    """How much of a record counts toward a body's task in a period, and by which rule."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="credits")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="credits")
    # the body that owes: of a joint task, the first of its leads
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="credits")
    period_start = models.DateField()
    # the record's day when it was credited, so that a moved one is noticed (loa tally)
    done_on = models.DateField()
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    # recorded after the period's grace, or done after a deliverable's due day
    is_late = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("credit")
        indexes = [
            models.Index(
                fields=["task", "body", "period_start"], name="evidence_credit_cell"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "task", "body", "period_start"],
                condition=Q(closed_at=None),
                name="evidence_credit_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} → {self.task_id}, {self.body_id}, {self.period_start}"


class PlanProof(models.Model):
    """The plan that a record stands for, by the relation or the decision that says so."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, related_name="plan_proof"
    )
    relation = models.OneToOneField(
        Relation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_proof",
    )
    # an overseer decided that a document counts as the plan
    decision = models.OneToOneField(
        PlanDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_proof",
    )

    class Meta:
        verbose_name = _("plan that shows a record")
        constraints = [
            models.CheckConstraint(
                condition=Q(relation=None) ^ Q(decision=None),
                name="evidence_plan_said_by_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.relation_id or self.decision_id}"
