"""Reads over directives at work, and the only place that decides what is owed."""

from loa.programmes.duties import Duty, duties_of, task_rules
from loa.programmes.ended import ended_on, enders_of
from loa.programmes.facts import Cell, TaskFacts
from loa.programmes.owed import owed
from loa.programmes.own_plans import (
    OwnPlan,
    is_own_plan,
    own_plans,
    task_asks_for_own_plan,
)
from loa.programmes.pages import (
    directives_alone,
    directives_of,
    programmes_to_join,
    programmes_visible_to,
    readings_waiting,
    task_page,
    tasks_with_counts,
)
from loa.programmes.requests import requests_on

__all__ = [
    "Cell",
    "Duty",
    "OwnPlan",
    "TaskFacts",
    "directives_alone",
    "directives_of",
    "duties_of",
    "ended_on",
    "enders_of",
    "is_own_plan",
    "owed",
    "own_plans",
    "programmes_to_join",
    "programmes_visible_to",
    "readings_waiting",
    "requests_on",
    "task_asks_for_own_plan",
    "task_page",
    "task_rules",
    "tasks_with_counts",
]
