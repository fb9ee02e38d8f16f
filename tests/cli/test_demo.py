"""The demo: an invented province, made by the product's own doors, once."""

import re
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from loa.cli import main
from loa.cli._demo import make, story
from loa.documents.models import Document
from loa.evidence.models import Record, Verdict
from loa.evidence.recount import check
from loa.orgs.models import Body
from loa.oversight.board import by_periods
from loa.programmes.models import Task
from loa.reports.models import Report
from tests.factories import make_body

TODAY = date(2026, 11, 21)
# Those whose habits make the states that every screen should show.
TOLD = {"benlam", "condua", "khesay", "suoida", "tanlam", "yenlach"}


@pytest.mark.django_db
def test_the_demo_is_made_once_and_has_something_true_for_every_screen(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    """One long fact: making the province takes seconds, so it is made once."""
    whole = story.happenings
    monkeypatch.setattr(
        make.story,
        "happenings",
        lambda *days: [h for h in whole(*days) if h.slug in TOLD],
    )
    monkeypatch.setattr("loa.common.dates.today", lambda: TODAY)

    made = CliRunner().invoke(main, ["demo"])

    assert made.exit_code == 0, made.output
    _every_state_is_shown()
    assert check() == []
    _papers_were_read()
    _who_is_printed_signs_in(made.output, client)
    _again_makes_nothing(made.output)


def _every_state_is_shown() -> None:
    standings = set(
        Verdict.objects.filter(closed_at=None).values_list("standing", flat=True)
    )
    assert standings == {
        "verified", "unobjected", "uncheckable", "pending", "disputed", "rejected",
    }  # fmt: skip
    quota = Task.objects.filter(
        kind="quota", directive__document__number="12"
    ).earliest("order")
    board = by_periods(
        body_ids=list(Body.objects.values_list("pk", flat=True)), task_id=quota.pk,
        first=date(2026, 1, 1), last=date(2026, 12, 31), on=TODAY,
    )  # fmt: skip
    assert {"met", "met_late", "missed", "overdue", "exempt", "not_judged"} <= set(
        board.states
    )
    assert {row.status for row in Document.objects.all()} == {"read", "confirmed"}
    assert {row.status for row in Report.objects.all()} == {"draft", "submitted"}


def _papers_were_read() -> None:
    plan = Document.objects.get(number="12", symbol="KH-UBND", status="confirmed")
    decision = Document.objects.get(number="2231")
    assert plan.citations.get(code=decision.code).target == decision
    # Communes' plans that were brought in, and the one that was drafted here.
    assert plan.cited_by.count() == 6
    assert decision.related_by.get().kind == "amends"
    assert plan.files.get().file.name.endswith(".docx")
    assert Task.objects.filter(directive__document=plan, line=0).count() == 16


def _who_is_printed_signs_in(output: str, client: Client) -> None:
    username, password = re.findall(r"^  (\S+)\s+(\S+-\d{4})\s", output, re.MULTILINE)[
        0
    ]
    home = client.post(
        reverse("accounts:sign_in"),
        {"username": username, "password": password},
        follow=True,
    )
    assert home.redirect_chain
    assert "tỉnh hư cấu" in home.content.decode()


def _again_makes_nothing(output: str) -> None:
    before = Record.objects.count()
    again = CliRunner().invoke(main, ["demo"])
    assert again.exit_code == 0
    assert "is there" in again.output
    assert Record.objects.count() == before
    assert not re.search(r"-\d{4}\b", again.output)
    renewed = CliRunner().invoke(main, ["demo", "--new-passwords"])
    first = re.search(r"theo\.doi\s+(\S+)", output)
    second = re.search(r"theo\.doi\s+(\S+)", renewed.output)
    assert first
    assert second
    assert first[1] != second[1]


@pytest.mark.django_db
def test_it_refuses_to_stand_beside_real_bodies() -> None:
    make_body("Ủy ban nhân dân tỉnh Cao Bằng")

    said = CliRunner().invoke(main, ["demo"])

    assert said.exit_code == 1
    assert "real bodies" in said.output
    assert Body.objects.count() == 1


@pytest.mark.parametrize(
    ("today", "before", "running"),
    [
        (date(2026, 11, 21), date(2026, 6, 15), date(2026, 9, 15)),
        (date(2026, 12, 15), date(2026, 9, 15), date(2026, 12, 15)),
        (date(2027, 2, 1), date(2026, 9, 15), date(2026, 12, 15)),
    ],
)
def test_it_tells_the_running_quarter_and_the_one_before(
    today: date, before: date, running: date
) -> None:
    told = story.periods_told(today)

    assert (told[0].start, told[1].start) == (before, running)
    assert story.happenings(told[0].start, today) == story.happenings(
        told[0].start, today
    )
