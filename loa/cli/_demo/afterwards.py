"""What is said of tasks after they were confirmed: what happened, who was meant."""

from datetime import date, timedelta
from typing import Any

from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.cli._demo.province import PROVINCE
from loa.programmes.models import Assignment, Directive, Task, TaskKind
from loa.programmes.services import (
    Change,
    correct_assignment,
    record_happening,
    seen_of,
    withdraw_happening,
)

OVERSEER = "theo.doi"
HAPPENED = (
    (6, "1204/QĐ-UBND", "Công bố 14 thủ tục hành chính sửa đổi lĩnh vực đất đai"),
    (3, "1215/QĐ-UBND", "Công bố bãi bỏ 03 thủ tục hành chính lĩnh vực hộ tịch"),
)
MISTAKEN = (4, "1251/QĐ-UBND", HAPPENED[1][2])


def write_down(cast: Cast, directive: Directive, today: date) -> None:
    """Papers that a task waits for came out; one was written down with a wrong number."""
    task = Task.objects.filter(directive=directive, kind=TaskKind.EVENT, line=0).first()
    if task is None:
        return
    by: dict[str, Any] = {
        "actor": cast.users[OVERSEER],
        "acting": cast.acting(OVERSEER),
    }
    made = [
        record_happening(
            task=task, what=what, happened_on=today - timedelta(days=ago),
            by_document=f"Quyết định số {number}", due_on=today + timedelta(days=12 - ago),
            at=story.at(today - timedelta(days=ago - 1), 10 + place), **by,
        )
        for place, (ago, number, what) in enumerate((*HAPPENED, MISTAKEN))
    ]  # fmt: skip
    withdraw_happening(
        happening=made[-1], reason="Ghi nhầm số quyết định",
        at=story.at(today - timedelta(days=1), 9), **by,
    )  # fmt: skip


def correct(cast: Cast, directive: Directive, today: date) -> None:
    """The contest is no longer the education department's: a letter says whose."""
    row = Assignment.objects.known().filter(
        task__directive=directive, role="lead", task__title__contains="cuộc thi",
        body=cast.bodies[f"{PROVINCE}.sgddt"],
    )  # fmt: skip
    wrong = row.select_related("task").first()
    if wrong is None:
        return
    correct_assignment(
        task=wrong.task,
        change=Change(
            wrong, cast.bodies[f"{PROVINCE}.skhcn"], wrong.from_on, wrong.mode
        ),
        reason="Phần mềm thi trực tuyến do Sở Khoa học và Công nghệ quản lý",
        by_document="Công văn số 2874/UBND-NC",
        seen=seen_of(wrong.task),
        actor=cast.users[OVERSEER],
        acting=cast.acting(OVERSEER),
        at=story.at(today - timedelta(days=15), 14),
    )
