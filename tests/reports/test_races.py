"""Two people at one report at the same moment: it goes up once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from loa.reports import moving
from loa.reports.models import Report
from loa.reports.services import Moved
from tests.cast import make_cast
from tests.evidence.work import make_work
from tests.reports.work import latest, own_report, sql, submitted

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(*calls: Callable[[], object]) -> list[object]:
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        close_old_connections()
        try:
            start.wait(timeout=20)
            return call()
        except moving.NewerFigures as error:
            return error
        except Moved as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_who_send_a_report_one_sends_it_and_the_other_is_told():
    cast = make_cast()
    make_work(cast)
    report = own_report(cast)

    results = at_once(
        *[lambda who=who: submitted(cast, report, who=who) for who in ("clerk", "head")]
    )

    assert sorted(type(each).__name__ for each in results) == ["Moved", "Report"]
    assert Report.objects.get(pk=report.pk).status == Report.Status.SUBMITTED
    formats = sql(
        "SELECT format FROM reports_reportfile WHERE snapshot_id = %s",
        latest(report).pk,
    )
    assert sorted(row[0] for row in formats) == ["docx", "json", "pdf", "xlsx"]
    assert sql(
        "SELECT count(*) FROM audit_entry WHERE action = 'reports.report.submitted'"
    ) == [(1,)]
