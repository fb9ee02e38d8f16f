"""Task tables as offices print them: spanned cells, parted headings, groups, quarters."""

import pytest

from loa.domain.docreader import Certainty, read

OPENING = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH BÌNH AN",
    "Số: 12/KH-UBND",
    "Bình An, ngày 12 tháng 01 năm 2026",
    "KẾ HOẠCH",
    "Tuyên truyền cải cách hành chính năm 2026",
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "I. NHIỆM VỤ",
]
CLOSING = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn An"]
PLAN, NEWS, CLASS = (
    "Ban hành kế hoạch tuyên truyền năm 2026",
    "Đăng tải tin, bài về cải cách hành chính",
    "Tổ chức hội nghị tập huấn nghiệp vụ",
)


def spanned(words, **spans):
    return words, " ".join(f"{name}={count}" for name, count in spans.items())


def tasks(*rows):
    """What is read of a table: words, lead, coordination, deadline or recurrence."""
    cells = [
        [cell if isinstance(cell, tuple) else (cell, "") for cell in row]
        for row in rows
    ]
    table = "".join(
        f"<tr>{''.join(f'<td {spans}>{words}</td>' for words, spans in row)}</tr>"
        for row in cells
    )
    before, after = (
        "".join(f"<p>{line}</p>" for line in lines) for lines in (OPENING, CLOSING)
    )
    page = f"<html><body>{before}<table>{table}</table>{after}</body></html>"
    document = read(page.encode())
    return document.tasks


def told(*rows):
    return [
        (
            task.text,
            "; ".join(mention.name for mention in task.lead),
            "; ".join(mention.name for mention in task.coordinate),
            str(task.timing.deadline or task.timing.recurrence),
        )
        for task in tasks(*rows)
    ]


HEADS = [
    *("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp"),
    *("Sản phẩm", "Thời hạn hoàn thành", "Ghi chú"),
]


@pytest.mark.parametrize(
    ("lead", "then"),
    [
        ([spanned("Sở Nội vụ", rowspan=3)], Certainty.CERTAIN),
        (["Sở Nội vụ"], Certainty.LIKELY),
    ],
    ids=["in a cell over them", "and the cells below are blank"],
)
def test_who_leads_several_rows_is_printed_once(lead, then):
    blank = [] if then == Certainty.CERTAIN else [""]

    found = tasks(
        HEADS,
        ["1", PLAN, *lead, "", "", "Tháng 1/2026", ""],
        ["2", NEWS, *blank, "Báo Bình An", "Tin, bài", "Hằng tháng", ""],
        ["3", CLASS, *blank, "", "Hội nghị", "Quý II/2026", ""],
    )

    assert [[m.name for m in task.lead] for task in found] == [["Sở Nội vụ"]] * 3
    assert [task.certainty for task in found] == [Certainty.CERTAIN, then, then]
    assert [m.name for m in found[1].coordinate] == ["Báo Bình An"]


def test_a_row_that_names_a_group_is_no_task_whatever_its_marks():
    assert told(
        HEADS,
        ["I", spanned("Công tác chỉ đạo điều hành", colspan=6)],
        ["1", PLAN, "Sở Nội vụ", "", "", "Tháng 1/2026", ""],
        [spanned("II. Công tác tuyên truyền", colspan=7)],
        ["2", NEWS, "Báo Bình An", "Sở Nội vụ", "", "Thường xuyên", ""],
        ["3", "Công tác kiểm tra, tập huấn", "", "", "", "", ""],
        ["3.1", CLASS, "Sở Nội vụ", "", "", "Trước 30/9/2026", ""],
    ) == [
        (PLAN, "Sở Nội vụ", "", "2026-01-31"),
        (NEWS, "Báo Bình An", "Sở Nội vụ", "regular"),
        (CLASS, "Sở Nội vụ", "", "2026-09-30"),
    ]


def test_a_heading_of_two_rows_names_the_columns_by_the_lower():
    assert told(
        [
            *(spanned(words, rowspan=2) for words in ("TT", "Nội dung")),
            spanned("Phân công thực hiện", colspan=2),
            spanned("Thời gian", colspan=2),
        ],
        ["Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành"],
        ["1", PLAN, "Sở Nội vụ", "Sở Tài chính", "01/3/2026", "30/6/2026"],
    ) == [(PLAN, "Sở Nội vụ", "Sở Tài chính", "2026-06-30")]


def test_a_mark_under_a_quarter_gives_its_last_day_and_four_come_each_quarter():
    assert told(
        [
            *(spanned(words, rowspan=2) for words in ("TT", "Nội dung", "Chủ trì")),
            spanned("Thời gian thực hiện", colspan=4),
        ],
        ["Quý I", "Quý II", "Quý III", "Quý IV"],
        ["1", PLAN, "Sở Nội vụ", "x", "", "", ""],
        ["2", NEWS, "Sở Tư pháp", "x", "x", "x", "x"],
        ["3", CLASS, "Sở Nội vụ", "", "x", "x", ""],
    ) == [
        (PLAN, "Sở Nội vụ", "", "2026-03-31"),
        (NEWS, "Sở Tư pháp", "", "quarterly"),
        (CLASS, "Sở Nội vụ", "", "2026-09-30"),
    ]


@pytest.mark.parametrize(
    "counted", [["(1)", "(2)", "(3)", "(4)", "(5)"], ["A", "B", "C", "D", "E"]]
)
def test_a_row_that_counts_the_columns_is_no_task(counted):
    assert told(
        ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "Cơ quan phối hợp", "Thời gian"],
        counted,
        ["1", PLAN, "Sở Nội vụ", "Sở Tài chính", "Tháng 1/2026"],
    ) == [(PLAN, "Sở Nội vụ", "Sở Tài chính", "2026-01-31")]


@pytest.mark.parametrize(
    "heads",
    [
        ["Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"],
        ["Tên nhiệm vụ", "Trách nhiệm chủ trì", "Phối hợp", "Thời điểm hoàn thành"],
        ["Nhiệm vụ, giải pháp", "Phân công thực hiện", "Phối hợp", "Hoàn thành trước"],
        ["Công việc", "Bộ phận chủ trì", "Bộ phận phối hợp", "Thời gian kết thúc"],
    ],
)
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 0, 2, 1), (0, 3, 1, 2)])
def test_columns_are_known_by_their_words_in_any_order(heads, order):
    cells = [PLAN, "Sở Nội vụ", "Sở Tài chính", "30/6/2026"]

    assert told(
        ["TT", *(heads[at] for at in order), "Ghi chú"],
        ["1", *(cells[at] for at in order), ""],
    ) == [(PLAN, "Sở Nội vụ", "Sở Tài chính", "2026-06-30")]


def test_a_person_in_charge_gives_way_to_the_body_that_acts():
    assert told(
        ["TT", "Nội dung", "Lãnh đạo phụ trách", "Đơn vị thực hiện", "Thời gian"],
        ["1", CLASS, "Ông Trần Văn An", "Sở Nội vụ", "Quý I/2026"],
    ) == [(CLASS, "Sở Nội vụ", "", "2026-03-31")]
