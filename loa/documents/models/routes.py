"""The way of a document to an addressee through another body."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.documents.models.incoming import Document
from loa.orgs.models import Body


class Route(models.Model):
    """A document goes to a body through another, which passes it on with its remark.

    It stands in the body's inbox (a ``Delivery``) from when it is passed on.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="routes"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="routes")
    via = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="routes_through"
    )
    sent_at = models.DateTimeField()
    # It owes something by the document: a duty does not wait for the way of a paper, so
    # the paper may be read before it has come.
    may_read_ahead = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # for which body: the way itself, or who sent it straight on instead
    passed_for = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    remark = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = _("way of a document")
        ordering = ["document_id", "via_id", "body_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "body"], name="documents_one_way"
            ),
            models.CheckConstraint(
                condition=Q(passed_at=None, passed_by=None, passed_for=None, remark="")
                | Q(
                    passed_at__isnull=False,
                    passed_by__isnull=False,
                    passed_for__isnull=False,
                ),
                name="documents_passed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.via_id} → {self.body_id}"

    @property
    def is_straight(self) -> bool:
        """Whether somebody else than the way sent it straight on."""
        return self.passed_for_id is not None and self.passed_for_id != self.via_id
