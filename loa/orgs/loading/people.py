"""People from a spreadsheet: every bad row is told, and nobody is invited if any is."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from loa.domain.text import fold
from loa.orgs.loading.sheet import BadRow, BadSheet, read_grid
from loa.orgs.models import Role
from loa.orgs.services import Invitation

HEADINGS = {
    "ho va ten": "full_name", "ho ten": "full_name", "full name": "full_name",
    "ten dang nhap": "username", "sign-in name": "username",
    "vai tro": "role", "role": "role",
    "thu dien tu": "email", "email": "email", "e-mail": "email",
    "dien thoai": "phone", "phone": "phone",
    "chuc vu": "post", "post": "post",
    "so van ban": "by_number", "by document number": "by_number",
}  # fmt: skip
ROLES = {
    "thu truong": Role.HEAD, "nguoi dung dau": Role.HEAD, "duyet": Role.APPROVER,
    "nguoi duyet": Role.APPROVER, "chuyen vien": Role.OFFICER, "cong chuc": Role.OFFICER,
    "bien tap": Role.EDITOR, "bien tap vien": Role.EDITOR,
    "nguoi phat ngon": Role.SPOKESPERSON, "xem": Role.VIEWER, "nguoi xem": Role.VIEWER,
    "theo doi": Role.OVERSEER, "quan tri": Role.ADMINISTRATOR,
} | {role.value: role for role in Role}  # fmt: skip
USERNAME = re.compile(r"[a-z0-9._-]{3,80}")
MAX_PEOPLE = 2000


def people_rows(content: bytes) -> list[Invitation]:
    """Return the invitations of the first sheet.

    :raises BadSheet: with every bad row by sheet, row and reason
    """
    title, grid = read_grid(content)
    return _people(title, grid)


# In this order where a pasted list has no headings.
PASTED = (
    "Họ và tên",
    "Tên đăng nhập",
    "Vai trò",
    "Chức vụ",
    "Thư điện tử",
    "Điện thoại",
)


def people_pasted(text: str) -> list[Invitation]:
    """Return the invitations of a list pasted from a spreadsheet or typed.

    One person a line; columns parted by tabs or semicolons, in the order of ``PASTED``
    unless the first line names them.

    :raises BadSheet: with every bad line by its number and reason
    """
    lines = [
        tuple(re.split(r"\s*[\t;]\s*", line.strip())) if line.strip() else ()
        for line in text.splitlines()[: MAX_PEOPLE + 2]
    ]
    first = next((line for line in lines if line), ())
    is_headed = sum(fold(cell).strip() in HEADINGS for cell in first) >= 2
    grid = list(enumerate(lines, start=1))
    if not is_headed:
        grid.insert(0, (0, PASTED))
    return _people("", iter(row for row in grid if row[1]))


def _people(
    title: str, grid: Iterator[tuple[int, tuple[object, ...]]]
) -> list[Invitation]:
    _number, heading = next(grid, (0, ()))
    columns = {
        i: HEADINGS[key]
        for i, cell in enumerate(heading)
        if (key := fold(str(cell or "")).strip()) in HEADINGS
    }
    if not {"full_name", "username", "role"} <= set(columns.values()):
        reason = _(
            "The first row needs the columns “Họ và tên”, “Tên đăng nhập”, “Vai trò”."
        )
        raise BadSheet([BadRow(title, 1, reason)])
    people: list[Invitation] = []
    bad: list[BadRow] = []
    seen: set[str] = set()
    for number, cells in grid:
        values = {
            name: str(
                cells[i] if i < len(cells) and cells[i] is not None else ""
            ).strip()
            for i, name in columns.items()
        }
        if not any(values.values()):
            continue
        reasons = list(_reasons(values, seen))
        bad.extend(BadRow(title, number, reason) for reason in reasons)
        if not reasons:
            seen.add(values["username"])
            people.append(_invitation(values))
    if len(people) > MAX_PEOPLE:
        bad.append(BadRow(title, 0, _("A sheet holds at most 2,000 people.")))
    if not people and not bad:
        bad.append(BadRow(title, 0, _("The sheet has headings but no rows.")))
    if bad:
        raise BadSheet(bad)
    return people


def _invitation(values: dict[str, str]) -> Invitation:
    return Invitation(
        username=values["username"],
        full_name=values["full_name"],
        role=ROLES[fold(values["role"])],
        email=values.get("email", ""),
        phone=values.get("phone", "")[:20],
        post=values.get("post", "")[:150],
        by_number=values.get("by_number", "")[:60],
    )


def _reasons(values: dict[str, str], seen: set[str]) -> list[str]:
    reasons = []
    if not values["full_name"]:
        reasons.append(_("the full name is empty"))
    if not USERNAME.fullmatch(values["username"]):
        told = _(
            "the sign-in name “%s” must have 3 to 80 small letters, digits, dots, dashes"
        )
        reasons.append(told % values["username"])
    elif values["username"] in seen:
        reasons.append(_("the sign-in name “%s” stands twice") % values["username"])
    if fold(values["role"]) not in ROLES:
        reasons.append(_("the role “%s” is not known") % values["role"])
    return reasons
