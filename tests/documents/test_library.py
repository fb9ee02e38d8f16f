"""The library: the same hits on both databases, narrowed by the address (R-19)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.documents import searching, snippets
from loa.documents.codes import asked_words, words_of
from loa.documents.levels import level_of
from loa.documents.models import Document, Relation, SearchEntry
from loa.documents.searching import matching
from loa.domain.text import fold
from tests.documents.conftest import AT
from tests.factories import make_document

TEXTS = {
    "plan": "Căn cứ Nghị quyết số 76/NQ-CP. Đăng tin, bài về dịch vụ công trực tuyến.",
    "report": "Báo cáo kết quả 6 tháng; đạt 95,5 % hồ sơ trực tuyến. E-mail: a@b.vn",
    "odd": "Đường dẫn https://lamgiang.gov.vn/tin-tuc/2026/05/bai-1.html 1e5 '\" :* & | !",
}


def put(cast, name: str, **other) -> Document:
    number = {"plan": "05", "report": "120", "odd": "7"}[name]
    values = {
        "number": number, "symbol": "KH-UBND", "code": f"{number.lstrip('0')}/kh-ubnd",
        "subject": f"Văn bản {name}", "folded": fold(f"ke hoach {number}/KH-UBND van ban {name}"),
        "text": TEXTS[name], "issuer_name": "UBND xã Tam Giai",
    }  # fmt: skip
    return make_document(cast.commune, cast.clerk, **values | other)


@pytest.mark.postgres
def test_a_search_has_the_same_hits_on_both_databases(cast):
    for name in TEXTS:
        put(cast, name)

    def found(query: str) -> set[str]:
        rows = matching(Document.objects.all(), query)
        return {row.subject.removeprefix("Văn bản ") for row in rows}

    assert {query: found(query) for query in HITS} == HITS
    # what is saved again is found by its new words only, what is deleted not at all
    row = Document.objects.get(number="120")
    row.text = "Thư mời họp"
    row.save()
    assert (found("hồ sơ"), found("thu moi")) == (set(), {"report"})
    row.search_entry.delete()
    assert found("thu moi") == set()
    # what came without a save is put in after migrating
    assert searching.put_in_missing() == 1
    assert found("thu moi") == {"report"}
    assert searching.put_in_missing() == 0


HITS = {
    "truc tuyen": {"plan", "report"},
    "TRỰC  TUYẾN": {"plan", "report"},
    "trực tuy": {"plan", "report"},  # the last word may be a beginning
    "truc": {"plan", "report"},
    "tru tuyen": set(),  # another may not
    "dich vu cong": {"plan"},
    "76/NQ-CP": {"plan"},
    "nq-cp": {"plan"},
    "76nq": {"plan"},
    "05/KH-UBND": {"plan"},
    "5/kh-ubnd": {"plan"},
    "kh-ubnd": {"plan", "report", "odd"},
    "95,5": {"report"},
    "a@b.vn": {"report"},
    "lamgiang.gov.vn": {"odd"},
    "1e5": {"odd"},
    "đường": {"odd"},
    "'\" :* & | !": set(),
    "%": set(),
    "tuyến' OR '1": set(),
    "\\": set(),
    "không có": set(),
    "": {"plan", "report", "odd"},
}


def test_a_very_long_paper_is_cut_and_a_long_word_too(cast):
    words = words_of(" ".join(f"w{n}" for n in range(80_000)))

    assert len(words) <= 500_000
    assert not words.endswith(" ")
    assert words_of("x" * 5000) == "x" * 60
    assert asked_words("x" * 5000) == ["x" * 60]
    # a chain of signs is no way to make it slow
    assert len(words_of("/".join(["ab"] * 20_000))) < 1000


@pytest.mark.parametrize(
    ("issuer", "code", "level"),
    [
        ("Quốc hội", "", "law"),
        ("CHÍNH PHỦ", "", "government"),
        ("", "76/nq-cp", "government"),
        ("", "126/2025/qh15", "law"),
        ("Bộ Nội vụ", "", "ministry"),
        ("", "06/2026/tt-bnv", "ministry"),
        ("", "581/bnv-cchc", "ministry"),
        ("ỦY BAN NHÂN DÂN TỈNH LAM GIANG", "", "province"),
        ("UBND thành phố Hà Nội", "", "province"),
        ("Tỉnh ủy Lam Giang", "", "province"),
        ("SỞ NỘI VỤ (UBND TỈNH LAM GIANG)", "", "department"),
        ("Ban Quản lý Khu kinh tế tỉnh", "", "department"),
        ("UBND thị xã An Nhơn", "", "district"),
        ("UBND thành phố Tam Kỳ", "", "district"),
        ("Phòng Văn hóa và Thông tin", "", "district"),
        ("Ủy ban nhân dân xã Tam Giai", "", "commune"),
        ("Phòng Văn hóa - Xã hội phường Bến Lam", "", "commune"),
        ("Ban Chỉ đạo", "12/kh-bcd", ""),
        ("", "12/kh-ubnd", ""),
    ],
)
def test_the_level_of_an_issuer_is_told_by_name_or_symbol_and_never_guessed(
    issuer, code, level
):
    assert level_of(issuer, code) == level


def test_a_snippet_shows_the_place_where_the_words_stand_together():
    text = (
        "Trực ban. " + "x " * 200 + "Nộp hồ sơ trực tuyến tại 05/KH-UBND. " + "y " * 99
    )
    pattern = snippets.pattern_of("truc tuyen")

    pieces = snippets.snippet(text, pattern)

    assert [text for text, is_marked in pieces if is_marked] == ["trực", "tuyến"]
    number = snippets.marked("Số 05/KH-UBND", snippets.pattern_of("5/kh-ubnd"))
    assert number == [("Số ", False), ("05/KH-UBND", True)]
    assert snippets.snippet(text, snippets.pattern_of("%")) == []


@pytest.fixture
def shelves(cast):
    """A plan, its replacement, a report of another year; and what the clerk sees."""
    plan = put(
        cast, "plan", status="confirmed", level="commune", subject="Cải cách <b>thủ tục</b>",
        folded="ke hoach thu tuc hanh chinh", issued_on=date(2026, 1, 20),
    )  # fmt: skip
    report = put(
        cast, "report", status="confirmed", level="province", doc_type="Báo cáo",
        issuer_name="Ủy ban nhân dân tỉnh Lam Giang", issued_on=date(2025, 6, 1),
        direction="outgoing",
    )  # fmt: skip
    later = put(
        cast, "odd", status="confirmed", level="commune", issued_on=date(2026, 5, 1)
    )
    Relation.objects.create(document=later, other=plan, kind="replaces", at=AT)
    hidden = make_document(cast.neighbour, cast.outsider, doc_type="Thông báo mật thư")
    return {"plan": plan, "report": report, "later": later, "hidden": hidden}


NARROWED = {
    "": "plan report later",
    "?loai=Báo cáo": "report",
    "?cap=commune": "plan later",
    "?nam=2025": "report",
    "?co_quan=Ủy ban nhân dân tỉnh Lam Giang": "report",
    "?linh_vuc=procedures": "plan",
    "?hieu_luc=het": "plan",
    "?hieu_luc=con": "report later",
    "?huong=di": "report",
    "?huong=den&nam=2026&cap=commune&hieu_luc=con": "later",
    "?q=truc+tuyen": "plan report",
    "?q=truc+tuyen&nam=2026": "plan",
    # what an address cannot mean is left out; an area that there is not has nothing
    "?nam=abcd&cap=odd&hieu_luc=x&huong=y": "plan report later",
    "?linh_vuc=khong-co": "",
}


def test_the_address_narrows_the_library(cast, shelves):
    client = cast.client("clerk")
    for query, found in NARROWED.items():
        page = client.get(f"/van-ban/{query}").content.decode()

        shown = {
            name
            for name, row in shelves.items()
            if f'href="/van-ban/{row.pk}/"' in page
        }
        assert shown == set(found.split()), query
        # neither a row nor a choice tells of what she may not see
        assert "Thông báo mật thư" not in page


def test_the_words_are_marked_and_nothing_in_a_paper_becomes_a_tag(cast, shelves):
    page = cast.client("clerk").get("/van-ban/?q=thu+tuc").content.decode()

    assert "<mark>thủ</mark> <mark>tục</mark>" in page
    assert "<b>thủ" not in page
    assert "&lt;b&gt;" in page


def test_the_law_is_a_shelf_with_its_dates_and_what_is_not_checked_says_so(cast):
    client = cast.client("clerk")

    def shown(query: str) -> str:
        return client.get(f"/van-ban/?huong=luat{query}").content.decode()

    over = shown("&hieu_luc=het")
    assert "42/2022/NĐ-CP" in over
    assert "224/2026/NĐ-CP" in over  # as what replaced it
    assert "76/NQ-CP" not in over
    # not verified: neither in force nor over, and no day of it is shown
    assert "09/2019/NĐ-CP" not in over + shown("&hieu_luc=con")
    unchecked = shown("&q=09/2019")
    assert "chưa đối chiếu với Công báo" in unchecked
    assert "12/03/2019" not in unchecked


def test_the_library_asks_the_same_however_many(cast, shelves):
    client = cast.client("clerk")

    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/van-ban/{query}")
        return len(asked)

    queries = (
        "?q=truc",
        "?hieu_luc=het",
        "?huong=luat",
        "?q=truc&nam=2026&cap=commune",
    )
    before = [count(query) for query in queries]
    for _ in range(40):
        put(cast, "plan", status="confirmed", sha256=str(_), level="commune")

    # a second page costs the one statement that says so
    assert [count(query) for query in queries] == before
    assert SearchEntry.objects.count() == 44
