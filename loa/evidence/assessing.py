"""What a record would count toward and why, before and while it is stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from loa.domain.proof import ChannelOwner, Match, match_all
from loa.evidence import checks
from loa.evidence.checks import Finding, Subject
from loa.evidence.drafts import Draft, facts_of, owner_of
from loa.evidence.duties import Duty, duties_of
from loa.evidence.models import CheckResult, Credit, Record, Standing, Verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """Matches with their duties by rule id, findings, and the standing to begin with.

    ``own`` is a record of the same address by one of the draft's own bodies: then it
    cannot be recorded again. ``others`` are those of other bodies.
    """

    draft: Draft
    owner: ChannelOwner | None
    duties: dict[str, Duty]
    matches: tuple[Match, ...]
    findings: list[Finding]
    standing: Standing
    reason: str
    own: Record | None
    others: tuple[Record, ...]


def assess(
    draft: Draft,
    *,
    on: date,
    task_ids: frozenset[int] | None = None,
    duties: dict[str, Duty] | None = None,
) -> Assessment:
    """Ask every duty and every check about a draft. Writes nothing.

    :param on: today; what is done later than it is a day to come
    :param task_ids: only these tasks; None for all that the bodies owe
    :param duties: what the bodies owe, if that was asked before
    """
    own, others = same_address(draft)
    if duties is None:
        duties = duties_of(
            draft.body_ids, done_on=draft.done_on, on=on, task_ids=task_ids
        )
    known = Known(
        owner=owner_of(draft),
        own=own,
        others=others,
        duties=duties,
        credited_keys=_credited_keys(draft) if own or others else {},
        same_file=same_file(draft),
        same_day=same_day(draft, on=on) if draft.done_on == on else 0,
    )
    return weigh(draft, known, on=on)


@dataclass(frozen=True, slots=True)
class Known:
    """What was asked of the database about a draft, to be weighed without it.

    ``credited_keys``: which addresses count already toward each duty, by other records;
    ``same_day``: how many others the body did and recorded today, if it is done today.
    """

    owner: ChannelOwner | None
    own: Record | None
    others: tuple[Record, ...]
    duties: dict[str, Duty]
    credited_keys: Mapping[str, Collection[str]]
    same_file: tuple[Record, ...] = ()
    same_day: int = 0


def weigh(draft: Draft, known: Known, *, on: date) -> Assessment:
    """Match and check a draft by what is known of it; asks the database nothing."""
    matches = match_all(
        facts_of(draft, known.owner),
        (duty.rule for duty in known.duties.values()),
        credited_keys=known.credited_keys,
        chosen={
            rule_id
            for rule_id, duty in known.duties.items()
            if duty.task.id in draft.chosen
        },
        period_start=draft.period_start,
    )
    ends = {match.window.period.last_day for match in matches if match.window}
    subject = Subject(
        draft,
        known.owner,
        matches,
        known.others,
        known.same_file,
        on,
        known.same_day if draft.done_on in ends else 0,
    )
    findings = checks.run(subject)
    standing, reason = first_standing(findings)
    return Assessment(
        draft,
        known.owner,
        known.duties,
        matches,
        findings,
        standing,
        reason,
        known.own,
        known.others,
    )


def first_standing(findings: list[Finding]) -> tuple[Standing, str]:
    """Return what a record is worth before anybody looked, and the reason's code.

    Something against it: disputed. What a machine cannot see: uncheckable. Else it
    waits for a person.
    """
    failed = [f for f in findings if f.outcome == CheckResult.Outcome.FAILED]
    if failed:
        return Standing.DISPUTED, failed[0].reason
    for finding in findings:
        # Without a channel or a page there is still a person who can look at a file.
        if finding.check == "sight" and (
            finding.outcome == CheckResult.Outcome.UNCHECKABLE
        ):
            return Standing.UNCHECKABLE, finding.reason
    return Standing.PENDING, "waits_for_a_person"


def same_address(draft: Draft) -> tuple[Record | None, tuple[Record, ...]]:
    """Return the records of a draft's address: its own bodies' one, and others'.

    Withdrawn and rejected ones no longer claim it.
    """
    if not draft.address_key:
        return None, ()
    rows = (
        Record.objects.filter(address_key=draft.address_key, withdrawn_at=None)
        .exclude(pk=draft.record_id or 0)
        .select_related("body")
        .order_by("pk")
    )
    if not rows:
        return None, ()
    own = Q(body_id=draft.body_id) | Q(joint_bodies=draft.body_id)
    mine = rows.filter(own).first()
    others = rows.exclude(pk__in=_rejected()).exclude(body_id=draft.body_id)
    return mine, tuple(row for row in others if row != mine)


def _rejected() -> QuerySet[Verdict, int]:
    rows = Verdict.objects.filter(closed_at=None, standing=Standing.REJECTED)
    return rows.values_list("record_id", flat=True)


def same_file(draft: Draft) -> tuple[Record, ...]:
    """Return other records that show the very same file, oldest first."""
    if not draft.file_digests:
        return ()
    rows = Record.objects.filter(
        proofs__file__sha256__in=draft.file_digests, withdrawn_at=None
    )
    rows = rows.exclude(pk=draft.record_id or 0).select_related("body")
    return tuple(rows.distinct().order_by("pk"))


def same_day(draft: Draft, *, on: date) -> int:
    """Count the body's other records done and recorded on that day."""
    rows = Record.objects.filter(
        body_id=draft.body_id, done_on=on, recorded_at__date=on, withdrawn_at=None
    )
    return rows.exclude(pk=draft.record_id or 0).count()


def _credited_keys(draft: Draft) -> dict[str, set[str]]:
    """Which addresses count already toward each duty, by other records."""
    if not draft.address_key:
        return {}
    rows = (
        Credit.objects.filter(closed_at=None, record__address_key=draft.address_key)
        .exclude(record_id=draft.record_id or 0)
        .exclude(record_id__in=_rejected())
    )
    return {
        f"{task_id}:{body_id}": {draft.address_key}
        for task_id, body_id in rows.values_list("task_id", "body_id")
    }
