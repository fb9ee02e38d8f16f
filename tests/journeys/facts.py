"""What several tests of the journeys ask of it."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

from tests.journeys import plain_sql
from tests.journeys.doors import Person
from tests.journeys.story import Told
from tests.journeys.tables import ask


def number(text: str) -> Decimal:
    """A number as a Vietnamese page prints it."""
    return Decimal(text.removesuffix(" %").replace(".", "").replace(",", "."))


def quota_task(told: Told) -> int:
    """The monthly quota that the communes owe."""
    rows = ask(
        """SELECT t.id FROM programmes_task t
           JOIN programmes_assignment a ON a.task_id = t.id AND a.group_id IS NOT NULL
           WHERE t.kind = 'quota' AND t.quota_count = 2 AND t.quota_per = 'month'
           GROUP BY t.id"""
    )
    assert len(rows) == 1
    return rows[0][0]


def all_bodies() -> list[int]:
    return [pk for (pk,) in ask("SELECT id FROM orgs_body")]


def communes(told: Told) -> list[int]:
    return [body.pk for body in told.place.communes]


def overseer(told: Told) -> Person:
    return told.at(told.place.overseer, 6, 23, 15)


def short(told: Told, place: int) -> str:
    [[name]] = ask(
        "SELECT short_name FROM orgs_bodyversion WHERE body_id = %s",
        communes(told)[place],
    )
    return name


def promised(text: str) -> int:
    """How many obligations a page says that confirming makes."""
    found = re.search(r"nhiệm vụ → ([\d.]+) nghĩa vụ", text)
    assert found, text[-400:]
    return int(number(found[1]))


def held_to_its_promise(told: Told) -> None:
    made = list(plain_sql.duties(ask, bodies=all_bodies(), on=date.max))
    assert promised(told.preview) == promised(told.review) == len(made)
    assert f"tạo {len(made)} nghĩa vụ" in told.confirmed
    months = Counter(
        (duty.first, duty.last) for duty in made if duty.task == quota_task(told)
    )
    # April to December: the month in which it was issued had begun
    assert len(months) == 9
    assert set(months.values()) == {
        len({d.body for d in made if d.task == quota_task(told)})
    }
    assert all(f"{last:%d/%m/%Y}" in told.preview for _first, last in months)


def found_by_whom_it_binds(told: Told) -> None:
    [[symbol]] = ask("SELECT symbol FROM documents_document")
    for inbox, work in told.arrived.values():
        assert f"25/{symbol}" in inbox
        assert "cơ quan được giao" in inbox
        assert "còn thiếu 2 tin, bài" in work
    rows = ask("SELECT body_id FROM documents_delivery")
    assert {pk for (pk,) in rows} >= set(communes(told))
