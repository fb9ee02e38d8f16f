"""After any sequence of doings the counters equal a recount from scratch."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.evidence import recount, services
from loa.evidence.checks import CHECKS
from loa.evidence.crediting import credited_to
from loa.evidence.models import CheckResult, Credit, Record, Standing, Tally, Verdict
from loa.programmes.models import Directive
from loa.programmes.signals import directive_committed
from tests.evidence.work import AT, HOST, Work
from tests.factories import make_task, rewrite

HOSTS = (HOST, "bao.vn", "hoakhe.lamgiang.gov.vn")
REFUSED = (services.AlreadyRecorded, services.Rejected, services.Withdrawn)
DAYS = (date(2026, 9, 3), date(2026, 10, 30), date(2026, 11, 1), date(2026, 11, 16))

recording = st.tuples(
    st.just("record"),
    st.sampled_from(("clerk", "outsider")),
    st.sampled_from(HOSTS),
    st.integers(0, 2),
    st.sampled_from(DAYS),
)
judging = st.tuples(
    st.just("judge"), st.integers(0, 9), st.sampled_from(services.DECIDABLE)
)
others = st.tuples(
    st.sampled_from(("withdraw", "lapse", "new_task", "drop_task")), st.integers(0, 9)
)
doings = st.lists(st.one_of(recording, judging, others), max_size=14)


class Player:
    """Carries out doings; what a service refuses is no doing."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.at = AT
        self.tasks: list = []

    def play(self, doing: tuple) -> None:
        kind, *what = doing
        self.at += timedelta(hours=7)
        with contextlib.suppress(*REFUSED):
            getattr(self, kind)(*what)

    def record(self, who: str, host: str, number: int, day: date) -> None:
        self.work.record(f"https://{host}/{number}", who=who, done_on=day, at=self.at)

    def _one(self, number: int) -> Record | None:
        rows = list(Record.objects.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    def judge(self, number: int, standing: Standing) -> None:
        if record := self._one(number):
            self.work.judge(record, standing, at=self.at)

    def withdraw(self, number: int) -> None:
        record = self._one(number)
        if record and record.body_id == self.work.cast.commune.pk:
            self.work.withdraw(record, at=self.at)

    def lapse(self, number: int) -> None:
        self.at += timedelta(days=number * 3)
        services.accept_unobjected(self.at)

    def new_task(self, number: int) -> None:
        self.tasks.append(
            make_task(
                self.work.directive,
                leads=[self.work.cast.communes],
                quota_count=number + 1,
                quota_per="quarter" if number % 2 else "month",
            )
        )
        directive_committed.send(Directive, directive=self.work.directive, at=self.at)

    def drop_task(self, number: int) -> None:
        if not self.tasks:
            return
        task = self.tasks.pop(number % len(self.tasks))
        rewrite(task.assignments, until_on=task.from_on)
        services.recredit(
            records=credited_to(task=task),
            at=self.at,
            instead={task.pk: self.work.task.pk},
        )


def counted_plainly() -> dict:
    """The columns from records, credits and verdicts, one by one."""
    found: dict = {}
    for credit in Credit.objects.filter(closed_at=None):
        standing = Verdict.objects.get(
            record_id=credit.record_id, closed_at=None
        ).standing
        key = (credit.task_id, credit.body_id, credit.period_start)
        row = found.setdefault(key, dict.fromkeys([*Standing.values, "late"], 0))
        row[standing] += credit.quantity
        if credit.is_late and standing in ("verified", "unobjected"):
            row["late"] += credit.quantity
    return found


def stored() -> dict:
    names = [*Standing.values, "late"]
    rows = {
        (row.task_id, row.body_id, row.period_start): {
            n: getattr(row, n) for n in names
        }
        for row in Tally.objects.all()
    }
    return {key: row for key, row in rows.items() if any(row.values())}


def play_all(work: Work, sequence: list) -> None:
    with transaction.atomic():
        player = Player(work)
        for doing in sequence:
            player.play(doing)

        assert stored() == counted_plainly()
        assert recount.check() == []
        withdrawn = Record.objects.exclude(withdrawn_at=None)
        assert not Credit.objects.filter(record__in=withdrawn, closed_at=None).exists()
        assert CheckResult.objects.count() == len(CHECKS) * Record.objects.count()
        transaction.set_rollback(True)


quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.django_db
@pytest.mark.postgres
@settings(max_examples=10, deadline=None, suppress_health_check=quiet, derandomize=True)
@given(doings)
def test_any_short_sequence_leaves_true_counters(work: Work, sequence):
    play_all(work, sequence)


@pytest.mark.django_db
@pytest.mark.verify
@pytest.mark.timeout(1800)
@settings(max_examples=400, deadline=None, suppress_health_check=quiet)
@given(doings)
def test_any_sequence_leaves_true_counters(work: Work, sequence):
    play_all(work, sequence)
