"""Writing the log: called by every service, inside its transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from loa.audit.models import Entry

if TYPE_CHECKING:
    from django.db.models import Model


class Actor(Protocol):
    """Whoever acts: a user, or :data:`MACHINE`."""

    @property
    def pk(self) -> Any: ...

    def get_full_name(self) -> str: ...


class _Machine:
    pk = None

    def get_full_name(self) -> str:
        return "Loa"


MACHINE: Actor = _Machine()


def record(
    *,
    actor: Actor,
    action: str,
    at: datetime,
    target: "Model | None" = None,
    body: "Model | None" = None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Write down one thing done.

    :param action: dotted words in the past, as ``documents.document.confirmed``;
        its sentence is in ``loa/<app>/audit_actions.py`` (``ACTIONS`` there)
    :param body: the body that the actor acted in
    :param detail: JSON values; no personal data of outsiders
    """
    return Entry.objects.create(
        at=at,
        actor_id=actor.pk,
        actor_name=actor.get_full_name()[:200],
        body_id=body.pk if body else None,
        body_name=str(body)[:300] if body else "",
        action=action,
        target_type=target._meta.label_lower if target else "",
        target_id=target.pk if target else None,
        target_name=str(target)[:500] if target else "",
        detail=dict(detail or {}),
    )
