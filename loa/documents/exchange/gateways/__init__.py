"""The ways to other systems, and which one this installation uses."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from loa.documents.exchange.gateways.base import (
    Gateway,
    Outcome,
    Parcel,
    Rejected,
    Unavailable,
)
from loa.documents.exchange.gateways.folder import FolderGateway
from loa.documents.exchange.gateways.http import HttpGateway

__all__ = [
    "FolderGateway",
    "Gateway",
    "HttpGateway",
    "Outcome",
    "Parcel",
    "Rejected",
    "Unavailable",
    "configured",
    "drop_folder",
]


SETTLED = timedelta(seconds=5)
"""For how long nobody may have written to a file before it is taken."""


def drop_folder(
    incoming: Path | None = None, outgoing: Path | None = None, *, at: datetime
) -> FolderGateway:
    """Return a gateway of folders with this installation's limit."""
    limit = settings.LOA_MAX_UPLOAD
    return FolderGateway(incoming, outgoing, limit=limit, before=at - SETTLED)


def configured(*, at: datetime) -> Gateway | None:
    """Return the gateway that the settings name; None without one."""
    if settings.LOA_EXCHANGE_URL:
        return HttpGateway(
            settings.LOA_EXCHANGE_URL,
            system=settings.LOA_EXCHANGE_SYSTEM,
            token=settings.LOA_EXCHANGE_TOKEN,
            limit=settings.LOA_MAX_UPLOAD,
        )
    incoming, outgoing = settings.LOA_EXCHANGE_IN, settings.LOA_EXCHANGE_OUT
    if incoming or outgoing:
        return drop_folder(
            Path(incoming) if incoming else None,
            Path(outgoing) if outgoing else None,
            at=at,
        )
    return None
