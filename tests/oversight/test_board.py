"""The board: states derived from tallies, columns apart, drilled to the proof."""  # R-50

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from loa.evidence.models import ProvinceTally, Tally
from loa.orgs.models import Kind, Level
from loa.oversight import selectors
from tests.cast import TODAY, Cast
from tests.factories import make_body
from tests.oversight.worlds import monthly_quota, tally


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (
        "loa.oversight.views.board",
        "loa.oversight.views.calendar",
        "loa.orgs.middleware",
    ):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


def board(cast: Cast, task_id: int, on: date = TODAY) -> selectors.Board:
    return selectors.by_periods(
        body_ids=[cast.commune.pk, cast.neighbour.pk],
        task_id=task_id,
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        on=on,
    )


def states(found: selectors.Board, name: str) -> list[str]:
    line = next(line for line in found.lines if line.version.name.endswith(name))
    return [cell.state.value for cell in line.cells if cell]


def test_each_cell_tells_its_state_from_its_columns_and_the_day(cast: Cast) -> None:
    task = monthly_quota(cast)
    tally(task, cast.commune, 1, verified=2)
    tally(task, cast.commune, 2, verified=1, unobjected=1, late=1)
    tally(task, cast.commune, 3, verified=1, pending=1)
    tally(task, cast.commune, 4, verified=1, rejected=3)
    tally(task, cast.commune, 10, verified=1, disputed=0)

    found = board(cast, task.pk)

    assert states(found, "Tam Giai")[:4] == [
        "met",
        "met_late",
        "met_unproven",
        "missed",
    ]
    assert states(found, "Tam Giai")[9] == "overdue"
    assert states(found, "Tam Giai")[11] == "not_yet"


def test_totals_keep_the_columns_apart(cast: Cast) -> None:
    task = monthly_quota(cast)
    tally(task, cast.commune, 1, verified=2, disputed=1)
    tally(task, cast.neighbour, 1, unobjected=3, rejected=4, pending=5, uncheckable=6)

    assert board(cast, task.pk).columns_total == (2, 3, 6, 5, 1, 4)


def test_a_running_period_is_forecast_from_what_is_short_and_from_the_past(
    cast: Cast,
) -> None:
    task = monthly_quota(cast)
    for month in range(1, 11):
        tally(task, cast.neighbour, month, verified=2)
    tally(task, cast.neighbour, 11, verified=1)

    found = board(cast, task.pk, on=date(2026, 11, 12))

    outlooks = {line.version.name: line.forecast for line in found.lines}
    kept = outlooks["Ủy ban nhân dân phường Hòa Khê"]
    behind = outlooks["Ủy ban nhân dân xã Tam Giai"]
    assert kept
    assert behind
    assert (kept.outlook, kept.short, kept.bad) == ("likely", 1, 0)
    assert (behind.outlook, behind.short) == ("doubtful", 2)
    assert behind.bad == 6


def test_the_overseer_sees_the_map_with_signs_words_and_links_to_each_cell(
    cast: Cast,
) -> None:
    task = monthly_quota(cast)
    tally(task, cast.commune, 3, verified=1, pending=1)

    page = cast.client("overseer").get(reverse("oversight:board")).content.decode()

    assert "Phường Hòa Khê" in page
    assert "Đạt, chưa đủ minh chứng" in page
    assert f"o={task.pk}-{cast.commune.pk}-2026-03-01#chi-tiet" in page


def test_a_cell_opens_beside_the_map_and_on_a_page_of_its_own(cast: Cast) -> None:
    task = monthly_quota(cast)
    ref = f"{task.pk}-{cast.commune.pk}-2026-03-01"
    client = cast.client("overseer")

    beside = client.get(reverse("oversight:board"), {"o": ref}).content.decode()
    alone = client.get(
        reverse("oversight:cell", args=[task.pk, cast.commune.pk, date(2026, 3, 1)])
    ).content.decode()

    for page in (beside, alone):
        assert 'id="chi-tiet"' in page
        assert "Xã Tam Giai, tháng 3/2026" in page
        assert "Hằng tháng có ít nhất 02 tin, bài" in page


def test_a_clerk_sees_her_own_board_and_nobody_elses(cast: Cast) -> None:
    task = monthly_quota(cast)
    client = cast.client("clerk")

    page = client.get(reverse("oversight:board")).content.decode()
    others = client.get(reverse("oversight:board"), {"tren": cast.neighbour.pk})
    province = client.get(reverse("oversight:board"), {"tren": cast.province.pk})
    cell = client.get(
        reverse("oversight:cell", args=[task.pk, cast.neighbour.pk, date(2026, 3, 1)])
    )

    assert "Xã Tam Giai" in page
    assert "Hòa Khê" not in page
    assert [others.status_code, province.status_code, cell.status_code] == [
        404,
        404,
        404,
    ]


def test_nobody_can_type_a_state(cast: Cast) -> None:
    task = monthly_quota(cast)
    client = cast.client("overseer")
    address = reverse(
        "oversight:cell", args=[task.pk, cast.commune.pk, date(2026, 3, 1)]
    )

    for page in (reverse("oversight:board"), address):
        assert client.post(page, {"state": "met"}).status_code == 405
    assert not {
        field.name for model in (Tally, ProvinceTally) for field in model._meta.fields
    } & {
        "state",
        "progress",
    }


@pytest.mark.parametrize(
    "query",
    [{"nam": "x"}, {"nam": "99999"}, {"nv": "-1"}, {"o": "1-2"}, {"xem": "<b>"}, {"thang": "13"},
     {"nhom": "²"}, {"tt": "met'--"}],
)  # fmt: skip
def test_an_address_with_nonsense_shows_the_usual_board(
    cast: Cast, query: dict[str, str]
) -> None:
    monthly_quota(cast)

    assert (
        cast.client("overseer").get(reverse("oversight:board"), query).status_code
        == 200
    )


def test_an_unknown_cell_is_not_found(cast: Cast) -> None:
    monthly_quota(cast)
    client = cast.client("overseer")

    shown = client.get(
        reverse("oversight:board"), {"o": f"999-{cast.commune.pk}-2026-03-01"}
    )
    alone = client.get(
        reverse("oversight:cell", args=[999, cast.commune.pk, date(2026, 3, 1)])
    )
    odd_day = client.get(f"/bang-theo-doi/o/1/{cast.commune.pk}/2026-13-45/")

    assert [shown.status_code, alone.status_code, odd_day.status_code] == [
        404,
        404,
        404,
    ]


def test_tasks_by_bodies_shows_all_that_a_month_asks(cast: Cast) -> None:
    quota = monthly_quota(cast)
    other = monthly_quota(
        cast, title="Buổi phát thanh", quota_unit="buổi", quota_count=4
    )
    tally(other, cast.commune, 11, verified=4)

    page = cast.client("overseer").get(
        reverse("oversight:board"), {"xem": "nhiem-vu", "nam": "2026", "thang": "11"}
    )

    text = page.content.decode()
    assert quota.title in text
    assert "Buổi phát thanh" in text


def test_the_spreadsheet_has_the_map_and_every_cell_with_its_columns_apart(
    cast: Cast,
) -> None:
    task = monthly_quota(cast)
    tally(task, cast.commune, 3, verified=1, pending=1, rejected=2)

    answer = cast.client("overseer").get(reverse("oversight:export"), {"nam": "2026"})

    book = load_workbook(BytesIO(answer.content))
    cells = list(book.worksheets[1].iter_rows(values_only=True))
    march = next(
        row
        for row in cells
        if row[0] and "Tam Giai" in str(row[0]) and row[3] == "tháng 3/2026"
    )
    assert march[6:14] == (2, 4, 1, 0, 0, 1, 0, 2)
    assert book.worksheets[0].title == "Bảng theo dõi"


def test_the_number_of_statements_does_not_grow_with_bodies(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    task = monthly_quota(cast)
    client = cast.client("overseer")
    counts = []
    for extra in (0, 20):
        for number in range(extra):
            make_body(f"Ủy ban nhân dân xã Số {number}", under=cast.province,
                      kind=Kind.PEOPLES_COMMITTEE, level=Level.COMMUNE)  # fmt: skip
        with django_assert_max_num_queries(200) as context:  # type: ignore[operator]
            client.get(reverse("oversight:board"), {"nv": task.pk, "nam": "2026"})
        counts.append(len(context))

    assert counts[0] == counts[1]


def test_a_calendar_shows_due_days_and_gives_them_as_a_file(cast: Cast) -> None:
    monthly_quota(cast)
    client = cast.client("clerk")

    page = client.get(
        reverse("oversight:calendar_of", args=[cast.commune.pk]), {"nam": "2026"}
    )
    file = client.get(reverse("oversight:ics", args=[cast.commune.pk]), {"nam": "2026"})
    again = client.get(
        reverse("oversight:ics", args=[cast.commune.pk]), {"nam": "2026"}
    )

    assert "30/11/2026" in page.content.decode()
    text = file.content.decode()
    assert text.count("BEGIN:VEVENT") == 12
    assert "DTSTART;VALUE=DATE:20261130" in text
    uids = [line for line in text.splitlines() if line.startswith("UID:")]
    assert uids == [
        line for line in again.content.decode().splitlines() if line.startswith("UID:")
    ]


def test_an_outsider_finds_no_calendar(cast: Cast) -> None:
    for name in ("oversight:calendar_of", "oversight:ics"):
        address = reverse(name, args=[cast.commune.pk])
        assert cast.client("outsider").get(address).status_code == 404
        assert cast.client("clerk").post(address).status_code == 405


def test_an_empty_board_says_what_to_do(cast: Cast) -> None:
    page = cast.client("overseer").get(reverse("oversight:board")).content.decode()

    assert "Chưa có nghĩa vụ nào" in page
