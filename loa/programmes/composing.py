"""A body's own plan, composed from its duties by a directive.

Only what is on record stands in it: the body's own tasks, days by rule, channels that
it declared. Whatever a person must decide is a visible blank, never a guess.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from loa.channels.models import Channel
from loa.channels.selectors import channels_of
from loa.common import figures
from loa.documents.models import Draft
from loa.documents.outgoing.frames import cited, frame_of, issuer_of, short_cited
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.documents.outgoing.writing import BLANK, Beginning
from loa.domain.text import fold
from loa.domain.writing import (
    Align,
    Appendix,
    Block,
    Bullet,
    Column,
    Heading,
    OfficialPaper,
    Paragraph,
    Row,
    Table,
    number_headings,
    plain,
    with_end_mark,
)
from loa.orgs.models import BodyVersion, Kind
from loa.orgs.selectors import in_force
from loa.programmes.facts import Cell, TaskFacts
from loa.programmes.models import Directive
from loa.programmes.owed import owed
from loa.programmes.shares import A_YEAR

# Vietnamese, because the papers are.
_KINDS: Final = {
    "deliver": "Nhiệm vụ hoàn thành theo thời hạn",
    "quota": "Nhiệm vụ có số lượng theo kỳ",
    "coverage": "Hình thức tuyên truyền phải thực hiện",
    "event": "Nhiệm vụ khi có phát sinh",
    "report": "Báo cáo định kỳ",
    "standing": "Nhiệm vụ thường xuyên",
}
_PER: Final = {
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "6 tháng một lần",
    "nine_months": "9 tháng",
    "year": "hằng năm",
}
_CHANNELS: Final = {
    "website": "trang thông tin điện tử",
    "social": "mạng xã hội",
    "zalo": "Zalo",
    "radio": "truyền thanh cơ sở",
    "board": "bảng tin công cộng",
    "press": "báo chí",
    "television": "truyền hình",
}
_MANY_DAYS = 4


class NothingOwed(Exception):
    """The body owes nothing by this directive: there is no plan to draft from it."""


@dataclass(frozen=True, slots=True)
class OwnTask:
    """One task that a body owes, with the days on which it is due for this body."""

    facts: TaskFacts
    cells: tuple[Cell, ...]
    channels: tuple[Channel, ...]

    @property
    def due(self) -> str:
        """When, in the words of a paper; by rule and for this body's level."""
        kind, facts = str(self.facts.kind), self.facts
        days = sorted({cell.window.due_on for cell in self.cells})
        if kind == "standing":
            return "thường xuyên"
        if kind == "event":
            return facts.time_text or "khi có phát sinh"
        if kind == "quota":
            per = self.cells[0].window.period.kind
            word = _PER.get(str(per), "")
            return word or f"chậm nhất ngày {figures.day(days[-1])}"
        if not days:
            return BLANK
        if len(days) <= _MANY_DAYS:
            told = ", ".join(figures.day(day) for day in days)
            return f"chậm nhất ngày {told}" if len(days) == 1 else f"các ngày {told}"
        return f"từng kỳ, lần đầu ngày {figures.day(days[0])}"

    @property
    def target(self) -> str:
        """How many: "ít nhất 2 tin, bài"; "" where nothing is counted."""
        if str(self.facts.kind) != "quota" or not self.facts.unit:
            return ""
        return f"ít nhất {figures.number(self.facts.target)} {self.facts.unit}"

    @property
    def where(self) -> str:
        """On which of the body's own channels; a blank where it has none such."""
        kinds = self.facts.channel_kinds
        if not kinds:
            return ""
        own = [c.name for c in self.channels if c.kind in kinds]
        lacking = [
            f"{_CHANNELS.get(kind, kind)}: {BLANK}"
            for kind in kinds
            if kind not in {c.kind for c in self.channels}
            and not (kind in ("press", "television") and self.facts.allows_press)
        ]
        return "; ".join([*own, *lacking])


def own_tasks(directive: Directive, body_id: int, on: date) -> list[OwnTask]:
    """Return what a body owes by a directive, in the directive's order."""
    cells = [
        cell
        for cell in cells_of(directive, [body_id], on)
        if body_id in cell.body_ids and not cell.exempt
    ]
    channels = tuple(channels_of(body_id, on)) if cells else ()
    return [OwnTask(rows[0].task, tuple(rows), channels) for rows in by_task(cells)]


def cells_of(directive: Directive, body_ids: Collection[int], on: date) -> list[Cell]:
    """Return what bodies owe by a directive from its first day to its last.

    Exempt ones are among them, and periods that outlast it.
    """
    tasks = list(directive.tasks.all())
    if not tasks or not body_ids:
        return []
    found = owed(
        body_ids=body_ids,
        first=min(task.from_on for task in tasks),
        last=max(task.until_on for task in tasks) + A_YEAR,
        on=on,
        task_ids=[task.pk for task in tasks],
    )
    # A sentence is quoted once, however many numbers it asks; what happened is no part
    # of the paper.
    return [cell for cell in found if not cell.task.line]


def by_task(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Put cells of one task together, in the directive's order."""
    found: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.task.id].append(cell)
    return sorted(found.values(), key=lambda rows: rows[0].task.order)


def own_plan(directive: Directive, body: BodyVersion, on: date) -> Beginning:
    """Compose a body's own plan from the duties that a directive lays on it.

    :raises NothingOwed: when there are none
    """
    tasks = own_tasks(directive, body.body_id, on)
    if not tasks:
        raise NothingOwed
    document = directive.document
    units = units_of(body, on)
    subject = _own_subject(document.subject, body)
    paper = OfficialPaper(
        **frame_of(body, BY_CODE["KH"], on).as_fields(),
        subject=subject,
        bases=(f"Căn cứ {cited(document)}",),
        body=with_end_mark(
            number_headings(list(_plan_body(directive, body, tasks, units)))
        ),
        signature=signers_of(body, on)[0].signature,
        recipients=tuple(_recipients(directive, units)),
        appendices=(_task_table(tasks),),
    )
    return Beginning(paper, Draft.Purpose.OWN_PLAN, document)


def _own_subject(subject: str, body: BodyVersion) -> str:
    """The superior's subject, for one's own area: its "trên địa bàn tỉnh" is not ours.

    A department has no area: its plan is its own ("của Sở Nội vụ").
    """
    if " trên địa bàn " not in subject:
        return subject or BLANK
    head, _mark, tail = subject.partition(" trên địa bàn ")
    year = tail[tail.find("năm ") :] if "năm " in tail else ""
    if body.kind != Kind.PEOPLES_COMMITTEE:
        return f"{head} của {body.name} {year}".strip()
    place = body.short_name or body.name
    area = place[:1].lower() + place[1:]
    return f"{head} trên địa bàn {area} {year}".strip()


def _plan_body(
    directive: Directive,
    body: BodyVersion,
    tasks: list[OwnTask],
    units: list[BodyVersion],
) -> Iterator[Block]:
    source = short_cited(directive.document)
    yield line_of(f"{body.name} ban hành Kế hoạch thực hiện như sau:")
    yield Heading(1, "Mục đích, yêu cầu")
    yield Heading(2, "Mục đích")
    yield bullet_of(
        f"Tổ chức thực hiện đầy đủ, đúng thời hạn các nhiệm vụ được giao tại {source}."
    )
    yield bullet_of(BLANK)
    yield Heading(2, "Yêu cầu")
    yield bullet_of(
        "Mỗi nhiệm vụ có đơn vị chủ trì, thời hạn và minh chứng kết quả thực hiện."
    )
    yield bullet_of(BLANK)
    yield Heading(1, "Nội dung, nhiệm vụ")
    for kind, title in _KINDS.items():
        of_kind = [task for task in tasks if str(task.facts.kind) == kind]
        if of_kind:
            yield Heading(2, title)
            for task in of_kind:
                yield bullet_of(_sentence(task))
    yield Heading(1, "Tổ chức thực hiện")
    for unit in units:
        yield Heading(2, unit.name)
        yield bullet_of(BLANK)
    if not units:
        yield bullet_of(BLANK)
    yield line_of(
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản"
        f" ánh về {body.name} để xem xét, giải quyết"
    )


def _sentence(task: OwnTask) -> str:
    """A task in its own words, then when and where for this body."""
    words = words_of(task.facts)
    told = [] if _is_said(task, words) else [f"thời hạn: {task.due}"]
    if task.where:
        told.append(f"kênh: {task.where}")
    return f"{words} ({'; '.join(told)})." if told else f"{words}."


def words_of(task: TaskFacts) -> str:
    """A task's own words on one line, without the mark they end with."""
    return " ".join(task.text.split()).rstrip(".;,/ ")


def _is_said(task: OwnTask, words: str) -> bool:
    """Whether the task's own words, or the heading above it, say when."""
    if str(task.facts.kind) == "standing":
        return True
    due = task.due.removeprefix("chậm nhất ngày ")
    return fold(due) in fold(words)


def _task_table(tasks: list[OwnTask]) -> Appendix:
    columns = (
        Column("Stt", 0.5, Align.CENTRE),
        Column("Nhiệm vụ", 4.0),
        Column("Số lượng", 1.3),
        Column("Thời hạn", 1.6),
        Column("Kênh", 1.8),
        Column("Chủ trì", 1.3),
    )
    rows = tuple(
        Row(
            (
                plain(str(number)),
                plain(words_of(task.facts)),
                plain(task.target),
                plain(task.due),
                plain(task.where),
                plain(BLANK),
            )
        )
        for number, task in enumerate(tasks, start=1)
    )
    return Appendix("Danh mục nhiệm vụ", (Table(columns, rows),), is_landscape=True)


def units_of(body: BodyVersion, on: date) -> list[BodyVersion]:
    """The body's own offices and divisions, to which it hands its tasks out."""
    rows = BodyVersion.objects.filter(in_force(on), parent_id=body.body_id)
    own = rows.filter(level=body.level, kind__in=("division", "office", "centre"))
    return list(own.order_by("name"))


def _recipients(directive: Directive, units: list[BodyVersion]) -> Iterator[str]:
    if issuer := issuer_of(directive.document):
        yield f"{issuer} (để b/c)"
    yield from (unit.name for unit in units)
    yield "Lưu: VT"


def line_of(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(plain(text))


def bullet_of(text: str) -> Bullet:
    """A bulleted line of plain words."""
    return Bullet(plain(text))
