"""Whether a task's own words ask to pass on what others published."""

import unicodedata

import pytest

from loa.domain.proof import asks_for_reposts


@pytest.mark.parametrize(
    "text",
    [
        "Đăng lại tin, bài của Cổng thông tin điện tử tỉnh.",
        "Phát lại chuyên mục của Đài tỉnh trên hệ thống truyền thanh xã.",
        "Tiếp sóng chương trình cải cách hành chính hằng tuần",
        "Chia sẻ, lan tỏa bài viết của trang fanpage tỉnh trên Zalo",
        "chia sẻ các đường liên kết về dịch vụ công",
        unicodedata.normalize("NFD", "Chia sẻ 05 tin trên mạng xã hội"),
    ],
)
def test_these_ask_for_it(text):
    assert asks_for_reposts(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đăng ít nhất 02 tin, bài mỗi tháng",
        "Tổ chức hội nghị chia sẻ kinh nghiệm hay về cải cách hành chính",
        "Chia sẻ dữ liệu giữa các cơ quan",
        "Phát thanh 04 buổi mỗi tháng",
        "Đăng ký lại thông tin",
    ],
)
def test_these_do_not(text):
    assert not asks_for_reposts(text)
