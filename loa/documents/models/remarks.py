"""What a person made of the proofreader's remarks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.documents.models.incoming import Document


class RemarkSetAside(models.Model):
    """A remark that a person called no fault, until somebody takes that back.

    Remarks are made afresh from the text each time; ``rule``, ``start`` and ``end`` say
    which one is meant. A remark on what is missing has no place: both are 0.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="remarks_set_aside"
    )
    rule = models.CharField(max_length=40)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    # the words remarked on, as they stood
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("remark set aside")
        ordering = ["document_id", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "rule", "start", "end"],
                condition=Q(taken_back_at=None),
                name="documents_set_aside_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.words}"
