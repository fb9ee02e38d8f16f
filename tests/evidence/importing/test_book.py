"""A log is opened within bounds, its heading found, merged cells unfolded."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from loa.evidence import book
from loa.evidence.book import BadBook, open_book
from loa.evidence.importing.columns import log_of, propose
from tests.evidence.importing.logs import HEADINGS, xlsx

ROW = (1, date(2026, 4, 3), "Tin một", "Tin bài", "", "https://a.vn/1", 1)


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "not_a_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_or_locked"),
        (b"PK\x03\x04 nothing", "not_a_sheet"),
        (packed(**{"xl__workbook.xml": b"<workbook/>"}), "broken"),
        (
            packed(**{"xl__workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            "broken",
        ),
        ("Ngày;Tên".encode("utf-16-be")[:7], "not_a_sheet"),
        ("Ngày;Tên tin bài\n3/4/2026;Một".encode("cp1258", "replace"), "not_utf8"),
        (xlsx([], headings=()), "empty"),
    ],
)
def test_what_cannot_be_read_is_told(content, code):
    with pytest.raises(BadBook) as bad:
        open_book(content)

    assert bad.value.code == code


def test_a_bomb_is_not_unpacked():
    big = packed(**{"xl__workbook.xml": bytes(book.MOST_UNPACKED + 1)})

    with pytest.raises(BadBook, match="too_big"):
        open_book(big)


def test_too_many_rows_end_the_reading(monkeypatch):
    monkeypatch.setattr(book, "MOST_ROWS", 5)

    with pytest.raises(BadBook, match="too_many_rows"):
        open_book(xlsx([ROW] * 5))
    with pytest.raises(BadBook, match="too_many_rows"):
        open_book(b"Ngay,Ten tin bai\n" * 6)


def test_a_sheet_without_headings_is_told():
    with pytest.raises(BadBook, match="no_heading"):
        log_of(open_book(xlsx([(1, 2)], headings=("A", "B"))))
    with pytest.raises(BadBook, match="empty"):
        log_of(open_book(xlsx([])))


def test_the_heading_is_found_below_what_stands_above():
    log = log_of(open_book(xlsx([ROW], above=("UBND XÃ TAM GIAI", "NHẬT KÝ NĂM 2026"))))

    assert log.heading.row == 3
    assert log.heading.proposed == {
        "done_on": 1, "title": 2, "form": 3, "channel": 4, "address": 5, "quantity": 6,
    }  # fmt: skip
    assert [line.number for line in log.lines] == [4]


def test_a_day_merged_over_its_items_stands_in_each_of_them():
    rows = [
        (n, None, f"Tin {n}", "Tin bài", "", f"https://a.vn/{n}", 1) for n in (1, 2, 3)
    ]
    log = log_of(open_book(xlsx(rows, merged=[("B2:B4", "23/4/2026")])))

    assert [line.cells[1] for line in log.lines] == ["23/4/2026"] * 3
    assert log.unfolded == 2


def test_sheets_with_the_same_headings_are_one_log_and_others_are_named():
    both = xlsx([ROW], sheets=("Tháng 1", "Tháng 2"))
    log = log_of(open_book(both))

    assert [(line.place, line.sheet) for line in log.lines] == [
        (1, "Tháng 1"),
        (2, "Tháng 2"),
    ]


def test_headings_repeated_on_each_page_are_no_rows():
    log = log_of(open_book(xlsx([ROW, HEADINGS, tuple(range(1, 8)), ROW])))

    assert (len(log.lines), log.repeated_headings) == (2, 2)


def test_a_csv_is_read_with_its_own_mark():
    raw = "\ufeffNgày;Tên tin bài;Đường link\n3/4/2026;Một, hai;https://a.vn/1\n"
    log = log_of(open_book(raw.encode()))

    assert log.lines[0].cells == ("3/4/2026", "Một, hai", "https://a.vn/1")


def test_the_address_behind_a_cell_is_found():
    out = BytesIO()
    import xlsxwriter

    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ("Ngày", "Tên tin bài", "Đường link"))
    sheet.write_row(1, 0, ("23/4/2026", "Một"))
    sheet.write_url(1, 2, "https://a.vn/1?x=2", string="xem tại đây")
    made.close()

    [sheet] = open_book(out.getvalue())

    assert sheet.links == {(2, 2): "https://a.vn/1?x=2"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("NGÀY THÁNG", "done_on"), ("Thời gian thực hiện", "done_on"), ("Nội dung tuyên truyền", "title"),
        ("Tên tin, bài", "title"), ("Link bài viết (nếu có)", "address"), ("Kênh đăng tải", "channel"),
        ("Hình thức tuyên truyền", "form"), ("Lĩnh vực CCHC", "area"), ("Số lượng", "quantity"),
        ("Số người tham dự", "attendees"), ("Ghi chú", "note"), ("Chủ đề", "topic"),
    ],
)  # fmt: skip
def test_a_column_is_proposed_by_its_words(heading, name):
    assert propose([heading]) == {name: 0}


def test_the_second_column_of_content_is_the_note():
    assert propose(["Tên tin bài", "Nội dung"]) == {"title": 0, "note": 1}
