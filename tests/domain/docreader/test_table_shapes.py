"""Task tables: marks under months, cells over several rows, totals, targets."""

import pytest

from loa.domain.docreader import Certainty, TaskKind, read
from tests.domain.docreader.files import paragraph, word
from tests.domain.docreader.test_tables import (
    CLASS,
    CLOSING,
    NEWS,
    OPENING,
    PLAN,
    spanned,
    tasks,
    told,
)

WHO = ["STT", "Nội dung công việc", "Đơn vị chủ trì"]
MONTHS = [f"Tháng {month}" for month in range(1, 13)]


def marks(*months, sign="x", of=12):
    return [sign if month in months else "" for month in range(1, of + 1)]


# --- marks under months and quarters -------------------------------------------------------


@pytest.mark.parametrize("sign", ["x", "X", "✓", "●", "+", "√", "•"])
@pytest.mark.parametrize(
    ("marked", "when"),
    [
        ((3,), "2026-03-31"),
        ((3, 4, 5), "2026-05-31"),
        ((2, 11), "2026-11-30"),
        (range(1, 13), "monthly"),
        ((3, 6, 9, 12), "quarterly"),
        ((6, 12), "semiannual"),
    ],
)
def test_marks_under_months_say_when_or_how_often(sign, marked, when):
    assert told(
        [
            *(spanned(words, rowspan=2) for words in WHO),
            spanned("Thời gian", colspan=12),
        ],
        MONTHS,
        ["1", PLAN, "Sở Nội vụ", *marks(*marked, sign=sign)],
    ) == [(PLAN, "Sở Nội vụ", "", when)]


@pytest.mark.parametrize(
    "names",
    [
        [f"T{month}" for month in range(1, 13)],
        [f"Tháng {month:02}" for month in range(1, 13)],
        [f"T{month}/2026" for month in range(1, 13)],
        [str(month) for month in range(1, 13)],
    ],
    ids=["T1", "Tháng 01", "T1/2026", "1"],
)
def test_months_are_named_in_many_ways(names):
    assert told(
        [
            *(spanned(words, rowspan=2) for words in WHO),
            spanned("Thời gian thực hiện (tháng)", colspan=12),
        ],
        names,
        ["1", PLAN, "Sở Nội vụ", *marks(2)],
        ["2", NEWS, "Sở Tư pháp", *marks(*range(1, 13))],
    ) == [
        (PLAN, "Sở Nội vụ", "", "2026-02-28"),
        (NEWS, "Sở Tư pháp", "", "monthly"),
    ]


def test_months_may_head_their_columns_in_the_only_row_of_headings():
    assert told(
        [*WHO, *MONTHS, "Ghi chú"], ["1", PLAN, "Sở Nội vụ", *marks(4, 5), "Tập trung"]
    ) == [(PLAN, "Sở Nội vụ", "", "2026-05-31")]


def test_months_may_stand_under_their_quarters():
    assert told(
        [
            *(spanned(words, rowspan=3) for words in WHO),
            spanned("Năm 2027", colspan=12),
        ],
        [spanned(f"Quý {name}", colspan=3) for name in ("I", "II", "III", "IV")],
        [f"T{month}" for month in range(1, 13)],
        ["1", PLAN, "Sở Nội vụ", *marks(8)],
    ) == [(PLAN, "Sở Nội vụ", "", "2027-08-31")]


def test_quarters_twice_a_year_and_a_dash_that_marks_nothing():
    assert told(
        [*WHO, "Quý I", "Quý II", "Quý III", "Quý IV"],
        ["1", PLAN, "Sở Nội vụ", "-", "x", "-", "x"],
        ["2", NEWS, "Sở Tư pháp", "x", "x", "-", "-"],
    ) == [
        (PLAN, "Sở Nội vụ", "", "semiannual"),
        (NEWS, "Sở Tư pháp", "", "2026-06-30"),
    ]


def test_how_often_even_marks_come_is_only_likely():
    page = tasks(
        [*WHO, *MONTHS],
        ["1", PLAN, "Sở Nội vụ", *marks(6, 12)],
        ["2", NEWS, "Sở Nội vụ", *marks(*range(1, 13))],
    )

    assert [task.timing.rule for task in page] == ["time.marks-even", "time.marks"]
    assert [task.timing.text for task in page] == ["Tháng 12", "Tháng 12"]


# --- totals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "total",
    [
        ["", "Tổng cộng", "", "", "", "12 cuộc", ""],
        ["", "Cộng", "", "", "", "", "3"],
        [spanned("TỔNG CỘNG", colspan=5), "12", ""],
        ["Tổng số", "", "", "", "", "12", ""],
        ["", "Cộng (I+II)", "Sở Nội vụ", "", "", "", ""],
    ],
)
def test_a_row_that_adds_up_is_no_task_and_no_rest_of_the_row_above(total):
    assert told(
        [
            *("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp"),
            *("Sản phẩm", "Thời hạn hoàn thành", "Ghi chú"),
        ],
        ["1", PLAN, "Sở Nội vụ", "", "Kế hoạch", "Tháng 1/2026", "a"],
        ["2", NEWS, "Sở Tư pháp", "", "Tin, bài", "Hằng tháng", "b"],
        total,
    ) == [
        (PLAN, "Sở Nội vụ", "", "2026-01-31"),
        (NEWS, "Sở Tư pháp", "", "monthly"),
    ]


# --- cells over several rows ---------------------------------------------------------------


HEADS = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]


def test_who_joins_and_when_in_cells_over_several_rows_hold_for_all_of_them():
    assert told(
        HEADS,
        [
            *("1", PLAN, "Sở Nội vụ"),
            spanned("Sở Tài chính; Báo Bình An", rowspan=2),
            spanned("Quý II/2026", rowspan=3),
        ],
        ["2", NEWS, "Sở Tư pháp"],
        ["3", CLASS, "Sở Y tế", ""],
        ["4", f"{CLASS} đợt 2", "Sở Y tế", "", "Quý IV/2026"],
    ) == [
        (PLAN, "Sở Nội vụ", "Sở Tài chính; Báo Bình An", "2026-06-30"),
        (NEWS, "Sở Tư pháp", "Sở Tài chính; Báo Bình An", "2026-06-30"),
        (CLASS, "Sở Y tế", "", "2026-06-30"),
        (f"{CLASS} đợt 2", "Sở Y tế", "", "2026-12-31"),
    ]


def test_a_number_over_several_rows_leaves_a_task_to_each():
    assert told(
        HEADS,
        [spanned("1", rowspan=2), PLAN, "Sở Nội vụ", "", "Tháng 1/2026"],
        [NEWS, "Sở Tư pháp", "", "Hằng tháng"],
        ["2", CLASS, "Sở Y tế", "", "Quý III/2026"],
    ) == [
        (PLAN, "Sở Nội vụ", "", "2026-01-31"),
        (NEWS, "Sở Tư pháp", "", "monthly"),
        (CLASS, "Sở Y tế", "", "2026-09-30"),
    ]


def test_what_several_bodies_do_each_is_a_task_of_each():
    assert told(
        HEADS,
        [
            spanned("1", rowspan=2),
            spanned(NEWS, rowspan=2),
            *("Sở Tư pháp", "", "Hằng tháng"),
        ],
        ["UBND các xã, phường", "Sở Tư pháp", "Hằng quý"],
    ) == [
        (NEWS, "Sở Tư pháp", "", "monthly"),
        (NEWS, "UBND các xã, phường", "Sở Tư pháp", "quarterly"),
    ]


def test_a_further_product_of_the_same_work_is_no_further_task():
    assert told(
        ["STT", "Nội dung", "Chủ trì", "Sản phẩm", "Thời gian"],
        [
            *(spanned(words, rowspan=2) for words in ("1", NEWS, "Sở Tư pháp")),
            "Tin, bài",
            spanned("Hằng tháng", rowspan=2),
        ],
        ["Phóng sự"],
        ["2", PLAN, "Sở Nội vụ", "Kế hoạch", "Tháng 1/2026"],
    ) == [
        (NEWS, "Sở Tư pháp", "", "monthly"),
        (PLAN, "Sở Nội vụ", "", "2026-01-31"),
    ]


def _word_cell(words, merged=None, wide=1):
    value = f' w:val="{merged}"' if merged == "restart" else ""
    merge = f"<w:vMerge{value}/>" if merged else ""
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraph(words)}</w:tc>"


def test_cells_merged_in_word_hold_for_all_their_rows():
    rows = [
        [(words,) for words in HEADS],
        [("1",), (PLAN,), ("Sở Nội vụ", "restart"), ("Sở Y tế", "restart"), ("Quý I",)],
        [("2",), (NEWS,), ("", "on"), ("", "on"), ("Hằng tháng",)],
        [("3",), (CLASS,), ("Sở Tư pháp",), ("",), ("Quý II",)],
    ]
    made = "".join(
        f"<w:tr>{''.join(_word_cell(*cell) for cell in row)}</w:tr>" for row in rows
    )
    before, after = ("".join(map(paragraph, lines)) for lines in (OPENING, CLOSING))

    document = read(word(f"{before}<w:tbl>{made}</w:tbl>{after}"))

    assert [
        (
            task.text,
            [m.name for m in task.lead],
            [m.name for m in task.coordinate],
            task.certainty,
        )
        for task in document.tasks
    ] == [
        (PLAN, ["Sở Nội vụ"], ["Sở Y tế"], Certainty.CERTAIN),
        (NEWS, ["Sở Nội vụ"], ["Sở Y tế"], Certainty.CERTAIN),
        (CLASS, ["Sở Tư pháp"], [], Certainty.CERTAIN),
    ]


# --- targets -------------------------------------------------------------------------------


def quotas(found):
    return [
        (
            task.text,
            "; ".join(m.name for m in task.lead),
            (task.quota.count, task.quota.unit, task.quota.per) if task.quota else None,
        )
        for task in found
    ]


@pytest.mark.parametrize(
    ("number", "unit", "per"),
    [
        ("Kế hoạch năm 2026", "Tin, bài", "year"),
        ("Số lượng", "Tin, bài", "year"),
        ("Số lượng/tháng", "Tin, bài", "month"),
        ("Chỉ tiêu giao (quý)", "tin, bài", "quarter"),
        ("Số lượng tối thiểu", "tin, bài/tháng", "month"),
    ],
)
def test_a_table_of_targets_gives_so_many_of_what_to_the_body_in_charge(
    number, unit, per
):
    found = tasks(
        ["STT", "Chỉ tiêu", "Đơn vị tính", number, "Đơn vị thực hiện"],
        ["1", "Đăng tin, bài về cải cách hành chính", unit, "24", "Sở Tư pháp"],
        ["2", "Tổ chức hội nghị đối thoại", "Hội nghị", "≥ 02", "UBND các xã, phường"],
        ["3", "Tỷ lệ hồ sơ trực tuyến", "%", "85", "Các sở, ban, ngành"],
        ["", "Cộng", "", "26", ""],
    )

    other = "year" if "/" in unit else per
    assert quotas(found)[:2] == [
        ("Đăng tin, bài về cải cách hành chính", "Sở Tư pháp", (24, "tin, bài", per)),
        ("Tổ chức hội nghị đối thoại", "UBND các xã, phường", (2, "hội nghị", other)),
    ]
    assert [task.kind for task in found][:2] == [TaskKind.QUOTA] * 2
    assert [task.quota for task in found][2:] in ([], [None])


def test_a_table_of_targets_may_stand_under_the_bodies_whose_they_are():
    page = (
        "".join(f"<p>{line}</p>" for line in OPENING)
        + "<p>1. Giao UBND các xã, phường thực hiện các chỉ tiêu sau:</p><table>"
        "<tr><td>TT</td><td>Chỉ tiêu</td><td>ĐVT</td><td>Số lượng</td></tr>"
        "<tr><td>1</td><td>Đăng tin, bài tuyên truyền</td><td>Tin, bài</td><td>1.200</td></tr>"
        "<tr><td>2</td><td>Tỷ lệ hộ dân biết</td><td>%</td><td>90</td></tr></table>"
        + "".join(f"<p>{line}</p>" for line in CLOSING)
    )

    document = read(f"<html><body>{page}</body></html>".encode())

    assert quotas(task for task in document.tasks if task.quota) == [
        (
            "Đăng tin, bài tuyên truyền",
            "UBND các xã, phường",
            (1200, "tin, bài", "year"),
        )
    ]
    assert [
        document.quote(task.quota.span) for task in document.tasks if task.quota
    ] == ["1.200"]


def test_targets_of_nobody_bind_nobody():
    assert (
        tasks(
            ["TT", "Chỉ tiêu", "ĐVT", "Số lượng"],
            ["1", "Đăng tin, bài tuyên truyền", "Tin, bài", "24"],
        )
        == ()
    )
