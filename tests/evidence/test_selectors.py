"""Tallies of cells, records behind a figure, and figures that agree with both."""

from datetime import date

import pytest

from loa.evidence import selectors
from loa.evidence.figures import figures_by
from loa.evidence.models import Standing
from loa.programmes.selectors import owed
from tests.evidence.work import HOST, NOVEMBER, Work
from tests.factories import make_channel

pytestmark = pytest.mark.django_db
FIRST, END = date(2026, 10, 1), date(2027, 1, 1)


@pytest.fixture
def busy(work: Work) -> Work:
    """Three news items of the commune, eight broadcasts, one item of the neighbour."""
    first = work.record(area="procedures").record
    work.judge(first, Standing.VERIFIED)
    late = work.record(f"https://{HOST}/b", done_on=date(2026, 10, 2)).record
    work.judge(late, Standing.VERIFIED)
    work.withdraw(work.record(f"https://{HOST}/c", area="digital").record)
    station = make_channel(work.cast.commune, "", kind="radio", station="Đài")
    work.record("", form="broadcast", channel=station, quantity=8)
    work.record("https://hoakhe.vn/a", who="outsider", area="digital")
    return work


def bodies(work: Work) -> list[int]:
    return [work.cast.commune.pk, work.cast.neighbour.pk]


def test_tallies_of_cells_come_in_one_query(busy: Work, django_assert_num_queries):
    cells = owed(body_ids=bodies(busy), first=FIRST, last=END, on=date(2026, 11, 21))
    with django_assert_num_queries(1):
        tallies = selectors.tallies_of(cells)

    here = tallies[busy.task.pk, busy.cast.commune.pk, NOVEMBER]
    before = tallies[busy.task.pk, busy.cast.commune.pk, date(2026, 10, 1)]
    assert here == ((1, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0))
    assert before == ((1, 0, 0, 0, 0, 0), (1, 0, 0, 0, 0, 0))
    assert selectors.tallies_of([]) == {}


def test_a_province_is_rolled_up_in_one_query(busy: Work, django_assert_num_queries):
    with django_assert_num_queries(1):
        rolled = selectors.province_tallies_in(
            province_id=busy.cast.province.pk,
            task_ids=[busy.task.pk],
            first=NOVEMBER,
            last=NOVEMBER,
        )

    assert rolled[busy.task.pk, NOVEMBER].columns == (1, 0, 0, 1, 0, 0)


def test_the_records_of_a_cell_are_those_that_count_there(busy: Work):
    rows = selectors.records_of_cell(busy.task, busy.cast.commune, NOVEMBER)

    assert [(row.title, row.standing) for row in rows] == [
        ("12 thủ tục hộ tịch qua mạng", "verified")
    ]


def test_figures_are_the_sums_of_the_records_behind_them(busy: Work):
    for by, field in (
        ("form", "form"),
        ("area", "area"),
        ("channel_kind", "channel_kind"),
    ):
        found = figures_by(by, body_ids=bodies(busy), first=FIRST, end=END)
        for key, figure in found.items():
            rows = selectors.records_in(bodies(busy), FIRST, END, **{field: key})
            assert figure.records.claimed == len(rows)
            assert figure.columns.claimed == sum(row.quantity for row in rows)
            verified = selectors.records_in(
                bodies(busy), FIRST, END, standing="verified", **{field: key}
            )
            assert figure.records.verified == len(verified)


def test_figures_by_form_keep_columns_and_quantities_apart(busy: Work):
    found = figures_by("form", body_ids=bodies(busy), first=FIRST, end=END)

    assert found["broadcast"].columns.uncheckable == 8
    assert found["broadcast"].records.uncheckable == 1
    assert found["news"].columns.as_tuple() == (2, 0, 0, 1, 0, 0)


def test_figures_by_body_and_of_all_agree(busy: Work):
    by_body = figures_by("body", body_ids=bodies(busy), first=FIRST, end=END)
    of_all = figures_by("all", body_ids=bodies(busy), first=FIRST, end=END)

    assert {key: row.records.claimed for key, row in by_body.items()} == {
        busy.cast.commune.pk: 3,
        busy.cast.neighbour.pk: 1,
    }
    assert of_all["all"].records.claimed == 4


def test_figures_filter_by_form_and_by_what_has_no_area(busy: Work):
    ids = bodies(busy)
    found = figures_by("all", body_ids=ids, first=FIRST, end=END, form="news", area="")

    assert found["all"].records.claimed == 1
    assert figures_by("all", body_ids=[], first=FIRST, end=END) == {}


def test_a_record_says_what_it_brings_to_its_cell(busy: Work):
    second = busy.record(f"https://{HOST}/z").record

    (toward,) = selectors.toward(second, on=date(2026, 11, 21))

    assert (toward.before, toward.claimed, toward.cell.target) == (1, 2, 2)
    assert toward.is_met_when_verified
