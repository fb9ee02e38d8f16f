"""Writing what a comparison found: new bodies, and dated versions of changed ones."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from loa.audit.services import Actor, record
from loa.domain.text import fold
from loa.orgs.loading.differences import BodyRow, Differences
from loa.orgs.models import PATH_SEGMENT, Body, BodyVersion
from loa.orgs.selectors import in_force

BATCH = 2000


class DemoBeside(RuntimeError):
    """Demo bodies and real ones would stand in one database."""


class UnknownParent(ValueError):
    """A row names a superior that is neither in the list nor here."""


@transaction.atomic
def apply_differences(
    found: Differences,
    *,
    actor: Actor,
    at: datetime,
    since: date | None = None,
    is_demo: bool = False,
) -> None:
    """Write what :func:`compare` found, whole or not at all.

    New bodies hold from ``since`` (the comparison's day without it); a changed body's
    version ends on the comparison's day and a new one begins, so that yesterday keeps
    its names.

    :raises DemoBeside: if demo bodies and real ones would meet
    :raises UnknownParent: if a superior is nowhere
    """
    if Body.objects.exclude(is_demo=is_demo).exists():
        raise DemoBeside
    paths = {
        version.body.code: (version.body_id, version.path)
        for version in BodyVersion.objects.filter(in_force(found.on)).select_related(
            "body"
        )
    }
    _add(found.added, since or found.on, paths, is_demo=is_demo)
    _change(found, paths)
    if not found.is_empty:
        record(
            actor=actor,
            action="orgs.bodies.loaded",
            at=at,
            detail={"added": len(found.added), "changed": len(found.changed)},
        )


def _add(
    rows: list[BodyRow],
    since: date,
    paths: dict[str, tuple[int, str]],
    *,
    is_demo: bool,
) -> None:
    bodies = Body.objects.bulk_create(
        [Body(code=row.code, is_demo=is_demo) for row in rows], batch_size=BATCH
    )
    ids = {body.code: body.pk for body in bodies}
    for row in superiors_first(rows, set(paths)):
        above = paths[row.parent_code][1] if row.parent_code else ""
        paths[row.code] = (ids[row.code], f"{above}{ids[row.code]:0{PATH_SEGMENT}d}")
    BodyVersion.objects.bulk_create(
        [_version(row, paths, since) for row in rows], batch_size=BATCH
    )


def superiors_first(rows: Iterable[BodyRow], known: set[str]) -> list[BodyRow]:
    """Order rows so that each comes after its superior.

    :raises UnknownParent: naming the rows whose superior is nowhere, or is below them
    """
    known = set(known)
    waiting, ordered = list(rows), []
    while waiting:
        ready = [
            row for row in waiting if not row.parent_code or row.parent_code in known
        ]
        if not ready:
            raise UnknownParent(", ".join(sorted(row.code for row in waiting)))
        ordered += ready
        known.update(row.code for row in ready)
        waiting = [row for row in waiting if row.code not in known]
    return ordered


def _version(
    row: BodyRow, paths: dict[str, tuple[int, str]], since: date
) -> BodyVersion:
    values = asdict(row)
    parent = values.pop("parent_code")
    body_id, path = paths[values.pop("code")]
    return BodyVersion(
        body_id=body_id,
        path=path,
        parent_id=paths[parent][0] if parent else None,
        folded=fold(row.name),
        valid_from=since,
        **values,
    )


def _change(found: Differences, paths: dict[str, tuple[int, str]]) -> None:
    for change in found.changed:
        version, row = change.version, change.row
        if row.parent_code and row.parent_code not in paths:
            raise UnknownParent(row.code)
        above = paths[row.parent_code][1] if row.parent_code else ""
        old_path = version.path
        path = f"{above}{version.body_id:0{PATH_SEGMENT}d}"
        paths[row.code] = (version.body_id, path)
        replace_version(version, _version(row, paths, found.on), found.on)
        if path != old_path:
            move_below(old_path, path, found.on)


def replace_version(old: BodyVersion, new: BodyVersion, on: date) -> None:
    """End a version and begin another; one that began today is replaced by it."""
    if old.valid_from == on:
        new.pk = old.pk
        new.valid_to = old.valid_to
        new.save(force_update=True)
        return
    new.valid_to = old.valid_to
    old.valid_to = on
    old.save(update_fields=["valid_to"])
    new.save()


def move_below(old_path: str, path: str, on: date) -> None:
    """Give everything below a moved body a version with its new path."""
    from loa.orgs.selectors import within

    rows = BodyVersion.objects.filter(within(old_path), in_force(on))
    for version in rows.exclude(path=old_path):
        moved = BodyVersion(**{f.attname: getattr(version, f.attname) for f in _COPIED})
        moved.path = path + version.path[len(old_path) :]
        moved.valid_from = on
        replace_version(version, moved, on)


_COPIED = [
    column
    for column in BodyVersion._meta.concrete_fields
    if not column.primary_key and column.name not in {"valid_from", "valid_to"}
]
