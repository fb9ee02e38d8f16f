"""Days, recurrences and quotas in the words of official papers."""

from datetime import date

import pytest

from loa.domain.docreader.timing import label_timing, sentence_timing


@pytest.mark.parametrize(
    ("text", "deadline", "recurrence"),
    [
        ("Thường xuyên.", None, "regular"),
        ("Thường xuyên, theo yêu cầu nhiệm vụ", None, "regular"),
        ("Hằng năm", None, "annual"),
        ("Hàng quý", None, "quarterly"),
        ("6 tháng, năm", None, "semiannual"),
        ("Theo kế hoạch công tác hàng năm", None, "annual"),
        ("Tháng 12/2026", "2026-12-31", "once"),
        ("Tháng 02/2028", "2028-02-29", "once"),
        ("Quý IV-2026", "2026-12-31", "once"),
        ("Quý I, II/2026", "2026-06-30", "once"),
        ("Hoàn thành trong năm 2026", "2026-12-31", "once"),
        ("năm 2026 - 2027", "2027-12-31", "once"),
        ("2026 - 2030", "2030-12-31", "once"),
        ("30/09/2026", "2026-09-30", "once"),
        ("Tháng 3 - 4/2026", "2026-04-30", "once"),
        ("12/2026", "2026-12-31", "once"),
        ("Tháng 12", "2026-12-31", "once"),
        ("Quý II", "2026-06-30", "once"),
        ("trước ngày 01 tháng 01 năm 2027", "2027-01-01", "once"),
        ("Từ ngày 15/11/2026 đến ngày 15/12/2026", "2026-12-15", "once"),
        ("Năm 2026 và các năm tiếp theo", None, None),
        ("Từ 01/7/2026", None, None),
        ("Theo tiến độ được giao", None, None),
        ("31/02/2026", None, None),
        ("31/12/2026 và các năm tiếp theo", None, None),
        ("Quý 3/2026", "2026-09-30", "once"),
        ("T12/2026", "2026-12-31", "once"),
        ("Trước ngày 15 hằng tháng", None, "monthly"),
        ("Định kỳ 6 tháng, năm", None, "semiannual"),
        ("Khi có văn bản mới", None, None),
        ("6 tháng đầu năm 2026", "2026-06-30", "once"),
        ("6 tháng cuối năm 2026", "2026-12-31", "once"),
        ("Sau 05 ngày làm việc kể từ ngày 01/3/2026", None, None),
        ("Tháng 5-6/2026", "2026-06-30", "once"),
        ("Tháng 01-12/2026", "2026-12-31", "once"),
        ("T5-6/2026", "2026-06-30", "once"),
        ("Tháng 3 - 4", "2026-04-30", "once"),
        ("Tháng 3 và tháng 9", None, None),
        ("Quý I - II", "2026-06-30", "once"),
        ("Quý 2", "2026-06-30", "once"),
        ("Q.II/2026", "2026-06-30", "once"),
        ("Trong năm", "2026-12-31", "once"),
        ("01 lần/quý", None, "quarterly"),
        ("02 lần/năm", None, "annual"),
        ("Thứ Sáu hằng tuần", None, None),
        ("", None, None),
    ],
)
def test_a_label_gives_its_time(text, deadline, recurrence):
    timing = label_timing(text, 0, 2026)

    assert timing.deadline == (deadline and date.fromisoformat(deadline))
    assert timing.recurrence == recurrence


@pytest.mark.parametrize(
    ("text", "deadline", "recurrence"),
    [
        ("Xây dựng kế hoạch xong trong tháng 3/2026.", "2026-03-31", "once"),
        ("gửi Sở Nội vụ chậm nhất ngày 15/3/2026", "2026-03-15", "once"),
        ("gửi về Sở trước 16 giờ 30 phút ngày 15/3/2026", "2026-03-15", "once"),
        ("gửi về Sở trước 17h00 ngày 15 tháng 3 năm 2026", "2026-03-15", "once"),
        ("thực hiện đến hết ngày 31/12/2026", "2026-12-31", "once"),
        ("Triển khai (từ ngày 15/11 đến ngày 15/12)", "2026-12-15", "once"),
        ("báo cáo UBND tỉnh trước ngày 20 hằng tháng", None, "monthly"),
        ("Định kỳ hàng quý, 6 tháng, năm tổng hợp báo cáo", None, "quarterly"),
        ("Định kỳ báo cáo kết quả theo quy định", None, "regular"),
        ("Hằng năm, tổ chức kiểm tra", None, "annual"),
        ("tổng hợp, gửi Bộ Nội vụ trước ngày 30/11 hằng năm.", None, "annual"),
        ("tổ chức hội thi vào quý IV hằng năm", None, "annual"),
        ("báo cáo trước ngày 20 tháng cuối quý", None, "quarterly"),
        ("gửi trước ngày 20 của tháng cuối quý", None, "quarterly"),
        ("báo cáo định kỳ (quý, 6 tháng, năm)", None, "quarterly"),
        ("báo cáo 6 tháng trước ngày 10/6, năm trước ngày 05/12", None, "semiannual"),
        ("định kỳ báo cáo kết quả trước ngày 20/11", None, "annual"),
        ("nơi trước 01/01/2025 là tuyến huyện", None, None),
        ("khi có văn bản mới, kịp thời tuyên truyền", None, None),
        ("Tổ chức hội nghị tập huấn trong quý I/2026", "2026-03-31", "once"),
        ("Tổ chức hội thi vào quý II năm 2026", "2026-06-30", "once"),
        ("kiểm tra trong 6 tháng đầu năm 2026", "2026-06-30", "once"),
        ("Ban hành kế hoạch (xong trước 30/6/2026)", "2026-06-30", "once"),
        ("báo cáo chậm nhất ngày 14 tháng cuối quý", None, "quarterly"),
        ("báo cáo trước 15/3 hằng năm", None, "annual"),
        ("trả lời sau 05 ngày làm việc kể từ ngày 01/3/2026", None, None),
        ("tổ chức đối thoại 01 lần/quý", None, "quarterly"),
        ("Thường xuyên rà soát", None, "regular"),
        ("bố trí kinh phí chi thường xuyên", None, None),
        ("lập dự toán ngân sách hằng năm của đơn vị", None, None),
        ("theo Quyết định số 35/QĐ-BNV ngày 22/01/2026 của Bộ Nội vụ", None, None),
        ("Tuyên truyền “Hằng tháng một cuốn sách”", None, None),
        ("hoàn thành mục tiêu phát triển kinh tế - xã hội năm 2026", None, None),
    ],
)
def test_a_sentence_gives_a_time_only_where_it_governs_an_act(
    text, deadline, recurrence
):
    timing = sentence_timing(text, 0, 2026)

    assert timing.deadline == (deadline and date.fromisoformat(deadline))
    assert timing.recurrence == recurrence


@pytest.mark.parametrize(
    ("text", "count", "unit", "per"),
    [
        ("hàng tháng, có ít nhất 02 tin, bài được đăng", 2, "tin, bài", "month"),
        ("mỗi quý có ít nhất 04 tin, bài", 4, "tin, bài", "quarter"),
        ("tối thiểu 04 buổi/tháng", 4, "buổi", "month"),
        ("02 lần/năm", 2, "lần", "year"),
        ("phát thanh mỗi tuần ít nhất 02 buổi", 2, "buổi", "week"),
        ("Mỗi năm tổ chức ít nhất 01 lớp", 1, "lớp", "year"),
        ("tối thiểu mỗi tháng 4 tin, bài", 4, "tin, bài", "month"),
        ("mỗi tháng đăng 02 tin, bài", 2, "tin, bài", "month"),
        ("ít nhất 1 chuyên mục/quý", 1, "chuyên mục", "quarter"),
    ],
)
def test_a_number_in_a_period_is_a_quota(text, count, unit, per):
    quota = sentence_timing(text, 0, 2026).quota

    assert (quota.count, quota.unit, quota.per) == (count, unit, per)


@pytest.mark.parametrize(
    "text",
    [
        "tại 04 Mô hình một cửa",
        "mỗi tháng 01 lần",
        "ít nhất 30% hồ sơ",
        "giai đoạn 2021 - 2025",
    ],
)
def test_a_number_without_a_period_is_no_quota(text):
    assert sentence_timing(text, 0, 2026).quota is None


def test_the_words_of_a_time_stand_where_it_says():
    text = "Sở Nội vụ báo cáo trước ngày 15/3/2026."

    timing = sentence_timing("báo cáo trước ngày 15/3/2026.", 10, 2026)

    assert text[timing.span.start : timing.span.end] == timing.text
