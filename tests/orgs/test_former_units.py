"""The change of 01/07/2025 from the real data: old units, and what became of them."""

from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection

from loa.cli import main
from loa.orgs import selectors
from loa.orgs.loading.former import days_known
from loa.orgs.models import Body, BodyVersion, Succession
from loa.orgs.succession import predecessors, successors

DAY = date(2025, 7, 1)
LAST = date(2025, 6, 30)
LOAD = ["load-bodies", "--country", "--before", "2025-07-01"]


def run(*words: str) -> str:
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def committee(place: str, on: date, level: str = "commune") -> BodyVersion:
    rows = BodyVersion.objects.filter(selectors.in_force(on), level=level)
    return rows.get(short_name=place)


@pytest.mark.django_db
def test_the_country_of_before_loads_with_its_successors_once() -> None:
    run("load-bodies", "--country", "--without-offices", "--yes")
    assert "0 versions" not in run(*LOAD)

    again = run(*LOAD)

    assert again.splitlines()[-1].startswith(
        "0 bodies, 0 versions, 0 successions and 0 derived"
    )
    counted = "SELECT level, COUNT(*) FROM orgs_bodyversion WHERE valid_from <= %s"
    counted += " AND (valid_to IS NULL OR valid_to > %s) GROUP BY level"
    with connection.cursor() as cursor:
        cursor.execute(counted, [LAST, LAST])
        before = dict(cursor.fetchall())
        cursor.execute(counted, [DAY, DAY])
        after = dict(cursor.fetchall())
    assert (before["province"], before["district"], before["commune"]) == (
        63,
        696,
        10035,
    )
    assert (after["province"], after.get("district"), after["commune"]) == (
        34,
        None,
        3321,
    )
    _district_is_derived()
    _commune_has_parts_without_shares()
    _what_goes_on_is_the_same_body()


def _district_is_derived() -> None:
    """Cẩm Xuyên of Hà Tĩnh: in domain-facts R6 as a body that no longer exists."""
    district = committee("Huyện Cẩm Xuyên", LAST, "district")

    found = successors(district.body_id, DAY)

    assert selectors.version_of(district.body_id, DAY) is None
    assert len(found) > 1
    assert {each.is_derived for each in found} == {True}
    assert {each.share for each in found} == {None}
    heirs = selectors.versions_of([each.body_id for each in found], DAY)
    assert "Xã Cẩm Xuyên" in {each.short_name for each in heirs.values()}


def _commune_has_parts_without_shares() -> None:
    split = Succession.objects.filter(kind="split", is_derived=False).first()
    assert split
    parts = successors(split.from_body_id, DAY)
    assert len(parts) > 1
    assert {each.share for each in parts} == {None}
    assert not any(each.is_derived for each in parts)
    back = predecessors(parts[0].body_id, DAY)
    assert split.from_body_id in {each.body_id for each in back}


def _what_goes_on_is_the_same_body() -> None:
    hanoi = Body.objects.get(code="vn.01")
    assert [each.valid_from.year for each in hanoi.versions.order_by("valid_from")] == [
        2025,
        2025,
    ]
    assert successors(hanoi, DAY) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (LOAD, "Run `loa load-bodies --country` first"),
        ([*LOAD[:-1], "2024-01-01"], "There is one for: 2025-07-01"),
        (["load-bodies", "--before", "2025-07-01"], "--before goes with --country"),
    ],
)
def test_what_cannot_be_loaded_is_told_and_nothing_written(
    words: list[str], told: str
) -> None:
    done = CliRunner().invoke(main, words)

    assert done.exit_code
    assert told in " ".join(done.output.split())
    assert not Body.objects.exists()
    assert days_known() == ["2025-07-01"]
