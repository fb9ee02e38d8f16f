"""From decisions on record and the issued paper that prints them to duties.

What a meeting decided is known exactly: to whom, what, by when. It need not be read
back from its paper; but the paper must say it, word for word, or it binds nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from loa.common.figures import day, local_day
from loa.documents.models import Document
from loa.documents.services import close_tasks, deliver_document
from loa.notices import services as notices
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.models import Assignment, Directive, Task, TaskKind
from loa.programmes.services.log import log
from loa.programmes.signals import directive_committed

if TYPE_CHECKING:
    from loa.accounts.models import User


@dataclass(frozen=True, slots=True)
class DecidedDuty:
    """One duty as it was decided: whose, in which words, until which day."""

    body: Body
    printed: str
    text: str
    due_on: date
    is_binding: bool = True


class NotInPaper(ValueError):
    """Decisions whose words or day the issued paper does not print; nothing was made."""

    def __init__(self, duties: Sequence[DecidedDuty]) -> None:
        super().__init__(len(duties))
        self.duties = tuple(duties)


@transaction.atomic
def commit_decided(
    *,
    document: Document,
    duties: Sequence[DecidedDuty],
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Directive:
    """Make duties of what was decided, by the issued document that prints it.

    :raises PermissionDenied: to who may not bind those bodies by this document
    :raises NotInPaper: when the signed paper does not say what was decided
    :raises loa.documents.services.AlreadyConfirmed: when its tasks are duties already
    """
    on = local_day(at)
    bodies = {duty.body.pk for duty in duties}
    if acting is None or not policies.can_commit_for_others(
        acting, document, bodies=bodies, on=on
    ):
        raise PermissionDenied
    if policies.out_of_reach(acting, document, bodies=bodies, on=on):
        raise PermissionDenied
    document = close_tasks(document=document, actor=actor, acting=acting, at=at)
    spans = [_span(document.text, duty) for duty in duties]
    missing = [duty for duty, span in zip(duties, spans, strict=True) if span is None]
    if missing:
        raise NotInPaper(missing)
    directive = Directive.objects.create(
        document=document,
        committed_for_id=document.issuer_id or acting.body_id,
        judged_from=document.issued_on or on,
        committed_at=at,
        committed_by=actor,
    )
    for order, (duty, span) in enumerate(zip(duties, spans, strict=True), start=1):
        _task(directive, order, duty, span, at)
    _tell(directive, duties, at)
    detail = {"tasks": len(duties), "bodies": len(bodies), "decided": True}
    log(
        "directive.committed", directive, actor=actor, acting=acting, at=at,
        detail=detail,
    )  # fmt: skip
    directive_committed.send(sender=Directive, directive=directive, at=at)
    return directive


def _span(text: str, duty: DecidedDuty) -> tuple[int, int] | None:
    """Where the paper prints the words, with the day behind them; line breaks aside."""
    flat: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if not sign.isspace() or (flat and flat[-1] != " "):
            flat.append(" " if sign.isspace() else sign)
            places.append(place)
    joined = "".join(flat)
    words = " ".join(duty.text.split())
    start = joined.find(words)
    while start >= 0:
        end = start + len(words)
        if day(duty.due_on) in joined[end : end + 80]:
            return places[start], places[end - 1] + 1
        start = joined.find(words, end)
    return None


def _task(
    directive: Directive,
    order: int,
    duty: DecidedDuty,
    span: tuple[int, int] | None,
    at: datetime,
) -> Task:
    begins = min(local_day(at), duty.due_on)
    title = " ".join(duty.text.split())
    task = Task.objects.create(
        directive=directive,
        order=order,
        text=duty.text,
        title=title if len(title) <= 200 else title[:199].rstrip() + "…",
        start=span[0] if span else None,
        end=span[1] if span else None,
        kind=TaskKind.DELIVER,
        time_text=day(duty.due_on),
        deadline=duty.due_on,
        recurrence="once",
        is_binding=duty.is_binding,
        from_on=begins,
        until_on=date.fromordinal(duty.due_on.toordinal() + 1),
    )
    Assignment.objects.create(
        task=task,
        body=duty.body,
        printed=duty.printed[:500],
        role=Assignment.Role.LEAD,
        mode=Assignment.Mode.EACH,
        from_on=task.from_on,
        recorded_at=at,
        by_document=str(directive.document)[:200],
    )
    return task


def _tell(directive: Directive, duties: Sequence[DecidedDuty], at: datetime) -> None:
    counts: dict[int, int] = {}
    for duty in duties:
        counts[duty.body.pk] = counts.get(duty.body.pk, 0) + 1
    deliver_document(
        document=directive.document, bodies=counts.keys(), owing=counts.keys(), at=at
    )
    for body, count in sorted(counts.items()):
        notices.notify(
            bodies=[body],
            kind="programmes.directive.committed",
            params={"document": str(directive.document), "count": count},
            url=reverse("programmes:directive", args=[directive.pk]),
            key=f"programmes.directive.committed:{directive.pk}",
            at=at,
        )
