"""What one labelled case holds: a claim, what its address answered, and what is right.

Nothing here knows of `loa`: the set was written before the code it measures. Texts are
plain, days are days of Vietnam, moments carry their zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Answer = Literal["fine", "dispute", "uncheckable"]
HONEST = "honest"


@dataclass(frozen=True, slots=True)
class Picture:
    """One file: a photograph of the event, or a picture that the portal puts anywhere."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """What the body says it did.

    `aliases` are further names of the body; `channels` the declared places, host with a
    path or none; `areas` are empty where the task asks for reform in general.
    `quantity` counts `form`s; `people` and `classes` are of a roster: heads in all, and
    heads of each class. `population` is the commune's.
    """

    body: str
    aliases: tuple[str, ...]
    province: str
    channels: tuple[str, ...]
    press: bool
    title: str
    done_on: date
    first: date
    last: date
    areas: tuple[str, ...]
    form: str
    quantity: int = 1
    people: int | None = None
    classes: tuple[int, ...] = ()
    population: int = 0
    handed_in: date | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """An item that was put forward before; its text is what a reader had of the page."""

    body: str
    address: str
    title: str
    text: str
    day: date
    handed_in: date
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A former answer of the same address."""

    seen_at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class Case:
    """One claim, what came when its address was asked for, and the right answer.

    `hops` are the addresses passed before `final`. `status` is 0 where no answer came;
    `allowed` is false where the host asked robots to stay away (then nothing was
    fetched). `charset` is how a person would have to read the bytes, for tests only: a
    judge must find out. `feed` is the portal's RSS, empty where it has none.
    """

    name: str
    make: str
    kind: str
    expect: Answer
    why: str
    asked: str
    hops: tuple[str, ...]
    final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    seen_at: datetime
    claim: Claim
    others: tuple[Other, ...]
    pictures: tuple[Picture, ...]
    feed: bytes
    earlier: Earlier | None
    allowed: bool
    charset: str
