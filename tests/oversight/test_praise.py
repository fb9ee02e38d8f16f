"""Facts with grounds, heard before they are published or put into a paper."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.documents.models import Draft
from loa.documents.outgoing.writing import give_up
from loa.evidence.models import Tally
from loa.notices.models import Notice
from loa.orgs.selectors import version_of
from loa.oversight.models import (
    PraiseLine,
    PraisePublication,
    PraiseReply,
    PraiseReview,
    PraiseRuling,
)
from loa.oversight.praising import rules, selectors, services
from tests.cast import TODAY, Cast
from tests.factories import moment
from tests.oversight.worlds import monthly_quota, tally

AT = moment(2026, 11, 21)
# Five working days after Saturday 21 November 2026; the 24th is a holiday.
UNTIL = date(2026, 11, 30)
AFTER = moment(2026, 12, 1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The moment that the views see; a test moves it."""
    held: list[object] = [AT]
    monkeypatch.setattr("loa.oversight.views.praise.now", lambda: held[0])
    monkeypatch.setattr("loa.oversight.views.praise.today", lambda: held[0].date())
    monkeypatch.setattr("loa.orgs.middleware.today", lambda: TODAY)
    return held


def hand(cast: Cast, who: str = "overseer", at=AT) -> dict[str, object]:
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": at}


@pytest.fixture
def drawn(cast: Cast, clock) -> PraiseReview:
    """August to October: the neighbour met all, the commune missed September."""
    task = monthly_quota(cast, from_on=date(2026, 7, 1), until_on=date(2026, 11, 1))
    for month in (7, 8, 9, 10):
        tally(task, cast.neighbour, month, verified=2)
        if month != 9:
            tally(task, cast.commune, month, verified=2)
    over = version_of(cast.province, TODAY)
    services.set_rules(
        over=over,
        from_on=date(2026, 1, 1),
        thresholds=rules.shipped(TODAY) | {"missed": 1},
        basis="Quy chế",
        **hand(cast),
    )
    return services.draw_up(
        over=over,
        first=date(2026, 7, 1),
        last=date(2026, 11, 10),
        **hand(cast),
    )


def line_of(drawn: PraiseReview, code: str) -> PraiseLine:
    return drawn.lines.get(code=code)


def go(cast: Cast, name: str, line: PraiseLine, who="overseer", **data):
    address = reverse(f"oversight:{name}", args=[line.review_id, line.pk])
    return cast.client(who).post(address, data)


def test_facts_are_counted_with_their_grounds_and_bodies_told(cast, drawn) -> None:
    found = {(one.body_id, one.code) for one in drawn.lines.all()}

    assert (cast.neighbour.pk, "all_met") in found
    assert (cast.neighbour.pk, "proven") in found
    assert (cast.commune.pk, "missed") in found
    # Two are compared, three are wanted; who missed something is not praised.
    assert not {code for _body, code in found} & {"first", "late", "rejected"}
    assert not {code for body, code in found if body == cast.commune.pk} - {"missed"}
    (ground,) = line_of(drawn, "missed").grounds
    assert (ground["start"], ground["state"]) == ("2026-09-01", "missed")
    assert drawn.reply_until == UNTIL
    told = Notice.objects.filter(kind="oversight.praise.drawn")
    assert {one.body_id for one in told} == {cast.commune.pk, cast.neighbour.pk}


def test_first_needs_enough_of_one_kind_and_no_equal(cast, drawn) -> None:
    over = version_of(cast.province, TODAY)
    least = rules.thresholds_of(over, TODAY) | {"first": 2}
    versions = selectors.compared(over, None, TODAY, without=cast.home_office.pk)
    days = {"first": drawn.first_on, "last": drawn.last_on, "on": TODAY}

    counted = services.count(versions=versions, thresholds=least, **days)
    (first,) = [one for one in counted.facts if one.code == "first"]
    assert (first.body_id, first.values["of"]) == (cast.neighbour.pk, 2)
    places = {one.version.body_id: one.place for one in counted.places}
    assert places == {cast.neighbour.pk: 1, cast.commune.pk: 2}

    Tally.objects.filter(body=cast.neighbour, period_start=date(2026, 9, 1)).delete()
    counted = services.count(versions=versions, thresholds=least, **days)
    assert {one.place for one in counted.places} == {1}
    assert not [one for one in counted.facts if one.code == "first"]


def test_nothing_goes_out_before_the_reply_or_its_term(cast, drawn, clock) -> None:
    line = line_of(drawn, "missed")
    go(cast, "praise_rule", line, ket_luan="criticise", ly_do="không báo cáo")
    letter = reverse("oversight:praise_letter", args=[drawn.pk, cast.commune.pk])

    go(cast, "praise_publish", line)
    cast.client("overseer").post(letter)
    assert not PraisePublication.objects.exists()
    assert not Draft.objects.exists()

    clock[0] = moment(2026, 11, 30, 23)  # the last day to reply is the body's still
    go(cast, "praise_publish", line)
    assert not PraisePublication.objects.exists()
    clock[0] = AFTER
    go(cast, "praise_publish", line)
    go(cast, "praise_publish", line)
    assert PraisePublication.objects.count() == 1


def test_a_reply_wants_a_new_conclusion_and_goes_into_the_letter(
    cast, drawn, clock
) -> None:
    line = line_of(drawn, "missed")
    letter = reverse("oversight:praise_letter", args=[drawn.pk, cast.commune.pk])
    go(cast, "praise_rule", line, ket_luan="criticise", ly_do="không báo cáo")
    clock[0] = AT + timedelta(hours=1)
    key = {"once": "k" * 22, "y_kien": "Trang thông tin điện tử hỏng."}
    go(cast, "praise_reply", line, who="clerk", **key)
    go(cast, "praise_reply", line, who="clerk", **key)
    assert PraiseReply.objects.count() == 1

    cast.client("overseer").post(letter)
    assert not Draft.objects.exists()  # nobody has read the reply yet
    clock[0] = AT + timedelta(hours=2)
    go(cast, "praise_rule", line, ket_luan="remind", ly_do="có lý do khách quan")
    cast.client("overseer").post(letter)
    cast.client("overseer").post(letter)

    text = Draft.objects.get().versions.get().text
    for words in (
        "nhắc nhở",
        "Tam Giai",
        "Trang thông tin điện tử hỏng.",
        "khách quan",
    ):
        assert words in text
    assert "phê bình" not in text
    assert [one.verdict for one in PraiseRuling.objects.order_by("pk")] == [
        "criticise",
        "remind",
    ]
    with pytest.raises(services.InPaper):
        services.rule(line=line, verdict="struck", reason="x", **hand(cast, at=AFTER))
    give_up(draft=Draft.objects.get(), **hand(cast, at=AFTER))
    services.rule(line=line, verdict="struck", reason="x", **hand(cast, at=AFTER))


def test_the_commendation_names_the_praised_with_their_grounds(
    cast, drawn, clock
) -> None:
    clock[0] = AFTER
    for code in ("all_met", "proven"):
        go(
            cast,
            "praise_rule",
            line_of(drawn, code),
            ket_luan="praise",
            ly_do="xứng đáng",
        )
    cast.client("overseer").post(reverse("oversight:praise_commend", args=[drawn.pk]))

    draft = Draft.objects.get()
    text = draft.versions.get().text
    assert draft.type_code == "QĐ"
    for words in ("Hòa Khê", "4 lượt nhiệm vụ", "hạn 31/10/2026", "xứng đáng", "[…]"):
        assert words in text
    assert "Tam Giai" not in text.replace("Bến Lam", "")


def test_a_corrected_fact_falls_away(cast, drawn, clock) -> None:
    line = line_of(drawn, "missed")
    clock[0] = AFTER
    go(cast, "praise_rule", line, ket_luan="criticise", ly_do="không báo cáo")
    go(cast, "praise_publish", line)
    shown = reverse("oversight:praise_published")
    assert "Tam Giai" in cast.client("outsider").get(shown).content.decode()
    task = monthly_quota_task(line)
    Tally.objects.create(
        task_id=task, body=cast.commune, period_start=date(2026, 9, 1), verified=2
    )

    assert "Tam Giai" not in cast.client("outsider").get(shown).content.decode()
    view = selectors.access_review(cast.acting("overseer"), drawn.pk, on=AFTER.date())
    (one,) = [one for one in view.lines if one.line == line]
    assert (one.holds, one.is_settled) == (False, False)
    with pytest.raises(services.NotSettled):
        services.draft_paper(row=drawn, body_id=cast.commune.pk, **hand(cast, at=AFTER))


def monthly_quota_task(line: PraiseLine) -> int:
    return line.grounds[0]["task"]


def test_blame_stays_with_what_the_body_was_told(cast, drawn) -> None:
    line = line_of(drawn, "missed")
    Tally.objects.filter(body=cast.commune, period_start=date(2026, 8, 1)).delete()

    view = selectors.access_review(cast.acting("overseer"), drawn.pk, on=TODAY)
    (one,) = [one for one in view.lines if one.line == line]
    assert one.fact.values["count"] == 1
    assert [ground["start"] for ground in one.fact.grounds] == ["2026-09-01"]


def test_withdrawing_keeps_on_record_that_it_was_published(cast, drawn, clock) -> None:
    line = line_of(drawn, "missed")
    clock[0] = AFTER
    go(cast, "praise_rule", line, ket_luan="criticise", ly_do="x")
    go(cast, "praise_publish", line)
    go(cast, "praise_withdraw", line)
    assert PraisePublication.objects.get().closed_at is None  # no reason
    go(cast, "praise_withdraw", line, ly_do="đã khắc phục")

    row = PraisePublication.objects.get()
    assert (row.closed_at, row.reason) == (AFTER, "đã khắc phục")
    page = cast.client("overseer").get(
        reverse("oversight:praise_review", args=[drawn.pk])
    )
    assert "đã khắc phục" in page.content.decode()


def test_a_body_sees_its_own_lines_and_does_not_judge(cast, drawn) -> None:
    line = line_of(drawn, "missed")
    address = reverse("oversight:praise_review", args=[drawn.pk])
    own = cast.client("clerk").get(address).content.decode()

    assert "Tam Giai" in own
    assert "Hòa Khê" not in own
    assert cast.client("officer").get(address).status_code == 404
    assert go(cast, "praise_rule", line, who="clerk", ly_do="x").status_code == 403
    assert go(cast, "praise_publish", line, who="clerk").status_code == 403
    assert go(cast, "praise_reply", line, who="outsider").status_code == 404
    assert go(cast, "praise_reply", line, y_kien="x").status_code == 403
    with pytest.raises(PermissionDenied):
        services.draft_paper(row=drawn, body_id=None, **hand(cast, "clerk"))


def test_a_review_is_drawn_up_once_and_only_when_there_is_something(
    cast, drawn, clock
) -> None:
    page, address = cast.client("overseer"), reverse("oversight:praise")
    sent = {"first_on": "01/07/2026", "last_on": "10/11/2026", "once": "q" * 22}
    assert page.post(address, sent).status_code == 302
    assert page.post(address, sent).status_code == 302
    assert PraiseReview.objects.count() == 2

    for days in (
        {"first_on": "01/03/2026", "last_on": "31/03/2026"},  # nothing was owed
        {"first_on": "01/07/2026", "last_on": "01/01/2026"},
        {"first_on": "01/07/2024"},
        {"first_on": "hôm qua"},
    ):
        wrong = sent | days | {"once": ""}
        assert page.post(address, wrong).status_code == 422
    assert cast.client("clerk").post(address, sent).status_code == 403
    assert PraiseReview.objects.count() == 2


def test_thresholds_are_set_from_a_day(cast, clock) -> None:
    over = version_of(cast.province, TODAY)
    address = reverse("oversight:praise_rules")
    sent = rules.thresholds_of(over, TODAY) | {
        "missed": 3,
        "from_on": "01/12/2026",
        "basis": "Quy chế thi đua 12/QC",
    }

    assert cast.client("clerk").get(address).status_code == 403
    assert cast.client("overseer").post(address, sent | {"late": 0}).status_code == 422
    assert cast.client("overseer").post(address, sent).status_code == 302
    assert rules.thresholds_of(over, TODAY)["missed"] == 2
    assert rules.thresholds_of(over, date(2026, 12, 1))["missed"] == 3
