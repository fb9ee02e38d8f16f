"""Who could judge a record: so that an appeal goes to another than the one who judged."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from loa.accounts.models import User
from loa.evidence import policies
from loa.evidence.models import Record, Verdict
from loa.orgs import selectors as orgs
from loa.orgs.models import PATH_SEGMENT, Grant, Role
from loa.orgs.policies import WRITING_ROLES
from loa.orgs.selectors import Acting, acting
from loa.reference.speaking import speaks_for


def judges_of(record: Record, *, on: date) -> Iterator[tuple[User, Acting]]:
    """Yield the people who may judge a record on a day, each in the body of the grant."""
    version = policies.body_then(record, on)
    if version is None:
        return
    line = version.path[:-PATH_SEGMENT]
    above = [int(line[i : i + PATH_SEGMENT]) for i in range(0, len(line), PATH_SEGMENT)]
    watches = Q(body_id__in=above, with_below=True, role__in=(Role.OVERSEER, Role.HEAD))
    if record.area_id is not None:
        said = speaks_for(record.area_id, record.body_id, on)
        speaking = [speaker.version.body_id for speaker in said]
        watches |= Q(body_id__in=speaking, role__in=WRITING_ROLES)
    grants = Grant.objects.filter(orgs.granted(on), watches, user__is_active=True)
    for grant in grants.select_related("user").order_by("pk"):
        there = acting(grant.user, chosen=grant.body_id, on=on)
        if there and policies.can_judge(grant.user, there, record, on=on):
            yield grant.user, there


def is_for_another(user: User, record: Record, verdict: Verdict, *, on: date) -> bool:
    """Whether somebody else has to decide on the appeal against a verdict.

    Not where she gave no such verdict, or where nobody else may judge.
    """
    if verdict.given_by_id != user.pk:
        return False
    return any(judge.pk != user.pk for judge, _there in judges_of(record, on=on))
