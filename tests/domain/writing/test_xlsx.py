"""Tables as .xlsx: a text never becomes a formula, and nothing forbidden is written."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.domain.writing.xlsx import LONGEST_TEXT

AT = datetime(2026, 12, 15, 9, 2, tzinfo=UTC)


def made(*rows, name="Bảng", **more):
    columns = tuple(SheetColumn(f"Cột {n}") for n in range(len(rows[0])))
    return workbook_bytes([Sheet(name, columns, rows, **more)], at=AT)


def opened(raw):
    return openpyxl.load_workbook(io.BytesIO(raw))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84 901", "-5", "@SUM(A1)", "=cmd|'/C calc'!A0", "\t=1", "http://x.vn"],
)
def test_a_text_stays_a_text_whatever_it_begins_with(text):
    raw = made((text,))
    cell = opened(raw).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    if text.startswith(("=", "+", "-", "@")):
        # Editing the cell does not turn it into a formula either.
        assert cell.quotePrefix
    sheet = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_values_keep_their_kind():
    row = (7, 1.5, Decimal("2.25"), date(2026, 3, 14), True, None, "Hue\u0302\u0301")
    cells = [cell.value for cell in next(opened(made(row)).active.iter_rows(min_row=2))]
    assert cells[:3] == [7, 1.5, 2.25]
    assert cells[3].date() == date(2026, 3, 14)
    assert cells[4:] == [True, None, "Huế"]


def test_a_moment_reads_as_in_its_own_zone():
    moment = datetime.fromisoformat("2026-12-14T23:59:00+07:00")
    assert opened(made((moment,))).active["A2"].value == datetime(2026, 12, 14, 23, 59)


def test_characters_that_the_format_forbids_are_dropped():
    assert opened(made(("a\x00b\x0bc\ud800d",))).active["A2"].value == "abcd"


def test_numbers_that_the_format_cannot_hold_are_written_as_text():
    cells = [
        cell.value
        for cell in next(
            opened(made((2**60, float("nan"), float("inf")))).active.iter_rows(
                min_row=2
            )
        )
    ]
    assert cells == [str(2**60), "nan", "inf"]


def test_a_text_past_the_limit_is_cut_and_says_so():
    value = opened(made(("x" * (LONGEST_TEXT + 1),))).active["A2"].value
    assert len(value) == LONGEST_TEXT
    assert value.endswith("[…]")


def test_sheet_names_are_made_fit_and_unique():
    columns = (SheetColumn("x"),)
    names = ["Quý I/2026: [xã]?", "Quý I/2026: [xã]?", "y" * 40, "y" * 40, "", "'a'"]
    names.append("𐀀" * 31)  # each is two of the 31 units that the format counts
    raw = workbook_bytes([Sheet(name, columns, ()) for name in names], at=AT)
    assert opened(raw).sheetnames == [
        "Quý I 2026   xã",
        "Quý I 2026   xã (2)",
        "y" * 31,
        "y" * 27 + " (2)",
        "Bảng",
        "a",
        "𐀀" * 15,
    ]


def test_headings_stand_above_and_remarks_below():
    raw = made((1,), (2,), heading=("Báo cáo", "=1"), notes=("Hết.",))
    column = [cell.value for cell in opened(raw).active["A"]]
    assert column == ["Báo cáo", "=1", None, "Cột 0", 1, 2, None, "Hết."]
    assert opened(raw).active.freeze_panes == "A5"


def test_the_same_table_gives_the_same_bytes():
    assert made(("a", 1)) == made(("a", 1))
