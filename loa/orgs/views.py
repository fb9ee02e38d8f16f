"""A body's page: what it is, its people, its groups; switching the body acted in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.accounts.models import User
from loa.accounts.services import make_first_code
from loa.common import once
from loa.common.dates import now, today
from loa.orgs import policies, selectors, services
from loa.orgs.forms import HandOverForm, InviteForm, InviteListForm, InviteSheetForm
from loa.orgs.loading.people import people_pasted, people_rows
from loa.orgs.loading.sheet import BadSheet
from loa.orgs.middleware import SESSION_KEY
from loa.orgs.models import BodyVersion, Grant
from loa.orgs.selectors import Acting
from loa.orgs.succession import successors
from loa.orgs.taking_over import people_proposed, take_over_people

MAX_SHEET = 4 * 1024 * 1024


def _acting(request: HttpRequest) -> Acting | None:
    acting: Acting | None = getattr(request, "acting", None)
    return acting


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Act in another body from now on."""
    choices = selectors.bodies_to_act_in(_user(request), today())
    chosen = next(
        (row for row in choices if str(row.body_id) == request.POST.get("body")), None
    )
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.body_id
    messages.info(request, _("You now act in %s.") % chosen.name)
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    return redirect(target)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


@require_GET
def own_body(request: HttpRequest) -> HttpResponse:
    """Go to the page of the body acted in."""
    acting = _acting(request)
    if acting is None:
        former = [
            (version, _heirs(version.body_id))
            for version in selectors.former_of(_user(request), today())
        ]
        return render(request, "orgs/no_body.html", {"former": former})
    return redirect("orgs:detail", acting.body_id)


def _heirs(body_id: int) -> list[BodyVersion]:
    heirs = [one.body_id for one in successors(body_id, today())]
    return sorted(selectors.versions_of(heirs, today()).values(), key=lambda v: v.name)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a body is, who serves in it, which groups it has."""
    version = policies.access_body(_acting(request), pk, on=today())
    return render(request, "orgs/detail.html", _detail_context(request, version))


def _detail_context(
    request: HttpRequest, version: BodyVersion, **more: Any
) -> dict[str, Any]:
    on = today()
    return {
        "version": version,
        "parent": selectors.version_of(version.parent_id, on)
        if version.parent_id
        else None,
        "people": selectors.people_of(version.body_id, on),
        "groups": [
            (group, selectors.members(group, on))
            for group in selectors.groups_of(version.body_id)
        ],
        "below": [
            (row, policies.can_see_body(_acting(request), row))
            for row in selectors.versions_below(version.body_id, on).filter(
                parent_id=version.body_id
            )
        ],
        "can_administer": policies.can_administer(_acting(request), version),
        "proposed": people_proposed(version, on)
        if policies.can_administer(_acting(request), version)
        else [],
        "can_reorganise": policies.can_reorganise(_acting(request), version),
        "posts": selectors.posts_of(version.body_id, on),
        "hand_over_form": HandOverForm(body_id=version.body_id, on=on),
        "invite_form": InviteForm(),
        "sheet_form": InviteSheetForm(),
        "list_form": InviteListForm(),
    } | more


@require_http_methods(["POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite one person; her code is shown once."""
    version = policies.access_body(_acting(request), pk, on=today())
    policies.require_administer(_acting(request), version)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            return _invited(request, version, [form.invitation()])
        except services.NameTaken as error:
            told = _("The sign-in name %(name)s belongs to %(who)s. Choose another.")
            form.add_error(
                "username", told % {"name": error.username, "who": error.full_name}
            )
        except services.AlreadyGranted:
            form.add_error("role", _("This person has that role here already."))
    context = _detail_context(request, version, invite_form=form)
    return render(request, "orgs/detail.html", context, status=422)


@require_http_methods(["POST"])
def invite_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite everybody in a spreadsheet, or nobody and say why."""
    version = policies.access_body(_acting(request), pk, on=today())
    policies.require_administer(_acting(request), version)
    form = InviteSheetForm(request.POST, request.FILES)
    bad: list[Any] = []
    if form.is_valid():
        upload = form.cleaned_data["sheet"]
        if upload.size > MAX_SHEET:
            form.add_error("sheet", _("The spreadsheet is larger than 4 MB. Split it."))
        else:
            try:
                return _invited(request, version, people_rows(upload.read()))
            except BadSheet as error:
                bad = error.rows
            except services.NameTaken as error:
                told = _(
                    "The sign-in name %(name)s belongs to %(who)s. Choose another."
                )
                form.add_error(
                    "sheet", told % {"name": error.username, "who": error.full_name}
                )
            except services.AlreadyGranted as error:
                told = _("%s has that role here already. Take the row out.")
                form.add_error("sheet", told % error)
    context = _detail_context(request, version, sheet_form=form, bad_rows=bad)
    return render(request, "orgs/detail.html", context, status=422)


@require_http_methods(["POST"])
def invite_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite everybody in a pasted list, or nobody and say why."""
    version = policies.access_body(_acting(request), pk, on=today())
    policies.require_administer(_acting(request), version)
    form = InviteListForm(request.POST)
    bad: list[Any] = []
    if form.is_valid():
        try:
            return _invited(
                request, version, people_pasted(form.cleaned_data["people"])
            )
        except BadSheet as error:
            bad = error.rows
        except services.NameTaken as error:
            told = _("The sign-in name %(name)s belongs to %(who)s. Choose another.")
            form.add_error(
                "people", told % {"name": error.username, "who": error.full_name}
            )
        except services.AlreadyGranted as error:
            told = _("%s has that role here already. Take the row out.")
            form.add_error("people", told % error)
    context = _detail_context(request, version, list_form=form, bad_lines=bad)
    return render(request, "orgs/detail.html", context, status=422)


def _next(request: HttpRequest) -> str:
    """Where the person came from and goes on, when that is a page of ours."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return target if is_ours else ""


def _invited(
    request: HttpRequest, version: BodyVersion, people: list[Any]
) -> HttpResponse:
    try:
        invited = services.invite_people(
            version=version,
            people=people,
            actor=_user(request),
            acting=_acting(request),
            at=now(),
            on=today(),
            key=once.key_from(request),
        )
    except once.AlreadyDone as done:
        messages.info(request, _("This was already done; codes are shown only once."))
        return redirect(
            done.result_url or reverse("orgs:detail", args=[version.body_id])
        )
    context = {"version": version, "invited": invited, "next": _next(request)}
    return render(request, "orgs/invited.html", context)


@require_POST
def new_code(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """Make a new one-time code for somebody who forgot her password."""
    version = policies.access_body(_acting(request), pk, on=today())
    policies.require_administer(_acting(request), version)
    grant = get_object_or_404(Grant, pk=grant_pk, body_id=version.body_id)
    code = make_first_code(user=grant.user, actor=_user(request), at=now())
    context = {
        "version": version,
        "invited": [services.Invited(grant.user, grant.role, code)],
    }
    return render(request, "orgs/invited.html", context)


@require_POST
def end_role(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """End a role from today on."""
    version = policies.access_body(_acting(request), pk, on=today())
    grant = get_object_or_404(Grant, pk=grant_pk, body_id=version.body_id)
    services.end_role(
        grant=grant, actor=_user(request), acting=_acting(request), at=now(), on=today()
    )
    messages.success(request, _("The role of %s has ended.") % grant.user)
    return redirect("orgs:detail", version.body_id)


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give people of a body that went into this one the roles that they had."""
    version = policies.access_body(_acting(request), pk, on=today())
    policies.require_administer(_acting(request), version)
    chosen = [int(one) for one in request.POST.getlist("grant") if one.isdecimal()]
    try:
        given = take_over_people(
            version=version, chosen=chosen, by_number=request.POST.get("by_number", "")[:60],
            actor=_user(request), acting=_acting(request), on=today(), at=now(),
            once_key=once.key_from(request),
        )  # fmt: skip
    except once.AlreadyDone:
        return redirect("orgs:detail", pk)
    if given:
        names = ", ".join(sorted({grant.user.full_name for grant in given}))
        messages.success(request, _("Roles were given to: %s.") % names)
    else:
        messages.info(request, _("Nobody was chosen. Nothing was changed."))
    return redirect("orgs:detail", pk)


@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass one person's roles to another, in one step."""
    version = policies.access_body(_acting(request), pk, on=today())
    policies.require_administer(_acting(request), version)
    form = HandOverForm(request.POST, body_id=version.body_id, on=today())
    if form.is_valid():
        try:
            services.hand_over(
                version=version, giver=form.cleaned_data["giver"],
                taker=form.cleaned_data["taker"], actor=_user(request),
                acting=_acting(request), at=now(), on=today(),
            )  # fmt: skip
        except services.NothingToHandOver:
            form.add_error(
                "taker", _("Choose another person than the one who hands over.")
            )
        else:
            told = _("The work of %(giver)s is now with %(taker)s.")
            messages.success(request, told % form.cleaned_data)
            return redirect("orgs:detail", version.body_id)
    context = _detail_context(request, version, hand_over_form=form)
    return render(request, "orgs/detail.html", context, status=422)
