"""Who may sign for a body on a day, and the block above her name, from posts held.

Decree 30/2020, art. 13: the head; her deputy for her (KT.); a unit's head by order
(TL.); anyone with a written authority in force that day (TUQ.).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from loa.domain.text import fold
from loa.domain.writing import (
    Delegation,
    NotDelegated,
    Signature,
    SigningMode,
    is_deputy,
)
from loa.orgs import delegating
from loa.orgs.models import Appointment, BodyVersion, Grant, Kind, Post, Role
from loa.orgs.selectors import granted, in_force, version_of

# The head's post where the body's own posts do not name one.
_HEADS = {
    Kind.PEOPLES_COMMITTEE: "Chủ tịch",
    Kind.PEOPLES_COUNCIL: "Chủ tịch",
    Kind.DEPARTMENT: "Giám đốc",
    Kind.CENTRE: "Giám đốc",
    Kind.DIVISION: "Trưởng phòng",
    Kind.OFFICE: "Chánh Văn phòng",
}
_COLLECTIVE = {
    Kind.PEOPLES_COMMITTEE: "Ủy ban nhân dân",
    Kind.PEOPLES_COUNCIL: "Hội đồng nhân dân",
}
_UNITS = (Kind.DIVISION, Kind.OFFICE, Kind.CENTRE)
_ACTING = ("quyen ", "q. ")


@dataclass(frozen=True, slots=True)
class Signer:
    """One way to sign: ``key`` is what a form sends, "head" where nobody is known."""

    key: str
    signature: Signature

    @property
    def label(self) -> str:
        """The lines as they print, in one, with the name."""
        lines = " / ".join(self.signature.lines)
        name = self.signature.name
        return f"{lines} – {name}" if name else lines


def signers_of(body: BodyVersion, on: date) -> list[Signer]:
    """Return everybody who may sign for a body on a day, the head first."""
    head = head_post(body)
    held = delegating.appointments_of(body.body_id, on)
    found = [Signer("head", _of_head(body, head, held, on))]
    found += _deputies(body, head, held)
    found += _units(body, head, on)
    found += _delegated(body, head, on)
    return found


def signer_of(body: BodyVersion, key: str, on: date) -> Signer | None:
    """Return the way to sign that a key names, if it may be taken on that day."""
    return next((one for one in signers_of(body, on) if one.key == key), None)


def require_authority(body: BodyVersion, header: dict[str, str], on: date) -> None:
    """Refuse a paper printed as signed under authorization that nobody gave.

    :param header: what the reader found: signer.authority, signer.name
    :raises NotDelegated: for TUQ. without a written delegation in force that day
    """
    if not _is_under_authorization(header):
        return
    name = fold(header.get("signer.name", ""))
    for row in delegating.delegations_of(body.body_id, on):
        if not name or fold(row.taker.full_name) == name:
            return
    raise NotDelegated(f"no written delegation is in force on {on:%d/%m/%Y}")


def _is_under_authorization(header: dict[str, str]) -> bool:
    printed = fold(
        f"{header.get('signer.authority', '')} {header.get('signer.title', '')}"
    )
    return any(word.startswith("tuq") for word in printed.split())


def head_post(body: BodyVersion) -> str:
    """Return what the head's post is called, by the body's own posts or by its kind."""
    post = delegating.head_post_of(body.body_id)
    return post.name if post else _HEADS.get(Kind(body.kind), "Thủ trưởng đơn vị")


def collective_of(body: BodyVersion) -> str:
    """Return the collective for which the head signs; "" where she signs alone."""
    return _COLLECTIVE.get(Kind(body.kind), "")


def _of_head(
    body: BodyVersion, head: str, held: Sequence[Appointment], on: date
) -> Signature:
    rows = [row for row in held if row.post.is_head]
    name = rows[0].user.full_name if rows else _head_by_grant(body, on)
    return Signature(
        head_post=head,
        collective=collective_of(body),
        name=name,
    )


def _head_by_grant(body: BodyVersion, on: date) -> str:
    """The head's name where only her role is known, and only when there is just one."""
    rows = Grant.objects.filter(
        granted(on), body_id=body.body_id, role=Role.HEAD
    ).select_related("user")
    names = {row.user.full_name for row in rows}
    return names.pop() if len(names) == 1 else ""


def _deputies(
    body: BodyVersion, head: str, held: Sequence[Appointment]
) -> Iterator[Signer]:
    for row in held:
        post = fold(row.post.name)
        if row.post.is_head:
            continue
        if post.startswith(_ACTING):
            mode, own = SigningMode.ACTING, ""
        elif is_deputy(row.post.name, head):
            mode, own = SigningMode.FOR_HEAD, row.post.name
        else:
            continue
        signature = Signature(
            head_post=head,
            mode=mode,
            collective=collective_of(body),
            post=own,
            name=row.user.full_name,
        )
        yield Signer(f"post-{row.pk}", signature)


def _units(body: BodyVersion, head: str, on: date) -> Iterator[Signer]:
    """Heads of the body's own offices and divisions sign by order of its head."""
    versions = BodyVersion.objects.filter(
        in_force(on), parent_id=body.body_id, kind__in=_UNITS
    )
    posts = Post.objects.filter(body_id__in=versions.values("body_id"), is_head=True)
    rows = Appointment.objects.filter(granted(on), post__in=posts)
    for row in rows.select_related("post", "user").order_by("post__name", "pk"):
        unit = version_of(row.post.body_id, on)
        signature = Signature(
            head_post=head,
            mode=SigningMode.BY_ORDER,
            post=_unit_post(row.post.name, unit.name if unit else ""),
            name=row.user.full_name,
        )
        yield Signer(f"unit-{row.pk}", signature)


def _unit_post(post: str, unit: str) -> str:
    """Say the post with its unit: "Trưởng phòng Văn hóa - Xã hội"."""
    last = post.split()[-1] if post.split() else ""
    if fold(unit) and fold(unit) in fold(post):
        return post
    if last and fold(unit).startswith(fold(last) + " "):
        return f"{post} {unit[len(last) :].strip()}"
    return post


def _delegated(body: BodyVersion, head: str, on: date) -> Iterator[Signer]:
    for row in delegating.delegations_of(body.body_id, on):
        signature = Signature(
            head_post=head,
            mode=SigningMode.UNDER_AUTHORIZATION,
            post=row.taker_post,
            name=row.taker.full_name,
            delegation=Delegation(
                f"{row.by_number}, {row.by_date:%d/%m/%Y}",
                row.from_on,
                row.last_on,
                holder=row.taker_post,
            ),
        )
        yield Signer(f"delegation-{row.pk}", signature)
