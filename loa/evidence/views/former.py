"""A form opened for a body that has ended meanwhile: what was typed is not lost.

What was done before the end is still recorded for the old body. Later work belongs to a
successor: the form comes back as it was typed, says which, and offers those in which the
person has a role.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from loa.common.dates import today
from loa.evidence.views.acting import acting_of
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting, acting, acting_in_former, former_of, versions_of
from loa.orgs.succession import ended_on, successors

BODY = "co-quan"
INSTEAD = "cho"


@dataclass(frozen=True, slots=True)
class Former:
    """A body that has ended, for the note above the form."""

    body_id: int
    name: str
    ended_on: date
    heirs: tuple[BodyVersion, ...]
    # those of the heirs in which the person has a role
    own: tuple[BodyVersion, ...]

    @property
    def last_day(self) -> date:
        return self.ended_on - timedelta(days=1)


def writing_as(request: StaffRequest) -> Acting:
    """Return the body for which the form is: an ended one if it was opened for it.

    :raises PermissionDenied: to who has a role in none
    """
    on = today()
    if (heir := _number(request, INSTEAD)) is not None:
        chosen = acting(request.user, chosen=heir, on=on)
        if chosen is not None and chosen.body_id == heir:
            return chosen
    asked = _number(request, BODY)
    if asked is not None and (
        request.acting is None or request.acting.body_id != asked
    ):
        former = acting_in_former(request.user, asked, on=on)
        if former is not None:
            return former
    if request.acting is None:
        for version in former_of(request.user, on)[:1]:
            former = acting_in_former(request.user, version.body_id, on=on)
            if former is not None:
                return former
    return acting_of(request)


def former_body(request: StaffRequest, writing: Acting) -> Former | None:
    """Return what is said of the body of a form if it has ended."""
    on = today()
    day = ended_on(writing.body_id, on)
    if day is None:
        return None
    versions = versions_of([one.body_id for one in successors(writing.body_id, on)], on)
    heirs = sorted(versions.values(), key=lambda version: version.name)
    own = []
    for version in heirs:
        held = acting(request.user, chosen=version.body_id, on=on)
        if held is not None and held.body_id == version.body_id:
            own.append(version)
    return Former(writing.body_id, writing.name, day, tuple(heirs), tuple(own))


def _number(request: StaffRequest, name: str) -> int | None:
    text = request.POST.get(name) or request.GET.get(name) or ""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number else None
