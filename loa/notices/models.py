"""A body's inbox, and what goes out to people: mail, Zalo, SMS."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.orgs.models import Body


class Notice(models.Model):
    """Something a body should know of. Its sentence is in ``loa/notices/sentences.py``."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)  # dotted, as "documents.document.received"
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    # the same happening never makes two notices
    key = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("notice")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="notices_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.kind}"


class NoticeRead(models.Model):
    """Who of the body has opened it."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reads")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("read notice")
        constraints = [
            models.UniqueConstraint(fields=["notice", "user"], name="notices_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.user_id}"


class Way(models.TextChoices):
    """By which way a person is reached outside the product."""

    MAIL = "mail", _("E-mail")
    ZALO = "zalo", _("Zalo")
    SMS = "sms", _("SMS")


class Preference(models.Model):
    """How one person wants to be told. Without a row the defaults hold."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference"
    )
    # [[kind of message, way]]: what she does not want by a way that is on by default,
    # or wants by one that is off by default
    off = models.JSONField(default=list)
    on = models.JSONField(default=list)
    digest_at = models.TimeField(_("digest at"), default=time(7, 0))
    quiet_from = models.TimeField(_("quiet from"), default=time(20, 0))
    quiet_until = models.TimeField(_("quiet until"), default=time(6, 30))
    working_days_only = models.BooleanField(_("working days only"), default=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("notification settings")

    def __str__(self) -> str:
        return str(self.user_id)


class Message(models.Model):
    """One message to one person by one way: handed over at most once.

    ``sending`` is committed before anything is handed over. A message found in it when
    its worker is gone may have arrived or not: it becomes ``unknown`` and is never sent
    again unless a person says so. Its Message-ID follows from its key, so that a mail
    server or reader that has it drops the second.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waits to be sent")
        SENDING = "sending", _("being handed over")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        UNKNOWN = "unknown", _("sent or not: unknown")
        DROPPED = "dropped", _("given up")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages"
    )
    way = models.CharField(max_length=4, choices=Way)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    # where it was handed over to; what the account says at that moment
    address = models.CharField(max_length=254, blank=True)
    # the same happening makes one message to a person by a way
    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    is_urgent = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("message")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_at"], name="notices_message_due"),
            models.Index(fields=["user", "made_at"], name="notices_message_of"),
        ]

    def __str__(self) -> str:
        return self.subject[:80]


class DigestLine(models.Model):
    """One thing a person is to be told in her next digest."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digest_lines"
    )
    kind = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    # the digest that it went into; null while it waits
    message = models.ForeignKey(
        Message,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
    )

    class Meta:
        verbose_name = _("line of a digest")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="notices_digest_line_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["user"],
                condition=Q(message=None),
                name="notices_digest_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
