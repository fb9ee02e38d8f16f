"""The log of this app: one door, so that every row names the body acted in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from loa.audit import services as audit
from loa.orgs.models import Body
from loa.orgs.selectors import Acting


def log(
    action: str,
    target: Model,
    *,
    actor: audit.Actor,
    acting: Acting | None,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down one thing done (``programmes.`` is put before the action)."""
    body = Body.objects.filter(pk=acting.body_id).first() if acting else None
    audit.record(
        actor=actor,
        action=f"programmes.{action}",
        at=at,
        target=target,
        body=body,
        detail=detail,
    )
