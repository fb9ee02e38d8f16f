"""Messages of the national exchange: codes of bodies, what came, what goes out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loa.documents.models.incoming import Document
from loa.files.models import StoredFile
from loa.orgs.models import Body


class ExchangeCode(models.Model):
    """A code under which a body sends and receives, from a day and until a day.

    One body may have an old and a new one side by side. Never updated but for its end.
    """

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="exchange_codes"
    )
    code = models.CharField(max_length=35)
    # messages to it are taken in by this installation
    is_served = models.BooleanField(default=False)
    # in whose name what comes is brought in; without one a person does it
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("exchange code")
        ordering = ["body_id", "-from_on", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(until_on=None),
                name="documents_exchange_code_once",
            )
        ]

    def __str__(self) -> str:
        return self.code


class MessageKind(models.TextChoices):
    """What a message does."""

    NEW = "new", pgettext_lazy("message", "New document")
    RECALL = "recall", pgettext_lazy("message", "Recall")
    UPDATE = "update", pgettext_lazy("message", "Update")
    REPLACE = "replace", pgettext_lazy("message", "Replacement")
    STATUS = "status", pgettext_lazy("message", "Status")


class ReceivedMessage(models.Model):
    """One message to one body. The bytes that came are kept as they came."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a person")
        TAKEN = "taken", _("Taken in")
        REFUSED = "refused", pgettext_lazy("message", "Refused")
        AGREED = "agreed", _("Agreed")
        NOTED = "noted", _("Noted")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MessageKind)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # why it waits although somebody could act in whose name; a code of words.PROBLEMS
    problem = models.CharField(max_length=40, blank=True)
    exchange_id = models.CharField(max_length=300)  # as the sender wrote it
    key = models.CharField(max_length=300, db_index=True)  # as compared
    # what makes it the same message when it comes again
    fingerprint = models.CharField(max_length=64)
    sender_code = models.CharField(max_length=60)
    sender_name = models.CharField(max_length=300, blank=True)
    status_code = models.CharField(max_length=2, blank=True)
    header = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)  # [[remark, about], …]
    differences = models.JSONField(default=list)  # [[field, in message, as read], …]
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exchange_received",
    )
    # the earlier message that a recall, update or replacement means
    target = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="changes"
    )
    # the message of ours that a status tells of
    about = models.ForeignKey(
        "OutboxMessage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statuses",
    )
    told = models.CharField(max_length=2, blank=True)  # the last status told back
    # when the new document was linked to the earlier one, both confirmed
    related_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    arrivals = models.PositiveIntegerField(default=1)
    last_arrived_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("received message")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "fingerprint"], name="documents_received_once"
            )
        ]
        indexes = [
            models.Index(fields=["body", "-received_at"], name="documents_received_by")
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id} ({self.kind})"


class OutboxMessage(models.Model):
    """A message that goes out: built once, sent until the gateway has it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waits to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", pgettext_lazy("message", "Sent")
        FAILED = "failed", _("Could not be sent")

    # names the sending: the same one never makes two messages
    key = models.CharField(max_length=120, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MessageKind)
    status_code = models.CharField(max_length=2, blank=True)
    from_code = models.CharField(max_length=35)
    to_code = models.CharField(max_length=60)
    to_name = models.CharField(max_length=300, blank=True)
    exchange_id = models.CharField(max_length=300)
    exchange_key = models.CharField(max_length=300, db_index=True)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exchange_sent",
    )
    answers = models.ForeignKey(
        ReceivedMessage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
    )
    content = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    # who sends it now, and until when it is his
    lease = models.CharField(max_length=36, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    gateway = models.CharField(max_length=200, blank=True)
    gateway_ref = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing message")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="documents_outbox_due"),
            models.Index(fields=["body", "-queued_at"], name="documents_outbox_by"),
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id} → {self.to_code}"


class RefusedArrival(models.Model):
    """Bytes that came and were no message for anybody here: what they were, and why."""

    source = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=40)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("refused arrival")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "name", "sha256"], name="documents_refused_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
