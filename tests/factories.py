"""Plain functions that make rows, each with sensible defaults."""

from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from loa.accounts.models import User
from loa.channels.models import Channel
from loa.documents.models import Document
from loa.orgs.models import (
    Body,
    BodyGroup,
    BodyVersion,
    Grant,
    GroupRule,
    Kind,
    Level,
    Role,
)
from loa.programmes.models import Assignment, Directive, Programme, Task, TaskKind
from loa.reference.models import AreaSet

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = date(2025, 7, 1)
_numbers = count(1)


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in Vietnam."""
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


def folded(name: str) -> str:
    from loa.domain.text import fold

    return fold(name)


def make_body(
    name: str,
    *,
    under: Body | None = None,
    kind: str = Kind.PEOPLES_COMMITTEE,
    level: str = Level.COMMUNE,
    unit_type: str = "",
    code: str = "",
    place: str = "",
    symbol: str = "UBND",
    short_name: str = "",
    since: date = LONG_AGO,
    until: date | None = None,
) -> Body:
    body = Body.objects.create(code=code or f"test-{next(_numbers)}")
    above = under.versions.latest("valid_from").path if under else ""
    BodyVersion.objects.create(
        body=body,
        name=name,
        short_name=short_name,
        folded=folded(name),
        kind=kind,
        level=level,
        unit_type=unit_type,
        symbol=symbol,
        place=place,
        parent=under,
        path=f"{above}{body.pk:06d}",
        valid_from=since,
        valid_to=until,
    )
    return body


def make_user(
    username: str, full_name: str = "", password: str = "dau-xanh-rau-ma-12"
) -> User:
    return User.objects.create_user(
        username, full_name=full_name or username.title(), password=password
    )


def give(
    user: User,
    role: str,
    body: Body,
    *,
    with_below: bool = False,
    since: date = LONG_AGO,
) -> Grant:
    return Grant.objects.create(
        user=user,
        role=role,
        body=body,
        with_below=with_below,
        from_on=since,
        recorded_at=moment(since.year, since.month, since.day),
    )


def make_group(
    name: str, *, owner: Body, since: date = LONG_AGO, **rule: object
) -> BodyGroup:
    """A group by rule: kinds, levels, unit_types below ``owner``."""
    group = BodyGroup.objects.create(name=name, folded=folded(name), owner=owner)
    GroupRule.objects.create(
        group=group,
        under=owner,
        from_on=since,
        recorded_at=moment(since.year, since.month, since.day),
        **rule,
    )
    return group


def make_channel(
    owner: Body, host: str, path_prefix: str = "", **fields: object
) -> Channel:
    defaults = {
        "kind": "website",
        "name": f"Trang thông tin điện tử {owner}",
        "from_on": LONG_AGO,
        "recorded_at": moment(2025, 7, 1),
    }
    return Channel.objects.create(
        owner=owner, host=host, path_prefix=path_prefix, **(defaults | fields)
    )


def make_document(held_by: Body, by: User, **fields: object) -> Document:
    number = next(_numbers)
    defaults = {
        "number": str(number),
        "symbol": "KH-UBND",
        "doc_type": "Kế hoạch",
        "issuer": held_by,
        "issuer_name": str(held_by),
        "issued_on": date(2026, 1, 20),
        "subject": "Thông tin, tuyên truyền cải cách hành chính năm 2026",
        "text": "Ủy ban nhân dân các xã, phường đăng ít nhất 02 tin, bài mỗi tháng.",
        "sha256": f"{number:064d}",
        "brought_at": moment(2026, 1, 21),
        "brought_by": by,
    }
    return Document.objects.create(held_by=held_by, **(defaults | fields))


def make_directive(document: Document, by: User, **fields: object) -> Directive:
    defaults = {
        "committed_for": document.held_by,
        "judged_from": date(2026, 1, 1),
        "committed_at": moment(2026, 1, 22),
        "committed_by": by,
    }
    document.status = "confirmed"
    document.save(update_fields=["status"])
    return Directive.objects.create(document=document, **(defaults | fields))


def make_programme(owner: Body, **fields: object) -> Programme:
    defaults = {
        "name": "Thông tin, tuyên truyền cải cách hành chính năm 2026",
        "area_set": AreaSet.objects.get(code="cchc7"),
        "from_on": date(2026, 1, 1),
        "until_on": date(2027, 1, 1),
        "judged_from": date(2026, 1, 1),
    }
    return Programme.objects.create(owner=owner, **(defaults | fields))


def make_task(
    directive: Directive,
    *,
    leads: list[Body | BodyGroup] = (),  # type: ignore[assignment]
    mode: str = "",
    **fields: object,
) -> Task:
    """A monthly quota of two news items unless told otherwise.

    Several bodies named are joint unless ``mode`` says each; groups are each.
    """
    order = directive.tasks.count() + 1
    defaults = {
        "order": order,
        "text": "Hằng tháng có ít nhất 02 tin, bài trên Trang thông tin điện tử.",
        "title": "Tin, bài trên Trang thông tin điện tử",
        "kind": TaskKind.QUOTA,
        "recurrence": "monthly",
        "quota_count": 2,
        "quota_unit": "tin, bài",
        "quota_per": "month",
        "channel_kinds": ["website"],
        "from_on": date(2026, 1, 1),
        "until_on": date(2027, 1, 1),
    }
    task = Task.objects.create(directive=directive, **(defaults | fields))
    bodies = [lead for lead in leads if isinstance(lead, Body)]
    for lead in leads:
        is_body = isinstance(lead, Body)
        Assignment.objects.create(
            task=task,
            body=lead if is_body else None,
            group=None if is_body else lead,
            printed=str(lead),
            mode=mode or ("jointly" if is_body and len(bodies) > 1 else "each"),
            from_on=task.from_on,
            recorded_at=directive.committed_at,
        )
    return task


def rewrite(rows: Any, **values: object) -> None:
    """Write over what was decided, as only raw SQL can: another world from the start."""
    QuerySet.update(rows.all(), **values)


__all__ = ["Role"]
