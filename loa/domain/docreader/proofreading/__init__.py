"""The proofreader: remarks on a document as it was read.

The door is :func:`proofread`; :func:`proofread_form` looks at the form of a Word file. It is total like the reader, pure, and changes nothing:
the text stays as it is, each remark says where, why and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loa.domain.docreader.document import Language, OfficialDocument
from loa.domain.docreader.proofreading.checks import CHECKS
from loa.domain.docreader.proofreading.form import FORM_CHECKS, proofread_form
from loa.domain.docreader.proofreading.remark import (
    Kind,
    Remark,
    Wording,
    kinds,
    remark_of,
)
from loa.domain.docreader.proofreading.sheet import sheet_of

__all__ = [
    "CHECKS",
    "FORM_CHECKS",
    "Kind",
    "Remark",
    "Wording",
    "kinds",
    "proofread",
    "proofread_form",
]


def proofread(document: OfficialDocument) -> tuple[Remark, ...]:
    """The remarks on a document in the order of its text; those without a place first.

    A text that is not Vietnamese, or has lost its marks, is not proofread.
    """
    if document.language != Language.VIETNAMESE:
        return ()
    sheet = sheet_of(document)
    found = {
        remark_of(code, hit, document.text): None
        for function in CHECKS.values()
        for code, hit in function(sheet)
    }
    return tuple(sorted(_once(found), key=_place))


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Leave out a syllable of which the whole phrase is remarked on."""
    remarks = tuple(remarks)
    phrases = [one.span for one in remarks if one.rule == "phrase.marks" and one.span]
    for one in remarks:
        inside = one.span and any(
            span.start <= one.span.start and one.span.end <= span.end
            for span in phrases
        )
        if one.rule != "syllable.impossible" or not inside:
            yield one


def _place(remark: Remark) -> tuple[int, int, str]:
    span = remark.span
    return (span.start, span.end, remark.rule) if span else (-1, -1, remark.rule)
