"""A body's channels: list, declare with a preview, close."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from loa.channels import policies, selectors, services
from loa.channels.forms import BAD_ADDRESS, PROBLEMS, CloseForm, DeclareForm
from loa.channels.matching import (
    NotRecognisable,
    examples,
    matcher_from,
    matcher_of,
)
from loa.channels.models import Channel
from loa.common import once
from loa.common.dates import now, today
from loa.domain.proof import BadAddress, ChannelMatcher
from loa.orgs.models import BodyVersion
from loa.orgs.policies import access_body
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting


def _body(request: StaffRequest) -> tuple[Acting, BodyVersion]:
    if request.acting is None:
        raise PermissionDenied
    wanted = request.GET.get("co-quan", "")
    if wanted and not (wanted.isascii() and wanted.isdigit()):
        raise Http404
    pk = int(wanted or request.acting.body_id)
    return request.acting, access_body(request.acting, pk, on=today())


@require_safe
def channel_list(request: StaffRequest) -> HttpResponse:
    """The channels of the body acted in, or of one below by ``?co-quan=``."""
    acting, version = _body(request)
    on = today()
    channels = selectors.channels_of(version.body_id, on)
    return render(
        request,
        "channels/list.html",
        {
            "version": version,
            "is_own": version.body_id == acting.body_id,
            "rows": [_row(channel) for channel in channels],
            "proposed": selectors.channels_proposed(version, on),
            "closed": selectors.closed_channels_of(version.body_id, on),
            "can_declare": policies.can_declare_for(acting, version),
            "close_form": CloseForm(initial={"last_on": on}),
        },
    )


@require_POST
def take_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Take over a channel of a body that ended and went into the one acted in."""
    acting, version = _body(request)
    policies.require_declare_for(acting, version)
    offered = {row.pk: row for row in selectors.channels_proposed(version, today())}
    if pk not in offered:
        raise Http404
    try:
        services.take_over_channel(
            channel=offered[pk], version=version, actor=request.user, acting=acting,
            at=now(),
        )  # fmt: skip
    except services.AlreadyDeclared:
        messages.info(request, _("Somebody took it over or closed it before."))
    else:
        messages.success(request, _("The channel is your body's from now on."))
    return redirect(reverse("channels:list") + f"?co-quan={version.body_id}")


def _row(channel: Channel) -> dict[str, Any]:
    matcher = matcher_of(channel)
    return {
        "channel": channel,
        "known_by": known_by(matcher),
        "examples": examples(matcher),
        "same": selectors.same_matcher(matcher, on=today(), but_of=channel.owner_id),
    }


def known_by(matcher: ChannelMatcher) -> str:
    """Say in one line how a channel is recognised."""
    if not matcher.host:
        return matcher.station
    if matcher.account:
        return f"{matcher.host}/{matcher.account}"
    query = "&".join(f"{key}={value}" for key, value in matcher.query)
    return f"{matcher.host}{matcher.path_prefix}{'?' + query if query else ''}"


@require_http_methods(["GET", "POST"])
def declare(request: StaffRequest) -> HttpResponse:
    """Declare a channel; ``xem`` shows what it would recognise, and stores nothing."""
    acting, version = _body(request)
    policies.require_declare_for(acting, version)
    on = today()
    form = DeclareForm(request.POST or None, on=on)
    page: dict[str, Any] = {
        "form": form,
        "version": version,
        "is_own": version.body_id == acting.body_id,
    }
    if request.method == "GET":
        return render(request, "channels/declare.html", page)
    matcher = _matcher(form) if form.is_valid() else None
    looking = "xem" in request.POST
    if matcher and not looking:
        try:
            return _declared(request, acting, version, form)
        except once.AlreadyDone as done:
            messages.info(request, _("This was already done."))
            return redirect(done.result_url or "channels:list")
        except services.AlreadyDeclared as already:
            form.add_error(
                None,
                _("Your body has this channel already: %(name)s.")
                % {"name": already.channel.name},
            )
    if matcher:
        page |= _shown(matcher, form.cleaned_data["tried"], version)
    return render(
        request, "channels/declare.html", page, status=200 if looking else 422
    )


def _matcher(form: DeclareForm) -> ChannelMatcher | None:
    given = form.cleaned_data
    try:
        return matcher_from(given["address"], given["station"])
    except BadAddress as bad:
        form.add_error("address", str(BAD_ADDRESS[bad.code]))
    except NotRecognisable as bad:
        form.add_error("address", str(PROBLEMS[bad.code]))
    return None


def _shown(matcher: ChannelMatcher, tried: str, version: BodyVersion) -> dict[str, Any]:
    return {
        "known_by": known_by(matcher),
        "matcher": matcher,
        "examples": examples(matcher),
        "tried": tried,
        "tried_fits": matcher.matches(tried) if tried else None,
        "same": selectors.same_matcher(matcher, on=today(), but_of=version.body_id),
    }


def _declared(
    request: StaffRequest, acting: Acting, version: BodyVersion, form: DeclareForm
) -> HttpResponse:
    given, at = form.cleaned_data, now()
    url = reverse("channels:list")
    if version.body_id != acting.body_id:
        url += f"?co-quan={version.body_id}"
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        url = back
    with transaction.atomic():
        claim = once.claim(once.key_from(request), request.user.pk, at)
        declared = services.declare_channel(
            body_id=version.body_id,
            kind=given["kind"],
            name=given["name"],
            address=given["address"],
            station=given["station"],
            from_on=given["from_on"],
            actor=request.user,
            acting=acting,
            at=at,
        )
        claim.done(url)
    messages.success(request, _("The channel is declared."))
    if declared.same:
        names = ", ".join(str(other.owner) for other in declared.same)
        messages.warning(
            request,
            _(
                "%(names)s declared the same address. They were told; settle whose it is."
            )
            % {"names": names},
        )
    return redirect(url)


@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close a channel after its last day; it stays for what was done on it."""
    if request.acting is None:
        raise PermissionDenied
    channel, version = policies.access_channel(request.acting, pk, on=today())
    policies.require_declare_for(request.acting, version)
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["last_on"])))
    else:
        try:
            services.close_channel(
                channel=channel,
                until_on=form.cleaned_data["last_on"] + timedelta(days=1),
                actor=request.user,
                acting=request.acting,
                at=now(),
            )
        except services.ClosedBeforeOpened:
            messages.error(request, _("The last day is before the channel's first."))
        else:
            messages.success(request, _("The channel is closed. It stays on record."))
    url = reverse("channels:list")
    own = channel.owner_id == request.acting.body_id
    return redirect(url if own else f"{url}?co-quan={channel.owner_id}")
