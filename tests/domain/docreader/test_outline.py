"""Sections, their roles and their numbers; what is attached; marks of urgency. R-10, R-20"""

import pytest

from loa.domain.docreader import SectionRole, Urgency, read
from loa.domain.docreader.outline import POINTS, ordinal_of, role_of

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ KIM SƠN\n\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
)
PLAN = HEAD + (
    "Số: 05/KH-UBND\n\nKim Sơn, ngày 12 tháng 01 năm 2026\n\nKẾ HOẠCH\n\n"
    "Tuyên truyền cải cách hành chính năm 2026\n\nUBND xã ban hành Kế hoạch như sau:\n\n"
    "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\n- Nâng cao nhận thức.\n\n2. Yêu cầu\n\n- Thiết thực.\n\n"
    "II. NỘI DUNG\n\nTuyên truyền dịch vụ công.\n\nIII. KINH PHÍ\n\nNgân sách xã.\n\n"
    "IV. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng HĐND và UBND xã\n\na) Đăng tin.\n\nb) Treo khẩu hiệu.\n\n"
    "c) Phát thanh.\n\nd) Báo cáo.\n\nđ) Lưu hồ sơ.\n\ne) Tổng kết.\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n\n"
    "PHỤ LỤC I\nDANH MỤC TIN, BÀI\n\n1. Tin tháng 01\n\nPHỤ LỤC II\nMẪU BÁO CÁO\n\nKết quả thực hiện\n"
)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", SectionRole.PURPOSE),
        ("Yêu cầu", SectionRole.REQUIREMENTS),
        ("Mục tiêu cụ thể", SectionRole.OBJECTIVES),
        ("QUAN ĐIỂM CHỈ ĐẠO", SectionRole.PRINCIPLES),
        ("KẾT QUẢ ĐẠT ĐƯỢC", SectionRole.SITUATION),
        ("Đối tượng tuyên truyền", SectionRole.AUDIENCE),
        ("NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN", SectionRole.CONTENT),
        ("HÌNH THỨC TUYÊN TRUYỀN", SectionRole.FORMS),
        ("NHIỆM VỤ, GIẢI PHÁP", SectionRole.DUTIES),
        ("LỘ TRÌNH THỰC HIỆN", SectionRole.TIME),
        ("KINH PHÍ THỰC HIỆN", SectionRole.FUNDING),
        ("NGUỒN LỰC", SectionRole.FUNDING),
        ("TỔ CHỨC THỰC HIỆN", SectionRole.RESPONSIBILITIES),
        ("PHÂN CÔNG NHIỆM VỤ", SectionRole.RESPONSIBILITIES),
        ("CHẾ ĐỘ BÁO CÁO", SectionRole.REPORTING),
        ("KHEN THƯỞNG", SectionRole.AWARDS),
        ("ĐỀ XUẤT, KIẾN NGHỊ", SectionRole.PROPOSALS),
        ("Hiệu lực thi hành", SectionRole.FORCE),
        ("Sở Nội vụ", None),
    ],
)
def test_a_heading_says_what_its_section_is_for(heading, role):
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("label", "ordinal"),
    [
        *((letter, place) for place, letter in enumerate(POINTS, start=1)),
        ("IV", 4),
        ("12", 12),
        ("2.3", 3),
        ("Điều 15.", 15),
        ("Chương II", 2),
        ("Phần thứ hai", None),
        ("", None),
    ],
)
def test_a_printed_number_has_its_place(label, ordinal):
    assert ordinal_of(label) == ordinal


def test_the_letter_d_with_a_stroke_comes_after_d():
    assert POINTS[3:6] == "dđe"


def test_a_plans_sections_stand_in_order_with_their_roles():
    document = read(PLAN)

    own = [s for s in document.sections if s.level == 2]
    assert [(s.label, s.title, s.role) for s in own] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU", SectionRole.PURPOSE),
        ("II", "NỘI DUNG", SectionRole.CONTENT),
        ("III", "KINH PHÍ", SectionRole.FUNDING),
        ("IV", "TỔ CHỨC THỰC HIỆN", SectionRole.RESPONSIBILITIES),
    ]


def test_a_section_holds_all_its_words_and_none_of_the_next():
    document = read(PLAN)

    purpose = document.quote(document.sections[0].span)
    assert purpose.startswith("I. MỤC ĐÍCH")
    assert purpose.endswith("- Thiết thực.")


def test_points_belong_to_their_clause_in_vietnamese_order():
    document = read(PLAN)

    points = [s for s in document.sections if s.level == 5]
    assert [s.label for s in points] == ["a", "b", "c", "d", "đ", "e"]
    assert [s.ordinal for s in points] == [1, 2, 3, 4, 5, 6]
    assert {document.sections[s.parent].label for s in points} == {"1"}


def test_what_stands_behind_the_signature_is_attached():
    document = read(PLAN)

    assert [a.title for a in document.attachments] == [
        "PHỤ LỤC I DANH MỤC TIN, BÀI",
        "PHỤ LỤC II MẪU BÁO CÁO",
    ]
    assert "Tin tháng 01" in document.quote(document.attachments[0].span)


@pytest.mark.parametrize(
    ("mark", "urgency"),
    [
        ("HỎA TỐC", Urgency.FLASH),
        ("HOẢ TỐC", Urgency.FLASH),
        ("THƯỢNG KHẨN", Urgency.MOST_URGENT),
        ("KHẨN", Urgency.URGENT),
        ("Độ khẩn: KHẨN", Urgency.URGENT),
        ("DỰ THẢO", None),
    ],
)
def test_a_mark_of_urgency_is_read_and_is_no_part_of_the_issuer(mark, urgency):
    document = read(
        f"UBND HUYỆN CẨM SƠN\nPHÒNG NỘI VỤ\n\n{mark}\n\nSố: 45/NV-CCHC\n\n"
        "Kính gửi: UBND các xã.\n\nPhòng Nội vụ đề nghị UBND các xã báo cáo."
    )

    assert document.urgency == urgency
    assert document.issuer == "PHÒNG NỘI VỤ (UBND HUYỆN CẨM SƠN)"


def test_khan_truong_in_a_sentence_is_no_mark():
    assert read(PLAN.replace("Thiết thực", "Khẩn trương")).urgency is None
