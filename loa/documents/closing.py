"""Why a reading can no longer be changed, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from loa.common import figures
from loa.documents.services import AlreadyConfirmed, NotOpen


def confirmed_sentence(person: str, at: datetime | None) -> str:
    """Say who confirmed a document first, and when."""
    moment = figures.moment(at) if at else "–"
    return _(
        "%(person)s confirmed this document at %(moment)s. Nothing was changed."
    ) % {"person": person, "moment": moment}


def closed_sentence(closed: NotOpen) -> str:
    """Say why a reading can no longer be changed."""
    if isinstance(closed, AlreadyConfirmed):
        return confirmed_sentence(closed.by, closed.at)
    return _("This document was withdrawn. Nothing was changed.")
