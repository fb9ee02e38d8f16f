"""Search over documents: the same words, and so the same hits, on both databases.

A document's words are put down once each, without marks and signs, in a row of
``SearchEntry``. A number with its signs ("12/KH-UBND") is also one word ("12khubnd"),
as is each of its ends ("khubnd"), so that no database need look for phrases. What is
asked is cut in the same way: every word must be there, the last may be a beginning.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.signals import post_save
from django.dispatch import receiver

from loa.documents.codes import asked_words, words_of
from loa.documents.levels import level_of
from loa.documents.models import Document, SearchEntry


def matching(rows: QuerySet[Document], query: str) -> QuerySet[Document]:
    """Return those rows in which every word of a query stands.

    A query of signs alone asks for nothing that is kept: no row matches.
    """
    if not query.strip():
        return rows
    words = asked_words(query)
    if not words:
        return rows.none()
    return rows.filter(pk__in=_ids(words))


def _ids(words: list[str]) -> RawSQL:
    if connection.vendor == "postgresql":
        terms = [f"'{word}'" for word in words]
        terms[-1] += ":*"
        return RawSQL(
            "SELECT document_id FROM documents_searchentry WHERE"
            " array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery",
            (" & ".join(terms),),
        )
    terms = [f'"{word}"' for word in words]
    terms[-1] += "*"
    return RawSQL(
        "SELECT rowid FROM documents_search WHERE documents_search MATCH %s",
        (" AND ".join(terms),),
    )


SEARCHED = frozenset({"folded", "code", "signer_name", "text"})


@receiver(post_save, sender=Document)
def follow(
    sender: type[Document],
    instance: Document,
    update_fields: frozenset[str] | None,
    **rest: Any,
) -> None:
    """Put in a document that was saved; every door to the table comes by here.

    What is made many at a time is put in with :func:`put_in_all`.
    """
    if rest.get("raw") or (update_fields and SEARCHED.isdisjoint(update_fields)):
        return
    put_in(instance)


def put_in_missing(using: str = "default", **_rest: Any) -> int:
    """Put in what no search finds yet, and set its level; done after migrating.

    :returns: how many documents
    """
    tables = connections[using].introspection.table_names()
    if SearchEntry._meta.db_table not in tables:
        return 0
    rows = Document.objects.using(using).filter(search_entry=None)
    if not rows.exists():
        return 0
    for row in rows.filter(level="").only("issuer_name", "code"):
        level = level_of(row.issuer_name, row.code)
        Document.objects.filter(pk=row.pk).update(level=level)
    waiting = list(rows.values_list("pk", flat=True))
    for start in range(0, len(waiting), 200):
        some = waiting[start : start + 200]
        put_in_all(Document.objects.using(using).filter(pk__in=some).defer("blocks"))
    return len(waiting)


def put_in(document: Document) -> None:
    """Bring the words of a document up to date."""
    SearchEntry.objects.update_or_create(
        document=document, defaults={"words": _words(document)}
    )


def put_in_all(documents: Iterable[Document]) -> int:
    """Put in documents that were made many at a time; return how many."""
    entries = (SearchEntry(document=row, words=_words(row)) for row in documents)
    count = 0
    while some := list(islice(entries, 200)):
        SearchEntry.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["document"],
            update_fields=["words"],
        )
        count += len(some)
    return count


def _words(document: Document) -> str:
    # The bare number too: "05/KH-UBND" is looked for as "5/KH-UBND".
    return words_of(document.folded, document.code, document.signer_name, document.text)
