"""A reorganisation of the bodies below one: typed or sent, looked at, then decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from loa.common import once
from loa.common.dates import now, today
from loa.orgs import policies, reorganising, selectors
from loa.orgs.loading.sheet import BadRow, BadSheet
from loa.orgs.models import Body, BodyVersion, GroupMember, Reorganisation
from loa.orgs.reorganising import BadRows, Change, ChangeRow, Plan, Touched
from loa.orgs.reorganising.forms import HeadForm, SheetForm, row_forms, rows_of
from loa.orgs.reorganising.listed import (
    NotItsSuccessor,
    NotListed,
    ended_members,
    replace_member,
)
from loa.orgs.requests import StaffRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_SHEET = 1024 * 1024
FEW = 3


@dataclass(slots=True)
class _Sent:
    """What came with a request, as far as it was understood."""

    head: HeadForm
    forms: Any
    sheet: SheetForm
    bad: list[BadRow]
    rows: list[ChangeRow]
    plan: Plan | None = None
    status: HTTPStatus = HTTPStatus.OK


@require_http_methods(["GET", "POST"])
def reorganise(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form, what the rows would do, or carry them out."""
    over = policies.access_body(request.acting, pk, on=today())
    policies.require_reorganise(request.acting, over)
    if request.method == "GET":
        sent = _Sent(HeadForm(), row_forms(more=FEW), SheetForm(), [], [])
        return _page(request, over, sent)
    sent = _read(request, over)
    if sent.plan is None or "decide" not in request.POST:
        return _page(request, over, sent)
    try:
        reorganising.reorganise(
            over=over,
            rows=sent.rows,
            on=sent.plan.on,
            by_document=sent.head.cleaned_data["by_document"].strip(),
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except BadRows as bad:
        # Somebody else was first since it was looked at.
        sent.bad, sent.plan, sent.status = bad.rows, None, HTTPStatus.CONFLICT
        return _page(request, over, sent)
    except once.AlreadyDone:
        messages.info(request, _("This was decided already."))
    else:
        messages.success(request, _("Recorded. It holds from its first day."))
    return redirect("orgs:reorganise", pk)


def _read(request: StaffRequest, over: BodyVersion) -> _Sent:
    """Understand what was sent; a spreadsheet fills the rows of the form."""
    head = HeadForm(request.POST)
    sheet = SheetForm()
    refused = HTTPStatus.UNPROCESSABLE_ENTITY
    if "read" in request.POST:
        sheet = SheetForm(request.POST, request.FILES)
        rows, bad = _sheet_rows(sheet)
        forms = row_forms(rows=rows, more=0 if rows else FEW)
        sent = _Sent(head, forms, sheet, bad, rows)
        if bad or sheet.errors:
            sent.status = refused
            return sent
    else:
        forms = row_forms(data=request.POST)
        sent = _Sent(head, forms, sheet, [], [])
        if not forms.is_valid():
            sent.status = refused
            return sent
        sent.rows = rows_of(forms)
        if "more" in request.POST:
            sent.forms = row_forms(rows=sent.rows, more=FEW)
            sent.head = HeadForm(initial=request.POST.dict())
            return sent
    if not head.is_valid():
        sent.status = refused
        return sent
    current = selectors.version_of(over.body_id, head.cleaned_data["on"])
    if current is None:
        head.add_error("on", _("%s is not there on this day.") % over.name)
        sent.status = refused
        return sent
    try:
        sent.plan = reorganising.make_plan(
            current, sent.rows, on=head.cleaned_data["on"]
        )
    except BadRows as bad:
        sent.bad, sent.status = bad.rows, refused
    return sent


def _sheet_rows(form: SheetForm) -> tuple[list[ChangeRow], list[BadRow]]:
    if not form.is_valid():
        return [], []
    upload = form.cleaned_data["sheet"]
    if upload.size > MAX_SHEET:
        form.add_error("sheet", _("The spreadsheet is larger than 1 MB. Split it."))
        return [], []
    try:
        return reorganising.change_rows(upload.read()), []
    except BadSheet as bad:
        return [], bad.rows


@require_GET
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The empty spreadsheet to fill in."""
    over = policies.access_body(request.acting, pk, on=today())
    policies.require_reorganise(request.acting, over)
    answer = HttpResponse(reorganising.empty_sheet(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="sap-xep-co-quan.xlsx"'
    return answer


def _page(request: StaffRequest, over: BodyVersion, sent: _Sent) -> HttpResponse:
    on = today()
    context = {
        "version": over,
        "sent": sent,
        "listed": ended_members(over.body_id, on),
        "below": selectors.versions_below(over.body_id, on).select_related("body"),
        "effect": _effect(sent.plan) if sent.plan else None,
        "past": _past(over),
    }
    return render(request, "orgs/reorganise.html", context, status=sent.status)


@require_POST
def mend_group(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    """Put a successor in the place of an ended body that a group lists by name."""
    over = policies.access_body(request.acting, pk, on=today())
    policies.require_reorganise(request.acting, over)
    if member > selectors.LARGEST_ID:
        raise Http404
    rows = GroupMember.objects.select_related("group", "body")
    row = get_object_or_404(rows, pk=member, group__owner_id=over.body_id)
    chosen = request.POST.get("heir", "")
    if chosen and not (chosen.isascii() and chosen.isdigit() and len(chosen) < 19):
        raise BadRequest("heir")
    heir = get_object_or_404(Body, pk=int(chosen)) if chosen else None
    try:
        replace_member(
            member=row, heir=heir, actor=request.user, acting=request.acting, at=now()
        )
    except NotListed:
        messages.info(request, _("This was decided already."))
    except NotItsSuccessor:
        messages.error(request, _("That body did not come after the one that ended."))
    else:
        messages.success(request, _("The group was mended. It holds from today."))
    return redirect("orgs:reorganise", pk)


# Where a row names a body, by its code or its name.
_NAMED = ("old", "new", "parent")


def _past(over: BodyVersion) -> list[tuple[Reorganisation, list[str]]]:
    """What was recorded before, in words; a body by its name, though a code was typed."""
    past = list(over.body.reorganisations.select_related("decided_by"))
    typed = {row[key] for one in past for row in one.rows for key in _NAMED}
    known = BodyVersion.objects.filter(body__code__in=typed).order_by("valid_from")
    names = dict(known.values_list("body__code", "name"))
    return [(one, [_said(row, names) for row in one.rows]) for one in past]


def _said(row: dict[str, Any], names: dict[str, str]) -> str:
    """One recorded row in words."""
    row = row | {key: names.get(row[key], row[key]) for key in _NAMED}
    heir = row["name"] or row["new"] or row["parent"] or row["kind"]
    parts = [row["old"] or row["name"], str(Change(row["change"]).label)]
    if row["old"] and heir:
        parts.append(heir)
    if row["share"]:
        parts.append(f"({row['share']})")
    return " ".join(parts)


def _effect(plan: Plan) -> dict[str, Any]:
    """What the plan does, body by body, with what stands by each today."""
    touched = reorganising.touched_by(plan.body_ids, on=_day_before(plan))
    lines = []
    for ending in plan.endings:
        heirs = [
            f"{heir.name} ({share:.2%})" if share else heir.name
            for heir, share in ending.heirs
            if heir
        ]
        word = str(Change(ending.change).label)
        lines.append(
            {
                "version": ending.version,
                "what": f"{word} {', '.join(heirs)}".strip(),
                "is_derived": ending.is_derived,
                "counts": _counts(touched, ending.version.body_id),
            }
        )
    for altered in plan.altered:
        words = [str(altered.fields["name"])] if "name" in altered.fields else []
        words += [str(altered.fields["unit_type"])] * ("unit_type" in altered.fields)
        if altered.parent:
            words.append(_("below %s") % altered.parent.name)
        lines.append(
            {
                "version": altered.version,
                "what": _("goes on as: %s") % ", ".join(words or ["–"]),
                "is_derived": False,
                "counts": _counts(touched, altered.version.body_id),
            }
        )
    ended = len(plan.ending_ids)
    return {
        "heads": [each.what for each in touched],
        "lines": lines,
        "created": plan.created,
        "ended": ngettext("%d body ends", "%d bodies end", ended) % ended,
    }


def _day_before(plan: Plan) -> date:
    return date.fromordinal(plan.on.toordinal() - 1)


def _counts(touched: Iterable[Touched], body_id: int) -> list[int]:
    return [each.by_body.get(body_id, 0) for each in touched]
