"""The bases of one paper: which are held, which are law, and what to know of each."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loa.common.figures import local_day
from loa.documents.addresses import detail_url
from loa.documents.citations import citations_now
from loa.documents.graph import flags
from loa.documents.graph.flags import Flag, FlagKind
from loa.documents.graph.seeing import Seen, relations_seen, see
from loa.documents.issuers import may_be_same
from loa.documents.models import Citation, Document, Relation, Status
from loa.documents.reading import Reading
from loa.orgs.selectors import Acting
from loa.reference.models import LegalDocument


@dataclass(frozen=True, slots=True)
class Basis:
    """One cited document as the page shows it."""

    citation: Citation
    document: Document | None
    flags: tuple[Flag, ...]
    near: tuple[Document, ...]

    @property
    def law(self) -> LegalDocument | None:
        return self.citation.law

    @property
    def is_settled(self) -> bool:
        """Whether a person said which document is meant."""
        return self.citation.settled_at is not None

    @property
    def wants_choice(self) -> bool:
        """Whether a document of this number is held and nobody said if it is meant."""
        return bool(self.near) and not self.document and not self.is_settled


def bases_of(
    document: Document,
    acting: Acting | None,
    on: date,
    reading: Reading | None = None,
) -> list[Basis]:
    """Return the bases of a paper in the order of its text, in three queries.

    :param on: today: what was replaced since is said as of that day
    :param reading: of a paper not yet confirmed; without it that has no bases
    """
    if document.status == Status.CONFIRMED:
        rows = list(
            document.citations.select_related("law__replaced_by").order_by(
                "start", "pk"
            )
        )
        for row in rows:
            row.document = document
    else:
        rows = citations_now(document, reading) if reading else []
    return _bases(document, rows, acting, on)


def basis_of(citation: Citation, acting: Acting | None, on: date) -> Basis:
    """Return one basis, as :func:`bases_of`."""
    return _bases(citation.document, [citation], acting, on)[0]


def _bases(
    document: Document, rows: list[Citation], acting: Acting | None, on: date
) -> list[Basis]:
    if not rows:
        return []
    found = see(rows, acting, on)
    said = said_of([seen.document for seen in found if seen.document], acting, on)
    day = document.issued_on or local_day(document.brought_at)
    return [
        Basis(
            seen.citation,
            seen.document,
            tuple(_flags(seen, said, day, on)),
            seen.near,
        )
        for seen in found
    ]


def said_of(
    documents: list[Document], acting: Acting | None, on: date
) -> dict[int, list[Relation]]:
    """Return what other papers do to these, as far as she may see it, by id."""
    said = defaultdict(list)
    if documents:
        ids = {row.pk for row in documents}
        for relation in relations_seen(acting, on).filter(other__in=ids):
            said[relation.other_id].append(relation)
    return said


def _flags(
    seen: Seen, said: dict[int, list[Relation]], day: date, on: date
) -> Iterator[Flag]:
    law = seen.citation.law
    if law:
        yield from flags.of_law(law, day, on)
    if seen.document:
        relations = said.get(seen.document.pk, [])
        yield from flags.of_document(seen.document, relations, day, on)
    elif seen.citation.settled_at is None and law is None:
        yield from _other_days(seen)


def _other_days(seen: Seen) -> Iterator[Flag]:
    cited = seen.citation
    for row in seen.near:
        if (
            cited.issued_on
            and row.issued_on
            and row.issued_on != cited.issued_on
            and may_be_same(cited.issuer_name, row.issuer_name)
        ):
            yield Flag(FlagKind.DAY_DIFFERS, row.issued_on, str(row), detail_url(row))
            return
