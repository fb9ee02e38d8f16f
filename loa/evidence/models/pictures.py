"""What pictures look like, so that one put forward again is known."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.evidence.models.records import Proof


class PictureGreys(models.Model):
    """The greys of a proof's picture (``domain.proof.pictures.Greys``)."""

    proof = models.OneToOneField(
        Proof, on_delete=models.PROTECT, related_name="picture_greys"
    )
    greys = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("greys of a picture")

    def __str__(self) -> str:
        return f"{self.proof_id}"
