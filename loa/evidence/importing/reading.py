"""From the rows of a log to what would be recorded, or every reason why not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loa.channels.models import Channel, ChannelKind
from loa.domain.proof import BadAddress, address_key
from loa.domain.text import fold
from loa.evidence.book import Value
from loa.evidence.drafting import MOST_OF_A_KIND
from loa.evidence.guesses import guess_area, words_of
from loa.evidence.importing.columns import Line, Log
from loa.evidence.importing.days import (
    BadDay,
    DayAnswers,
    DayQuestions,
    Order,
    Written,
    questions,
    settle,
    written_day,
)
from loa.reference.models import Area, CommunicationForm

_COUNT = re.compile(r"(\d{1,3}(?:[., \u00a0]\d{3})+|\d{1,9})(?:\s*[^\W\d].{0,30})?")
_SEVERAL_LINKS = re.compile(r"\S+\s+(?=https?://|www\.)", re.IGNORECASE)
_TOTALS = ("tong", "cong", "tong cong", "tong so", "luy ke")
_BY_CHANNEL = {
    "facebook": ChannelKind.SOCIAL, "fanpage": ChannelKind.SOCIAL, "mang xa hoi": ChannelKind.SOCIAL,
    "zalo": ChannelKind.ZALO, "truyen thanh": ChannelKind.RADIO, "loa": ChannelKind.RADIO,
    "phat thanh": ChannelKind.RADIO, "cong thong tin": ChannelKind.WEBSITE,
    "trang thong tin": ChannelKind.WEBSITE, "website": ChannelKind.WEBSITE,
    "bang tin": ChannelKind.BOARD, "niem yet": ChannelKind.BOARD,
}  # fmt: skip
LONGEST = {"title": 500, "topic": 200, "note": 1000, "address": 2000}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said of a log: which column is what, and what its cells mean.

    ``forms`` and ``channels``: by folded word, the id of a row; 0: none of them.
    """

    columns: Mapping[str, int]
    order: Order | None = None
    year: int | None = None
    swapped: bool | None = None
    form_id: int | None = None
    forms: dict[str, int] = field(default_factory=dict)
    channels: dict[str, int] = field(default_factory=dict)
    guesses_areas: bool = True

    def as_data(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {
            "order": self.order,
            "year": self.year,
            "swapped": self.swapped,
            "form": self.form_id,
            "forms": dict(self.forms),
            "channels": dict(self.channels),
            "guesses_areas": self.guesses_areas,
        }

    @classmethod
    def from_data(
        cls, columns: Mapping[str, int], data: Mapping[str, Any]
    ) -> "Answers":
        """Read what :meth:`as_data` wrote."""
        order = data.get("order")
        return cls(
            columns=dict(columns),
            order=Order(order) if order else None,
            year=data.get("year"),
            swapped=data.get("swapped"),
            form_id=data.get("form"),
            forms=data.get("forms") or {},
            channels=data.get("channels") or {},
            guesses_areas=data.get("guesses_areas", True),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it will be recorded; ``guessed`` names what nobody wrote."""

    line: Line
    done_on: date
    title: str
    form: CommunicationForm
    area: Area | None
    channel: Channel | None
    address: str
    quantity: int
    quantities: dict[str, int]
    topic: str
    note: str
    guessed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a row stays out: in which column (a field's name), as a code with values."""

    line: Line
    field: str
    code: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """What a body's words may mean: forms, areas, and its channels."""

    forms: Sequence[CommunicationForm]
    areas: Sequence[Area]
    channels: Sequence[Channel]


@dataclass(slots=True)
class Found:
    """What a log says: entries and troubles in its order, and what has to be asked."""

    entries: list[Entry] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    totals: int = 0
    days: DayQuestions = field(default_factory=DayQuestions)
    unknown_forms: dict[str, int] = field(default_factory=dict)
    unknown_channels: dict[str, int] = field(default_factory=dict)
    needs_form: int = 0
    # an unknown word as it was written first, by its folded form
    as_written: dict[str, str] = field(default_factory=dict)

    @property
    def bad_rows(self) -> int:
        """How many rows stay out."""
        return len({trouble.line.place for trouble in self.troubles})


def read_log(log: Log, answers: Answers, lists: Lists, *, on: date) -> Found:
    """Return what the rows of a log say; asks the database nothing.

    :param on: today; a day to come is no day of a log
    """
    found = Found()
    day_column = answers.columns.get("done_on")
    days: dict[int, Written | BadDay] = {}
    if day_column is not None:
        days = {line.place: _written(_cell(line, day_column)) for line in log.lines}
        found.days = questions(d for d in days.values() if isinstance(d, Written))
    reader = _Reader(answers, lists, found, on)
    for line in log.lines:
        reader.take(line, days.get(line.place))
    return found


def _written(cell: Value) -> Written | BadDay:
    try:
        return written_day(cell)
    except BadDay as bad:
        return bad


def _cell(line: Line, column: int | None) -> Value:
    if column is None or column >= len(line.cells):
        return None
    return line.cells[column]


def _text(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


class _Reader:
    """Reads one row after another by the same answers and lists."""

    def __init__(self, answers: Answers, lists: Lists, found: Found, on: date) -> None:
        self.columns, self.answers, self.lists = answers.columns, answers, lists
        self.found, self.on = found, on
        self.day_answers = DayAnswers(
            order=found.days.proven or answers.order,
            year=answers.year,
            swapped=answers.swapped if found.days.swapped else False,
        )
        self.forms = {form.pk: form for form in lists.forms}
        self.channels = {channel.pk: channel for channel in lists.channels}
        self._form_of: dict[str, CommunicationForm | None] = {}
        self._area_of: dict[str, Area | None] = {}
        self._channel_of: dict[str, Channel | None] = {}

    def take(self, line: Line, day: Written | BadDay | None) -> None:
        """Read one row into an entry, or into its troubles."""
        values = {
            name: _text(_cell(line, column)) for name, column in self.columns.items()
        }
        if not any(values.values()):
            return
        if self._is_total(line, day):
            self.found.totals += 1
            return
        bad: list[Trouble] = []
        done_on = self._day(line, day, values.get("done_on", ""), bad)
        title = values.get("title", "")
        if not title:
            bad.append(Trouble(line, "title", "title_missing"))
        for name, most in LONGEST.items():
            if len(values.get(name, "")) > most:
                bad.append(Trouble(line, name, "too_long", str(most)))
        address = self._address(line, values.get("address", ""), bad)
        channel = self._channel(values.get("channel", "")) if not address else None
        form, form_guessed = self._form(line, values, channel, bad)
        area, area_guessed = self._area(values.get("area", ""), title, address)
        quantity = self._count(line, "quantity", values, bad)
        attendees = self._count(line, "attendees", values, bad)
        if bad or done_on is None or form is None:
            self.found.troubles.extend(bad)
            return
        guessed = [n for n, g in (("form", form_guessed), ("area", area_guessed)) if g]
        note = values.get("note", "")
        self.found.entries.append(
            Entry(
                line=line,
                done_on=done_on,
                title=title,
                form=form,
                area=area,
                channel=channel,
                address=address,
                quantity=1 if quantity is None else quantity,
                quantities=_attendees(form, attendees),
                topic=values.get("topic", ""),
                note=note,
                guessed=tuple(guessed),
            )
        )

    def _is_total(self, line: Line, day: Written | BadDay | None) -> bool:
        if isinstance(day, Written):
            return False
        first = next((cell for cell in line.cells if isinstance(cell, str)), "")
        said = fold(first).strip(" :.")
        return said in _TOTALS or said.startswith(("tong cong", "tong so", "cong:"))

    def _day(
        self, line: Line, day: Written | BadDay | None, shown: str, bad: list[Trouble]
    ) -> date | None:
        try:
            if day is None:
                raise BadDay("day_empty")
            if isinstance(day, BadDay):
                raise day
            done_on = settle(day, self.day_answers)
        except BadDay as error:
            bad.append(Trouble(line, "done_on", error.code, shown[:60]))
            return None
        if done_on > self.on:
            bad.append(Trouble(line, "done_on", "day_to_come", shown[:60]))
        elif done_on.year < self.on.year - 5:
            bad.append(Trouble(line, "done_on", "day_long_ago", shown[:60]))
        return done_on

    def _address(self, line: Line, text: str, bad: list[Trouble]) -> str:
        column = self.columns.get("address")
        if column is None:
            return ""
        behind = line.links.get((line.number, column), "")
        if not text and not behind:
            return ""
        if fold(text) in {"khong", "khong co", "-", "x", "0"}:
            return ""
        if _SEVERAL_LINKS.search(text):
            bad.append(Trouble(line, "address", "several_addresses"))
            return ""
        for candidate in (text, behind):
            try:
                if candidate and address_key(candidate):
                    return candidate
            except BadAddress:
                continue
        bad.append(Trouble(line, "address", "address_unread", text[:60]))
        return ""

    def _channel(self, text: str) -> Channel | None:
        said = fold(text)
        if not said:
            return None
        if said not in self._channel_of:
            self._channel_of[said] = self._find_channel(said)
        if self._channel_of[said] is None and said not in self.answers.channels:
            self.found.as_written.setdefault(said, text)
            unknown = self.found.unknown_channels
            unknown[said] = unknown.get(said, 0) + 1
        return self._channel_of[said]

    def _find_channel(self, said: str) -> Channel | None:
        if said in self.answers.channels:
            return self.channels.get(self.answers.channels[said])
        named = [c for c in self.lists.channels if fold(c.name) == said]
        if not named:
            kinds = {kind for word, kind in _BY_CHANNEL.items() if word in said}
            named = [c for c in self.lists.channels if c.kind in kinds and not c.host]
        return named[0] if len(named) == 1 else None

    def _form(
        self,
        line: Line,
        values: Mapping[str, str],
        channel: Channel | None,
        bad: list[Trouble],
    ) -> tuple[CommunicationForm | None, bool]:
        said = fold(values.get("form", ""))
        if said:
            if said not in self._form_of:
                self._form_of[said] = self._find_form(said)
            if form := self._form_of[said]:
                return form, False
            self.found.as_written.setdefault(said, values["form"])
            self.found.unknown_forms[said] = self.found.unknown_forms.get(said, 0) + 1
            bad.append(Trouble(line, "form", "form_unknown", values["form"][:60]))
            return None, False
        kind = channel.kind if channel else self._kind_said(values)
        by_kind = next((f for f in self.lists.forms if kind in f.channel_kinds), None)
        if kind and by_kind:
            return by_kind, True
        self.found.needs_form += 1
        if form := self.forms.get(self.answers.form_id or 0):
            return form, False
        bad.append(Trouble(line, "form", "form_missing"))
        return None, False

    @staticmethod
    def _kind_said(values: Mapping[str, str]) -> str:
        said = f"{fold(values.get('channel', ''))} {values.get('address', '')}"
        return next((kind for word, kind in _BY_CHANNEL.items() if word in said), "")

    def _find_form(self, said: str) -> CommunicationForm | None:
        if said in self.answers.forms:
            return self.forms.get(self.answers.forms[said])
        for form in self.lists.forms:
            words = {fold(form.name), form.code, fold(form.unit), *form.terms}
            if said in words or said in re.split(r",\s*", fold(form.name)):
                return form
        return _longest_term(said, self.lists.forms)

    def _area(self, text: str, title: str, address: str) -> tuple[Area | None, bool]:
        said = fold(text)
        if said:
            if said not in self._area_of:
                named = [a for a in self.lists.areas if said in (fold(a.name), a.code)]
                self._area_of[said] = (
                    named[0] if named else guess_area(self.lists.areas, text)
                )
            return self._area_of[said], False
        if not self.answers.guesses_areas:
            return None, False
        words = words_of(address) if address else ""
        area = guess_area(self.lists.areas, words, title)
        return area, area is not None

    def _count(
        self,
        line: Line,
        name: str,
        values: Mapping[str, str],
        bad: list[Trouble],
    ) -> int | None:
        text = values.get(name, "")
        if not text or text == "-":
            return None
        found = _COUNT.fullmatch(text)
        count = int(re.sub(r"[., \u00a0]", "", found[1])) if found else 0
        most = MOST_OF_A_KIND if name == "quantity" else 1_000_000
        if not 1 <= count <= most:
            bad.append(Trouble(line, name, "count_unread", text[:60]))
            return None
        return count


def _attendees(form: CommunicationForm, count: int | None) -> dict[str, int]:
    names = [q["name"] for q in form.quantities if q.get("code") == "attendees"]
    return {names[0]: count} if names and count else {}


def _longest_term(
    said: str, forms: Iterable[CommunicationForm]
) -> CommunicationForm | None:
    """The form whose longest term stands in the words: "Tin bài trên loa"."""
    fits = [
        (len(term), -form.order, form)
        for form in forms
        for term in form.terms
        if f" {term} " in f" {said} "
    ]
    return max(fits, key=lambda fit: fit[:2])[2] if fits else None
