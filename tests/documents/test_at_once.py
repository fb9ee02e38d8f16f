"""Two people at once, for real: two connections, one wins and the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from loa.documents import services
from loa.documents.models import Document, DocumentFile
from tests.cast import make_cast
from tests.documents import papers
from tests.documents.conftest import AT

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do works at the same moment, each by its own connection; exceptions are results."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("SQLite in memory has one connection; test_confirming.py holds it")
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        start.wait(timeout=20)
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the result
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def hand(cast, who):
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": AT}


def test_of_two_who_confirm_at_once_one_wins(cast):
    plan = services.bring_in_document(text=papers.PLAN, **hand(cast, "clerk"))
    people = {who: hand(cast, who) for who in ("clerk", "head")}

    results = at_once(
        *(
            lambda who=who: services.confirm_document(
                document=Document.objects.get(pk=plan.pk), **people[who]
            )
            for who in people
        )
    )

    won = [result for result in results if isinstance(result, Document)]
    told = [r for r in results if isinstance(r, services.AlreadyConfirmed)]
    assert (len(won), len(told)) == (1, 1), results
    assert told[0].by == str(won[0].confirmed_by)
    assert plan.recipients.count() == 4


def test_of_two_who_bring_in_one_file_at_once_one_wins(cast):
    people = {who: hand(cast, who) for who in ("clerk", "head")}

    results = at_once(
        *(
            lambda who=who: services.bring_in_document(text=papers.PLAN, **people[who])
            for who in people
        )
    )

    won = [result for result in results if isinstance(result, Document)]
    told = [
        result
        for result in results
        if isinstance(result, services.AlreadyBrought | services.AlreadyHere)
    ]
    assert (len(won), len(told)) == (1, 1), results
    assert Document.objects.count() == DocumentFile.objects.count() == 1


def test_who_corrects_while_another_confirms_is_told_or_counted(cast):
    plan = services.bring_in_document(text=papers.PLAN, **hand(cast, "clerk"))
    subject = plan.findings.get(field="subject")
    clerk, head = hand(cast, "clerk"), hand(cast, "head")

    corrected, confirmed = at_once(
        lambda: services.correct_finding(finding=subject, value="Khác", **clerk),
        lambda: services.confirm_document(
            document=Document.objects.get(pk=plan.pk), **head
        ),
    )

    assert isinstance(confirmed, Document)
    plan.refresh_from_db()
    if isinstance(corrected, services.AlreadyConfirmed):
        assert plan.subject != "Khác"
    else:
        assert plan.subject == "Khác"
