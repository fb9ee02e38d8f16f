"""Several bodies told to act in one paragraph, also behind a label: each leads its part."""

import pytest

from loa.domain.docreader import read

LETTERHEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH AN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 21/KH-UBND

Bình An, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Tuyên truyền chuyển đổi số năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG

1. Tuyên truyền trên các phương tiện thông tin đại chúng.
"""
SIGNED = """
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn An
"""


def told(*paragraphs):
    """Text, lead, coordination and time of each task of a plan that ends in paragraphs."""
    document = read("\n\n".join([LETTERHEAD, *paragraphs, SIGNED]))
    for task in document.tasks:
        assert document.quote(task.span) == task.text
    return [
        (
            task.text,
            "; ".join(mention.name for mention in task.lead),
            "; ".join(mention.name for mention in task.coordinate),
            str(task.timing.deadline or task.timing.recurrence),
        )
        for task in document.tasks
    ]


A = "Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ xây dựng tài liệu tuyên truyền, hoàn thành trước ngày 31/3/2026"
B = "Báo và Phát thanh, truyền hình Bình An mở chuyên mục về chuyển đổi số"
C = "UBND các xã, phường đăng tin, bài trên trang thông tin điện tử hằng tháng"
SHARED = [
    (A, "Sở Khoa học và Công nghệ", "Sở Nội vụ", "2026-03-31"),
    (B, "Báo và Phát thanh, truyền hình Bình An", "", "None"),
    (f"{C}.", "UBND các xã, phường", "", "monthly"),
]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Phân công nhiệm vụ: ",
        "Tổ chức thực hiện: ",
        "II. Tổ chức thực hiện: ",
        "2. Phân công thực hiện: ",
        "- Trách nhiệm thực hiện: ",
    ],
)
def test_each_body_leads_its_own_part_of_a_paragraph_with_its_own_time(before):
    assert told(f"{before}{A}; {B}; {C}.") == SHARED


@pytest.mark.parametrize("before", ["Giao ", "Tổ chức thực hiện: giao ", "Yêu cầu "])
def test_an_order_reaches_over_all_parts(before):
    order = before.rpartition(": ")[2]
    found = told(f"{before}{A}; {B}; đồng thời giao {C}.", "Kế hoạch này có hiệu lực.")

    assert [task[1:] for task in found] == [task[1:] for task in SHARED]
    assert found[0][0] == f"{order}{A}"
    assert found[2][0] == f"giao {C}."


def test_who_joins_one_lead_gets_no_part_of_its_own():
    joint = (
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính; Sở Tư pháp; các cơ quan "
        "liên quan tổ chức hội nghị tập huấn trước ngày 30/6/2026."
    )

    assert told(joint) == [
        (
            joint,
            "Sở Nội vụ",
            "Sở Tài chính; Sở Tư pháp; các cơ quan liên quan",
            "2026-06-30",
        )
    ]


def test_several_leads_before_one_act_stay_together():
    one = "Giao Sở Nội vụ; Sở Tài chính; UBND các xã, phường rà soát tài liệu; cập nhật số liệu hằng quý."

    assert told(one) == [
        (one, "Sở Nội vụ; Sở Tài chính; UBND các xã, phường", "", "quarterly")
    ]


@pytest.mark.parametrize(
    "value",
    [
        "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính",
        "Sở Nội vụ chủ trì; Sở Tài chính phối hợp",
        "Sở Nội vụ chủ trì thực hiện; Sở Tài chính phối hợp thực hiện",
    ],
)
def test_a_label_with_a_list_of_who_leads_and_joins_stays_a_label(value):
    act = "Tổ chức hội nghị tập huấn nghiệp vụ cho cán bộ, công chức"

    assert told(
        f"- {act}.", f"Phân công thực hiện: {value}.", "Thời gian: Quý II/2026."
    ) == [(f"{act}.", "Sở Nội vụ", "Sở Tài chính", "2026-06-30")]


def test_a_sentence_behind_a_label_is_no_task_of_the_paragraph_above():
    sentence = "Sở Nội vụ chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch này."

    assert [task[:2] for task in told(f"Phân công nhiệm vụ: {sentence}")] == [
        (sentence, "Sở Nội vụ")
    ]


def test_a_part_may_only_request():
    document = read(
        "\n\n".join(
            [
                LETTERHEAD,
                "UBND tỉnh giao Sở Nội vụ chủ trì rà soát thủ tục; đề nghị Ủy ban Mặt trận "
                "Tổ quốc Việt Nam tỉnh giám sát việc thực hiện.",
                SIGNED,
            ]
        )
    )

    assert [task.binding for task in document.tasks] == [True, False]
