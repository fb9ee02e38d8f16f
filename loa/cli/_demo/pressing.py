"""How the demo's overseer presses: reminders by the ladder, letters, a list, measures."""

from datetime import date, timedelta
from typing import Any

from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.cli._demo.province import PROVINCE
from loa.domain.periods import is_working_day
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import version_of
from loa.oversight.filters import CellRef
from loa.oversight.reminding import services as reminding
from loa.oversight.reminding.models import Reminder
from loa.oversight.reminding.running import remind
from loa.oversight.reminding.selectors import letters_waiting
from loa.oversight.shortfalls import services as shortfalls
from loa.oversight.shortfalls.models import Measure, ShortfallList
from loa.oversight.shortfalls.selectors import LineView, access_list

OVERSEER = "theo.doi"
# How many days ago reminders went out; each time takes up what fell since.
REMINDED = (26, 19, 12, 5, 0)
LISTED = 10  # days ago
KEPT = {
    "missed": "Hết thời gian ghi nhận vẫn không có minh chứng; xã không có ý kiến khác.",
    "overdue": "Đã nhắc hai lần, đến nay chưa ghi nhận đủ.",
}
STRUCK = (
    "Xã đã đăng đủ, ghi nhận chậm do cán bộ đi tập huấn; đã kiểm tra trên Trang của xã."
)
ANSWER = (
    "Từ đầu tháng xã thiếu một công chức phụ trách; đã phân công người thay và sẽ đăng bù"
    " trong tháng."
)
ASIDE = "Đã trao đổi qua điện thoại, xã hứa đăng bù trước ngày khóa kỳ."


def days_of_reminders(today: date) -> list[date]:
    """Return the days on which reminders went out; on days off none do."""
    return sorted({working_day(today - timedelta(days=ago)) for ago in REMINDED})


def send_reminders(day: date) -> None:
    """Take the steps of a morning."""
    remind(story.at(day, 7))


def day_of_list(today: date) -> date:
    """Return the day on which the overseer draws the list up."""
    return working_day(today - timedelta(days=LISTED))


def working_day(day: date) -> date:
    """Return a day, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _who(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.users[OVERSEER], "acting": cast.acting(OVERSEER)}


def _province(cast: Cast, day: date) -> BodyVersion:
    over = version_of(cast.bodies[PROVINCE], day)
    if over is None:
        raise LookupError(PROVINCE)
    return over


def draw_list(cast: Cast, day: date) -> None:
    """Draw up who did not carry out what was due in the weeks before a day."""
    over = _province(cast, day)
    first, last = day - timedelta(days=45), day - timedelta(days=1)
    at = story.at(day, 9)
    try:
        shortfalls.draw_up(over=over, first=first, last=last, at=at, **_who(cast))
    except shortfalls.NobodyShort:
        return


def press(cast: Cast, today: date) -> None:
    """Decide the list and follow its measures; draft a letter, leave one to be decided."""
    row = ShortfallList.objects.first()
    if row is not None:
        _decide(cast, row)
        _follow(cast, row, today)
    _letters(cast, today)


def _view(cast: Cast, row: ShortfallList) -> tuple[LineView, ...]:
    return access_list(cast.acting(OVERSEER), row.pk, on=row.drawn_on).lines


def _decide(cast: Cast, row: ShortfallList) -> None:
    day, lines = row.drawn_on, _view(cast, row)
    clerks = {cast.commune(name).pk: name for name in cast.slugs}
    said = next((one.line for one in lines if one.line.body_id in clerks), None)
    if said is not None:
        name = clerks[said.body_id]
        shortfalls.answer_line(
            line=said, words=ANSWER, actor=cast.users[name], acting=cast.acting(name),
            at=story.at(day + timedelta(days=1), 10),
        )  # fmt: skip
    last = len(lines) - 1
    for number, one in enumerate(lines):
        is_kept = number != last or not last
        shortfalls.decide_line(
            line=one.line, is_kept=is_kept,
            reason=KEPT[one.line.facts["state"]] if is_kept else STRUCK,
            at=story.at(day + timedelta(days=2), 15), **_who(cast),
        )  # fmt: skip


def _follow(cast: Cast, row: ShortfallList, today: date) -> None:
    """Two measures on two communes: one is done, the other's day went by."""
    communes = {cast.commune(name).pk for name in cast.slugs}
    kept = dict.fromkeys(
        one.line.body_id
        for one in _view(cast, row)
        if one.decision and one.decision.is_kept and one.line.body_id in communes
    )
    wanted = (
        (Measure.Kind.EXPLAIN, "Giải trình bằng văn bản lý do chưa đăng đủ tin, bài", ""),
        (
            Measure.Kind.MEETING,
            "Làm việc trực tiếp với xã về người viết và nguồn bài",
            "Biên bản làm việc; xã cam kết mỗi tháng 02 tin, bài, có người thay khi vắng.",
        ),
    )  # fmt: skip
    at = story.at(row.drawn_on + timedelta(days=3), 9)
    for body_id, (kind, words, proof) in zip(kept, wanted, strict=False):
        measure = shortfalls.propose_measure(
            row=row, body_id=body_id, kind=kind, words=words, at=at, **_who(cast)
        )
        shortfalls.follow_measure(
            measure=measure, kind="decided", by_whom="Giám đốc Sở Nội vụ",
            by_document="Công văn số 1398/SNV-CCHC", due_on=today - timedelta(days=2),
            at=at + timedelta(days=1), **_who(cast),
        )  # fmt: skip
        if proof:
            shortfalls.follow_measure(
                measure=measure, kind="done", words=proof,
                at=at + timedelta(days=3), **_who(cast),
            )  # fmt: skip


def _letters(cast: Cast, today: date) -> None:
    """Of the letters that wait, one is laid aside and one is left; the rest is drafted."""
    waiting = letters_waiting(
        _province(cast, today), today, writer=cast.acting(OVERSEER).body_id
    )
    if len(waiting) < 2:
        return
    at = story.at(today - timedelta(days=1), 16)
    first, *drafted = waiting[:-1]
    reminder = Reminder.objects.get(pk=first.pk)
    reminding.lay_aside(reminder=reminder, reason=ASIDE, at=at, **_who(cast))
    refs = [ref for one in drafted if (ref := CellRef.parse(one.ref))]
    if refs:
        reminding.draft_letter(refs=refs, at=at, **_who(cast))
