"""Reads over directives at work, and the only place that decides what is owed."""

from loa.programmes.duties import Duty, duties_of, task_rules
from loa.programmes.ended import ended_on, enders_of
from loa.programmes.facts import Cell, TaskFacts
from loa.programmes.owed import owed
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
    "TaskFacts",
    "directives_alone",
    "directives_of",
    "duties_of",
    "ended_on",
    "enders_of",
    "owed",
    "programmes_to_join",
    "programmes_visible_to",
    "readings_waiting",
    "requests_on",
    "task_page",
    "task_rules",
    "tasks_with_counts",
]
