"""Logs as communes keep them, made small."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

HEADINGS = (
    "STT",
    "Ngày đăng",
    "Tên tin bài",
    "Hình thức",
    "Kênh",
    "Đường link",
    "Số lượng",
)


def xlsx(
    rows: Iterable[Sequence[Any]],
    *,
    headings: Sequence[str] = HEADINGS,
    merged: Iterable[tuple[str, Any]] = (),
    above: Iterable[str] = (),
    sheets: Sequence[str] = ("Sheet1",),
) -> bytes:
    """A spreadsheet with a heading, and above it what people write there."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title in sheets:
        sheet = book.add_worksheet(title)
        at = 0
        for line in above:
            sheet.merge_range(at, 0, at, len(headings) - 1, line)
            at += 1
        sheet.write_row(at, 0, headings)
        for row in rows:
            at += 1
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif cell is not None:
                    sheet.write(at, column, cell)
        for area, value in merged:
            sheet.merge_range(area, value)
    book.close()
    return out.getvalue()
