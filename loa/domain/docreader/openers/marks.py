"""A paragraph's mark that stands alone, set apart from its words."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}\.|\(\d{1,2}\)"
)


def is_bare_mark(text: str) -> bool:
    """Whether a text is a mark ("a)", "1.", "-") and nothing else."""
    return _MARK.fullmatch(text.strip()) is not None
