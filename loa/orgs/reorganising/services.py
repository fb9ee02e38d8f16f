"""Carrying a reorganisation out: everything or nothing, by a document, on record."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from loa.audit.services import record
from loa.common import once
from loa.orgs import policies
from loa.orgs.loading.load import move_below, replace_version
from loa.orgs.models import (
    PATH_SEGMENT,
    Body,
    BodyVersion,
    Reorganisation,
    Succession,
)
from loa.orgs.reorganising.plan import make_plan
from loa.orgs.reorganising.planned import Altered, Ending, Plan, Target
from loa.orgs.reorganising.rows import Change, ChangeRow
from loa.orgs.selectors import Acting, version_of
from loa.orgs.services.bodies import hold
from loa.orgs.signals import reorganised

if TYPE_CHECKING:
    from loa.accounts.models import User

_KINDS = {
    Change.MERGE: Succession.Kind.MERGE,
    Change.SPLIT: Succession.Kind.SPLIT,
    Change.PART: Succession.Kind.SPLIT,
    Change.ABOLISH: Succession.Kind.DISSOLVE,
}


@transaction.atomic
def reorganise(
    *,
    over: BodyVersion,
    rows: Sequence[ChangeRow],
    on: date,
    by_document: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Reorganisation:
    """Carry out what a document says becomes of the bodies below one, from a day on.

    :raises PermissionDenied: to who neither administers nor watches over that body
    :raises BadRows: if a row cannot be carried out, also because of what somebody else
        entered meanwhile; nothing is written then
    """
    policies.require_reorganise(acting, over)
    claim = once.claim(once_key, actor.pk, at)
    # Bodies below one are reorganised one at a time.
    hold(over.body_id)
    current = version_of(over.body_id, on) or over
    plan = make_plan(current, rows, on=on)
    hold(*plan.body_ids)
    row = Reorganisation.objects.create(
        over_id=over.body_id,
        on=on,
        by_document=by_document,
        rows=[each.as_data() for each in rows],
        decided_by=actor,
        recorded_at=at,
    )
    made = {id(each): _make(each, current.body.is_demo) for each in plan.created}
    _write_created(plan, made)
    # What ends is not moved with a body above it that gets another superior.
    for ending in plan.endings:
        _end(ending, made, plan, source=by_document)
    for altered in plan.altered:
        _alter(altered, made, on)
    record(
        actor=actor,
        action="orgs.bodies.reorganised",
        at=at,
        target=over.body,
        body=Body(pk=acting.body_id) if acting else None,
        detail={
            "by": by_document,
            "on": on.isoformat(),
            "created": len(plan.created),
            "changed": len(plan.altered),
            "ended": len(plan.ending_ids),
        },
    )
    reorganised.send(
        sender=Reorganisation,
        reorganisation=row,
        ended=sorted(plan.ending_ids),
        actor=actor,
        at=at,
    )
    claim.done(row.get_absolute_url())
    return row


def _make(target: Target, is_demo: bool) -> Body:
    return Body.objects.create(code=target.code, is_demo=is_demo)


def _write_created(plan: Plan, made: dict[int, Body]) -> None:
    waiting = list(plan.created)
    paths: dict[int, str] = {}
    while waiting:
        for target in list(waiting):
            above = target.parent
            if above and not above.version and id(above) not in paths:
                continue
            parent = _body_id(above, made) if above else None
            path = _path_of(above, paths) if above else ""
            body = made[id(target)]
            paths[id(target)] = f"{path}{body.pk:0{PATH_SEGMENT}d}"
            BodyVersion.objects.create(
                body=body,
                parent_id=parent,
                path=paths[id(target)],
                valid_from=plan.on,
                **target.fields,
            )
            waiting.remove(target)


def _path_of(above: Target, paths: dict[int, str]) -> str:
    return above.version.path if above.version else paths[id(above)]


def _body_id(target: Target, made: dict[int, Body]) -> int:
    return target.version.body_id if target.version else made[id(target)].pk


def _alter(altered: Altered, made: dict[int, Body], on: date) -> None:
    old = altered.version
    new = BodyVersion.objects.get(pk=old.pk)
    new.pk = None
    new._state.adding = True
    new.valid_from = on
    for name, value in altered.fields.items():
        setattr(new, name, value)
    if altered.parent is not None:
        new.parent_id = _body_id(altered.parent, made)
        above = version_of(new.parent_id, on)
        if above is None:
            raise AssertionError("the superior was looked for by make_plan")
        new.path = f"{above.path}{old.body_id:0{PATH_SEGMENT}d}"
    replace_version(old, new, on)
    if new.path != old.path:
        move_below(old.path, new.path, on)


def _end(ending: Ending, made: dict[int, Body], plan: Plan, *, source: str) -> None:
    body_id = ending.version.body_id
    for heir, share in ending.heirs or [(None, None)]:
        Succession.objects.create(
            from_body_id=body_id,
            to_body_id=_body_id(heir, made) if heir else None,
            kind=_KINDS[Change(ending.change)],
            share=share,
            on=plan.on,
            source=source[:300],
            is_derived=ending.is_derived,
        )
    if ending.ends:
        BodyVersion.objects.filter(pk=ending.version.pk).update(valid_to=plan.on)
