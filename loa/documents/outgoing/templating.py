"""Templates of a body: taken in after a look, used, closed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from loa.audit import services as audit
from loa.common import once
from loa.documents import apart, filling
from loa.documents.models import Draft, DraftVersion, PaperTemplate
from loa.documents.outgoing import policies
from loa.documents.outgoing.writing import bring_back, file_name, newest, paper_of
from loa.files import selectors as files
from loa.files.services import require_size, store_file
from loa.orgs.models import Body
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


class NoPaper(Exception):
    """The draft has been through Word: its fields are no longer known apart."""


def add_template(
    *,
    name: str,
    content: bytes,
    uploaded_as: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> PaperTemplate:
    """Take in a template of the body acted in; one of the same name is closed by it.

    :raises loa.documents.filling.BadTemplate: with what is wrong and where
    :raises loa.domain.docreader.Unreadable: when it is no .docx
    :raises PermissionDenied: to who does not set up the body
    """
    acting = policies.require_set_up(acting)
    require_size(len(content))
    fields = _looked_through(content)
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        row = PaperTemplate(
            body_id=acting.body_id,
            name=name,
            file=store_file(content=content, name=uploaded_as, actor=actor, at=at),
            fields=fields,
            added_at=at,
            added_by=actor,
        )
        made = _in_place(row, at)
        _log("template.added", made, actor, acting, at)
        claim.done("")
    return made


def _looked_through(content: bytes) -> list[str]:
    said = apart.look_through_template(content)
    if said["faults"]:
        raise filling.BadTemplate([filling.Fault(*row) for row in said["faults"]])
    fields: list[str] = said["fields"]
    return fields


def _in_place(row: PaperTemplate, at: datetime) -> PaperTemplate:
    """Put a template in the place of the one of its name; the later of two stays."""
    named = PaperTemplate.objects.filter(
        body_id=row.body_id, name=row.name, closed_at=None
    )
    while True:
        named.update(closed_at=at)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            # Somebody else took one of this name in at the same moment.
            if not named.exists():
                raise
        else:
            return row


@transaction.atomic
def close_template(
    *, template: PaperTemplate, actor: "User", acting: Acting | None, at: datetime
) -> None:
    """Let a template be used no more; papers made with it stay.

    :raises PermissionDenied: to who does not set up the body
    :raises Http404: when it is another body's
    """
    acting = policies.require_set_up(acting)
    template = policies.access_template(acting, template.pk)
    rows = PaperTemplate.objects.filter(pk=template.pk, closed_at=None)
    if rows.update(closed_at=at):
        _log("template.closed", template, actor, acting, at)


def use_template(
    *,
    draft: Draft,
    template: PaperTemplate,
    seen: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> DraftVersion:
    """Fill a draft into a template, as its next version.

    :raises NoPaper: when it has been through Word
    :raises NewerVersion, SameVersion, Moved: as :func:`bring_back`
    :raises Http404: when the template is another body's
    """
    acting = policies.require_write(acting, draft.body_id)
    template = policies.access_template(acting, template.pk)
    paper = paper_of(newest(draft))
    if paper is None:
        raise NoPaper
    content = filling.fill(files.content(template.file), paper)
    return bring_back(
        draft=draft,
        content=content,
        name=file_name(draft, "docx"),
        seen=seen,
        actor=actor,
        acting=acting,
        at=at,
        origin=DraftVersion.Origin.TEMPLATE,
    )


def _log(
    action: str, template: PaperTemplate, actor: "User", acting: Acting, at: datetime
) -> None:
    audit.record(
        actor=actor,
        action=f"documents.{action}",
        at=at,
        target=template,
        body=Body.objects.get(pk=acting.body_id),
        detail={"name": template.name, "fields": template.fields},
    )
