"""Which row of the dated list of law a citation names; none unless it is just one."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from loa.documents.models import Citation
from loa.domain.text import fold
from loa.reference.models import LegalDocument

# "42/2022/nd-cp", "126/2025/qh15": such a number is given once.
_YEAR = re.compile(r"/(?P<year>20\d\d|19\d\d)/|/(?:qh|ubtvqh)\d+$")


def match_laws(citations: Sequence[Citation]) -> None:
    """Set the law of citations, as far as the list knows it, in one query (not saved)."""
    codes = {row.code for row in citations if row.code}
    wants_names = any(row.name for row in citations if not row.code)
    if not codes and not wants_names:
        return
    chosen = Q(code__in=codes)
    if wants_names:
        chosen |= ~Q(aliases=[])
    laws = list(LegalDocument.objects.filter(chosen).order_by("pk"))
    for row in citations:
        row.law = law_of(row, laws)


def law_of(citation: Citation, laws: Iterable[LegalDocument]) -> LegalDocument | None:
    """Return the law that a citation means among some; None unless it is just one."""
    fits = _by_code if citation.code else _by_name
    found = [law for law in laws if fits(citation, law)]
    return found[0] if len(found) == 1 else None


def _by_code(citation: Citation, law: LegalDocument) -> bool:
    if citation.code != law.code:
        return False
    if citation.issued_on and law.issued_on:
        return citation.issued_on == law.issued_on
    return bool(_YEAR.search(law.code))


def _by_name(citation: Citation, law: LegalDocument) -> bool:
    name = fold(citation.name)
    if not any(name == alias or name.startswith(f"{alias} ") for alias in law.aliases):
        return False
    if citation.issued_on:
        return citation.issued_on == law.issued_on or (
            law.issued_on is None and citation.issued_on.year == _year(law)
        )
    # A paper older than the law means the one before it, which the list may not have.
    day = citation.document.issued_on
    year = _year(law)
    return day is None or year is None or day >= date(year, 1, 1)


def _year(law: LegalDocument) -> int | None:
    if law.issued_on:
        return law.issued_on.year
    found = _YEAR.search(law.code)
    return int(found["year"]) if found and found["year"] else None


def match_again() -> int:
    """Ask the list anew for every citation; return how many now say another law."""
    changed = []
    rows = Citation.objects.select_related("document", "law").defer(
        "document__text", "document__blocks", "document__folded"
    )
    laws = list(LegalDocument.objects.order_by("pk"))
    for row in rows.iterator(chunk_size=500):
        law = law_of(row, laws)
        if (law.pk if law else None) != row.law_id:
            row.law = law
            changed.append(row)
    Citation.objects.bulk_update(changed, ["law"], batch_size=200)
    return len(changed)
