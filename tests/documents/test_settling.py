"""A person corrects, adds, drops and takes back; the machine's words stay beside."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from loa.audit.models import Entry
from loa.documents import services
from loa.documents.models import Finding
from loa.documents.reading import is_likely, is_open
from loa.documents.selectors import reading
from loa.documents.services import TaskValues
from tests.documents.conftest import AT
from tests.documents.papers import PLAN

State = Finding.State


@pytest.fixture
def hand(cast):
    return {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}


def found(document, field, item=None):
    return document.findings.get(field=field, item=item)


def doubt(document, field, item=None):
    row = found(document, field, item)
    row.certainty = "doubtful"
    row.save()
    return row


def test_a_correction_counts_and_what_was_read_stays(plan, cast, hand):
    subject = found(plan, "subject")
    before = subject.value

    services.correct_finding(finding=subject, value="Trích yếu khác", **hand)

    subject.refresh_from_db()
    assert (subject.value, subject.proposed) == ("Trích yếu khác", before)
    assert (subject.state, subject.by, subject.at) == (State.CORRECTED, cast.clerk, AT)
    entry = Entry.objects.get(action="documents.finding.corrected")
    assert (entry.detail["before"], entry.detail["value"]) == (before, "Trích yếu khác")


def test_the_document_follows_its_corrected_header(plan, cast, hand):
    services.correct_finding(finding=found(plan, "number"), value="21", **hand)
    services.correct_finding(
        finding=found(plan, "issuer"), value="UBND tỉnh Sơn Hạ", **hand
    )
    services.correct_finding(
        finding=found(plan, "issued_on"), value=date(2026, 2, 3), **hand
    )

    plan.refresh_from_db()
    assert (str(plan), plan.code) == ("Kế hoạch 21/KH-UBND", "21/kh-ubnd")
    assert plan.issuer == cast.other_province
    assert plan.issued_on == date(2026, 2, 3)
    assert "son ha" in plan.folded


def test_the_same_value_again_confirms(plan, hand):
    row = doubt(plan, "subject")

    services.correct_finding(finding=row, value=row.value, **hand)

    assert found(plan, "subject").state == State.CONFIRMED
    assert not is_open(found(plan, "subject"))


def test_a_dropped_number_leaves_the_document_without_one(plan, hand):
    services.drop_finding(finding=found(plan, "number"), **hand)

    plan.refresh_from_db()
    assert (plan.number, plan.code) == ("", "")
    assert "number" not in reading(plan).header
    assert [row.field for row in reading(plan).dropped] == ["number"]


def test_what_was_dropped_can_be_taken_back(plan, hand):
    number = found(plan, "number")
    services.drop_finding(finding=number, **hand)

    services.restore_finding(finding=number, **hand)

    plan.refresh_from_db()
    assert plan.number == "12"
    assert found(plan, "number").state == State.CONFIRMED


@pytest.mark.parametrize(
    ("field", "item", "value"),
    [
        ("issued_on", None, "hôm nay"),
        ("issued_on", None, "2026-02-30"),
        ("subject", None, "   "),
        ("task.recurrence", 1, "sometimes"),
        ("task.kind", 1, "odd"),
        ("task.quota", 1, {"count": 0, "unit": "tin, bài", "per": "month"}),
        ("task.quota", 1, {"count": 2, "unit": "", "per": "month"}),
        ("task.quota", 1, {"count": 2, "unit": "tin, bài", "per": "decade"}),
        ("task.quota", 1, {"count": 2}),
        ("task.lead", 0, "x" * 501),
    ],
)
def test_a_value_that_its_field_cannot_have_changes_nothing(
    plan, hand, field, item, value
):
    row = found(plan, field, item)

    with pytest.raises(services.BadValue):
        services.correct_finding(finding=row, value=value, **hand)

    again = found(plan, field, item)
    assert (again.value, again.state) == (again.proposed, State.PROPOSED)


def test_the_rest_is_kept_as_it_was_read_at_once(plan, hand):
    doubt(plan, "subject")
    doubt(plan, "task.lead", 3)
    assert len(reading(plan).doubtful) == 2

    unsure = sum(is_open(row) or is_likely(row) for row in reading(plan).shown)
    assert services.settle_rest(document=plan, **hand) == unsure

    after = reading(plan)
    assert (after.doubtful, after.likely, after.likely_tasks) == ([], [], [])


def test_a_task_worth_a_look_keeps_nothing_back_and_is_kept_as_a_whole(plan, hand):
    for field in ("task", "task.lead"):
        row = found(plan, field, 3)
        row.certainty = "likely"
        row.save()
    (task,) = [each for each in reading(plan).likely_tasks if each.item == 3]
    assert {row.field for row in task.likely} >= {"task", "task.lead"}

    services.settle_task(document=plan, item=3, **hand)

    assert reading(plan).task(3).likely == []
    assert found(plan, "task.lead", 3).state == State.CONFIRMED
    with pytest.raises(Finding.DoesNotExist):
        services.settle_task(document=plan, item=99, **hand)


def test_header_fields_are_set_together(plan, hand):
    services.set_header(
        document=plan,
        values={"urgency": "Hỏa tốc", "place": "", "number": "13"},
        **hand,
    )

    plan.refresh_from_db()
    assert (plan.urgency, plan.place, plan.number) == ("Hỏa tốc", "", "13")
    assert found(plan, "urgency").state == State.ADDED
    assert found(plan, "place").state == State.DROPPED
    assert found(plan, "number").state == State.CORRECTED


def test_a_header_set_to_what_it_is_changes_and_logs_nothing(plan, hand):
    services.set_header(document=plan, values={"number": "12"}, **hand)

    assert found(plan, "number").state == State.PROPOSED
    assert not Entry.objects.filter(action="documents.header.set").exists()


def test_a_bad_header_value_changes_no_other_field(plan, hand):
    with pytest.raises(services.BadValue):
        services.set_header(
            document=plan, values={"number": "13", "issued_on": "mai"}, **hand
        )

    plan.refresh_from_db()
    assert plan.number == "12"


def test_a_cited_document_that_was_not_found_is_added(plan, hand):
    value = {
        "number": "49/2024/NĐ-CP",
        "issued_on": "2024-05-10",
        "issuer": "Chính phủ",
    }

    services.add_finding(document=plan, field="citation", value=value, **hand)

    assert reading(plan).citations[-1].value["number"] == "49/2024/NĐ-CP"


def test_only_lists_of_the_header_are_added_to(plan, hand):
    with pytest.raises(services.BadValue):
        services.add_finding(document=plan, field="number", value="1", **hand)


def test_a_task_is_added_by_its_sentence_whatever_the_spaces(plan, hand):
    words = "Nâng cao  nhận thức của cán bộ,\n công chức"
    values = TaskValues(leads=["Sở Nội vụ"], kind="standing")

    item = services.add_task(document=plan, words=words, values=values, **hand)

    task = reading(plan).task(item)
    assert task is not None
    assert task.text == "Nâng cao nhận thức của cán bộ, công chức"
    assert plan.text[task.start : task.end] == task.text
    assert [body.printed for body in task.leads] == ["Sở Nội vụ"]
    assert task.label == "N5"


def test_words_that_are_not_in_the_document_make_no_task(plan, hand):
    with pytest.raises(services.WordsNotFound):
        services.add_task(
            document=plan, words="Không có câu này", values=TaskValues(), **hand
        )

    assert len(reading(plan).tasks) == 4


def test_the_parts_of_a_task_become_those_that_she_chose(plan, hand):
    values = TaskValues(
        leads=["Ủy ban nhân dân các xã, phường", "Sở Nội vụ"],
        coordinates=["Đài Truyền thanh"],
        via="Sở Nội vụ",
        deadline=date(2026, 12, 31),
        recurrence="quarterly",
        quota={"count": 3, "unit": "tin, bài", "per": "quarter"},
        kind="quota",
        binding=False,
    )

    services.correct_task(document=plan, item=1, values=values, **hand)

    task = reading(plan).task(1)
    assert task is not None
    assert [body.printed for body in task.leads] == values.leads
    assert [body.printed for body in task.coordinates] == values.coordinates
    assert task.via is not None
    assert (task.deadline, task.recurrence) == (date(2026, 12, 31), "quarterly")
    assert (task.quota, task.kind, task.binding) == (values.quota, "quota", False)


def test_parts_that_she_took_away_are_dropped_and_not_lost(plan, hand):
    services.correct_task(
        document=plan, item=1, values=TaskValues(kind="standing"), **hand
    )

    task = reading(plan).task(1)
    assert task is not None
    assert (task.leads, task.quota, task.recurrence) == ([], None, None)
    assert found(plan, "task.quota", 1).proposed == {
        "count": 2,
        "unit": "tin, bài",
        "per": "month",
    }


def test_a_dropped_task_is_gone_from_the_reading_and_comes_back(plan, hand):
    doubt(plan, "task.lead", 3)
    services.drop_task(document=plan, item=3, **hand)
    assert [task.item for task in reading(plan).tasks] == [0, 1, 2]
    assert reading(plan).doubtful == []

    services.restore_task(document=plan, item=3, **hand)

    assert [task.item for task in reading(plan).tasks] == [0, 1, 2, 3]


def test_a_task_that_is_not_there_cannot_be_dropped(plan, hand):
    with pytest.raises(Finding.DoesNotExist):
        services.drop_task(document=plan, item=99, **hand)


@pytest.mark.parametrize("who", ["overseer", "outsider", "officer"])
def test_only_the_holding_body_changes_a_reading(plan, cast, who):
    hand = {"actor": getattr(cast, who), "acting": cast.acting(who), "at": AT}

    with pytest.raises(PermissionDenied):
        services.correct_finding(finding=found(plan, "subject"), value="khác", **hand)

    assert found(plan, "subject").state == State.PROPOSED


def test_nothing_changes_after_it_was_confirmed(plan, cast, hand):
    services.confirm_document(document=plan, **hand)
    changes = [
        lambda: services.correct_finding(
            finding=found(plan, "subject"), value="khác", **hand
        ),
        lambda: services.drop_finding(finding=found(plan, "subject"), **hand),
        lambda: services.settle_rest(document=plan, **hand),
        lambda: services.set_header(document=plan, values={"number": "9"}, **hand),
        lambda: services.drop_task(document=plan, item=0, **hand),
        lambda: services.add_task(
            document=plan, words="Kế hoạch", values=TaskValues(), **hand
        ),
        lambda: services.withdraw_document(document=plan, **hand),
    ]

    for change in changes:
        with pytest.raises(services.AlreadyConfirmed) as closed:
            change()
        assert (closed.value.by, closed.value.at) == ("Lê Thị Clerk", AT)

    assert found(plan, "subject").state == State.CONFIRMED


def test_a_withdrawn_document_is_not_changed(plan, hand):
    services.withdraw_document(document=plan, **hand)

    with pytest.raises(services.NotOpen):
        services.settle_rest(document=plan, **hand)


def test_the_plan_has_the_words_that_these_tests_rely_on():
    assert "Hằng tháng có ít nhất 02 tin, bài" in PLAN
