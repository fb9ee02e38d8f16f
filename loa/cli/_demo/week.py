"""The overseer's week in the demo: posts and telephones, calls with promises, a meeting."""

from datetime import date, timedelta
from typing import Any

from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.cli._demo.pressing import working_day
from loa.cli._demo.province import COMMUNES, PROVINCE
from loa.orgs.selectors import version_of
from loa.orgs.services import appoint
from loa.oversight.board import bodies_below
from loa.oversight.calls.services import record_call
from loa.oversight.meetings import services as meetings
from loa.oversight.meetings.selectors import agenda
from loa.oversight.models import MeetingPaper
from loa.oversight.watching import watch

POST = "Công chức Văn hóa - Xã hội"
# Who was called, how many days ago, for how many days from then, what was said.
CALLS = (
    ("khesay", 6, 4, "Trang của xã bảo trì, hứa đăng bù trước hạn."),
    ("yenlach", 2, 5, "Sẽ thay bài bị nghi trùng bằng bài của xã."),
)
DECISIONS = (
    ("khesay", "Đăng bù đủ số tin, bài còn thiếu trên Trang thông tin điện tử của xã", 20),
    ("yenlach", "Rà soát các bài bị nêu nghi vấn và gửi giải trình bằng văn bản", 12),
)  # fmt: skip


def keep_the_week(cast: Cast, today: date) -> None:
    """Give clerks their posts and invented numbers, then call, meet and decide."""
    for place, (_name, _type, slug, _lat, _lon) in enumerate(COMMUNES, start=1):
        user = cast.users[slug]
        # No such numbers are given out.
        user.phone = f"0900 000 {place:03d}"
        user.save(update_fields=["phone"])
        appoint(user=user, body=cast.commune(slug), post=POST, on=today.replace(day=1))
    _call(cast, today)
    _meet(cast, working_day(today - timedelta(days=8)))


def _who(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.users["theo.doi"], "acting": cast.acting("theo.doi")}


def _call(cast: Cast, today: date) -> None:
    over = version_of(cast.bodies[PROVINCE], today)
    for slug, ago, ahead, note in CALLS:
        day = today - timedelta(days=ago)
        body = version_of(cast.commune(slug), day)
        found = watch([cast.commune(slug).pk], on=day).doubtful
        if over is None or body is None or not found:
            continue
        cell = found[0].judged.cell
        record_call(
            over=over, body=body, post=POST, note=note,
            about=[(cell.task.id, cell.window.period.start)],
            promised_on=day + timedelta(days=ahead), at=story.at(day, 15), **_who(cast),
        )  # fmt: skip


def _meet(cast: Cast, day: date) -> None:
    """A meeting of the department, with decisions and its minutes as a draft."""
    over = version_of(cast.bodies[PROVINCE], day)
    if over is None:
        return
    opening = meetings.Opening(
        held_on=day, since=day - timedelta(days=14), begins_at="08 giờ 00",
        place="Phòng họp số 2, Sở Nội vụ", chair="Nguyễn Hữu Khang, Giám đốc Sở Nội vụ",
        secretary="Phạm Thị Minh Hạnh, Chuyên viên",
        present="Sở Nội vụ\nSở Văn hóa, Thể thao và Du lịch\nUBND xã Khe Sậy\nUBND xã Yên Lạch",
        absent="UBND xã Cồn Dừa",
    )  # fmt: skip
    at = story.at(day, 8)
    meeting = meetings.open_meeting(over=over, opening=opening, at=at, **_who(cast))
    for slug, text, days in DECISIONS:
        body = version_of(cast.commune(slug), day)
        if body is None:
            continue
        meetings.decide(
            meeting=meeting,
            deciding=meetings.Deciding(body, text, day + timedelta(days=days)),
            at=at + timedelta(hours=2),
            **_who(cast),
        )
    meetings.draft_paper(
        meeting=meeting, kind=MeetingPaper.Kind.MINUTES,
        agenda=agenda(meeting, bodies_below(over, day)),
        at=at + timedelta(hours=3), **_who(cast),
    )  # fmt: skip
