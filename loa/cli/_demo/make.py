"""Carrying the demo's story out, by the doors that people use."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from loa.cli._demo import story
from loa.cli._demo.afterwards import correct, write_down
from loa.cli._demo.asking import ask_and_answer
from loa.cli._demo.cast import Cast, declare_channels
from loa.cli._demo.inspected import inspect
from loa.cli._demo.life import live, send_reports
from loa.cli._demo.merging import live_and_merge, make_former
from loa.cli._demo.paperwork import (
    begin_own_plans,
    bring_letter,
    bring_papers_around,
    bring_plan,
    make_statements,
)
from loa.cli._demo.people import SignIn, invite_people, make_bodies
from loa.cli._demo.pressing import press
from loa.cli._demo.speaking import say_who_speaks
from loa.cli._demo.week import keep_the_week
from loa.cli._demo.weighing import weigh
from loa.orgs.models import Body


class RealBodiesHere(RuntimeError):
    """This database holds real bodies; the demo would stand among them."""


def is_made() -> bool:
    """Whether the demo stands in this database."""
    return Body.objects.filter(is_demo=True).exists()


@transaction.atomic
def make_demo(*, today: date, tell: Callable[[str], None]) -> list[SignIn]:
    """Make the demo province with all that happened in it, or nothing.

    :param tell: is given a sentence for each step
    :raises RealBodiesHere: if real bodies are in the database
    """
    if Body.objects.filter(is_demo=False).exists():
        raise RealBodiesHere
    before, _running = story.periods_told(today)
    begin = before.start
    tell("bodies and people")
    make_bodies(begin)
    sign_ins = invite_people(begin)
    former = make_former(begin)
    cast = Cast(today)
    tell("channels")
    declare_channels(cast, begin)
    say_who_speaks(cast, begin)
    tell("papers: read, confirmed, delivered")
    directive = bring_plan(cast, begin)
    bring_papers_around(cast, directive.document, begin, today)
    bring_letter(cast, today)
    make_statements(cast, directive, begin, today)
    begin_own_plans(cast, directive, begin)
    live_and_merge(cast, former, begin, today)
    happened = story.happenings(begin, today)
    tell(f"{len(happened)} happenings from {begin:%d/%m/%Y} to {today:%d/%m/%Y}")
    live(cast, happened, begin, today)
    tell("what happened to tasks, and who was meant")
    correct(cast, directive, today)
    write_down(cast, directive, today)
    tell("the overseer's week: calls, a meeting, letters, measures")
    keep_the_week(cast, today)
    press(cast, today)
    tell("what communes ask, and what they are answered")
    ask_and_answer(cast, directive, today)
    tell("praise and blame, with what bodies reply")
    weigh(cast, begin, today)
    tell("self-inspection: a plan, visits, findings and a remedy")
    inspect(cast, today)
    tell("reports of the quarter before")
    send_reports(cast, before)
    return sign_ins
