"""Eight clerks issue at the same moment: every number once, and none left out."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from loa.documents.models import RegisteredNumber
from loa.documents.outgoing import numbering
from tests.cast import make_cast
from tests.documents.outgoing.conftest import NOW, begin, by

pytestmark = pytest.mark.postgres
WRITERS = 8


@pytest.mark.django_db(transaction=True)
def test_eight_writers_leave_no_gap_even_when_one_fails():
    cast = make_cast()
    numbering.switch_series(is_on=True, **by(cast, "head"))
    drafts = [begin(cast, subject=f"Kế hoạch {n}") for n in range(WRITERS + 1)]
    together = Barrier(WRITERS + 1)

    class Broken(Exception):
        pass

    def take(draft, is_broken):
        try:
            together.wait(timeout=30)
            with transaction.atomic():
                numbering.take_number(draft=draft, year=2026, actor=cast.clerk, at=NOW)
                if is_broken:
                    raise Broken
        except Broken:
            pass
        finally:
            connection.close()

    threads = [
        Thread(target=take, args=(draft, place == 3))
        for place, draft in enumerate(drafts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    given = RegisteredNumber.objects.values_list("number", flat=True)
    assert sorted(map(int, given)) == list(range(1, WRITERS + 1))
