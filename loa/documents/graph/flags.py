"""Why a basis wants a second look: replaced, expired, not yet in force, another day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.common import figures
from loa.documents.addresses import detail_url
from loa.documents.models import Document, Relation
from loa.reference.models import LegalDocument


class FlagKind(StrEnum):
    """What is to be known of a basis on the day of the paper that rests on it."""

    REPLACED = "replaced"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    RECALLED = "recalled"
    DAY_DIFFERS = "day_differs"
    REPLACED_SINCE = "replaced_since"
    EXPIRED_SINCE = "expired_since"
    AMENDED = "amended"
    UNVERIFIED = "unverified"


OVER = frozenset(
    {
        FlagKind.REPLACED,
        FlagKind.EXPIRED,
        FlagKind.REPLACED_SINCE,
        FlagKind.EXPIRED_SINCE,
        FlagKind.RECALLED,
    }
)
"""Kinds that say that the basis no longer holds today."""

# Colour and shape; the words are beside them.
SIGNS = {
    FlagKind.REPLACED: ("is-overdue", "s-overdue"),
    FlagKind.EXPIRED: ("is-overdue", "s-overdue"),
    FlagKind.NOT_YET: ("is-overdue", "s-overdue"),
    FlagKind.RECALLED: ("is-overdue", "s-overdue"),
    FlagKind.DAY_DIFFERS: ("is-disputed", "e-disputed"),
    FlagKind.REPLACED_SINCE: ("is-risk", "s-risk"),
    FlagKind.EXPIRED_SINCE: ("is-risk", "s-risk"),
    FlagKind.AMENDED: ("is-track", "s-track"),
    FlagKind.UNVERIFIED: ("is-uncheckable", "e-uncheckable"),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """One remark on a basis: since when, by which document, and where that was read."""

    kind: FlagKind
    day: date | None = None
    by: str = ""
    url: str = ""
    source: str = ""

    @property
    def css(self) -> str:
        return SIGNS[self.kind][0]

    @property
    def symbol(self) -> str:
        return SIGNS[self.kind][1]

    @property
    def words(self) -> str:
        """The remark as a sentence, without the name of the document that says it."""
        day = figures.day(self.day) if self.day else _("a day that is not known")
        return {
            FlagKind.REPLACED: _("was already replaced on the day of this paper, from %(day)s"),
            FlagKind.EXPIRED: _("was no longer in force on the day of this paper, from %(day)s"),
            FlagKind.NOT_YET: _("was not yet in force on the day of this paper, only from %(day)s"),
            FlagKind.RECALLED: _("was recalled by its issuer"),
            FlagKind.DAY_DIFFERS: _("the paper held under this number has another day: %(day)s"),
            FlagKind.REPLACED_SINCE: _("has been replaced since, from %(day)s"),
            FlagKind.EXPIRED_SINCE: _("is no longer in force, from %(day)s"),
            FlagKind.AMENDED: _("has been amended"),
            FlagKind.UNVERIFIED: _("its dates have not been checked at the official gazette"),
        }[self.kind] % {"day": day}  # fmt: skip

    @property
    def words_now(self) -> str:
        """The remark on the paper itself, as of today, with no other paper in view."""
        day = figures.day(self.day) if self.day else _("a day that is not known")
        if self.kind in {FlagKind.REPLACED, FlagKind.REPLACED_SINCE}:
            return _("has been replaced, from %(day)s") % {"day": day}
        if self.kind in {FlagKind.EXPIRED, FlagKind.EXPIRED_SINCE}:
            return _("is no longer in force, from %(day)s") % {"day": day}
        if self.kind == FlagKind.NOT_YET:
            return _("comes into force on %(day)s") % {"day": day}
        return self.words


def of_law(law: LegalDocument, on: date, today: date) -> Iterator[Flag]:
    """Say what is to be known of a law cited on a day, as known today.

    Of a law that is not verified only that is said: its dates decide nothing.
    """
    if not law.is_verified:
        yield Flag(FlagKind.UNVERIFIED)
        return
    start, end, new = law.effective_from, law.effective_to, law.replaced_by
    if start and start > on:
        yield Flag(FlagKind.NOT_YET, start, source=law.source)
    if end and end <= today:
        was_over = end <= on
        if new:
            kind = FlagKind.REPLACED if was_over else FlagKind.REPLACED_SINCE
        else:
            kind = FlagKind.EXPIRED if was_over else FlagKind.EXPIRED_SINCE
        url = reverse("documents:graph_law", args=[new.pk]) if new else ""
        yield Flag(kind, end, str(new or ""), url, law.source)
    elif law.amended_by:
        yield Flag(FlagKind.AMENDED, by=", ".join(law.amended_by), source=law.source)


def of_document(
    document: Document, relations: Iterable[Relation], on: date, today: date
) -> Iterator[Flag]:
    """Say what is to be known of a document cited on a day, as known today.

    :param relations: what the reader may see of what others do to it
    """
    is_said = False
    for row in relations:
        starts = row.effective_on or row.document.issued_on
        if starts and starts > today:
            continue
        by, url = str(row.document), detail_url(row.said_by or row.document)
        source = str(row.said_by) if row.said_by else ""
        if row.kind == Relation.Kind.AMENDS:
            yield Flag(FlagKind.AMENDED, starts, by, url, source)
        elif row.kind == Relation.Kind.REPLACES:
            is_said = True
            was_over = starts is not None and starts <= on
            kind = FlagKind.REPLACED if was_over else FlagKind.REPLACED_SINCE
            yield Flag(kind, starts, by, url, source)
        elif row.kind == Relation.Kind.RECALLS:
            is_said = True
            yield Flag(FlagKind.RECALLED, starts, by, url, source)
    if document.ended == "recalled" and not is_said:
        yield Flag(FlagKind.RECALLED)
    elif document.ended and not is_said:
        yield Flag(FlagKind.REPLACED_SINCE)
