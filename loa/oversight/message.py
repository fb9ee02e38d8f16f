"""A message to paste into the group chat: short, honest, grouped by state.

Vietnamese, because the groups are. No person is named in it, only bodies.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

from loa.common import figures
from loa.domain.quotas import State
from loa.oversight.forecast import Expected, Ground
from loa.oversight.watching import Watched

Audience = Literal["all", "behind"]
# So many names of one state are read in a chat; of more only the number is told.
NAMES = 30
_DUE_SOON = 3


def message_for(
    watched: Watched, *, over: str, audience: Audience, at: datetime
) -> str:
    """Write the message of a day.

    :param over: whose bodies it is about, as they are called
    :param audience: "all", or "behind": only those who have something to do at once
    """
    late: dict[int, list[Expected]] = defaultdict(list)
    doubtful: dict[int, list[Expected]] = defaultdict(list)
    for one in watched.doubtful:
        is_late = Ground.OVERDUE in one.forecast.grounds
        (late if is_late else doubtful)[one.body_id].append(one)
    for body_id in late:
        doubtful.pop(body_id, None)
    owing = {
        body_id
        for one in watched.judged
        for body_id in one.cell.body_ids
        if body_id in watched.names
    }
    fine = owing - set(late) - set(doubtful)
    lines = [f"{over}: tình hình đến {figures.moment(at)}"]
    if late:
        lines.append(
            f"- Quá hạn, còn làm được ({_bodies(len(late))}): {_named(watched, late)}"
        )
    if doubtful:
        lines.append(
            f"- Có thể không kịp ({_bodies(len(doubtful))}): {_named(watched, doubtful)}"
        )
    if audience == "all":
        lines.append(f"- Đúng tiến độ hoặc đã đạt: {_bodies(len(fine))}.")
    elif not late and not doubtful:
        lines.append("- Không có cơ quan nào đang chậm.")
    lines += _due_soon(watched)
    lines.append(
        "Số liệu đếm từ kết quả đã ghi nhận; chỗ nào chưa đúng, đề nghị ghi bổ sung hoặc"
        " phản hồi lại."
    )
    return "\n".join(lines)


def _bodies(count: int) -> str:
    return f"{figures.number(count)} cơ quan"


def _named(watched: Watched, found: dict[int, list[Expected]]) -> str:
    if len(found) > NAMES:
        return f"xem bảng theo dõi, cả thảy {sum(map(len, found.values()))} việc."
    told = [
        f"{watched.name(body_id)} ({len(duties)} việc)"
        for body_id, duties in sorted(
            found.items(), key=lambda item: (-len(item[1]), watched.names[item[0]].path)
        )
    ]
    return ", ".join(told) + "."


def _due_soon(watched: Watched) -> Iterator[str]:
    """The next due days, with how many bodies still lack something for them."""
    short: Counter[tuple[date, str]] = Counter()
    for one in _open(watched.expected):
        cell = one.judged.cell
        short[cell.window.due_on, cell.task.title.rstrip(".;, ")] += 1
    rows = sorted(short.items(), key=lambda item: (str(item[0][0]), -item[1]))
    for (due, title), count in rows[:_DUE_SOON]:
        name = title if len(title) <= 60 else title[:59].rstrip() + "…"
        yield f"- Hạn {figures.day(due)}: {name}; {_bodies(count)} còn thiếu."


def _open(rows: Iterable[Expected]) -> Iterator[Expected]:
    for one in rows:
        if one.forecast.short and one.judged.state in (State.ON_TRACK, State.AT_RISK):
            yield one
