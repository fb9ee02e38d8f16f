"""What a paper rests on: stubs filled on arrival, doubt left to a person (R-11)."""

from datetime import date

import pytest
from django.http import Http404

from loa.audit.models import Entry
from loa.documents import services
from loa.documents.citations import fill_stubs
from loa.documents.graph.seeing import relations_seen
from loa.documents.models import Citation, Document, Relation
from loa.reference.models import LegalDocument
from tests.documents.conftest import AT
from tests.factories import make_document

DECISION = {
    "number": "2231",
    "symbol": "QĐ-UBND",
    "code": "2231/qd-ubnd",
    "doc_type": "Quyết định",
    "issuer_name": "Ủy ban nhân dân tỉnh Lam Giang",
    "issued_on": date(2025, 12, 31),
    "status": "confirmed",
}


def hand(cast, who):
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": AT}


@pytest.fixture
def cited(plan, cast) -> Citation:
    """The confirmed plan's citation of the province's decision 2231."""
    services.confirm_document(document=plan, **hand(cast, "clerk"))
    return plan.citations.get(code="2231/qd-ubnd")


def decision(cast, held_by=None, **other) -> Document:
    made = make_document(
        held_by or cast.commune, cast.clerk, issuer=None, **DECISION | other
    )
    fill_stubs(made)
    return made


def target_of(citation: Citation) -> Document | None:
    citation.refresh_from_db()
    return citation.target


def test_a_stub_is_filled_when_its_document_arrives(cited, cast):
    assert cited.target is None

    made = decision(cast)

    assert target_of(cited) == made


def test_the_other_way_round_too(cast, plan):
    made = decision(cast)

    services.confirm_document(document=plan, **hand(cast, "clerk"))

    assert plan.citations.get(code=made.code).target == made


@pytest.mark.parametrize(
    "other",
    [
        {"issued_on": date(2024, 12, 31)},
        {"issuer_name": "Ủy ban nhân dân tỉnh Sơn Hải"},
        {"status": "read"},
        {"status": "withdrawn"},
        {"issued_on": None},
    ],
    ids=["another day", "another issuer", "not confirmed", "withdrawn", "no day"],
)
def test_what_disagrees_is_not_linked(cited, cast, other):
    decision(cast, **other)

    assert target_of(cited) is None


def test_of_two_copies_of_one_paper_the_first_is_meant(cited, cast):
    first = decision(cast)
    decision(cast, cast.neighbour)

    assert target_of(cited) == first


def test_a_short_issuer_means_its_own_province_until_another_makes_it_doubtful(
    cited, cast
):
    Citation.objects.filter(pk=cited.pk).update(issuer_name="UBND tỉnh")
    first = decision(cast)
    assert target_of(cited) == first

    decision(cast, cast.neighbour, issuer_name="UBND tỉnh Sơn Hải")

    assert target_of(cited) is None


def test_a_person_settles_a_doubt_and_nothing_changes_it_by_itself(cited, cast):
    chosen = decision(cast, issued_on=date(2025, 12, 30))

    services.link_citation(citation=cited, target=chosen, **hand(cast, "clerk"))
    decision(cast)

    assert target_of(cited) == chosen
    entry = Entry.objects.get(action="documents.citation.linked")
    assert entry.detail == {
        "cited": "2231/QĐ-UBND",
        "meant": "Quyết định 2231/QĐ-UBND",
    }


def test_a_wrong_link_is_taken_away_and_stays_away_until_released(cited, cast):
    made = decision(cast)
    services.link_citation(citation=cited, target=None, **hand(cast, "clerk"))
    fill_stubs(made)
    assert target_of(cited) is None

    services.release_citation(citation=cited, **hand(cast, "clerk"))

    assert target_of(cited) == made


def test_what_she_may_not_see_she_cannot_link(cited, cast):
    hidden = decision(cast, cast.neighbour, issued_on=date(2025, 12, 30))

    with pytest.raises(Http404):
        services.link_citation(citation=cited, target=hidden, **hand(cast, "clerk"))


def test_a_law_is_known_by_its_number_and_day_or_by_its_name(cited, plan):
    assert plan.citations.get(code="76/nq-cp").law == LegalDocument.objects.get(
        code="76/nq-cp"
    )


# --- what became of a document ----------------------------------------------------------


def relate(cast, new, old, who="clerk", **more):
    return services.relate_documents(
        document=new, other=old, kind=Relation.Kind.REPLACES, **hand(cast, who), **more
    )


@pytest.fixture
def two(cast) -> tuple[Document, Document]:
    """A later and an earlier plan of the commune itself, both held there."""
    later, earlier = (
        make_document(
            cast.commune, cast.clerk, status="confirmed", issued_on=date(2026, month, 5)
        )
        for month in (6, 1)
    )
    return later, earlier


def test_said_by_the_issuer_it_holds_for_everybody(cast, two):
    relation = relate(cast, *two)

    assert relation.is_general
    assert Entry.objects.filter(action="documents.document.related").count() == 1


def test_said_by_another_it_holds_for_her_own_body_alone(cast, two):
    later, earlier = two
    Document.objects.filter(pk=earlier.pk).update(issuer=cast.province)
    earlier.refresh_from_db()

    assert not relate(cast, later, earlier).is_general


def test_what_cannot_be_is_refused_with_its_reason(cast, two):
    later, earlier = two
    codes = []
    for new, old, more in (
        (later, later, {}),
        (earlier, later, {}),
        (later, earlier, {"effective_on": date(2025, 1, 1)}),
        (later, earlier, {}),
        (later, earlier, {}),
        (earlier, later, {"effective_on": date(2026, 7, 1)}),
    ):
        try:
            relate(cast, new, old, **more)
        except services.BadRelation as error:
            codes.append(error.code)
        else:
            codes.append("done")

    assert codes == [
        "itself",
        "day_before",
        "day_before",
        "done",
        "here_already",
        "the_other_way",
    ]


def test_what_was_said_is_taken_back_once_and_kept(cast, two):
    relation = relate(cast, *two)

    services.close_relation(relation=relation, **hand(cast, "head"))

    assert Relation.objects.get().closed_by == cast.head
    with pytest.raises(services.NotOpen):
        services.close_relation(relation=relation, **hand(cast, "clerk"))


def test_who_says_so_is_named_only_where_that_document_may_be_seen(cast, two):
    later, earlier = two
    secret = make_document(cast.commune, cast.clerk, status="confirmed")
    relate(cast, later, earlier, said_by=secret)
    for one in two:
        services.deliver_document(document=one, bodies=[cast.neighbour.pk], at=AT)

    seen = [
        relations_seen(cast.acting(who), AT.date()).get().said_by
        for who in ("clerk", "outsider")
    ]
    assert seen == [secret, None]
    page = cast.client("outsider").get(f"/van-ban/{earlier.pk}/").content.decode()
    assert str(later) in page
    assert str(secret) not in page
