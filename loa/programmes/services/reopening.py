"""Assignments change by closing rows and opening others, under one correction."""

from collections.abc import Iterable
from datetime import date

from loa.programmes.models import Assignment, Correction

_KEPT = ("task_id", "body_id", "group_id", "printed", "role", "mode", "via_id")


def same_but_until(
    row: Assignment, until_on: date | None, correction: Correction | None = None
) -> Assignment:
    """Return an assignment like another, unsaved, with another end."""
    return Assignment(
        **{name: getattr(row, name) for name in _KEPT},
        from_on=row.from_on,
        until_on=until_on,
        by_document=row.by_document,
        recorded_at=correction.recorded_at if correction else row.recorded_at,
        opened_by=correction,
    )


def close_and_open(
    correction: Correction, *, gone: Iterable[Assignment], new: Iterable[Assignment]
) -> None:
    """Close some assignments and open others at the correction's moment."""
    at = correction.recorded_at
    pks = [row.pk for row in gone]
    Assignment.objects.known().filter(pk__in=pks).update(
        closed_at=at, closed_by=correction
    )
    Assignment.objects.bulk_create(new)
