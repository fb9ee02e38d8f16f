"""Web pages as evidence: what one says, when, and what sort of page it is."""

from loa.domain.pages.days import SaidDay, Source, day_of_moment, days_in
from loa.domain.pages.decoding import Decoded, decode
from loa.domain.pages.judging import Claim, Outcome, Remark, judge_page
from loa.domain.pages.page import Page, Sort, read_page

__all__ = [
    "Claim",
    "Decoded",
    "Outcome",
    "Page",
    "Remark",
    "SaidDay",
    "Sort",
    "Source",
    "day_of_moment",
    "days_in",
    "decode",
    "judge_page",
    "read_page",
]
