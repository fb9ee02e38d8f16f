"""A programme as its page, its .docx and its JSON show it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loa.documents.outgoing.frames import cited, frame_of
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.domain.writing import (
    Block,
    Bullet,
    Heading,
    OfficialPaper,
    Paragraph,
    docx_bytes,
    number_headings,
    plain,
    task_table,
    with_end_mark,
)
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.facts import Cell
from loa.programmes.models import Assignment, Directive, Programme, Task
from loa.programmes.outline import (
    NUMBERS,
    Outline,
    focal_intro,
    is_heading,
    lines_of,
    outline_of,
    title_of,
)
from loa.programmes.pages import cells_of_tasks
from loa.programmes.progress import states_of
from loa.reference.models import Area
from loa.reference.speaking import Speaker, speakers_of

COLUMNS = (
    "Stt", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện",
)  # fmt: skip
_FOCAL = "IV"


@dataclass(frozen=True, slots=True)
class FocalRow:
    """A row of the table of focal activities, live from its task."""

    number: int
    task: Task
    content: str
    lead: str
    coordinating: str
    when: str
    states: list[tuple[str, int]]

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return (self.content, self.lead, self.coordinating, self.when)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the sections I–V: its title and its lines as written."""

    number: str
    title: str
    lines: list[str]

    @property
    def is_focal(self) -> bool:
        return self.number == _FOCAL


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Everything that a programme's page shows."""

    sections: list[Section]
    outline: Outline
    focal: list[FocalRow]
    documents: list[Directive]
    # the areas of the programme, each with who speaks for it to the owner
    areas: list[tuple[Area, list[Speaker]]]


def programme_page(
    programme: Programme, acting: Acting | None, *, on: date
) -> ProgrammePage:
    """Return a programme's page for a person: sections, parts, focal activities."""
    rows = programme.directives.select_related("document").order_by("committed_at")
    seen = [
        row
        for row in rows.filter(merged_into=None)
        if policies.can_see_directive(acting, row, on=on)
    ]
    texts: dict[str, str] = programme.sections
    return ProgrammePage(
        sections=[
            Section(
                number,
                title_of(texts[number]) or number,
                focal_intro(texts[number])
                if number == _FOCAL
                else lines_of(texts[number]),
            )
            for number in NUMBERS
            if texts.get(number)
        ],
        outline=outline_of(texts),
        focal=_focal(seen, texts.get(_FOCAL, ""), on),
        documents=seen,
        areas=speakers_of(programme.area_set.areas.all(), programme.owner_id, on),
    )


def _focal(directives: list[Directive], text: str, on: date) -> list[FocalRow]:
    tasks = list(
        Task.objects.filter(directive__in=directives)
        .select_related("directive__document")
        .prefetch_related("assignments")
    )
    in_table = [task for task in tasks if _stands_in(task, text)]
    # A programme whose paper has no such table shows all its tasks there.
    tasks = in_table or tasks
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells_of_tasks(tasks, on=on):
        for task_id in {cell.task.id, *(source.id for source in cell.sources)}:
            cells[task_id].append(cell)
    return [
        FocalRow(
            number,
            task,
            " ".join(task.text.split()),
            _printed(task, Assignment.Role.LEAD),
            _printed(task, Assignment.Role.COORDINATING),
            _when(task),
            _sorted(states_of(cells[task.pk], on)),
        )
        for number, task in enumerate(tasks, start=1)
    ]


def _stands_in(task: Task, text: str) -> bool:
    """Whether a task's words stand in section IV."""
    said = " ".join(task.text.split())
    return bool(said) and said in " ".join(text.split())


def _sorted(states: Counter[str]) -> list[tuple[str, int]]:
    return states.most_common()


def _printed(task: Task, role: str) -> str:
    names = [row.printed for row in task.assignments.all() if row.role == role]
    return "; ".join(dict.fromkeys(names))


def _when(task: Task) -> str:
    """When, as the paper words it; a day that was read otherwise."""
    if task.time_text:
        return task.time_text
    if task.deadline:
        return f"Trước ngày {task.deadline:%d/%m/%Y}"
    return "Thường xuyên" if task.kind == "standing" else ""


# --- out --------------------------------------------------------------------------------


def programme_paper(
    programme: Programme, page: ProgrammePage, body: BodyVersion, on: date
) -> OfficialPaper:
    """Compose a programme as a plan in the form of Decree 30, not numbered yet."""
    based = [row.document for row in page.documents]
    return OfficialPaper(
        **frame_of(body, BY_CODE["KH"], on).as_fields(),
        subject=programme.name,
        bases=tuple(
            f"Căn cứ {cited(document)}"
            for document in based
            if document.issuer_id != body.body_id
        ),
        body=with_end_mark(number_headings(list(_blocks(programme, page)))),
        signature=signers_of(body, on)[0].signature,
        recipients=("Các cơ quan, đơn vị có tên tại mục V", "Lưu: VT"),
    )


def _blocks(programme: Programme, page: ProgrammePage) -> Iterator[Block]:
    if programme.theme:
        yield Paragraph(plain(f"Chủ đề: “{programme.theme}”."))
    for section in page.sections:
        yield Heading(1, section.title)
        yield from (_block(line) for line in section.lines)
        if section.is_focal and page.focal:
            yield task_table([row.cells for row in page.focal])
    if not any(section.is_focal for section in page.sections) and page.focal:
        yield Heading(1, "Hoạt động trọng tâm")
        yield task_table([row.cells for row in page.focal])


def _block(line: str) -> Block:
    if is_heading(line):
        return Heading(2, line.partition(".")[2].strip() or line)
    if line.startswith(("-", "–", "•", "*")):
        return Bullet(plain(line[1:].strip()))
    if line.startswith("+"):
        return Bullet(plain(line[1:].strip()), level=2)
    return Paragraph(plain(line))


def programme_docx(paper: OfficialPaper, *, at: datetime) -> bytes:
    """Give the plan as .docx."""
    return docx_bytes(paper, at=at)


def programme_json(programme: Programme, page: ProgrammePage) -> dict[str, Any]:
    """Give the same as plain values."""
    parts = page.outline
    return {
        "name": programme.name,
        "owner": str(programme.owner),
        "theme": programme.theme,
        "from": programme.from_on.isoformat(),
        "last": programme.last_on.isoformat(),
        "judged_from": programme.judged_from.isoformat(),
        "documents": [str(row.document) for row in page.documents],
        "sections": {
            each.number: {"title": each.title, "lines": each.lines}
            for each in page.sections
        },
        "purposes": list(parts.purposes),
        "requirements": list(parts.requirements),
        "audiences": list(parts.audiences),
        "topics": list(parts.topics),
        "forms": list(parts.forms),
        "funding": list(parts.funding),
        "responsibilities": [
            {"body": each.title, "lines": list(each.lines)}
            for each in parts.responsibilities
        ],
        "areas": [
            {"area": area.name, "speakers": [each.version.name for each in speakers]}
            for area, speakers in page.areas
        ],
        "focal_activities": [
            dict(zip(COLUMNS, (row.number, *row.cells), strict=True))
            | {"states": dict(row.states)}
            for row in page.focal
        ],
    }
