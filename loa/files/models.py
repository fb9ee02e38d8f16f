"""Stored originals: kept byte for byte under their digest."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FileClass(models.TextChoices):
    OPEN = "open", pgettext_lazy("file class", "Open")
    INTERNAL = "internal", _("Internal")
    PERSONAL = "personal", _("Personal")


class StoredFile(models.Model):
    """One upload. Two uploads of the same bytes share one file on disk."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()  # bytes
    # found in the bytes, never believed from the name
    media_type = models.CharField(max_length=120)
    name = models.CharField(max_length=255)
    file_class = models.CharField(
        max_length=10, choices=FileClass, default=FileClass.INTERNAL
    )
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("stored file")

    def __str__(self) -> str:
        return self.name
