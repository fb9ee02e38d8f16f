"""The call list: by consequence, promises derived, a message without names."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.evidence.models import Tally
from loa.notices.models import Notice
from loa.orgs import selectors as orgs
from loa.orgs.models import Kind, Level
from loa.oversight.calls import services
from loa.oversight.calls.listing import ROWS, call_list
from loa.oversight.calls.promises import promises
from loa.oversight.message import message_for
from loa.oversight.models import Call
from loa.oversight.watching import watch
from tests.cast import TODAY, Cast
from tests.factories import make_body, moment
from tests.oversight.worlds import AT, monthly_quota, tally

OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (
        "loa.oversight.views.calling",
        "loa.oversight.views.looking",
        "loa.orgs.middleware",
    ):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    for module in ("loa.oversight.views.calling", "loa.oversight.views.looking"):
        monkeypatch.setattr(f"{module}.now", lambda: AT)


def caught_up(cast: Cast, body: object, but: tuple[int, ...] = ()) -> None:
    task = Tally._meta.get_field("task").related_model.objects.get()
    for month in range(1, 12):
        tally(task, body, month, verified=0 if month in but else 2)  # type: ignore[arg-type]


def called(cast: Cast, promised_on: date | None = date(2026, 11, 24), at=AT) -> Call:  # type: ignore[no-untyped-def]
    task = Tally._meta.get_field("task").related_model.objects.get()
    over = orgs.version_of(cast.province, TODAY)
    body = orgs.version_of(cast.commune, TODAY)
    assert over
    assert body
    return services.record_call(
        over=over, body=body, post="Công chức VH-XH", note="hứa đăng bù",
        promised_on=promised_on, about=[(task.pk, OCTOBER)], actor=cast.overseer,
        acting=cast.acting("overseer"), at=at,
    )  # fmt: skip


def test_who_loses_most_stands_first_and_who_is_done_is_not_called(cast: Cast) -> None:
    monthly_quota(cast)
    caught_up(cast, cast.commune, but=(10,))
    caught_up(cast, cast.neighbour, but=(9, 10))

    found = call_list(watch([cast.commune.pk, cast.neighbour.pk], on=TODAY))

    # October is what may still be lost, for both; one has missed September too.
    assert [row.body_id for row in found.rows] == [cast.neighbour.pk, cast.commune.pk]
    Tally.objects.filter(body=cast.commune).update(verified=2)
    again = call_list(watch([cast.commune.pk, cast.neighbour.pk], on=TODAY))
    assert [row.body_id for row in again.rows] == [cast.neighbour.pk]


def test_the_list_is_short_and_its_statements_do_not_grow(
    cast: Cast,
    django_assert_max_num_queries: object,
) -> None:
    monthly_quota(cast)
    ids = [cast.commune.pk]
    counts = []
    for extra in (0, ROWS + 3):
        ids += [
            make_body(f"Ủy ban nhân dân xã Số {n}", under=cast.province,
                      kind=Kind.PEOPLES_COMMITTEE, level=Level.COMMUNE).pk
            for n in range(extra)
        ]  # fmt: skip
        with django_assert_max_num_queries(100) as context:  # type: ignore[operator]
            found = call_list(watch(ids, on=TODAY))
        counts.append(len(context))

    assert len(found.rows) == ROWS
    assert found.left_over == len(ids) - ROWS
    assert counts[0] == counts[1]


def test_the_page_names_posts_phones_and_what_to_say(cast: Cast) -> None:
    monthly_quota(cast)
    cast.head.phone = "0900 000 001"
    cast.head.save()

    text = cast.client("overseer").get(reverse("oversight:calls")).content.decode()

    assert 'href="tel:0900 000 001"' in text
    assert "thiếu 2" in text
    assert "Khóa sau ngày" in text


def test_a_clerk_sees_her_own_row_and_no_telephone(cast: Cast) -> None:
    monthly_quota(cast)
    cast.head.phone = "0900 000 001"
    cast.head.save()

    text = cast.client("clerk").get(reverse("oversight:calls")).content.decode()

    assert "Xã Tam Giai" in text
    assert "Hòa Khê" not in text
    assert "0900 000 001" not in text


def test_a_call_is_noted_and_rests_until_the_day_promised(cast: Cast) -> None:
    task = monthly_quota(cast)
    client = cast.client("overseer")
    address = reverse("oversight:call", args=[cast.commune.pk])

    answer = client.post(
        address,
        {"post": "Chủ tịch", "about": [f"{task.pk}-2026-10-01"],
         "promised_on": "24/11/2026", "note": "trang bảo trì"},
    )  # fmt: skip

    assert answer.status_code == 302
    call = Call.objects.get()
    assert (call.post, call.promised_on) == ("Chủ tịch", date(2026, 11, 24))
    ids = [cast.commune.pk]
    assert [r.body_id for r in call_list(watch(ids, on=TODAY)).called] == ids
    monday = call_list(watch(ids, on=date(2026, 11, 23)))
    assert (monday.rows, [r.body_id for r in monday.waiting]) == ((), ids)
    back = call_list(watch(ids, on=date(2026, 11, 24)))
    assert back.rows[0].promise is not None
    assert back.rows[0].promise.state == "due"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"promised_on": "01/11/2026"}, "Ngày này đã qua"),
        ({"promised_on": "01/11/2027"}, "hơn ba tháng"),
        ({"promised_on": "24/11/2026", "about": []}, "Đánh dấu việc đã hứa"),
        ({"post": ""}, "Chức vụ"),
        ({"about": ["999-2026-10-01"]}, ""),
    ],
)
def test_a_call_with_nonsense_is_not_noted_and_says_why(
    cast: Cast, sent: dict[str, object], words: str
) -> None:
    task = monthly_quota(cast)
    good = {"post": "Chủ tịch", "about": [f"{task.pk}-2026-10-01"], "promised_on": ""}

    answer = cast.client("overseer").post(
        reverse("oversight:call", args=[cast.commune.pk]), good | sent
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Call.objects.exists()


def test_who_does_not_watch_calls_nobody(cast: Cast) -> None:
    monthly_quota(cast)
    address = reverse("oversight:call", args=[cast.commune.pk])

    assert cast.client("clerk").post(address, {}).status_code == 403
    assert cast.client("outsider").post(address, {}).status_code == 404
    over = orgs.version_of(cast.province, TODAY)
    body = orgs.version_of(cast.commune, TODAY)
    assert over
    assert body
    with pytest.raises(PermissionDenied):
        services.record_call(
            over=over, body=body, post="x", note="", about=[], actor=cast.clerk,
            acting=cast.acting("clerk"), at=AT,
        )  # fmt: skip


def test_a_promise_is_kept_late_or_broken_by_what_was_recorded(cast: Cast) -> None:
    task = monthly_quota(cast)
    call = called(cast)

    def state(on: date) -> str:
        return promises([call], on=on)[call.pk].state

    assert state(TODAY) == "open"
    assert state(date(2026, 11, 24)) == "due"
    assert state(date(2026, 11, 25)) == "broken"

    # Enough on the board, but nothing recorded by the day promised: it came late.
    tally(task, cast.commune, 10, verified=2)
    assert state(date(2026, 11, 25)) == "kept_late"


def test_a_promise_kept_is_seen_in_the_records(cast: Cast) -> None:
    from tests.evidence.work import make_work

    work = make_work(cast)
    work.record()
    task = work.task
    over = orgs.version_of(cast.province, TODAY)
    body = orgs.version_of(cast.commune, TODAY)
    assert over
    assert body
    start = date(2026, 11, 1)
    call = Call.objects.create(
        over=cast.province, body=cast.commune, made_in=cast.home_office, post="Chủ tịch",
        promised_on=date(2026, 11, 30), called_by=cast.overseer,
        recorded_at=moment(2026, 11, 2),
    )  # fmt: skip
    call.about.create(task=task, period_start=start)
    Tally.objects.filter(task=task, body=cast.commune, period_start=start).update(
        verified=task.quota_count or 1, pending=0
    )
    task.quota_count = 1
    task.save()

    assert promises([call], on=date(2026, 12, 1))[call.pk].state == "kept"


def test_a_promise_comes_into_the_inbox_on_its_day_once(cast: Cast) -> None:
    monthly_quota(cast)
    called(cast)

    assert services.tell_promises(AT) == 0
    day = moment(2026, 11, 24, 7)
    assert [services.tell_promises(day), services.tell_promises(day)] == [1, 0]
    notice = Notice.objects.get(kind="oversight.call.promised")
    assert notice.body == cast.home_office
    assert services.tell_promises(AT + timedelta(days=30)) == 0


def test_the_message_names_bodies_by_state_and_no_person(cast: Cast) -> None:
    monthly_quota(cast)
    caught_up(cast, cast.neighbour)
    watched = watch([cast.commune.pk, cast.neighbour.pk], on=TODAY)

    every = message_for(watched, over="UBND tỉnh", audience="all", at=AT)
    behind = message_for(watched, over="UBND tỉnh", audience="behind", at=AT)

    assert "Quá hạn, còn làm được (1 cơ quan): Xã Tam Giai (1 việc)." in every
    assert "Đúng tiến độ hoặc đã đạt: 1 cơ quan." in every
    assert "Đúng tiến độ" not in behind
    assert len(every) < 1000
    for person in ("Clerk", "Head", "Overseer"):
        assert person not in every


def test_the_message_stands_in_a_field_that_can_be_copied(cast: Cast) -> None:
    monthly_quota(cast)

    answer = cast.client("overseer").get(reverse("oversight:message"))

    assert "<textarea" in answer.content.decode()
    assert "readonly" in answer.content.decode()
    assert cast.client("clerk").get(reverse("oversight:message")).status_code == 403
