"""Kinds, days and counts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from loa.common import figures
from loa.domain.periods import DueRule
from loa.domain.quotas import TaskKind
from loa.orgs.models import BodyVersion, Kind, Level
from loa.programmes.facts import TOTAL
from loa.programmes.models import Task
from loa.programmes.proposal import DueLine
from loa.reference.selectors import judging_rule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

KINDS: Final[dict[str, Text]] = {
    "deliver": _("To be delivered by a day"),
    "quota": _("Quota per period"),
    "report": _("Periodic report"),
    "event": _("When it happens"),
    "coverage": _("Each named form at least once"),
    "standing": _("Standing task"),
}
STANDING_MEANS: Final = _(
    "A standing task has no number and no day: each reporting period the body shows a "
    "record of it, or says in a sentence what was done or why nothing. It is never "
    "called missed."
)
_REPEATED: Final[dict[str, Text]] = {
    "month": _("every month"),
    "quarter": _("every quarter"),
    "half": _("every half-year"),
    "year": _("every year"),
}
_BY: Final[dict[str, Text]] = {
    "month": _("by month"),
    "quarter": _("by quarter"),
    "half": _("by half-year"),
    "nine_months": _("by nine months"),
    "year": _("by year"),
}
_PER: Final[dict[str, Text]] = {
    "month": _("a month"),
    "quarter": _("a quarter"),
    "half": _("a half-year"),
    "year": _("a year"),
    TOTAL: _("in all"),
}
PROBLEMS: Final[dict[str, Text]] = {
    "last_before_first": _("it ends before it begins: look at the days below"),
    "due_before_first": _(
        "its day is before the first day chosen below: choose an earlier one"
    ),
    "quota_missing": _("it needs a number, a unit and a period"),
    "quota_zero": _(
        "it asks for none: write a number above zero, or choose another kind (a duty "
        "without a number is a standing task)"
    ),
    "due_before_issue": _(
        "its day is before the day of the document: write another day, or say that it "
        "is right"
    ),
    "quota_weekly": _(
        "a number a week has no period here: say how many a month or a quarter"
    ),
    "due_missing": _("it needs the day on which it is due"),
    "coverage_missing": _("it needs the forms of which one each is asked"),
    "period_missing": _("it needs a day or a period"),
    "lead_missing": _("nobody leads it: name a body, or drop the task"),
}


def kind_word(kind: str) -> Text:
    """Return what a kind of task is called."""
    return KINDS[kind]


def problem_words(codes: Iterable[str]) -> str:
    """Say what a task still lacks."""
    return "; ".join(str(PROBLEMS.get(code, code)) for code in codes)


def due_words(task: Task) -> str:
    """Say when a task is due, in a few words."""
    kind = task.kind
    if task.deadline:
        return figures.day(task.deadline)
    if task.due_rule:
        rule = DueRule.from_data(task.due_rule)
        if rule.day:
            return gettext("day %(day)s of the last month of the period") % {
                "day": rule.day
            }
        if rule.on:
            return figures.day(rule.on)
        return gettext("%(count)s working days after it happens") % {
            "count": rule.offset
        }
    if kind == TaskKind.QUOTA and task.quota_per in _REPEATED:
        return str(_REPEATED[task.quota_per])
    if task.recurrence and task.recurrence not in ("once", "regular"):
        return task.get_recurrence_display()
    if kind == TaskKind.STANDING:
        return gettext("each reporting period")
    return ""


def event_term(task: Task, on: date) -> str:
    """Say within what time a happening is to be answered, and who says so."""
    if task.due_rule:
        return gettext("To be answered: %(term)s, as the paper says.") % {
            "term": due_words(task)
        }
    days = judging_rule(on).event_working_days
    return ngettext(
        "The paper gives no day. Loa takes %(count)s working day after it happened "
        "(its judging rule), unless a paper says another.",
        "The paper gives no day. Loa takes %(count)s working days after it happened "
        "(its judging rule), unless a paper says another.",
        days,
    ) % {"count": figures.number(days)}


def target_words(task: Task) -> str:
    """Say what a period asks for: "≥ 2 tin, bài a month"; "" where it has no number."""
    if not task.quota_count:
        return ""
    per = _PER.get(task.quota_per)
    amount = f"≥ {figures.number(task.quota_count)} {task.quota_unit}".rstrip()
    return f"{amount} {per}" if per and task.quota_per != TOTAL else amount


def count_bodies(versions: Iterable[BodyVersion]) -> list[str]:
    """Say bodies by sort: ["16 communes and wards", "8 departments"]."""
    counted: Counter[str] = Counter(_sort(version) for version in versions)
    words = {
        "commune": ngettext(
            "%(count)s commune", "%(count)s communes", counted["commune"]
        ),
        "department": ngettext(
            "%(count)s department", "%(count)s departments", counted["department"]
        ),
        "other": ngettext(
            "%(count)s other body", "%(count)s other bodies", counted["other"]
        )
        if len(counted) > 1
        else ngettext("%(count)s body", "%(count)s bodies", counted["other"]),
    }
    return [
        words[sort] % {"count": figures.number(counted[sort])}
        for sort in words
        if counted[sort]
    ]


def _sort(version: BodyVersion) -> str:
    if version.kind == Kind.PEOPLES_COMMITTEE and version.level == Level.COMMUNE:
        return "commune"
    return "department" if version.kind == Kind.DEPARTMENT else "other"


def due_line_words(line: DueLine) -> str:
    """Say one line of the summary: "24 due 15/03/2026", "176 every month"."""
    values = {"count": figures.number(line.number)}
    if line.due_on:
        values["day"] = figures.day(line.due_on)
        return gettext("%(count)s due %(day)s") % values
    return f"{values['count']} {_BY[line.per]}"
