"""What a person makes of the proofreader's remarks: no fault, or one after all."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from loa.documents import policies
from loa.documents.models import Document, RemarkSetAside, Status
from loa.documents.remarks import find_remark
from loa.documents.services.gate import closed, log
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

_WORDS = 300


class NoSuchRemark(Exception):
    """No such remark is made on the document (any more)."""


@transaction.atomic
def set_remark_aside(
    *,
    document: Document,
    rule: str,
    start: int,
    end: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> RemarkSetAside:
    """Keep that a remark is on no fault; a second time changes nothing.

    :param start: where its words begin in the document's text; 0, as ``end``, when it
        is on something missing
    :raises PermissionDenied: to an insider who may not write here
    :raises NotOpen: when the document is withdrawn
    :raises NoSuchRemark: when the proofreader makes no such remark
    """
    _hold(document, acting)
    remark = find_remark(document, rule, start, end)
    if remark is None:
        raise NoSuchRemark(rule)
    aside, is_new = RemarkSetAside.objects.get_or_create(
        document=document,
        rule=rule,
        start=start,
        end=end,
        taken_back_at=None,
        defaults={"words": remark.words[:_WORDS], "by": actor, "at": at},
    )
    if is_new:
        _log("remark.set_aside", aside, actor, acting, at)
    return aside


@transaction.atomic
def take_remark_back(
    *, aside: RemarkSetAside, actor: "User", acting: Acting | None, at: datetime
) -> RemarkSetAside:
    """Let a remark stand again; who had set it aside, and when, is kept.

    :raises PermissionDenied: to an insider who may not write here
    :raises NotOpen: when the document is withdrawn
    """
    _hold(aside.document, acting)
    still = RemarkSetAside.objects.filter(pk=aside.pk, taken_back_at=None)
    if still.update(taken_back_by=actor, taken_back_at=at):
        _log("remark.taken_back", aside, actor, acting, at)
    aside.refresh_from_db()
    return aside


def _hold(document: Document, acting: Acting | None) -> None:
    """Ask the policy; a remark may be judged on a confirmed document too."""
    policies.require_write(acting, document)
    if document.status == Status.WITHDRAWN:
        raise closed(document)


def _log(
    action: str,
    aside: RemarkSetAside,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    detail = {"rule": aside.rule, "start": aside.start, "words": aside.words}
    log(action, aside.document, actor=actor, acting=acting, at=at, detail=detail)
