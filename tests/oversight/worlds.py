"""Small worlds for the board: a monthly quota over two communes, with tallies."""

from datetime import date
from typing import Any

from loa.evidence.models import Tally
from loa.orgs import selectors as orgs
from loa.orgs.models import Body
from loa.oversight.meetings import services as meetings
from loa.oversight.models import Decision, Meeting
from loa.programmes.models import Task
from tests.cast import TODAY, Cast
from tests.factories import make_directive, make_document, make_task, moment


def monthly_quota(cast: Cast, **fields: object) -> Task:
    """Two news items a month, asked of all communes of the province."""
    document = make_document(
        cast.province, cast.overseer, number="12", symbol="KH-UBND"
    )
    directive = make_directive(document, cast.overseer)
    return make_task(directive, leads=[cast.communes], **fields)


def tally(task: Task, body: Body, month: int, **columns: int) -> Tally:
    return Tally.objects.create(
        task=task, body=body, period_start=date(2026, month, 1), **columns
    )


AT = moment(2026, 11, 21, 10)


def overseer(cast: Cast, **more: Any) -> dict[str, Any]:
    """Who acts for the overseeing body, and when."""
    return {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": AT} | more


def held_meeting(cast: Cast, **fields: Any) -> Meeting:
    """A meeting of the department over the province, a week after the one before."""
    over = orgs.version_of(cast.province, TODAY)
    assert over is not None
    opening = {
        "held_on": TODAY,
        "since": date(2026, 11, 14),
        "chair": "Nguyễn Hữu Khang, Giám đốc Sở Nội vụ",
        "secretary": "Phạm Thị Overseer, Chuyên viên",
        "present": "Phòng Cải cách hành chính\nUBND xã Tam Giai",
        "place": "Phòng họp số 2",
        "begins_at": "08 giờ 00",
    }
    return meetings.open_meeting(
        over=over, opening=meetings.Opening(**(opening | fields)), **overseer(cast)
    )


def decided(meeting: Meeting, cast: Cast, **fields: Any) -> Decision:
    """The commune is to catch up by the end of the month."""
    body = orgs.version_of(fields.pop("body", cast.commune), TODAY)
    assert body is not None
    said = {
        "text": "Đăng bù 02 tin, bài tháng 10 trên Trang thông tin điện tử",
        "due_on": date(2026, 11, 30),
    }
    return meetings.decide(
        meeting=meeting,
        deciding=meetings.Deciding(body=body, **(said | fields)),
        **overseer(cast),
    )
