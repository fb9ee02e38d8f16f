"""What was decided since a moment about some duties: by whom, when, by which document.

It says why a past day looks otherwise with what is known now.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.common import figures
from loa.evidence.models import Credit, Verdict
from loa.orgs.models import GroupMember, GroupRule
from loa.orgs.selectors import versions_of
from loa.programmes.models import Correction, Exemption, Extension, Statement

MOST = 40


@dataclass(frozen=True, slots=True)
class Change:
    """One decision since then, with where it can be read."""

    at: datetime
    who: str
    words: str
    reason: str = ""
    document: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest decisions, and how many records and verdicts came since."""

    listed: tuple[Change, ...]
    more: int
    records: int
    verdicts: int

    def __bool__(self) -> bool:
        return bool(self.listed or self.records or self.verdicts)


@dataclass(frozen=True, slots=True)
class Span:
    """Which duties are asked about: of bodies, tasks, and periods begun in some days."""

    body_ids: Collection[int]
    task_ids: Collection[int]
    first: date
    last: date


def changes_since(
    known_at: datetime, span: Span, *, on: date, each_record: bool = False
) -> Changes:
    """Return what was decided after a moment; the queries do not grow with the bodies.

    :param on: the day whose names bodies bear in the words
    :param each_record: list records and verdicts one by one too, for a single cell
    """
    late = Q(recorded_at__gt=known_at)
    found = [*_corrections(span, late), *_groups(span, known_at)]
    found += _exceptions(span, late, on)
    credits = Credit.objects.filter(
        late | Q(closed_at__gt=known_at),
        task_id__in=span.task_ids,
        body_id__in=span.body_ids,
        period_start__gte=span.first,
        period_start__lte=span.last,
    )
    held = Credit.objects.filter(
        task_id__in=span.task_ids,
        body_id__in=span.body_ids,
        period_start__gte=span.first,
        period_start__lte=span.last,
        recorded_at__lte=known_at,
    )
    verdicts = Verdict.objects.filter(late, record__in=held.values("record_id"))
    if each_record:
        found += _records(credits, known_at)
        found += _verdicts(verdicts)
    found.sort(key=lambda change: change.at, reverse=True)
    return Changes(
        tuple(found[:MOST]),
        max(0, len(found) - MOST),
        credits.values("record_id").distinct().count(),
        verdicts.count(),
    )


def _corrections(span: Span, late: Q) -> Iterator[Change]:
    rows = Correction.objects.filter(late, task_id__in=span.task_ids)
    rows = rows.select_related("decided_by", "task").prefetch_related(
        "opened__body__versions", "opened__group",
        "closed__body__versions", "closed__group",
    )  # fmt: skip
    for row in rows:
        yield Change(
            row.recorded_at,
            str(row.decided_by or "–"),
            _("%(kind)s of N%(n)s: %(before)s → %(after)s")
            % {
                "kind": row.get_kind_display(),
                "n": row.task.order,
                "before": _parties(row.closed.all()),
                "after": _parties(row.opened.all()),
            },
            row.reason,
            row.by_document,
            reverse("programmes:task", args=[row.task_id]),
        )


def _parties(rows: Iterable[Any]) -> str:
    names = []
    for row in rows:
        name = row.group.name if row.group else _latest_name(row.body)
        until = f" ({figures.day(row.until_on)})" if row.until_on else ""
        names.append(name + until)
    return ", ".join(names) or "–"


def _latest_name(body: Any) -> str:
    versions = sorted(body.versions.all(), key=lambda version: version.valid_from)
    return str(versions[-1].name) if versions else str(body.code)


def _groups(span: Span, known_at: datetime) -> Iterator[Change]:
    since = Q(recorded_at__gt=known_at) | Q(closed_at__gt=known_at)
    for model in (GroupRule, GroupMember):
        rows = model._default_manager.filter(
            since, group__assignments__task_id__in=span.task_ids
        )
        for row in rows.select_related("group").distinct():
            yield Change(
                max(filter(None, (row.recorded_at, row.closed_at))),
                "–",
                _("Who belongs to the group “%(group)s” changed")
                % {"group": row.group.name},
            )


def _exceptions(span: Span, late: Q, on: date) -> Iterator[Change]:
    of = late & Q(task_id__in=span.task_ids, body_id__in=span.body_ids)
    days = Q(period_start=None) | Q(
        period_start__gte=span.first, period_start__lte=span.last
    )
    exempt = list(Exemption.objects.filter(of, days).select_related("decided_by"))
    more = list(Extension.objects.filter(of, days).select_related("decided_by"))
    said = list(Statement.objects.filter(of, days).select_related("stated_by"))
    names = versions_of({row.body_id for row in [*exempt, *more, *said]}, on)

    def name(row: Any) -> str:
        version = names.get(row.body_id)
        return version.name if version else "–"

    for row in exempt:
        words = _("%(body)s is exempt") % {"body": name(row)}
        yield _decided(row, row.decided_by, words)
    for row in more:
        words = _("%(body)s has until %(day)s") % {
            "body": name(row),
            "day": figures.day(row.due_on),
        }
        yield _decided(row, row.decided_by, words)
    for row in said:
        words = _("%(body)s said: %(words)s") % {
            "body": name(row),
            "words": row.sentence,
        }
        url = reverse("programmes:task", args=[row.task_id])
        yield Change(row.recorded_at, str(row.stated_by), words, url=url)


def _decided(row: Any, who: object, words: str) -> Change:
    url = reverse("programmes:task", args=[row.task_id])
    return Change(row.recorded_at, str(who), words, row.reason, row.by_document, url)


def _records(credits: Any, known_at: datetime) -> Iterator[Change]:
    for credit in credits.select_related("record__recorded_by"):
        record = credit.record
        url = reverse("evidence:detail", args=[record.pk])
        names = {"title": record.title}
        if credit.recorded_at > known_at:
            words = _("Counts here since then: %(title)s") % names
            who = str(record.recorded_by)
            yield Change(credit.recorded_at, who, words, url=url)
        if credit.closed_at:
            words = _("Counts here no longer: %(title)s") % names
            reason = record.withdrawn_reason
            yield Change(credit.closed_at, "–", words, reason, url=url)


def _verdicts(verdicts: Any) -> Iterator[Change]:
    for verdict in verdicts.select_related("record", "given_by"):
        words = _("%(title)s: %(standing)s") % {
            "title": verdict.record.title,
            "standing": verdict.get_standing_display(),
        }
        url = reverse("evidence:detail", args=[verdict.record_id])
        who = str(verdict.given_by or _("Loa itself"))
        yield Change(verdict.recorded_at, who, words, verdict.reason, url=url)
