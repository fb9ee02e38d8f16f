"""Which department speaks for which area, on a day: whom to ask, and who may judge.

Nothing here comes from law: no provision that was verified says it. An area of which
nobody decided it has no speaker.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from loa.domain.text import fold
from loa.orgs import selectors as orgs
from loa.orgs.models import PATH_SEGMENT, BodyVersion, Kind, Level, Role
from loa.orgs.selectors import Acting
from loa.reference.models import Area, AreaSpeaker
from loa.reference.selectors import areas

# From the body that is asked outward.
NEAREST = (Level.COMMUNE, Level.PROVINCE, Level.NATION)
LEVELS = (Level.NATION, Level.PROVINCE, Level.COMMUNE)
_OF_A_GOVERNMENT = (
    Kind.OFFICE, Kind.DEPARTMENT, Kind.DIVISION, Kind.CENTRE, Kind.SERVICE_UNIT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """A body that speaks for an area, and the decision that says so."""

    decision: AreaSpeaker
    version: BodyVersion


def _ids(path: str) -> list[int]:
    """The bodies of a path, from the root down."""
    return [int(path[i : i + PATH_SEGMENT]) for i in range(0, len(path), PATH_SEGMENT)]


def _decisions(
    on: date, under: Collection[int], known_at: datetime | None = None
) -> list[AreaSpeaker]:
    rows = AreaSpeaker.objects.known(known_at).filter(orgs.granted(on), under__in=under)
    return list(rows.select_related("area", "body", "under"))


def _nearest(
    rows: Iterable[AreaSpeaker], line: list[int]
) -> dict[tuple[int, str], AreaSpeaker]:
    """The decision made closest to the body, by area and level."""
    found: dict[tuple[int, str], AreaSpeaker] = {}
    for row in sorted(rows, key=lambda row: line.index(row.under_id)):
        found[row.area_id, row.level] = row
    return found


def _meant(row: AreaSpeaker, line: list[int], on: date) -> BodyVersion | None:
    """The body that a decision means for a body whose line (root down) is given."""
    if row.body_id:
        return orgs.version_of(row.body_id, on)
    # In which of the governments above it: the one of the decision's level.
    return (
        BodyVersion.objects.filter(
            orgs.in_force(on),
            parent__in=line,
            level=row.level,
            kind__in=_OF_A_GOVERNMENT,
            folded__startswith=fold(row.kind_name),
        )
        .order_by("-path", "folded")
        .first()
    )


def speaks_for(
    area: Area | int, body: int, on: date, *, known_at: datetime | None = None
) -> list[Speaker]:
    """Return who speaks for an area to a body on a day, the nearest level first.

    One a level at most; a decision made closer to the body goes before one from above.
    """
    version = orgs.version_of(body, on)
    if version is None:
        return []
    pk = area if isinstance(area, int) else area.pk
    return _speakers(version, on, known_at, only=pk).get(pk, [])


def _speakers(
    version: BodyVersion,
    on: date,
    known_at: datetime | None = None,
    *,
    only: int | None = None,
) -> dict[int, list[Speaker]]:
    """Who speaks to a body, by area; asked once for each body that is meant.

    :param only: the one area that is asked for
    """
    line = _ids(version.path)
    nearest = _nearest(_decisions(on, line, known_at), line)
    meant: dict[tuple[int | None, str, str], BodyVersion | None] = {}
    found: dict[int, list[Speaker]] = defaultdict(list)
    for (area_id, _level), row in sorted(
        nearest.items(), key=lambda each: NEAREST.index(Level(each[0][1]))
    ):
        if only not in (None, area_id):
            continue
        key = (row.body_id, row.kind_name, row.level)
        if key not in meant:
            meant[key] = _meant(row, line, on)
        if speaking := meant[key]:
            found[area_id].append(Speaker(row, speaking))
    return found


def speakers_of(
    some: Iterable[Area], body: int, on: date
) -> list[tuple[Area, list[Speaker]]]:
    """Return areas, each with who speaks for it to a body (see :func:`speaks_for`)."""
    version = orgs.version_of(body, on)
    found = _speakers(version, on) if version else {}
    return [(area, found.get(area.pk, [])) for area in some]


@dataclass(frozen=True, slots=True)
class Spoken:
    """An area that a body speaks for, of the bodies below ``path``."""

    area_id: int
    path: str


def spoken_by(acting: Acting, on: date) -> list[Spoken]:
    """Return the areas for which the body acted in speaks on a day, and over whom.

    A department of the province speaks over the province, a division of a commune over
    that commune.
    """
    version = orgs.version_of(acting.body_id, on)
    if version is None:
        return []
    line = _ids(version.path)
    found = []
    for row in _nearest(_decisions(on, line), line).values():
        meant = _meant(row, line, on)
        if meant is None or meant.body_id != acting.body_id:
            continue
        top = row.under_id if row.body_id else version.parent_id or row.under_id
        above = "".join(f"{pk:0{PATH_SEGMENT}d}" for pk in line[: line.index(top) + 1])
        found.append(Spoken(row.area_id, above))
    return found


def speaks_to(acting: Acting, area_id: int, body: BodyVersion, on: date) -> bool:
    """Whether the body acted in speaks for an area over a body that is not above it.

    Nobody speaks over herself, nor over the government whose office she is.
    """
    if acting.path.startswith(body.path):
        return False
    return any(
        speaker.version.body_id == acting.body_id
        for speaker in speaks_for(area_id, body.body_id, on)
    )


# --- the page -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SpeakerCell:
    """Who speaks for an area at a level; None: nobody was named."""

    level: Level
    decision: AreaSpeaker | None
    # where it is decided from this page; None where only above
    under: int | None


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area with a cell for each level."""

    area: Area
    cells: list[SpeakerCell]


@dataclass(frozen=True, slots=True)
class SpeakerMatrix:
    """Area × level as they stand for one government."""

    under: BodyVersion
    levels: tuple[Level, ...]
    rows: list[AreaRow]

    @property
    def empty(self) -> int:
        """How many cells name nobody."""
        return sum(cell.decision is None for row in self.rows for cell in row.cells)

    @property
    def total(self) -> int:
        return len(self.rows) * len(self.levels)


def government_of(acting: Acting, on: date) -> BodyVersion | None:
    """Return the government whose speakers concern a person: her province, or the top."""
    top = orgs.province_of(acting.body_id, on) or _ids(acting.path)[0]
    return orgs.version_of(top, on)


def matrix_of(under: BodyVersion, on: date) -> SpeakerMatrix:
    """Return who speaks for each area of the set in force, for one government."""
    line = _ids(under.path)
    nearest = _nearest(_decisions(on, line), line)
    central = under.level == Level.NATION
    levels = LEVELS if central or len(line) > 1 else LEVELS[1:]
    rows = [
        AreaRow(
            area,
            [
                SpeakerCell(
                    level,
                    nearest.get((area.pk, level)),
                    under.body_id if central or level != Level.NATION else None,
                )
                for level in levels
            ],
        )
        for area in areas(on)
    ]
    return SpeakerMatrix(under, levels, rows)


def history_of(area: Area, under: BodyVersion, level: str) -> list[AreaSpeaker]:
    """Return everything that was ever decided of one cell, newest first."""
    rows = AreaSpeaker.objects.filter(area=area, under=under.body_id, level=level)
    return list(rows.select_related("body", "recorded_by"))


def can_decide(acting: Acting | None, under: BodyVersion) -> bool:
    """Whether she says who speaks: overseer or administrator over that government."""
    return acting is not None and acting.reaches_body(
        under.path, Role.OVERSEER, Role.ADMINISTRATOR
    )


def candidates(under: BodyVersion, level: str, on: date) -> list[BodyVersion]:
    """Return the bodies of a level that may be named: of the provincial and central ones.

    A commune's division is named by its kind, not one by one.
    """
    if level == Level.COMMUNE:
        return []
    rows = BodyVersion.objects.filter(
        orgs.within(under.path) & Q(level=level), orgs.in_force(on)
    )
    return list(rows.order_by("folded", "pk"))
