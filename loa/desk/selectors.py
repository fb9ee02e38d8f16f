"""What the home page shows besides duties: what arrived, what was recorded and judged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise

from loa.accounts.models import User
from loa.documents import selectors as documents
from loa.documents.models import Delivery, Document
from loa.domain.periods import vn_date
from loa.domain.text import fold
from loa.evidence import selectors as evidence
from loa.evidence import sentences
from loa.evidence.awaiting import awaiting_verdict
from loa.evidence.checks import CHECKS
from loa.evidence.models import CheckResult, Record, Standing, Verdict
from loa.orgs import selectors as orgs
from loa.orgs.selectors import Acting
from loa.programmes.models import Task
from loa.programmes.selectors import owed

Text = str | Promise

NEWEST = 5
JUST_NOW = timedelta(hours=12)
# A search looks through titles in memory; beyond so many it says that there are more.
SEARCHED = 5000
_WHOLE = Concat("title", Value(" "), "text", output_field=TextField())
FOUND = 20


def arrived(acting: Acting) -> list[Delivery]:
    """Return the newest documents delivered to the body, unopened ones first."""
    return list(documents.inbox(acting)[:NEWEST])


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided of one record, and why, in words."""

    verdict: Verdict
    why: str
    by: str

    @property
    def record(self) -> Record:
        return self.verdict.record


def verdicts(body_id: int, on: date) -> list[Judged]:
    """Return what was last decided of the body's records, newest first.

    What only waits is left out: nobody has said anything of it yet.
    """
    rows = list(
        Verdict.objects.filter(
            record__body_id=body_id, record__withdrawn_at=None, closed_at=None
        )
        .exclude(standing=Standing.PENDING)
        .select_related("record")
        .order_by("-recorded_at", "-pk")[:NEWEST]
    )
    names = _names({row.given_in_id for row in rows if row.given_in_id}, on)
    return [
        Judged(
            row,
            row.reason or sentences.of_verdict(row.reason_code),
            names.get(row.given_in_id or 0, ""),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits, and whose it is."""

    verdict: Verdict
    body_name: str

    @property
    def record(self) -> Record:
        return self.verdict.record


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Records of other bodies that wait for this person's verdict, oldest first."""

    count: int
    oldest: list[Waiting]


def awaiting(acting: Acting, on: date) -> Awaiting:
    """Return what waits for her verdict (see `evidence.awaiting`), the oldest shown."""
    rows = awaiting_verdict(acting, on)
    shown = list(rows.select_related("record")[:NEWEST])
    names = _names({row.record.body_id for row in shown}, on)
    return Awaiting(
        rows.count(), [Waiting(row, names.get(row.record.body_id, "")) for row in shown]
    )


def _names(body_ids: Collection[int], on: date) -> dict[int, str]:
    """What bodies are called on a day, shortly; in one query."""
    versions = orgs.versions_of(body_ids, on)
    return {pk: row.short_name or row.name for pk, row in versions.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """What one check said, in words."""

    name: Text
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record just made: what it counts toward, and what was checked."""

    record: Record
    verdict: Verdict | None
    toward: list[evidence.Toward]
    said: list[Said]


def just_recorded(body_id: int, user: User, at: datetime) -> Recorded | None:
    """Return what this person last recorded for the body today, with its grounds."""
    record = (
        Record.objects.filter(
            body_id=body_id,
            recorded_by=user,
            withdrawn_at=None,
            recorded_at__gte=at - JUST_NOW,
        )
        .select_related("form", "area", "channel")
        .order_by("-recorded_at", "-pk")
        .first()
    )
    if record is None:
        return None
    return Recorded(
        record,
        record.verdicts.filter(closed_at=None).first(),
        evidence.toward(record, on=vn_date(at)),
        [_said(check) for check in record.checks.order_by("pk")],
    )


def _said(check: CheckResult) -> Said:
    return Said(
        CHECKS[check.check_code].NAME,
        check.outcome,
        sentences.of_check(check.reason, check.values),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, a list for each kind; `is_more`: there is more than shown."""

    documents: list[Document]
    tasks: list[Task]
    records: list[Record]
    is_more: bool

    @property
    def count(self) -> int:
        return len(self.documents) + len(self.tasks) + len(self.records)


def search(acting: Acting, query: str, on: date) -> Found:
    """Look for words without marks in documents, tasks and records of the body.

    Every word must be found. A query without a letter or digit finds nothing.
    """
    words = fold(query).split()
    if not any(character.isalnum() for character in fold(query)):
        return Found([], [], [], is_more=False)
    papers = list(documents.library(acting, on, query=query)[: FOUND + 1])
    tasks = _titled(_tasks(acting, on), words)
    records = _titled(_records(acting), words)
    lists = (papers, tasks, records)
    return Found(
        papers[:FOUND],
        list(
            Task.objects.filter(pk__in=tasks[:FOUND]).select_related(
                "directive__document"
            )
        ),
        list(Record.objects.filter(pk__in=records[:FOUND]).select_related("form")),
        is_more=any(len(found) > FOUND for found in lists),
    )


def _tasks(acting: Acting, on: date) -> QuerySet[Task, tuple[int, str]]:
    year = timedelta(days=366)
    cells = owed(body_ids=[acting.body_id], first=on - year, last=on + year, on=on)
    ids = {cell.task.id for cell in cells}
    rows = Task.objects.filter(pk__in=ids).order_by("pk")
    return rows.values_list("pk", _WHOLE)


def _records(acting: Acting) -> QuerySet[Record, tuple[int, str]]:
    return (
        Record.objects.filter(body_id=acting.body_id, withdrawn_at=None)
        .order_by("-done_on", "-pk")
        .values_list("pk", "title")
    )


def _titled(
    rows: QuerySet[Task | Record, tuple[int, str]], words: Collection[str]
) -> list[int]:
    found = []
    for pk, title in rows[:SEARCHED]:
        folded = fold(title)
        if all(word in folded for word in words):
            found.append(pk)
            if len(found) > FOUND:
                break
    return found
