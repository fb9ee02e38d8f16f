"""The day on which a periodic report is due, from the words that say when."""

import re

from loa.domain.periods import DueRule
from loa.domain.text import fold

_DAY = r"ngay (?P<day>\d{1,2})"
_LAST_MONTH = re.compile(
    rf"{_DAY}(?: cua)? thang cuoi(?: cung)?(?: cua)? (?:quy|ky|nam|6 thang)"
)
_EACH_MONTH = re.compile(rf"{_DAY} (?:hang|cua|moi|cac) thang")
_NEXT_MONTH = re.compile(
    rf"{_DAY}(?: cua)? thang (?:sau|dau(?: tien)?(?: cua)? (?:quy|ky) (?:sau|tiep theo))"
)


def due_rule_in(words: str) -> DueRule | None:
    """Return the due rule that words name; None when they name none. Never a guess.

    >>> due_rule_in("định kỳ hằng quý, trước ngày 20 tháng cuối quý").day
    20
    """
    text = fold(words)
    for pattern, after in ((_NEXT_MONTH, 1), (_LAST_MONTH, 0), (_EACH_MONTH, 0)):
        if (found := pattern.search(text)) and 1 <= int(found["day"]) <= 31:
            return DueRule.day_of_last_month(int(found["day"]), months_after=after)
    return None
