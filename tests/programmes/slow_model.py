"""What is owed, asked the slow and obvious way: one body, one task, one period."""

import math
from datetime import date, timedelta

from django.db.models import Q

from loa.domain.quotas import expected, with_extension
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.programmes.facts import facts_of, timing_by_level
from loa.programmes.models import Assignment, JudgedFrom, Task
from loa.reference.selectors import judging_rule

FAR = (date(2020, 1, 1), date(2035, 1, 1))


def owed_slowly(body_ids, first, last, on):
    """All cells as tuples (task, body, start, last day, due, target, exempt, stated,
    judged from, joint ids), for tasks that restate nothing."""
    found = set()
    for task in Task.objects.all():
        facts = facts_of(task, judging_rule(on))
        timings = timing_by_level(facts.timing) or {None: facts.timing}
        for level, timing in timings.items():
            for window in expected(timing, first=FAR[0], last=FAR[1]):
                for owner, joint in owners(task, window):
                    if level is not None and level_of(owner, window.owed_on) != level:
                        continue
                    if not set(joint or [owner]) & set(body_ids):
                        continue
                    found.add(cell(task, facts, timing, window, owner, joint))
    return {c for c in found if c[2] <= last and first <= c[3]}


def owners(task, window):
    """(owner, joint bodies) of one period."""
    day = max(window.owed_on, task.from_on)
    rows = Assignment.objects.filter(task=task, role="lead", from_on__lte=day).filter(
        Q(until_on=None) | Q(until_on__gt=day)
    )
    joint, each = [], []
    for row in rows.order_by("pk"):
        if row.group:
            each += [v.body_id for v in orgs.members(row.group, window.owed_on)]
        elif orgs.version_of(row.body_id, window.owed_on):
            if row.mode == "jointly":
                joint.append(row.body_id)
            else:
                each.append(row.body_id)
    if joint:
        yield joint[0], tuple(joint) if len(joint) > 1 else ()
    for body_id in set(each) - set(joint):
        yield body_id, ()


def level_of(body_id, day):
    version = orgs.version_of(body_id, day)
    departments = ("department", "office", "vertical")
    return "department" if version.kind in departments else version.level


def cell(task, facts, timing, window, owner, joint):
    bodies = joint or (owner,)
    start = window.period.start
    extensions = task.extensions.filter(
        body_id__in=bodies, period_start=start, closed_at=None
    )
    for extension in extensions:
        if extension.due_on > window.due_on:
            window = with_extension(window, extension.due_on, timing)
    target, nothing = facts.target, False
    ends = [each.valid_to for each in BodyVersion.objects.filter(body=owner)]
    if (
        task.kind == "quota"
        and facts.kind == "quota"
        and not joint
        and None not in ends
    ):
        days = [window.period.start + timedelta(days=n) for n in range(400)]
        days = [day for day in days if day <= window.period.last_day]
        there = [day for day in days if day < max(ends)]
        if 0 < len(there) < len(days):
            part = math.floor(target * len(there) / len(days) + 1e-9)
            target, nothing = max(part, 1), part == 0
    exempt = nothing or all(
        task.exemptions.filter(
            Q(period_start=start) | Q(period_start=None), body_id=each, closed_at=None
        ).exists()
        for each in bodies
    )
    stated = task.statements.filter(
        body_id__in=bodies, period_start=start, closed_at=None
    ).exists()
    # Of a joint duty, since the first of its bodies is judged.
    begun = [JudgedFrom.objects.filter(body_id=each, closed_at=None) for each in bodies]
    began = min(rows[0].day if rows else date.min for rows in begun)
    return (
        task.pk, owner, start, window.period.last_day, window.due_on, target,
        exempt, stated, max(began, facts.judged_from), joint,
    )  # fmt: skip
