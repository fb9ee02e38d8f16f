"""What the feed, earlier items and an earlier copy say of a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from loa.domain.pages import Claim, Outcome, read_page
from loa.domain.pages.comparing import judge_change, judge_copy, judge_feed
from loa.domain.pages.feeds import day_in_feed

CLAIM = Claim(
    address="https://hoabac.example/tin/1?utm_source=zalo",
    title="",
    done_on=date(2026, 3, 5),
    first=date(2026, 3, 1),
    last=date(2026, 3, 31),
    names=("xã Hòa Bắc",),
    is_own=True,
)
WORDS = (
    "Ngày 3/3/2026, Ủy ban nhân dân xã Hòa Bắc mở lớp hướng dẫn cho 118 người dân ở ba"
    " thôn về cách nộp hồ sơ trên Cổng Dịch vụ công. Tổ công nghệ số cộng đồng đã giúp 64"
    " hộ tạo tài khoản định danh, 31 hộ thanh toán phí không dùng tiền mặt. Ông Vàng A Páo"
    " cho biết từ nay gia đình ông không phải đi hai mươi cây số để nộp một tờ khai."
)
OTHER = (
    "Chiều qua, trận chung kết giải bóng chuyền giữa hai đội thôn Trung và thôn Hạ diễn ra"
    " gay cấn trước hơn một nghìn khán giả. Đội thôn Hạ thắng ba hiệp, nhận cúp và hai triệu"
    " đồng tiền thưởng; vận động viên xuất sắc nhất giải là một thầy giáo trẻ của trường."
)


def rss(day: str, address: str = "http://www.hoabac.example/tin/1") -> bytes:
    """A feed with one item."""
    return (
        f"<rss><channel><pubDate>{day}</pubDate><item><link>{address}</link>"
        f"<pubDate>{day}</pubDate></item></channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    ("feed", "outcome"),
    [
        (rss("Wed, 15 Apr 2026 08:00:00 +0700"), Outcome.FAILED),
        (rss("Wed, 01 Apr 2026 06:00:00 +0700"), Outcome.PASSED),
        (rss("Wed, 15 Apr 2026 08:00:00 +0700", "https://a.example/9"), Outcome.PASSED),
        (b"<rss><channel><item>", Outcome.PASSED),
        (b"", Outcome.PASSED),
    ],
    ids=["a fortnight later", "the next morning", "another item", "broken", "none"],
)
def test_a_feed_that_tells_a_day_behind_the_period(feed, outcome):
    assert judge_feed(feed, CLAIM).outcome is outcome


def test_an_atom_feed_is_read_in_vietnams_days():
    feed = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://a.example/1"/>'
        b"<published>2026-03-04T18:30:00Z</published></entry></feed>"
    )

    assert day_in_feed(feed, "https://a.example/1") == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (WORDS, Outcome.FAILED),
        (WORDS.replace("Hòa Bắc", "Nậm Sỏ").replace("giúp", "hỗ trợ"), Outcome.FAILED),
        (WORDS.replace("2026", "2025"), Outcome.FAILED),
        (OTHER, Outcome.PASSED),
        ("Tin ảnh.", Outcome.PASSED),
    ],
    ids=["word for word", "names put in", "the year replaced", "another", "nothing"],
)
def test_words_put_forward_before(text, outcome):
    assert judge_copy(text, [("tin 1", OTHER[:80]), ("tin 2", WORDS)]).outcome is (
        outcome
    )


def test_an_address_that_was_about_something_else():
    def read(text: str):
        html = f"<h1>Tin của xã Hòa Bắc hôm nay</h1><p>{text}</p>"
        return read_page(html.encode())

    now = read(WORDS)

    assert judge_change(now, read(OTHER)).outcome is Outcome.FAILED
    assert (
        judge_change(now, read(WORDS.replace("và", "cùng"))).outcome is Outcome.PASSED
    )
    empty = replace(now, text="")
    assert judge_change(now, empty).outcome is Outcome.PASSED
