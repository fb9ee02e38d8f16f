"""What happens here when a lower layer writes."""

from typing import Any

from django.db.models.signals import post_save

from loa.common.figures import local_day
from loa.documents.models import Document
from loa.orgs.names import Names
from loa.orgs.standard_groups import ensure_standard_groups


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_save.connect(
        have_standard_groups, sender=Document, dispatch_uid="programmes.groups"
    )


def have_standard_groups(
    sender: type[Document], instance: Document, **_more: Any
) -> None:
    """See to it that "the communes" and "the departments" exist where a paper names them.

    Reading the names of a paper writes nothing; so the groups must be there before.
    """
    updated = _more.get("update_fields")
    if updated is not None and "issuer" not in updated:
        return
    on = local_day(instance.brought_at)
    root = Names(instance.issuer or instance.held_by, on).root
    if root is not None:
        ensure_standard_groups(root, on=on, at=instance.brought_at)
