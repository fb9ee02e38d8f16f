"""Proof with personal data: opened where it belongs, each opening written down.

Upward go the number of people and the digest; the names stay with the body, and with
whom its head has let in.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.audit.models import Entry
from loa.domain.periods import vn_date
from loa.domain.proof.pictures import NotAPicture, public_copy
from loa.evidence import policies
from loa.evidence.models import OpeningRight, Proof
from loa.files.models import FileClass, StoredFile
from loa.files.selectors import content
from loa.files.services import store_file
from loa.notices.services import notify
from loa.orgs.models import Body
from loa.orgs.selectors import Acting, version_of
from loa.orgs.succession import successors

LONGEST = 90
"""For so many days a right to open is given at most."""
OPENED = "evidence.proof.opened"


class CannotBeOpen(Exception):
    """A file that Loa cannot free of personal data: no picture, or an attendance list."""


def belongs_to(acting: Acting, proof: Proof, *, on: date) -> bool:
    """Whether she acts in a body whose activity it is, or in an ended one's successor."""
    record = proof.record
    joint = record.joint_bodies.values_list("pk", flat=True)
    if acting.body_id in {record.body_id, *joint}:
        return True
    if version_of(record.body_id, on) is not None:
        return False
    return acting.body_id in {heir.body_id for heir in successors(record.body_id, on)}


def can_open(acting: Acting, proof: Proof, *, on: date) -> bool:
    """Whether who may see a record may open one of its files."""
    if proof.file is None or proof.file.file_class != FileClass.PERSONAL:
        return True
    if belongs_to(acting, proof, on=on):
        return True
    rights = OpeningRight.objects.known().filter(proof=proof, until_on__gt=on)
    return rights.filter(body_id=acting.body_id).exists()


def open_file(*, proof: Proof, actor: User, acting: Acting, at: datetime) -> StoredFile:
    """Return the file of a proof to be sent; that of one with personal data is logged.

    :raises PermissionDenied: to who sees the record and may not open the file
    """
    if proof.file is None or not can_open(acting, proof, on=vn_date(at)):
        raise PermissionDenied
    if proof.file.file_class == FileClass.PERSONAL:
        audit.record(
            actor=actor,
            action=OPENED,
            at=at,
            target=proof.record,
            body=Body(pk=acting.body_id),
            detail={"proof": proof.pk, "sha256": proof.file.sha256},
        )
    return proof.file


def openings_of(record_id: int) -> QuerySet[Entry]:
    """Return who opened a record's files with personal data, the latest first."""
    rows = Entry.objects.filter(
        action=OPENED, target_type="evidence.record", target_id=record_id
    )
    return rows.order_by("-pk")


def let_open(
    *,
    proof: Proof,
    body_id: int,
    reason: str,
    days: int,
    actor: User,
    acting: Acting,
    at: datetime,
) -> OpeningRight:
    """Let the people of another body open a proof with personal data for some days.

    :raises ValueError: without a reason, or for a number of days that is none
    :raises PermissionDenied: to anybody but the head of the record's body
    """
    policies.require_confirm(acting, proof.record.body_id)
    if not reason.strip() or not 1 <= days <= LONGEST:
        raise ValueError("a reason, and 1 to 90 days")
    with transaction.atomic():
        right = OpeningRight.objects.create(
            proof=proof,
            body_id=body_id,
            reason=reason.strip(),
            until_on=vn_date(at) + timedelta(days=days),
            given_by=actor,
            recorded_at=at,
        )
        audit.record(
            actor=actor,
            action="evidence.proof.right_given",
            at=at,
            target=proof.record,
            body=Body(pk=acting.body_id),
            detail={"proof": proof.pk, "to": body_id, "days": days, "reason": reason},
        )
        notify(
            bodies=[body_id],
            kind="evidence.proof.right_given",
            params={"record": proof.record.title, "reason": reason.strip()},
            url=reverse("evidence:detail", args=[proof.record_id]),
            key=f"evidence.right.{right.pk}",
            at=at,
        )
    return right


def classify(
    *, proof: Proof, file_class: FileClass, actor: User, acting: Acting, at: datetime
) -> Proof:
    """Say who may have a file. An open picture gets a copy without place and time.

    The original stays as it came, byte for byte.

    :raises CannotBeOpen: for what Loa cannot free of personal data
    :raises PermissionDenied: to who may not write for the body
    """
    policies.require_withdraw(acting, proof.record)
    if proof.file is None:
        raise CannotBeOpen
    if proof.kind == Proof.Kind.ROSTER and file_class != FileClass.PERSONAL:
        raise CannotBeOpen
    bare = None
    if file_class == FileClass.OPEN:
        try:
            bare = public_copy(content(proof.file))
        except NotAPicture as error:
            raise CannotBeOpen from error
    with transaction.atomic():
        proof.public_copy = None
        if bare is not None:
            proof.public_copy = store_file(
                content=bare, name=proof.file.name, actor=actor, at=at,
                file_class=FileClass.OPEN,
            )  # fmt: skip
        proof.save(update_fields=["public_copy"])
        before = proof.file.file_class
        proof.file.file_class = file_class
        proof.file.save(update_fields=["file_class"])
        audit.record(
            actor=actor,
            action="evidence.proof.classified",
            at=at,
            target=proof.record,
            body=Body(pk=acting.body_id),
            detail={"proof": proof.pk, "from": before, "to": str(file_class)},
        )
    return proof
