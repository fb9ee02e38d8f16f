"""What an overseer watches on a day: all that runs, with the periods before it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.oversight.forecast import Expected, Outlook, expected
from loa.oversight.judged import Judged, obligations
from loa.programmes.requests import open_difficulties

# Six months of habit before the oldest period that may still be open.
LOOK_BACK = timedelta(days=290)


@dataclass(frozen=True, slots=True)
class Watched:
    """The obligations of some bodies on a day, what is expected, and their names."""

    on: date
    judged: list[Judged]
    expected: list[Expected]
    names: dict[int, BodyVersion]

    @property
    def doubtful(self) -> list[Expected]:
        """What may be missed, the soonest due first."""
        rows = [
            one
            for one in self.expected
            if one.forecast.outlook == Outlook.DOUBTFUL and one.body_id in self.names
        ]
        return sorted(rows, key=lambda one: (due_of(one), one.body_id))

    def name(self, body_id: int) -> str:
        """What a body is called, shortly."""
        version = self.names[body_id]
        return version.short_name or version.name


def due_of(one: Expected) -> date:
    """The day on which an expected obligation is due."""
    return one.judged.cell.window.due_on


def watch(body_ids: Collection[int], *, on: date) -> Watched:
    """Judge and forecast all that bodies owe now; the statements do not grow with them."""
    judged = obligations(
        body_ids=body_ids, first=on - LOOK_BACK, last=last_of_month(on), on=on
    )
    told = expected(
        judged, on=on, difficulties=open_difficulties(body_ids, on - LOOK_BACK)
    )
    return Watched(on, judged, told, orgs.versions_of(body_ids, on))


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return after - timedelta(days=1)
