"""Rows that are decided once and never updated: what was held to be so, and when.

``recorded_at`` says since when Loa holds a row to be so, ``closed_at`` when it ceased
to (null: it still does). A change closes one row and opens another, so that what was
known at any moment can be asked again.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class NeverUpdated(TypeError):
    """Somebody tried to write over what was decided: close the row and open another."""


def known(at: datetime | None, through: str = "") -> Q:
    """Return the condition "was held to be so at that moment"; None asks for now.

    :param through: the way to the rows from those that are asked: "record__verdicts__"
    """
    if at is None:
        return Q(**{f"{through}closed_at": None})
    return Q(**{f"{through}recorded_at__lte": at}) & (
        Q(**{f"{through}closed_at": None}) | Q(**{f"{through}closed_at__gt": at})
    )


class DecidedQuerySet(models.QuerySet[Any, Any]):
    """Rows of what was decided; only their end is ever written."""

    def known(self, at: datetime | None = None) -> "DecidedQuerySet":
        """Return what was held to be so at a moment, or is now."""
        return self.filter(known(at))

    def update(self, **values: Any) -> int:
        """Close rows.

        :raises NeverUpdated: for any other change
        """
        _only_the_end(self.model, values)
        return super().update(**values)

    def bulk_update(self, objs: Any, fields: Any, batch_size: Any = None) -> int:
        """Close rows, each with its own end.

        :raises NeverUpdated: for any other change
        """
        _only_the_end(self.model, fields)
        return super().bulk_update(objs, fields, batch_size)


class Decided(models.Model):
    """The base of everything that is decided and never updated but for its closing."""

    recorded_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DecidedQuerySet.as_manager()

    # what may be written into a row that is there
    closing: ClassVar[frozenset[str]] = frozenset({"closed_at"})

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Store a new row, or close one that is there (``update_fields``).

        :raises NeverUpdated: for any other change
        """
        if not self._state.adding:
            fields = options.get("update_fields")
            _only_the_end(type(self), fields if fields is not None else ["*"])
        super().save(*args, **options)


def _only_the_end(model: Any, fields: Any) -> None:
    others = set(fields) - model.closing
    if others:
        names = ", ".join(sorted(map(str, others)))
        raise NeverUpdated(f"{model.__name__} is never updated: {names}")
