"""Duties that name a body that ended: passed on or closed by a document."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.services import MACHINE
from loa.channels.models import Channel
from loa.notices.models import Notice
from loa.orgs.models import Body, Grant, Role
from loa.orgs.services import record_succession
from loa.oversight.board import bodies_through, by_periods, by_tasks, members_through
from loa.programmes.models import Assignment, Correction, Task
from loa.programmes.selectors import owed
from loa.programmes.services import (
    DecidedMeanwhile,
    HasSubject,
    NoSuccessor,
    Settlement,
    settle_subjects,
)
from loa.programmes.subjects import without_subject
from tests.cast import TODAY, Cast
from tests.factories import (
    give,
    make_body,
    make_channel,
    make_directive,
    make_document,
    make_task,
    moment,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 16)
NOW = moment(2026, 11, 21)
PAGE = reverse("programmes:without_subject")


@pytest.fixture
def old(cast: Cast) -> Body:
    """A commune that went into the ward of Hòa Khê on 16 September."""
    old = make_body("Ủy ban nhân dân xã Khe Vầu", under=cast.province, unit_type="xã")
    merge(old, cast.neighbour)
    return old


def merge(old: Body, new: Body | None) -> None:
    record_succession(
        from_body=old, to_body=new, kind="merge" if new else "dissolve", on=ON,
        actor=MACHINE, at=moment(2026, 9, 10),
    )  # fmt: skip


@pytest.fixture
def task(cast: Cast, old: Body) -> Task:
    document = make_document(cast.province, cast.overseer)
    return make_task(make_directive(document, cast.overseer), leads=[old])


def starts(task: Task, body: Body) -> list[int]:
    found = owed(
        body_ids=[body.pk], first=date(2026, 1, 1), last=date(2026, 12, 31), on=TODAY,
        task_ids=[task.pk],
    )  # fmt: skip
    return [cell.window.period.start.month for cell in found]


def settle(
    cast: Cast, task: Task, to: Body | None, who: str = "overseer"
) -> Correction:
    row = Assignment.objects.known().get(task=task)
    (made,) = settle_subjects(
        settlements=[Settlement(row, to)], by_document="21/QĐ-UBND",
        actor=getattr(cast, who), acting=cast.acting(who), at=NOW,
    )  # fmt: skip
    return made


def test_what_names_an_ended_body_is_listed_with_who_came_after_it(cast, task, old):
    make_task(task.directive, leads=[cast.communes])
    (ended,) = without_subject(cast.acting("overseer"), TODAY)
    assert (ended.last.body_id, ended.ended_on) == (old.pk, ON)
    assert [heir.body_id for heir in ended.heirs] == [cast.neighbour.pk]
    assert [one.row.task_id for one in ended.orphans] == [task.pk]
    for who in ("clerk", "head", "officer", "outsider"):
        assert without_subject(cast.acting(who), TODAY) == []


def test_a_successor_owes_from_the_first_period_after(cast, task, old):
    assert starts(task, old) == list(range(1, 10))
    before = moment(2026, 11, 20)
    correction = settle(cast, task, cast.neighbour)
    assert correction.kind == Correction.Kind.SUCCEEDED
    assert starts(task, old) == list(range(1, 10))
    assert starts(task, cast.neighbour) == [10, 11, 12]
    assert without_subject(cast.acting("overseer"), TODAY) == []
    then = owed(
        body_ids=[cast.neighbour.pk], first=ON, last=TODAY, on=TODAY, known_at=before
    )
    assert then == []
    assert Notice.objects.filter(
        body=cast.neighbour, kind="programmes.task.succeeded"
    ).exists()


def test_it_is_closed_when_nobody_is_left(cast, task, old):
    correction = settle(cast, task, None)
    assert correction.kind == Correction.Kind.NO_SUBJECT
    assert starts(task, old) == list(range(1, 10))
    assert Assignment.objects.known().get(task=task).until_on == ON
    assert without_subject(cast.acting("overseer"), TODAY) == []


def test_two_that_went_into_one_are_owed_once(cast, old, task):
    other = make_body("Ủy ban nhân dân xã Khe Sim", under=cast.province)
    merge(other, cast.neighbour)
    Assignment.objects.create(
        task=task, body=other, printed="x", from_on=task.from_on, recorded_at=NOW
    )
    rows = list(Assignment.objects.known().filter(task=task))
    settle_subjects(
        settlements=[Settlement(row, cast.neighbour) for row in rows],
        by_document="21/QĐ-UBND", actor=cast.overseer, acting=cast.acting("overseer"),
        at=NOW,
    )  # fmt: skip
    assert starts(task, cast.neighbour) == [10, 11, 12]
    assert Assignment.objects.known().filter(body=cast.neighbour).count() == 1


def test_what_makes_no_sense_is_refused(cast, task, old):
    lives = make_task(task.directive, leads=[cast.commune])
    hand = {"by_document": "x", "actor": cast.overseer, "acting": cast.acting("overseer"),
            "at": NOW}  # fmt: skip
    with pytest.raises(HasSubject):
        settle_subjects(settlements=[Settlement(lives.assignments.get(), None)], **hand)
    row = task.assignments.get()
    with pytest.raises(NoSuccessor):
        settle_subjects(settlements=[Settlement(row, old)], **hand)
    with pytest.raises(PermissionDenied):
        settle_subjects(settlements=[Settlement(row, cast.other_province)], **hand)
    with pytest.raises(PermissionDenied):
        settle(cast, task, cast.neighbour, who="outsider")
    settle(cast, task, cast.neighbour)
    with pytest.raises(DecidedMeanwhile) as told:
        settle_subjects(settlements=[Settlement(row, None)], **hand)
    assert told.value.decision.by_document == "21/QĐ-UBND"


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_the_page_settles_all_of_a_body_by_one_document(cast, task, old):
    second = make_task(task.directive, leads=[old])
    client = cast.client("overseer")
    assert "xã Khe Vầu" in words(client.get(PAGE))
    everything = {f"all-{old.pk}": str(cast.neighbour.pk)}
    assert client.post(PAGE, everything).status_code == 422
    assert client.post(PAGE, {"by_document": "21/QĐ"}).status_code == 422
    strange = {f"all-{old.pk}": str(cast.commune.pk), "by_document": "21/QĐ"}
    assert client.post(PAGE, strange).status_code == 404
    own = {f"row-{second.assignments.get().pk}": "0"}
    row = task.assignments.get()
    done = client.post(PAGE, everything | own | {"by_document": "21/QĐ"}, follow=True)
    assert "Đã quyết định" in words(done)
    kinds = set(Correction.objects.values_list("task_id", "kind"))
    assert kinds == {(task.pk, "succeeded"), (second.pk, "no_subject")}
    late = client.post(PAGE, {f"row-{row.pk}": "0", "by_document": "22/QĐ"})
    assert late.status_code == 409
    assert "21/QĐ" in words(late)
    assert "22/QĐ" not in Correction.objects.values_list("by_document", flat=True)
    for who in ("outsider", "clerk"):
        sent = {f"row-{row.pk}": "0", "by_document": "23/QĐ"}
        assert cast.client(who).post(PAGE, sent).status_code == 404
    assert client.post(PAGE, {"row-x": "1", "by_document": "x"}).status_code == 404


def test_an_ended_body_keeps_its_line_for_the_periods_in_which_it_was_there(cast, old):
    document = make_document(cast.province, cast.overseer)
    task = make_task(make_directive(document, cast.overseer), leads=[cast.communes])
    over = cast.province.versions.get()
    year = (date(2026, 1, 1), date(2026, 12, 31))
    ids = bodies_through(over, *year, TODAY)
    assert old.pk in ids
    assert old.pk not in bodies_through(over, date(2026, 10, 1), year[1], TODAY)
    assert cast.culture_office.pk not in ids
    assert set(members_through(cast.communes, ids, TODAY)) == {
        old.pk, cast.commune.pk, cast.neighbour.pk,
    }  # fmt: skip
    board = by_periods(
        body_ids=ids, task_id=task.pk, first=year[0], last=year[1], on=TODAY
    )
    (line,) = [one for one in board.lines if one.version.body_id == old.pk]
    assert [one is not None for one in line.cells] == [True] * 9 + [False] * 3
    august = by_tasks(
        body_ids=ids, first=date(2026, 8, 1), last=date(2026, 8, 31), on=TODAY
    )
    assert old.pk in {one.version.body_id for one in august.lines}


def test_people_and_channels_pass_when_a_person_says_so(cast, old):
    give(cast.officer, Role.OFFICER, old)
    give(cast.outsider, Role.OFFICER, old)
    admin = give(
        cast.culture and cast.head, Role.ADMINISTRATOR, cast.province, with_below=True
    )
    channel = make_channel(old, "khevau.lamgiang.gov.vn")
    home = reverse("orgs:detail", args=[cast.neighbour.pk])
    client = cast.client("head")
    client.post(reverse("orgs:act"), {"body": admin.body_id})
    (proposed,) = client.get(home).context["proposed"]
    assert proposed.user == cast.officer
    give_them = reverse("orgs:take_over", args=[cast.neighbour.pk])
    assert (
        cast.client("outsider").post(give_them, {"grant": proposed.pk}).status_code
        == 403
    )
    client.post(give_them, {"by_number": "5/QĐ"})
    assert not Grant.objects.filter(user=cast.officer, body=cast.neighbour).exists()
    for _twice in range(2):
        client.post(give_them, {"grant": [proposed.pk, "x"], "by_number": "5/QĐ"})
    given = Grant.objects.get(user=cast.officer, body=cast.neighbour)
    assert (given.role, given.by_number) == (Role.OFFICER, "5/QĐ")

    take = reverse("channels:take_over", args=[channel.pk])
    assert cast.client("clerk").post(take).status_code == 404
    cast.client("outsider").post(take)
    channel.refresh_from_db()
    passed = Channel.objects.get(owner=cast.neighbour)
    assert (channel.until_on, passed.from_on, passed.host) == (ON, ON, channel.host)
    assert cast.client("outsider").post(take).status_code == 404
