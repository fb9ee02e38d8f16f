"""What communes of the demo ask and tell on their duties, and what they are answered."""

from datetime import date, timedelta
from typing import Any

from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.domain.periods import Period
from loa.programmes.models import Directive, Task, TaskKind
from loa.programmes.selectors import owed
from loa.programmes.services import answer_request, ask_about_duty

OVERSEER = "theo.doi"


def ask_and_answer(cast: Cast, directive: Directive, today: date) -> None:
    """One has acknowledged, two have difficulties, two ask for time; some are answered."""
    quota = Task.objects.filter(directive=directive, kind=TaskKind.QUOTA).first()
    if quota is None:
        return
    period = _running(cast, quota, today)
    if period is None:
        return
    asked = max(period.start, today - timedelta(days=6))
    more = period.last_day + timedelta(days=14)
    _ask(cast, quota, period, "tamgiai", asked, kind="acknowledged")
    waits = {"kind": "more_time", "wanted_on": more}
    words = "Trang thông tin điện tử của phường ngừng để nâng cấp đến cuối tháng."
    _ask(cast, quota, period, "hoakhe", asked, words=words, **waits)
    words = "Cán bộ phụ trách nghỉ thai sản, chưa bố trí được người thay."
    row = _ask(cast, quota, period, "khesay", asked, words=words, **waits)
    _answer(
        cast, row, today, kind="granted", words="Đề nghị xã bố trí người thay trong tháng.",
        due_on=more, by_document="Công văn số 1312/SNV-CCHC",
    )  # fmt: skip
    words = "Chưa có kinh phí nhuận bút cho tin, bài từ đầu năm."
    row = _ask(cast, quota, period, "lungtrau", asked, kind="difficulty", words=words)
    _answer(
        cast, row, today, kind="answered",
        words="Sở đã trao đổi với Sở Tài chính; xã lập dự toán bổ sung gửi trước ngày 30.",
    )  # fmt: skip


def _running(cast: Cast, task: Task, today: date) -> Period | None:
    """The period of a task that runs today."""
    cells = owed(
        body_ids=[cast.commune("tamgiai").pk], first=today, last=today, on=today,
        task_ids=[task.pk],
    )  # fmt: skip
    return cells[0].window.period if cells else None


def _ask(
    cast: Cast, task: Task, period: Period, name: str, day: date, **said: Any
) -> Any:
    return ask_about_duty(
        task=task, body=cast.commune(name), period_start=period.start,
        actor=cast.users[name], acting=cast.acting(name), at=story.at(day, 9), **said,
    )  # fmt: skip


def _answer(cast: Cast, row: Any, today: date, **said: Any) -> None:
    answer_request(
        request=row, actor=cast.users[OVERSEER], acting=cast.acting(OVERSEER),
        at=story.at(max(row.period_start, today - timedelta(days=2)), 15), **said,
    )  # fmt: skip
