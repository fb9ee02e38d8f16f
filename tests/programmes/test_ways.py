"""A document that goes through another body: waits there, is passed on with a remark."""

import pytest
from django.urls import reverse

from loa.documents.models import Delivery, Route
from loa.documents.selectors import inbox
from loa.documents.services import (
    NothingOnTheWay,
    NotOpen,
    deliver_document,
    pass_on,
)
from loa.documents.ways import printed_way, without_way
from loa.notices.models import Notice
from loa.orgs.models import Grant
from tests.factories import make_document, moment, rewrite
from tests.programmes.test_working_pages import words

NAME = "Sở Văn hóa, Thể thao và Du lịch"
AT = moment(2026, 3, 2)


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def letter(cast):
    """A letter of the province to the communes, through the department of culture."""
    return addressed(cast, f"UBND các xã, phường (qua {NAME} để tổng hợp)")


def addressed(cast, *lines, **fields):
    from loa.documents.models import Finding, Recipient
    from loa.documents.recipients import recipients_of

    document = make_document(
        cast.home_office, cast.overseer, issuer=cast.province, status="confirmed",
        doc_type="Công văn", **fields,
    )  # fmt: skip
    found = [
        ("to", Finding(field="addressee", value=line, order=n))
        for n, line in enumerate(lines)
    ]
    Recipient.objects.bulk_create(recipients_of(document, found, on=AT.date()))
    return document


def send(cast, document, **more):
    communes = [cast.commune.pk, cast.neighbour.pk]
    return deliver_document(document=document, bodies=communes, at=AT, **more)


def hand(cast, who="officer", at=AT):
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": at}


def page(cast, document, who):
    return cast.client(who).get(reverse("documents:detail", args=[document.pk]))


def boxes(cast, document, who="officer", **data):
    address = reverse("documents:pass_on", args=[document.pk])
    return cast.client(who).post(address, data, follow=True)


@pytest.mark.parametrize(
    ("printed", "way", "rest"),
    [
        (f"UBND các xã (qua {NAME});", NAME, f"UBND các xã (qua {NAME});"),
        ("Các xã (thông qua Sở Nội vụ để theo dõi)", "Sở Nội vụ", None),
        ("UBND các xã, phường qua Sở Nội vụ", "Sở Nội vụ", "UBND các xã, phường"),
        ("UBND các xã (để thực hiện)", "", None),
        ("UBND các xã qua đường bưu điện", "", None),
        ("Hội quán quận X", "", None),
    ],
)
def test_the_way_is_read_from_the_printed_line(printed, way, rest):
    assert printed_way(printed) == way
    assert without_way(printed) == (rest or printed)


def test_it_waits_at_the_body_named_until_that_one_passes_it_on(cast, letter):
    assert send(cast, letter) == [cast.culture.pk]
    assert page(cast, letter, "clerk").status_code == 404
    assert not inbox(cast.acting("clerk"))
    told = Notice.objects.get(kind="documents.document.to_pass_on")
    assert (told.body, told.params["count"]) == (cast.culture, 2)
    assert "Xã Tam Giai" in words(page(cast, letter, "officer")) or (
        "xã Tam Giai" in words(page(cast, letter, "officer"))
    )

    seen = boxes(cast, letter, body=cast.commune.pk, remark="Báo cáo gộp về Sở.")

    assert "1 cơ quan" in words(seen)
    route = Route.objects.get(body=cast.commune)
    assert (route.passed_by, route.passed_for) == (cast.officer, cast.culture)
    assert [row.document for row in inbox(cast.acting("clerk"))] == [letter]
    shown = words(page(cast, letter, "clerk"))
    assert "Báo cáo gộp về Sở." in shown
    assert NAME in shown
    # The other one still waits.
    assert page(cast, letter, "outsider").status_code == 404
    told = Notice.objects.get(kind="documents.document.passed_on")
    assert told.body == cast.commune


def test_again_it_goes_neither_twice_nor_another_way(cast, letter):
    send(cast, letter)
    assert send(cast, letter) == []
    pass_on(document=letter, **hand(cast))
    assert send(cast, letter) == []
    assert Delivery.objects.filter(document=letter).count() == 3
    with pytest.raises(NothingOnTheWay) as first:
        pass_on(document=letter, **hand(cast))
    assert first.value.last.passed_by == cast.officer


def test_who_owes_something_may_read_it_before_it_has_come(cast, letter):
    send(cast, letter, owing=[cast.commune.pk])
    shown = page(cast, letter, "clerk")
    assert "đang trên đường" in words(shown).casefold()
    assert page(cast, letter, "outsider").status_code == 404
    assert not inbox(cast.acting("clerk"))
    pass_on(document=letter, **hand(cast))
    delivery = Delivery.objects.get(document=letter, body=cast.commune)
    assert delivery.opened_by == cast.clerk


def test_the_sender_sends_straight_on_what_got_stuck(cast, letter):
    send(cast, letter)
    boxes(cast, letter, "overseer", body=[cast.commune.pk, cast.neighbour.pk])
    route = Route.objects.get(body=cast.commune)
    assert route.is_straight
    assert route.passed_by == cast.overseer
    assert page(cast, letter, "outsider").status_code == 200


def test_nobody_else_passes_it_on(cast, letter):
    send(cast, letter, owing=[cast.commune.pk])
    address = reverse("documents:pass_on", args=[letter.pk])
    assert cast.client("outsider").post(address).status_code == 404
    assert cast.client("clerk").post(address).status_code == 403
    assert cast.client("officer").get(address).status_code == 405
    assert cast.client("officer").post(address, {"body": "x"}).status_code == 400
    long = boxes(cast, letter, body=cast.commune.pk, remark="a" * 2001)
    assert "2.000" in words(long)
    assert not Route.objects.exclude(passed_at=None).exists()


def test_what_was_recalled_on_the_way_is_passed_on_no_more(cast, letter):
    send(cast, letter)
    rewrite(type(letter).objects.filter(pk=letter.pk), ended="recalled")
    with pytest.raises(NotOpen):
        pass_on(document=letter, **hand(cast))


def test_whose_way_cannot_be_gone_gets_it_straight(cast):
    unknown = addressed(cast, "UBND các xã, phường (qua Sở Kỳ lạ)")
    assert send(cast, unknown) == sorted([cast.commune.pk, cast.neighbour.pk])
    sender = addressed(cast, "UBND các xã, phường (qua Sở Nội vụ)")
    assert len(send(cast, sender)) == 2
    both = addressed(cast, f"UBND các xã, phường (qua {NAME})", "UBND xã Tam Giai")
    assert send(cast, both) == sorted([cast.commune.pk, cast.culture.pk])
    Grant.objects.filter(user=cast.officer).delete()
    nobody = addressed(cast, f"UBND các xã, phường (qua {NAME})")
    assert send(cast, nobody) == sorted([cast.commune.pk, cast.neighbour.pk])
    assert Route.objects.count() == 1


def test_from_a_plan_the_communes_owe_at_once_and_get_it_on_its_way(
    cast, bring_in, commit
):
    from tests.programmes.conftest import choose
    from tests.programmes.papers import PLAN

    text = PLAN.replace(
        "- UBND các xã, phường;", f"- UBND các xã, phường (qua {NAME});"
    )
    document = bring_in(text=text)
    choose(cast, document, group=cast.communes)
    directive = commit(document)
    assert not Delivery.objects.filter(document=document, body=cast.commune)
    assert Route.objects.get(body=cast.commune).via == cast.culture
    task = reverse("programmes:task", args=[directive.tasks.get(order=1).pk])
    assert cast.client("clerk").get(task).status_code == 200
