"""Reads over directives at work, and the only place that decides what is owed."""

from loa.programmes.duties import Duty, duties_of, task_rules
from loa.programmes.facts import Cell, TaskFacts
from loa.programmes.owed import owed

__all__ = ["Cell", "Duty", "TaskFacts", "duties_of", "owed", "task_rules"]
