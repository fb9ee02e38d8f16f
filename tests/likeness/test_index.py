"""Kept texts are put into an index, and copies of them are looked up in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.fetching.models import Copy, Host, Visit
from loa.files.models import StoredFile
from loa.likeness.models import COLUMNS, Signature
from loa.likeness.selectors import likely_copies
from loa.likeness.services import index_texts
from tests.corpus.likeness.texts import text_of
from tests.factories import moment

AT = moment(2026, 11, 21)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def keep():
    """Keep pages with these texts; their ids."""
    host = Host.objects.create(name="portal.test", next_at=AT)
    warc = StoredFile.objects.create(sha256="0" * 64, size=1, stored_at=AT)

    def kept(texts):
        made = []
        for text in texts:
            visit = Visit.objects.create(
                key=f"test.{Visit.objects.count()}", host=host, wanted_at=AT, due_at=AT
            )
            made.append(
                Copy.objects.create(
                    visit=visit, fetched_at=AT, status=200, size=1, warc=warc, text=text
                )
            )
        return [(copy.pk, copy.text) for copy in made]

    return kept


def test_a_copy_is_found_among_others_and_a_new_text_is_not(keep):
    kept = keep([text_of(4, number) for number in range(30)])
    index_texts(kept)

    assert likely_copies(kept[7][1].upper()) == [kept[7][0]]
    assert likely_copies(text_of(4, 99)) == []


def test_the_likeliest_comes_first_and_no_more_are_named_than_wanted(keep):
    text = text_of(4, 1)
    words = text.split()
    most = " ".join([*words[: len(words) * 5 // 6], *text_of(4, 2).split()[:20]])
    (much, _), (whole, _), *_ = kept = keep([most, text, text])
    index_texts(kept)

    assert likely_copies(text)[0] == whole
    assert much in likely_copies(text)
    assert len(likely_copies(text, most=2)) == 2


def test_indexing_again_changes_nothing(keep):
    kept = keep([text_of(4, 1)])
    index_texts(kept)
    before = list(Signature.objects.values_list())

    index_texts([(kept[0][0], text_of(4, 2))])

    assert list(Signature.objects.values_list()) == before


def test_a_text_of_a_few_words_is_like_no_other(keep):
    kept = keep(["Tin ảnh", "Tin ảnh", ""])
    index_texts(kept)

    assert Signature.objects.filter(**{COLUMNS[0]: None}).count() == 3
    assert likely_copies("Tin ảnh") == []


def test_a_question_is_one_statement_that_reads_no_row_but_through_an_index(keep):
    index_texts(keep([text_of(4, number) for number in range(30)]))

    with CaptureQueriesContext(connection) as captured:
        likely_copies(text_of(4, 3))

    assert len(captured) == 1
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # On thirty rows it would read them all: asked for the plan of many.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {captured[0]['sql']}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert "Seq Scan" not in plan
    assert "SCAN" not in plan.replace("BITMAP", "")
    assert plan.count("likeness_signature_band_") >= len(COLUMNS)
