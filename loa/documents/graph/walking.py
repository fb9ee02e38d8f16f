"""The walk: from one paper up to what it rests on, and down to what rests on it.

Each step of the walk is a fixed number of statements, however many papers there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from loa.documents import selectors
from loa.documents.addresses import detail_url
from loa.documents.citations import citations_now
from loa.documents.graph import flags
from loa.documents.graph.bases import said_of
from loa.documents.graph.flags import OVER, FlagKind
from loa.documents.graph.nodes import RESTS_ON, Edge, Graph, Node, State
from loa.documents.graph.seeing import (
    LIGHT,
    PaperKey,
    confirmed,
    paper_key,
    relations_seen,
    see,
)
from loa.documents.issuers import issuer_key, may_be_same
from loa.documents.levels import level_of
from loa.documents.models import Citation, Document, Relation, Status
from loa.domain.text import fold
from loa.orgs.selectors import Acting
from loa.reference.models import LegalDocument

NO_PAPER: Final[PaperKey] = ("", None, "")
UP: Final = 4
DOWN: Final = 2
MOST: Final = 200
"""Citations followed on one step; beyond that the graph says that it is cut."""


@dataclass(frozen=True, slots=True)
class StubName:
    """How a document that is not held is named: as far as papers say it."""

    code: str
    issued_on: date | None = None
    issuer: str = ""


def walk_document(
    document: Document,
    acting: Acting | None,
    on: date,
    *,
    up: int = UP,
    down: int = DOWN,
) -> Graph:
    """Return what a visible document rests on and what rests on it."""
    walker = _Walker(acting, on)
    key = walker.put_document(document)
    walker.graph.centre = key
    walker.know_laws()
    walker.go_up([document], up)
    walker.go_down([key], down)
    return walker.finish()


def walk_law(
    law: LegalDocument, acting: Acting | None, on: date, *, down: int = DOWN
) -> Graph:
    """Return the visible papers that rest on a law."""
    walker = _Walker(acting, on)
    walker.graph.centre = walker.put_law(law)
    if law.replaced_by:
        new = walker.put_law(law.replaced_by)
        walker.join(new, walker.graph.centre, Relation.Kind.REPLACES)
    walker.go_down([walker.graph.centre], down)
    return walker.finish()


def walk_stub(
    name: StubName, acting: Acting | None, on: date, *, down: int = DOWN
) -> Graph | None:
    """Return the visible papers that cite a document not held; None without any."""
    walker = _Walker(acting, on)
    cited = Citation(
        code=name.code, issued_on=name.issued_on, issuer_name=name.issuer, number=""
    )
    walker.graph.centre = walker.put_stub(cited)
    walker.go_down([walker.graph.centre], down)
    return walker.finish() if walker.graph.edges else None


class _Walker:
    def __init__(self, acting: Acting | None, on: date) -> None:
        self.acting = acting
        self.on = on
        self.graph = Graph(centre="")
        self._documents: dict[str, Document] = {}
        self._papers: dict[PaperKey, str] = {}
        self._keys: dict[int, str] = {}  # by id of a document
        self._laws: dict[str, LegalDocument] = {}
        self._stubs: dict[str, list[tuple[Citation, str]]] = {}

    # --- putting papers in --------------------------------------------------------------

    def put_document(self, document: Document) -> str:
        """Put in a paper; her body's own copy stands for all copies of it."""
        paper = paper_key(document) if document.status == Status.CONFIRMED else None
        key = self._keys.get(document.pk) or self._papers.get(paper or NO_PAPER)
        if key is None:
            key = f"d{document.pk}"
        if key not in self._documents or self._is_nearer(
            document, self._documents[key]
        ):
            self._documents[key] = document
            self.graph.nodes[key] = _document_node(key, document)
        self._keys[document.pk] = key
        if paper:
            self._papers[paper] = key
        return key

    def _is_nearer(self, document: Document, standing: Document) -> bool:
        own = self.acting.body_id if self.acting else None
        return document.held_by_id == own != standing.held_by_id

    def put_law(self, law: LegalDocument) -> str:
        key = f"l{law.pk}"
        if key not in self.graph.nodes:
            self._laws[key] = law
            self.graph.nodes[key] = _law_node(key, law, self.on)
        return key

    def put_stub(self, cited: Citation) -> str:
        """Put in a document that is only named; one for all who name it alike."""
        name = cited.code or fold(cited.name)
        for known, key in self._stubs.get(name, []):
            days = {known.issued_on, cited.issued_on} - {None}
            if len(days) < 2 and may_be_same(known.issuer_name, cited.issuer_name):
                return key
        place = len(self._stubs.setdefault(name, []))
        key = f"s{place}:{name}:{cited.issued_on or ''}"
        self._stubs[name].append((cited, key))
        self.graph.nodes[key] = _stub_node(key, cited)
        return key

    def join(self, start: str, end: str, kind: str = RESTS_ON) -> None:
        if start != end:
            self.graph.edges.setdefault((start, end), Edge(start, end, kind))

    # --- walking ------------------------------------------------------------------------

    def go_up(self, documents: list[Document], steps: int) -> None:
        for _step in range(steps):
            if not documents:
                return
            rows = self._cited_by(documents)
            documents = []
            for seen in see(rows, self.acting, self.on):
                start = self._keys[seen.citation.document_id]
                is_new = (
                    seen.document is not None and seen.document.pk not in self._keys
                )
                if seen.document:
                    end = self.put_document(seen.document)
                    if is_new and self._documents[end] is seen.document:
                        documents.append(seen.document)
                    if seen.citation.law:
                        self._laws.setdefault(end, seen.citation.law)
                elif seen.citation.law:
                    end = self.put_law(seen.citation.law)
                else:
                    end = self.put_stub(seen.citation)
                self.join(start, end)

    def _cited_by(self, documents: list[Document]) -> list[Citation]:
        waiting = [row for row in documents if row.status == Status.READ]
        cited = [
            citation
            for row in waiting
            for citation in citations_now(row, selectors.reading(row))
        ]
        ids = [row.pk for row in documents if row.status == Status.CONFIRMED]
        rows = (
            Citation.objects.filter(document__in=ids)
            .select_related("law__replaced_by")
            .order_by("document_id", "start", "pk")
        )
        return cited + self._cut(list(rows[: MOST + 1]))

    def _cut(self, rows: list[Citation]) -> list[Citation]:
        self.graph.is_cut |= len(rows) > MOST
        return rows[:MOST]

    def go_down(self, keys: list[str], steps: int) -> None:
        for _step in range(steps):
            if not keys:
                return
            known = set(self.graph.nodes)
            for row in self._citing(keys):
                end = self._end_of(row, keys)
                if end is not None:
                    self.join(self.put_document(row.document), end)
            keys = [key for key in self.graph.nodes if key not in known]

    def _citing(self, keys: list[str]) -> list[Citation]:
        """Return the citations by visible papers that mean any of some nodes."""
        self._know_copies(keys)
        wanted = set(keys)
        ids = [pk for pk, key in self._keys.items() if key in wanted]
        laws = [self._laws[key].pk for key in keys if key in self._laws]
        meant = Q(target__in=ids) | Q(law__in=laws)
        codes = {
            name
            for name, entries in self._stubs.items()
            if name and any(key in wanted for _cited, key in entries)
        }
        meant |= Q(code__in=codes)
        rows = (
            Citation.objects.filter(
                meant, document__in=confirmed(self.acting, self.on).values("pk")
            )
            .select_related("document")
            .only(
                "code", "name", "issued_on", "issuer_name", "target_id", "law_id",
                *(f"document__{name}" for name in LIGHT),
            )
            .order_by("-document__issued_on", "-pk")
        )  # fmt: skip
        return self._cut(list(rows[: MOST + 1]))

    def _know_copies(self, keys: Sequence[str]) -> None:
        """Learn the ids of all copies of these papers; nothing of them is shown."""
        papers = {paper: key for paper, key in self._papers.items() if key in set(keys)}
        if not papers:
            return
        rows = Document.objects.filter(
            code__in={paper[0] for paper in papers},
            issued_on__in={paper[1] for paper in papers},
            status=Status.CONFIRMED,
        ).values_list("pk", "code", "issued_on", "issuer_name")
        for pk, code, day, issuer in rows:
            key = papers.get((code, day, issuer_key(issuer)))
            if key:
                self._keys.setdefault(pk, key)

    def _end_of(self, row: Citation, keys: list[str]) -> str | None:
        if row.target_id in self._keys:
            return self._keys[row.target_id]
        for key in keys:
            law = self._laws.get(key)
            if law and law.pk == row.law_id:
                return key
        for cited, key in self._stubs.get(row.code, []):
            if cited.issued_on == row.issued_on and may_be_same(
                cited.issuer_name, row.issuer_name
            ):
                return key
        return None

    # --- what became of them ------------------------------------------------------------

    def finish(self) -> Graph:
        """Add relations and states, and give the graph."""
        self._relate()
        self.know_laws()
        self._merge_laws()
        documents = list(self._documents.values())
        said = said_of(documents, self.acting, self.on)
        for key, document in self._documents.items():
            node = self.graph.nodes[key]
            node.state = self._state(key, document, said.get(document.pk, []))
        self.graph.nodes[self.graph.centre].is_centre = True
        return self.graph

    def _relate(self) -> None:
        ids = [row.pk for row in self._documents.values()]
        rows = relations_seen(self.acting, self.on).filter(
            Q(document__in=ids) | Q(other__in=ids)
        )
        for row in rows[:MOST]:
            start, end = self.put_document(row.document), self.put_document(row.other)
            self.join(start, end, row.kind)

    def know_laws(self) -> None:
        """Learn which of the papers put in stand in the list of law."""
        codes = {row.code for row in self._documents.values() if row.code}
        laws = LegalDocument.objects.filter(code__in=codes).select_related(
            "replaced_by"
        )
        found = {law.code: law for law in laws}
        for key, row in self._documents.items():
            law = found.get(row.code)
            if law and law.issued_on in {None, row.issued_on}:
                self._laws.setdefault(key, law)

    def _merge_laws(self) -> None:
        """Make one node of a law and of the copy of it that is held."""
        laws = {law.pk: key for key, law in self._laws.items() if key.startswith("l")}
        for key, law in list(self._laws.items()):
            other = laws.get(law.pk)
            if other is None or other == key or other == self.graph.centre:
                continue
            self.graph.nodes.pop(other, None)
            for (start, end), edge in list(self.graph.edges.items()):
                if other in (start, end):
                    del self.graph.edges[start, end]
                    ends = [key if one == other else one for one in (start, end)]
                    self.join(ends[0], ends[1], edge.kind)

    def _state(self, key: str, document: Document, said: list[Relation]) -> State:
        if document.status == Status.READ:
            return State.READ
        found = [
            flag.kind for flag in flags.of_document(document, said, self.on, self.on)
        ]
        law = self._laws.get(key)
        if law:
            found += [flag.kind for flag in flags.of_law(law, self.on, self.on)]
        return _worst(found, State.HELD)


def _worst(found: list[FlagKind], otherwise: State) -> State:
    if FlagKind.RECALLED in found:
        return State.RECALLED
    if {FlagKind.REPLACED, FlagKind.REPLACED_SINCE} & set(found):
        return State.REPLACED
    if OVER & set(found):
        return State.EXPIRED
    return State.NOT_YET if FlagKind.NOT_YET in found else otherwise


def _document_node(key: str, document: Document) -> Node:
    return Node(
        key=key,
        number="/".join(part for part in (document.number, document.symbol) if part),
        doc_type=document.doc_type,
        issuer=document.issuer_name,
        day=document.issued_on,
        level=document.level or level_of(document.issuer_name, document.code),
        state=State.HELD,
        subject=document.subject,
        url=reverse("documents:graph", args=[document.pk]),
        open_url=detail_url(document),
    )


def _law_node(key: str, law: LegalDocument, on: date) -> Node:
    found = [flag.kind for flag in flags.of_law(law, on, on)]
    unsure = FlagKind.UNVERIFIED in found
    return Node(
        key=key,
        number=law.number,
        doc_type=law.kind,
        issuer=law.issuer,
        day=law.issued_on,
        level=level_of(law.issuer, law.code),
        state=State.LAW_UNVERIFIED if unsure else _worst(found, State.LAW),
        subject=law.name,
        url=reverse("documents:graph_law", args=[law.pk]),
    )


def _stub_node(key: str, cited: Citation) -> Node:
    query = {
        "so": cited.code,
        "ngay": cited.issued_on.isoformat() if cited.issued_on else "",
        "cq": cited.issuer_name,
    }
    url = f"{reverse('documents:graph_stub')}?{urlencode(query)}" if cited.code else ""
    return Node(
        key=key,
        number=cited.number or cited.code.upper(),
        doc_type="",
        issuer=cited.issuer_name,
        day=cited.issued_on,
        level=level_of(cited.issuer_name, cited.code),
        state=State.STUB,
        subject=cited.name,
        url=url,
    )
