"""Which body a code means, and under which code a body sends."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from loa.audit import services as audit
from loa.audit.services import Actor
from loa.documents.models import ExchangeCode
from loa.domain import exchange
from loa.orgs import selectors as orgs
from loa.orgs.models import Body

if TYPE_CHECKING:
    from loa.accounts.models import User


class BadCode(ValueError):
    """A code that has none of the known forms."""


class CodeTaken(ValueError):
    """Another row has this code and is not ended."""


def add_code(
    *,
    body: Body,
    code: str,
    is_served: bool,
    clerk: "User | None" = None,
    from_on: date,
    actor: Actor,
    at: datetime,
) -> ExchangeCode:
    """Give a body a code under which it is known to other systems.

    :param is_served: messages to it are taken in here
    :param clerk: in whose name what comes is brought in; she needs a writing role there
    :raises BadCode: when it has no form of the standard or of Decision 20/2020
    :raises CodeTaken: when it is somebody's already
    """
    cleaned = exchange.clean_code(code)
    if exchange.form_of(cleaned) is exchange.Form.OTHER:
        raise BadCode(code)
    try:
        with transaction.atomic():
            row = ExchangeCode.objects.create(
                body=body,
                code=cleaned,
                is_served=is_served,
                clerk=clerk,
                from_on=from_on,
                recorded_at=at,
            )
            audit.record(
                actor=actor,
                action="documents.exchange_code.added",
                at=at,
                target=row,
                body=body,
                detail={"code": cleaned, "is_served": is_served},
            )
    except IntegrityError as error:
        raise CodeTaken(cleaned) from error
    return row


@transaction.atomic
def end_code(*, code: ExchangeCode, until_on: date, actor: Actor, at: datetime) -> None:
    """Let a code be valid until a day, that day not included."""
    if ExchangeCode.objects.filter(pk=code.pk, until_on=None).update(until_on=until_on):
        audit.record(
            actor=actor,
            action="documents.exchange_code.ended",
            at=at,
            target=code,
            body=code.body,
            detail={"until": until_on.isoformat()},
        )


def served(codes: Iterable[str], on: date) -> dict[str, ExchangeCode]:
    """Return the codes among these that this installation takes messages for."""
    rows = ExchangeCode.objects.filter(
        orgs.granted(on), code__in=list(codes), is_served=True
    ).select_related("clerk", "body")
    return {row.code: row for row in rows}


def codes_of(bodies: Iterable[int], on: date) -> dict[int, list[ExchangeCode]]:
    """Return the codes that bodies have on a day, newest first, by body."""
    found: dict[int, list[ExchangeCode]] = {}
    rows = ExchangeCode.objects.filter(orgs.granted(on), body_id__in=list(bodies))
    for row in rows:
        found.setdefault(row.body_id, []).append(row)
    return found


def own_code(body_id: int, on: date, *, preferred: str = "") -> str:
    """Return a code under which a body may send, "" when it has none.

    Of several the preferred one, else one of Decision 20/2020, else the newest.
    """
    rows = codes_of([body_id], on).get(body_id, [])
    if preferred in _sendable(rows):
        return preferred
    return best_code(rows)


def best_code(rows: Iterable[ExchangeCode]) -> str:
    """Return the code to write in a message, "" when none of these may be written.

    One of Decision 20/2020, else the first.
    """
    fit = _sendable(rows)
    new = [code for code in fit if exchange.form_of(code) is exchange.Form.ROOT_FIRST]
    return next(iter(new or fit), "")


def _sendable(rows: Iterable[ExchangeCode]) -> list[str]:
    return [row.code for row in rows if exchange.is_sendable_code(row.code)]


def same_body(code: str) -> set[str]:
    """Return a code and all others, old and new, of the body that it means."""
    bodies = ExchangeCode.objects.filter(code=code).values("body_id")
    rows = ExchangeCode.objects.filter(body_id__in=bodies)
    return {code, *rows.values_list("code", flat=True)}
