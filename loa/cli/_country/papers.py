"""The country's directives, whom they bind, and what was excepted from them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from loa.accounts.models import User
from loa.cli._country.bodies import Groups, Owing
from loa.cli._demo.story import VIETNAM
from loa.documents import searching
from loa.documents.models import Direction, Document, Status
from loa.domain.text import fold
from loa.orgs.models import Body, BodyGroup
from loa.programmes.models import Assignment, Directive, Exemption, Extension, Task
from loa.programmes.models import TaskKind as Kind
from loa.programmes.selectors import Cell
from loa.reference.models import Area, CommunicationForm

BATCH = 2000
AREAS = (
    "direction", "institutions", "procedures", "organisation", "civil_service",
    "public_finance", "digital",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One task of a paper: which form it asks, of which area, how often, of whom."""

    form: str
    per: str = "month"
    area: str = ""
    count: int = 1
    of: str = "commune"
    weight: float = 1.0


def _of_each_area(form: str, weight: float) -> tuple[Line, ...]:
    return tuple(Line(form, area=area, weight=weight) for area in AREAS)


# No two lines of one body ask for the same form and area: a record has one credit.
PROVINCIAL: dict[str, tuple[Line, ...]] = {
    "Thông tin, tuyên truyền cải cách hành chính": _of_each_area("news", 1.6),
    "Truyền thông trên mạng xã hội và truyền thanh cơ sở": (
        *_of_each_area("social_post", 1.2),
        *_of_each_area("broadcast", 1.0),
    ),
    "Hội nghị, tọa đàm, cổ động trực quan": (
        Line("visual"),
        Line("conference", per="half"),
        Line("document", per="", weight=0.4),
        Line("news", of="department", count=2, weight=3),
        Line("seminar", per="quarter", of="department"),
    ),
}
NATIONAL: dict[str, tuple[Line, ...]] = {
    "Truyền thông cải cách hành chính nhà nước": (
        Line("video", weight=1.5),
        Line("performance", per="quarter"),
        Line("class", per="year", weight=0.4),
        Line("conference", per="quarter", of="province"),
    ),
}
_HOW_OFTEN = {
    "month": ("monthly", "Hằng tháng"), "quarter": ("quarterly", "Hằng quý"),
    "half": ("semiannual", "Sáu tháng một lần"), "year": ("annual", "Hằng năm"),
    "": ("", "Thường xuyên"),
}  # fmt: skip


def issue(
    groups: Groups, *, years: range, judged_from: date, by: User, at: datetime
) -> int:
    """Store the directives of some years, in force from January on; how many tasks."""
    forms = {form.code: form for form in CommunicationForm.objects.all()}
    areas = dict(Area.objects.filter(code__in=AREAS).values_list("code", "pk"))
    issued = [
        (_document(owner, number, subject, year, by, at), year, asked)
        for year in years
        for owner, papers in _owners(groups).items()
        for number, (subject, asked) in enumerate(papers.items(), start=1)
    ]
    # Not one by one: saving a document looks whether its province has its groups.
    searching.put_in_all(Document.objects.bulk_create(one[0] for one in issued))
    directives = Directive.objects.bulk_create(
        Directive(
            document=document, committed_for=document.held_by, committed_by=by,
            judged_from=max(judged_from, date(year, 1, 1)),
            committed_at=document.brought_at,
        )
        for document, year, _asked in issued
    )  # fmt: skip
    tasks: list[Task] = []
    lines: list[tuple[Line, BodyGroup]] = []
    for directive, (document, year, asked) in zip(directives, issued, strict=True):
        for order, line in enumerate(asked, start=1):
            tasks.append(_task(directive, order, line, year, forms))
            lines.append((line, _group(groups, document.held_by_id, line)))
    made = Task.objects.bulk_create(tasks, batch_size=500)
    both = list(zip(made, lines, strict=True))
    Task.forms.through.objects.bulk_create(
        [
            Task.forms.through(
                task_id=task.pk, communicationform_id=forms[line.form].pk
            )
            for task, (line, _group) in both
        ],
        batch_size=BATCH,
    )
    Task.areas.through.objects.bulk_create(
        [
            Task.areas.through(task_id=task.pk, area_id=areas[line.area])
            for task, (line, _group) in both
            if line.area
        ],
        batch_size=BATCH,
    )
    Assignment.objects.bulk_create(
        [
            Assignment(
                task=task, group=group, printed=group.name,
                from_on=task.from_on, recorded_at=task.directive.committed_at,
            )
            for task, (_line, group) in both
        ],
        batch_size=BATCH,
    )  # fmt: skip
    return len(made)


def _owners(groups: Groups) -> dict[Body, dict[str, tuple[Line, ...]]]:
    provinces = [group.owner for group in groups.communes.values()]
    return {groups.all_communes.owner: NATIONAL} | dict.fromkeys(provinces, PROVINCIAL)


def _group(groups: Groups, owner_id: int, line: Line) -> BodyGroup:
    if line.of == "department":
        return groups.departments[owner_id]
    if line.of == "province":
        return groups.all_provinces
    return groups.communes.get(owner_id, groups.all_communes)


def _document(
    owner: Body, number: int, subject: str, year: int, by: User, at: datetime
) -> Document:
    issued = date(year, 1, 2)
    subject = f"{subject} năm {year}"
    return Document(
        held_by=owner, direction=Direction.OUTGOING, number=str(number),
        symbol="KH-UBND", code=f"{number}/kh-ubnd", doc_type="Kế hoạch", issuer=owner,
        issuer_name=str(owner), issued_on=issued, subject=subject, text=subject,
        folded=fold(subject), status=Status.CONFIRMED, brought_by=by,
        brought_at=max(at, datetime.combine(issued, time(9), VIETNAM)),
        sha256=f"{owner.pk:032d}{year:016d}{number:016d}",
    )  # fmt: skip


def _task(
    directive: Directive,
    order: int,
    line: Line,
    year: int,
    forms: dict[str, CommunicationForm],
) -> Task:
    form = forms[line.form]
    recurrence, often = _HOW_OFTEN[line.per]
    words = f"{often} có ít nhất {line.count:02d} {form.unit} ({form.name})"
    if line.area:
        words += f", lĩnh vực {line.area}"
    return Task(
        directive=directive, order=order, text=f"{words}.", title=words[:200],
        kind=Kind.QUOTA if line.per else Kind.STANDING,
        recurrence=recurrence or "regular", time_text=often,
        quota_count=line.count if line.per else None,
        quota_unit=form.unit if line.per else "", quota_per=line.per,
        from_on=date(year, 1, 1), until_on=date(year + 1, 1, 1),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Excepted:
    """How many exceptions were stored, and the cells that have more time."""

    count: int
    extended: frozenset[tuple[int, int, date]]


def except_some(
    cells: list[Cell],
    bodies: list[Owing],
    *,
    draw: Random,
    share: float,
    by: User,
    at: datetime,
) -> Excepted:
    """Excuse a share of a sample's periods for some body, and give more time for others.

    :param cells: what one body of each sort and province owes; others owe the same
    """
    alike: dict[tuple[int, str], list[int]] = defaultdict(list)
    sort = {one.body_id: (one.province_id, one.kind) for one in bodies}
    for one in bodies:
        alike[sort[one.body_id]].append(one.body_id)
    exemptions: dict[tuple[int, int, date], Exemption] = {}
    extensions: dict[tuple[int, int, date], Extension] = {}
    for cell in cells:
        if not cell.task.is_standing and sort[cell.body_id][1] == "commune":
            those = alike[sort[cell.body_id]]
            for body_id in draw.sample(those, max(1, round(len(those) * share))):
                key = (cell.task.id, body_id, cell.window.period.start)
                common = {
                    "task_id": key[0], "body_id": body_id, "period_start": key[2],
                    "by_document": "15/UBND-NV", "decided_by": by, "recorded_at": at,
                }  # fmt: skip
                if draw.random() < 0.5:
                    exemptions[key] = Exemption(reason="Thiên tai", **common)
                else:
                    due = cell.window.grace_until
                    extensions[key] = Extension(
                        reason="Sắp xếp bộ máy", due_on=due, **common
                    )
    Exemption.objects.bulk_create(exemptions.values(), batch_size=BATCH)
    Extension.objects.bulk_create(extensions.values(), batch_size=BATCH)
    return Excepted(len(exemptions) + len(extensions), frozenset(extensions))
