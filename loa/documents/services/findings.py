"""What a person makes of a finding: keep, correct, drop, take back."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from loa.common.figures import local_day
from loa.documents.models import Document, Finding
from loa.documents.reading import DOUBTFUL, LIKELY, PROPOSALS
from loa.documents.services import header
from loa.documents.services.gate import hold_open, hold_tasks_open, log
from loa.documents.values import BadValue, cleaned
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

State = Finding.State
ADDABLE = ("citation", "addressee", "recipient")


@transaction.atomic
def confirm_finding(
    *, finding: Finding, actor: "User", acting: Acting | None, at: datetime
) -> Finding:
    """Say that a finding is right as it was read.

    :raises AlreadyConfirmed: when the document is no longer open
    """
    _hold(finding, acting)
    _settle(finding, State.CONFIRMED, finding.value, actor, at)
    _log("finding.confirmed", finding, actor, acting, at)
    return finding


@transaction.atomic
def correct_finding(
    *,
    finding: Finding,
    value: Any,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Finding:
    """Put another value in the place of what was read, which stays in ``proposed``.

    The same value again confirms it.

    :raises BadValue: when the field cannot have it
    :raises AlreadyConfirmed: when the document is no longer open
    """
    _hold(finding, acting)
    before, new = finding.value, cleaned(finding.field, value)
    if new == before:
        state = State.CONFIRMED
    elif finding.proposed is None:
        state = State.ADDED
    else:
        state = State.CORRECTED
    _settle(finding, state, new, actor, at)
    action = "finding.confirmed" if new == before else "finding.corrected"
    _log(action, finding, actor, acting, at, before=before)
    _follow(finding, at)
    return finding


@transaction.atomic
def drop_finding(
    *, finding: Finding, actor: "User", acting: Acting | None, at: datetime
) -> Finding:
    """Say that a finding is none; its row stays and can be taken back.

    Dropping the row "task" drops the task with all its parts.

    :raises AlreadyConfirmed: when the document is no longer open
    """
    _hold(finding, acting)
    _settle(finding, State.DROPPED, finding.value, actor, at)
    _log("finding.dropped", finding, actor, acting, at)
    _follow(finding, at)
    return finding


@transaction.atomic
def restore_finding(
    *, finding: Finding, actor: "User", acting: Acting | None, at: datetime
) -> Finding:
    """Take back the dropping of a finding.

    :raises AlreadyConfirmed: when the document is no longer open
    """
    _hold(finding, acting)
    if finding.proposed is None:
        state = State.ADDED
    elif finding.value == finding.proposed:
        state = State.CONFIRMED
    else:
        state = State.CORRECTED
    _settle(finding, state, finding.value, actor, at)
    _log("finding.restored", finding, actor, acting, at)
    _follow(finding, at)
    return finding


@transaction.atomic
def add_finding(
    *,
    document: Document,
    field: str,
    value: Any,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Finding:
    """Add a citation, an addressee or a recipient that the reader did not find.

    :raises BadValue: when the field is none of these or cannot have the value
    :raises AlreadyConfirmed: when the document is no longer open
    """
    if field not in ADDABLE:
        raise BadValue(field, value)
    hold_open(document, acting)
    finding = Finding.objects.create(
        document=document,
        field=field,
        value=cleaned(field, value),
        order=document.findings.filter(field=field).count(),
        state=State.ADDED,
        by=actor,
        at=at,
    )
    _log("finding.added", finding, actor, acting, at)
    return finding


@transaction.atomic
def settle_rest(
    *, document: Document, actor: "User", acting: Acting | None, at: datetime
) -> int:
    """Say that all findings not yet looked at are right; return how many.

    What was certain needs nobody, and the kinds of tasks are settled one by one.

    :raises AlreadyConfirmed: when the document is no longer open
    """
    hold_tasks_open(document, acting)
    rows = document.findings.filter(
        certainty__in=(DOUBTFUL, LIKELY), state=State.PROPOSED
    ).exclude(field__in=PROPOSALS)
    count = rows.update(state=State.CONFIRMED, by=actor, at=at)
    log(
        "finding.rest_confirmed",
        document,
        actor=actor,
        acting=acting,
        at=at,
        detail={"count": count},
    )
    return count


@transaction.atomic
def set_header(
    *,
    document: Document,
    values: Mapping[str, Any],
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    """Set fields of the header by name; an empty value says the document has none.

    :raises BadValue: when a field cannot have its value; then nothing is changed
    :raises AlreadyConfirmed: when the document is no longer open
    """
    hold_open(document, acting)
    rows = {row.field: row for row in document.findings.filter(item=None)}
    changes = {}
    for field, value in values.items():
        new = cleaned(field, value) if value else None
        if change := _set_one(document, field, rows.get(field), new, actor, at):
            changes[field] = change
    if changes:
        log("header.set", document, actor=actor, acting=acting, at=at, detail=changes)
        header.follow(document, on=local_day(at))


def _set_one(
    document: Document,
    field: str,
    row: Finding | None,
    new: Any,
    actor: "User",
    at: datetime,
) -> list[Any]:
    """Set one value; return before and after, nothing when it stays."""
    before = None if row is None or row.state == State.DROPPED else row.value
    if before == new:
        return []
    if row is None:
        Finding.objects.create(
            document=document,
            field=field,
            value=new,
            state=State.ADDED,
            by=actor,
            at=at,
        )
    elif new is None:
        _settle(row, State.DROPPED, row.value, actor, at)
    else:
        state = State.CONFIRMED if new == row.proposed else State.CORRECTED
        _settle(row, state if row.proposed is not None else State.ADDED, new, actor, at)
    return [before, new]


def _hold(finding: Finding, acting: Acting | None) -> None:
    hold = hold_open if finding.item is None else hold_tasks_open
    hold(finding.document, acting)


def _settle(
    finding: Finding, state: str, value: Any, actor: "User", at: datetime
) -> None:
    finding.state, finding.value, finding.by, finding.at = state, value, actor, at
    finding.save(update_fields=["state", "value", "by", "at"])


def _follow(finding: Finding, at: datetime) -> None:
    if finding.item is None:
        header.follow(finding.document, on=local_day(at))


def _log(
    action: str,
    finding: Finding,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    **more: Any,
) -> None:
    detail = {"field": finding.field, "item": finding.item, "value": finding.value}
    log(
        action,
        finding.document,
        actor=actor,
        acting=acting,
        at=at,
        detail=detail | more,
    )
