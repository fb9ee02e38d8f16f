"""Who sees a record, who records, and who may judge it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.accounts.models import User
from loa.evidence.models import LogImport, Record, SampleAudit
from loa.orgs import policies as orgs
from loa.orgs.models import PATH_SEGMENT, BodyVersion, Grant, Role
from loa.orgs.selectors import Acting, granted, version_of, versions_of
from loa.orgs.succession import successors
from loa.reference.speaking import speaks_to


def body_then(record: Record, on: date) -> BodyVersion | None:
    """Return the record's body as of today, or as it was on the record's day."""
    return version_of(record.body_id, on) or version_of(record.body_id, record.done_on)


def can_see_record(acting: Acting | None, record: Record, *, on: date) -> bool:
    """Whether a record may be seen: its bodies' people, and who watches over them."""
    if acting is None:
        return False
    joint = list(record.joint_bodies.values_list("pk", flat=True))
    if acting.body_id in {record.body_id, *joint}:
        return True
    version = body_then(record, on)
    seen = [version] if version else []
    seen += versions_of(joint, on).values() if joint else []
    if any(orgs.can_see_body(acting, each) for each in seen):
        return True
    if version is not None and speaks_for_area(acting, record, version, on=on):
        return True
    # Who goes on with the work of an ended body sees what it did.
    ended = version_of(record.body_id, on) is None
    return ended and acting.body_id in {
        heir.body_id for heir in successors(record.body_id, on)
    }


def speaks_for_area(
    acting: Acting, record: Record, version: BodyVersion, *, on: date
) -> bool:
    """Whether the body acted in speaks for the record's area over the record's body."""
    return record.area_id is not None and speaks_to(acting, record.area_id, version, on)


def access_record(acting: Acting | None, pk: int, *, on: date) -> Record:
    """Return the record, or "not found" to an outsider."""
    record = (
        Record.objects.filter(pk=pk)
        .select_related("body", "form", "area", "channel", "recorded_by")
        .first()
    )
    if record is None or not can_see_record(acting, record, on=on):
        raise Http404
    return record


def access_log(acting: Acting | None, pk: int) -> LogImport:
    """Return an imported log of the body acted in, or "not found" to anybody else."""
    rows = LogImport.objects.select_related("file", "uploaded_by", "confirmed_by")
    log = rows.filter(pk=pk, body_id=acting.body_id).first() if acting else None
    if log is None:
        raise Http404
    return log


def can_record_for(acting: Acting | None, body_id: int) -> bool:
    """Whether she may record what a body did."""
    return orgs.can_write_for(acting, body_id)


def can_withdraw(acting: Acting | None, record: Record) -> bool:
    """Whether she may withdraw a record or add proof: its own body's writers."""
    return orgs.can_write_for(acting, record.body_id)


def can_judge(user: User, acting: Acting | None, record: Record, *, on: date) -> bool:
    """Whether she may give a verdict: who watches over the body, never its own people.

    And an officer of the department that speaks for the record's area there.

    A body does not verify itself: who recorded it, who acts in one of its bodies, and
    who holds any grant in them, is no judge of it.
    """
    version = body_then(record, on)
    if acting is None or version is None or record.recorded_by_id == user.pk:
        return False
    joint = record.joint_bodies.values_list("pk", flat=True)
    bodies = {record.body_id, *joint}
    if acting.body_id in bodies:
        return False
    above = any(
        role in (Role.OVERSEER, Role.HEAD)
        and version.path.startswith(path)
        and version.path != path
        for role, path in acting.reaches
    )
    if not above and not (
        acting.has(*orgs.WRITING_ROLES)
        and speaks_for_area(acting, record, version, on=on)
    ):
        return False
    own = Grant.objects.filter(granted(on), user=user, body_id__in=bodies)
    return not own.exists()


def require_judge(
    user: User, acting: Acting | None, record: Record, *, on: date
) -> None:
    """Refuse who may not judge the record.

    :raises PermissionDenied: to an insider who may only see it
    """
    if not can_judge(user, acting, record, on=on):
        raise PermissionDenied


def require_withdraw(acting: Acting | None, record: Record) -> None:
    """Refuse who may not withdraw the record or add to it.

    :raises PermissionDenied: to an insider who may only see it
    """
    if not can_withdraw(acting, record):
        raise PermissionDenied


def can_confirm(acting: Acting | None, body_id: int) -> bool:
    """Whether she may confirm a body's period: its head, or who approves for the head."""
    return (
        acting is not None
        and acting.body_id == body_id
        and acting.has(Role.HEAD, Role.APPROVER)
    )


def require_confirm(acting: Acting | None, body_id: int) -> None:
    """Refuse who may not confirm a body's period.

    :raises PermissionDenied: to anybody but its head and who approves for the head
    """
    if not can_confirm(acting, body_id):
        raise PermissionDenied


def audited_bodies(acting: Acting | None) -> list[int]:
    """Return the bodies over which she may draw samples: those that she oversees."""
    if acting is None:
        return []
    paths = {path for role, path in acting.reaches if role == Role.OVERSEER}
    return sorted(int(path[-PATH_SEGMENT:]) for path in paths)


def require_audits(acting: Acting | None) -> list[int]:
    """Return the bodies over which she may draw samples, or "not found"."""
    bodies = audited_bodies(acting)
    if not bodies:
        raise Http404
    return bodies


def access_audit(acting: Acting | None, pk: int, *, on: date) -> SampleAudit:
    """Return a sample to who oversees its body, or "not found" to anybody else."""
    rows = SampleAudit.objects.select_related("body", "drawn_by", "drawn_in")
    audit = rows.filter(pk=pk).first()
    version = version_of(audit.body_id, on) if audit else None
    if (
        audit is None
        or acting is None
        or version is None
        or not acting.reaches_body(version.path, Role.OVERSEER)
    ):
        raise Http404
    return audit
