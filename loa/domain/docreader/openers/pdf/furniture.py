"""What stands on pages and is no text of the paper.

Page numbers, lines that repeat, and what a signing program stamps on a signed PDF
("Ký bởi: … Thời gian ký: …"). It is set aside, not lost: a mark of secrecy may be there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from loa.domain.docreader.openers.pdf.pages import Run
from loa.domain.docreader.openers.rows import Row

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:Trang|Page)\s*)?\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s.]*",
    re.IGNORECASE,
)
_SIGNED_BY = re.compile(
    r"\s*(?:Ký bởi|Người ký|Được ký bởi|Ký số bởi|Digitally signed by|Signed by)\s*:?",
    re.IGNORECASE,
)
_SIGNED_DETAIL = re.compile(
    r"\s*(?:(?:Email|Thư điện tử|Cơ quan|Đơn vị|Tổ chức|Chức vụ|Ngày ký|Thời gian ký"
    r"|Ký ngày|Giờ ký|Địa điểm|Lý do|Date|Reason|Location|Signing Date|DN)\s*:"
    r"|Signature (?:Not Verified|valid)|Date:|\d{2}[./-]\d{2}[./-]\d{4} \d{2}:\d{2})",
    re.IGNORECASE,
)
# The stamp of a signing program has no more lines.
_MOST_LINES = 10
# Two papers in one file begin alike: their letterheads are no running heads.
_LETTERHEAD = re.compile(
    r"CỘNG H|Độc lập|ĐẢNG CỘNG SẢN|Số\s*:|Kính\s*gửi|ngày.{0,12}tháng|ỦY BAN|Nơi\s*nhận"
)
# Lines of furniture at one edge of a page; a table's headings printed again.
_DEEPEST = 6
_LONGEST = 120


def without_signing(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """The runs of a page without a signing program's stamp, and the stamp's lines."""
    dropped: set[int] = set()
    for first, run in enumerate(runs):
        if _SIGNED_BY.match(run.text):
            dropped.update(_stamp(runs, first))
    kept = [run for at, run in enumerate(runs) if at not in dropped]
    return kept, [" ".join(runs[at].text.split()) for at in sorted(dropped)]


def _stamp(runs: Sequence[Run], first: int) -> list[int]:
    """The lines under "Ký bởi", set flush with it, down to the last known label."""
    anchor = runs[first]
    below = sorted(
        (
            at
            for at, run in enumerate(runs)
            if run.top <= anchor.top + 1
            and anchor.left - 4 <= run.left
            and anchor.top - run.top <= _MOST_LINES * anchor.height * 1.6
            and run.height <= anchor.height * 1.35
            and run.left <= max(anchor.right, anchor.left + 20 * anchor.height)
        ),
        key=lambda at: (-round(runs[at].top), runs[at].left),
    )
    labels = [n for n, at in enumerate(below) if _SIGNED_DETAIL.match(runs[at].text)]
    if not labels:
        return []  # a sentence that happens to begin so
    end = labels[-1]
    return [first, *below[: end + 1], *_same_line(runs, below, end)]


def _same_line(runs: Sequence[Run], below: Sequence[int], end: int) -> list[int]:
    last = runs[below[end]]
    return [at for at in below[end + 1 :] if abs(runs[at].top - last.top) < 2]


def without_furniture(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows without page numbers and lines that stand on most pages, and those.

    Furniture stands at the edge: from the head of a page down, and from its foot up, as
    far as one such line follows another.
    """
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    seen = Counter(_place(row) for row in rows if len(row.text) < _LONGEST)
    # The first page often has no running head.
    often = max(2, len(pages) // 2)
    left_out: dict[int, str] = {}
    for own in pages.values():
        for edge in (own[:_DEEPEST], own[: -_DEEPEST - 1 : -1]):
            for row in edge:
                repeats = len(pages) > 1 and seen[_place(row)] >= often
                if _LETTERHEAD.search(row.text) or not (
                    repeats or _PAGE_NUMBER.fullmatch(row.text)
                ):
                    break
                left_out[id(row)] = row.text
    kept = [row for row in rows if id(row) not in left_out]
    return kept, [*dict.fromkeys(left_out.values())]


def _place(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "#", row.text), round(row.top / 4)
