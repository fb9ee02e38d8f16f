"""Directives at work, what was decided about them, and what was asked and answered."""

from loa.programmes.models.asking import DutyAnswer, DutyRequest
from loa.programmes.models.directives import (
    Assignment,
    Correction,
    Directive,
    Programme,
    Recurrence,
    Scope,
    Task,
    TaskKind,
    TaskVersion,
    label_of,
)
from loa.programmes.models.editing import ProgrammeEdit
from loa.programmes.models.exceptions import (
    Exemption,
    Extension,
    JudgedFrom,
    PlanDecision,
    Statement,
)
from loa.programmes.models.happening import Happening

__all__ = [
    "Assignment",
    "Correction",
    "Directive",
    "DutyAnswer",
    "DutyRequest",
    "Exemption",
    "Extension",
    "Happening",
    "JudgedFrom",
    "PlanDecision",
    "Programme",
    "ProgrammeEdit",
    "Recurrence",
    "Scope",
    "Statement",
    "Task",
    "TaskKind",
    "TaskVersion",
    "label_of",
]
