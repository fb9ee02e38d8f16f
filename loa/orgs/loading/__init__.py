"""Bringing in bodies: the whole country, or a spreadsheet; again shows the differences."""

from loa.orgs.loading.country import country_rows
from loa.orgs.loading.differences import BodyRow, Change, Differences, compare
from loa.orgs.loading.load import DemoBeside, apply_differences
from loa.orgs.loading.sheet import BadRow, BadSheet, sheet_rows

__all__ = [
    "BadRow",
    "BadSheet",
    "BodyRow",
    "Change",
    "DemoBeside",
    "Differences",
    "apply_differences",
    "compare",
    "country_rows",
    "sheet_rows",
]
