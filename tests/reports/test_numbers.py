"""A report's number is one of its body's register."""

import pytest
from django.urls import reverse

from loa.documents.models import NumberingRule, RegisteredNumber
from loa.documents.outgoing import numbering
from loa.documents.outgoing.numbering import NumberTaken
from loa.reports import moving, services
from loa.reports.models import Report, Sending
from tests.cast import Cast
from tests.documents.outgoing.conftest import by
from tests.reports.work import AFTER, LATER, own_report, submitted

pytestmark = pytest.mark.django_db


def entered(cast: Cast, report: Report, number: str) -> Report:
    return services.write_words(
        report=report, narrative={}, number=number, issued_on=None,
        actor=cast.clerk, acting=cast.acting("clerk"), at=AFTER,
    )  # fmt: skip


def taken_back(cast: Cast, report: Report) -> None:
    moving.withdraw_report(
        report=report, actor=cast.clerk, acting=cast.acting("clerk"), at=LATER
    )


def returned(cast: Cast, report: Report) -> None:
    receiver = cast.acting("overseer")
    for move in (
        lambda **who: moving.add_remark(text="Xem lại mục II.", **who),
        moving.return_report,
    ):
        move(report=report, actor=cast.overseer, acting=receiver, at=LATER)


def switched_on(cast: Cast) -> None:
    NumberingRule.objects.create(
        body_id=cast.acting("clerk").body_id, from_at=AFTER, set_by=cast.clerk
    )


def given() -> list[tuple[str, bool]]:
    rows = RegisteredNumber.objects.order_by("pk")
    return [(row.full_number, row.void_at is not None) for row in rows]


def test_an_entered_number_goes_into_the_register(cast):
    report = submitted(cast, entered(cast, own_report(cast), "412"))
    sending = Sending.objects.get(report=report)
    assert given() == [(sending.registered.full_number, False)]
    assert sending.registered.full_number.startswith("412/BC-")
    assert report.issued_on is not None


def test_a_number_that_a_paper_has_is_refused_on_the_page(cast, client):
    body = cast.acting("clerk").body_id
    other = numbering.OtherPaper(body, "BC", "BC-UBND", "Báo cáo khác")
    numbering.enter_number(
        draft=other, number="412", year=AFTER.year, actor=cast.clerk, at=AFTER
    )
    report = entered(cast, own_report(cast), "412")
    with pytest.raises(NumberTaken):
        submitted(cast, report)
    client.force_login(cast.clerk)
    page = client.post(reverse("reports:submit", args=[report.pk]), {"version": 1})
    assert page.status_code == 422
    assert "Báo cáo khác" in page.content.decode()
    report.refresh_from_db()
    assert (report.status, Sending.objects.count()) == ("draft", 0)


def test_a_series_gives_the_number_and_the_form_asks_for_none(cast, client):
    switched_on(cast)
    report = own_report(cast)
    client.force_login(cast.clerk)
    page = client.get(reverse("reports:detail", args=[report.pk])).content.decode()
    assert 'name="number"' not in page
    assert 'name="issued_on"' in page
    assert submitted(cast, report).number == "1"
    page = client.get(reverse("reports:detail", args=[report.pk])).content.decode()
    assert given()[0][0] in page


def test_a_report_taken_back_keeps_its_number(cast):
    switched_on(cast)
    report = submitted(cast, own_report(cast))
    taken_back(cast, report)
    submitted(cast, report, at=LATER)
    assert [void for _number, void in given()] == [False]
    first, again = Sending.objects.order_by("pk")
    assert first.taken_back_at == LATER
    assert again.replaces is None


def test_another_number_after_taking_back_makes_the_first_void(cast):
    report = submitted(cast, entered(cast, own_report(cast), "5"))
    taken_back(cast, report)
    submitted(cast, entered(cast, report, "6"), at=LATER)
    assert [void for _number, void in given()] == [True, False]


def test_a_returned_report_is_sent_again_as_one_that_replaces(cast):
    switched_on(cast)
    report = submitted(cast, own_report(cast))
    returned(cast, report)
    submitted(cast, report, at=LATER)
    first, again = Sending.objects.order_by("pk")
    assert (again.replaces, again.registered.number) == (first, "2")
    assert [void for _number, void in given()] == [False, False]


def test_the_register_shows_a_report_and_does_not_void_it(cast, client):
    submitted(cast, entered(cast, own_report(cast), "9"))
    row = RegisteredNumber.objects.get()
    with pytest.raises(ValueError, match="report"):
        numbering.void_number(row=row, reason="sai", **by(cast, "clerk"))
    client.force_login(cast.clerk)
    page = client.get(reverse("documents:outgoing_numbers") + f"?nam={AFTER.year}")
    assert row.full_number in page.content.decode()
