"""What somebody else decided while a form was open, in words."""

from django.utils.translation import gettext

from loa.common import figures
from loa.programmes.models import Correction
from loa.programmes.services import DecidedMeanwhile


def told_meanwhile(meanwhile: DecidedMeanwhile) -> str:
    """Return what somebody decided first: who, when, by which document, and why."""
    row = meanwhile.decision
    reason = row.reason
    if not reason and isinstance(row, Correction):
        reason = row.get_kind_display()
    words = gettext(
        "Meanwhile %(person)s decided on %(day)s, by %(document)s: %(reason)s."
        " Nothing of yours was stored. Look at what holds now, then decide."
    )
    return words % {
        "person": row.decided_by or "–",
        "day": figures.moment(row.recorded_at),
        "document": row.by_document or "–",
        "reason": reason.rstrip("."),
    }
