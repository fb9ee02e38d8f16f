"""What a stored log says, as its columns stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loa.audit import services as audit
from loa.channels.selectors import channels_of
from loa.domain.periods import vn_date
from loa.evidence.book import open_book
from loa.evidence.drafts import Draft
from loa.evidence.importing.columns import Log, log_of
from loa.evidence.importing.reading import (
    Answers,
    Entry,
    Found,
    Lists,
    Trouble,
    read_log,
)
from loa.evidence.importing.storing import count_known, drafts_of
from loa.evidence.models import LogImport
from loa.files import selectors as files
from loa.orgs.models import Body
from loa.reference.selectors import areas, forms


def lists_of(body_id: int, at: datetime) -> Lists:
    """Return what the words of a body's log may mean."""
    on = vn_date(at)
    return Lists(forms(), areas(on), channels_of(body_id, on))


def opened(log: LogImport) -> Log:
    """Return a stored log's rows.

    :raises Lost: when the bytes are gone
    """
    return log_of(open_book(files.content(log.file)))


def look_into(log: LogImport, *, at: datetime, rows: Log | None = None) -> Found:
    """Return what would be recorded of a log, as its columns stand. Writes nothing."""
    answers = Answers.from_data(log.columns, log.answers)
    lists = lists_of(log.body_id, at)
    return read_log(rows or opened(log), answers, lists, on=vn_date(at))


def write_down(
    done: str, log: LogImport, *, actor: Any, at: datetime, **detail: Any
) -> None:
    """Write down one thing done with a log, and with which file."""
    audit.record(
        actor=actor,
        action=f"evidence.log.{done}",
        at=at,
        target=log,
        body=Body(pk=log.body_id),
        detail={"file": log.file.name, "sha256": log.file.sha256} | detail,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a log: rows that are good, known already, or stay out."""

    rows: Log
    found: Found
    good: list[Draft]
    entries: list[Entry]
    known: int
    troubles: list[Trouble]

    @property
    def new(self) -> int:
        """How many records it would make."""
        return len(self.good) - self.known

    @property
    def bad_rows(self) -> int:
        """How many rows stay out."""
        return len({trouble.line.place for trouble in self.troubles})


def preview(log: LogImport, *, at: datetime) -> Preview:
    """Return what would come of a log, asked of the database and writing nothing.

    :raises Lost: when the bytes are gone
    """
    rows = opened(log)
    found = look_into(log, at=at, rows=rows)
    good, entries, troubles = [], [], list(found.troubles)
    for entry, draft, bad in drafts_of(log.body_id, found.entries, on=vn_date(at)):
        if draft:
            good.append(draft)
            entries.append(entry)
        elif bad:
            troubles.append(Trouble(entry.line, bad.field, bad.code))
    troubles.sort(key=lambda trouble: trouble.line.place)
    known = count_known(log.body_id, good)
    return Preview(rows, found, good, entries, known, troubles)
