"""What happens here when a lower layer writes."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save
from django.utils.translation import gettext as _

from loa.common.figures import local_day
from loa.documents.models import Document
from loa.orgs.names import Names
from loa.orgs.reorganising.touched import Touched, counts
from loa.orgs.signals import reorganisation_asked
from loa.orgs.standard_groups import ensure_standard_groups
from loa.programmes.models import Assignment


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_save.connect(
        have_standard_groups, sender=Document, dispatch_uid="programmes.groups"
    )
    reorganisation_asked.connect(tell_duties, dispatch_uid="programmes.touched")


def tell_duties(
    sender: Any, *, body_ids: Collection[int], on: date, **_more: Any
) -> Touched:
    """Say how many tasks in force name each of the bodies, leading or joining."""
    rows = Assignment.objects.known().filter(
        Q(until_on=None) | Q(until_on__gt=on),
        body_id__in=body_ids,
        task__until_on__gt=on,
    )
    return Touched(_("Tasks that name it"), counts(rows, "body_id"))


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
