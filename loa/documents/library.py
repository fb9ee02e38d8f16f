"""The library: what is asked for in the address, and the rows that answer it.

The rows of documents are given in, so that a page for everybody may ask the same of
what everybody may see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import ExtractYear

from loa.documents import searching, snippets
from loa.documents.codes import search_words
from loa.documents.graph import flags
from loa.documents.graph.seeing import relations_seen
from loa.documents.levels import level_of
from loa.documents.models import Direction, Document, IssuerLevel, Relation, Status
from loa.domain.text import fold
from loa.orgs.selectors import Acting
from loa.reference.models import Area, LegalDocument

INCOMING, OUTGOING, LAW = "den", "di", "luat"
IN_FORCE, OVER = "con", "het"
_DIRECTIONS: Final = {INCOMING: Direction.INCOMING, OUTGOING: Direction.OUTGOING}
MOST_CHOICES: Final = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the library is asked for; the names of the address are in ``PARTS``."""

    query: str = ""
    direction: str = ""
    status: str = ""
    doc_type: str = ""
    issuer: str = ""
    level: str = ""
    year: str = ""
    area: str = ""
    force: str = ""
    mine: bool = False

    @classmethod
    def of(cls, get: Mapping[str, str]) -> "Asked":
        """Read an address; what it cannot mean is left out."""

        def one_of(name: str, allowed: Sequence[str]) -> str:
            value = get.get(name, "")
            return value if value in allowed else ""

        year = get.get("nam", "")
        return cls(
            query=get.get("q", "").strip()[:200],
            direction=one_of("huong", (INCOMING, OUTGOING, LAW)),
            status=one_of("trang_thai", Status.values),
            doc_type=get.get("loai", "")[:60],
            issuer=get.get("co_quan", "")[:300],
            level=one_of("cap", IssuerLevel.values),
            year=year if len(year) == 4 and year.isascii() and year.isdigit() and year >= "1900" else "",
            area=get.get("linh_vuc", "")[:30],
            force=one_of("hieu_luc", (IN_FORCE, OVER)),
            mine=get.get("cua") == "minh",
        )  # fmt: skip

    @property
    def is_on(self) -> bool:
        return self != Asked()

    @property
    def is_detailed(self) -> bool:
        """Whether anything beyond the words and the tab is asked for."""
        return replace(self, query="", direction="") != Asked()

    @property
    def is_law(self) -> bool:
        return self.direction == LAW

    def address(self, **changed: str) -> str:
        """Return the query string that asks the same but for what changed."""
        said = {
            "q": self.query, "huong": self.direction, "trang_thai": self.status,
            "loai": self.doc_type, "co_quan": self.issuer, "cap": self.level,
            "nam": self.year, "linh_vuc": self.area, "hieu_luc": self.force,
            "cua": "minh" if self.mine else "",
        }  # fmt: skip
        kept = {name: value for name, value in (said | changed).items() if value}
        return f"?{urlencode(kept)}"


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, most frequent or newest first."""

    doc_types: list[str]
    issuers: list[str]
    years: list[int]
    areas: list[Area]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of the page: whether it is over, and where the words stand."""

    document: Document
    is_over: bool
    subject: list[snippets.Piece]
    text: list[snippets.Piece]


def over(acting: Acting | None, on: date) -> Q:
    """The condition "no longer in force on that day", as far as she may know it.

    By a relation that another paper replaces it, by what its issuer did, or by a
    verified end in the list of law.
    """
    replaced = relations_seen(acting, on).filter(
        Q(effective_on__lte=on)
        | Q(effective_on=None, document__issued_on__lte=on)
        | Q(effective_on=None, document__issued_on=None),
        kind=Relation.Kind.REPLACES,
    )
    ended = LegalDocument.objects.filter(
        Q(issued_on=None) | Q(issued_on=OuterRef("issued_on")),
        code=OuterRef("code"),
        is_verified=True,
        effective_to__lte=on,
    )
    # Asked once, not once a row: what others replace is few.
    ids = replaced.order_by().values("other_id")
    return ~Q(ended="") | Q(pk__in=ids) | Q(Exists(ended.order_by()))


def rows(
    among: QuerySet[Document], asked: Asked, acting: Acting | None, on: date
) -> QuerySet[Document]:
    """Return the documents that answer, hits in the header first, then newest.

    :param among: those that may be seen
    """
    found = searching.matching(among, asked.query).filter(_plain(asked, acting))
    if asked.force == OVER:
        found = found.filter(over(acting, on))
    elif asked.force == IN_FORCE:
        found = found.filter(~over(acting, on), status=Status.CONFIRMED)
    if asked.query:
        head = Q()
        for word in search_words(asked.query):
            head &= Q(folded__contains=word)
        rank = Case(When(head, then=Value(0)), default=Value(1))
        found = found.order_by(rank, "-brought_at", "-pk")
    return found.defer("text", "blocks", "folded")


def _plain(asked: Asked, acting: Acting | None) -> Q:
    chosen = Q()
    if asked.direction in _DIRECTIONS:
        chosen &= Q(direction=_DIRECTIONS[asked.direction])
    for column, value in (
        ("status", asked.status),
        ("doc_type", asked.doc_type),
        ("issuer_name", asked.issuer),
        ("level", asked.level),
    ):
        if value:
            chosen &= Q(**{column: value})
    if asked.year:
        year = int(asked.year)
        chosen &= Q(issued_on__gte=date(year, 1, 1), issued_on__lte=date(year, 12, 31))
    if asked.mine:
        chosen &= Q(held_by_id=acting.body_id if acting else None)
    return chosen & _of_area(asked.area)


def _of_area(code: str) -> Q:
    if not code:
        return Q()
    about = Q(pk__in=[])
    for area in Area.objects.filter(code=code):
        for term in area.terms:
            about |= Q(folded__contains=term)
    return about


def choices(among: QuerySet[Document], areas: list[Area]) -> Choices:
    """Return what the visible documents can be narrowed by, in three queries."""

    def frequent(column: str) -> list[str]:
        counted = (
            among.exclude(**{column: ""})
            .order_by()
            .values(column)
            .annotate(count=Count("pk"))
            .order_by("-count", column)
        )
        return [row[column] for row in counted[:MOST_CHOICES]]

    years = (
        among.exclude(issued_on=None)
        .order_by()
        .values_list(ExtractYear("issued_on"), flat=True)
        .distinct()
    )
    found = sorted(set(years), reverse=True)
    return Choices(frequent("doc_type"), frequent("issuer_name"), found, areas)


def hits(
    page: Sequence[Document], asked: Asked, acting: Acting | None, on: date
) -> list[Hit]:
    """Return the rows of a page with their marks, in two queries at most."""
    ids = [row.pk for row in page]
    is_over = set(
        Document.objects.filter(over(acting, on), pk__in=ids)
        .order_by()
        .values_list("pk", flat=True)
    )
    pattern = snippets.pattern_of(asked.query)
    silent = [row.pk for row in page if not snippets.has_all(row.subject, pattern)]
    texts = dict(
        Document.objects.filter(pk__in=silent if pattern else [])
        .order_by()
        .values_list("pk", "text")
    )
    return [
        Hit(
            row,
            row.pk in is_over,
            snippets.marked(row.subject, pattern),
            snippets.snippet(texts.get(row.pk, ""), pattern),
        )
        for row in page
    ]


# --- law --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LawHit:
    """A law of the dated list, what is to be known of it, and the copy held."""

    law: LegalDocument
    flags: list[flags.Flag]
    name: list[snippets.Piece]
    held: Document | None


def laws(asked: Asked, on: date) -> list[LegalDocument]:
    """Return the laws of the list that answer; it is short and read whole."""
    words = search_words(asked.query)
    found = []
    for law in LegalDocument.objects.select_related("replaced_by").order_by("-number"):
        folded = fold(f"{law.kind} {law.number} {law.name} {law.issuer}")
        if all(word in folded for word in words) and _law_fits(law, asked, on):
            found.append(law)
    return sorted(
        found, key=lambda law: (law.issued_on or date.min, law.pk), reverse=True
    )


def _law_fits(law: LegalDocument, asked: Asked, on: date) -> bool:
    if asked.doc_type and law.kind != asked.doc_type:
        return False
    if asked.level and level_of(law.issuer, law.code) != asked.level:
        return False
    if asked.year and asked.year != (
        str(law.issued_on.year) if law.issued_on else law.number.split("/")[1]
    ):
        return False
    if not asked.force:
        return True
    if not law.is_verified:
        return False
    is_over = law.effective_to is not None and law.effective_to <= on
    return is_over == (asked.force == OVER)


def law_hits(
    page: Sequence[LegalDocument], asked: Asked, among: QuerySet[Document], on: date
) -> list[LawHit]:
    """Return the laws of a page with the copies held, in one query."""
    pattern = snippets.pattern_of(asked.query)
    copies = among.filter(code__in={law.code for law in page}, status=Status.CONFIRMED)
    held: dict[str, list[Document]] = {}
    for row in copies.defer("text", "blocks", "folded").order_by("pk"):
        held.setdefault(row.code, []).append(row)
    return [
        LawHit(
            law,
            list(flags.of_law(law, on, on)),
            snippets.marked(law.name, pattern),
            next(
                (
                    row
                    for row in held.get(law.code, [])
                    if law.issued_on in {None, row.issued_on}
                ),
                None,
            ),
        )
        for law in page
    ]
