"""The parts of a document, each by a small text of its own. R-10 … R-13"""

from datetime import date

import pytest

from loa.domain.docreader import Caution, Certainty, Language, TaskKind, read


def letter(*lines, number="15/KH-UBND", day="12 tháng 01 năm 2026"):
    return "\n\n".join(
        [
            "ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            f"Số: {number}",
            f"Bình An, ngày {day}",
            "KẾ HOẠCH",
            "Tuyên truyền cải cách hành chính năm 2026",
            *lines,
        ]
    )


def tasks(*lines):
    return read(letter("Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", *lines)).tasks


def leads(task):
    return [mention.name for mention in task.lead]


# --- the letterhead (R-10) ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "number", "symbol"),
    [
        ("15/KH-UBND", "15/KH-UBND", "KH-UBND"),
        ("/KH-UBND", None, "KH-UBND"),
        ("        /KH-UBND", None, "KH-UBND"),
        ("012/CT-UBND", "012/CT-UBND", "CT-UBND"),
        ("20/2025/NQ-HĐND", "20/2025/NQ-HĐND", "NQ-HĐND"),
        ("22-KH/TU", "22-KH/TU", "KH/TU"),
        ("9476 /BNNMT-CNTY", "9476/BNNMT-CNTY", "BNNMT-CNTY"),
    ],
)
def test_number_and_symbol_are_read_and_a_blank_number_stays_unknown(
    printed, number, symbol
):
    document = read(letter(number=printed))

    assert (document.number, document.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("printed", "issued_on"),
    [
        ("12 tháng 01 năm 2026", date(2026, 1, 12)),
        ("   tháng 3 năm 2026", None),
        ("  tháng  năm 2026", None),
        ("31 tháng 02 năm 2026", None),
    ],
)
def test_a_blank_or_impossible_day_is_never_invented(printed, issued_on):
    document = read(letter(day=printed))

    assert document.issued_on == issued_on
    assert (Caution.DATE_MISSING in document.warnings) is (issued_on is None)
    assert document.place == "Bình An"


def test_a_superior_body_printed_above_follows_in_parentheses():
    document = read(
        "UBND TỈNH BÌNH AN\nSỞ NỘI VỤ\n\nSố: 5/SNV-CCHC\n\nKính gửi: Sở Tư pháp."
    )

    assert document.issuer == "SỞ NỘI VỤ (UBND TỈNH BÌNH AN)"
    assert document.type == "Công văn"


def test_without_a_letterhead_the_opening_names_the_issuer():
    document = read(
        "Số: /VHTT\n\nKính gửi: Các xã.\n\nNhằm nâng cao nhận thức, "
        "Phòng Văn hóa thị xã đề nghị:\n\n1. UBND các xã\n\n- Tuyên truyền trên đài truyền thanh."
    )

    issuer = document.finding("issuer")
    assert document.issuer == "Phòng Văn hóa thị xã"
    assert issuer.certainty == Certainty.LIKELY


@pytest.mark.parametrize(
    "kind",
    [
        "Kế hoạch",
        "Chỉ thị",
        "Quyết định",
        "Công điện",
        "Thông báo",
        "Tờ trình",
        "Giấy mời",
    ],
)
def test_the_kind_is_read_from_the_title(kind):
    assert read(f"Số: 1/X-Y\n\n{kind.upper()}\n\nVề một việc").type == kind


# --- what it cites (R-11) ----------------------------------------------------------------


def test_the_opening_cites_documents_once_each_with_day_and_issuer():
    document = read(
        letter(
            "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách;",
            "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;",
            "Thực hiện Chương trình số 09-CTr/TU ngày 14/5/2021 của Tỉnh ủy và Nghị quyết số "
            "76/NQ-CP, theo QCVN 03:2023/BCA, UBND tỉnh ban hành Kế hoạch như sau:",
        )
    )

    found = [(base.number, base.issued_on, base.issuer) for base in document.bases]
    assert found == [
        ("76/NQ-CP", date(2021, 7, 15), "Chính phủ"),
        (None, date(2025, 2, 18), "Quốc hội"),
        ("09-CTr/TU", date(2021, 5, 14), "Tỉnh ủy"),
    ]


# --- tasks (R-12) ------------------------------------------------------------------------


def test_a_bullet_under_a_bodys_heading_is_that_bodys_task():
    (task,) = tasks(
        "II. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ", "- Theo dõi việc thực hiện Kế hoạch."
    )

    assert task.text == "Theo dõi việc thực hiện Kế hoạch."
    assert leads(task) == ["Sở Nội vụ"]
    assert task.section == "TỔ CHỨC THỰC HIỆN"


def test_a_bullets_own_subject_comes_before_the_heading():
    (task,) = tasks(
        "II. TỔ CHỨC THỰC HIỆN",
        "1. UBND các xã, phường",
        "- Thủ trưởng các cơ quan chỉ đạo tuyên truyền đầy đủ.",
    )

    assert leads(task) == ["Thủ trưởng các cơ quan"]


def test_a_run_on_paragraph_names_lead_and_coordinating_bodies():
    (task,) = tasks(
        "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp, các sở, ngành tổ chức tập huấn."
    )

    assert leads(task) == ["Sở Nội vụ"]
    assert [m.name for m in task.coordinate] == ["Sở Tư pháp", "các sở, ngành"]
    assert task.binding


def test_a_request_does_not_bind():
    (task,) = tasks("1. Đề nghị Tỉnh đoàn chỉ đạo các cơ sở đoàn tuyên truyền.")

    assert not task.binding


def test_several_named_leads_are_joint_and_a_group_acts_each_for_itself():
    joint, each = tasks(
        "1. Sở Nội vụ, Sở Tư pháp xây dựng tài liệu tuyên truyền.",
        "2. UBND các xã, phường tuyên truyền trên hệ thống truyền thanh.",
    )

    assert (joint.is_joint, each.is_joint) == (True, False)


def test_labels_below_bullets_hold_for_all_of_them():
    first, second = tasks(
        "II. NHIỆM VỤ",
        "1. Tuyên truyền",
        "- Treo pano tại các xã.",
        "- Phát tờ rơi đến các hộ.",
        "Đơn vị chủ trì: Sở Văn hóa.",
        "Đơn vị phối hợp: Sở Nội vụ.",
        "Thời gian thực hiện: Quý II/2026.",
    )

    assert leads(first) == leads(second) == ["Sở Văn hóa"]
    assert first.deadline == second.deadline == date(2026, 6, 30)


def test_a_table_row_cut_by_a_page_break_is_one_task():
    (task,) = tasks(
        "Stt\tNội dung\tCơ quan chủ trì\tThời gian thực hiện\n"
        "1\tTuyên truyền trên hệ\tSở Nội vụ\tThường xuyên\n\n"
        "\tthống Đài Truyền thanh\t\t"
    )

    assert task.text == "Tuyên truyền trên hệ thống Đài Truyền thanh"
    assert task.recurrence == "regular"


def test_a_sentence_cut_by_a_page_break_is_made_whole():
    (task,) = tasks(
        "1. Sở Nội vụ",
        "- Phổ biến các chủ trương của",
        "Chính phủ, của tỉnh đến người dân.",
    )

    assert task.text.endswith("chủ trương của Chính phủ, của tỉnh đến người dân.")


def test_a_later_sentence_with_its_own_period_is_a_task_of_its_own():
    first, second = tasks(
        "1. Các sở, ngành xây dựng kế hoạch xong trong tháng 3/2026. "
        "Định kỳ báo cáo UBND tỉnh (qua Sở Nội vụ) hằng năm."
    )

    assert first.deadline == date(2026, 3, 31)
    assert (second.recurrence, second.via.name) == ("annual", "Sở Nội vụ")


@pytest.mark.parametrize(
    "line",
    [
        "5. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các sở báo cáo UBND tỉnh.",
        "Điều 3. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.",
        "Yêu cầu Thủ trưởng các sở, ngành nghiêm túc triển khai thực hiện./.",
    ],
)
def test_formulas_are_no_tasks(line):
    found = tasks(
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ theo dõi việc thực hiện.",
        line,
        "Nơi nhận:\n- Lưu: VT.",
    )

    assert [task.text for task in found] == ["Sở Nội vụ theo dõi việc thực hiện."]


def test_purposes_and_requirements_are_no_tasks():
    assert not tasks(
        "I. MỤC ĐÍCH, YÊU CẦU", "1. Các cơ quan, đơn vị chủ động triển khai thực hiện."
    )


def test_a_target_that_lays_a_number_on_bodies_is_a_task():
    (task,) = tasks(
        "II. MỤC TIÊU",
        "- Chỉ tiêu 1: 80% người dân được tiếp cận thông tin.",
        "- Chỉ tiêu 2: 100% xã, phường mỗi quý có ít nhất 04 tin, bài.",
    )

    assert leads(task) == ["xã, phường"]
    assert (task.quota.count, task.quota.per) == (4, "quarter")


# --- kinds and why (R-13) ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "rule", "quoted"),
    [
        (
            "đăng tải, hàng tháng có ít nhất 02 tin, bài.",
            TaskKind.QUOTA,
            "kind.number-per-period",
            "02 tin, bài",
        ),
        (
            "tổ chức hội nghị trước ngày 15/3/2026.",
            TaskKind.DELIVER,
            "kind.day",
            "trước ngày 15/3/2026",
        ),
        (
            "báo cáo kết quả hằng quý.",
            TaskKind.REPORT,
            "kind.report-per-period",
            "hằng quý",
        ),
        (
            "thông tin kịp thời khi có văn bản mới.",
            TaskKind.EVENT,
            "kind.on-event",
            "khi có văn bản mới",
        ),
        (
            "tuyên truyền đầy đủ các nội dung.",
            TaskKind.COVERAGE,
            "kind.each-of-several",
            "đầy đủ các nội dung",
        ),
        (
            "thường xuyên cập nhật tin.",
            TaskKind.STANDING,
            "kind.regular",
            "thường xuyên",
        ),
        ("hướng dẫn người dân.", TaskKind.STANDING, "kind.no-time-no-number", ""),
    ],
)
def test_the_kind_is_proposed_with_the_words_that_decided(words, kind, rule, quoted):
    document = read(letter("UBND tỉnh ban hành như sau:", f"1. Sở Nội vụ {words}"))

    (task,) = document.tasks
    assert (task.kind, task.kind_reason.rule) == (kind, rule)
    assert task.kind_reason.words == quoted == document.quote(task.kind_reason.span)


def test_channels_named_in_a_task_are_found():
    (task,) = tasks(
        "1. Sở Nội vụ tuyên truyền trên Trang thông tin điện tử, Facebook và pano."
    )

    assert [channel.kind for channel in task.channels] == [
        "website",
        "social",
        "poster",
    ]


# --- odd texts ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "caution"),
    [
        (
            "The plan of the ministry for the coming year, in plain English words.",
            Language.OTHER,
            Caution.NOT_VIETNAMESE,
        ),
        (
            "План министерства на будущий год и его задачи.",
            Language.OTHER,
            Caution.NOT_VIETNAMESE,
        ),
        (
            "Uy ban nhan dan tinh ban hanh ke hoach thuc hien cong tac nam 2026 cho cac so",
            Language.VIETNAMESE_UNMARKED,
            Caution.MARKS_LOST,
        ),
        ("", Language.NONE, Caution.NO_TEXT),
    ],
)
def test_another_language_is_read_and_said(text, language, caution):
    document = read(text)

    assert document.language == language
    assert caution in document.warnings


def test_a_news_article_is_no_official_document_and_its_plan_is_read():
    document = read(
        "Đẩy mạnh tuyên truyền\n\nNgày 1/2, UBND tỉnh Bình An ban hành Kế hoạch số 37/KH-UBND "
        "tuyên truyền cải cách hành chính năm 2026 của tỉnh.\n\n"
        "UBND tỉnh giao các sở, ngành xây dựng kế hoạch thực hiện."
    )

    assert document.type is None
    assert Caution.NOT_OFFICIAL in document.warnings
    assert (document.number, document.issued_on) == ("37/KH-UBND", date(2026, 2, 1))
    assert leads(document.tasks[0]) == ["các sở, ngành"]


# --- flattened layout --------------------------------------------------------------------


def test_columns_drawn_with_spaces_are_told_apart():
    document = read(
        "      ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "       TỈNH BÌNH AN                      Độc lập - Tự do - Hạnh phúc\n\n"
        "      Số: 15/KH-UBND                 Bình An, ngày 12 tháng 01 năm 2026\n\n"
        "                             KẾ HOẠCH\n"
        "               Tuyên truyền cải cách hành chính năm 2026\n\n"
        "1. Sở Nội vụ chủ trì tuyên truyền trên toàn địa bàn của tỉnh Bình An.\n\n"
        "Nơi nhận:                            TM. ỦY BAN NHÂN DÂN\n"
        "- Sở Nội vụ;                               CHỦ TỊCH\n"
        "- Lưu: VT.\n\n\n"
        "                                        Trần Minh Khoa\n"
    )

    assert document.issuer == "ỦY BAN NHÂN DÂN TỈNH BÌNH AN"
    assert (document.number, document.place) == ("15/KH-UBND", "Bình An")
    assert [m.name for m in document.recipients] == ["Sở Nội vụ", "Lưu: VT"]
    assert (document.signer.title, document.signer.name) == (
        "CHỦ TỊCH",
        "Trần Minh Khoa",
    )
    assert [leads(task) for task in document.tasks] == [["Sở Nội vụ"]]


def test_a_signature_set_between_the_recipients_is_told_apart():
    document = read(
        letter(
            "1. Sở Nội vụ chủ trì.",
            "Nơi nhận:",
            "KT. CHỦ TỊCH",
            "- Như trên;",
            "PHÓ CHỦ TỊCH",
        )
        + "\n\n- Các sở, ngành\nvà đoàn thể;\n\nTrần Minh Khoa\n\n- Lưu: VT."
    )

    assert [m.name for m in document.recipients] == [
        *("Như trên", "Các sở, ngành và đoàn thể", "Lưu: VT")
    ]
    assert document.signer.name == "Trần Minh Khoa"


def test_a_task_table_of_which_each_cell_is_a_line_is_put_together():
    first, second = tasks(
        "Stt",
        "Nội dung",
        "Cơ quan chủ trì",
        "Thời gian thực hiện",
        "1",
        "Mở chuyên mục cải cách hành chính",
        "Sở Nội vụ",
        "Thường xuyên",
        "2",
        "Tổ chức hội thi",
        "Sở Tư pháp",
        "Quý II/2026",
        "Nơi nhận:\n- Lưu: VT.",
    )

    assert (first.text, leads(first)) == (
        "Mở chuyên mục cải cách hành chính",
        ["Sở Nội vụ"],
    )
    assert (leads(second), second.deadline) == (["Sở Tư pháp"], date(2026, 6, 30))


@pytest.mark.parametrize(
    "cell",
    [
        "Chủ trì: Sở Nội vụ; phối hợp: các xã",
        "Sở Nội vụ chủ trì, phối hợp với các xã",
        "Sở Nội vụ chủ trì; các xã phối hợp",
    ],
)
def test_one_column_for_all_bodies_tells_lead_from_coordinating(cell):
    (task,) = tasks(
        f"TT\tNội dung\tCơ quan thực hiện\tThời gian\n1\tTổ chức hội thi\t{cell}\tTháng 5/2026"
    )

    assert leads(task) == ["Sở Nội vụ"]
    assert [m.name for m in task.coordinate] == ["các xã"]
    assert task.deadline == date(2026, 5, 31)


def test_a_title_and_its_subject_may_share_a_line():
    document = read(
        "UBND XÃ LỢI HÀ\n\nSố: 7/KH-UBND\n\nKẾ HOẠCH Tuyên truyền cải cách hành chính năm 2026\n\n"
        "Căn cứ Kế hoạch số 15/KH-UBND của UBND tỉnh;\n\n1. Công chức Văn hóa tuyên truyền."
    )

    assert document.type == "Kế hoạch"
    assert document.subject == "Tuyên truyền cải cách hành chính năm 2026"
    assert [base.number for base in document.bases] == ["15/KH-UBND"]


def test_a_table_between_bars_joins_the_lines_of_its_cells():
    (task,) = tasks(
        "|\n**TT**\n|\n**Nhiệm vụ và giải\npháp**\n|\n**Chủ trì**\n|\n**Thời gian**\n|\n|\n1\n|\n"
        "Xây dựng và triển khai\nKế hoạch tuyên truyền\n|\nSở Nội\nvụ\n|\nThường\nxuyên\n|"
    )

    assert task.text == "Xây dựng và triển khai Kế hoạch tuyên truyền"
    assert leads(task) == ["Sở Nội vụ"]
    assert task.recurrence == "regular"


@pytest.mark.parametrize(
    "heading",
    ["Trách nhiệm của Sở Nội vụ:", "Đối với Sở Nội vụ", "Nhiệm vụ của Sở Nội vụ"],
)
def test_a_heading_may_say_whose_duty_it_is(heading):
    (task,) = tasks(
        "II. TỔ CHỨC THỰC HIỆN", f"1. {heading}", "- Theo dõi việc thực hiện Kế hoạch."
    )

    assert leads(task) == ["Sở Nội vụ"]


def test_a_closing_sentence_with_a_reporting_duty_is_a_task():
    first, closing = tasks(
        "1. Sở Nội vụ theo dõi việc thực hiện.",
        "Trên đây là Kế hoạch, yêu cầu các sở, ngành báo cáo kết quả (qua Sở Nội vụ) trước ngày 10/12/2026./.",
        "Nơi nhận:\n- Lưu: VT.",
    )

    assert leads(closing) == ["các sở, ngành"]
    assert closing.deadline == date(2026, 12, 10)
    assert first.deadline is None
