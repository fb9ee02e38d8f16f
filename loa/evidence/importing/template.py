"""An empty log to fill in: the headings that are known, and lists to choose from."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from loa.evidence.importing.reading import Lists

# As they stand in print, so that they are recognised whoever fills them in.
HEADINGS = (
    ("Ngày", 12),
    ("Tên tin bài", 60),
    ("Hình thức", 26),
    ("Kênh", 34),
    ("Đường link", 46),
    ("Số lượng", 10),
    ("Số người tham dự", 12),
    ("Lĩnh vực", 40),
    ("Ghi chú", 30),
)
ROWS = 2_000


def template(lists: Lists) -> bytes:
    """Return an .xlsx with the headings, and the body's own lists behind the cells."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Nhật ký")
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True}
    )
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (words, width) in enumerate(HEADINGS):
        sheet.set_column(column, column, width, day if column == 0 else wrapped)
        sheet.write_string(0, column, words, head)
    sheet.freeze_panes(1, 0)
    choices = book.add_worksheet("Danh mục")
    lists_ = (
        (2, [form.name for form in lists.forms]),
        (3, [channel.name for channel in lists.channels]),
        (7, [area.name for area in lists.areas]),
    )
    for place, (column, names) in enumerate(lists_):
        _choices(sheet, choices, place, column, names, head)
    sheet.write_comment(
        0, 0, _("Write the day as 16/12/2026; leave out what you do not know.")
    )
    book.close()
    return out.getvalue()


def _choices(
    sheet: "xlsxwriter.worksheet.Worksheet",
    choices: "xlsxwriter.worksheet.Worksheet",
    place: int,
    column: int,
    names: Sequence[str],
    head: "xlsxwriter.format.Format",
) -> None:
    choices.set_column(place, place, 44)
    choices.write_string(0, place, HEADINGS[column][0], head)
    for row, name in enumerate(names, start=1):
        choices.write_string(row, place, name)
    if names:
        letter = "ABC"[place]
        source = f"='Danh mục'!${letter}$2:${letter}${len(names) + 1}"
        sheet.data_validation(
            1,
            column,
            ROWS,
            column,
            # What is not in the list is asked about when the log is brought in.
            {"validate": "list", "source": source, "error_type": "warning"},
        )
