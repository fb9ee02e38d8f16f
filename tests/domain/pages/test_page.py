"""What is an item's own on a page, and what sort of page it is."""

from __future__ import annotations

import pytest

from loa.domain.pages import Sort, read_page

TITLE = "Xã Hòa Bắc hướng dẫn nộp hồ sơ qua mạng"
WORDS = (
    "Ngày 3/3/2026, Ủy ban nhân dân xã Hòa Bắc mở lớp hướng dẫn cho hơn một trăm người"
    " dân ở ba thôn về cách nộp hồ sơ trên Cổng Dịch vụ công và tra cứu kết quả."
)
OTHERS = "".join(
    f"<li><a href=/{at}>Bế mạc giải bóng chuyền nông dân lần thứ {at}</a>"
    f"<p>Bế mạc giải bóng chuyền nông dân lần thứ {at}. Chiều qua tại sân…</p></li>"
    for at in range(6)
)


def page(body: str, address: str = "https://hoabac.example/tin/1", title: str = TITLE):
    """Read a page of that body."""
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_page(html.encode(), address=address)


@pytest.mark.parametrize(
    "headline",
    [
        f"<h1>{TITLE}</h1>",
        f"<div class='x'><span class='tieude'>{TITLE}</span></div>",
        f"<table><tr><td><font size=4><b>{TITLE}</b></font></td></tr></table>",
        f"<h2 itemprop='headline'>{TITLE}</h2>",
    ],
)
def test_the_headline_is_found_with_or_without_h1(headline):
    read = page(
        f"<div>Trang thông tin điện tử xã Hòa Bắc</div>{headline}<p>{WORDS}</p>"
    )

    assert (read.title, read.text) == (TITLE, WORDS)


def test_other_items_are_not_the_items_words():
    read = page(f"<h1>{TITLE}</h1><p>{WORDS}</p><ul>{OTHERS}</ul>")

    assert read.text == WORDS
    assert read.sort is Sort.ARTICLE
    assert "bóng chuyền" in read.around
    assert "bóng chuyền" not in read.frame


def test_a_paragraph_with_a_link_stays_the_items():
    linked = WORDS.replace("Cổng Dịch vụ công", "<a href=/dvc>Cổng Dịch vụ công</a>")

    assert page(f"<h1>{TITLE}</h1><p>{linked}</p>").text == WORDS


@pytest.mark.parametrize(
    "body",
    [f"<h1>Cải cách hành chính</h1><ul>{OTHERS}</ul>", f"<ul>{OTHERS}</ul>"],
    ids=["a section", "the first page at an item's address"],
)
def test_headlines_of_others_alone_are_a_list(body):
    assert page(body, title="Trang thông tin điện tử xã").sort is Sort.LIST


def test_the_charset_in_capitals_and_the_wrong_header_are_seen_through():
    html = f'<META http-equiv="Content-Type" content="text/html; charset=windows-1258"><h1>{TITLE}'
    raw = html.encode("utf-8").decode()
    import unicodedata

    marks = "\u0300\u0301\u0303\u0309\u0323"
    bare = "".join(
        unicodedata.normalize(
            "NFC",
            "".join(c for c in unicodedata.normalize("NFD", letter) if c not in marks),
        )
        + "".join(c for c in unicodedata.normalize("NFD", letter) if c in marks)
        for letter in unicodedata.normalize("NFC", raw)
    )
    old = bare.encode("cp1258")

    for declared in ("", "iso-8859-1"):
        assert read_page(old, declared=declared).title == TITLE
