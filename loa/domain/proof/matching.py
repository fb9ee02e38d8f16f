"""Which record counts toward which task, and why or why not.

A machine lets a record count by itself only where something ties it to the task: its
form, its unit, its area. Where nothing does, it may be chosen by a person. What cannot
be known (no channel recognised) is a doubt for the checks, not a reason against.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import attrgetter

from loa.domain.proof.channels import ChannelKind, ChannelOwner
from loa.domain.proof.units import unit_fits
from loa.domain.quotas import ObligationWindow, TaskKind


class ReasonCode(StrEnum):
    """Why a record counts or not; a page says it in words with `Reason.values`."""

    # for
    IN_PERIOD = "in_period"
    AFTER_DUE_DAY = "after_due_day"
    FORM_FITS = "form_fits"
    UNIT_FITS = "unit_fits"
    AREA_FITS = "area_fits"
    TOPIC_FITS = "topic_fits"
    CHANNEL_FITS = "channel_fits"
    CHOSEN = "chosen"
    PLAN_SHOWN = "plan_shown"
    # doubt
    CHANNEL_UNKNOWN = "channel_unknown"
    CHANNEL_MISSING = "channel_missing"
    TOPIC_DIFFERS = "topic_differs"
    # against
    NOT_ASSIGNED = "not_assigned"
    OUTSIDE_PERIOD = "outside_period"
    NO_PERIOD = "no_period"
    WRONG_FORM = "wrong_form"
    WRONG_UNIT = "wrong_unit"
    WRONG_AREA = "wrong_area"
    AREA_MISSING = "area_missing"
    WRONG_CHANNEL = "wrong_channel"
    WRONG_OWNER = "wrong_owner"
    ALREADY_COUNTED = "already_counted"
    NOT_COVERED = "not_covered"
    NOTHING_TIES = "nothing_ties"
    PLAN_MISSING = "plan_missing"


class Weight(StrEnum):
    """What a reason does: speaks for, raises a doubt, or speaks against."""

    FOR = "for"
    DOUBT = "doubt"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason as a code with its values, and its weight."""

    code: ReasonCode
    weight: Weight
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_against(self) -> bool:
        """Does it keep the record from counting?"""
        return self.weight is Weight.AGAINST


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What a record says of itself, in codes.

    `channel_kind` "" and `channel_owner` None: on no channel that is known.
    `quantities`: {unit: how many}. `address_key` "": no link.
    """

    done_on: date
    form: str = ""
    channel_kind: ChannelKind | str = ""
    channel_owner: ChannelOwner | None = None
    area: str = ""
    topics: tuple[str, ...] = ()
    quantities: Mapping[str, int] = field(default_factory=dict)
    address_key: str = ""
    # the body's own plan stands behind it, issued with number and day
    is_own_plan: bool = False


@dataclass(frozen=True, slots=True)
class TaskRule:
    """What a task asks of a record, for one body: its windows and what it names.

    Empty `forms`, `areas`, `channel_kinds` and `topics` ask for nothing. A body's own
    channel always may be used; a superior's or the press where the task says so.
    `coverage` names the forms or areas of a coverage task. `is_assigned` False: the
    body is no lead of it.
    """

    id: str
    kind: TaskKind
    windows: tuple[ObligationWindow, ...]
    forms: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    channel_kinds: tuple[str, ...] = ()
    allows_superior_channel: bool = False
    allows_press: bool = False
    unit: str = ""
    coverage: tuple[str, ...] = ()
    is_assigned: bool = True
    # only the plan itself will do, not a word or a picture of it
    wants_own_plan: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a record counts toward a task, in which window, how much, and why.

    `can_be_chosen`: it would count if a person said that it is for this task.
    `unit` is the task's; for a coverage task the form or area that the record covers.
    """

    rule_id: str
    counts: bool
    can_be_chosen: bool
    reasons: tuple[Reason, ...]
    quantity: int
    unit: str
    window: ObligationWindow | None

    @property
    def doubts(self) -> tuple[Reason, ...]:
        """The reasons that ask for a look."""
        return tuple(each for each in self.reasons if each.weight is Weight.DOUBT)

    @property
    def against(self) -> tuple[Reason, ...]:
        """The reasons that keep it from counting."""
        return tuple(each for each in self.reasons if each.is_against)


def match(
    record: RecordFacts,
    rule: TaskRule,
    *,
    credited_keys: Collection[str] = frozenset(),
    chosen: bool = False,
    period_start: date | None = None,
) -> Match:
    """Ask whether `record` counts toward the task of `rule`.

    `credited_keys` are the addresses that already count there; `chosen`: a person says
    that it is for this task, which ties it but mends nothing else. `period_start`: for
    this period of it, which a day after the period reaches only by an extension.
    """
    window, in_time = find_window(rule, record.done_on, period_start)
    reasons = [
        *_about_assignment(rule),
        *_about_period(record, rule, window, in_time),
        *_about_plan(record, rule),
        *_about_form(record, rule),
        *_about_area(record, rule),
        *_about_topics(record, rule),
        *_about_channel(record, rule),
        *_about_address(record, credited_keys),
    ]
    quantity, unit_reasons = _quantity(record, rule)
    reasons += unit_reasons
    if chosen:
        reasons.append(_for(ReasonCode.CHOSEN))
    stands = not any(reason.is_against for reason in reasons)
    if not chosen and not _is_tied(rule, reasons):
        reasons.append(_against(ReasonCode.NOTHING_TIES))
    counts = not any(reason.is_against for reason in reasons)
    return Match(
        rule_id=rule.id,
        counts=counts,
        can_be_chosen=stands,
        reasons=tuple(reasons),
        quantity=quantity if counts else 0,
        unit=_covered(record, rule) or rule.unit,
        window=window,
    )


def match_all(
    record: RecordFacts,
    rules: Iterable[TaskRule],
    *,
    credited_keys: Mapping[str, Collection[str]] | None = None,
    chosen: Collection[str] = frozenset(),
    period_start: date | None = None,
) -> tuple[Match, ...]:
    """Ask every rule; what counts comes first, then what can be chosen, then the rest.

    `credited_keys` by rule id; `chosen` are rule ids; `period_start` is the period for
    which the chosen ones are asked.
    """
    keys = credited_keys or {}
    found = [
        match(
            record,
            rule,
            credited_keys=keys.get(rule.id, frozenset()),
            chosen=rule.id in chosen,
            period_start=period_start if rule.id in chosen else None,
        )
        for rule in rules
    ]
    return tuple(
        sorted(found, key=lambda each: (not each.counts, not each.can_be_chosen))
    )


_SPAN = attrgetter("period.start", "period.end")


def find_window(
    rule: TaskRule, done_on: date, period_start: date | None = None
) -> tuple[ObligationWindow | None, bool]:
    """The window that a day's work belongs to, and whether it is by its due day.

    Work of a quota, coverage or standing task belongs to the period that holds the day.
    What is delivered belongs to the first window still open that day, else, late, to
    the last one that was. With `period_start` only that period is asked, and its work
    may be done until its due day.
    """
    windows = sorted(rule.windows, key=_SPAN)
    if period_start is not None:
        windows = [each for each in windows if each.period.start == period_start]
    begun = [each for each in windows if each.opens_on <= done_on]
    if rule.kind in (TaskKind.QUOTA, TaskKind.COVERAGE, TaskKind.STANDING):
        for each in begun:
            if each.period.contains(done_on) or (
                period_start and done_on <= each.due_on
            ):
                return each, True
        return None, True
    for each in begun:
        if done_on <= each.due_on:
            return each, True
    return (begun[-1], False) if begun else (None, False)


def _for(code: ReasonCode, **values: object) -> Reason:
    return Reason(code, Weight.FOR, values)


def _doubt(code: ReasonCode, **values: object) -> Reason:
    return Reason(code, Weight.DOUBT, values)


def _against(code: ReasonCode, **values: object) -> Reason:
    return Reason(code, Weight.AGAINST, values)


def _about_assignment(rule: TaskRule) -> list[Reason]:
    return [] if rule.is_assigned else [_against(ReasonCode.NOT_ASSIGNED)]


def _about_period(
    record: RecordFacts, rule: TaskRule, window: ObligationWindow | None, in_time: bool
) -> list[Reason]:
    if not rule.windows:
        return [_against(ReasonCode.NO_PERIOD)]
    if window is None:
        return [
            _against(
                ReasonCode.OUTSIDE_PERIOD,
                done_on=record.done_on,
                first=min(each.opens_on for each in rule.windows),
                last=max(each.period.last_day for each in rule.windows),
            )
        ]
    if not in_time:
        return [
            _for(ReasonCode.AFTER_DUE_DAY, due_on=window.due_on, done_on=record.done_on)
        ]
    first, last = window.period.start, window.period.last_day
    return [_for(ReasonCode.IN_PERIOD, first=first, last=last)]


def _about_plan(record: RecordFacts, rule: TaskRule) -> list[Reason]:
    if not rule.wants_own_plan:
        return []
    if record.is_own_plan:
        return [_for(ReasonCode.PLAN_SHOWN)]
    return [_against(ReasonCode.PLAN_MISSING)]


def _about_form(record: RecordFacts, rule: TaskRule) -> list[Reason]:
    if not rule.forms:
        return []
    if record.form in rule.forms:
        return [_for(ReasonCode.FORM_FITS, form=record.form)]
    return [_against(ReasonCode.WRONG_FORM, form=record.form, allowed=rule.forms)]


def _about_area(record: RecordFacts, rule: TaskRule) -> list[Reason]:
    if rule.kind == TaskKind.COVERAGE and rule.coverage:
        if item := _covered(record, rule):
            return [_for(ReasonCode.AREA_FITS, area=item)]
        return [_against(ReasonCode.NOT_COVERED, required=rule.coverage)]
    if not rule.areas:
        return []
    if not record.area:
        return [_against(ReasonCode.AREA_MISSING, allowed=rule.areas)]
    if record.area in rule.areas:
        return [_for(ReasonCode.AREA_FITS, area=record.area)]
    return [_against(ReasonCode.WRONG_AREA, area=record.area, allowed=rule.areas)]


def _covered(record: RecordFacts, rule: TaskRule) -> str:
    """The form or area of the record that a coverage task names, or ""."""
    if rule.kind != TaskKind.COVERAGE:
        return ""
    items = (record.form, record.area)
    return next((item for item in items if item in rule.coverage), "")


def _about_topics(record: RecordFacts, rule: TaskRule) -> list[Reason]:
    if not rule.topics or not record.topics:
        return []
    wanted = {_plain(topic) for topic in rule.topics}
    for topic in record.topics:
        if _plain(topic) in wanted:
            return [_for(ReasonCode.TOPIC_FITS, topic=topic)]
    # Topics are free words: another wording is no proof of another subject.
    return [_doubt(ReasonCode.TOPIC_DIFFERS, topics=record.topics, named=rule.topics)]


def _plain(topic: str) -> str:
    return " ".join(topic.casefold().split())


def _about_channel(record: RecordFacts, rule: TaskRule) -> list[Reason]:
    kind, owner = str(record.channel_kind), record.channel_owner
    found = []
    if kind and rule.channel_kinds and kind not in rule.channel_kinds:
        found.append(
            _against(ReasonCode.WRONG_CHANNEL, channel=kind, allowed=rule.channel_kinds)
        )
    if owner is not None and owner not in _allowed_owners(rule):
        found.append(_against(ReasonCode.WRONG_OWNER, owner=owner.value))
    if found:
        return found
    if owner is not None:
        return [_for(ReasonCode.CHANNEL_FITS, channel=kind, owner=owner.value)]
    if record.address_key:
        return [_doubt(ReasonCode.CHANNEL_UNKNOWN, address=record.address_key)]
    if rule.channel_kinds and not kind:
        return [_doubt(ReasonCode.CHANNEL_MISSING, allowed=rule.channel_kinds)]
    return []


def _allowed_owners(rule: TaskRule) -> set[ChannelOwner]:
    allowed = {ChannelOwner.OWN}
    if rule.allows_superior_channel:
        allowed.add(ChannelOwner.SUPERIOR)
    if rule.allows_press:
        allowed.add(ChannelOwner.PRESS)
    return allowed


def _about_address(record: RecordFacts, credited: Collection[str]) -> list[Reason]:
    if record.address_key and record.address_key in credited:
        return [_against(ReasonCode.ALREADY_COUNTED, address=record.address_key)]
    return []


def _quantity(record: RecordFacts, rule: TaskRule) -> tuple[int, list[Reason]]:
    """How many the record brings: its units for a quota, else one."""
    if rule.kind != TaskKind.QUOTA or not rule.unit:
        return 1, []
    total = sum(
        count
        for unit, count in record.quantities.items()
        if count > 0 and unit_fits(unit, rule.unit)
    )
    if total:
        return total, [_for(ReasonCode.UNIT_FITS, unit=rule.unit, quantity=total)]
    given = tuple(record.quantities)
    return 0, [_against(ReasonCode.WRONG_UNIT, unit=rule.unit, given=given)]


_TIES = {
    TaskKind.QUOTA: {ReasonCode.UNIT_FITS, ReasonCode.FORM_FITS},
    TaskKind.COVERAGE: {ReasonCode.AREA_FITS},
    TaskKind.STANDING: {
        ReasonCode.FORM_FITS,
        ReasonCode.AREA_FITS,
        ReasonCode.TOPIC_FITS,
    },
    TaskKind.DELIVER: {ReasonCode.FORM_FITS},
    TaskKind.EVENT: {ReasonCode.FORM_FITS},
    # A report is known by what wrote it, never by its form.
    TaskKind.REPORT: set[ReasonCode](),
}


def _is_tied(rule: TaskRule, reasons: Iterable[Reason]) -> bool:
    ties = _TIES[rule.kind]
    return any(reason.code in ties for reason in reasons)
