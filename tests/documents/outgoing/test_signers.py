"""Who may sign on a day, and that nobody signs TUQ. without an authority."""

from datetime import date

import pytest

from loa.documents.outgoing import signing
from loa.documents.outgoing.paperdata import NotAPaper, as_data, canonical, from_data
from loa.documents.outgoing.signers import signer_of, signers_of
from loa.domain.writing import NotDelegated
from loa.orgs.delegating import delegate_signing, end_delegation
from loa.orgs.selectors import version_of
from loa.orgs.services import appoint
from tests.documents.outgoing.conftest import TODAY, begin, by, paper_of
from tests.domain.writing.papers import quarterly_report


@pytest.fixture
def posts(cast):
    """A head, her deputy, and the head of an office."""
    since = date(2026, 1, 1)
    appoint(user=cast.head, body=cast.commune, post="Chủ tịch", on=since, is_head=True)
    appoint(user=cast.officer, body=cast.commune, post="Phó Chủ tịch", on=since)
    appoint(
        user=cast.clerk,
        body=cast.culture_office,
        post="Trưởng phòng",
        on=since,
        is_head=True,
    )
    return version_of(cast.commune, TODAY)


def give(cast, first=date(2026, 11, 1), end=date(2026, 12, 1)):
    return delegate_signing(
        version=version_of(cast.commune, TODAY),
        giver=cast.head,
        taker=cast.clerk,
        taker_post="Trưởng phòng Văn hóa - Xã hội",
        scope="Văn bản về cải cách hành chính",
        by_number="03/GUQ-UBND",
        by_date=first,
        from_on=first,
        until_on=end,
        **by(cast, "head"),
    )


def test_the_blocks_follow_from_the_posts(cast, posts):
    found = {
        one.signature.lines: one.signature.name for one in signers_of(posts, TODAY)
    }
    assert found == {
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"): "Trần Văn Head",
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"): "Vũ Văn Officer",
        ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI"): "Lê Thị Clerk",
    }


def test_under_authorization_signs_who_holds_one_on_that_day(cast, posts):
    row = give(cast)
    key = f"delegation-{row.pk}"
    signer = signer_of(posts, key, TODAY)
    assert signer.signature.lines[0] == "TUQ. CHỦ TỊCH"
    assert signer_of(posts, key, date(2026, 12, 1)) is None
    assert signer_of(posts, key, date(2026, 10, 31)) is None


def test_a_paper_is_not_frozen_under_an_authority_that_ended(cast, posts):
    row = give(cast)
    signature = signer_of(posts, f"delegation-{row.pk}", TODAY).signature
    draft = begin(cast, signature=signature)
    end_delegation(delegation=row, on=TODAY, **by(cast, "head"))

    with pytest.raises(NotDelegated):
        signing.freeze(draft=draft, seen=1, **by(cast))

    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.verify
def test_an_authority_ended_before_it_began_holds_on_no_day(cast, posts):
    row = give(cast, first=date(2026, 12, 10), end=date(2026, 12, 20))
    end_delegation(delegation=row, on=TODAY, **by(cast, "head"))
    assert signer_of(posts, f"delegation-{row.pk}", date(2026, 12, 10)) is None


@pytest.mark.verify
def test_the_page_records_and_ends_an_authority(cast, posts):
    head = cast.client("head")
    address = f"/co-quan/{cast.commune.pk}/uy-quyen/"
    values = {
        "giver": cast.head.pk,
        "taker": cast.clerk.pk,
        "taker_post": "Công chức Văn phòng",
        "scope": "Văn bản về cải cách hành chính",
        "by_number": "03/GUQ-UBND",
        "by_date": "05/01/2026",
        "from_on": "06/01/2026",
        "last_on": "31/12/2030",
    }
    assert head.post(address, values | {"last_on": "01/01/2026"}).status_code == 422
    assert head.post(address, values).status_code == 302
    assert "03/GUQ-UBND" in head.get(address).content.decode()
    assert cast.client("clerk").post(address, values).status_code == 403


def test_a_paper_comes_back_from_its_json_as_it_was(cast):
    for paper in (paper_of(cast.commune), quarterly_report()):
        data = as_data(paper)
        assert from_data(data) == paper
        assert canonical(from_data(data)) == canonical(paper)


@pytest.mark.parametrize("data", [{}, {"form": "loa.paper.1", "paper": {"is": "Run"}}])
def test_other_json_is_no_paper(data):
    with pytest.raises(NotAPaper):
        from_data(data)
