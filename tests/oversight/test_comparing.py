"""Two days compared, each as it was known; a meeting, its papers, its duties."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from django.urls import reverse

from loa.documents.outgoing import issuing, signing, writing
from loa.evidence import services as evidence
from loa.evidence.models import Standing
from loa.files import selectors as files
from loa.oversight.comparing import Direction, compare
from loa.oversight.meetings import services
from loa.oversight.meetings.selectors import agenda, decisions_of
from loa.oversight.models import Decision, Meeting, MeetingPaper
from loa.programmes.models import Assignment, Directive, Task
from loa.programmes.owed import owed
from loa.programmes.services import NotInPaper
from tests.cast import TODAY, Cast
from tests.evidence.work import make_work
from tests.factories import moment
from tests.oversight.worlds import (
    AT,
    decided,
    held_meeting,
    monthly_quota,
    overseer,
)

KINDS = MeetingPaper.Kind


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.LOA_FILES = tmp_path / "originals"
    for module in (
        "loa.oversight.views.meeting",
        "loa.oversight.views.looking",
        "loa.orgs.middleware",
    ):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    monkeypatch.setattr("loa.oversight.views.meeting.now", lambda: AT)


def test_each_day_is_shown_as_it_was_known_then(cast: Cast) -> None:
    work = make_work(cast)
    record = work.record().record
    start = date(2026, 11, 1)
    recorded = record.recorded_at.date()

    def way(earlier: date, later: date) -> tuple[Direction, int, int]:
        found = compare(
            [cast.commune.pk], earlier=earlier, later=later, task_ids=[work.task.pk]
        )
        change = next(
            c for c in found.changes if c.one.cell.window.period.start == start
        )
        assert change.before
        assert change.after
        return change.direction, sum(change.before.columns), sum(change.after.columns)

    before, after = recorded - timedelta(days=1), recorded
    assert way(before, after)[1:] == (0, 1)
    evidence.give_verdict(
        record=record, standing=Standing.REJECTED, reason="không đúng",
        actor=cast.overseer, acting=cast.acting("overseer"),
        at=record.recorded_at + timedelta(days=2),
    )  # fmt: skip
    # What was said afterwards does not change what those two days knew.
    assert way(before, after)[1:] == (0, 1)


def test_what_went_worse_stands_first_with_totals(cast: Cast) -> None:
    monthly_quota(cast)
    ids = [cast.commune.pk, cast.neighbour.pk]

    found = compare(ids, earlier=date(2026, 11, 3), later=date(2026, 11, 21))

    totals = dict(found.totals)
    # October went from at risk to overdue, in both.
    assert totals[Direction.WORSE] >= 2
    assert found.moved[0].direction is Direction.WORSE
    assert [v.body_id for v, _counts in found.by_body()] == ids
    same = compare(ids, earlier=TODAY, later=TODAY)
    assert dict(same.totals)[Direction.SAME] == len(same.changes)


def test_statements_of_a_comparison_do_not_grow(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    monthly_quota(cast)
    counts = []
    for ids in ([cast.commune.pk], [cast.commune.pk, cast.neighbour.pk]):
        with django_assert_max_num_queries(100) as context:
            compare(ids, earlier=date(2026, 11, 3), later=TODAY)
        counts.append(len(context))

    assert counts[0] == counts[1]


def test_the_page_draws_the_flow_and_takes_the_last_meeting(cast: Cast) -> None:
    monthly_quota(cast)
    held_meeting(cast, held_on=date(2026, 11, 3), since=date(2026, 10, 20))

    text = cast.client("overseer").get(reverse("oversight:compare")).content.decode()

    assert "Ngày 03/11/2026 so với ngày 21/11/2026" in text
    assert "Ngày đầu là ngày họp gần nhất" in text
    assert 'class="flows"' in text
    assert "Xấu đi" in text


def test_bodies_that_went_the_same_way_stand_in_one_row(cast: Cast) -> None:
    monthly_quota(cast)

    text = cast.client("overseer").get(reverse("oversight:compare")).content.decode()

    changed = text.partition('id="thay-doi"')[2]
    rows = [row for row in changed.split("<tr") if "Hòa Khê" in row]
    assert rows
    assert all("Tam Giai" in row for row in rows)


@pytest.mark.parametrize(
    "query", [{"tu": "x"}, {"tu": "31/02/2026"}, {"den": "2099-01-01"}, {"nv": "-1"}]
)
def test_nonsense_in_the_address_compares_the_usual_days(
    cast: Cast, query: dict[str, str]
) -> None:
    answer = cast.client("overseer").get(reverse("oversight:compare"), query)

    assert answer.status_code == 200


def test_a_meeting_is_opened_and_gone_through_from_the_worst(cast: Cast) -> None:
    monthly_quota(cast)
    client = cast.client("overseer")

    answer = client.post(
        reverse("oversight:meeting_open"),
        {"held_on": "21/11/2026", "since": "14/11/2026", "chair": "Nguyễn Hữu Khang, Giám đốc",
         "present": "Sở Nội vụ\nUBND xã Tam Giai"},
    )  # fmt: skip
    meeting = Meeting.objects.get()
    shown = client.get(reverse("oversight:meeting_show", args=[meeting.pk]))
    second = client.get(
        reverse("oversight:meeting_show", args=[meeting.pk]), {"dong": "2"}
    )

    assert answer["Location"] == reverse("oversight:meeting", args=[meeting.pk])
    assert 'data-key="ArrowRight"' in shown.content.decode()
    assert 'data-key="ArrowLeft"' in second.content.decode()
    assert "Quá hạn" in shown.content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"held_on": "22/11/2026"},
        {"since": "21/11/2026"},
        {"chair": ""},
        {"present": ""},
    ],
)
def test_a_meeting_that_cannot_be_is_not_opened(
    cast: Cast, changed: dict[str, str]
) -> None:
    good = {
        "held_on": "21/11/2026",
        "since": "14/11/2026",
        "chair": "A",
        "present": "B",
    }

    answer = cast.client("overseer").post(
        reverse("oversight:meeting_open"), good | changed
    )

    assert answer.status_code == 422
    assert not Meeting.objects.exists()


def test_a_decision_is_written_down_and_can_be_taken_back_on_record(cast: Cast) -> None:
    monthly_quota(cast)
    meeting = held_meeting(cast)
    client = cast.client("overseer")
    address = reverse("oversight:meeting_decide", args=[meeting.pk])

    early = client.post(
        address, {"body": cast.commune.pk, "text": "Đăng bù", "due_on": "01/11/2026"}
    )
    client.post(
        address,
        {"body": cast.commune.pk, "text": "Đăng bù", "due_on": "30/11/2026",
         "is_binding": "on"},
    )  # fmt: skip
    decision = Decision.objects.get()
    client.post(reverse("oversight:meeting_take_back", args=[meeting.pk, decision.pk]))

    assert early.status_code == 422
    decision.refresh_from_db()
    assert decision.closed_at == AT
    assert decisions_of(meeting) == []


def drafted(cast: Cast, meeting: Meeting, kind: str) -> Any:
    found = agenda(meeting, [cast.commune.pk, cast.neighbour.pk])
    return services.draft_paper(
        meeting=meeting, kind=kind, agenda=found, **overseer(cast)
    )


def words_of(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*lines, *cells])


def test_the_minutes_say_who_was_there_what_was_shown_and_decided(cast: Cast) -> None:
    monthly_quota(cast)
    meeting = held_meeting(cast)
    decided(meeting, cast)

    draft = drafted(cast, meeting, KINDS.MINUTES)

    text = words_of(files.content(writing.newest(draft).file))
    for said in ("BIÊN BẢN", "Thành phần tham dự", "UBND xã Tam Giai", "Quá hạn",
                 "Đăng bù 02 tin, bài", "30/11/2026", "THƯ KÝ", "CHỦ TỌA",
                 "Nguyễn Hữu Khang", "Phạm Thị Overseer"):  # fmt: skip
        assert said in text
    assert draft.type_code == "BB"


def issue(cast: Cast, draft: Any, changed: tuple[str, str] | None = None) -> Any:
    """Freeze, sign on paper (as it is, or otherwise), issue."""
    by = overseer(cast)
    at = {"actor": by["actor"], "acting": by["acting"]}
    version = writing.newest(draft)
    content = files.content(version.file)
    if changed:
        content = _changed(content, *changed)
        version = writing.bring_back(
            draft=draft, content=content, name="sua.docx", seen=1, at=AT, **at
        )
    signing.freeze(draft=draft, seen=version.version, at=AT, **at)
    signing.receive_signed(
        draft=draft, content=content, name="ky.docx", at=AT + timedelta(hours=1), **at
    )
    return issuing.issue_draft(
        draft=draft,
        issue=issuing.Issue("15", TODAY, is_seen=True),
        at=AT + timedelta(hours=2),
        **at,
    )


def _changed(content: bytes, old: str, new: str) -> bytes:
    document = docx.Document(BytesIO(content))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_decisions_bind_only_by_the_notice_that_prints_them(cast: Cast) -> None:
    monthly_quota(cast)
    meeting = held_meeting(cast)
    decided(meeting, cast)
    decided(
        meeting, cast, body=cast.neighbour, text="Rà soát cụm loa", is_binding=False
    )
    later = overseer(cast, at=moment(2026, 11, 21, 16))

    with pytest.raises(services.NotIssued):
        services.bind(meeting=meeting, **later)
    document = issue(cast, drafted(cast, meeting, KINDS.CONCLUSIONS))
    directive = services.bind(meeting=meeting, **later)

    tasks = list(directive.tasks.all())
    assert directive.document == document
    assert [(t.deadline, t.is_binding) for t in tasks] == [
        (date(2026, 11, 30), True),
        (date(2026, 11, 30), False),
    ]
    assert document.text[tasks[0].start : tasks[0].end] == tasks[0].text
    leads = Assignment.objects.filter(task=tasks[0]).values_list("body_id", flat=True)
    assert list(leads) == [cast.commune.pk]
    mine = owed(
        body_ids=[cast.commune.pk], first=TODAY, last=date(2026, 11, 30), on=TODAY,
        task_ids=[tasks[0].pk],
    )  # fmt: skip
    assert [cell.window.due_on for cell in mine] == [date(2026, 11, 30)]
    assert [one.task_id for one in decisions_of(meeting)] == [t.pk for t in tasks]
    with pytest.raises(services.PaperIsOut):
        decided(meeting, cast)


def test_a_notice_signed_otherwise_makes_nothing_and_says_what(cast: Cast) -> None:
    monthly_quota(cast)
    meeting = held_meeting(cast)
    decided(meeting, cast)
    issue(cast, drafted(cast, meeting, KINDS.CONCLUSIONS), ("30/11/2026", "15/12/2026"))
    tasks = Task.objects.count()

    with pytest.raises(NotInPaper):
        services.bind(meeting=meeting, **overseer(cast, at=moment(2026, 11, 21, 16)))
    answer = cast.client("overseer").post(
        reverse("oversight:meeting_bind", args=[meeting.pk]), follow=True
    )

    assert "Thông báo đã ký không ghi điều này" in answer.content.decode()
    assert Task.objects.count() == tasks
    assert Directive.objects.count() == 1


def test_a_notice_needs_a_decision(cast: Cast) -> None:
    meeting = held_meeting(cast)

    answer = cast.client("overseer").post(
        reverse("oversight:meeting_draft", args=[meeting.pk]),
        {"kind": "conclusions"}, follow=True,
    )  # fmt: skip

    assert "Hãy ghi ít nhất một kết luận" in answer.content.decode()
