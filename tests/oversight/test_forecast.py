"""Who may miss, and why: from constructed histories."""

from datetime import date

import pytest
from django.urls import reverse

from loa.oversight.forecast import Ground, Outlook, by_ground
from loa.oversight.watching import watch
from loa.programmes.models import DutyRequest
from tests.cast import TODAY, Cast
from tests.factories import moment
from tests.oversight.worlds import monthly_quota, tally

MID = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("loa.oversight.views.looking", "loa.orgs.middleware"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


@pytest.mark.parametrize(
    ("past", "now", "on", "outlook", "grounds"),
    [
        # always in time, one to go, half of the month left
        ({m: {"verified": 2} for m in range(1, 11)}, 1, MID, "likely", ()),
        # two of the last six were late
        ({m: {"verified": 2, "late": 2 * (m > 8)} for m in range(1, 11)}, 1, MID,
         "doubtful", (Ground.HABIT,)),
        # one bad period is no habit
        ({m: {"verified": 2 * (m != 7)} for m in range(1, 11)}, 1, MID, "likely", ()),
        # bad long ago, better since
        ({m: {"verified": 2 * (m > 4)} for m in range(1, 11)}, 1, MID, "likely", ()),
        # nothing yet and the month nearly over
        ({m: {"verified": 2} for m in range(1, 11)}, 0, date(2026, 11, 28),
         "doubtful", (Ground.PACE,)),
        # past the due day and its grace
        ({m: {"verified": 2} for m in range(1, 11)}, 1, date(2026, 12, 12),
         "doubtful", (Ground.OVERDUE,)),
    ],
)  # fmt: skip
def test_a_history_gives_its_outlook_and_its_grounds(
    cast: Cast,
    past: dict[int, dict[str, int]],
    now: int,
    on: date,
    outlook: str,
    grounds: tuple[Ground, ...],
) -> None:
    task = monthly_quota(cast)
    for month, columns in past.items():
        tally(task, cast.commune, month, **columns)
    tally(task, cast.commune, 11, verified=now)

    found = [
        one
        for one in watch([cast.commune.pk], on=on).expected
        if one.judged.cell.window.period.start == date(2026, 11, 1)
    ]

    assert (found[0].forecast.outlook, found[0].forecast.grounds) == (outlook, grounds)
    assert found[0].forecast.short == 2 - now


def test_days_left_are_working_days(cast: Cast) -> None:
    task = monthly_quota(cast)
    tally(task, cast.commune, 11, verified=1)

    found = watch([cast.commune.pk], on=date(2026, 11, 26)).expected

    november = [o for o in found if o.judged.cell.window.period.start.month == 11]
    # Thursday 26, Friday 27, Monday 30.
    assert november[0].forecast.days_left == 3


def test_an_open_difficulty_is_a_reason_of_its_own_until_it_is_answered(
    cast: Cast,
) -> None:
    task = monthly_quota(cast)
    for month in range(1, 11):
        tally(task, cast.commune, month, verified=2)
    tally(task, cast.commune, 11, verified=1)
    DutyRequest.objects.create(
        task=task, body=cast.commune, period_start=date(2026, 11, 1), kind="difficulty",
        words="Trang của xã đang bảo trì", asked_by=cast.clerk, recorded_at=moment(2026, 11, 10),
    )  # fmt: skip

    watched = watch([cast.commune.pk, cast.neighbour.pk], on=MID)

    mine = [o for o in watched.doubtful if o.body_id == cast.commune.pk]
    assert mine[0].forecast.ground is Ground.DIFFICULTY
    groups = dict(by_ground(watched.doubtful))
    assert [o.body_id for o in groups[Ground.DIFFICULTY]] == [cast.commune.pk]


def test_an_invitation_is_never_expected_to_be_missed(cast: Cast) -> None:
    monthly_quota(cast, is_binding=False)

    assert watch([cast.commune.pk], on=TODAY).expected == []


def test_the_page_groups_by_why_and_says_it_whole(cast: Cast) -> None:
    monthly_quota(cast)

    page = cast.client("overseer").get(reverse("oversight:forecast")).content.decode()

    assert "Đã quá hạn, chưa khóa" in page
    assert "thiếu 2" in page
    assert "ngày làm việc" in page


def test_bodies_short_of_the_same_for_the_same_reason_stand_in_one_row(
    cast: Cast,
) -> None:
    task = monthly_quota(cast)

    page = cast.client("overseer").get(reverse("oversight:forecast")).content.decode()

    rows = [row for row in page.split("<tr") if "Hòa Khê" in row]
    assert rows
    assert all("Tam Giai" in row for row in rows)
    for body in (cast.commune, cast.neighbour):
        assert f"/o/{task.pk}/{body.pk}/" in rows[0]


def test_a_clerk_is_forecast_her_own_body_only(cast: Cast) -> None:
    monthly_quota(cast)

    page = cast.client("clerk").get(reverse("oversight:forecast")).content.decode()
    other = cast.client("clerk").get(
        reverse("oversight:forecast"), {"tren": cast.neighbour.pk}
    )

    assert "Xã Tam Giai" in page
    assert "Hòa Khê" not in page
    assert other.status_code == 404


def test_outlooks_are_told_apart() -> None:
    assert [one.value for one in Outlook] == ["done", "likely", "doubtful"]
