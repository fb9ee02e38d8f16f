"""The ladder: who is told what of a duty, once, and nobody who need not be."""

from datetime import date

import pytest
from django.urls import reverse

from loa.documents.models import Draft
from loa.notices.models import DigestLine, Message, Notice
from loa.orgs.models import Role
from loa.orgs.selectors import version_of
from loa.oversight.filters import CellRef
from loa.oversight.models import LadderVersion, LetterLine, Reminder
from loa.oversight.reminding import selectors, services
from loa.oversight.reminding.ladder import BadStep, Ladders, Step, shipped
from loa.oversight.reminding.running import remind
from loa.programmes.models import Exemption, Extension, TaskKind
from tests.cast import Cast
from tests.factories import give, moment
from tests.oversight.worlds import monthly_quota, tally

# November's two items are due on Monday the 30th.
# The 24th is a public holiday.
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    for module in (
        "loa.oversight.views.reminders",
        "loa.oversight.views.board",
        "loa.orgs.middleware",
    ):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    monkeypatch.setattr(
        "loa.oversight.views.reminders.now", lambda: moment(2026, 11, 25)
    )


def codes(body) -> list[str]:
    rows = Reminder.objects.filter(body=body).order_by("period_start", "code")
    return list(rows.values_list("code", flat=True))


def november(cast: Cast, **fields: object):
    return monthly_quota(
        cast, from_on=date(2026, 11, 1), until_on=date(2026, 12, 1), **fields
    )


def test_an_officer_is_told_a_week_before_and_once(cast: Cast) -> None:
    task = november(cast)
    tally(task, cast.neighbour, 11, verified=2)

    remind(moment(2026, 11, 23))
    assert codes(cast.commune) == ["before-7"]
    remind(moment(2026, 11, 23, 15))
    remind(moment(2026, 11, 24))

    assert codes(cast.commune) == ["before-7"]
    assert codes(cast.neighbour) == []  # it is done
    line = DigestLine.objects.get()
    assert line.user == cast.clerk
    assert Notice.objects.filter(kind="oversight.reminders.body").count() == 1


def test_a_run_that_was_broken_off_is_finished_and_tells_nobody_twice(
    cast: Cast, monkeypatch
) -> None:
    november(cast)
    from loa.oversight.reminding import running

    real, seen = running._take, []

    def breaks(steps, directory, at):
        if seen:
            raise RuntimeError("killed")
        seen.append(1)
        return real(steps, directory, at)

    monkeypatch.setattr(running, "_take", breaks)
    with pytest.raises(RuntimeError):
        remind(moment(2026, 11, 23))
    monkeypatch.setattr(running, "_take", real)
    remind(moment(2026, 11, 23))

    assert codes(cast.commune) == codes(cast.neighbour) == ["before-7"]
    assert DigestLine.objects.count() == 2


def test_the_ladder_climbs_from_officer_to_committee(cast: Cast) -> None:
    november(cast)
    give(cast.officer, Role.HEAD, cast.home_office)
    for day in (
        moment(2026, 11, 23),
        moment(2026, 11, 26),
        moment(2026, 11, 30),
        moment(2026, 12, 2),
        moment(2026, 12, 8),
        moment(2026, 12, 14),
        moment(2026, 12, 31),
        moment(2027, 1, 18),
    ):
        remind(day)

    told = {
        row.code: [name for _pk, name in row.told]
        for row in Reminder.objects.filter(body=cast.commune)
    }
    clerk, overseer = [cast.clerk.full_name], [cast.overseer.full_name]
    assert told["before-7"] == told["before-2"] == told["on-due"] == clerk
    assert told["after-2"] == [cast.head.full_name]
    assert told["past-grace"] == told["letter"] == told["missed"] == overseer
    assert told["superior-head"] == [cast.officer.full_name]
    # What is due today does not wait for the digest.
    assert Message.objects.filter(is_urgent=True, user=cast.clerk).count() == 1
    assert Notice.objects.filter(kind="oversight.reminders.superior").exists()


def test_exempt_extended_invited_and_standing_are_left_in_peace(cast: Cast) -> None:
    task = november(cast)
    at = moment(2026, 11, 2)
    start = date(2026, 11, 1)
    decided = {"decided_by": cast.overseer, "recorded_at": at, "reason": "mưa lũ"}
    Exemption.objects.create(
        task=task, body=cast.commune, period_start=start, **decided
    )
    Extension.objects.create(
        task=task,
        body=cast.neighbour,
        period_start=start,
        due_on=date(2026, 12, 15),
        **decided,
    )
    invited = november(cast, is_binding=False)
    standing = monthly_quota(
        cast, kind=TaskKind.STANDING, quota_count=None, quota_per="", recurrence=""
    )

    for day in (23, 24, 25, 30):
        remind(moment(2026, 11, day))
    for day in (2, 8, 14, 22, 30):
        remind(moment(2026, 12, day))

    assert not Reminder.objects.filter(task=invited).exists()
    assert not Reminder.objects.filter(task=task, body=cast.commune).exists()
    mine = Reminder.objects.filter(task=task, body=cast.neighbour)
    assert {row.due_on for row in mine} == {date(2026, 12, 15)}
    for row in Reminder.objects.filter(task=standing):
        assert row.step["who"] in ("officer", "head")


def test_on_a_day_off_nothing_is_told_and_nothing_lost(cast: Cast) -> None:
    november(cast)
    assert remind(moment(2026, 11, 22)) == 0
    assert not Reminder.objects.exists()
    remind(moment(2026, 11, 25))  # the worker stood still on the 23rd and 24th
    assert codes(cast.commune) == ["before-7"]


def test_a_new_ladder_holds_from_its_day_and_the_old_one_stays(cast: Cast) -> None:
    over = version_of(cast.province, TODAY)
    step = Step("two", "due", -2, "days", "head", "inbox")
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer")}
    services.set_ladder(
        over=over, from_on=date(2026, 12, 1), steps=[step], basis="Công văn 9/SNV",
        at=moment(2026, 11, 24), **hand,
    )  # fmt: skip

    assert Ladders(TODAY).of(over).steps == shipped().steps
    below = version_of(cast.commune, date(2026, 12, 1))
    assert Ladders(date(2026, 12, 1)).of(below).steps == (step,)
    with pytest.raises(services.BadLadder):
        services.set_ladder(
            over=over, from_on=date(2026, 11, 1), steps=[step], basis="x",
            at=moment(2026, 11, 24), **hand,
        )  # fmt: skip


@pytest.mark.parametrize(
    "parts",
    [
        ("due", 3, "days", "officer", "letter"),
        ("due", 3, "days", "committee", "mail"),
        ("due", 300, "days", "officer", "mail"),
        ("never", 3, "days", "officer", "mail"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(parts) -> None:
    with pytest.raises(BadStep):
        Step("x", *parts)


def test_the_overseer_sees_today_tomorrow_and_the_ladder(cast: Cast) -> None:
    november(cast)
    page = cast.client("overseer")
    before = page.get(reverse("oversight:reminders") + "?xem=sau").content.decode()
    assert cast.clerk.full_name in before
    remind(moment(2026, 11, 25))

    today = page.get(reverse("oversight:reminders")).content.decode()
    assert cast.clerk.full_name in today
    assert "Hòa Khê" in today
    own = cast.client("clerk").get(reverse("oversight:reminders")).content.decode()
    assert "Hòa Khê" not in own
    assert page.get(reverse("oversight:ladder")).status_code == 200


def test_the_ladder_is_set_on_its_page(cast: Cast) -> None:
    address = reverse("oversight:set_ladder", args=[cast.province.pk])
    page = cast.client("overseer")
    assert page.get(address).status_code == 200
    sent = {"from_on": "01/12/2026", "basis": "Công văn 9/SNV"}
    assert page.post(address, sent).status_code == 422  # no step
    for number in range(len(shipped().steps) + 2):
        sent |= {f"s{number}-{name}": value for name, value in {
            "offset": "", "unit": "days", "anchor": "due", "who": "officer", "how": "mail",
        }.items()}  # fmt: skip
    wrong = sent | {"s0-offset": "1", "s0-how": "letter"}
    assert page.post(address, wrong).status_code == 422
    assert page.post(address, sent | {"s0-offset": "-5"}).status_code == 302

    assert LadderVersion.objects.get().steps[0]["offset"] == -5
    assert cast.client("clerk").post(address, sent).status_code in (403, 404)


def test_one_click_drafts_a_letter_with_everything_in_it(cast: Cast) -> None:
    task = november(cast)
    refs = [
        f"{task.pk}-{body.pk}-2026-11-01" for body in (cast.commune, cast.neighbour)
    ]
    answer = cast.client("overseer").post(
        reverse("oversight:remind_letter"), {"o": refs}
    )

    draft = Draft.objects.get()
    assert answer.url == reverse("documents:outgoing_draft", args=[draft.pk])
    assert draft.body == cast.home_office
    assert LetterLine.objects.filter(draft=draft).count() == 2
    text = draft.versions.get().text
    for words in (
        "Tam Giai",
        "Hòa Khê",
        "12/KH-UBND",
        "30/11/2026",
        "0/2 tin, bài",
        "đề nghị",
    ):
        assert words in text


def test_a_letter_of_the_ladder_waits_for_a_person(cast: Cast) -> None:
    task = november(cast)
    remind(moment(2026, 12, 14))
    over, on = version_of(cast.province, TODAY), date(2026, 12, 14)
    waiting = selectors.letters_waiting(over, on)
    assert {one.version.body_id for one in waiting} == {
        cast.commune.pk,
        cast.neighbour.pk,
    }
    assert not Draft.objects.exists()

    hand = {"actor": cast.overseer, "acting": cast.acting("overseer")}
    services.draft_letter(
        refs=[CellRef(task.pk, cast.commune.pk, date(2026, 11, 1))],
        at=moment(2026, 12, 14, 10), **hand,
    )  # fmt: skip
    left = Reminder.objects.get(body=cast.neighbour, code="letter")
    with pytest.raises(ValueError):
        services.lay_aside(reminder=left, reason=" ", at=moment(2026, 12, 14), **hand)
    services.lay_aside(
        reminder=left, reason="đã báo cáo", at=moment(2026, 12, 14), **hand
    )
    assert selectors.letters_waiting(over, on) == []


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 403), ("outsider", 404), ("stranger", 302)]
)
def test_only_who_watches_over_a_body_writes_to_it(cast: Cast, who, status) -> None:
    task = november(cast)
    sent = {"o": f"{task.pk}-{cast.commune.pk}-2026-11-01"}
    answer = cast.client(who).post(reverse("oversight:remind_letter"), sent)
    assert answer.status_code == status
    assert not Draft.objects.exists()


@pytest.mark.parametrize("ref", ["odd", "1-2-3", "999-999-2026-11-01"])
def test_a_letter_about_nothing_is_none(cast: Cast, ref: str) -> None:
    page = cast.client("overseer")
    assert page.post(reverse("oversight:remind_letter"), {"o": ref}).status_code == 404
    assert page.post(reverse("oversight:remind_letter")).status_code == 302
    assert not Draft.objects.exists()
