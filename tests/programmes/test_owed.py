"""What is owed: derived from assignments, groups, bodies and decisions."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.orgs.models import BodyVersion, GroupMember, Kind, Level
from loa.programmes.models import (
    Assignment,
    Exemption,
    Extension,
    JudgedFrom,
    Statement,
)
from loa.programmes.selectors import duties_of, owed, task_rules
from tests.cast import TODAY
from tests.factories import (
    LONG_AGO,
    make_body,
    make_directive,
    make_document,
    make_group,
    make_task,
    moment,
    rewrite,
)
from tests.programmes.slow_model import owed_slowly

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def directive(cast):
    return make_directive(make_document(cast.province, cast.overseer), cast.overseer)


def ask(*bodies, first=MARCH[0], last=MARCH[1], **further):
    return owed(
        body_ids=[body.pk for body in bodies],
        first=first,
        last=last,
        on=TODAY,
        **further,
    )


def test_each_member_of_a_group_owes_each_period(cast, directive):
    make_task(directive, leads=[cast.communes])
    cells = ask(
        cast.commune, cast.neighbour, first=date(2026, 3, 1), last=date(2026, 4, 1)
    )
    assert [(cell.body_id, cell.window.period.start) for cell in cells] == [
        (cast.commune.pk, date(2026, 3, 1)),
        (cast.neighbour.pk, date(2026, 3, 1)),
        (cast.commune.pk, date(2026, 4, 1)),
        (cast.neighbour.pk, date(2026, 4, 1)),
    ]
    assert {cell.target for cell in cells} == {2}
    assert {cell.mode for cell in cells} == {"each"}
    assert cells[0].task.document_label.startswith("Kế hoạch")


def test_several_named_leads_owe_one_duty_jointly(cast, directive):
    make_task(directive, leads=[cast.home_office, cast.culture])
    (cell,) = ask(cast.home_office, cast.culture)
    assert cell.body_id == cast.home_office.pk
    assert cell.joint_ids == (cast.home_office.pk, cast.culture.pk)
    assert ask(cast.culture) == [cell]


def test_who_coordinates_owes_nothing(cast, directive):
    task = make_task(directive, leads=[cast.home_office])
    Assignment.objects.create(
        task=task, body=cast.culture, printed="Sở VHTTDL", role="coordinating",
        from_on=task.from_on, recorded_at=moment(2026, 1, 22),
    )  # fmt: skip
    assert ask(cast.culture) == []


def test_a_request_does_not_bind(cast, directive):
    make_task(directive, leads=[cast.commune], is_binding=False)
    (cell,) = ask(cast.commune)
    assert not cell.binding


def test_members_are_asked_on_the_first_day_of_each_period(cast, directive):
    make_task(directive, leads=[cast.communes])
    late = make_body(
        "Ủy ban nhân dân xã Mới", under=cast.province, since=date(2026, 3, 2)
    )
    gone = make_body(
        "Ủy ban nhân dân xã Cũ", under=cast.province, until=date(2026, 3, 2)
    )
    cells = ask(late, gone, first=date(2026, 3, 1), last=date(2026, 4, 30))
    assert [(cell.body_id, cell.window.period.start.month) for cell in cells] == [
        (gone.pk, 3),
        (late.pk, 4),
    ]


def test_a_listed_member_leaves_with_its_last_day(cast, directive):
    group = make_group("Các xã điểm", owner=cast.province, kinds=["none"])
    GroupMember.objects.create(
        group=group, body=cast.commune, from_on=LONG_AGO, until_on=date(2026, 4, 1),
        recorded_at=moment(2026, 1, 1),
    )  # fmt: skip
    make_task(directive, leads=[group])
    cells = ask(cast.commune, last=date(2026, 6, 30))
    assert [cell.window.period.start.month for cell in cells] == [3]


def test_an_assignment_that_was_closed_owes_no_later_period(cast, directive):
    task = make_task(directive, leads=[cast.commune])
    rewrite(task.assignments, until_on=date(2026, 4, 1))
    cells = ask(cast.commune, last=date(2026, 6, 30))
    assert [cell.window.period.start.month for cell in cells] == [3]


def test_a_standing_task_owes_each_reporting_period_of_the_law(cast, directive):
    make_task(
        directive, leads=[cast.commune], kind="standing", recurrence="regular",
        quota_count=None, quota_per="", window_rule="law", from_on=date(2026, 1, 20),
    )  # fmt: skip
    cells = ask(cast.commune, first=date(2026, 1, 1), last=date(2026, 6, 30))
    periods = [(c.window.period.start, c.window.period.last_day) for c in cells]
    assert periods[0] == (date(2025, 12, 15), date(2026, 3, 14))
    assert periods[1] == (date(2026, 3, 15), date(2026, 6, 14))


def test_what_comes_once_is_owed_once_until_its_day(cast, directive):
    make_task(
        directive, leads=[cast.commune], kind="deliver", recurrence="once",
        deadline=date(2026, 3, 15), quota_count=None, quota_per="",
        from_on=date(2026, 1, 20), until_on=date(2026, 3, 16),
    )  # fmt: skip
    (cell,) = ask(cast.commune)
    assert (cell.window.due_on, cell.target) == (date(2026, 3, 15), 1)
    assert ask(cast.commune, first=date(2026, 3, 16), last=date(2026, 12, 31)) == []


def test_a_number_asked_once_is_delivered_by_the_tasks_last_day(cast, directive):
    make_task(
        directive, leads=[cast.commune], recurrence="", quota_count=5,
        quota_unit="tin, bài", quota_per="total",
    )  # fmt: skip
    (cell,) = ask(cast.commune)
    assert (cell.window.due_on, cell.target) == (date(2026, 12, 31), 5)


def test_exempted_extended_and_stated_are_on_the_cell(cast, directive):
    task = make_task(directive, leads=[cast.communes])
    common = {
        "task": task, "body": cast.commune, "period_start": date(2026, 3, 1),
        "recorded_at": moment(2026, 3, 5),
    }  # fmt: skip
    Exemption.objects.create(reason="Lũ", decided_by=cast.overseer, **common)
    Statement.objects.create(sentence="Đã làm", stated_by=cast.clerk, **common)
    Extension.objects.create(
        reason="Lũ", due_on=date(2026, 4, 20), decided_by=cast.overseer, **common
    )
    spared, other = ask(cast.commune, cast.neighbour)
    assert (spared.exempt, spared.stated, spared.extended) == (True, True, True)
    assert spared.window.due_on == date(2026, 4, 20)
    assert (other.exempt, other.stated, other.extended) == (False, False, False)
    assert other.window.due_on == date(2026, 3, 31)


def test_an_extension_carries_what_comes_once_past_the_tasks_end(cast, directive):
    task = make_task(
        directive, leads=[cast.commune], kind="deliver", recurrence="once",
        deadline=date(2026, 3, 15), quota_count=None, quota_per="",
        from_on=date(2026, 1, 20), until_on=date(2026, 3, 16),
    )  # fmt: skip
    Extension.objects.create(
        task=task, body=cast.commune, period_start=date(2026, 1, 20),
        due_on=date(2026, 5, 1), reason="Lũ", decided_by=cast.overseer,
        recorded_at=moment(2026, 3, 10),
    )  # fmt: skip
    (cell,) = ask(cast.commune, first=date(2026, 4, 1), last=date(2026, 4, 30))
    assert cell.window.due_on == date(2026, 5, 1)


def test_a_due_day_may_differ_by_the_level_of_the_body(cast, directive):
    make_task(
        directive, leads=[cast.communes, cast.departments], kind="report",
        recurrence="quarterly", window_rule="law", quota_count=None, quota_per="",
        due_rule={
            "kind": "day_of_last_month", "day": 20, "level_offsets": {"commune": -5},
        },
    )  # fmt: skip
    cells = ask(cast.commune, cast.home_office, first=MARCH[0], last=date(2026, 3, 14))
    due = {cell.body_id: cell.window.due_on for cell in cells}
    assert due == {
        cast.commune.pk: date(2026, 3, 13),
        cast.home_office.pk: date(2026, 3, 20),
    }


def test_the_same_duty_from_two_levels_is_one_the_strictest(cast, directive):
    first = make_task(directive, leads=[cast.commune], quota_count=2)
    second = make_task(directive, leads=[cast.communes], quota_count=3, restates=first)
    mine, other = ask(cast.commune, cast.neighbour)
    assert (mine.task.id, mine.target) == (second.pk, 3)
    assert [task.id for task in mine.sources] == [first.pk]
    assert (other.task.id, other.sources) == (second.pk, ())


def test_asked_for_the_weaker_task_the_stricter_answers(cast, directive):
    first = make_task(directive, leads=[cast.commune], quota_count=3)
    second = make_task(directive, leads=[cast.communes], quota_count=2, restates=first)
    (cell,) = ask(cast.commune, task_ids=[second.pk])
    assert cell.task.id == first.pk
    assert ask(cast.commune, task_ids=[]) == []


def test_which_of_two_duties_stays_does_not_hang_on_the_days_asked(cast, directive):
    yearly = make_task(
        directive, leads=[cast.commune], quota_count=4, quota_per="quarter",
        recurrence="quarterly",
    )  # fmt: skip
    make_task(
        directive, leads=[cast.commune], quota_count=2, restates=yearly,
        from_on=date(2026, 8, 1),
    )  # fmt: skip
    year = ask(cast.commune, first=date(2026, 1, 1), last=date(2026, 12, 31))
    for month in range(1, 13):
        day = date(2026, month, 10)
        assert ask(cast.commune, first=day, last=day) == [
            cell for cell in year if day in cell.window.period
        ]


def test_only_the_tasks_of_a_programme(cast, directive):
    from tests.factories import make_programme

    make_task(directive, leads=[cast.commune])
    programme = make_programme(cast.province)
    assert ask(cast.commune, programme=programme) == []
    directive.programme = programme
    directive.save()
    assert len(ask(cast.commune, programme=programme)) == 1


def a_province_of(count, directive, cast, tasks=12):
    for number in range(count):
        make_body(f"Ủy ban nhân dân xã Số {number}", under=cast.province)
    for _number in range(tasks):
        make_task(directive, leads=[cast.communes])
    return list(
        BodyVersion.objects.filter(
            kind=Kind.PEOPLES_COMMITTEE, level=Level.COMMUNE
        ).values_list("body_id", flat=True)
    )


def test_the_number_of_queries_is_the_same_for_3_bodies_and_168(cast, directive):
    bodies = a_province_of(166, directive, cast)
    assert len(bodies) == 168
    counts = []
    for asked in (bodies[:3], bodies):
        with CaptureQueriesContext(connection) as queries:
            cells = owed(body_ids=asked, first=MARCH[0], last=MARCH[1], on=TODAY)
        assert len(cells) == 12 * len(asked)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13


SEEDS = [
    pytest.param(0, marks=pytest.mark.postgres),
    *[pytest.param(seed, marks=pytest.mark.verify) for seed in range(1, 60)],
]


@pytest.mark.parametrize("seed", SEEDS)
def test_it_gives_what_the_slow_and_obvious_way_gives(cast, directive, seed):
    chance = random.Random(seed)
    world = make_random_world(chance, cast, directive)
    for _try in range(6):
        asked = chance.sample(world, chance.randint(1, len(world)))
        first = date(2026, 1, 1) + timedelta(days=chance.randint(0, 300))
        last = first + timedelta(days=chance.choice([0, 30, 91]))
        cells = owed(
            body_ids=[body.pk for body in asked], first=first, last=last, on=TODAY
        )
        found = [
            (
                cell.task.id, cell.body_id, cell.window.period.start,
                cell.window.period.last_day, cell.window.due_on, cell.target,
                cell.exempt, cell.stated, cell.judged_from, cell.joint_ids,
            )
            for cell in cells
        ]  # fmt: skip
        assert len(found) == len(set(found))
        assert set(found) == owed_slowly({b.pk for b in asked}, first, last, TODAY)


KINDS = (
    {},
    {"quota_per": "quarter", "recurrence": "quarterly"},
    {"kind": "standing", "recurrence": "regular", "quota_count": None,
     "quota_per": "", "window_rule": "law"},
    {"kind": "deliver", "recurrence": "once", "deadline": date(2026, 5, 15),
     "quota_count": None, "quota_per": ""},
    {"kind": "report", "recurrence": "quarterly", "window_rule": "law",
     "quota_count": None, "quota_per": "",
     "due_rule": {"kind": "day_of_last_month", "day": 20,
                  "level_offsets": {"commune": -3, "department": 2}}},
    {"quota_per": "total", "recurrence": "", "quota_count": 4},
)  # fmt: skip


def make_random_world(chance, cast, directive):
    def day():
        return date(2026, 1, 1) + timedelta(days=chance.randint(0, 330))

    bodies = [cast.commune, cast.neighbour, cast.home_office, cast.culture]
    for number in range(4):
        since, until = sorted([day(), day()])
        bodies.append(
            make_body(
                f"Ủy ban nhân dân xã {number}",
                under=cast.province,
                since=chance.choice([LONG_AGO, since]),
                until=chance.choice([None, until + timedelta(days=1)]),
            )
        )
    listed = make_group("Các xã điểm", owner=cast.province, kinds=["none"])
    for body in chance.sample(bodies, 3):
        GroupMember.objects.create(
            group=listed, body=body, from_on=day(),
            until_on=None, recorded_at=moment(2026, 1, 1),
        )  # fmt: skip
    groups = [cast.communes, cast.departments, listed]
    for kind in KINDS:
        leads = chance.sample(bodies, chance.randint(0, 3))
        leads += chance.sample(groups, chance.randint(0 if leads else 1, 2))
        task = make_task(
            directive, leads=leads, mode="each" if chance.random() < 0.3 else "",
            from_on=day() if "deadline" not in kind else date(2026, 1, 5), **kind,
        )  # fmt: skip
        decide(chance, cast, task, bodies)
    for body in chance.sample(bodies, 2):
        JudgedFrom.objects.create(
            body=body, day=day(), recorded_at=moment(2026, 1, 2),
            decided_by=cast.overseer,
        )  # fmt: skip
    return bodies


def decide(chance, cast, task, bodies):
    cells = owed(
        body_ids=[body.pk for body in bodies], first=date(2025, 12, 1),
        last=date(2026, 12, 31), on=TODAY, task_ids=[task.pk],
    )  # fmt: skip
    for cell in chance.sample(cells, min(len(cells), 3)):
        of = {
            "task": task, "body_id": chance.choice(cell.body_ids),
            "recorded_at": moment(2026, 1, 2), "period_start": cell.window.period.start,
        }  # fmt: skip
        if chance.random() < 0.5:
            Extension.objects.create(
                **of, due_on=cell.window.due_on + timedelta(days=40), reason="x",
                decided_by=cast.overseer,
            )  # fmt: skip
        if chance.random() < 0.5:
            Statement.objects.create(**of, sentence="x", stated_by=cast.clerk)
        if chance.random() < 0.5:
            of["period_start"] = chance.choice([None, of["period_start"]])
            Exemption.objects.create(**of, reason="x", decided_by=cast.overseer)


def test_a_rule_has_the_windows_of_the_bodys_own_periods(cast, directive):
    task = make_task(directive, leads=[cast.home_office, cast.culture])
    (duty,) = duties_of(
        body_id=cast.culture.pk, on=date(2026, 3, 20), done_on=date(2026, 2, 27)
    )
    assert duty.rule.id == str(task.pk)
    assert [window.period.start.month for window in duty.rule.windows] == [2, 3]
    assert duty.owner(date(2026, 3, 1)) == cast.home_office.pk
    (rule,) = task_rules(body_id=cast.culture.pk, on=date(2026, 3, 20))
    assert rule.channel_kinds == ("website",)
