"""What a log records is what would have been recorded one by one; once, whoever is killed."""

import contextlib
from datetime import date, timedelta
from itertools import count
from random import Random

import pytest
from django.db import transaction

from loa.audit.models import Entry as AuditEntry
from loa.evidence import recount, services
from loa.evidence.importing import carrying
from loa.evidence.importing import services as importing
from loa.evidence.importing.carrying import carry_out
from loa.evidence.importing.columns import Line
from loa.evidence.importing.reading import Entry
from loa.evidence.importing.storing import store_entries
from loa.evidence.models import (
    CheckResult,
    Credit,
    ImportedRow,
    Proof,
    ProvinceTally,
    Record,
    Standing,
    Tally,
    Verdict,
)
from loa.fetching.models import Visit
from loa.files.selectors import content
from loa.reference.models import Area, CommunicationForm
from tests.evidence.importing.logs import xlsx
from tests.evidence.work import AT, HOST, Work
from tests.factories import make_channel, make_task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DAYS = (date(2026, 2, 3), date(2026, 9, 30), date(2026, 11, 1), date(2026, 11, 16))
HOSTS = (
    HOST,
    "bao.vn",
    "hoakhe.lamgiang.gov.vn",
    "lamgiang.gov.vn",
    "facebook.com/tamgiai",
)


def entry(place: int, **fields: object) -> Entry:
    line = Line(place, "", place + 1, (), {})
    given = {
        "done_on": DAYS[3], "title": f"Tin {place}", "address": "", "quantity": 1,
        "quantities": {}, "topic": "", "note": "", "area": None, "channel": None,
    } | fields  # fmt: skip
    return Entry(line=line, **given)


def some_rows(seed: int, count: int = 9):
    """Rows of every kind, chosen by a seed."""
    chance = Random(seed)
    for _row in range(count):
        yield (
            chance.choice(DAYS),
            chance.choice(["news", "broadcast", "conference", "visual"]),
            chance.choice([*HOSTS, "", "loa"]),
            chance.randint(0, 3),
            chance.choice(["", "procedures", "digital"]),
        )


def world(work: Work):
    """Tasks of several kinds, channels of several bodies, and claims made before."""
    radio = make_channel(
        work.cast.commune, "", kind="radio", name="Đài truyền thanh xã"
    )
    make_channel(work.cast.neighbour, "hoakhe.lamgiang.gov.vn")
    make_channel(work.cast.province, "lamgiang.gov.vn")
    make_task(work.directive, leads=[work.cast.commune], allows_superior_channel=True)
    make_task(
        work.directive, leads=[work.cast.commune], quota_count=6, quota_per="quarter"
    )
    work.record("https://bao.vn/0", who="outsider")
    work.judge(
        work.record("https://bao.vn/1", who="outsider").record, Standing.REJECTED
    )
    work.record(f"https://{HOST}/2")
    return radio


def entries_of(given_rows, radio):
    forms = {form.code: form for form in CommunicationForm.objects.all()}
    areas = {area.code: area for area in Area.objects.all()}
    for place, (day, form, where, number, area) in enumerate(given_rows, start=1):
        yield entry(
            place,
            done_on=day,
            form=forms[form],
            area=areas.get(area),
            address=f"https://{where}/{number}" if "." in where else "",
            channel=radio if where == "loa" else None,
            quantity=1 if "." in where else number + 1,
        )


def one_by_one(work: Work, entries):
    acting = work.cast.acting("clerk")
    for each in entries:
        with contextlib.suppress(services.AlreadyRecorded, services.BadRecord):
            services.record_activity(
                body_id=work.cast.commune.pk, done_on=each.done_on, form=each.form,
                title=each.title, area=each.area, channel=each.channel, address=each.address,
                quantity=each.quantity, actor=work.cast.clerk, acting=acting, at=AT,
            )  # fmt: skip


def everything():
    """All that was written, without the numbers of rows."""
    titles = dict(Record.objects.values_list("pk", "title"))
    of = lambda model, *names: sorted(  # noqa: E731
        (
            str((titles[pk], *rest))
            for pk, *rest in model.objects.values_list("record_id", *names)
        )
    )
    plain = [f.name for f in Record._meta.concrete_fields if f.name != "id"]
    tally = [f.name for f in Tally._meta.concrete_fields if f.name != "id"]
    province = [f.name for f in ProvinceTally._meta.concrete_fields if f.name != "id"]
    return {
        "records": sorted(map(str, Record.objects.values_list(*plain))),
        "proofs": of(Proof, "kind", "address", "added_at"),
        "checks": of(CheckResult, "check_code", "outcome", "reason", "values", "at"),
        "verdicts": of(Verdict, "standing", "reason_code", "recorded_at", "closed_at"),
        "credits": of(
            Credit, "task_id", "body_id", "period_start", "done_on", "quantity", "unit", "rule",
            "is_late", "recorded_at", "closed_at",
        ),
        "tallies": sorted(map(str, Tally.objects.values_list(*tally))),
        "provinces": sorted(map(str, ProvinceTally.objects.values_list(*province))),
        "pages asked for": sorted(
            map(str, Visit.objects.values_list(
                "purpose", "address", "at_address", "host__name", "state", "wanted_at",
                "due_at",
            ))
        ),
    }  # fmt: skip


SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.verify) for seed in range(2, 8))]


@pytest.mark.parametrize("seed", SEEDS)
def test_in_sets_and_one_by_one_come_to_the_same(work: Work, seed: int, settings):
    settings.LOA_FETCH = True
    given_rows = list(some_rows(seed))
    outcomes = []
    with transaction.atomic():
        radio = world(work)
        listed = list(entries_of(given_rows, radio))
        for how in (
            lambda: one_by_one(work, listed),
            lambda: store_entries(
                body_id=work.cast.commune.pk,
                entries=listed,
                actor=work.cast.clerk,
                at=AT,
            ),
        ):
            mark = transaction.savepoint()
            how()
            outcomes.append(everything())
            assert not list(recount.check())
            assert outcomes[-1]["pages asked for"]
            transaction.savepoint_rollback(mark)
        transaction.set_rollback(True)

    assert outcomes[0] == outcomes[1]


def log_of(work: Work, raw: bytes, name: str = "nhat-ky.xlsx"):
    acting, clerk = work.cast.acting("clerk"), work.cast.clerk
    log = importing.bring_in(
        file=services.NewFile(raw, name), actor=clerk, acting=acting, at=AT
    )
    importing.confirm_log(log=log, actor=clerk, acting=acting, at=AT)
    return log


def clock():
    ticks = count()
    return lambda: AT + timedelta(seconds=next(ticks))


LOG = xlsx(
    [
        (
            n,
            date(2026, 11, 1 + n % 18),
            f"Tin số {n}",
            "Tin bài",
            "",
            f"https://{HOST}/{n}",
            None,
        )
        for n in range(1, 24)
    ]
)


def test_the_file_is_kept_and_nothing_recorded_before_it_is_confirmed(work: Work):
    log = importing.bring_in(
        file=services.NewFile(LOG, "nhat-ky.xlsx"), actor=work.cast.clerk,
        acting=work.cast.acting("clerk"), at=AT,
    )  # fmt: skip

    assert content(log.file) == LOG
    assert not Record.objects.exists()


def test_a_confirmed_log_is_recorded_with_one_audit_row_a_batch(
    work: Work, monkeypatch
):
    monkeypatch.setattr(carrying, "BATCH", 10)
    log = log_of(work, LOG)

    assert carry_out(log, at=clock()) == 23

    log.refresh_from_db()
    assert (log.done_through, log.finished_at is not None) == (23, True)
    assert Record.objects.count() == 23
    assert work.columns() == {"pending": 23}
    stored = AuditEntry.objects.filter(action="evidence.log.stored")
    assert [row.detail["recorded"] for row in stored.order_by("pk")] == [10, 10, 3]
    assert {row.detail["sha256"] for row in stored} == {log.file.sha256}


class Killed(BaseException):
    """The worker is gone."""


@pytest.mark.parametrize("at_call", [1, 2, 3])
def test_whoever_goes_on_after_a_killed_worker_doubles_and_loses_nothing(
    work: Work, monkeypatch, at_call
):
    monkeypatch.setattr(carrying, "BATCH", 9)
    log = log_of(work, LOG)
    calls = count(1)
    whole = carrying.write_down

    def dies(*args: object, **detail: object) -> None:
        if next(calls) == at_call:
            raise Killed
        whole(*args, **detail)

    monkeypatch.setattr(carrying, "write_down", dies)
    with pytest.raises(Killed):
        carry_out(log, at=clock())
    carry_out(log, at=clock())

    assert Record.objects.count() == 23
    assert ImportedRow.objects.count() == 23
    assert work.columns() == {"pending": 23}
    assert carry_out(log, at=clock()) == 0


def test_the_same_file_again_records_nothing_and_tells_what_is_known(work: Work):
    carry_out(log_of(work, LOG), at=clock())
    again = log_of(work, LOG)
    carry_out(again, at=clock())

    assert Record.objects.count() == 23
    assert set(again.rows.values_list("outcome", flat=True)) == {"known"}


def test_without_an_address_day_and_title_say_that_it_is_the_same(work: Work):
    raw = xlsx(
        [
            (1, "23/10/2026", "Hội nghị A", "Hội nghị", None, None, None),
            (2, "23/10/2026", "hội nghị  a", "Hội nghị", None, None, None),
            (3, "24/10/2026", "Hội nghị A", "Hội nghị", None, None, None),
        ]
    )
    log = log_of(work, raw)
    carry_out(log, at=clock())

    assert list(log.rows.values_list("outcome", flat=True)) == [
        "stored",
        "known",
        "stored",
    ]
    assert Record.objects.count() == 2


def test_undoing_a_log_withdraws_its_records_and_no_others(work: Work):
    before = work.record(f"https://{HOST}/3").record
    log = log_of(work, LOG)
    carry_out(log, at=clock())
    rejected = Record.objects.get(title="Tin số 5")
    work.judge(rejected, Standing.REJECTED, at=AT + timedelta(hours=1))

    undone = importing.undo_log(
        log=log, reason="Nhầm tệp của năm trước", actor=work.cast.clerk,
        acting=work.cast.acting("clerk"), at=AT + timedelta(hours=2),
    )  # fmt: skip

    assert (undone.withdrawn, undone.staying) == (21, 1)
    left = Record.objects.filter(withdrawn_at=None)
    assert set(left) == {before, rejected}
    assert work.columns() == {"pending": 1, "rejected": 1}
    assert not list(recount.check())
    with pytest.raises(importing.NotToUndo):
        importing.undo_log(
            log=log, reason="lần nữa", actor=work.cast.clerk,
            acting=work.cast.acting("clerk"), at=AT,
        )  # fmt: skip


def test_what_was_answered_is_remembered_for_the_next_log_with_these_headings(
    work: Work,
):
    log = log_of(work, LOG)
    acting = work.cast.acting("clerk")
    assert log.columns["address"] == 5
    type(log).objects.filter(pk=log.pk).update(columns=log.columns | {"note": 0})

    again = importing.bring_in(
        file=services.NewFile(LOG, "thang-12.xlsx"),
        actor=work.cast.clerk,
        acting=acting,
        at=AT,
    )

    assert again.columns["note"] == 0
