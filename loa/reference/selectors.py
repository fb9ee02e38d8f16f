"""Reads over code lists and dated rules."""

from datetime import date

from loa.orgs.selectors import in_force
from loa.reference.models import Area, AreaSet, CommunicationForm, JudgingRule

DEFAULT_RULE = "default"


def judging_rule(on: date, code: str = DEFAULT_RULE) -> JudgingRule:
    """Return the rule that judges periods on a day.

    :raises JudgingRule.DoesNotExist: if the data have none for that day
    """
    return JudgingRule.objects.filter(in_force(on), code=code).latest("valid_from")


def area_set(on: date) -> AreaSet:
    """Return the set of areas in force on a day (the first by code)."""
    return AreaSet.objects.filter(in_force(on)).earliest("code")


def areas(on: date) -> list[Area]:
    """Return the areas of the set in force, in their order."""
    return list(area_set(on).areas.all())


def forms() -> list[CommunicationForm]:
    """Return the forms of communication in their order."""
    return list(CommunicationForm.objects.all())
