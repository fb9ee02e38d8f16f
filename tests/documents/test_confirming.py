"""Confirming: once, by whom, and what comes of it."""

import pytest
from django.core.exceptions import PermissionDenied

from loa.audit.models import Entry
from loa.documents import services
from loa.documents.models import Citation, Delivery, Document, Finding, Status
from loa.documents.selectors import bodies_addressed, inbox
from loa.notices import selectors as notices
from tests.cast import TODAY
from tests.documents.conftest import AT
from tests.documents.papers import PLAN
from tests.factories import moment

LATER = moment(2026, 2, 2)


def hand(cast, who="clerk", at=AT):
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": at}


def confirm(document, cast, who="clerk", at=AT):
    return services.confirm_document(document=document, **hand(cast, who, at))


def test_a_confirmed_document_knows_who_and_when(plan, cast):
    document = confirm(plan, cast)

    assert document.status == Status.CONFIRMED
    assert (document.confirmed_by, document.confirmed_at) == (cast.clerk, AT)
    assert not document.findings.filter(state=Finding.State.PROPOSED).exists()
    assert Entry.objects.filter(action="documents.document.confirmed").count() == 1


def test_of_two_who_confirm_one_wins_and_the_other_is_told(plan, cast):
    hers = Document.objects.get(pk=plan.pk)
    his = Document.objects.get(pk=plan.pk)
    confirm(hers, cast)

    with pytest.raises(services.AlreadyConfirmed) as told:
        confirm(his, cast, "head", LATER)

    assert (told.value.by, told.value.at) == ("Lê Thị Clerk", AT)
    plan.refresh_from_db()
    assert (plan.confirmed_by, plan.confirmed_at) == (cast.clerk, AT)
    assert plan.recipients.count() == 4


def test_doubtful_findings_must_be_looked_at_first(plan, cast):
    plan.findings.filter(field="subject").update(certainty="doubtful")

    with pytest.raises(services.Unsettled) as unsettled:
        confirm(plan, cast)

    assert unsettled.value.count == 1
    plan.refresh_from_db()
    assert plan.status == Status.READ
    assert not plan.recipients.exists()


@pytest.mark.parametrize("who", ["overseer", "outsider", "officer"])
def test_only_the_holding_body_confirms(plan, cast, who):
    with pytest.raises(PermissionDenied):
        confirm(plan, cast, who)

    plan.refresh_from_db()
    assert plan.status == Status.READ


def test_a_withdrawn_document_is_not_confirmed(plan, cast):
    services.withdraw_document(document=plan, **hand(cast))

    with pytest.raises(services.NotOpen):
        confirm(plan, cast)


def test_recipients_are_kept_as_printed_and_meant_only_when_certain(plan, cast):
    confirm(plan, cast)

    meant = {row.printed: (row.body, row.group) for row in plan.recipients.all()}
    assert meant == {
        "Sở Nội vụ": (cast.home_office, None),
        "UBND các xã, phường": (None, cast.communes),
        "Hội Người cao tuổi (để biết)": (None, None),
        "Lưu: VT, NC": (None, None),
    }


def test_who_is_addressed_are_the_bodies_and_the_groups_members(plan, cast):
    confirm(plan, cast)

    # Its holder, the commune itself, has it already.
    assert bodies_addressed(plan, TODAY) == {cast.home_office.pk, cast.neighbour.pk}


def test_dropped_recipients_and_citations_are_not_kept(plan, cast):
    for row in plan.findings.filter(field__in=["recipient", "citation"]):
        services.drop_finding(finding=row, **hand(cast))

    confirm(plan, cast)

    assert (plan.recipients.count(), plan.citations.count()) == (0, 0)


def test_a_cited_document_that_is_not_held_is_a_stub(plan, cast):
    confirm(plan, cast)

    stubs = {row.number: row.target for row in plan.citations.all()}
    assert stubs == {"76/NQ-CP": None, "2231/QĐ-UBND": None}


CITED = (
    PLAN.replace("Số: 12/KH-UBND", "Số: 2231/QĐ-UBND")
    .replace("ngày 20 tháng 01 năm 2026", "ngày 31 tháng 12 năm 2025", 1)
    .replace("KẾ HOẠCH\n", "QUYẾT ĐỊNH\n")
)


def bring(cast, text, who="clerk"):
    return services.bring_in_document(text=text, **hand(cast, who))


#
def test_a_stub_is_filled_when_the_cited_document_is_confirmed(plan, cast):
    confirm(plan, cast)
    cited = bring(cast, CITED)
    stub = plan.citations.get(number="2231/QĐ-UBND")
    assert stub.target is None

    confirm(cited, cast)

    stub.refresh_from_db()
    assert stub.target == cited


def test_a_document_points_at_what_is_held_when_it_is_confirmed(plan, cast):
    cited = confirm(bring(cast, CITED), cast)

    confirm(plan, cast)

    assert plan.citations.get(number="2231/QĐ-UBND").target == cited


def test_the_same_number_of_another_day_is_another_document(plan, cast):
    other = CITED.replace("ngày 31 tháng 12 năm 2025", "ngày 30 tháng 12 năm 2025", 1)
    confirm(bring(cast, other), cast)

    confirm(plan, cast)

    assert plan.citations.get(number="2231/QĐ-UBND").target is None


def test_two_issuers_of_one_number_are_told_apart(plan, cast):
    here = confirm(bring(cast, CITED), cast)
    there = CITED.replace("TỈNH LAM GIANG", "TỈNH SƠN HẠ", 1)
    confirm(bring(cast, there, "outsider"), cast, "outsider")

    confirm(plan, cast)

    assert plan.citations.get(number="2231/QĐ-UBND").target == here


def test_a_citation_without_a_number_points_nowhere(plan, cast):
    citation = Citation(document=plan, number="", code="", name="Luật Báo chí")

    assert str(citation) == "Luật Báo chí"


# --- delivery ---------------------------------------------------------------------------


#
def test_a_confirmed_document_stands_in_every_addressees_inbox_at_once(plan, cast):
    document = confirm(plan, cast)

    new = services.deliver_document(
        document=document, bodies=bodies_addressed(document, TODAY), at=LATER
    )

    assert new == sorted([cast.home_office.pk, cast.neighbour.pk])
    assert [row.document for row in inbox(cast.acting("outsider"))] == [document]
    told = notices.inbox(cast.acting("outsider"), cast.outsider)
    assert [line.url for line in told] == [f"/van-ban/{document.pk}/"]


def test_delivering_again_reaches_only_who_has_it_not_yet(plan, cast):
    document = confirm(plan, cast)
    services.deliver_document(document=document, bodies=[cast.neighbour.pk], at=AT)

    again = services.deliver_document(
        document=document,
        bodies=[cast.neighbour.pk, cast.culture.pk, cast.commune.pk],
        at=LATER,
    )

    assert again == [cast.culture.pk]
    assert Delivery.objects.count() == 2
    assert notices.count_unread(cast.acting("outsider"), cast.outsider) == 1


def test_what_is_not_confirmed_is_not_delivered(plan, cast):
    with pytest.raises(services.NotOpen):
        services.deliver_document(document=plan, bodies=[cast.neighbour.pk], at=AT)

    assert not Delivery.objects.exists()


def test_the_first_who_opens_it_is_noted(plan, cast):
    document = confirm(plan, cast)
    services.deliver_document(document=document, bodies=[cast.neighbour.pk], at=AT)

    services.open_delivery(document=document, **hand(cast, "outsider", LATER))
    services.open_delivery(document=document, **hand(cast, "outsider", AT))
    services.open_delivery(document=document, **hand(cast, "officer", AT))

    delivery = Delivery.objects.get()
    assert (delivery.opened_at, delivery.opened_by) == (LATER, cast.outsider)
