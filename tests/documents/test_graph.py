"""The walk over the graph: what one may see of it, its flags and its picture (R-11)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.documents import services
from loa.documents.graph import FlagKind, State, bases_of, draw, walk_document
from loa.documents.graph.drawing import GAP, HEIGHT, PER_ROW, WIDTH
from loa.documents.graph.nodes import Edge, Graph, Node
from loa.documents.models import Citation, Document, Relation
from loa.reference.models import LegalDocument
from tests.documents.conftest import AT
from tests.factories import make_document

TODAY = date(2026, 11, 22)
DECREE = "42/2022/NĐ-CP"


def paper(held_by, by, number, symbol, **other) -> Document:
    code = f"{number}/{symbol}".lower().replace("đ", "d")
    other = {"status": "confirmed", "issuer": None} | other
    return make_document(held_by, by, number=number, symbol=symbol, code=code, **other)


def cite(document: Document, target: Document | None = None, **said) -> Citation:
    if target is not None:
        said = {
            "number": f"{target.number}/{target.symbol}",
            "code": target.code,
            "issued_on": target.issued_on,
            "issuer_name": target.issuer_name,
        } | said
    return Citation.objects.create(
        document=document, kind="legal_basis", target=target, **said
    )


@pytest.fixture
def papers(cast):
    """The commune's plan, the province's below which it stands, a stub, and a law."""
    above = paper(
        cast.province, cast.overseer, "12", "KH-UBND", level="province",
        issuer_name="Ủy ban nhân dân tỉnh Lam Giang", subject="Kế hoạch của tỉnh",
    )  # fmt: skip
    own = paper(
        cast.commune, cast.clerk, "3", "KH-UBND", level="commune",
        issued_on=date(2026, 2, 10),
    )  # fmt: skip
    cite(own, above)
    law = LegalDocument.objects.get(number=DECREE)
    cite(own, number=DECREE, code=law.code, law=law)
    cite(
        above, number="2231/QĐ-UBND", code="2231/qd-ubnd", issued_on=date(2025, 12, 31)
    )
    return own, above


def states(graph: Graph) -> dict[str, str]:
    return {node.number: str(node.state) for node in graph.nodes.values()}


def test_the_overseer_walks_from_the_communes_plan_up_to_the_law(cast, papers):
    own, above = papers

    graph = walk_document(own, cast.acting("overseer"), TODAY)

    assert states(graph) == {
        "3/KH-UBND": "held",
        "12/KH-UBND": "held",
        DECREE: "replaced",
        "2231/QĐ-UBND": "stub",
    }
    assert graph.nodes[graph.centre].number == "3/KH-UBND"
    down = walk_document(above, cast.acting("overseer"), TODAY)
    assert [node.number for _edge, node in down.below(down.centre)] == ["3/KH-UBND"]


def test_what_she_may_not_see_is_a_stub_and_says_nothing_of_its_subject(cast, papers):
    own, above = papers

    graph = walk_document(own, cast.acting("clerk"), TODAY)
    page = cast.client("clerk").get(f"/van-ban/{own.pk}/so-do/").content.decode()

    assert states(graph)["12/KH-UBND"] == "stub"
    assert "2231/QĐ-UBND" not in states(graph)
    assert "Kế hoạch của tỉnh" not in page
    assert f"/van-ban/{above.pk}/" not in page


def test_her_own_copy_of_the_paper_stands_for_the_one_she_may_not_see(cast, papers):
    own, above = papers
    copy = paper(
        cast.commune, cast.clerk, "12", "KH-UBND", issuer_name=above.issuer_name,
    )  # fmt: skip

    graph = walk_document(own, cast.acting("clerk"), TODAY)
    assert graph.nodes[f"d{copy.pk}"].state == State.HELD
    # the overseer sees both copies: they are one paper
    seen = walk_document(above, cast.acting("overseer"), TODAY)
    assert list(states(seen)).count("12/KH-UBND") == 1
    assert len([n for n in seen.nodes.values() if n.number == "12/KH-UBND"]) == 1
    # and what rests on the other copy rests on hers
    below = walk_document(copy, cast.acting("clerk"), TODAY)
    assert [node.number for _edge, node in below.below(below.centre)] == ["3/KH-UBND"]


def test_a_replaced_basis_is_flagged_by_the_day_of_the_paper(cast, papers):
    own, _above = papers

    def kinds():
        found = bases_of(own, cast.acting("clerk"), TODAY)
        return [flag.kind for basis in found for flag in basis.flags]

    assert kinds() == [FlagKind.REPLACED_SINCE]
    Document.objects.filter(pk=own.pk).update(issued_on=date(2026, 7, 2))
    own.refresh_from_db()
    assert kinds() == [FlagKind.REPLACED]
    # what is not verified is said, and decides nothing
    LegalDocument.objects.filter(number=DECREE).update(is_verified=False)
    assert kinds() == [FlagKind.UNVERIFIED]


def test_not_yet_in_force_and_another_day_are_flagged(cast, papers):
    own, _above = papers
    law = LegalDocument.objects.get(number="224/2026/NĐ-CP")
    cite(own, number=law.number, code=law.code, law=law)
    paper(cast.commune, cast.clerk, "77", "BC-UBND", issued_on=date(2026, 1, 3))
    cite(own, number="77/BC-UBND", code="77/bc-ubnd", issued_on=date(2026, 1, 4))

    found = bases_of(own, cast.acting("clerk"), TODAY)

    by_number = {str(basis.citation): basis for basis in found}
    assert [flag.kind for flag in by_number["224/2026/NĐ-CP"].flags] == [
        FlagKind.NOT_YET
    ]
    other_day = by_number["77/BC-UBND"]
    assert [flag.kind for flag in other_day.flags] == [FlagKind.DAY_DIFFERS]
    assert other_day.document is None
    assert other_day.wants_choice


def test_a_paper_replaced_by_another_is_said_on_its_page_and_on_what_rests_on_it(
    cast, papers
):
    own, _above = papers
    later = paper(cast.commune, cast.clerk, "9", "KH-UBND", issued_on=date(2026, 6, 1))
    upon = paper(cast.commune, cast.clerk, "5", "BC-UBND", issued_on=date(2026, 5, 1))
    cite(upon, own)
    services.relate_documents(
        document=later, other=own, kind=Relation.Kind.REPLACES,
        actor=cast.clerk, acting=cast.acting("clerk"), at=AT.replace(month=11),
    )  # fmt: skip

    client = cast.client("clerk")
    assert (
        "không còn nguyên hiệu lực"
        in client.get(f"/van-ban/{own.pk}/").content.decode()
    )
    page = client.get(f"/van-ban/{upon.pk}/").content.decode()
    assert "đã bị thay thế sau đó, từ 01/06/2026" in page
    assert f'href="/van-ban/{later.pk}/"' in page
    assert states(walk_document(upon, cast.acting("clerk"), TODAY))["3/KH-UBND"] == (
        "replaced"
    )
    library = client.get("/van-ban/?hieu_luc=het").content.decode()
    assert f'href="/van-ban/{own.pk}/"' in library
    assert f'href="/van-ban/{later.pk}/"' not in library


def test_an_open_reading_is_remarked_too(cast, plan):
    cast.client("clerk").post(
        f"/van-ban/{plan.pk}/muc/them/citation/",
        {"number": DECREE, "issued_on": "", "issuer": "Chính phủ", "name": ""},
    )

    page = cast.client("clerk").get(f"/van-ban/{plan.pk}/").content.decode()

    assert "đã bị thay thế sau đó, từ 01/07/2026" in page


def test_who_cites_a_stub_or_a_law_is_found_by_it_and_only_by_who_may_see(cast, papers):
    clerk, outsider = cast.client("clerk"), cast.client("outsider")
    law = LegalDocument.objects.get(number=DECREE)
    stub = "/van-ban/so-do/?so=12/KH-UBND&ngay=2026-01-20"

    assert "3/KH-UBND" in clerk.get(f"/van-ban/so-do/luat/{law.pk}/").content.decode()
    assert "3/KH-UBND" in clerk.get(stub).content.decode()
    assert outsider.get(stub).status_code == 404
    assert "3/KH-UBND" not in (
        outsider.get(f"/van-ban/so-do/luat/{law.pk}/").content.decode()
    )
    for odd in ("", "?so=", "?so=12/KH-UBND&ngay=hom-qua", "?so=%00"):
        assert clerk.get(f"/van-ban/so-do/{odd}").status_code == 404


def test_a_person_says_on_a_page_which_document_is_meant(cast, papers):
    own, _above = papers
    other = paper(cast.commune, cast.clerk, "77", "BC-UBND", issued_on=date(2026, 1, 3))
    cited = cite(own, number="77/BC-UBND", code="77/bc-ubnd")
    address = f"/van-ban/{own.pk}/can-cu/{cited.pk}/"
    client = cast.client("clerk")

    assert str(other) in client.get(address).content.decode()
    assert client.post(address, {"la": "12345"}).status_code == 422
    for chosen, target in ((str(other.pk), other), ("none", None), ("again", None)):
        client.post(address, {"la": chosen})
        cited.refresh_from_db()
        assert cited.target == target
        assert (cited.settled_by is None) == (chosen == "again")


def test_a_person_says_on_a_page_what_became_of_a_document(cast, papers):
    own, _above = papers
    later = paper(cast.commune, cast.clerk, "9", "KH-UBND", issued_on=date(2026, 6, 1))
    client, address = cast.client("clerk"), f"/van-ban/{own.pk}/quan-he/"

    said = {"what": "replaced_by", "number": "09/KH-UBND", "effective_on": "01/07/2026"}
    assert "Chưa có văn bản" in (
        client.post(address, said | {"number": "8/X"}).content.decode()
    )
    # the older one cannot replace the newer one
    assert (
        client.post(
            address, said | {"what": "replaces", "effective_on": "1/1/2026"}
        ).status_code
        == 422
    )
    client.post(address, said | {"once": "r" * 22})
    client.post(address, said | {"once": "r" * 22})

    relation = Relation.objects.get()
    assert (relation.document, relation.other) == (later, own)
    assert relation.effective_on == date(2026, 7, 1)
    close = f"{address}{relation.pk}/bo/"
    assert cast.client("overseer").post(close).status_code == 403
    client.post(close)
    relation.refresh_from_db()
    assert relation.closed_by == cast.clerk


def test_every_kind_of_relation_is_said_on_both_pages_and_drawn(cast):
    one, other = (paper(cast.commune, cast.clerk, n, "KH-UBND") for n in ("1", "2"))
    for kind in Relation.Kind.values:
        Relation.objects.create(document=one, other=other, kind=kind)

    client = cast.client("clerk")
    for row in (one, other):
        page = client.get(f"/van-ban/{row.pk}/").content.decode()
        link = f'href="/van-ban/{(other if row == one else one).pk}/"'
        assert page.count(link) >= len(Relation.Kind.values)
    graph = walk_document(one, cast.acting("clerk"), TODAY)
    assert all(edge.words for edge in graph.edges.values())
    assert {Edge("a", "b", kind).words for kind in Relation.Kind.values} == set(
        Relation.Kind.labels
    )


# --- the picture ------------------------------------------------------------------------


def node(key, level, **other) -> Node:
    return Node(key, key, "", "", None, level, State.HELD, url="/", **other)


def wide_graph(communes: int) -> Graph:
    graph = Graph("p")
    for one in [
        node("law", "law"),
        node("nq", "government"),
        node("qd", "province"),
        node("p", "province", is_centre=True),
        *(node(f"c{n}", "commune") for n in range(communes)),
    ]:
        graph.nodes[one.key] = one
    pairs = [("p", "qd"), ("p", "nq"), ("qd", "nq"), ("nq", "law"), ("qd", "law")]
    pairs += [(f"c{n}", "p") for n in range(communes)]
    graph.edges = {pair: Edge(*pair) for pair in pairs}
    return graph


def test_the_picture_stands_by_level_without_an_overlap():
    picture = draw(wide_graph(5))

    at = {box.key: box for box in picture.boxes}
    assert at["law"].y < at["nq"].y < at["qd"].y < at["p"].y < at["c0"].y
    for one in picture.boxes:
        assert 0 <= one.x <= picture.width - WIDTH
        assert 0 <= one.y <= picture.height - HEIGHT
        for other in picture.boxes:
            if one is not other and one.y == other.y:
                assert abs(one.x - other.x) >= WIDTH + GAP


def test_a_fan_is_folded_and_its_count_is_said():
    picture = draw(wide_graph(40))

    row = [box for box in picture.boxes if box.key.startswith(("c", "more"))]
    assert len(row) == PER_ROW
    assert [box.more for box in row if box.more] == [40 - (PER_ROW - 1)]
    assert picture.width < 1300


def test_the_numbers_of_a_wide_picture_are_not_written_for_people(cast, papers):
    own, _above = papers
    for number in range(1, 9):
        cite(paper(cast.commune, cast.clerk, str(700 + number), "BC-UBND"), own)

    page = cast.client("clerk").get(f"/van-ban/{own.pk}/so-do/").content.decode()

    # in Vietnamese a thousand has a dot, and a picture 1.180 wide is not seen
    width = page.split('<svg class="graph__svg" viewBox="0 0 ')[1].split(" ")[0]
    assert int(width) > 1000


def test_two_papers_that_cite_each_other_do_not_hang_the_picture():
    graph = Graph("a")
    graph.nodes = {key: node(key, "province") for key in "ab"}
    graph.edges = {pair: Edge(*pair) for pair in (("a", "b"), ("b", "a"))}

    assert len(draw(graph).boxes) == 2


# --- however many -----------------------------------------------------------------------


def test_the_walk_asks_the_same_however_many_papers(cast, papers):
    _own, above = papers

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            walk_document(above, cast.acting("overseer"), TODAY)
        return len(asked)

    before = count()
    for number in range(100, 130):
        cite(paper(cast.commune, cast.clerk, str(number), "KH-UBND"), above)
        cite(above, number=f"{number}/BC-X", code=f"{number}/bc-x")

    assert count() == before
