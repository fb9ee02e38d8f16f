"""Any sequence of decisions: what is recalled of a moment is what stood at it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from loa.evidence import services as evidence
from loa.evidence.models import Record, Standing
from loa.oversight.selectors import obligations
from loa.programmes import services
from loa.programmes.models import Assignment
from tests.cast import make_cast
from tests.evidence.work import AT, NOVEMBER, Work, make_work
from tests.oversight.plain_history import claimed

ON = date(2027, 2, 20)
STEPS = ("record", "verify", "reject", "withdraw", "move", "exempt", "extend")
REFUSED = (
    evidence.Rejected, evidence.Withdrawn, evidence.VerdictChanged, services.AlreadyDecided, services.BadDay,
    services.BadPeriod, services.NothingChanges,
)  # fmt: skip


def state(work: Work, **known: object) -> list[tuple[object, ...]]:
    found = obligations(
        body_ids=[work.cast.commune.pk, work.cast.neighbour.pk],
        first=NOVEMBER, last=date(2026, 11, 30), on=ON, task_ids=[work.task.pk], **known,
    )  # fmt: skip
    return sorted(
        (one.cell.key, one.columns, one.late, one.state.value, one.cell.window.due_on)
        for one in found
    )


def do(work: Work, step: str, number: int, at) -> None:
    cast, task = work.cast, work.task
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": at}
    last = Record.objects.order_by("-pk").first()
    if step == "record":
        work.record(f"https://tamgiai.lamgiang.gov.vn/tin-{number}", at=at)
    elif step in ("verify", "reject") and last:
        standing = Standing.VERIFIED if step == "verify" else Standing.REJECTED
        evidence.give_verdict(record=last, standing=standing, reason="Đã xem", **hand)
    elif step == "withdraw" and last:
        evidence.withdraw_record(
            record=last, reason="Nhầm", actor=cast.clerk, acting=cast.acting("clerk"),
            at=at,
        )  # fmt: skip
    elif step == "move":
        row = Assignment.objects.known().get(task=task)
        to = cast.neighbour if row.body_id == cast.commune.pk else cast.commune
        services.correct_assignment(
            task=task, change=services.Change(row, to, task.from_on), reason="Nhầm",
            by_document="15/CV", seen=services.seen_of(task), **hand,
        )  # fmt: skip
    elif step == "exempt":
        services.exempt_body(
            task=task, body=cast.commune, reason="Lũ", by_document="16/CV",
            period_start=NOVEMBER, **hand,
        )  # fmt: skip
    elif step == "extend":
        services.extend_due(
            task=task, body=cast.commune, period_start=NOVEMBER,
            due_on=date(2026, 12, 1) + timedelta(days=number), reason="Lũ",
            by_document="17/CV", **hand,
        )  # fmt: skip


class AnyHistory(TestCase):
    """Each example in a transaction of its own."""

    @given(st.lists(st.sampled_from(STEPS), min_size=1, max_size=3))
    @settings(
        max_examples=2, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def test_what_is_recalled_is_what_stood(self, steps):
        replay(steps)


@pytest.mark.verify
class ManyHistories(TestCase):
    """The same, longer and more of them."""

    @given(st.lists(st.sampled_from(STEPS), min_size=3, max_size=14))
    @settings(
        max_examples=60, deadline=None, suppress_health_check=list(HealthCheck)
    )  # fmt: skip
    def test_what_is_recalled_is_what_stood(self, steps):
        replay(steps)


def replay(steps) -> None:
    """Note down what stands after every step; recall every one of them at the end."""
    work = make_work(make_cast())
    noted = [(AT, state(work))]
    for number, step in enumerate(steps, 1):
        at = AT + timedelta(hours=number)
        with suppress(*REFUSED):
            do(work, step, number, at)
        noted.append((at, state(work)))
    for at, stood in noted:
        assert state(work, known_at=at) == stood, (steps, at)
        owing = {row[0][1] for row in stood}
        counted = claimed(work.task.pk, NOVEMBER, at)
        told = sum(counted.get(body, 0) for body in owing)
        assert told == sum(sum(row[1]) for row in stood), (steps, at)
