"""Reads over code lists and dated rules."""

from datetime import date, datetime

from loa.orgs.selectors import in_force
from loa.reference.models import Area, AreaSet, CommunicationForm, JudgingRule

DEFAULT_RULE = "default"


def judging_rule(
    on: date, code: str = DEFAULT_RULE, *, known_at: datetime | None = None
) -> JudgingRule:
    """Return the rule that judges periods on a day.

    :param known_at: the rule as it was known at that moment; None for now

    :raises JudgingRule.DoesNotExist: if the data have none for that day
    """
    rows = JudgingRule.objects.known(known_at)
    rule: JudgingRule = rows.filter(in_force(on), code=code).latest("valid_from")
    return rule


def area_set(on: date) -> AreaSet:
    """Return the set of areas in force on a day (the first by code)."""
    return AreaSet.objects.filter(in_force(on)).earliest("code")


def areas(on: date) -> list[Area]:
    """Return the areas of the set in force, in their order."""
    return list(area_set(on).areas.all())


def forms() -> list[CommunicationForm]:
    """Return the forms of communication in their order."""
    return list(CommunicationForm.objects.all())
