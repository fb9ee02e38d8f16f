"""Looking up what belongs to a person."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(held: Mapping[int, list[str]], user_id: int) -> list[str]:
    """The posts of a person; none is an empty list."""
    return held.get(user_id, [])
