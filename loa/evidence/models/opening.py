"""Who, besides the body itself, may open a proof with personal data, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided
from loa.evidence.models.records import Proof
from loa.orgs.models import Body


class OpeningRight(Decided):
    """The head lets another body's people open one proof, for a reason, until a day."""

    proof = models.ForeignKey(
        Proof, on_delete=models.PROTECT, related_name="opening_rights"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    until_on = models.DateField()  # half-open: the first day after
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("right to open")

    def __str__(self) -> str:
        return f"{self.proof_id}: {self.body_id}"
