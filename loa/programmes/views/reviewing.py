"""Screen 2: a document beside what was read of it, and what it will make."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from loa.common import figures
from loa.common.dates import now, today
from loa.documents import cards
from loa.documents import policies as documents
from loa.documents.models import Document, Finding
from loa.documents.paper import paper
from loa.documents.reading import Reading
from loa.documents.selectors import original_of
from loa.documents.services import NotOpen, Unsettled
from loa.orgs.names import Candidate
from loa.orgs.requests import StaffRequest
from loa.programmes import selectors, services
from loa.programmes.choices import default_choices
from loa.programmes.forms import CommitForm
from loa.programmes.proposal import Proposal, propose_as_allowed
from loa.programmes.same import tasks_alike
from loa.programmes.views.lines import NameLine, TaskLine, name_lines
from loa.programmes.views.opening import is_being_read, tell_closed, where_it_went
from loa.programmes.wording import count_bodies, due_line_words

TABS = ("tat-ca", "can-xem", "chac-chan")


@dataclass(frozen=True, slots=True)
class Review:
    """A document on its way to be confirmed, with what the form at its foot says."""

    document: Document
    form: CommitForm
    proposal: Proposal
    names: list[NameLine] = field(default_factory=list)
    tasks: list[TaskLine] = field(default_factory=list)

    @property
    def incomplete(self) -> list[TaskLine]:
        return [line for line in self.tasks if line.problem]

    @property
    def known_names(self) -> list[Candidate]:
        """Everything that a name may mean here, to be typed."""
        return self.proposal.resolver.all_candidates()

    @property
    def timed(self) -> list[TaskLine]:
        """The tasks that are no standing ones, or lack something."""
        return [line for line in self.tasks if not line.is_calm]

    @property
    def standing(self) -> list[TaskLine]:
        return [line for line in self.tasks if line.is_calm]

    @property
    def standing_open(self) -> int:
        return sum(not line.task.is_accepted for line in self.standing)

    @property
    def look_count(self) -> int:
        """How many things wait for a person before this can be confirmed."""
        proposal = self.proposal
        return (
            len(proposal.reading.doubtful)
            + len(proposal.open_names)
            + len(proposal.incomplete)
        )

    @property
    def likely_count(self) -> int:
        """How many things are worth a look, though they keep nothing back."""
        reading = self.proposal.reading
        return len(reading.likely) + len(reading.likely_tasks)

    @property
    def ask_count(self) -> int:
        return self.look_count + self.likely_count

    @property
    def sure_count(self) -> int:
        reading = self.proposal.reading
        unsure = [*reading.doubtful, *reading.likely]
        unsure += [row for task in reading.likely_tasks for row in task.likely]
        return len(reading.shown) - len(unsure)

    @property
    def bodies(self) -> list[str]:
        return count_bodies(self.proposal.versions.values())

    @property
    def due(self) -> list[str]:
        return [due_line_words(line) for line in self.proposal.due_lines()]


def review_of(request: StaffRequest, document: Document, data: Any = None) -> Review:
    """Gather a review; ``data`` are the choices as they were sent."""
    assert request.acting is not None  # noqa: S101  # held by access_document
    on = today()
    proposed = default_choices(document, on)
    programmes = selectors.programmes_to_join(request.acting, on)
    form = CommitForm(data or None, proposed=proposed, programmes=programmes)
    proposal = propose_as_allowed(
        document, acting=request.acting, on=on, choices=form.choices
    )
    texts = {task.item: task.reading.text for task in proposal.tasks}
    alike = tasks_alike(texts, document, request.acting, on=on)
    lines = [TaskLine.of(each, alike.get(each.item, ())) for each in proposal.tasks]
    return Review(document, form, proposal, name_lines(proposal), lines)


@require_GET
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """The document left, what was read right, doubtful things first."""
    document = documents.access_document(request.acting, pk, on=today())
    if not is_being_read(request, document):
        return where_it_went(document)
    return _page(request, review_of(request, document, _sent(request)))


def _sent(request: StaffRequest) -> Any:
    """The choices in the address, when any are."""
    return request.GET if "from_on" in request.GET else None


def _to_look_at(reading: Reading) -> Finding | None:
    """The finding that the paper shows first: what must be settled, then the rest."""
    rows = [*reading.doubtful, *reading.likely]
    rows += [task.finding for task in reading.likely_tasks]
    return next(iter(rows), None)


def _page(
    request: StaffRequest, shown: Review, status: int = HTTPStatus.OK
) -> HttpResponse:
    document, reading = shown.document, shown.proposal.reading
    tab = request.GET.get("xem", TABS[0])
    may_write = documents.can_edit_tasks(request.acting, document)
    context = {
        "review": shown,
        "document": document,
        "reading": reading,
        "proposal": shown.proposal,
        "form": shown.form,
        "paper": paper(document, reading.shown, focus=_to_look_at(reading)),
        "cards": cards.doubtful(reading),
        "likely_cards": cards.likely(reading, is_first=shown.look_count == 0),
        "likely_tasks": cards.likely_tasks(
            reading, is_first=shown.look_count == 0 and not reading.likely
        ),
        "original": original_of(document),
        "issued_words": figures.day(document.issued_on) if document.issued_on else "",
        "tab": tab if tab in TABS else TABS[0],
        "can_edit": may_write,
        "can_edit_whole": documents.can_edit_reading(request.acting, document),
        "query": request.GET.urlencode() if _sent(request) else "",
    }
    return render(request, "programmes/review.html", context, status=status)


@require_GET
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """Every obligation that confirming would make, by task and day."""
    document = documents.access_document(request.acting, pk, on=today())
    if not is_being_read(request, document):
        return where_it_went(document)
    shown = review_of(request, document, _sent(request))
    context = {
        "review": shown,
        "document": document,
        "proposal": shown.proposal,
        "lines": shown.tasks,
        "query": request.GET.urlencode() if _sent(request) else "",
    }
    return render(request, "programmes/preview.html", context)


@require_POST
def commit(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm a document with its duties; say why when that cannot be yet."""
    document = documents.access_document(request.acting, pk, on=today())
    documents.require_write(request.acting, document)
    assert request.acting is not None  # noqa: S101  # held by the policy
    if not document.has_open_tasks:
        return tell_closed(request, document)
    shown = review_of(request, document, request.POST)
    if not shown.form.is_valid():
        return _page(request, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        directive = services.commit_directive(
            document=document,
            choices=shown.form.choices,
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except NotOpen as closed:
        return tell_closed(request, closed.document)
    except services.AlreadyCommitted as known:
        messages.info(
            request,
            _("The issuer has confirmed this document already. Its duties are here."),
        )
        return redirect("programmes:directive", known.directive.pk)
    except (services.NotComplete, Unsettled) as open_:
        messages.error(request, why_not(open_))
        fresh = Document.objects.get(pk=document.pk)
        again = review_of(request, fresh, request.POST)
        return _page(request, again, HTTPStatus.CONFLICT)
    _say_done(request, shown.proposal)
    return redirect("programmes:directive", directive.pk)


def why_not(error: Exception) -> str:
    """Say what keeps a document from being confirmed, and what to do."""
    if isinstance(error, services.OutOfReach):
        names = ", ".join(
            version.name
            for body, version in error.proposal.versions.items()
            if body in error.proposal.out_of_reach
        )
        return _(
            "This document cannot bind bodies that do not stand below its issuer: "
            "%(names)s. Choose others, or say that the names mean nobody here."
        ) % {"names": names}
    if isinstance(error, services.NotComplete) and error.names:
        return _(
            "Not confirmed: these names mean no body yet: %(names)s. Choose whom they "
            "mean, or say that they mean nobody here."
        ) % {"names": ", ".join(f"“{name}”" for name in error.names)}
    if isinstance(error, services.NotComplete) and error.labels:
        return _("Not confirmed: %(tasks)s still lack something. Each says what.") % {
            "tasks": ", ".join(error.labels)
        }
    return _("Not confirmed: some findings are still to be looked at.")


def _say_done(request: StaffRequest, made: Proposal) -> None:
    count = made.obligations_count
    said = ngettext(
        "Confirmed: %(count)s obligation was made.",
        "Confirmed: %(count)s obligations were made.",
        count,
    )
    messages.success(request, said % {"count": figures.number(count)})
