"""The tags of every page: `{% load common %}`. Documented on the page /thanh-phan/."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from loa.common import components, figures, once
from loa.common.forms import control_attrs
from loa.common.states import sign_of

register = template.Library()


@register.simple_tag
def icon(symbol: str, css: str = "") -> SafeString:
    """Draw a symbol: `{% icon "doc" %}`."""
    return components.icon(symbol, css)


@register.simple_tag
def sign(code: str | Enum) -> SafeString:
    """Draw the shape of a state alone; write its word beside it."""
    return components.icon(sign_of(code).symbol)


@register.filter
def unended(text: str) -> str:
    """Give a printed title without its last stop, so that a sentence may go on."""
    return text.rstrip(".;, ")


@register.filter
def word(code: str | Enum) -> str:
    """Give the word of a state."""
    return str(sign_of(code).word)


@register.filter
def css(code: str | Enum) -> str:
    """Give the class of a state: `class="cell {{ code|css }}"`."""
    return sign_of(code).css


@register.simple_tag
def state(
    code: str | Enum, chip: bool = False, count: int | None = None, word: str = ""
) -> SafeString:
    """Say a state: `{% state "met" %}`, `{% state row.state chip=True count=3 %}`."""
    return components.state(code, chip=chip, count=count, word=word)


@register.simple_tag
def columns(cell: components.Cell, compact: bool = False) -> SafeString:
    """Say claimed and its six parts: `{% columns tally %}`."""
    return components.columns(cell, compact=compact)


@register.simple_tag
def pips(cell: components.Cell, target: int) -> SafeString:
    return components.pips(cell, target)


@register.simple_tag
def bar(cell: components.Cell, target: int) -> SafeString:
    return components.bar(cell, target)


@register.simple_tag
def progress(cell: components.Cell, target: int, unit: str = "") -> SafeString:
    """Count towards a target: pips up to ten, a bar above."""
    return components.progress(cell, target, unit)


@register.simple_tag
def sparkline(values: Iterable[float], goal: float | None = None) -> SafeString:
    return components.sparkline(values, goal)


@register.filter
def number(value: figures.Number | None, places: int | None = None) -> str:
    """Write a number, or a dash when there is none."""
    return "–" if value is None else figures.number(value, places)


@register.simple_tag
def percent(part: figures.Number, whole: figures.Number) -> str:
    return figures.percent(part, whole)


@register.filter
def filesize(count: int) -> str:
    return figures.size(count)


@register.simple_tag
def day(value: date | datetime | None, year: int | None = None) -> SafeString:
    """Write a day in a `<time>`; with `year`, leave that year out."""
    if value is None:
        return SafeString("–")
    text = figures.day(value) if year is None else figures.short_day(value, year=year)
    return _time(figures.local_day(value).isoformat(), text)


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """Write a moment in a `<time>` by the clock of Asia/Ho_Chi_Minh."""
    if value is None:
        return SafeString("–")
    return _time(value.isoformat(), figures.moment(value))


def _time(machine: str, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, text)


@register.simple_tag(name="once")
def once_key() -> SafeString:
    """The hidden one-time key of a create form (see `loa.common.once`)."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', once.FIELD, once.new_key()
    )


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, css: str = "") -> dict[str, Any]:
    """A label, its hint, its error above, then the control: `{% field form.name %}`."""
    return {
        "field": bound,
        "css": css,
        "control": bound.as_widget(attrs=control_attrs(bound)),
        "is_check": getattr(bound.field.widget, "input_type", "") == "checkbox"
        and not bound.use_fieldset,
        "is_select": getattr(bound.field.widget, "input_type", "") == "select"
        and not getattr(bound.field.widget, "allow_multiple_selected", False),
        "is_group": bound.use_fieldset,
    }


@register.inclusion_tag("components/errors.html")
def errors(*forms: BaseForm) -> dict[str, Any]:
    """The error summary on top: `{% errors form %}`; says nothing when all is well."""
    places = [
        (bound.id_for_label or bound.auto_id, bound.label, list(bound.errors))
        for form in forms
        for bound in form
        if bound.errors
    ]
    others = [text for form in forms for text in form.non_field_errors()]
    return {
        "places": places,
        "others": others,
        "count": len(others) + sum(len(texts) for _id, _label, texts in places),
    }


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(
    context: template.Context, page: Page[Any], name: str = "trang"
) -> dict[str, Any]:
    """Previous and next, keeping the other words of the address."""
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/file_link.html")
def file_link(url: str, name: str, size: int | None = None) -> dict[str, Any]:
    return {"url": url, "name": name, "size": size}


@register.inclusion_tag("components/empty.html")
def empty(
    title: str, text: str = "", url: str = "", action: str = ""
) -> dict[str, Any]:
    """What stands where nothing is yet: why, and the first thing to do."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/job.html")
def job(
    title: str, done: int, total: int, note: str = "", ident: str = "job"
) -> dict[str, Any]:
    """Long work: how far, how long still, and that one may leave."""
    return {"title": title, "done": done, "total": total, "note": note, "ident": ident}


@register.inclusion_tag("components/crumbs.html")
def crumbs(*parts: str | Sequence[str]) -> dict[str, Any]:
    """Breadcrumbs above a title: texts, or pairs of text and address."""
    pairs = [(part, "") if isinstance(part, str) else tuple(part) for part in parts]
    return {"pairs": pairs}


@register.inclusion_tag("components/stat.html")
def stat(
    code: str | Enum,
    label: str,
    value: str | int,
    unit: str = "",
    url: str = "",
    note: str = "",
    values: Sequence[float] | None = None,
    goal: float | None = None,
) -> dict[str, Any]:
    """One figure of `.stats`, with its sign and a line of the periods before."""
    return {
        "sign": sign_of(code),
        "label": label,
        "value": figures.number(value) if isinstance(value, int) else value,
        "unit": unit,
        "url": url,
        "note": note,
        "spark": components.sparkline(values or (), goal),
    }


@register.inclusion_tag("components/heat_cell.html")
def heat_cell(
    code: str | Enum,
    cell: components.Cell | None = None,
    url: str = "",
    period: str = "",
    current: bool = False,
    now: bool = False,
) -> dict[str, Any]:
    """One body × period: the state's shape, what is counted, and what is said besides."""
    amounts = components.six(cell) if cell is not None else {}
    counted = amounts.get("verified", 0) + amounts.get("unobjected", 0)
    claimed = sum(amounts.values())
    return {
        "sign": sign_of(code),
        "has_cell": cell is not None,
        "counted": counted,
        "claimed": claimed if claimed != counted else None,
        "disputed": amounts.get("disputed", 0),
        "url": url,
        "period": period,
        "current": current,
        "now": now,
    }
