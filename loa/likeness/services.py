"""Putting texts where copies of them are found."""

from collections.abc import Iterable

from django.db import connection, transaction

from loa.domain.likeness import BANDS, bands_of
from loa.likeness.models import COLUMNS, Signature

_EMPTY = (None,) * BANDS
_NAMES = ("copy_id", *COLUMNS)
# Both databases know it; rows of twenty-one values made by Django take three times as long.
_PUT = (
    f"INSERT INTO {Signature._meta.db_table} ({', '.join(_NAMES)})"  # noqa: S608 (no value)
    f" VALUES ({', '.join(['%s'] * len(_NAMES))}) ON CONFLICT DO NOTHING"
)


def index_texts(texts: Iterable[tuple[int, str]]) -> int:
    """Index the texts of kept copies (id, text); one that is indexed stays as it is.

    Returns how many texts were taken, those known before counted.
    """
    rows = [(pk, *(bands_of(text) or _EMPTY)) for pk, text in texts]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_PUT, rows)
    return len(rows)
