"""A country at work, made in bulk, is as if its people had typed it."""

from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection

from loa.cli import main
from loa.cli._country import bodies
from loa.domain.quotas import COLUMN_NAMES
from loa.evidence import recount
from loa.evidence.crediting import recredit
from loa.evidence.models import Credit, ProvinceTally, Record, Tally, Verdict
from loa.orgs import loading
from loa.orgs.loading.differences import BodyRow
from loa.orgs.models import Body, Succession
from loa.oversight.board import bodies_below, by_periods
from loa.programmes.models import Exemption, Extension, Task
from tests.factories import make_body, moment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ON = date(2026, 11, 21)
WORD = ["make-country", "--records", "300", "--months", "5", "--on", "2026-11-21"]


@pytest.fixture
def two_provinces(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """A small country: two provinces with a few communes each."""
    settings.DEVELOPMENT = True
    kept = {"vn": 1, "vn.bnv": 1, "vn.01": 39, "vn.04": 29}
    whole = loading.country_rows

    def few() -> Iterator[BodyRow]:
        left = dict(kept)
        for row in whole():
            key = ".".join(row.code.split(".")[:2])
            if left.get(key, 0) > 0:
                left[key] -= 1
                yield row

    monkeypatch.setattr(loading, "country_rows", few)
    monkeypatch.setattr("loa.cli._country.make.MERGED", 4)


def test_a_country_at_work_is_as_if_it_had_been_typed(two_provinces: None):
    made = CliRunner().invoke(main, WORD)

    assert made.exit_code == 0, made.output
    assert Record.objects.count() == 300
    assert Verdict.objects.filter(closed_at=None).count() == 300
    assert recount.check() == []
    # What the product itself would count is what was written.
    some = list(Record.objects.values_list("pk", flat=True)[::20])
    assert recredit(records=some, at=moment(2026, 11, 21)) == 0
    assert Credit.objects.filter(is_late=True).exists()
    assert Succession.objects.exists()
    assert Exemption.objects.exists()
    assert Extension.objects.exists()
    assert {"verified", "pending"} <= set(
        Verdict.objects.filter(closed_at=None).values_list("standing", flat=True)
    )
    connection.check_constraints()
    _the_board_shows_it()
    _the_next_number_is_free()
    _again_is_refused()


def _the_board_shows_it() -> None:
    nation = Body.objects.get(code="vn").versions.get()
    task = Task.objects.filter(quota_per="month", tallies__verified__gt=0).first()
    assert task
    board = by_periods(
        body_ids=bodies_below(nation, ON), task_id=task.pk,
        first=date(2026, 1, 1), last=date(2026, 12, 31), on=ON,
    )  # fmt: skip
    assert {"exempt", "not_judged", "met"} <= set(board.states)
    counted = Tally.objects.filter(task=task).values_list(*COLUMN_NAMES)
    assert sum(board.columns_total) == sum(map(sum, counted))


def _the_next_number_is_free() -> None:
    last = Record.objects.latest("pk")
    last.pk, last.address_key = None, "https://lam-giang.example/tin-moi"
    last.save(force_insert=True)
    assert last.pk == 301


def _again_is_refused() -> None:
    again = CliRunner().invoke(main, WORD)

    assert again.exit_code == 1
    assert "holds bodies already" in again.output
    assert Record.objects.count() == 301


def test_it_is_the_same_country_each_time(two_provinces: None):
    plan = {"count": None, "since": date(2026, 1, 1), "at": moment(2026, 1, 1, 7)}
    bodies.load_bodies(**plan)

    owing = bodies.owing_bodies()

    assert {one.kind for one in owing} == {"commune", "department", "province"}
    assert {one.host for one in owing} == {"tinh-01.example", "tinh-04.example"}


def test_schools_are_added_until_there_are_so_many_bodies(two_provinces: None):
    bodies.load_bodies(count=90, since=date(2026, 1, 1), at=moment(2026, 1, 1, 7))

    assert Body.objects.count() == 90
    assert Body.objects.filter(code__endswith=".mn").exists()


def test_a_machine_that_people_rely_on_is_left_alone(settings):
    settings.DEVELOPMENT = False

    refused = CliRunner().invoke(main, WORD)

    assert refused.exit_code == 1
    assert "no development machine" in refused.output
    assert not Body.objects.exists()


def test_a_database_with_bodies_is_left_alone(settings):
    settings.DEVELOPMENT = True
    make_body("Ủy ban nhân dân tỉnh Lam Giang", level="province")

    refused = CliRunner().invoke(main, WORD)

    assert refused.exit_code == 1
    assert Body.objects.count() == 1
    assert not ProvinceTally.objects.exists()


def test_how_much_is_bounded():
    for bad in (["--bodies", "5"], ["--records", "-1"], ["--months", "0"]):
        assert CliRunner().invoke(main, ["make-country", *bad]).exit_code == 2
