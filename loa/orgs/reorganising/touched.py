"""What stands by the bodies that a reorganisation touches: told before it is decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from loa.orgs.models import Grant, GroupMember
from loa.orgs.selectors import granted
from loa.orgs.signals import reorganisation_asked


@dataclass(frozen=True, slots=True)
class Touched:
    """How many of something each of some bodies has."""

    what: str
    by_body: Mapping[int, int]


def touched_by(body_ids: Collection[int], *, on: date) -> list[Touched]:
    """Return what the bodies have on a day: people, groups, and what higher layers tell."""
    people = Grant.objects.filter(granted(on), body_id__in=body_ids)
    listed = GroupMember.objects.known().filter(granted(on), body_id__in=body_ids)
    found = [
        Touched(_("Roles of people"), counts(people, "body_id")),
        Touched(_("Groups that list it by name"), counts(listed, "body_id")),
    ]
    answers: list[tuple[Any, Any]] = reorganisation_asked.send(
        sender=Touched, body_ids=body_ids, on=on
    )
    found.extend(answer for _receiver, answer in answers if answer)
    return found


def counts(rows: "QuerySet[Any]", column: str) -> dict[int, int]:
    """Return how many rows there are for each body."""
    found = rows.order_by().values_list(column).annotate(n=Count("pk", distinct=True))
    return dict(found)
