"""Several at once: one wins, the other is told, and no count is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from loa.evidence import recount, services
from loa.evidence.models import ProvinceTally, Record, Standing, Tally, Verdict
from tests.cast import make_cast
from tests.evidence.work import AT, HOST, Work, make_work

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def work(transactional_db) -> Work:
    return make_work(make_cast())


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run all at the same moment, each with its own connection; errors are results."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        close_old_connections()
        try:
            start.wait(timeout=20)
            return call()
        except Exception as error:  # noqa: BLE001  a race's loser is what is asked for
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_who_record_one_link_one_wins_and_the_other_is_told(work: Work):
    results = at_once(*[lambda: work.record(f"https://{HOST}/mot")] * 4)

    told = [r for r in results if isinstance(r, services.AlreadyRecorded)]
    assert len(told) == 3
    record = Record.objects.get()
    assert {each.record for each in told} == {record}
    assert work.columns() == {"pending": 1}


def test_of_two_bodies_that_claim_one_link_at_least_one_is_disputed(work: Work):
    at_once(
        lambda: work.record("https://bao.vn/mot"),
        lambda: work.record("https://bao.vn/mot", who="outsider"),
    )

    standings = Verdict.objects.filter(closed_at=None).values_list(
        "standing", flat=True
    )
    assert list(standings) == ["disputed", "disputed"]
    assert recount.check() == []


def test_counts_of_one_cell_made_at_once_all_arrive(work: Work):
    calls = [
        lambda n=n: work.record(f"https://{HOST}/tin-{n}", who="clerk")
        for n in range(4)
    ]
    calls += [
        lambda n=n: work.record(f"https://khac.vn/tin-{n}", who="outsider")
        for n in range(4)
    ]

    results = at_once(*calls)

    assert [r for r in results if isinstance(r, Exception)] == []
    assert sum(Tally.objects.values_list("pending", flat=True)) == 8
    assert ProvinceTally.objects.get().pending == 8
    assert recount.check() == []


def test_verdict_and_withdrawal_at_once_leave_true_counts(work: Work):
    records = [work.record(f"https://{HOST}/tin-{n}").record for n in range(3)]
    calls: list[Callable[[], object]] = []
    for record in records:
        calls.append(lambda record=record: work.judge(record, Standing.VERIFIED))
        calls.append(lambda record=record: work.withdraw(record))

    results = at_once(*calls)

    errors = [r for r in results if isinstance(r, Exception)]
    assert all(isinstance(each, services.Withdrawn) for each in errors)
    assert recount.check() == []


def test_of_two_verdicts_on_what_both_saw_the_second_is_told(work: Work):
    record = work.record().record
    seen = record.verdicts.get().pk

    results = at_once(
        lambda: work.judge(record, Standing.VERIFIED, seen=seen),
        lambda: work.judge(record, Standing.REJECTED, seen=seen),
    )

    assert [type(r) for r in results if r is not None] == [services.VerdictChanged]
    assert record.verdicts.filter(closed_at=None).count() == 1
    assert recount.check() == []


def test_the_term_runs_out_while_somebody_decides(work: Work):
    from datetime import timedelta

    record = work.record().record
    later = AT + timedelta(days=30)

    at_once(
        lambda: services.accept_unobjected(later),
        lambda: work.judge(record, Standing.REJECTED, at=later),
    )

    assert work.columns() == {"rejected": 1}
    assert recount.check() == []
