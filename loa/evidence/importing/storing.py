"""Recording many rows at once: checked, credited and counted as one by one, in sets.

Each batch is one transaction. What comes of a row is what ``record_activity`` makes of
it; only the questions to the database are asked once for all of them, and one audit row
names the batch and its file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from loa.accounts.models import User
from loa.channels.selectors import KnownChannels
from loa.common import bulk
from loa.domain.periods import vn_date
from loa.domain.proof import ChannelOwner
from loa.domain.text import fold
from loa.evidence import crediting
from loa.evidence.assessing import Assessment, Known, weigh
from loa.evidence.drafting import BadRecord, as_link, make_draft, problems
from loa.evidence.drafts import Draft, owner_of
from loa.evidence.duties import LONGEST_DELAY, Duty, duties_among
from loa.evidence.importing.reading import Entry
from loa.evidence.models import (
    CheckResult,
    ClaimedAddress,
    Credit,
    Proof,
    Record,
    Standing,
    Verdict,
)
from loa.evidence.recording import dispute_others
from loa.evidence.tallies import Moves
from loa.evidence.wanting import want_pages
from loa.orgs.models import BodyVersion
from loa.orgs.services import hold
from loa.programmes.selectors import owed


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an entry: a new record, the one there was, or the refusal."""

    entry: Entry
    record: Record | None = None
    is_new: bool = False
    refused: BadRecord | None = None


class Body:
    """When a body existed, asked once."""

    def __init__(self, body_id: int) -> None:
        rows = BodyVersion.objects.filter(body_id=body_id)
        self._spans = list(rows.values_list("valid_from", "valid_to"))

    def is_there(self, on: date) -> bool:
        """Whether it existed on a day."""
        return any(
            start <= on and (end is None or on < end) for start, end in self._spans
        )


def drafts_of(
    body_id: int, entries: Sequence[Entry], *, on: date
) -> list[tuple[Entry, Draft | None, BadRecord | None]]:
    """Put entries together as they would be recorded; two queries for all of them."""
    channels = KnownChannels(entry.address for entry in entries if entry.address)
    body = Body(body_id)
    found: list[tuple[Entry, Draft | None, BadRecord | None]] = []
    for entry in entries:
        draft = make_draft(
            body_id=body_id,
            done_on=entry.done_on,
            form=entry.form,
            title=entry.title,
            area=entry.area,
            topic=entry.topic,
            channel=entry.channel,
            address=entry.address,
            quantity=entry.quantity,
            quantities=entry.quantities,
            known_channels=channels,
        )
        bad = problems(draft, on=on, has_file=False, is_there=body.is_there)
        found.append((entry, None if bad else draft, bad[0] if bad else None))
    return found


def store_entries(
    *, body_id: int, entries: Sequence[Entry], actor: User, at: datetime
) -> list[Kept]:
    """Record entries of one body; called inside a transaction, by who may.

    What is there already (the address; without one the day, the title and the channel)
    is not recorded again, and returned.
    """
    hold(body_id)
    together = drafts_of(body_id, entries, on=vn_date(at))
    good = [(entry, draft) for entry, draft, _bad in together if draft]
    shelf = _Shelf(body_id, [draft for _entry, draft in good], on=vn_date(at))
    new: list[_New] = []
    kept: dict[int, Kept] = {
        entry.line.place: Kept(entry, refused=bad) for entry, _draft, bad in together
    }
    seen: dict[tuple[object, ...], _New] = {}
    twice: list[tuple[Entry, _New]] = []
    for entry, draft in good:
        known = shelf.known(draft)
        there = known.own or shelf.same_day(draft)
        if there:
            kept[entry.line.place] = Kept(entry, there)
        elif first := seen.get(identity(draft)):
            twice.append((entry, first))
        else:
            one = _New(entry, draft, weigh(draft, known, on=vn_date(at)))
            seen[identity(draft)] = one
            new.append(one)
    _store(new, actor=actor, at=at)
    for one in new:
        kept[one.entry.line.place] = Kept(one.entry, one.record, is_new=True)
    for entry, first in twice:
        kept[entry.line.place] = Kept(entry, first.record)
    return [kept[entry.line.place] for entry in entries]


def identity(draft: Draft) -> tuple[object, ...]:
    """What makes two rows the same item: the address, else day, title and channel."""
    if draft.address_key:
        return (draft.address_key,)
    return (draft.done_on, fold(draft.title), draft.channel.pk if draft.channel else 0)


def count_known(body_id: int, drafts: Sequence[Draft]) -> int:
    """Return how many drafts are recorded already, or stand twice among themselves."""
    own = Record.objects.filter(withdrawn_at=None).filter(
        Q(body_id=body_id) | Q(joint_bodies=body_id)
    )
    keys = {draft.address_key for draft in drafts if draft.address_key}
    seen: set[tuple[object, ...]] = {
        (key,) for key in own.exclude(address_key="").values_list("address_key", flat=True)
        if key in keys
    }  # fmt: skip
    days = {draft.done_on for draft in drafts if not draft.address_key}
    plain = Record.objects.filter(
        body_id=body_id, withdrawn_at=None, address_key="", done_on__in=days
    )
    for day, title, channel in plain.values_list("done_on", "title", "channel_id"):
        seen.add((day, fold(title), channel or 0))
    known = 0
    for draft in drafts:
        known += identity(draft) in seen
        seen.add(identity(draft))
    return known


@dataclass(slots=True)
class _New:
    entry: Entry
    draft: Draft
    found: Assessment
    record: Record | None = None


class _Shelf:
    """What the database knows about a batch, asked once."""

    def __init__(self, body_id: int, drafts: Sequence[Draft], *, on: date) -> None:
        self.body_id = body_id
        keys = {draft.address_key for draft in drafts if draft.address_key}
        _lock_addresses(keys)
        self._load_claims(keys)
        days = {draft.done_on for draft in drafts}
        self._cells = (
            owed(
                body_ids=(body_id,),
                first=min(days) - LONGEST_DELAY,
                last=max(days),
                on=on,
            )
            if days
            else []
        )
        self._duties: dict[date, dict[str, Duty]] = {}
        self._owners: dict[tuple[int, date], ChannelOwner | None] = {}
        plain = {draft.done_on for draft in drafts if not draft.address_key}
        self._same_day: dict[tuple[object, ...], Record] = {}
        rows = Record.objects.filter(
            body_id=body_id, done_on__in=plain, address_key="", withdrawn_at=None
        )
        for row in rows.order_by("-pk"):
            key = (row.done_on, fold(row.title), row.channel_id or 0)
            self._same_day[key] = row

    def _load_claims(self, keys: Collection[str]) -> None:
        rows = Record.objects.filter(address_key__in=keys, withdrawn_at=None)
        claims = list(
            rows.select_for_update(of=("self",))
            .select_related("body", "channel")
            .order_by("pk")
        )
        rejected = set(
            Verdict.objects.filter(
                closed_at=None,
                standing=Standing.REJECTED,
                record__in=[row.pk for row in claims],
            ).values_list("record_id", flat=True)
        )
        joint = set(
            Record.joint_bodies.through.objects.filter(
                record_id__in=[row.pk for row in claims], body_id=self.body_id
            ).values_list("record_id", flat=True)
        )
        self._own: dict[str, Record] = {}
        self._others: dict[str, list[Record]] = defaultdict(list)
        for row in claims:
            if row.body_id == self.body_id or row.pk in joint:
                self._own.setdefault(row.address_key, row)
            if row.body_id != self.body_id and row.pk not in rejected:
                self._others[row.address_key].append(row)
        credits = Credit.objects.filter(closed_at=None, record__in=claims)
        self._credited: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for key, task, body, record in credits.values_list(
            "record__address_key", "task_id", "body_id", "record_id"
        ):
            if record not in rejected:
                self._credited[key][f"{task}:{body}"] = {key}

    def known(self, draft: Draft) -> Known:
        """What is known of a draft."""
        own = self._own.get(draft.address_key) if draft.address_key else None
        others = self._others.get(draft.address_key, ()) if draft.address_key else ()
        return Known(
            owner=self._owner(draft),
            own=own,
            others=tuple(row for row in others if row is not own),
            duties=self._duties_on(draft.done_on),
            credited_keys=self._credited.get(draft.address_key, {}),
        )

    def same_day(self, draft: Draft) -> Record | None:
        """The record of the same day, title and channel, of a draft without address."""
        return None if draft.address_key else self._same_day.get(identity(draft))

    def _owner(self, draft: Draft) -> ChannelOwner | None:
        if draft.channel is None:
            return None
        key = (draft.channel.pk, draft.done_on)
        if key not in self._owners:
            self._owners[key] = owner_of(draft)
        return self._owners[key]

    def _duties_on(self, day: date) -> dict[str, Duty]:
        if day not in self._duties:
            first = day - LONGEST_DELAY
            touching = [
                cell
                for cell in self._cells
                if cell.window.period.start <= day
                and first <= cell.window.period.last_day
            ]
            self._duties[day] = duties_among(touching)
        return self._duties[day]


def _lock_addresses(keys: Iterable[str]) -> None:
    ordered = sorted(keys)
    ClaimedAddress.objects.bulk_create(
        [ClaimedAddress(key=key) for key in ordered], ignore_conflicts=True
    )
    rows = ClaimedAddress.objects.filter(key__in=ordered)
    list(rows.select_for_update().order_by("key").values_list("pk"))


def _store(new: Sequence[_New], *, actor: User, at: datetime) -> None:
    """Write records with their proofs, checks, verdicts and credits, and count them."""
    moves = Moves()
    credits: list[list[Credit]] = []
    records = []
    for one in new:
        record = _record(one, actor=actor, at=at)
        wanted = crediting.wanted_credits(record, one.found, at)
        record.credit_seal = crediting.seal_of(wanted)
        one.record = record
        records.append(record)
        credits.append(wanted)
        moves.add(wanted, to=one.found.standing)
    stored = Record.objects.bulk_create(records)
    numbered = [(record.pk, one) for record, one in zip(stored, new, strict=True)]
    proofs = Proof.objects.bulk_create(
        Proof(
            record=one.record,
            kind=Proof.Kind.LINK,
            address=as_link(one.draft.address),
            added_at=at,
        )
        for one in new
        if one.draft.address
    )
    want_pages(proofs, at=at)
    bulk.insert(
        CheckResult,
        ("record_id", "check_code", "outcome", "reason", "values", "at"),
        (
            (pk, found.check, found.outcome.value, found.reason, found.values, at)
            for pk, one in numbered
            for found in one.found.findings
        ),
    )
    bulk.insert(
        Verdict,
        (
            "record_id", "standing", "by_machine", "reason_code", "reason",
            "recorded_at",
        ),
        (
            (pk, one.found.standing.value, True, one.found.reason, "", at)
            for pk, one in numbered
        ),
    )  # fmt: skip
    bulk.insert(
        Credit,
        (
            "record_id", "task_id", "body_id", "period_start", "done_on", "quantity",
            "unit", "rule", "is_late", "recorded_at",
        ),
        (
            (
                pk, each.task_id, each.body_id, each.period_start, each.done_on,
                each.quantity, each.unit, each.rule, each.is_late, each.recorded_at,
            )
            for (pk, _one), wanted in zip(numbered, credits, strict=True)
            for each in wanted
        ),
    )  # fmt: skip
    for one in new:
        if one.record and one.found.others:
            dispute_others(one.record, one.found, moves, at)
    moves.write()


def _record(one: _New, *, actor: User, at: datetime) -> Record:
    draft = one.draft
    return Record(
        body_id=draft.body_id,
        done_on=draft.done_on,
        form=draft.form,
        area=draft.area,
        topic=draft.topic,
        channel=draft.channel,
        title=draft.title,
        quantity=draft.quantity,
        quantities=draft.quantities,
        address_key=draft.address_key,
        note=one.entry.note,
        recorded_at=at,
        recorded_by=actor,
    )


def withdraw_many(pks: Sequence[int], *, reason: str, at: datetime) -> tuple[int, int]:
    """Withdraw records; what was rejected stays. Return how many went, how many stay.

    Called inside a transaction, by who may; what was withdrawn before is neither.
    """
    rows = Record.objects.filter(pk__in=pks, withdrawn_at=None)
    locked = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    standings = dict(
        Verdict.objects.filter(closed_at=None, record_id__in=locked).values_list(
            "record_id", "standing"
        )
    )
    going = [pk for pk in locked if standings.get(pk) != Standing.REJECTED]
    moves = Moves()
    open_ = Credit.objects.filter(closed_at=None, record_id__in=going)
    for credit in open_.order_by("record_id", "pk"):
        moves.add([credit], away_from=standings[credit.record_id])
    open_.update(closed_at=at)
    Record.objects.filter(pk__in=going).update(
        withdrawn_at=at,
        withdrawn_reason=reason,
        credit_seal=crediting.seal_of([]),
    )
    moves.write()
    return len(going), len(locked) - len(going)
