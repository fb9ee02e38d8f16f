"""What needs an overseer today, and where the rest of her week is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loa.documents.models import Document
from loa.orgs.models import BodyVersion
from loa.orgs.policies import can_oversee
from loa.orgs.selectors import Acting, version_of, versions_of
from loa.oversight.board import bodies_below
from loa.oversight.calls.promises import PromiseState, promises, recent_calls
from loa.oversight.policies import widest
from loa.oversight.reminding.selectors import letters_waiting
from loa.oversight.shortfalls.selectors import open_measures, undecided_lines
from loa.programmes.cascade import asks_for_plans
from loa.programmes.models import Directive
from loa.programmes.requests import requests_for

NAMED = 3
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of work that waits: how much, of whom first, and where it is done."""

    label: Text
    count: int
    names: tuple[str, ...]
    url: str
    state: str


@dataclass(frozen=True, slots=True)
class Overseeing:
    """The work that waits, what is most pressing first, and papers that ask for plans."""

    over: str
    needs: list[Need]
    asks_for_plans: list[Directive]


def overseeing(acting: Acting, on: date) -> Overseeing | None:
    """Return what needs an overseer today; None for who watches over nobody."""
    over = version_of(widest(acting), on)
    if over is None or not can_oversee(acting, over.path):
        return None
    found = [
        _promises(over, on),
        _letters(over, acting, on),
        _answers(acting, on),
        _measures(acting, on),
        _lines(acting, on),
    ]
    return Overseeing(
        over.short_name or over.name,
        [need for need in found if need.count],
        _directives(over),
    )


def _promises(over: BodyVersion, on: date) -> Need:
    calls = list(recent_calls(bodies_below(over, on), on))
    told = promises(calls, on=on)
    # A body that was called again has promised anew.
    latest = {call.body_id: call for call in reversed(calls)}
    back = [
        body_id
        for body_id, call in latest.items()
        if call.pk in told
        and told[call.pk].state in (PromiseState.DUE, PromiseState.BROKEN)
    ]
    return _need(
        _("Promises of today or broken"), back, "oversight:calls", "overdue", on
    )


def _letters(over: BodyVersion, acting: Acting, on: date) -> Need:
    bodies = [
        one.version.body_id for one in letters_waiting(over, on, writer=acting.body_id)
    ]
    return _need(
        _("Reminder letters to be drafted"),
        bodies,
        "oversight:reminders",
        "at_risk",
        on,
    )


def _answers(acting: Acting, on: date) -> Need:
    rows = requests_for(acting, on).to_answer
    names = tuple(dict.fromkeys(line.body_name for line in rows))[:NAMED]
    return Need(
        _("Requests to answer"), len(rows), names, reverse("programmes:requests"), "pending"
    )  # fmt: skip


def _measures(acting: Acting, on: date) -> Need:
    late = [
        one.measure.body_id for one in open_measures(acting, on=on) if one.is_overdue
    ]
    return _need(
        _("Measures past their day"), late, "oversight:shortfalls", "overdue", on
    )


def _lines(acting: Acting, on: date) -> Need:
    lines = undecided_lines(acting, on=on)
    return _need(
        _("Lines of lists to keep or strike"), lines, "oversight:shortfalls", "pending", on
    )  # fmt: skip


def _need(label: Text, bodies: Iterable[int], where: str, state: str, on: date) -> Need:
    """One need; ``bodies`` has a body once for each thing that waits."""
    held = list(bodies)
    names = versions_of(held, on)
    named = dict.fromkeys(
        names[pk].short_name or names[pk].name for pk in held if pk in names
    )
    return Need(label, len(held), tuple(named)[:NAMED], reverse(where), state)


def _directives(over: BodyVersion) -> list[Directive]:
    """The newest papers of the body watched over that ask others for plans."""
    rows = (
        Directive.objects.filter(
            document__in=Document.objects.filter(issuer_id=over.body_id)
        )
        .select_related("document")
        .prefetch_related("tasks")
        .order_by("-pk")[:10]
    )
    return [row for row in rows if asks_for_plans(row)][:2]
