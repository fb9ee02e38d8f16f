"""Meeting mode: open, go through the rows, decide, draft the papers, bind."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import figures, once
from loa.common.dates import now, today
from loa.documents.services import AlreadyConfirmed
from loa.domain.text import collation_key
from loa.orgs import selectors as orgs
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.board import bodies_below
from loa.oversight.flows import flows_of
from loa.oversight.forms import DecideForm, OpenMeetingForm
from loa.oversight.labels import period_name
from loa.oversight.meetings import services
from loa.oversight.meetings.selectors import (
    Agenda,
    Item,
    agenda,
    decisions_of,
    last_meeting_day,
    meetings_over,
    paper_of,
)
from loa.oversight.models import Decision, Meeting, MeetingPaper
from loa.oversight.views.over import number, read_over
from loa.oversight.words import DIRECTIONS
from loa.programmes.models import Task
from loa.programmes.services import NotInPaper

A_WEEK = timedelta(days=7)


@require_GET
def meetings(request: StaffRequest) -> HttpResponse:
    """The meetings held over a board."""
    on = today()
    over = read_over(request, on)
    policies.require_watch(request.acting, over.version)
    rows = meetings_over(over.version.body_id)
    return render(request, "oversight/meetings.html", {"over": over, "rows": rows})


@require_http_methods(["GET", "POST"])
def open_one(request: StaffRequest) -> HttpResponse:
    """Open a meeting."""
    on = today()
    over = read_over(request, on)
    acting = policies.require_watch(request.acting, over.version)
    since = last_meeting_day(over.version.body_id, before=on) or on - A_WEEK
    form = OpenMeetingForm(
        request.POST if request.method == "POST" else None,
        initial={"held_on": on, "since": since, "secretary": str(request.user)},
    )
    if form.is_bound and form.is_valid():
        try:
            meeting = services.open_meeting(
                over=over.version,
                opening=services.Opening(**form.cleaned_data),
                actor=request.user,
                acting=acting,
                at=now(),
                once_key=once.key_from(request),
            )
        except services.DayNotPossible:
            form.add_error(
                "since",
                _("The meeting is today or past, and compared with an earlier day."),
            )
        except once.AlreadyDone as done:
            return redirect(done.result_url or "oversight:meetings")
        else:
            return redirect("oversight:meeting", meeting.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"over": over, "form": form}
    return render(request, "oversight/meeting_open.html", context, status=status)


@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One meeting: agenda, decisions, papers."""
    meeting, found = _meeting(request, pk)
    return _page(request, meeting, found, None)


def _meeting(request: StaffRequest, pk: int) -> tuple[Meeting, Agenda]:
    on = today()
    meeting = policies.access_meeting(request.acting, pk, on=on)
    over = orgs.version_of(meeting.over_id, on)
    if over is None:
        raise Http404
    return meeting, agenda(meeting, bodies_below(over, meeting.held_on))


def _page(
    request: StaffRequest,
    meeting: Meeting,
    found: Agenda,
    form: DecideForm | None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    kinds = MeetingPaper.Kind
    decided = decisions_of(meeting)
    conclusions = paper_of(meeting, kinds.CONCLUSIONS)
    document = conclusions.draft.document if conclusions else None
    names = orgs.versions_of({one.decision.body_id for one in decided}, today())
    acting = request.acting
    context = {
        "meeting": meeting,
        "agenda": found,
        "rows": [_row(meeting, item, place, found) for place, item in enumerate(found.items)],
        "flows": flows_of(found.comparison),
        "totals": [(DIRECTIONS[code], count) for code, count in found.comparison.totals],
        "decided": [(one, names.get(one.decision.body_id)) for one in decided],
        "is_bound": any(one.task_id for one in decided),
        "minutes": paper_of(meeting, kinds.MINUTES),
        "conclusions": conclusions,
        "document": document,
        "form": form or _form(request, found, None),
        "can_write": acting is not None and acting.body_id == meeting.held_in_id,
    }  # fmt: skip
    return render(request, "oversight/meeting.html", context, status=status)


def _row(meeting: Meeting, item: Item, place: int, found: Agenda) -> dict[str, Any]:
    version = found.comparison.names[item.body_id]
    address = reverse("oversight:meeting_show", args=[meeting.pk])
    return {
        "item": item,
        "name": version.short_name or version.name,
        "period": period_name(item.one.cell.window.period),
        "direction": DIRECTIONS[item.change.direction],
        "url": f"{address}?dong={place + 1}",
    }


def _form(request: StaffRequest, found: Agenda, body: int | None) -> DecideForm:
    versions = found.comparison.names.values()
    named = sorted(
        ((v.body_id, v.short_name or v.name) for v in versions),
        key=lambda pair: collation_key(pair[1]),
    )
    data = request.POST if request.method == "POST" else None
    return DecideForm(data, bodies=named, body=body)


@require_GET
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """One row of the agenda in large type, for a projector."""
    meeting, found = _meeting(request, pk)
    count = len(found.items)
    place = min(max(number(request, "dong") or 1, 1), max(count, 1))
    item = found.items[place - 1] if count else None
    address = reverse("oversight:meeting_show", args=[meeting.pk])
    decided = [
        one
        for one in decisions_of(meeting)
        if item is not None and one.decision.body_id == item.body_id
    ]
    context = {
        "meeting": meeting,
        "count": count,
        "place": place,
        "row": _row(meeting, item, place - 1, found) if item else None,
        "also": [
            (change, period_name(change.one.cell.window.period))
            for change in (item.also if item else ())
        ],
        "before": f"{address}?dong={place - 1}" if place > 1 else "",
        "after": f"{address}?dong={place + 1}" if place < count else "",
        "decided": decided,
        "form": _form(request, found, item.body_id if item else None),
        "about": _about(item),
        "can_write": request.acting is not None
        and request.acting.body_id == meeting.held_in_id,
    }
    return render(request, "oversight/meeting_show.html", context)


def _about(item: Item | None) -> str:
    if item is None:
        return ""
    cell = item.one.cell
    return f"{cell.task.id}-{cell.window.period.start:%Y-%m-%d}"


@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a decision down."""
    meeting, found = _meeting(request, pk)
    policies.require_write(request.acting, meeting)
    form = _form(request, found, None)
    place = request.POST.get("dong", "")
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.decide(
                meeting=meeting,
                deciding=services.Deciding(
                    body=found.comparison.names[data["body"]],
                    text=data["text"],
                    due_on=data["due_on"],
                    is_binding=data["is_binding"],
                    about=_named(request.POST.get("about", ""), found),
                ),
                actor=request.user,
                acting=request.acting,
                at=now(),
                once_key=once.key_from(request),
            )
        except services.DayNotPossible:
            form.add_error("due_on", _("This day is before the meeting."))
        except services.PaperIsOut:
            messages.error(
                request, _("The notice is issued. A new meeting decides anew.")
            )
        except once.AlreadyDone:
            messages.info(request, _("This decision was written down already."))
        else:
            messages.success(
                request, _("Written down. It binds once the notice is issued.")
            )
    if form.errors:
        return _page(request, meeting, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if place.isascii() and place.isdigit():
        return redirect(
            reverse("oversight:meeting_show", args=[meeting.pk]) + f"?dong={place[:4]}"
        )
    return redirect("oversight:meeting", meeting.pk)


def _named(text: str, found: Agenda) -> tuple[Task, Any] | None:
    """The row of the agenda that a decision is about, when the form names one."""
    for item in found.items:
        if text and text == _about(item):
            cell = item.one.cell
            return Task.objects.get(pk=cell.task.id), cell.window.period.start
    return None


@require_POST
def take_back(request: StaffRequest, pk: int, decision_pk: int) -> HttpResponse:
    """Close a decision that was written down."""
    meeting = policies.access_meeting(request.acting, pk, on=today())
    rows = Decision.objects.filter(
        meeting=meeting, pk=min(decision_pk, orgs.LARGEST_ID)
    )
    decision = rows.select_related("meeting").first()
    if decision is None:
        raise Http404
    try:
        services.take_back(
            decision=decision, actor=request.user, acting=request.acting, at=now()
        )
    except services.PaperIsOut:
        messages.error(request, _("The notice is issued. A new meeting decides anew."))
    else:
        messages.success(request, _("Taken back. It stays on record."))
    return redirect("oversight:meeting", meeting.pk)


@require_POST
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft the minutes or the notice of conclusions."""
    meeting, found = _meeting(request, pk)
    policies.require_write(request.acting, meeting)
    kind = request.POST.get("kind", "")
    if kind not in MeetingPaper.Kind.values:
        messages.error(request, _("Choose which paper to draft."))
        return redirect("oversight:meeting", meeting.pk)
    try:
        made = services.draft_paper(
            meeting=meeting,
            kind=kind,
            agenda=found,
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.NothingDecided:
        messages.error(request, _("Write a decision down first."))
    except services.PaperIsOut:
        messages.error(request, _("The notice is issued. A new meeting decides anew."))
    except once.AlreadyDone as done:
        return redirect(done.result_url or "documents:outgoing_list")
    else:
        messages.success(
            request,
            _("Drafted from what is on record. Where it says […], only you can write."),
        )
        return redirect("documents:outgoing_draft", made.pk)
    return redirect("oversight:meeting", meeting.pk)


@require_POST
def bind(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the decisions duties, once the notice is issued."""
    meeting = policies.access_meeting(request.acting, pk, on=today())
    try:
        directive = services.bind(
            meeting=meeting, actor=request.user, acting=request.acting, at=now()
        )
    except services.NotIssued:
        messages.error(request, _("Issue the notice of conclusions first."))
    except services.NothingDecided:
        messages.error(request, _("Write a decision down first."))
    except AlreadyConfirmed:
        messages.info(request, _("They are duties already."))
    except NotInPaper as error:
        said = "; ".join(
            f"“{duty.text}” ({figures.day(duty.due_on)})" for duty in error.duties
        )
        messages.error(
            request,
            _("The signed notice does not say this, so nothing was made: %s") % said,
        )
    else:
        messages.success(
            request, _("The decisions are duties now. The bodies were told.")
        )
        return redirect("programmes:directive", directive.pk)
    return redirect("oversight:meeting", meeting.pk)
