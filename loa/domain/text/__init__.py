"""Vietnamese text: one form, a search key, alphabetical order, numerals."""

from loa.domain.text.codes import code_of
from loa.domain.text.collate import collation_key
from loa.domain.text.fold import fold
from loa.domain.text.normalise import normalise, squash
from loa.domain.text.numerals import in_roman, numeral, roman

__all__ = [
    "code_of",
    "collation_key",
    "fold",
    "in_roman",
    "normalise",
    "numeral",
    "roman",
    "squash",
]
