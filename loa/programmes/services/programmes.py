"""Programmes: plans at work, entered or made from a document."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loa.orgs.models import Body
from loa.orgs.policies import WRITING_ROLES
from loa.orgs.selectors import Acting
from loa.programmes.models import Programme
from loa.programmes.services.log import log
from loa.reference import selectors as reference

if TYPE_CHECKING:
    from loa.accounts.models import User


@transaction.atomic
def create_programme(
    *,
    owner: Body,
    name: str,
    from_on: date,
    until_on: date,
    judged_from: date,
    actor: "User",
    acting: Acting,
    at: datetime,
    theme: str = "",
    sections: dict[str, str] | None = None,
) -> Programme:
    """Make a programme with the area set in force on its first day.

    :param until_on: the first day after it
    :param sections: text by "I" … "V"
    :raises PermissionDenied: to who does not write in the body acted in
    """
    if not acting.has(*WRITING_ROLES):
        raise PermissionDenied
    programme = Programme.objects.create(
        owner=owner,
        name=name[:300],
        theme=theme[:300],
        area_set=reference.area_set(from_on),
        from_on=from_on,
        until_on=until_on,
        judged_from=judged_from,
        sections=sections or {},
    )
    log("programme.created", programme, actor=actor, acting=acting, at=at)
    return programme
