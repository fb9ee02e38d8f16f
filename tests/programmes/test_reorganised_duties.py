"""Quotas over a merger: one from the first period after, a part of the broken one."""

from datetime import date

import pytest
from django.urls import reverse

from loa.audit.services import MACHINE
from loa.domain.periods import Period
from loa.domain.quotas import BROKEN_PERIOD, broken_period
from loa.orgs.models import Body
from loa.orgs.services import record_succession
from loa.programmes.selectors import Cell, owed
from tests.cast import TODAY, Cast
from tests.factories import make_body, make_directive, make_document, make_task, moment

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 16)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def merged(cast: Cast) -> Body:
    """Both communes went into a new one on 16 September."""
    new = make_body(
        "Ủy ban nhân dân xã Hòa Giai", under=cast.province, unit_type="xã", since=ON
    )
    for old in (cast.commune, cast.neighbour):
        record_succession(
            from_body=old, to_body=new, kind="merge", on=ON, actor=MACHINE, at=moment(2026, 9, 10)
        )  # fmt: skip
    return new


def cells(cast: Cast, new: Body, **fields: object) -> dict[tuple[int, date], Cell]:
    document = make_document(cast.province, cast.overseer)
    task = make_task(
        make_directive(document, cast.overseer), leads=[cast.communes], **fields
    )
    bodies = [cast.commune.pk, cast.neighbour.pk, new.pk]
    found = owed(
        body_ids=bodies, first=date(2026, 8, 1), last=date(2026, 10, 31), on=TODAY,
        task_ids=[task.pk],
    )  # fmt: skip
    return {(cell.body_id, cell.window.period.start): cell for cell in found}


def test_a_merged_body_owes_one_quota_from_the_first_period_after(
    cast: Cast, merged: Body
) -> None:
    found = cells(cast, merged, quota_count=4)

    assert [key for key in found if key[1] == OCTOBER] == [(merged.pk, OCTOBER)]
    assert found[merged.pk, OCTOBER].target == 4
    assert (merged.pk, SEPTEMBER) not in found


def test_the_broken_period_is_owed_in_part_by_a_rule_with_an_id(
    cast: Cast, merged: Body
) -> None:
    found = cells(cast, merged, quota_count=5)

    september = found[cast.commune.pk, SEPTEMBER]
    assert september.target == 2  # 5 × 15 / 30 = 2.5
    assert september.broken
    assert september.broken.rule == BROKEN_PERIOD == "broken-period-pro-rata-1"
    august = found[cast.commune.pk, date(2026, 8, 1)]
    assert (august.target, august.broken) == (5, None)


def test_where_less_than_one_is_left_nothing_is_asked(cast: Cast, merged: Body) -> None:
    found = cells(cast, merged, quota_count=1)

    september = found[cast.commune.pk, SEPTEMBER]
    assert (september.target, september.exempt) == (1, True)


@pytest.mark.parametrize(
    ("ended", "left"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 9, 2), 0),
        (date(2026, 9, 16), 5),
        (date(2026, 9, 30), 9),
        (date(2026, 10, 1), None),
    ],
)
def test_the_rule_counts_the_days_it_was_there(ended: date, left: int | None) -> None:
    found = broken_period(10, Period(SEPTEMBER, OCTOBER), ended)

    assert (found and found.target) == left


def test_the_drawer_of_the_cell_shows_the_rule_with_its_numbers(
    cast: Cast, merged: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("loa.oversight.views.board", "loa.orgs.middleware"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    cell = cells(cast, merged, quota_count=5)[cast.commune.pk, SEPTEMBER]
    page = reverse("oversight:cell", args=[cell.task.id, cell.body_id, SEPTEMBER])

    shown = cast.client("overseer").get(page).content.decode()

    assert "5 × 15 / 30" in shown
    assert BROKEN_PERIOD in shown
