"""Credits: opened when a record matches, closed when it no longer does, never updated."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet

from loa.audit import services as audit
from loa.audit.services import MACHINE
from loa.domain.periods import vn_date
from loa.domain.proof import Match
from loa.domain.quotas import Lateness, lateness
from loa.evidence import tallies
from loa.evidence.assessing import Assessment, assess
from loa.evidence.drafts import draft_of
from loa.evidence.duties import Duty
from loa.evidence.models import Appeal, Credit, Record, Verdict
from loa.programmes.models import Task
from loa.programmes.selectors import owed

CHOSEN = "chosen"
MATCHED = "matched"


def open_credits(record: Record) -> list[Credit]:
    """Return what a record counts toward now, in a fixed order."""
    return list(
        record.credits.filter(closed_at=None).order_by("task_id", "body_id", "pk")
    )


def open_verdict(record: Record) -> Verdict:
    """Return what was last decided of a record."""
    return record.verdicts.get(closed_at=None)


def wanted_credits(record: Record, found: Assessment, at: datetime) -> list[Credit]:
    """Return the credits that a record should have, unsaved."""
    return [
        _credit(record, match, found.duties[match.rule_id], at)
        for match in found.matches
        if match.counts and match.window
    ]


def _credit(record: Record, match: Match, duty: Duty, at: datetime) -> Credit:
    window = match.window
    if window is None:
        raise AssertionError(f"counts without a period: {match.rule_id}")
    came = lateness(window, record.done_on, vn_date(record.recorded_at))
    chosen = any(reason.code == CHOSEN for reason in match.reasons)
    return Credit(
        record=record,
        task_id=duty.task.id,
        body_id=duty.body_id,
        period_start=window.period.start,
        done_on=record.done_on,
        quantity=match.quantity,
        unit=match.unit,
        rule=CHOSEN if chosen else MATCHED,
        is_late=came is Lateness.LATE,
        recorded_at=at,
    )


class Sealed(Protocol):
    """What of a credit its record's seal is made from."""

    @property
    def task_id(self) -> int: ...
    @property
    def body_id(self) -> int: ...
    @property
    def period_start(self) -> date: ...
    @property
    def done_on(self) -> date: ...
    @property
    def quantity(self) -> int: ...
    @property
    def is_late(self) -> bool: ...


def seal_of(credits: Iterable[Sealed]) -> str:
    """Return count and digest of a record's open credits: "2:9f3c…"."""
    rows = sorted(_as_text(credit) for credit in credits)
    digest = hashlib.sha256("\n".join(rows).encode("ascii")).hexdigest()
    return f"{len(rows)}:{digest[:32]}"


def _as_text(credit: Sealed) -> str:
    parts = (
        credit.task_id,
        credit.body_id,
        credit.period_start.isoformat(),
        credit.done_on.isoformat(),
        credit.quantity,
        int(credit.is_late),
    )
    return " ".join(map(str, parts))


def replace_credits(
    record: Record,
    *,
    gone: list[Credit],
    new: list[Credit],
    moves: tallies.Moves,
    at: datetime,
) -> None:
    """Close some credits and open others, counted under the record's standing."""
    standing = open_verdict(record).standing
    moves.add(gone, away_from=standing)
    Credit.objects.filter(pk__in=[credit.pk for credit in gone]).update(closed_at=at)
    Credit.objects.bulk_create(new)
    moves.add(new, to=standing)
    record.credit_seal = seal_of(open_credits(record))
    record.save(update_fields=["credit_seal"])


def change_verdict(
    record: Record, verdict: Verdict, *, moves: tallies.Moves, at: datetime
) -> Verdict:
    """Close the record's open verdict, open another, and move its credits' counts.

    An appeal against the closed one is answered by it. The caller holds the record's lock.
    """
    before = open_verdict(record)
    Verdict.objects.filter(pk=before.pk).update(closed_at=at)
    verdict.record, verdict.recorded_at = record, at
    verdict.save()
    moves.add(open_credits(record), away_from=before.standing, to=verdict.standing)
    Appeal.objects.known().filter(verdict=before).update(answer=verdict, closed_at=at)
    return verdict


@transaction.atomic
def recredit(
    *, records: Iterable[int], at: datetime, instead: Mapping[int, int] | None = None
) -> int:
    """Bring records' credits to what they match now; return how many changed.

    Called when tasks came, went or changed after the records were stored. What a person
    chose for a task stays chosen. When it was recorded decides lateness, not now.

    :param records: their ids
    :param instead: tasks that took over others' duties: {the old one's id: the new's}
    """
    rows = Record.objects.filter(pk__in=list(records), withdrawn_at=None)
    moves = tallies.Moves()
    # All records' locks before any counter's.
    locked = list(rows.select_for_update().order_by("pk"))
    changed = sum(_recredit_one(each, instead or {}, moves, at) for each in locked)
    moves.write()
    return changed


def _recredit_one(
    record: Record, heirs: Mapping[int, int], moves: tallies.Moves, at: datetime
) -> bool:
    before = open_credits(record)
    chosen = frozenset(
        heirs.get(credit.task_id, credit.task_id)
        for credit in before
        if credit.rule == CHOSEN
    )
    found = assess(draft_of(record, chosen=chosen), on=vn_date(at))
    after = wanted_credits(record, found, at)
    stays = {_as_text(credit) for credit in before} & {_as_text(c) for c in after}
    gone = [credit for credit in before if _as_text(credit) not in stays]
    new = [credit for credit in after if _as_text(credit) not in stays]
    if not gone and not new:
        return False
    replace_credits(record, gone=gone, new=new, moves=moves, at=at)
    audit.record(
        actor=MACHINE,
        action="evidence.record.recredited",
        at=at,
        target=record,
        detail={"closed": len(gone), "opened": len(new)},
    )
    return True


def earlier_records(rows: QuerySet[Task], *, on: date) -> list[int]:
    """Return the records that tasks may count though they were there before them.

    Those of bodies that owe one of the tasks, on days on which any is in force.
    """
    asked = set(rows.values_list("pk", flat=True))
    tasks = rows.aggregate(first=Min("from_on"), end=Max("until_on"))
    if tasks["first"] is None:
        return []
    done = Record.objects.filter(
        done_on__gte=tasks["first"], done_on__lt=tasks["end"], withdrawn_at=None
    )
    there = set(done.values_list("body_id", flat=True).distinct())
    jointly = done.exclude(joint_bodies=None)
    there |= set(jointly.values_list("joint_bodies", flat=True).distinct())
    if not there:
        return []
    cells = owed(
        body_ids=there,
        first=tasks["first"],
        last=min(tasks["end"], on),
        on=on,
        task_ids=asked,
    )
    owing = {body_id for cell in cells for body_id in cell.body_ids}
    mine = done.filter(Q(body_id__in=owing) | Q(joint_bodies__in=owing))
    return list(mine.distinct().order_by("pk").values_list("pk", flat=True))


def records_within(task: Task, bodies: Collection[int]) -> list[int]:
    """Return the records of some bodies on the days on which a task is in force."""
    rows = Record.objects.filter(
        Q(body_id__in=bodies) | Q(joint_bodies__in=bodies),
        done_on__gte=task.from_on,
        done_on__lt=task.until_on,
        withdrawn_at=None,
    )
    return list(rows.distinct().order_by("pk").values_list("pk", flat=True))


def credited_to(**cell: Any) -> list[int]:
    """Return the ids of the records with an open credit that is so."""
    rows = Credit.objects.filter(closed_at=None, **cell)
    return list(rows.order_by("record_id").values_list("record_id", flat=True))
