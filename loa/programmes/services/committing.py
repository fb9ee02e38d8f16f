"""From a confirmed document to a directive, its tasks and who owes them: all or nothing."""

from collections import defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from loa.common.figures import local_day
from loa.documents.models import Document
from loa.documents.selectors import bodies_addressed
from loa.documents.services import confirm_tasks, deliver_document
from loa.notices import services as notices
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.programmes import sections
from loa.programmes.choices import NEW_PROGRAMME, Choices, default_choices
from loa.programmes.drafting import extras
from loa.programmes.models import Assignment, Directive, Programme, Task
from loa.programmes.proposal import (
    Proposal,
    TaskProposal,
    propose_as_allowed,
)
from loa.programmes.resolving import Party
from loa.programmes.same import directive_of_same_document
from loa.programmes.services.log import log
from loa.programmes.services.merging import merge_own_readings
from loa.programmes.services.programmes import create_programme
from loa.programmes.signals import directive_committed
from loa.reference import selectors as reference
from loa.reference.models import CommunicationForm

if TYPE_CHECKING:
    from loa.accounts.models import User

Role, Mode = Assignment.Role, Assignment.Mode


class NotComplete(Exception):
    """Something must still be said before duties can be made; nothing was stored."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__("not complete")
        self.proposal = proposal

    @property
    def names(self) -> list[str]:
        """The printed names that mean nobody yet."""
        return [party.printed for party in self.proposal.open_names]

    @property
    def labels(self) -> list[str]:
        """The tasks that lack something: N1, N2 …"""
        return [task.reading.label for task in self.proposal.incomplete]


class OutOfReach(NotComplete):
    """Bodies are named that this person cannot bind by this document."""


class AlreadyCommitted(Exception):
    """The issuer's own confirmation of the same document stands already."""

    def __init__(self, directive: Directive) -> None:
        super().__init__(directive.pk)
        self.directive = directive


@transaction.atomic
def commit_directive(
    *,
    document: Document,
    choices: Choices | None = None,
    actor: "User",
    acting: Acting,
    at: datetime,
) -> Directive:
    """Confirm a document and make its duties.

    :param choices: None for those that are proposed by default

    Of an issued paper, which is confirmed and delivered already, its tasks alone.
    By the issuer's people or an overseer for all bodies named; by anyone else for her
    own body alone, until the issuer confirms.

    :raises PermissionDenied: to an insider who may not write here
    :raises AlreadyConfirmed: when somebody was first (``by``, ``at``)
    :raises Unsettled: while doubtful findings are open
    :raises NotComplete: while a name means nobody or a task lacks its day or number
    :raises OutOfReach: when bodies are named that she cannot bind
    :raises AlreadyCommitted: for an own reading of what the issuer has confirmed
    """
    on = local_day(at)
    # First of all: of two people at once the second waits here and is told.
    document = confirm_tasks(document=document, actor=actor, acting=acting, at=at)
    proposal = propose_as_allowed(
        document,
        acting=acting,
        on=on,
        choices=choices or default_choices(document, on),
    )
    if proposal.is_own_reading and (known := directive_of_same_document(document)):
        raise AlreadyCommitted(known)
    if proposal.out_of_reach:
        raise OutOfReach(proposal)
    if not proposal.can_commit:
        raise NotComplete(proposal)
    directive = _directive(proposal, actor, acting, at)
    made = {task.item: _task(task, directive, proposal, at) for task in proposal.tasks}
    if not proposal.is_own_reading:
        merge_own_readings(directive, actor=actor, acting=acting, at=at)
        _tell(directive, proposal, on, at)
    log(
        "directive.committed",
        directive,
        actor=actor,
        acting=acting,
        at=at,
        detail={
            "tasks": len(made),
            "obligations": proposal.obligations_count,
            "bodies": len(proposal.body_ids),
            "own_reading": proposal.is_own_reading,
        },
    )
    directive_committed.send(sender=Directive, directive=directive, at=at)
    return directive


def _directive(
    proposal: Proposal, actor: "User", acting: Acting, at: datetime
) -> Directive:
    document, own = proposal.document, proposal.is_own_reading
    issuer = document.issuer if not own else None
    return Directive.objects.create(
        document=document,
        programme=_programme(proposal, actor, acting, at),
        committed_for=issuer or Body.objects.get(pk=acting.body_id),
        is_own_reading=own,
        judged_from=proposal.choices.judged_from,
        committed_at=at,
        committed_by=actor,
    )


def _programme(
    proposal: Proposal, actor: "User", acting: Acting, at: datetime
) -> Programme | None:
    choices, document = proposal.choices, proposal.document
    if choices.programme == NEW_PROGRAMME:
        own = proposal.is_own_reading or document.issuer is None
        owner = Body.objects.get(pk=acting.body_id) if own else document.issuer
        return create_programme(
            owner=owner or document.held_by,
            name=sections.name_of(document),
            theme=sections.theme_of(document),
            sections=sections.sections_of(document),
            from_on=choices.from_on,
            until_on=choices.until_on,
            judged_from=choices.judged_from,
            actor=actor,
            acting=acting,
            at=at,
        )
    if choices.programme:
        return Programme.objects.get(pk=int(choices.programme))
    return None


def _task(
    proposed: TaskProposal, directive: Directive, proposal: Proposal, at: datetime
) -> Task:
    """Store a task with who leads and joins it."""
    task = proposed.task
    task.directive = directive
    task.kind_reason = proposed.reading.kind_reason[:300]
    task.restates = _restated(proposed)
    task.save()
    codes = proposed.draft.forms
    task.forms.set(CommunicationForm.objects.filter(code__in=codes))
    named = proposed.draft.areas
    if named:
        known = reference.areas(local_day(at))
        task.areas.set(area for area in known if area.code in named)
    _assign(proposed, task, proposal, at)
    for line in proposed.draft.further:
        line.directive, line.line_of = directive, task
        line.kind_reason = task.kind_reason
        line.restates = _same_number(task.restates, line)
        line.save()
        _assign(proposed, line, proposal, at)
    return task


def _assign(
    proposed: TaskProposal, task: Task, proposal: Proposal, at: datetime
) -> None:
    rows = list(_leads(proposed, task, proposal, at))
    rows += [
        _assignment(task, party, Role.COORDINATING, Mode.EACH, at)
        for party in proposed.coordinates
        if party.resolution.is_resolved and not party.is_outside
    ]
    via = proposed.via
    for row in rows:
        row.via = via.body if via else None
    Assignment.objects.bulk_create(rows)


def _same_number(restated: Task | None, line: Task) -> Task | None:
    """The line of a restated sentence that asks for the same unit in the same time."""
    if restated is None:
        return None
    same = restated.lines.filter(
        quota_unit__iexact=line.quota_unit, quota_per=line.quota_per
    )
    return same.first()


def _leads(
    proposed: TaskProposal, task: Task, proposal: Proposal, at: datetime
) -> list[Assignment]:
    real = [
        party
        for party in proposed.leads
        if party.resolution.is_resolved and not party.is_outside
    ]
    if not proposal.is_own_reading:
        once = {(p.body, p.group): p for p in real}.values()
        return [
            _assignment(
                task, party, Role.LEAD, proposed.mode if party.body else Mode.EACH, at
            )
            for party in once
        ]
    if not proposed.cells:
        return []
    printed = "; ".join(party.printed for party in real)
    mine = Assignment(
        task=task,
        body_id=proposal.reader_id,
        printed=printed[:500],
        role=Role.LEAD,
        mode=Mode.EACH,
        from_on=task.from_on,
        recorded_at=at,
    )
    return [mine]


def _assignment(
    task: Task, party: Party, role: str, mode: str, at: datetime
) -> Assignment:
    return Assignment(
        task=task,
        body=party.body,
        group=party.group,
        printed=party.printed[:500],
        role=role,
        mode=mode,
        from_on=task.from_on,
        recorded_at=at,
    )


def _restated(proposed: TaskProposal) -> Task | None:
    """The task that a person said asks the same: always the first that asked it."""
    pk = extras(proposed.reading).get("restates")
    if not pk:
        return None
    found = Task.objects.filter(pk=pk).select_related("restates").first()
    return (found.restates or found) if found else None


def _tell(directive: Directive, proposal: Proposal, on: date, at: datetime) -> None:
    """Put the document and the duties into the inboxes of all whom it concerns."""
    document = directive.document
    tasks_of: dict[int, set[int]] = defaultdict(set)
    for cell in proposal.cells:
        for body in cell.body_ids:
            tasks_of[body].add(cell.task.order)
    joining = {
        party.body.pk
        for task in proposal.tasks
        for party in task.coordinates
        if party.body and not party.is_outside
    }
    addressed = bodies_addressed(document, on)
    owing = {*tasks_of, *joining}
    deliver_document(document=document, bodies=addressed | owing, owing=owing, at=at)
    by_count: dict[int, list[int]] = defaultdict(list)
    for body, orders in tasks_of.items():
        by_count[len(orders)].append(body)
    for count, bodies in sorted(by_count.items()):
        notices.notify(
            bodies=bodies,
            kind="programmes.directive.committed",
            params={"document": str(document), "count": count},
            url=reverse("programmes:directive", args=[directive.pk]),
            key=f"programmes.directive.committed:{directive.pk}",
            at=at,
        )
