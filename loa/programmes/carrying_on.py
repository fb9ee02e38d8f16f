"""The letter by which a body passes a directive on to the bodies below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loa.documents.models import Draft
from loa.documents.outgoing.frames import cited, frame_of, issuer_of, numbered
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.documents.outgoing.writing import BLANK, Beginning
from loa.domain.writing import (
    Block,
    OfficialPaper,
    with_end_mark,
)
from loa.orgs.models import BodyGroup, BodyVersion
from loa.orgs.selectors import groups_of, members, version_of
from loa.programmes.composing import (
    OwnTask,
    bullet_of,
    by_task,
    cells_of,
    line_of,
    units_of,
    words_of,
)
from loa.programmes.facts import TaskFacts
from loa.programmes.models import Assignment, Directive


@dataclass(frozen=True, slots=True)
class Addressed:
    """A group that a body writes to, with its members on a day."""

    name: str
    members: tuple[BodyVersion, ...]


def addressed_below(
    directive: Directive, body: BodyVersion, on: date
) -> list[Addressed]:
    """Return whom a body passes a directive on to: those below it that have tasks by it.

    Groups as the directive names them; bodies named one by one stand by themselves.
    """
    tasks = directive.tasks.all()
    rows = Assignment.objects.known().filter(task__in=tasks).select_related("group")
    found: dict[str, Addressed] = {}
    for row in rows.order_by("task__order", "pk"):
        if row.group is not None:
            below = [v for v in members(row.group, on) if _is_below(v, body, on)]
            name = row.group.name
        else:
            version = version_of(row.body_id, on) if row.body_id else None
            below = [version] if version and _is_below(version, body, on) else []
            name = version.name if version else ""
        if below:
            found.setdefault(name, Addressed(name, tuple(below)))
    return list(found.values()) or _own_groups(body, on)


def _is_below(version: BodyVersion, body: BodyVersion, on: date) -> bool:
    """Below the body, or for a department below the government that it serves."""
    if version.body_id == body.body_id:
        return False
    top = body.path
    if body.kind in ("department", "office") and body.parent_id:
        above = version_of(body.parent_id, on)
        top = above.path if above else top
        if version.body_id == body.parent_id:
            return False
    return version.path.startswith(top)


def _own_groups(body: BodyVersion, on: date) -> list[Addressed]:
    groups: list[BodyGroup] = groups_of(body.body_id)
    found = [Addressed(group.name, tuple(members(group, on))) for group in groups]
    found += [Addressed(unit.name, (unit,)) for unit in units_of(body, on)]
    return [one for one in found if one.members]


def carry_on(directive: Directive, body: BodyVersion, on: date) -> Beginning:
    """Compose the letter by which a body passes a directive on to the bodies below."""
    document = directive.document
    groups = addressed_below(directive, body, on)
    names = tuple(group.name for group in groups) or (BLANK,)
    paper = OfficialPaper(
        **frame_of(body, BY_CODE[""], on).as_fields(),
        subject=f"V/v triển khai thực hiện {numbered(document)}",
        addressees=names,
        body=with_end_mark(list(_letter_body(directive, body, groups, on))),
        signature=signers_of(body, on)[0].signature,
        recipients=tuple(
            line
            for line in (
                "Như trên",
                f"{issuer_of(document)} (để b/c)" if issuer_of(document) else "",
                "Lưu: VT",
            )
            if line
        ),
    )
    return Beginning(paper, Draft.Purpose.CARRY_ON, document)


def _letter_body(
    directive: Directive, body: BodyVersion, groups: list[Addressed], on: date
) -> Iterator[Block]:
    yield line_of(
        f"Thực hiện {cited(directive.document)} (gửi kèm), {body.name} đề nghị các cơ"
        " quan, đơn vị:"
    )
    yield line_of(
        "1. Nghiên cứu, quán triệt và tổ chức thực hiện đầy đủ các nhiệm vụ được giao, gồm:"
    )
    whom = {version.body_id for group in groups for version in group.members}
    # A commune hands on to its own offices what it owes itself.
    tasks = tasks_for(directive, whom, on) or tasks_for(directive, {body.body_id}, on)
    for task, due in tasks:
        yield bullet_of(f"{words_of(task)} (thời hạn: {due}).")
    yield line_of(
        f"2. Báo cáo kết quả thực hiện về {body.name} (qua {BLANK}) trước ngày {BLANK}."
    )
    yield line_of(
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các cơ quan, đơn"
        f" vị phản ánh về {body.name} để được hướng dẫn"
    )


def tasks_for(
    directive: Directive, bodies: set[int], on: date
) -> list[tuple[TaskFacts, str]]:
    """Return the tasks that some bodies owe by a directive, with when."""
    return [
        (rows[0].task, OwnTask(rows[0].task, tuple(rows), ()).due)
        for rows in by_task(cells_of(directive, bodies, on))
    ]
