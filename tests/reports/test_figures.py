"""Figures against plain SQL; the window; the snapshot and its digests. R-60, R-62."""

import hashlib
import json
from datetime import date

import pytest

from loa.domain.periods import calendar_period
from loa.evidence.confirming import seal_of_ids, unconfirmed
from loa.evidence.judging import witness
from loa.evidence.models import Record, Standing
from loa.evidence.services import NewFile, add_proof, confirm_period
from loa.reports import services, tracing
from loa.reports.canonical import Behind, canonical, digest_of
from loa.reports.counting import PROVEN
from loa.reports.models import Report, Snapshot, SnapshotFigure
from tests.factories import make_body, make_task, moment
from tests.reports.work import (
    AFTER,
    FIRST,
    LAST,
    figures,
    judged,
    latest,
    order_of,
    own_report,
    province_report,
    recorded,
    sql,
    submitted,
)

STANDINGS = (
    "verified", "unobjected", "uncheckable", "pending", "disputed", "rejected",
)  # fmt: skip

COUNT = """
    select v.standing, count(*), sum(r.quantity)
      from evidence_record r join evidence_verdict v on v.record_id = r.id
     where r.withdrawn_at is null and v.closed_at is null
       and r.done_on between %s and %s {more}
     group by v.standing
"""


def counted(more: str = "", *values: object) -> dict[str, int]:
    rows = sql(COUNT.format(more=more), FIRST, LAST, *values)
    return {standing: count for standing, count, _ in rows}


@pytest.mark.postgres
def test_every_column_is_what_plain_sql_counts(quarter):
    found = figures(own_report(quarter.cast))

    truth = counted("and r.body_id = %s", quarter.cast.commune.pk)
    assert truth["verified"] == 3
    for standing in STANDINGS:
        assert found[f"all.{standing}"] == truth.get(standing, 0), standing
    assert found["all.claimed"] == sum(truth.values()) == 6


def test_the_window_takes_its_last_day_and_not_the_day_after(quarter):
    report = own_report(quarter.cast)
    assert (report.period_start, report.period_end) == (FIRST, date(2026, 9, 15))
    row = SnapshotFigure.objects.get(snapshot=latest(report), key="all.claimed")
    days = Record.objects.filter(pk__in=row.record_ids).values_list(
        "done_on", flat=True
    )
    assert (min(days), max(days)) == (FIRST, LAST)


def test_the_columns_make_claimed_for_every_family(quarter):
    found = figures(province_report(quarter.cast))
    families = {key.rpartition(".")[0] for key in found if key.endswith(".claimed")}
    assert {"all", "form.news", "area.none", "area.procedures"} <= families
    for family in families - {"joint"}:
        parts = sum(found[f"{family}.{standing}"] for standing in STANDINGS)
        assert found[f"{family}.claimed"] == parts, family


def test_forms_areas_and_bodies_each_add_up_to_all(quarter):
    found = figures(province_report(quarter.cast))
    for head in ("area", "body"):
        keys = [k for k in found if k.startswith(head) and k.endswith(".verified")]
        assert sum(found[key] for key in keys) == found["all.verified"] == 4


def test_a_form_is_counted_in_its_own_unit(quarter):
    three = recorded(quarter, 50, date(2026, 8, 1), form="broadcast")
    Record.objects.filter(pk=three.pk).update(quantity=3)
    found = figures(own_report(quarter.cast))
    assert found["form.broadcast.claimed"] == 3
    assert found["all.claimed"] == 7


def test_a_withdrawn_record_is_not_counted(quarter):
    quarter.withdraw(Record.objects.get(address_key__endswith="tin-6"))
    assert figures(own_report(quarter.cast))["all.claimed"] == 5


def test_duties_are_those_whose_last_day_is_in_the_window(quarter):
    # June, July and August end within 15/6-14/9; September does not. Two a month.
    found = figures(own_report(quarter.cast))
    data = latest(Report.objects.get()).data
    assert [cell["last"] for cell in data["cells"]] == [
        "2026-06-30", "2026-07-31", "2026-08-31",
    ]  # fmt: skip
    assert [cell["counted"] for cell in data["cells"]] == [1, 2, 0]
    assert (found["cells.due"], found["cells.met"]) == (3, 1)
    assert found["share.met"] == "33.3"


def test_a_duty_met_late_is_named_late(work):
    for number in (1, 2):
        record = work.record(
            f"https://tamgiai.lamgiang.gov.vn/tre-{number}",
            done_on=date(2026, 7, 30),
            at=moment(2026, 8, 20),
        ).record
        judged(work, record, Standing.VERIFIED)
    found = figures(own_report(work.cast))
    assert (found["cells.met"], found["cells.met_late"]) == (1, 1)


def test_a_standing_task_is_never_missed(work):
    make_task(
        work.directive, leads=[work.cast.communes], kind="standing", recurrence="",
        quota_count=None, quota_unit="", quota_per="", title="Thường xuyên niêm yết",
        window_rule="law",
    )  # fmt: skip
    report = own_report(work.cast)
    first = figures(report)
    assert (first["standing.open"], first["standing.silent"]) == (1, 0)
    services.refresh_figures(
        report=report,
        actor=work.cast.clerk,
        acting=work.cast.acting("clerk"),
        at=moment(2026, 11, 30),
    )
    after_the_lock = figures(report)
    assert (after_the_lock["standing.open"], after_the_lock["standing.silent"]) == (
        0,
        1,
    )
    assert (after_the_lock["cells.due"], after_the_lock["cells.missed"]) == (3, 3)


def test_figures_are_canonical_and_their_digest_is_of_those_bytes(quarter):
    snapshot = latest(own_report(quarter.cast))
    assert snapshot.digest == hashlib.sha256(snapshot.figures.encode()).hexdigest()
    assert canonical(json.loads(snapshot.figures)) == snapshot.figures
    assert " " not in snapshot.figures.split('"who"')[0].replace("Ủy ban", "")[:30]


def test_the_same_evidence_gives_the_same_figures(quarter):
    report = own_report(quarter.cast)
    first = latest(report)
    again = services.refresh_figures(
        report=report,
        actor=quarter.cast.clerk,
        acting=quarter.cast.acting("clerk"),
        at=first.taken_at,
    )
    assert (again.version, again.digest) == (2, first.digest)


def test_a_float_has_no_canonical_form():
    with pytest.raises(ValueError, match="float"):
        canonical({"a": [1, {"b": 0.5}]})


def test_a_digest_does_not_depend_on_the_order_of_records():
    rows = [
        Behind(2, "verified", 1, "2026-01-02"),
        Behind(1, "pending", 3, "2026-01-01"),
    ]
    assert digest_of(rows) == digest_of(rows[::-1])
    assert digest_of(rows) != digest_of([rows[0]])


@pytest.mark.postgres
def test_a_figure_keeps_its_records_as_they_were(quarter):
    # evidence moves on, the report does not.
    report = own_report(quarter.cast)
    pending = Record.objects.get(address_key__endswith="tin-6")
    before = latest(report).figures
    judged(quarter, pending, Standing.REJECTED, at=moment(2026, 9, 20))
    quarter.withdraw(
        Record.objects.get(address_key__endswith="tamgiai.lamgiang.gov.vn/tin-1"),
        at=moment(2026, 9, 21),
    )

    assert latest(report).figures == before
    found = tracing.trace(latest(report), "all.pending")
    assert found.record_ids == [pending.pk]
    assert found.is_proven
    (row,) = tracing.traced_records(found.record_ids, latest(report).taken_at)
    assert (row.standing, row.standing_now, row.has_changed) == (
        "pending", "rejected", True,
    )  # fmt: skip
    verified = tracing.trace(latest(report), "all.verified")
    rows = tracing.traced_records(verified.record_ids, latest(report).taken_at)
    assert [row.is_withdrawn for row in rows].count(True) == 1


def test_a_record_changed_by_raw_sql_is_noticed(quarter):
    report = own_report(quarter.cast)
    key = "all.verified"
    pk = SnapshotFigure.objects.get(snapshot=latest(report), key=key).record_ids[0]
    Record.objects.filter(pk=pk).update(quantity=9)
    assert not tracing.trace(latest(report), key).is_proven


def test_figures_changed_by_raw_sql_are_noticed(quarter):
    snapshot = latest(own_report(quarter.cast))
    assert tracing.is_intact(snapshot)
    Snapshot.objects.filter(pk=snapshot.pk).update(
        figures=snapshot.figures.replace('"all.verified":3', '"all.verified":4')
    )
    snapshot.refresh_from_db()
    assert not tracing.is_intact(snapshot)


def test_every_figure_of_the_paper_is_in_the_snapshot_with_its_records(quarter):
    from loa.domain.writing import figures_of
    from loa.reports.papers import make_paper

    for report in (own_report(quarter.cast), province_report(quarter.cast)):
        snapshot = latest(report)
        stored = {row.key: row for row in snapshot.rows.all()}
        for figure in figures_of(make_paper(report, snapshot).paper):
            if figure.key not in stored:
                assert figure.text == "0", figure
                continue
            value = stored[figure.key].value
            shown = figure.text.replace(".", "").replace(",", ".").rstrip(" %")
            assert float(shown) == float(value), figure


@pytest.mark.parametrize(
    "key", ["all.claimed", "form.news.verified", "area.none.claimed", "cells.due"]
)
def test_what_a_sum_adds_up_from_makes_the_sum(quarter, key):
    # R2.6: sum over units = total shown.
    found = tracing.trace(latest(province_report(quarter.cast)), key)
    assert found.value > 0
    assert sum(amount for _, amount in found.addends) == found.value
    assert {name for name, _ in found.addends} == {"Xã Tam Giai", "Phường Hòa Khê"}


def test_who_has_not_reported_is_named_with_days_late(quarter):
    submitted(quarter.cast, own_report(quarter.cast))
    data = latest(province_report(quarter.cast, at=moment(2026, 9, 23))).data
    # Due 20/9, a commune three working days before: 16/9 (20/9 is a Sunday).
    assert data["reporters"]["missing"] == [
        {"body": quarter.cast.neighbour.pk, "days_late": 7}
    ]
    (child,) = data["reporters"]["submitted"]
    assert child["body"] == quarter.cast.commune.pk
    assert child["digest"] == latest(Report.objects.get(coverage="own")).digest


def test_a_body_that_came_within_the_period_is_covered(quarter):
    born = make_body(
        "Ủy ban nhân dân xã Mới", under=quarter.cast.province, unit_type="xã",
        since=date(2026, 8, 1),
    )  # fmt: skip
    names = {row["id"] for row in latest(province_report(quarter.cast)).data["bodies"]}
    assert born.pk in names
    assert quarter.cast.other_province.pk not in names


def test_counting_takes_the_same_queries_however_many_bodies(
    quarter, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from loa.reports.kinds import kind_of
    from loa.reports.scopes import scope_of

    report = province_report(quarter.cast)
    kind = kind_of("communication")

    def count() -> int:
        scope = scope_of(report)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            kind.take(scope, report, AFTER)
        return len(queries)

    few = count()
    for n in range(12):
        make_body(
            f"Ủy ban nhân dân xã Số {n}", under=quarter.cast.province, unit_type="xã"
        )
    assert count() == few


def test_nobody_to_report_over_is_said_and_nothing_is_written(work):
    from loa.reports.scopes import NoBody

    with pytest.raises(NoBody):
        services.draft_report(
            order=order_of(
                work.cast.commune.pk,
                coverage="below",
                over_body_id=work.cast.commune.pk,
            ),
            actor=work.cast.clerk,
            acting=work.cast.acting("clerk"),
            at=AFTER,
        )
    assert not Report.objects.exists()


def test_what_nobody_objected_to_is_printed_apart_from_what_was_verified(quarter):
    by_check, unobjected, shown = (
        recorded(quarter, number, date(2026, 7, 25)) for number in (11, 12, 13)
    )
    for record, standing in (
        (by_check, Standing.VERIFIED),
        (unobjected, Standing.UNOBJECTED),
        (shown, Standing.UNCHECKABLE),
    ):
        witness(record=record, standing=standing, reason_code="", at=AFTER)
    add_proof(
        record=shown, file=NewFile(b"%PDF-1.4", "so-theo-doi.pdf"),
        actor=quarter.cast.clerk, acting=quarter.cast.acting("clerk"), at=AFTER,
    )  # fmt: skip

    report = own_report(quarter.cast)
    found = figures(report)

    parts = {name: found[f"proven.{name}"] for name in PROVEN}
    assert parts["by_check"] == parts["unobjected"] == parts["otherwise"] == 1
    assert (parts["by_person"], parts["by_nothing"]) == (3, 0)
    assert sum(parts.values()) == found["proven.all"] == found["all.claimed"] == 9
    assert found["proven.confirmed"] == 0
    clerk = quarter.cast.client("clerk")
    page = clerk.get(f"/bao-cao/{report.pk}/").content.decode()
    assert "CÁCH XÁC MINH KẾT QUẢ" in page
    behind = clerk.get(f"/bao-cao/{report.pk}/so/proven.by_check/").content.decode()
    assert "hoạt động, đã xác minh qua kiểm tra" in behind


def test_the_head_s_confirmation_is_counted(quarter):
    ids = unconfirmed(quarter.cast.commune.pk, date(2026, 7, 1), date(2026, 8, 1))
    confirm_period(
        body_id=quarter.cast.commune.pk, period=calendar_period("month", 2026, 7),
        seen=seal_of_ids(ids), actor=quarter.cast.head,
        acting=quarter.cast.acting("head"), at=AFTER,
    )  # fmt: skip

    assert figures(own_report(quarter.cast))["proven.confirmed"] == len(ids) == 2
