"""A body's inbox."""

from django.conf import settings
from django.db import models
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
