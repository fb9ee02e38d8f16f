"""Numbers of papers: entered from the body's own register, or taken from a series.

A number is given once a year to a type of paper of a body, and never again: a void one
stays in the list, said to be void (R1.4).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F

from loa.audit import services as audit
from loa.documents.codes import code_of
from loa.documents.models import (
    Document,
    Draft,
    NumberingRule,
    NumberSeries,
    RegisteredNumber,
    Status,
)
from loa.documents.outgoing import policies
from loa.documents.outgoing.writing import hold
from loa.orgs.models import Body
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

_NUMBER = re.compile(r"0*(?P<bare>[1-9]\d{0,5}[a-zđ]{0,3})")


@dataclass(frozen=True, slots=True)
class OtherPaper:
    """A paper of a body that is no draft here, as a report is."""

    body_id: int
    type_code: str
    symbol: str
    title: str


class BadNumber(ValueError):
    """It is not a number as registers have them: 5, 05, 12a."""


class NumberTaken(Exception):
    """The number was given already this year, to ``what`` (printed)."""

    def __init__(self, number: str, what: str, is_void: bool = False) -> None:
        super().__init__(number)
        self.number, self.what, self.is_void = number, what, is_void


class NumberMissing(ValueError):
    """The body enters its numbers from its own register, and none was given."""


class SeriesOnly(ValueError):
    """The body takes its numbers from a series here; none is entered by hand."""


class TooLow(ValueError):
    """A series cannot begin again below a number that was given: ``least``."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least


def bare_number(text: str) -> str:
    """Return a number as it is compared: without leading zeros, in small letters.

    >>> bare_number("05"), bare_number(" 12A ")
    ('5', '12a')

    :raises BadNumber: when it is none
    """
    found = _NUMBER.fullmatch(text.strip().casefold())
    if found is None:
        raise BadNumber(text)
    return found["bare"]


def has_own_series(body_id: int) -> bool:
    """Whether a body takes its numbers from a series of Loa's own."""
    return NumberingRule.objects.filter(body_id=body_id, until_at=None).exists()


def number_of(draft: Draft) -> RegisteredNumber | None:
    """Return the number that a paper holds now."""
    return draft.numbers.filter(void_at=None).first()


@transaction.atomic
def switch_series(
    *, is_on: bool, actor: "User", acting: Acting | None, at: datetime
) -> None:
    """Let the body acted in take numbers from a series of its own, or enter them again.

    :raises PermissionDenied: to who does not set up the body
    """
    acting = policies.require_set_up(acting)
    rows = NumberingRule.objects.filter(body_id=acting.body_id, until_at=None)
    if is_on == rows.exists():
        return
    if is_on:
        # Of two people at once one wins; the other finds it as she wanted it.
        own = {"from_at": at, "set_by": actor}
        if not _open_rule(acting.body_id, own):
            return
    else:
        rows.update(until_at=at)
    _log("numbers.switched", actor, acting, at, is_on=is_on)


def _open_rule(body_id: int, own: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            NumberingRule.objects.create(body_id=body_id, **own)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def set_next(
    *,
    type_code: str,
    year: int,
    next: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> NumberSeries:
    """Say with which number a series goes on, as the register on paper stands.

    :raises TooLow: below or at a number that was given here
    :raises PermissionDenied: to who does not set up the body
    """
    acting = policies.require_set_up(acting)
    series = _series(acting.body_id, type_code, year)
    least = _highest(acting.body_id, type_code, year) + 1
    if next < least:
        raise TooLow(least)
    NumberSeries.objects.filter(pk=series.pk).update(next=next)
    series.refresh_from_db()
    detail = {"type": type_code, "year": year, "next": next}
    _log("numbers.set", actor, acting, at, **detail)
    return series


def _highest(body_id: int, type_code: str, year: int) -> int:
    rows = RegisteredNumber.objects.filter(
        body_id=body_id, type_code=type_code, year=year
    )
    given = (
        re.match(r"\d+", number) for number in rows.values_list("number", flat=True)
    )
    return max((int(found[0]) for found in given if found), default=0)


def _series(body_id: int, type_code: str, year: int) -> NumberSeries:
    key: dict[str, Any] = {"body_id": body_id, "type_code": type_code, "year": year}
    try:
        with transaction.atomic():
            return NumberSeries.objects.get_or_create(**key)[0]
    except IntegrityError:
        return NumberSeries.objects.get(**key)


def give_number(
    *, paper: Draft | OtherPaper, number: str, year: int, actor: "User", at: datetime
) -> RegisteredNumber:
    """Give a paper its number: the next of the series, or the one of the register.

    Called in the transaction that uses it.

    :raises SeriesOnly: when one is entered where the body has a series of its own
    :raises NumberMissing: when none is entered where it has none
    :raises BadNumber, NumberTaken: as :func:`enter_number`
    """
    if has_own_series(paper.body_id):
        if number.strip():
            raise SeriesOnly
        return take_number(draft=paper, year=year, actor=actor, at=at)
    if not number.strip():
        raise NumberMissing
    return enter_number(draft=paper, number=number, year=year, actor=actor, at=at)


def take_number(
    *, draft: Draft | OtherPaper, year: int, actor: "User", at: datetime
) -> RegisteredNumber:
    """Take the next number of a series; called in the transaction that uses it.

    The UPDATE locks the series' row until the commit: the next one waits, and when
    this one fails its number goes back. So there is never a gap.
    """
    series = _series(draft.body_id, draft.type_code, year)
    rows = NumberSeries.objects.filter(pk=series.pk)
    while True:
        rows.update(next=F("next") + 1)
        number = str(rows.values_list("next", flat=True).get() - 1)
        given = RegisteredNumber.objects.filter(
            body_id=draft.body_id, type_code=draft.type_code, year=year, number=number
        )
        # One that was entered by hand before the series was switched on is no gap.
        if given.exists():
            continue
        try:
            with transaction.atomic():
                return _register(draft, number, year, actor, at, is_from_series=True)
        except IntegrityError:
            # Somebody entered this very number by hand at the same moment.
            if not given.exists():
                raise


def enter_number(
    *,
    draft: Draft | OtherPaper,
    number: str,
    year: int,
    actor: "User",
    at: datetime,
) -> RegisteredNumber:
    """Enter a number of the body's own register; called in the transaction that uses it.

    :raises BadNumber: when it is none
    :raises NumberTaken: when a paper of this type has it this year
    """
    bare = bare_number(number)
    if known := _document_with(draft, bare, year):
        raise NumberTaken(bare, str(known))
    try:
        with transaction.atomic():
            return _register(draft, bare, year, actor, at, is_from_series=False)
    except IntegrityError:
        row = RegisteredNumber.objects.select_related("draft").get(
            body_id=draft.body_id, type_code=draft.type_code, year=year, number=bare
        )
        raise NumberTaken(bare, row.given_to, row.void_at is not None) from None


def _document_with(
    draft: Draft | OtherPaper, number: str, year: int
) -> Document | None:
    """A document of this body, brought in by hand, that has the number already."""
    rows = Document.objects.filter(
        issuer_id=draft.body_id,
        code=code_of(number, draft.symbol),
        issued_on__gte=date(year, 1, 1),
        issued_on__lt=date(year + 1, 1, 1),
    )
    return rows.exclude(status=Status.WITHDRAWN).first()


def _register(
    paper: Draft | OtherPaper,
    number: str,
    year: int,
    actor: "User",
    at: datetime,
    *,
    is_from_series: bool,
) -> RegisteredNumber:
    has: dict[str, Any] = (
        {"draft": paper}
        if isinstance(paper, Draft)
        else {"title": paper.title[:300], "symbol": paper.symbol[:60]}
    )
    return RegisteredNumber.objects.create(
        body_id=paper.body_id,
        type_code=paper.type_code,
        year=year,
        number=number,
        is_from_series=is_from_series,
        taken_at=at,
        taken_by=actor,
        **has,
    )


@transaction.atomic
def void_number(
    *,
    row: RegisteredNumber,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    """Make a number void: it stays in the list with its reason, and is not used again.

    :raises ValueError: without a reason
    :raises loa.documents.outgoing.writing.Moved: when the paper is not out for signing:
        the number of an issued one stands
    :raises PermissionDenied: to who does not write for the body
    """
    acting = policies.require_write(acting, row.body_id)
    if not reason.strip():
        raise ValueError("a void number says why")
    if row.draft is None:
        raise ValueError("the number of a report goes with the report")
    hold(row.draft, "take_back")
    rows = RegisteredNumber.objects.filter(pk=row.pk, void_at=None)
    if rows.update(void_at=at, void_by=actor, void_reason=reason.strip()[:300]):
        detail = {"number": row.number, "type": row.type_code, "reason": reason}
        _log("number.voided", actor, acting, at, **detail)


def give_up_number(
    *, row: RegisteredNumber, reason: str, actor: "User", at: datetime
) -> None:
    """Make void the number of a paper that is no draft, which takes another one."""
    rows = RegisteredNumber.objects.filter(pk=row.pk, draft=None, void_at=None)
    rows.update(void_at=at, void_by=actor, void_reason=reason[:300])


def _log(
    action: str, actor: "User", acting: Acting, at: datetime, **detail: object
) -> None:
    body = Body.objects.get(pk=acting.body_id)
    audit.record(
        actor=actor,
        action=f"documents.{action}",
        at=at,
        target=body,
        body=body,
        detail=detail,
    )
