"""Which kept texts may be copies of a text, or it of them."""

from collections import Counter

from django.db.models import Q

from loa.domain.likeness import bands_of
from loa.likeness.models import COLUMNS, Signature

MOST_LOOKED_AT = 400
"""So many rows that agree in a band are taken from the database."""


def likely_copies(text: str, *, most: int = 40) -> list[int]:
    """Ids of kept copies that agree with a text in a band, those in most bands first.

    One statement over twenty indexes, whatever the number of texts. The caller compares
    the texts: a band is a likelihood, no proof.
    """
    bands = bands_of(text)
    if bands is None:
        return []
    # One list of conditions: joined one by one they would be copied twenty times.
    wanted = Q(*zip(COLUMNS, bands, strict=True), _connector=Q.OR)
    rows = Signature.objects.filter(wanted).values_list("pk", *COLUMNS)
    agreeing = Counter(
        {
            pk: sum(a == b for a, b in zip(theirs, bands, strict=True))
            for pk, *theirs in rows[:MOST_LOOKED_AT]
        }
    )
    return [pk for pk, _ in agreeing.most_common(most)]
