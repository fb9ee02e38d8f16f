"""What needs an overseer today: on her home, and on nobody else's."""

from datetime import date, timedelta

from django.urls import reverse

from loa.orgs.selectors import version_of
from loa.oversight.calls.services import record_call
from loa.oversight.shortfalls import services as shortfalls
from loa.programmes.services import ask_about_duty
from tests.cast import TODAY
from tests.desk.conftest import NOON
from tests.desk.test_home import page


def test_the_overseer_finds_what_waits_and_where_and_others_do_not(cast, month):
    by = {"actor": cast.overseer, "acting": cast.acting("overseer")}
    over = version_of(cast.province, TODAY)
    body = version_of(cast.commune, TODAY)
    record_call(
        over=over, body=body, post="Công chức", note="", at=NOON - timedelta(days=2),
        about=[(month.survey.pk, month.survey.from_on)], promised_on=TODAY, **by,
    )  # fmt: skip
    row = shortfalls.draw_up(
        over=over, first=date(2026, 11, 1), last=TODAY, at=NOON, **by
    )
    measure = {"body_id": cast.commune.pk, "kind": "remind", "words": "nhắc"}
    shortfalls.decide_line(
        line=row.lines.get(body=cast.commune), is_kept=True, reason="đã nhắc", at=NOON, **by
    )  # fmt: skip
    held = shortfalls.propose_measure(row=row, at=NOON, **measure, **by)
    shortfalls.follow_measure(
        measure=held, kind="decided", by_whom="Giám đốc", by_document="15/CV-SNV",
        due_on=TODAY - timedelta(days=1), at=NOON, **by,
    )  # fmt: skip
    ask_about_duty(
        task=month.news, body=cast.commune, period_start=date(2026, 11, 1),
        kind="difficulty", words="Trang ngừng", actor=cast.clerk,
        acting=cast.acting("clerk"), at=NOON,
    )  # fmt: skip

    html = page(cast, "overseer")

    for told in (
        'Promises of today or broken: <b class="num">1</b>',
        'Requests to answer: <b class="num">1</b>',
        'Measures past their day: <b class="num">1</b>',
        'Lines of lists to keep or strike: <b class="num">1</b>',
    ):
        assert told in html
    for where in ("calls", "meetings", "compare", "reminders", "shortfalls"):
        assert f'href="{reverse(f"oversight:{where}")}"' in html
    assert "Needs you today" not in page(cast, "clerk")
    assert "Needs you today" not in page(cast, "outsider")


def test_a_letter_is_drafted_from_the_call_list(cast, month):
    client = cast.client("overseer")
    html = client.get(reverse("oversight:calls")).content.decode()
    ref = f"{month.survey.pk}-{cast.commune.pk}-{month.survey.from_on}"
    assert f'name="o" value="{ref}"' in html

    answer = client.post(reverse("oversight:remind_letter"), {"o": ref})

    assert answer["Location"].startswith("/van-ban/di/")
    theirs = cast.client("clerk").get(reverse("oversight:calls")).content.decode()
    assert reverse("oversight:remind_letter") not in theirs
