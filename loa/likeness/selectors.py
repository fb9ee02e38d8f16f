"""Which kept texts may be copies of a text, or it of them."""

from collections import Counter

from django.db import connection

from loa.domain.likeness import bands_of
from loa.likeness.models import COLUMNS, Signature

MOST_LOOKED_AT = 400
"""So many rows that agree in a band are taken from the database."""
# Twenty conditions cost Django ten times what they cost either database.
_FIND = (
    f"SELECT copy_id, {', '.join(COLUMNS)} FROM {Signature._meta.db_table}"  # noqa: S608 (no value)
    f" WHERE {' OR '.join(f'{column} = %s' for column in COLUMNS)}"
    f" LIMIT {MOST_LOOKED_AT}"
)


def likely_copies(text: str, *, most: int = 40) -> list[int]:
    """Ids of kept copies that agree with a text in a band, those in most bands first.

    One statement over twenty indexes, whatever the number of texts. The caller compares
    the texts: a band is a likelihood, no proof.
    """
    bands = bands_of(text)
    if bands is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FIND, bands)
        rows = cursor.fetchall()
    agreeing = Counter(
        {
            pk: sum(a == b for a, b in zip(theirs, bands, strict=True))
            for pk, *theirs in rows
        }
    )
    return [pk for pk, _ in agreeing.most_common(most)]
