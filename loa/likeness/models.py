"""The bands of kept texts: an index of its own over each, for a copy agrees in any."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.domain.likeness import BANDS
from loa.fetching.models import Copy

COLUMNS: Final = tuple(f"band_{at:02}" for at in range(BANDS))


def _band() -> "models.IntegerField[int | None, int | None]":
    return models.IntegerField(null=True, db_index=True)


class Signature(models.Model):
    """What is looked up of one kept text. Made anew from the text at any time.

    One row with twenty indexed columns is a third of twenty rows, on the disk and in time.
    """

    copy = models.OneToOneField(
        Copy, on_delete=models.CASCADE, primary_key=True, related_name="signature"
    )
    # all empty where the text is too short to be told from others
    band_00 = _band()
    band_01 = _band()
    band_02 = _band()
    band_03 = _band()
    band_04 = _band()
    band_05 = _band()
    band_06 = _band()
    band_07 = _band()
    band_08 = _band()
    band_09 = _band()
    band_10 = _band()
    band_11 = _band()
    band_12 = _band()
    band_13 = _band()
    band_14 = _band()
    band_15 = _band()
    band_16 = _band()
    band_17 = _band()
    band_18 = _band()
    band_19 = _band()

    class Meta:
        verbose_name = _("signature")

    def __str__(self) -> str:
        return f"{self.copy_id}"
