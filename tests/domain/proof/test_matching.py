"""Which record counts toward which task, and why not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.periods import DueRule, PeriodKind, Recurrence
from loa.domain.proof import (
    ChannelOwner,
    ReasonCode,
    RecordFacts,
    TaskRule,
    Weight,
    find_window,
    match,
    match_all,
)
from loa.domain.quotas import Quota, TaskKind, TaskTiming, expected, with_extension

JAN_1, DEC_31 = date(2026, 1, 1), date(2026, 12, 31)


def windows_of(timing, events=()):
    return expected(timing, first=JAN_1, last=DEC_31, events=events)


QUOTA_TIMING = TaskTiming(
    TaskKind.QUOTA, JAN_1, DEC_31, quota=Quota(2, "tin, bài", PeriodKind.MONTH)
)
QUOTA = TaskRule(
    id="quota",
    kind=TaskKind.QUOTA,
    windows=windows_of(QUOTA_TIMING),
    forms=("news",),
    channel_kinds=("website",),
    unit="tin, bài",
)
DELIVER = TaskRule(
    id="deliver",
    kind=TaskKind.DELIVER,
    windows=windows_of(
        TaskTiming(TaskKind.DELIVER, JAN_1, DEC_31, due_on=date(2026, 6, 30))
    ),
    forms=("conference",),
)
REPORT = TaskRule(
    id="report",
    kind=TaskKind.REPORT,
    windows=windows_of(
        TaskTiming(
            TaskKind.REPORT,
            JAN_1,
            DEC_31,
            recurrence=Recurrence.QUARTERLY,
            due_rule=DueRule.day_of_last_month(20),
        )
    ),
)
STANDING = TaskRule(
    id="standing",
    kind=TaskKind.STANDING,
    windows=windows_of(TaskTiming(TaskKind.STANDING, JAN_1, DEC_31)),
)
COVERAGE = TaskRule(
    id="coverage",
    kind=TaskKind.COVERAGE,
    windows=windows_of(
        TaskTiming(TaskKind.COVERAGE, JAN_1, DEC_31, coverage=("news", "broadcast"))
    ),
    coverage=("news", "broadcast"),
)
NEWS = RecordFacts(
    done_on=date(2026, 3, 10),
    form="news",
    channel_kind="website",
    channel_owner=ChannelOwner.OWN,
    area="procedures",
    quantities={"tin, bài": 1},
    address_key="https://tinh.gov.vn/xa-a/tin/1",
)


def codes(found, weight=None):
    return {reason.code for reason in found.reasons if weight in (None, reason.weight)}


def test_a_news_item_on_the_bodys_own_page_counts_for_its_month():
    found = match(NEWS, QUOTA)

    assert found.counts
    assert (found.rule_id, found.quantity, found.unit) == ("quota", 1, "tin, bài")
    assert found.window.period.code == "202603"
    assert codes(found) == {
        ReasonCode.IN_PERIOD,
        ReasonCode.FORM_FITS,
        ReasonCode.CHANNEL_FITS,
        ReasonCode.UNIT_FITS,
    }
    assert found.against == found.doubts == ()


@pytest.mark.parametrize(
    ("record", "rule", "code"),
    [
        ({"done_on": date(2025, 12, 31)}, {}, ReasonCode.OUTSIDE_PERIOD),
        ({"done_on": date(2027, 1, 1)}, {}, ReasonCode.OUTSIDE_PERIOD),
        ({}, {"windows": ()}, ReasonCode.NO_PERIOD),
        ({"form": "contest"}, {}, ReasonCode.WRONG_FORM),
        ({"form": ""}, {}, ReasonCode.WRONG_FORM),
        ({"quantities": {"buổi": 3}}, {}, ReasonCode.WRONG_UNIT),
        ({"quantities": {"tin": 0}}, {}, ReasonCode.WRONG_UNIT),
        ({"quantities": {}}, {}, ReasonCode.WRONG_UNIT),
        ({}, {"areas": ("finance",)}, ReasonCode.WRONG_AREA),
        ({"area": ""}, {"areas": ("finance",)}, ReasonCode.AREA_MISSING),
        ({"channel_kind": "social"}, {}, ReasonCode.WRONG_CHANNEL),
        ({"channel_owner": ChannelOwner.OTHER}, {}, ReasonCode.WRONG_OWNER),
        ({"channel_owner": ChannelOwner.SUPERIOR}, {}, ReasonCode.WRONG_OWNER),
        ({"channel_owner": ChannelOwner.PRESS}, {}, ReasonCode.WRONG_OWNER),
        ({}, {"is_assigned": False}, ReasonCode.NOT_ASSIGNED),
    ],
)
def test_one_thing_wrong_keeps_it_from_counting_and_is_named(record, rule, code):
    found = match(replace(NEWS, **record), replace(QUOTA, **rule))

    assert not found.counts
    assert found.quantity == 0
    assert codes(found, Weight.AGAINST) - {ReasonCode.NOTHING_TIES} == {code}
    assert not found.can_be_chosen
    # A person's word mends none of it.
    assert not match(
        replace(NEWS, **record), replace(QUOTA, **rule), chosen=True
    ).counts


def test_everything_wrong_is_named_together():
    record = RecordFacts(
        date(2027, 5, 1), form="class", channel_owner=ChannelOwner.OTHER
    )

    found = match(record, replace(QUOTA, areas=("finance",)))

    assert {
        ReasonCode.OUTSIDE_PERIOD,
        ReasonCode.WRONG_FORM,
        ReasonCode.AREA_MISSING,
        ReasonCode.WRONG_OWNER,
        ReasonCode.WRONG_UNIT,
    } <= codes(found, Weight.AGAINST)


@pytest.mark.parametrize(
    ("owner", "allowed"),
    [
        (ChannelOwner.SUPERIOR, {"allows_superior_channel": True}),
        (ChannelOwner.PRESS, {"allows_press": True}),
    ],
)
def test_a_task_may_allow_anothers_channel(owner, allowed):
    record = replace(NEWS, channel_owner=owner)

    assert match(record, replace(QUOTA, **allowed)).counts
    assert not match(record, QUOTA).counts


def test_the_same_address_is_not_counted_twice():
    found = match(NEWS, QUOTA, credited_keys={NEWS.address_key})

    assert codes(found, Weight.AGAINST) == {ReasonCode.ALREADY_COUNTED}
    assert match(NEWS, QUOTA, credited_keys={"https://tinh.gov.vn/khac"}).counts
    no_link = replace(NEWS, address_key="")
    assert match(no_link, QUOTA, credited_keys={""}).counts


def test_what_cannot_be_known_is_a_doubt_and_not_a_reason_against():
    unknown = replace(NEWS, channel_kind="", channel_owner=None)
    found = match(unknown, QUOTA)

    assert found.counts
    assert [reason.code for reason in found.doubts] == [ReasonCode.CHANNEL_UNKNOWN]
    found = match(replace(unknown, address_key=""), QUOTA)
    assert found.counts
    assert [reason.code for reason in found.doubts] == [ReasonCode.CHANNEL_MISSING]


def test_a_topic_in_other_words_is_a_doubt():
    rule = replace(STANDING, topics=("Dịch vụ công trực tuyến",))

    same = match(replace(NEWS, topics=("dịch vụ công  trực tuyến",)), rule)
    other = match(replace(NEWS, topics=("Một cửa",)), rule, chosen=True)

    assert ReasonCode.TOPIC_FITS in codes(same, Weight.FOR)
    assert same.counts
    assert codes(other, Weight.DOUBT) == {ReasonCode.TOPIC_DIFFERS}
    assert other.counts


def test_several_units_of_a_record_are_added():
    record = replace(NEWS, quantities={"tin": 2, "bài": 3, "tin bài": -4, "người": 9})

    assert match(record, QUOTA).quantity == 5


def test_a_record_counts_once_for_what_asks_for_no_number():
    record = replace(NEWS, quantities={"tin, bài": 9})

    assert match(record, STANDING, chosen=True).quantity == 1


@pytest.mark.parametrize("rule", [STANDING, replace(DELIVER, forms=()), REPORT])
def test_where_nothing_ties_them_a_person_chooses(rule):
    record = replace(NEWS, done_on=date(2026, 3, 18))

    alone, chosen = match(record, rule), match(record, rule, chosen=True)

    assert not alone.counts
    assert alone.can_be_chosen
    assert codes(alone, Weight.AGAINST) == {ReasonCode.NOTHING_TIES}
    assert chosen.counts
    assert ReasonCode.CHOSEN in codes(chosen, Weight.FOR)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        (STANDING, {"forms": ("news",)}),
        (STANDING, {"areas": ("procedures",)}),
        (DELIVER, {"forms": ("news",)}),
    ],
)
def test_what_a_task_names_ties_the_record_to_it(rule, changes):
    assert match(NEWS, replace(rule, **changes)).counts


def test_an_area_alone_delivers_nothing():
    rule = replace(DELIVER, forms=(), areas=("procedures",))

    assert codes(match(NEWS, rule), Weight.AGAINST) == {ReasonCode.NOTHING_TIES}


def test_coverage_takes_the_forms_or_areas_it_names():
    found = match(NEWS, COVERAGE)
    assert found.counts
    assert (found.quantity, found.unit) == (1, "news")
    contest = replace(NEWS, form="contest")
    assert codes(match(contest, COVERAGE), Weight.AGAINST) >= {ReasonCode.NOT_COVERED}
    by_area = replace(COVERAGE, coverage=("procedures",))
    assert match(contest, by_area).unit == "procedures"


@pytest.mark.parametrize(
    ("done_on", "due_on", "in_time"),
    [
        (date(2025, 12, 31), None, False),
        (date(2026, 1, 1), date(2026, 6, 30), True),
        (date(2026, 6, 30), date(2026, 6, 30), True),
        (date(2026, 7, 1), date(2026, 6, 30), False),
        (date(2027, 7, 1), date(2026, 6, 30), False),
    ],
)
def test_a_deliverable_counts_late_after_its_due_day(done_on, due_on, in_time):
    window, by_due_day = find_window(DELIVER, done_on)

    assert (window and window.due_on) == due_on
    assert by_due_day is in_time


def test_a_late_deliverable_says_so():
    found = match(replace(NEWS, form="conference", done_on=date(2026, 7, 9)), DELIVER)

    assert found.counts
    (reason,) = [r for r in found.reasons if r.code is ReasonCode.AFTER_DUE_DAY]
    assert reason.values == {"due_on": date(2026, 6, 30), "done_on": date(2026, 7, 9)}


@pytest.mark.parametrize(
    ("done_on", "code"),
    [
        (date(2026, 3, 13), None),  # the first report cannot be written yet
        (date(2026, 3, 14), "20261"),
        (date(2026, 3, 20), "20261"),
        (date(2026, 3, 25), "20261"),  # late, the next one is not open
        (date(2026, 6, 14), "20262"),
    ],
)
def test_a_report_is_that_of_the_period_that_closed(done_on, code):
    window, _ = find_window(REPORT, done_on)

    assert (window and window.period.code) == code


def test_after_an_extension_a_person_may_name_the_period():
    march = QUOTA.windows[2]
    extended = with_extension(march, date(2026, 4, 20), QUOTA_TIMING)
    rule = replace(QUOTA, windows=(*QUOTA.windows[:2], extended, *QUOTA.windows[3:]))
    record = replace(NEWS, done_on=date(2026, 4, 10))

    def code(day, period_start=None):
        found = match(replace(record, done_on=day), rule, period_start=period_start)
        return found.window and found.window.period.code

    start = march.period.start
    assert code(date(2026, 4, 10)) == "202604"
    assert code(date(2026, 4, 10), start) == "202603"
    assert code(date(2026, 4, 21), start) is None
    assert not match(record, QUOTA, period_start=start).counts


def test_of_many_tasks_those_that_count_come_first():
    rules = [REPORT, replace(QUOTA, id="video", forms=("video",)), STANDING, QUOTA]
    record = replace(NEWS, done_on=date(2026, 3, 18))

    found = match_all(
        record,
        rules,
        chosen={"report"},
        credited_keys={"quota": {record.address_key}},
    )

    assert [(each.rule_id, each.counts, each.can_be_chosen) for each in found] == [
        ("report", True, True),
        ("standing", False, True),
        ("video", False, False),
        ("quota", False, False),
    ]


optional = st.sampled_from
records = st.builds(
    RecordFacts,
    done_on=st.dates(date(2025, 12, 1), date(2027, 1, 31)),
    form=optional(["", "news", "class"]),
    channel_kind=optional(["", "website", "radio"]),
    channel_owner=st.none() | optional(ChannelOwner),
    area=optional(["", "procedures", "finance"]),
    quantities=st.dictionaries(optional(["tin", "bài", "buổi"]), st.integers(0, 3)),
    address_key=optional(["", "https://a.vn/1", "https://a.vn/2"]),
)
rules = st.builds(
    TaskRule,
    id=st.just("rule"),
    kind=st.just(TaskKind.QUOTA),
    windows=st.just(QUOTA.windows) | st.just(QUOTA.windows[3:6]),
    forms=optional([(), ("news",), ("news", "class")]),
    areas=optional([(), ("procedures",)]),
    channel_kinds=optional([(), ("website",), ("radio",)]),
    allows_superior_channel=st.booleans(),
    allows_press=st.booleans(),
    unit=st.just("tin, bài"),
    is_assigned=optional([True, True, True, False]),
)


def slow_counts(record, rule, credited):
    """The obviously right model: look for a month day by day, then ask each in turn."""
    months = set()
    for window in rule.windows:
        day = window.period.start
        while day < window.period.end:
            if day == record.done_on:
                months.add(window)
            day += timedelta(days=1)
    owners = {None, ChannelOwner.OWN}
    owners |= {ChannelOwner.SUPERIOR} if rule.allows_superior_channel else set()
    owners |= {ChannelOwner.PRESS} if rule.allows_press else set()
    kinds = {*rule.channel_kinds, ""}
    items = record.quantities.get("tin", 0) + record.quantities.get("bài", 0)
    asked = [
        rule.is_assigned,
        len(months) == 1,
        not rule.forms or record.form in rule.forms,
        not rule.areas or record.area in rule.areas,
        not rule.channel_kinds or record.channel_kind in kinds,
        record.channel_owner in owners,
        not record.address_key or record.address_key not in credited,
        items > 0,
    ]
    return all(asked), items if all(asked) else 0


@given(
    record=records,
    rule=rules,
    credited=st.sets(optional(["https://a.vn/1", "https://a.vn/2"])),
)
@settings(max_examples=300, deadline=None)
def test_a_record_counts_when_each_question_is_answered_yes(record, rule, credited):
    found = match(record, rule, credited_keys=credited)

    assert (found.counts, found.quantity) == slow_counts(record, rule, credited)
    # Each answer has its ground.
    assert found.counts == (not found.against)
    assert found.reasons
