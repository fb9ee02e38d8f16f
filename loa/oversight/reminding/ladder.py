"""The ladder: steps before, on and after a due day, as data with days from when it holds."""

import tomllib
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, Final, Self

from loa.domain.periods import add_working_days
from loa.domain.quotas import ObligationWindow, TaskKind
from loa.orgs.models import BodyVersion
from loa.oversight.reminding.models import LadderVersion

ANCHORS: Final = ("due", "grace", "lock")
UNITS: Final = ("days", "working")
WHO: Final = ("officer", "head", "superior_officer", "superior_head", "committee")
HOW: Final = ("inbox", "mail", "letter")
OWN: Final = frozenset({"officer", "head"})
LARGEST: Final = 120
MOST_STEPS: Final = 20


class BadStep(ValueError):
    """A step that no ladder can hold; ``field`` says which part of it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when, counted from which day; whom it tells, and how.

    :raises BadStep: when its parts are not of the words above, or contradict each other
    """

    code: str
    anchor: str
    offset: int
    unit: str
    who: str
    how: str
    urgent: bool = False
    kinds: tuple[str, ...] = ()
    basis: str = ""

    def __post_init__(self) -> None:
        for name, known in (
            ("anchor", ANCHORS), ("unit", UNITS), ("who", WHO), ("how", HOW),
        ):  # fmt: skip
            if getattr(self, name) not in known:
                raise BadStep(name)
        if abs(self.offset) > LARGEST:
            raise BadStep("offset")
        if any(kind not in set(TaskKind) for kind in self.kinds):
            raise BadStep("kinds")
        # A superior is written to by a person; a body's own people need no letter.
        if self.how == "letter" and self.who in OWN:
            raise BadStep("how")
        if self.who == "committee" and self.how != "letter":
            raise BadStep("how")

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Read a step of TOML or of a stored ladder."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        values["kinds"] = tuple(values.get("kinds", ()))
        return cls(**values)

    def as_data(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return asdict(self) | {"kinds": list(self.kinds)}

    @property
    def is_before(self) -> bool:
        """Whether it comes while the duty can still be done in time."""
        return self.anchor == "due" and self.offset <= 0

    def day(self, window: ObligationWindow) -> date:
        """Return the day on which it falls for one obligation."""
        anchor = {
            "due": window.due_on, "grace": window.grace_until, "lock": window.lock_on,
        }[self.anchor]  # fmt: skip
        if self.unit == "working":
            return add_working_days(anchor, self.offset)
        return anchor + timedelta(days=self.offset)

    def takes(self, kind: TaskKind) -> bool:
        """Whether it is for a kind of task; a standing one is never escalated."""
        if kind is TaskKind.STANDING and (self.who not in OWN or self.how == "letter"):
            return False
        return not self.kinds or kind.value in self.kinds


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps that hold for a body on a day, and what they rest on."""

    steps: tuple[Step, ...]
    basis: str = ""
    version: LadderVersion | None = None


@cache
def shipped() -> Ladder:
    """Return the ladder that comes with the product."""
    data = resources.files("loa.oversight.reminding") / "data" / "ladder.toml"
    rows = tomllib.loads(data.read_text(encoding="utf-8"))["step"]
    return Ladder(tuple(Step.from_data(row) for row in rows))


class Ladders:
    """The ladders that hold on a day, asked for once for many bodies."""

    def __init__(self, on: date) -> None:
        self._found: dict[int, LadderVersion] = {}
        rows = LadderVersion.objects.filter(from_on__lte=on)
        # The latest to begin; of one day the last recorded.
        for row in rows.order_by("from_on", "recorded_at", "pk"):
            self._found[row.over_id] = row

    def of(self, version: BodyVersion) -> Ladder:
        """Return a body's ladder: its own, else that of the nearest one above."""
        path = version.path
        for end in range(len(path), 0, -6):
            if row := self._found.get(int(path[end - 6 : end])):
                steps = tuple(Step.from_data(step) for step in row.steps)
                return Ladder(steps, row.basis, row)
        return shipped()
