"""Who sees a draft, writes it, and gives it its number.

A draft is its body's own: not even who watches over the body sees it before it is
issued. Then it is a document, with a document's policy.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.documents.models import Draft, PaperTemplate
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion, Role
from loa.orgs.selectors import Acting, version_of


def can_see_draft(acting: Acting | None, draft: Draft) -> bool:
    """Whether she acts in the body whose paper it is."""
    return acting is not None and acting.body_id == draft.body_id


def access_draft(acting: Acting | None, pk: int) -> Draft:
    """Return the draft, or "not found" to everybody outside its body."""
    rows = Draft.objects.select_related("regarding", "document", "made_by")
    draft = rows.filter(pk=pk).first()
    if draft is None or not can_see_draft(acting, draft):
        raise Http404
    return draft


def can_write_draft(acting: Acting | None, draft: Draft) -> bool:
    """Whether she may change it, send it out for signing, and issue it."""
    return orgs.can_write_for(acting, draft.body_id)


def require_write(acting: Acting | None, body_id: int) -> Acting:
    """Give back who writes for a body.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not orgs.can_write_for(acting, body_id):
        raise PermissionDenied
    return acting


def can_set_up(acting: Acting | None) -> bool:
    """Whether she sets up numbers and templates of the body acted in."""
    return acting is not None and acting.has(Role.ADMINISTRATOR, Role.HEAD)


def require_set_up(acting: Acting | None) -> Acting:
    """Give back who sets up numbers and templates.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_set_up(acting):
        raise PermissionDenied
    return acting


def access_template(acting: Acting | None, pk: int) -> PaperTemplate:
    """Return a template of the body acted in, or "not found"."""
    row = PaperTemplate.objects.select_related("file").filter(pk=pk).first()
    if row is None or acting is None or row.body_id != acting.body_id:
        raise Http404
    return row


def body_of(acting: Acting, on: date) -> BodyVersion:
    """Return the body acted in as of a day.

    :raises Http404: when it is no more
    """
    version = version_of(acting.body_id, on)
    if version is None:
        raise Http404
    return version
