"""Putting texts where copies of them are found."""

from collections.abc import Iterable

from loa.domain.likeness import BANDS, bands_of
from loa.likeness.models import COLUMNS, Signature

_EMPTY = (None,) * BANDS


def index_texts(texts: Iterable[tuple[int, str]]) -> int:
    """Index the texts of kept copies (id, text); one that is indexed stays as it is.

    Returns how many texts were taken, those known before counted.
    """
    rows = [
        Signature(
            copy_id=pk, **dict(zip(COLUMNS, bands_of(text) or _EMPTY, strict=True))
        )
        for pk, text in texts
    ]
    Signature.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
