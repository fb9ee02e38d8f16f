"""What an address and a title let one guess. A guess is proposed, marked, never stored
by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from loa.channels.models import Channel
from loa.domain.text import fold
from loa.reference.models import Area, CommunicationForm

# Year first, as in /2026/11/16/ and 20261116; or day first, as in 16-11-2026.
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)([-/._]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_STUCK = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6})?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/._])(\d{1,2})\2(20\d\d)(?!\d)")
# An older page is more likely to carry an article's number that looks like a day.
_OLDEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Guesses:
    """What is proposed for a pasted address; None where nothing could be told."""

    done_on: date | None
    form: CommunicationForm | None
    area: Area | None


def day_in_address(address: str, *, on: date) -> date | None:
    """Return the day that an address names; None when it names none, or two.

    A day to come, or one of more than five years ago, is no day of a report.
    """
    parts = urlsplit(address if "://" in address else f"https://{address}")
    text = f"{unquote(parts.path)}?{unquote(parts.query)}"
    days = {day for day in _days_in(text) if on - _OLDEST <= day <= on}
    return days.pop() if len(days) == 1 else None


def _days_in(text: str) -> Iterable[date]:
    found = [(m[1], m[3], m[4]) for m in _YEAR_FIRST.finditer(text) if m[2]]
    found += [(m[1], m[2], m[3]) for m in _STUCK.finditer(text)]
    found += [(m[4], m[3], m[1]) for m in _DAY_FIRST.finditer(text)]
    for year, month, day in found:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def words_of(address: str) -> str:
    """Return the words in the path of an address, folded: "12 thu tuc ho tich"."""
    parts = urlsplit(address if "://" in address else f"https://{address}")
    return " ".join(re.findall(r"[a-z0-9]+", fold(unquote(parts.path))))


def guess_area(areas: Iterable[Area], *texts: str) -> Area | None:
    """Return the area whose terms are named most; None without one, or when two tie.

    A longer term says more than a short one: each counts by its words.
    """
    said = f" {' '.join(fold(text) for text in texts)} "
    said = re.sub(r"[^a-z0-9]+", " ", said)
    points = sorted(
        ((_points(area.terms, said), area) for area in areas),
        key=lambda pair: -pair[0],
    )
    if not points or not points[0][0]:
        return None
    tied = len(points) > 1 and points[0][0] == points[1][0]
    return None if tied else points[0][1]


def _points(terms: Iterable[str], said: str) -> int:
    # "cai cach hanh chinh" is in every address of the column and tells nothing.
    return sum(len(term.split()) for term in terms if f" {term} " in said)


def guess_form(
    forms: Iterable[CommunicationForm], channel: Channel | None
) -> CommunicationForm | None:
    """Return the first form that is found on the channel's kind."""
    if channel is None:
        return None
    fitting = (form for form in forms if channel.kind in form.channel_kinds)
    return next(fitting, None)


def guess(
    address: str,
    *,
    title: str = "",
    channel: Channel | None,
    forms: Iterable[CommunicationForm],
    areas: Iterable[Area],
    on: date,
) -> Guesses:
    """Propose day, form and area for a pasted address."""
    return Guesses(
        done_on=day_in_address(address, on=on) if address else None,
        form=guess_form(forms, channel),
        area=guess_area(areas, words_of(address) if address else "", title),
    )
