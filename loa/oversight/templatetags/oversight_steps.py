"""The steps of the ladder on pages."""

from typing import Any

from django import template

from loa.oversight.reminding.words import HOW, WHO, when

register = template.Library()

register.filter("step_when", when)


@register.filter
def step_who(step: dict[str, Any]) -> str:
    """Say whom a step tells."""
    return str(WHO[step["who"]])


@register.filter
def step_how(step: dict[str, Any]) -> str:
    """Say how a step tells."""
    return str(HOW[step["how"]])
