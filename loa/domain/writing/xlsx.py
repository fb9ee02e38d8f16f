"""Tables of figures as .xlsx, in which a text can never become a formula."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from loa.domain.writing.characters import clean_lines
from loa.domain.writing.decree30 import FONT

Value = str | int | float | Decimal | date | datetime | bool | None

# The limits of the file format.
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LARGEST_NUMBER = 2**53
_CUT = " […]"
# What a spreadsheet would take for a formula when somebody edits the cell, or
# saves the table as .csv and opens it again.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NAME_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, and its width in characters (None: from its contents)."""

    title: str
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines above the table, its columns and rows, and remarks below."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Value]]
    heading: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def workbook_bytes(
    sheets: Sequence[Sheet], *, at: datetime, title: str = "", author: str = ""
) -> bytes:
    """Give the sheets as .xlsx; the same input gives the same bytes.

    Texts stay texts whatever they begin with; characters that the format forbids are
    dropped; a text past the format's limit is cut and ends in "[…]"; an aware moment
    is written as it reads in its own zone.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    book.set_properties(
        {
            "title": clean_lines(title)[:255],
            "author": clean_lines(author)[:255],
            "created": at.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    forms = _formats(book)
    taken: set[str] = set()
    for sheet in sheets:
        name = _free_name(sheet.name, taken)
        _write_sheet(book.add_worksheet(name), sheet, forms)
    book.close()
    return target.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    font = {"font_name": FONT, "font_size": 12, "valign": "vcenter"}
    ruled = {**font, "border": 1}
    return {
        "heading": book.add_format({**font, "bold": True}),
        "title": book.add_format(
            {**ruled, "bold": True, "align": "center", "text_wrap": True}
        ),
        "text": book.add_format({**ruled, "text_wrap": True}),
        "formula-like": book.add_format(
            {**ruled, "text_wrap": True, "quote_prefix": True}
        ),
        "number": book.add_format({**ruled, "num_format": "#,##0"}),
        "decimal": book.add_format({**ruled, "num_format": "#,##0.00"}),
        "date": book.add_format({**ruled, "num_format": "dd/mm/yyyy"}),
        "moment": book.add_format({**ruled, "num_format": "dd/mm/yyyy hh:mm"}),
        "note": book.add_format({**font, "italic": True}),
    }


def _write_sheet(page: Worksheet, sheet: Sheet, forms: dict[str, Format]) -> None:
    top = len(sheet.heading) + bool(sheet.heading)
    for row, line in enumerate(sheet.heading):
        page.write_string(row, 0, _fitting(line), forms["heading"])
    for column, head in enumerate(sheet.columns):
        page.write_string(top, column, _fitting(head.title), forms["title"])
        page.set_column(column, column, head.width or _width(sheet, column))
    for row, values in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(values):
            write_value(page, row, column, value, forms)
    below = top + 2 + len(sheet.rows)
    for row, line in enumerate(sheet.notes, start=below):
        page.write_string(row, 0, _fitting(line), forms["note"])
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)


def write_value(
    page: Worksheet, row: int, column: int, value: Value, forms: dict[str, Format]
) -> None:
    """Write one value as what it is; a number too large for the format as text."""
    match value:
        case None | "":
            page.write_blank(row, column, None, forms["text"])
        case bool():
            page.write_boolean(row, column, value, forms["text"])
        case int() if abs(value) <= LARGEST_NUMBER:
            page.write_number(row, column, value, forms["number"])
        case float() | Decimal() if abs(float(value)) <= LARGEST_NUMBER:
            # Not a number and infinity fail the test and become texts.
            page.write_number(row, column, float(value), forms["decimal"])
        case datetime():
            local = value.replace(tzinfo=None)
            page.write_datetime(row, column, local, forms["moment"])
        case date():
            page.write_datetime(row, column, value, forms["date"])
        case _:
            text = _fitting(str(value))
            is_risky = text.startswith(_FORMULA_SIGNS)
            form = forms["formula-like" if is_risky else "text"]
            page.write_string(row, column, text, form)


def _fitting(text: str) -> str:
    text = clean_lines(text)
    if len(text) <= LONGEST_TEXT:
        return text
    return text[: LONGEST_TEXT - len(_CUT)] + _CUT


def _free_name(name: str, taken: set[str]) -> str:
    """Give a sheet name that the format allows and no other sheet has."""
    plain = _NAME_FORBIDDEN.sub(" ", clean_lines(name)).replace("\n", " ")
    base = _first(plain.strip().strip("'"), LONGEST_NAME).strip() or "Bảng"
    free, count = base, 1
    while free.casefold() in taken:
        count += 1
        suffix = f" ({count})"
        free = _first(base, LONGEST_NAME - len(suffix)) + suffix
    taken.add(free.casefold())
    return free


def _first(text: str, units: int) -> str:
    """Give the beginning of a text; Excel counts UTF-16 units, an emoji as two."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _width(sheet: Sheet, column: int) -> float:
    longest = max(
        (len(str(row[column])) for row in sheet.rows if column < len(row)), default=0
    )
    return float(min(max(longest, len(sheet.columns[column].title) / 2, 8) + 2, 60))
