"""What a board is asked for, read from its address and written back into it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
VIEWS = ("thang", "nhiem-vu")


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell, as an address names it: task-body-day."""

    task_id: int
    body_id: int
    start: date

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read "12-34-2026-11-01"; None for anything else."""
        parts = text.split("-", 2)
        try:
            return cls(int(parts[0]), int(parts[1]), date.fromisoformat(parts[2]))
        except (ValueError, IndexError):
            return None

    def __str__(self) -> str:
        return f"{self.task_id}-{self.body_id}-{self.start:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a board; what an address says wrongly is left at its default."""

    year: int
    month: int
    view: str = "thang"
    over: int | None = None
    task: int | None = None
    group: int | None = None
    state: str = ""
    programme: int | None = None
    channel: str = ""
    area: int | None = None
    page: int = 1
    parts: bool = False
    shown: CellRef | None = None
    # a past day that is looked at, and whether as it was known then or as we know it now
    day: date | None = None
    as_known_now: bool = False
    # ended bodies' cells stand where they went
    tree_of_now: bool = False

    @classmethod
    def read(cls, query: QueryDict, *, on: date) -> Self:
        """Read the words of an address.

        nam, thang, xem, tren, nv, nhom, tt (state), ct (programme), kenh, lv (area),
        trang, cot (all columns in each cell), o (the cell shown beside), ngay, biet,
        cay (nay: by the tree of now).
        A day that has not passed is left out: the board of today is the one without.
        """
        day = _past_day(query.get("ngay", ""), on)
        year = _number(query.get("nam"), 2000, 2100) or (day or on).year
        month = _number(query.get("thang"), 1, 12) or (day or on).month
        view = query.get("xem", "")
        return cls(
            year=year,
            month=month,
            view=view if view in VIEWS else VIEWS[0],
            over=_number(query.get("tren")),
            task=_number(query.get("nv")),
            group=_number(query.get("nhom")),
            state=query.get("tt", "")[:20],
            programme=_number(query.get("ct")),
            channel=query.get("kenh", "")[:20],
            area=_number(query.get("lv")),
            page=_number(query.get("trang")) or 1,
            parts=query.get("cot") == "1",
            shown=CellRef.parse(query.get("o", "")),
            day=day,
            as_known_now=day is not None and query.get("biet") == "nay",
            tree_of_now=query.get("cay") == "nay",
        )

    def address(self, **changes: object) -> str:
        """Return the query of these filters with some changed."""
        one = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        words = {
            "nam": one.year, "thang": one.month if one.view == "nhiem-vu" else None,
            "xem": one.view if one.view != VIEWS[0] else None, "tren": one.over,
            "nv": one.task, "nhom": one.group, "tt": one.state, "ct": one.programme,
            "kenh": one.channel, "lv": one.area, "cot": "1" if one.parts else None,
            "trang": one.page if one.page > 1 else None, "o": one.shown,
            "ngay": one.day, "biet": "nay" if one.as_known_now else None,
            "cay": "nay" if one.tree_of_now else None,
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in words.items() if value})

    def known_at(self, now: datetime) -> datetime | None:
        """Return the moment whose knowledge counts; None for the board of today."""
        if self.day is None or self.as_known_now:
            return now if self.day else None
        return end_of_day(self.day)

    @property
    def days(self) -> tuple[date, date]:
        """First and last day that the board shows."""
        if self.view == "nhiem-vu":
            first = date(self.year, self.month, 1)
            after = date(self.year + self.month // 12, self.month % 12 + 1, 1)
            return first, after - timedelta(days=1)
        return date(self.year, 1, 1), date(self.year, 12, 31)


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day in Vietnam."""
    after = datetime.combine(day + timedelta(days=1), time(), tzinfo=VIETNAM)
    return after - timedelta(microseconds=1)


def _past_day(text: str, on: date) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day < on else None


def _number(text: str | None, least: int = 1, most: int = 10**9) -> int | None:
    if text and text.isascii() and text.isdigit() and len(text) < 10:
        number = int(text)
        return number if least <= number <= most else None
    return None
