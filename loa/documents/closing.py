"""Why a reading can no longer be changed, in words."""

from django.utils.translation import gettext as _

from loa.common import figures
from loa.documents.services import AlreadyConfirmed, NotOpen


def closed_sentence(closed: NotOpen) -> str:
    """Say why a reading can no longer be changed."""
    if isinstance(closed, AlreadyConfirmed):
        return _(
            "%(person)s confirmed this document at %(moment)s. Nothing was changed."
        ) % {
            "person": closed.by,
            "moment": figures.moment(closed.at) if closed.at else "–",
        }
    return _("This document was withdrawn. Nothing was changed.")
