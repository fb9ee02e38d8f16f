"""Where a body's name ends, and where a list of bodies is cut."""

import pytest

from loa.domain.docreader.bodies import is_body_list, name_end, split_bodies


def names(text):
    return [mention.name for mention in split_bodies(text, 0)]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Sở Nội vụ", ["Sở Nội vụ"]),
        ("Sở Nội vụ, Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("các sở, ban, ngành", ["các sở, ban, ngành"]),
        ("Các Sở, Ngành, đơn vị", ["Các Sở, Ngành, đơn vị"]),
        (
            "Các cơ quan, đơn vị; UBND các xã, phường",
            ["Các cơ quan, đơn vị", "UBND các xã, phường"],
        ),
        ("Các sở: Nội vụ, Tài chính", ["Các sở: Nội vụ, Tài chính"]),
        (
            "Văn phòng HĐND và UBND thị xã, Phòng Nội vụ",
            ["Văn phòng HĐND và UBND thị xã", "Phòng Nội vụ"],
        ),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        (
            "Hội đồng nhân dân, Ủy ban nhân dân các xã, phường",
            ["Hội đồng nhân dân, Ủy ban nhân dân các xã, phường"],
        ),
        (
            "Thủ trưởng các cơ quan, đơn vị, Chủ tịch UBND các xã",
            ["Thủ trưởng các cơ quan, đơn vị", "Chủ tịch UBND các xã"],
        ),
        (
            "các sở, ban, ngành, đoàn thể Thành phố và đơn vị có liên quan",
            ["các sở, ban, ngành, đoàn thể Thành phố", "đơn vị có liên quan"],
        ),
        (
            "Trung tâm Dịch vụ việc làm (Sở Nội vụ), Công an tỉnh",
            ["Trung tâm Dịch vụ việc làm (Sở Nội vụ)", "Công an tỉnh"],
        ),
        ("", []),
        (" ; , ", []),
    ],
)
def test_a_list_is_cut_before_each_new_body(text, bodies):
    assert names(text) == bodies


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Xây dựng xây dựng kế hoạch", "Sở Xây dựng"),
        ("UBND các xã, phường tổ chức rà soát", "UBND các xã, phường"),
        (
            "các cơ quan, tổ chức có liên quan căn cứ Kế hoạch",
            "các cơ quan, tổ chức có liên quan",
        ),
        (
            "Các cơ quan, đơn vị được giao chủ trì theo Kế hoạch",
            "Các cơ quan, đơn vị được giao chủ trì",
        ),
        ("Sở Nội vụ (Cơ quan Thường trực) chủ trì", "Sở Nội vụ (Cơ quan Thường trực)"),
        ("Ban Quản lý các Khu công nghiệp chủ trì", "Ban Quản lý các Khu công nghiệp"),
        ("Đơn vị sự nghiệp công lập báo cáo", "Đơn vị sự nghiệp công lập"),
    ],
)
def test_a_name_ends_before_the_act(text, name):
    assert text[: name_end(text)].strip() == name


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        ("Sở Nội vụ", True),
        ("Đề nghị Trung tâm Chính trị thị xã", True),
        ("Giao Công an tỉnh:", True),
        ("Các sở, ban, ngành, đoàn thể cấp tỉnh và UBND các xã", True),
        ("Sở Tài chính bố trí kinh phí", False),
        ("Tổ chức thực hiện", False),
        ("Bộ chỉ số cải cách hành chính", False),
        ("Báo cáo kết quả", False),
        ("Mục đích", False),
    ],
)
def test_a_heading_of_bodies_says_nothing_else(text, is_heading):
    assert is_body_list(text) is is_heading


def test_each_body_points_at_its_words():
    text = "Giao Sở Nội vụ, các sở, ngành; UBND xã"

    found = split_bodies(text[5:], 5)

    assert [text[m.span.start : m.span.end] for m in found] == [m.name for m in found]
