"""A person's choices while a directive is read: names and kinds, kept at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from loa.common.figures import local_day
from loa.documents import policies as documents
from loa.documents.models import Document, Finding
from loa.documents.policies import can_speak_for_issuer
from loa.documents.reading import TaskReading
from loa.documents.selectors import reading as reading_of
from loa.documents.services import confirm_finding, correct_finding, correct_task
from loa.documents.services.tasks import TaskValues
from loa.domain.quotas import TaskKind
from loa.orgs.models import Body, BodyGroup
from loa.orgs.names import Names, key_of
from loa.orgs.selectors import Acting
from loa.orgs.services import add_alias
from loa.programmes.resolving import OUTSIDE
from loa.programmes.services.log import log

if TYPE_CHECKING:
    from loa.accounts.models import User


@transaction.atomic
def choose_name(
    *,
    document: Document,
    printed: str,
    actor: "User",
    acting: Acting,
    at: datetime,
    body: Body | None = None,
    group: BodyGroup | None = None,
) -> None:
    """Say whom a printed name means: a body, a group, or nobody in this installation.

    A body or group is kept as an alias: in the issuer's papers when she may bind
    others by this one, else in her own body alone. "Nobody" holds for this document.

    :raises PermissionDenied: to who may not correct the reading
    :raises AlreadyConfirmed: when the document is no longer open
    """
    documents.require_write(acting, document)
    means_nobody = body is None and group is None
    for task in reading_of(document).tasks:
        names = [*task.leads, *task.coordinates, *([task.via] if task.via else [])]
        if key_of(printed) in {key_of(each.printed) for each in names}:
            _set_outside(task, printed, means_nobody, actor, acting, at)
    if not means_nobody:
        add_alias(
            scope=_scope(document, acting, at),
            name=printed,
            body=body,
            group=group,
            actor=actor,
            at=at,
        )
    detail = {"printed": printed, "means": str(body or group or "")}
    log("name.chosen", document, actor=actor, acting=acting, at=at, detail=detail)


def _scope(document: Document, acting: Acting, at: datetime) -> Body:
    """Where a choice holds: the issuer's government, or the reader's body alone."""
    on = local_day(at)
    if document.issuer and can_speak_for_issuer(acting, document, on=on):
        return Names(document.issuer, on).root or document.issuer
    return Body.objects.get(pk=acting.body_id)


def _set_outside(
    task: TaskReading,
    printed: str,
    is_outside: bool,
    actor: "User",
    acting: Acting,
    at: datetime,
) -> None:
    value = dict(task.finding.value or {})
    said = [name for name in value.get(OUTSIDE, []) if key_of(name) != key_of(printed)]
    wanted = [*said, printed] if is_outside else said
    if wanted == value.get(OUTSIDE, []):
        return
    correct_finding(
        finding=task.finding,
        value=value | {OUTSIDE: wanted},
        actor=actor,
        acting=acting,
        at=at,
    )


@transaction.atomic
def choose_kind(
    *,
    document: Document,
    item: int,
    values: TaskValues,
    extra: Mapping[str, Any],
    actor: "User",
    acting: Acting,
    at: datetime,
) -> None:
    """Give a task another kind with what that kind needs.

    :param values: the parts as a person wants them; leads and others as they stand
    :param extra: what ``drafting.extras`` reads; None takes a key away
    :raises Finding.DoesNotExist: when the document has no such task
    :raises AlreadyConfirmed: when the document is no longer open
    """
    correct_task(
        document=document,
        item=item,
        values=values,
        actor=actor,
        acting=acting,
        at=at,
    )
    whole = document.findings.get(field="task", item=item)
    kept = {
        key: value for key, value in dict(whole.value or {}).items() if key not in extra
    }
    kept |= {key: value for key, value in extra.items() if value is not None}
    if kept != whole.value:
        correct_finding(finding=whole, value=kept, actor=actor, acting=acting, at=at)
    detail = {"item": item, "kind": values.kind}
    log("kind.chosen", document, actor=actor, acting=acting, at=at, detail=detail)


@transaction.atomic
def accept_standing(
    *, document: Document, actor: "User", acting: Acting, at: datetime
) -> int:
    """Say of all tasks proposed as standing that they are; return how many.

    :raises AlreadyConfirmed: when the document is no longer open
    """
    rows = document.findings.filter(
        field="task.kind",
        value=TaskKind.STANDING.value,
        state=Finding.State.PROPOSED,
    )
    count = 0
    for finding in rows:
        confirm_finding(finding=finding, actor=actor, acting=acting, at=at)
        count += 1
    if count:
        detail = {"count": count}
        log(
            "standing.accepted",
            document,
            actor=actor,
            acting=acting,
            at=at,
            detail=detail,
        )
    return count
