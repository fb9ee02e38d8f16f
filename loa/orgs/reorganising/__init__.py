"""A reorganisation entered by a person: rows read, what they would do, and the writing."""

from loa.orgs.reorganising.plan import make_plan
from loa.orgs.reorganising.planned import BadRows, Ending, Plan
from loa.orgs.reorganising.rows import Change, ChangeRow, change_rows, empty_sheet
from loa.orgs.reorganising.services import reorganise
from loa.orgs.reorganising.touched import Touched, touched_by

__all__ = [
    "BadRows",
    "Change",
    "ChangeRow",
    "Ending",
    "Plan",
    "Touched",
    "change_rows",
    "empty_sheet",
    "make_plan",
    "reorganise",
    "touched_by",
]
