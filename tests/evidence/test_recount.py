"""A recount names a corrupted counter, a lost credit and a moved day."""

import pytest
from click.testing import CliRunner
from django.db import connection

from loa.cli.tally import command
from loa.evidence import recount
from loa.evidence.models import Credit, ProvinceTally, Record, Standing, Tally
from tests.evidence.work import HOST, Work

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def counted(work: Work) -> Work:
    for number in range(3):
        record = work.record(f"https://{HOST}/tin-{number}").record
        if number:
            work.judge(record, Standing.VERIFIED)
    assert recount.check() == []
    return work


def sql(text: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        assert cursor.rowcount == 1


def test_a_corrupted_counter_is_named_and_mended(counted: Work):
    sql("UPDATE evidence_tally SET verified = verified + 5")

    (found,) = recount.check()

    assert (found.kind, found.column) == ("counter", "verified")
    assert (found.stored, found.counted) == ("7", "2")
    assert found.can_mend
    assert recount.mend() == 1
    assert recount.check() == []
    assert Tally.objects.get().verified == 2


def test_a_corrupted_counter_of_the_province_is_named(counted: Work):
    sql("UPDATE evidence_provincetally SET pending = 0")

    (found,) = recount.check()

    assert (found.kind, found.column) == ("province_counter", "pending")


def test_a_counter_that_is_gone_is_made_again(counted: Work):
    Tally.objects.all().delete()
    ProvinceTally.objects.all().delete()

    assert {each.kind for each in recount.check()} == {"counter", "province_counter"}
    assert recount.mend() == 2
    assert recount.check() == []


def test_a_lost_credit_is_named_and_no_mending_hides_it(counted: Work):
    lost = Credit.objects.first()
    sql("DELETE FROM evidence_credit WHERE id = %s", lost.pk)

    kinds = {each.kind for each in recount.check()}
    assert kinds == {"lost_credit", "counter", "province_counter"}

    recount.mend()

    (found,) = recount.check()
    assert found.kind == "lost_credit"
    assert f" {lost.record_id} " in found.where
    assert not found.can_mend


def test_a_credit_whose_quantity_was_changed_is_named(counted: Work):
    credit = Credit.objects.first()
    sql("UPDATE evidence_credit SET quantity = 9 WHERE id = %s", credit.pk)

    assert "lost_credit" in {each.kind for each in recount.check()}


def test_a_moved_day_is_named(counted: Work):
    record = Record.objects.first()
    sql("UPDATE evidence_record SET done_on = '2026-10-02' WHERE id = %s", record.pk)

    (found,) = recount.check()

    assert found.kind == "moved_day"
    assert (found.stored, found.counted) == ("2026-10-02", "2026-11-16")


def test_a_record_without_a_verdict_is_named(counted: Work):
    record = Record.objects.first()
    sql(
        "DELETE FROM evidence_verdict WHERE record_id = %s AND closed_at IS NULL",
        record.pk,
    )

    assert "no_verdict" in {each.kind for each in recount.check()}


def test_open_credits_of_a_withdrawn_record_are_named(counted: Work):
    record = Record.objects.first()
    sql(
        "UPDATE evidence_record SET withdrawn_at = recorded_at WHERE id = %s", record.pk
    )

    assert "withdrawn_credit" in {each.kind for each in recount.check()}


def test_the_command_says_all_three_and_leaves_with_one(counted: Work):
    first, second, third = Record.objects.order_by("pk")
    sql("UPDATE evidence_tally SET pending = 40")
    sql("DELETE FROM evidence_credit WHERE record_id = %s", second.pk)
    sql("UPDATE evidence_record SET done_on = '2026-09-01' WHERE id = %s", third.pk)

    done = CliRunner().invoke(command, ["--check"])

    assert done.exit_code == 1
    for said in ("counter\t", "lost_credit\t", "moved_day\t", first.title):
        assert said in done.output


def test_the_command_is_content_when_all_is_well(counted: Work):
    done = CliRunner().invoke(command, ["--check"])

    assert (done.exit_code, done.output) == (0, "0 differences\n")


def test_the_command_mends_counters(counted: Work):
    sql("UPDATE evidence_tally SET pending = 40")

    done = CliRunner().invoke(command, ["--mend"])

    assert done.exit_code == 0
    assert "1 rows of counters mended" in done.output


def test_the_command_asks_what_to_do():
    assert CliRunner().invoke(command, []).exit_code == 2
