"""The list of bodies that do not carry out the plan, kept or struck by a person."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from loa.documents.models import Draft
from loa.notices.models import Notice
from loa.orgs.selectors import version_of
from loa.oversight.models import LineDecision, Measure, MeasureStep, ShortfallList
from loa.oversight.shortfalls import selectors, services
from tests.cast import TODAY, Cast
from tests.factories import moment
from tests.oversight.worlds import monthly_quota, tally

AT = moment(2026, 11, 21)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("loa.oversight.views.shortfalls", "loa.orgs.middleware"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    monkeypatch.setattr("loa.oversight.views.shortfalls.now", lambda: AT)


def hand(cast: Cast, who: str = "overseer") -> dict[str, object]:
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": AT}


@pytest.fixture
def drawn(cast: Cast) -> ShortfallList:
    task = monthly_quota(cast, from_on=date(2026, 8, 1), until_on=date(2026, 10, 1))
    tally(task, cast.commune, 8, verified=2)
    tally(task, cast.neighbour, 8, verified=2)
    tally(task, cast.neighbour, 9, pending=2)  # unproven is not held against it
    return services.draw_up(
        over=version_of(cast.province, TODAY),
        first=date(2026, 8, 1),
        last=date(2026, 10, 31),
        **hand(cast),
    )


def test_only_what_is_overdue_or_missed_is_listed_and_its_body_told(
    cast, drawn
) -> None:
    line = drawn.lines.get()

    assert line.body == cast.commune
    assert line.facts["state"] in ("overdue", "missed")
    assert (line.facts["counted"], line.facts["target"]) == (0, 2)
    told = Notice.objects.filter(kind="oversight.shortfalls.drawn")
    assert {notice.body_id for notice in told} == {cast.commune.pk}


def test_when_nobody_is_short_there_is_no_list(cast: Cast) -> None:
    page = cast.client("overseer")
    address = reverse("oversight:shortfalls")
    sent = {"first_on": "01/08/2026", "last_on": "31/10/2026"}

    assert page.post(address, sent).status_code == 422
    assert page.post(address, sent | {"last_on": "01/01/2026"}).status_code == 422
    assert cast.client("clerk").post(address, sent).status_code == 403
    assert not ShortfallList.objects.exists()


def test_a_decision_stays_on_record_when_another_follows(cast, drawn) -> None:
    page, line = cast.client("overseer"), drawn.lines.get()
    address = reverse("oversight:shortfall_decide", args=[drawn.pk, line.pk])

    page.post(address, {"quyet_dinh": "giu", "ly_do": ""})
    assert not LineDecision.objects.exists()  # no reason, no decision
    page.post(address, {"quyet_dinh": "giu", "ly_do": "không báo cáo"})
    page.post(address, {"quyet_dinh": "bo", "ly_do": "đã có văn bản xin lùi"})

    first, second = LineDecision.objects.order_by("pk")
    assert (first.is_kept, first.reason, first.closed_at) == (True, "không báo cáo", AT)
    assert (second.is_kept, second.closed_at) == (False, None)


def test_the_body_sees_its_own_lines_and_answers(cast, drawn) -> None:
    line = drawn.lines.get()
    page = cast.client("clerk")
    shown = reverse("oversight:shortfall_list", args=[drawn.pk])
    assert page.get(shown).status_code == 200
    assert cast.client("outsider").get(shown).status_code == 404

    answer = reverse("oversight:shortfall_answer", args=[drawn.pk, line.pk])
    page.post(answer, {"y_kien": "Đã đăng 2 tin, chưa kịp ghi nhận."})
    assert "chưa kịp ghi nhận" in cast.client("overseer").get(shown).content.decode()
    assert cast.client("overseer").post(answer, {"y_kien": "x"}).status_code == 403
    decide = reverse("oversight:shortfall_decide", args=[drawn.pk, line.pk])
    assert page.post(decide, {"ly_do": "x"}).status_code == 403


def test_the_report_needs_every_line_decided_and_closes_the_list(cast, drawn) -> None:
    line = drawn.lines.get()
    with pytest.raises(services.Undecided):
        services.draft_report(row=drawn, **hand(cast))
    services.answer_line(line=line, words="Trang bị lỗi.", **hand(cast, "clerk"))
    services.decide_line(
        line=line, is_kept=True, reason="không báo trước", **hand(cast)
    )
    services.propose_measure(
        row=drawn,
        body_id=cast.commune.pk,
        kind="explain",
        words="trước 30/11",
        **hand(cast),
    )
    page = cast.client("overseer")
    page.post(reverse("oversight:shortfall_report", args=[drawn.pk]))

    draft = Draft.objects.get()
    text = draft.versions.get().text
    assert draft.type_code == "BC"
    for words in ("Tam Giai", "0/2", "Trang bị lỗi.", "không báo trước", "giải trình"):
        assert words in text
    with pytest.raises(services.Closed):
        services.decide_line(line=line, is_kept=False, reason="x", **hand(cast))
    with pytest.raises(services.Closed):
        services.answer_line(line=line, words="x", **hand(cast, "clerk"))
    with pytest.raises(services.Closed):
        services.draft_report(row=drawn, **hand(cast))


def test_a_measure_is_followed_to_its_end(cast, drawn) -> None:
    line = drawn.lines.get()
    services.decide_line(line=line, is_kept=True, reason="x", **hand(cast))
    page = cast.client("overseer")
    page.post(
        reverse("oversight:measure_propose", args=[drawn.pk]),
        {"body": cast.commune.pk, "kind": "meeting", "words": "làm việc tại xã"},
    )
    measure = Measure.objects.get()
    address = reverse("oversight:measure_follow", args=[drawn.pk, measure.pk])

    page.post(address, {"kind": "done", "words": "biên bản 3"})  # nobody decided it
    page.post(address, {"kind": "decided", "by_whom": "Chủ tịch UBND tỉnh"})
    assert not MeasureStep.objects.exists()
    decided = {
        "kind": "decided",
        "by_whom": "Chủ tịch UBND tỉnh",
        "by_document": "Công văn 80/UBND",
        "due_on": "30/11/2026",
    }
    page.post(address, decided)
    page.post(address, decided)
    (open_one,) = selectors.open_measures(cast.acting("overseer"), on=TODAY)
    assert (open_one.state, open_one.is_overdue) == ("decided", False)
    (later,) = selectors.open_measures(cast.acting("overseer"), on=date(2026, 12, 1))
    assert later.is_overdue
    assert selectors.open_measures(cast.acting("clerk"), on=TODAY) == []
    page.post(address, {"kind": "done", "words": "biên bản 3"})
    page.post(address, {"kind": "lifted", "words": "thôi"})

    kinds = list(measure.steps.values_list("kind", flat=True))
    assert kinds == ["decided", "done"]
    assert selectors.open_measures(cast.acting("overseer"), on=TODAY) == []


def test_who_does_not_watch_decides_nothing(cast, drawn) -> None:
    line = drawn.lines.get()
    with pytest.raises(PermissionDenied):
        services.decide_line(
            line=line, is_kept=False, reason="x", **hand(cast, "clerk")
        )
    with pytest.raises(Http404):
        services.decide_line(
            line=line, is_kept=False, reason="x", **hand(cast, "outsider")
        )
    with pytest.raises(PermissionDenied):
        services.propose_measure(
            row=drawn,
            body_id=cast.commune.pk,
            kind="meeting",
            words="x",
            **hand(cast, "head"),
        )
