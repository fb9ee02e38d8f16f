"""What a person chooses for a directive as a whole before it is committed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from loa.documents.models import Document

NO_PROGRAMME = ""
NEW_PROGRAMME = "new"
RECENT = timedelta(days=31)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choices:
    """From when until when (half-open) tasks hold, and from when they are judged.

    ``programme``: "" alone, "new" for one made from the document, or a programme's id.
    """

    from_on: date
    until_on: date
    judged_from: date
    programme: str = NO_PROGRAMME

    def problems(self) -> tuple[str, ...]:
        """What does not fit, as codes: "until_before_from"."""
        return ("until_before_from",) if self.until_on <= self.from_on else ()


def year_of(document: Document, on: date) -> int:
    """Return the year that a document is for: the one in its subject, else of its day."""
    if found := _YEAR.search(document.subject):
        return int(found[1])
    return (document.issued_on or on).year


def default_choices(document: Document, on: date) -> Choices:
    """Return what is proposed; all of it stands in the form, to be seen and changed.

    Tasks hold from the day of issue (without one from the beginning of the year that
    the subject names, else today) to the end of the year that the document is for. Judging begins with that day when it is recent, else
    today: what was due before anybody here could know is grey, not missed.
    """
    issued = document.issued_on
    year = year_of(document, on)
    end = max(date(year, 12, 31), issued or date.min)
    named = _YEAR.search(document.subject)
    begin = issued or (date(year, 1, 1) if named else on)
    is_recent = issued is not None and on - RECENT <= issued
    return Choices(
        from_on=begin,
        until_on=max(end, begin) + timedelta(days=1),
        judged_from=issued if issued and is_recent else on,
    )
