"""Which department of the demo speaks for which area; one area names nobody yet."""

from datetime import date

from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.cli._demo.province import OFFICE, PROVINCE
from loa.orgs.models import Body, Level
from loa.orgs.selectors import version_of
from loa.reference.deciding import decide_speaker
from loa.reference.models import Area

OVERSEER = "theo.doi"
PAPER = "Quyết định số 12/QĐ-UBND"
# In the order of the areas.
DEPARTMENTS = ("snv", "stp", "vp", "snv", "snv", "stc")
OF_COMMUNES = 3


def say_who_speaks(cast: Cast, begin: date) -> None:
    """Six areas have a department, three of them a division in each commune."""
    for number, area in enumerate(Area.objects.order_by("order")):
        if number < len(DEPARTMENTS):
            body = cast.bodies[f"{PROVINCE}.{DEPARTMENTS[number]}"]
            _decide(cast, area, Level.PROVINCE, begin, body=body)
        if number < OF_COMMUNES:
            _decide(cast, area, Level.COMMUNE, begin, kind_name=OFFICE[1])


def _decide(
    cast: Cast,
    area: Area,
    level: Level,
    begin: date,
    *,
    body: Body | None = None,
    kind_name: str = "",
) -> None:
    under = version_of(cast.bodies[PROVINCE], begin)
    if under is None:
        raise LookupError(PROVINCE)
    decide_speaker(
        area=area, under=under, level=level, body=body, kind_name=kind_name,
        from_on=begin, by_document=PAPER, seen=0, actor=cast.users[OVERSEER],
        acting=cast.acting(OVERSEER), at=story.at(begin, 10),
    )  # fmt: skip
