"""What figures, periods and coverages are called on the screen."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.common.figures import day
from loa.common.states import sign_of
from loa.domain.periods import Period, PeriodKind
from loa.domain.quotas import COLUMN_NAMES
from loa.domain.writing import roman
from loa.reports.counting import NO_AREA

_COLUMNS = ("claimed", *COLUMN_NAMES)
_DUTIES = {
    "due": gettext_lazy("duties that ended"),
    "met": gettext_lazy("duties met"),
    "met_late": gettext_lazy("duties met late"),
    "met_unproven": gettext_lazy("duties met, unproven"),
    "open": gettext_lazy("duties still in their time"),
    "overdue": gettext_lazy("duties overdue"),
    "missed": gettext_lazy("duties missed"),
    "exempt": gettext_lazy("duties exempted"),
    "invited": gettext_lazy("duties only requested"),
    "shown": gettext_lazy("standing tasks shown"),
    "stated": gettext_lazy("standing tasks stated"),
    "silent": gettext_lazy("standing tasks silent"),
    "asked": gettext_lazy("bodies asked to report"),
    "submitted": gettext_lazy("bodies that have reported"),
    "missing": gettext_lazy("bodies that have not reported"),
}

_PROVEN = {
    "all": gettext_lazy("activities, however proven"),
    "by_check": gettext_lazy("activities, verified by a check"),
    "by_person": gettext_lazy("activities, verified by a person"),
    "otherwise": gettext_lazy("activities, uncheckable, with other proof"),
    "by_nothing": gettext_lazy("activities, uncheckable, without other proof"),
    "confirmed": gettext_lazy("activities, confirmed by the head"),
}


def period_label(period: Period) -> str:
    """Say a period: "Quarter I/2026"."""
    numbers = {"number": period.number, "year": period.year}
    match period.kind:
        case PeriodKind.MONTH:
            return _("Month %(number)s/%(year)s") % numbers
        case PeriodKind.QUARTER:
            words = {"roman": roman(period.number or 1), "year": period.year}
            return _("Quarter %(roman)s/%(year)s") % words
        case PeriodKind.HALF if period.number == 1:
            return _("First half of %(year)s") % numbers
        case PeriodKind.HALF:
            return _("Second half of %(year)s") % numbers
        case PeriodKind.NINE_MONTHS:
            return _("Nine months of %(year)s") % numbers
        case PeriodKind.YEAR:
            return _("Year %(year)s") % numbers
    return days_label(period.start, period.last_day)


def days_label(first: date, last: date) -> str:
    """Say a window by its first and last day."""
    return f"{day(first)} – {day(last)}"


def unit_label(data: dict[str, Any], key: str) -> str:
    """Say what a figure counts: "tin, bài", "activities", "duties met"."""
    family, _dot, column = key.rpartition(".")
    if key == "share.met":
        return _("of the duties that ended were met")
    if key == "standing.open":
        return _("standing tasks that may still be stated")
    if family == "proven" and column in _PROVEN:
        return str(_PROVEN[column])
    if column in _DUTIES:
        return str(_DUTIES[column])
    head, _dot, code = family.partition(".")
    if head == "form":
        names = {form["code"]: form["unit"] for form in data["forms"]}
        return f"{names.get(code, '')}, {_word(column)}"
    return _("activities, %(word)s") % {"word": _word(column)}


def _word(column: str) -> str:
    if column not in _COLUMNS:
        return column
    return str(sign_of(column).word).lower()


def about_label(data: dict[str, Any], key: str) -> str:
    """Say what a figure is of: a form, an area, a task, a body, or all."""
    head, _dot, code = key.rpartition(".")[0].partition(".")
    if head == "area" and code == NO_AREA:
        return _("no area")
    lists = {"form": "forms", "area": "areas", "task": "tasks", "body": "bodies"}
    if head not in lists:
        return _("all together")
    for row in data[lists[head]]:
        if str(row.get("code", row.get("id"))) == code:
            return str(row.get("short") or row.get("name") or row.get("title"))
    return code
