"""A body appeals against a verdict: with a reason, with files, within a term.

An appeal changes no verdict by itself. It is answered by the next verdict, which another
person gives than the one who judged, where there is one; then there is no further appeal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.common import once
from loa.domain.periods import vn_date
from loa.evidence import crediting, policies
from loa.evidence.filing import NewFile, add_file
from loa.evidence.judges import judges_of
from loa.evidence.models import Appeal, Record, Standing, Verdict
from loa.notices.services import notify
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.reference.selectors import judging_rule

# What can be held to be wrong: the verdicts that speak against a record.
AGAINST = (Standing.REJECTED, Standing.DISPUTED)


class NotAppealable(Exception):
    """No appeal is taken. `code`: nothing_against, final, appealed, too_late, taken_back."""

    def __init__(self, code: str, last_day: date | None = None) -> None:
        super().__init__(code)
        self.code, self.last_day = code, last_day


@dataclass(frozen=True, slots=True)
class Term:
    """Until when a verdict can be appealed against, and the rule that says so."""

    last_day: date
    days: int


def term_of(verdict: Verdict) -> Term:
    """Return the term of a verdict, by the rule of the day on which it was given."""
    given_on = vn_date(verdict.recorded_at)
    days = judging_rule(given_on).appeal_within_days
    return Term(given_on + timedelta(days=days), days)


def why_not(record: Record, verdict: Verdict, *, on: date) -> NotAppealable | None:
    """Return why no appeal is taken against a record's open verdict; None if one is."""
    if record.withdrawn_at:
        return NotAppealable("taken_back")
    if verdict.standing not in AGAINST:
        return NotAppealable("nothing_against")
    if Appeal.objects.filter(verdict=verdict).exists():
        return NotAppealable("appealed")
    if Appeal.objects.filter(answer=verdict).exists():
        return NotAppealable("final")
    last_day = term_of(verdict).last_day
    return NotAppealable("too_late", last_day) if on > last_day else None


def appeal(
    *,
    record: Record,
    seen: int,
    reason: str,
    files: Sequence[NewFile] = (),
    once_key: str = "",
    actor: User,
    acting: Acting,
    at: datetime,
) -> Appeal:
    """Hold the open verdict of a record to be wrong.

    :param seen: the verdict that the person saw
    :raises ValueError: without a reason
    :raises NotAppealable: with why
    :raises AlreadyDone: if a form with this key was carried out
    :raises TooLarge: if a file is
    :raises PermissionDenied: to who may not write for the body
    """
    policies.require_withdraw(acting, record)
    if not (reason := reason.strip()):
        raise ValueError("an appeal needs a reason")
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        locked = Record.objects.select_for_update().get(pk=record.pk)
        verdict = crediting.open_verdict(locked)
        if verdict.pk != seen:
            raise NotAppealable("changed")
        if refusal := why_not(locked, verdict, on=vn_date(at)):
            raise refusal
        made = Appeal.objects.create(
            verdict=verdict,
            reason=reason,
            filed_by=actor,
            filed_in_id=acting.body_id,
            recorded_at=at,
        )
        made.files.set([add_file(locked, file, actor, at) for file in files])
        audit.record(
            actor=actor,
            action="evidence.verdict.appealed",
            at=at,
            target=locked,
            body=Body(pk=acting.body_id),
            detail={"verdict": verdict.pk, "reason": reason, "files": len(files)},
        )
        _tell_judges(locked, verdict, made, at)
    return made


def _tell_judges(record: Record, verdict: Verdict, made: Appeal, at: datetime) -> None:
    bodies = {there.body_id for _judge, there in judges_of(record, on=vn_date(at))}
    if verdict.given_in_id:
        bodies.add(verdict.given_in_id)
    notify(
        bodies=bodies,
        kind="evidence.verdict.appealed",
        params={
            "record": record.title,
            "body": str(record.body),
            "reason": made.reason,
        },
        url=reverse("evidence:detail", args=[record.pk]),
        key=f"evidence.appeal.{made.pk}",
        at=at,
    )
