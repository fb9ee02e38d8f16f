"""Words for periods and forecasts, in the reader's language."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loa.common.figures import day, short_day
from loa.domain.periods import Period, PeriodKind
from loa.domain.writing import roman
from loa.oversight.board import Line
from loa.oversight.forecast import Expected, Forecast, Ground, Outlook


def period_name(period: Period) -> str:
    """ "tháng 11/2026", "quý IV/2026", "năm 2026", or its two days."""
    name = {"year": period.year, "number": period.number}
    if period.kind == PeriodKind.MONTH:
        return _("month %(number)s/%(year)s") % name
    if period.kind == PeriodKind.QUARTER and period.number:
        return _("quarter %(number)s/%(year)s") % (
            name | {"number": roman(period.number)}
        )
    if period.kind == PeriodKind.HALF:
        if period.number == 1:
            return _("first half of %(year)s") % name
        return _("second half of %(year)s") % name
    if period.kind == PeriodKind.YEAR:
        return _("year %(year)s") % name
    return f"{short_day(period.start)} – {short_day(period.last_day)}"


def period_head(period: Period) -> str:
    """The short head of a column: "T11", "Q.IV", "2026"; else the last day."""
    if period.kind == PeriodKind.MONTH:
        return _("M%s") % period.number
    if period.kind == PeriodKind.QUARTER and period.number:
        return _("Q.%s") % roman(period.number)
    if period.kind == PeriodKind.HALF:
        return _("H%s") % period.number
    if period.kind == PeriodKind.YEAR:
        return str(period.year)
    return short_day(period.last_day)


OUTLOOKS = {
    Outlook.DONE: "met",
    Outlook.LIKELY: "on_track",
    Outlook.DOUBTFUL: "at_risk",
}


def outlook_word(forecast: Forecast) -> str:
    """What to expect, in two words."""
    return {
        Outlook.DONE: _("Target met"),
        Outlook.LIKELY: _("Should make it"),
        Outlook.DOUBTFUL: _("May miss it"),
    }[forecast.outlook]


def outlook_reason(forecast: Forecast) -> str:
    """Why: what is missing, how long is left, how the past periods went."""
    if forecast.outlook == Outlook.DONE:
        return _("target reached")
    return ", ".join(_reasons(forecast))


def _reasons(forecast: Forecast) -> Iterator[str]:
    if Ground.DIFFICULTY in forecast.grounds:
        yield _("a difficulty was reported")
    if forecast.short:
        told = ngettext("%s missing", "%s missing", forecast.short)
        yield told % forecast.short
    count = forecast.days_left
    if Ground.OVERDUE in forecast.grounds:
        told = ngettext("locked in %s working day", "locked in %s working days", count)
    else:
        told = ngettext("%s working day left", "%s working days left", count)
    yield told % count
    if forecast.past and forecast.bad:
        told = ngettext(
            "%(bad)s of the last %(past)s period late or missed",
            "%(bad)s of the last %(past)s periods late or missed",
            forecast.past,
        )
        yield told % {"bad": forecast.bad, "past": forecast.past}
    elif forecast.past:
        yield _("kept up so far")


def saying(duties: Sequence[Expected]) -> str:
    """What to say on the telephone, in one line: the first duty whole, how many more."""
    one = duties[0]
    cell = one.judged.cell
    said = _("%(task)s, %(period)s: %(why)s; due %(due)s") % {
        "task": cell.task.title.rstrip(".;, "),
        "period": period_name(cell.window.period),
        "why": outlook_reason(one.forecast),
        "due": day(cell.window.due_on),
    }
    more = len(duties) - 1
    if more:
        told = ngettext("and %s more duty", "and %s more duties", more) % more
        said = f"{said}; {told}"
    return said


def line_name(line: Line) -> str:
    """What the line of a board is called; by the tree of now also what went nowhere."""
    name = line.version.short_name or line.version.name
    if line.why == "undivided":
        return _("Not divided: %(name)s (until the division)") % {"name": name}
    return _("No successor: %(name)s") % {"name": name} if line.why else name
