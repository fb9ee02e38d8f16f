"""Who may commit duties for whom, see a task, and decide exceptions."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.documents import policies as documents
from loa.documents.models import Document
from loa.documents.policies import can_speak_for_issuer
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion, Role
from loa.orgs.policies import WRITING_ROLES, can_write_for
from loa.orgs.selectors import Acting
from loa.programmes.models import Directive, DutyRequest, Programme, Task


def can_commit_for_others(
    acting: Acting | None, document: Document, *, bodies: Collection[int], on: date
) -> bool:
    """Whether her confirmation binds other bodies.

    The issuer's people bind who stands below the issuing government, and so does an
    overseer of the issuer; of any other document an overseer binds whom she oversees,
    and only if that is everybody it assigns.

    :param bodies: the bodies that would owe something
    """
    if acting is None or not acting.has(*WRITING_ROLES):
        return False
    if can_speak_for_issuer(acting, document, on=on):
        return True
    return bool(bodies) and not out_of_reach(acting, document, bodies=bodies, on=on)


def may_bind_anybody(acting: Acting, document: Document, *, on: date) -> bool:
    """Whether she could bind other bodies by this document, whoever they turn out to be."""
    oversees = any(role == Role.OVERSEER for role, _path in acting.reaches)
    return can_speak_for_issuer(acting, document, on=on) or (
        oversees and acting.has(*WRITING_ROLES)
    )


def out_of_reach(
    acting: Acting, document: Document, *, bodies: Collection[int], on: date
) -> set[int]:
    """Return the bodies among some that she cannot bind by this document."""
    speaks = can_speak_for_issuer(acting, document, on=on)
    top = _issuing_path(document, on) if speaks else None
    versions = orgs.versions_of(bodies, on)
    return {
        body
        for body in bodies
        if (version := versions.get(body)) is None
        or not (
            acting.reaches_body(version.path, Role.OVERSEER)
            or (top is not None and version.path.startswith(top))
        )
    }


def _issuing_path(document: Document, on: date) -> str | None:
    """The path of the government below which an issuer binds: its own, or its parent's."""
    version = orgs.version_of(document.issuer_id, on) if document.issuer_id else None
    if version is None:
        return None
    if version.kind in ("department", "office") and version.parent_id:
        above = orgs.version_of(version.parent_id, on)
        return above.path if above else version.path
    return version.path


def can_see_directive(acting: Acting | None, directive: Directive, *, on: date) -> bool:
    """Whether the document behind it may be seen."""
    return documents.can_see_document(acting, directive.document, on=on)


def access_directive(acting: Acting | None, pk: int, *, on: date) -> Directive:
    """Return the directive, or "not found" to an outsider."""
    rows = Directive.objects.select_related("document", "programme", "committed_by")
    directive = rows.filter(pk=pk).first()
    if directive is None or not can_see_directive(acting, directive, on=on):
        raise Http404
    return directive


def can_end_duties(acting: Acting | None, directive: Directive, *, on: date) -> bool:
    """Whether she may end its duties: for the body whose they are, or its issuer."""
    return can_write_for(acting, directive.committed_for_id) or (
        not directive.is_own_reading
        and can_speak_for_issuer(acting, directive.document, on=on)
    )


def require_end_duties(
    acting: Acting | None, directive: Directive, *, on: date
) -> None:
    """Refuse who may not end its duties.

    :raises PermissionDenied: to everyone else
    """
    if not can_end_duties(acting, directive, on=on):
        raise PermissionDenied


def can_record_for_all(acting: Acting | None, task: Task, *, on: date) -> bool:
    """Whether she may say for all whom a task assigns that what it waits for happened.

    For the body whose duties they are, or its issuer; and the overseer of that body.
    """
    directive = task.directive
    if can_end_duties(acting, directive, on=on):
        return True
    version = orgs.version_of(directive.committed_for_id, on)
    return (
        acting is not None
        and acting.has(*WRITING_ROLES)
        and version is not None
        and acting.reaches_body(version.path, Role.OVERSEER)
    )


def require_record_happening(
    acting: Acting | None, task: Task, body_id: int | None, *, on: date
) -> Acting:
    """Give back who may say so for a body, or (None) for all: else for her own alone.

    :raises PermissionDenied: to everyone else
    """
    if acting is not None and can_record_for_all(acting, task, on=on):
        return acting
    if acting is None or body_id is None or not can_write_for(acting, body_id):
        raise PermissionDenied
    return acting


def can_correct(acting: Acting | None, directive: Directive, *, on: date) -> bool:
    """Whether she may correct who is assigned its tasks, for those whom she binds.

    The issuer's people and overseers; an own reading gives way to the issuer's instead.
    """
    return (
        acting is not None
        and acting.has(*WRITING_ROLES)
        and not directive.is_own_reading
        and may_bind_anybody(acting, directive.document, on=on)
    )


def is_there(body_id: int, on: date) -> bool:
    """Whether a body is there on a day, so that it can be bound and told."""
    return orgs.version_of(body_id, on) is not None


def can_settle(
    acting: Acting | None, directive: Directive, last: BodyVersion, *, on: date
) -> bool:
    """Whether she decides what becomes of a duty whose body has ended.

    Its issuer's people, and who watched over the body.
    """
    return (
        acting is not None
        and acting.has(*WRITING_ROLES)
        and (
            acting.reaches_body(last.path, Role.OVERSEER)
            or can_speak_for_issuer(acting, directive.document, on=on)
        )
    )


def require_correct(acting: Acting | None, directive: Directive, *, on: date) -> Acting:
    """Give back who may correct assignments.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_correct(acting, directive, on=on):
        raise PermissionDenied
    return acting


def access_task(acting: Acting | None, pk: int, *, on: date) -> Task:
    """Return the task, or "not found" to an outsider."""
    rows = Task.objects.select_related("directive__document", "directive__programme")
    task = rows.filter(pk=pk).first()
    if task is None or not can_see_directive(acting, task.directive, on=on):
        raise Http404
    return task


def access_programme(acting: Acting | None, pk: int, *, on: date) -> Programme:
    """Return the programme, or "not found" to an outsider.

    Its owner's people see it, who has a grant above the owner, and everybody who sees
    one of its directives.
    """
    programme = Programme.objects.select_related("owner").filter(pk=pk).first()
    if programme is None or not can_see_programme(acting, programme, on=on):
        raise Http404
    return programme


def can_see_programme(acting: Acting | None, programme: Programme, *, on: date) -> bool:
    """Whether a programme may be seen (see :func:`access_programme`)."""
    if acting is None:
        return False
    if acting.body_id == programme.owner_id:
        return True
    owner = orgs.version_of(programme.owner_id, on)
    if owner and acting.reaches_body(owner.path):
        return True
    directives = programme.directives.select_related("document")
    return any(can_see_directive(acting, each, on=on) for each in directives)


def can_decide_exceptions(acting: Acting | None, body_id: int, *, on: date) -> bool:
    """Whether she may exempt a body or give it more time: its overseer, above it."""
    version = orgs.version_of(body_id, on)
    return version is not None and oversees(acting, version)


def oversees(acting: Acting | None, version: BodyVersion) -> bool:
    """Whether she is the overseer of a body that is not the one she acts in."""
    return (
        acting is not None
        and acting.body_id != version.body_id
        and acting.reaches_body(version.path, Role.OVERSEER)
    )


def require_decide_exceptions(
    acting: Acting | None, body_id: int, *, on: date
) -> Acting:
    """Give back who may decide exceptions.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_decide_exceptions(acting, body_id, on=on):
        raise PermissionDenied
    return acting


def require_state(acting: Acting | None, body_id: int) -> Acting:
    """Give back who may say a sentence for a body: who writes for it.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_write_for(acting, body_id):
        raise PermissionDenied
    return acting


def access_request(acting: Acting | None, pk: int, *, on: date) -> DutyRequest:
    """Return a request on a duty, or "not found" to an outsider.

    The asking body's people see it, whoever has a grant above it, and the issuer's.
    """
    rows = DutyRequest.objects.select_related(
        "task__directive__document", "body", "asked_by", "file", "answer__by"
    )
    row = rows.filter(pk=pk).first()
    if row is None or not can_see_request(acting, row, on=on):
        raise Http404
    return row


def can_see_request(acting: Acting | None, row: DutyRequest, *, on: date) -> bool:
    """Whether a request may be seen (see :func:`access_request`)."""
    if acting is None:
        return False
    if acting.body_id == row.body_id:
        return True
    version = orgs.version_of(row.body_id, on)
    if version is not None and acting.reaches_body(version.path):
        return True
    return acting.body_id == row.task.directive.document.issuer_id


def can_answer(acting: Acting | None, row: DutyRequest, *, on: date) -> bool:
    """Whether she may answer a request: for the issuer, or as overseer of the asker.

    A body does not answer itself.
    """
    if acting is None or acting.body_id == row.body_id:
        return False
    return can_decide_exceptions(acting, row.body_id, on=on) or can_speak_for_issuer(
        acting, row.task.directive.document, on=on
    )


def require_answer(acting: Acting | None, row: DutyRequest, *, on: date) -> Acting:
    """Give back who may answer a request.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_answer(acting, row, on=on):
        raise PermissionDenied
    return acting


def can_edit_programme(
    acting: Acting | None, programme: Programme, *, on: date
) -> bool:
    """Whether she may change its page: who writes for its owner, or oversees it."""
    if acting is None or not acting.has(*WRITING_ROLES):
        return False
    if acting.body_id == programme.owner_id:
        return True
    owner = orgs.version_of(programme.owner_id, on)
    return owner is not None and acting.reaches_body(owner.path, Role.OVERSEER)


def require_edit_programme(
    acting: Acting | None, programme: Programme, *, on: date
) -> Acting:
    """Give back who may change a programme's page.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_edit_programme(acting, programme, on=on):
        raise PermissionDenied
    return acting
