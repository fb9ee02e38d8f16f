"""Kinds of paper as data, and who signs: domain-facts §1.1, R1.6, R1.7."""

from datetime import date

import pytest

from loa.domain.writing import (
    BLANK,
    Addressed,
    Article,
    Clause,
    Delegation,
    Division,
    DivisionKind,
    Heading,
    NotDelegated,
    PaperError,
    Paragraph,
    Point,
    Signature,
    SigningMode,
    compose,
    kind_of,
    number_headings,
    paper_kinds,
    plain,
    runs_of,
    signature_for,
    with_end_mark,
)
from loa.domain.writing.paper import TYPES_WITH_ADDRESSEES
from tests.domain.writing import genre

HEAD = Signature("Chủ tịch", collective="Ủy ban nhân dân")


def new(kind, **fields):
    given = {
        "issuer": "Ủy ban nhân dân\nxã Đồng Vàng",
        "issuer_symbol": "UBND",
        "place": "Đồng Vàng",
        "subject": "Công tác năm 2026",
        "signature": HEAD,
    }
    return compose(paper_kinds()[kind], **{**given, **fields})


# --- kinds ------------------------------------------------------------------------------


def test_the_abbreviations_are_those_of_appendix_three():
    codes = {slug: kind.code for slug, kind in paper_kinds().items()}
    assert codes == {
        "decision": "QĐ", "directive": "CT", "invitation": "GM", "letter": "",
        "minutes": "BB", "notice": "TB", "plan": "KH", "report": "BC",
        "submission": "TTr",
    }  # fmt: skip


def test_the_kinds_that_have_addressees_are_those_that_a_paper_may_have_them_in():
    addressed = {
        kind.code or None
        for kind in paper_kinds().values()
        if kind.addressees is not Addressed.NONE
    }
    assert addressed <= TYPES_WITH_ADDRESSEES
    others = {kind.code or None for kind in paper_kinds().values()} - addressed
    assert not others & TYPES_WITH_ADDRESSEES


def test_a_kind_is_found_by_its_abbreviation():
    assert kind_of("QĐ") is paper_kinds()["decision"]
    assert kind_of(None) is kind_of("") is paper_kinds()["letter"]
    assert kind_of("không có") is None


@pytest.mark.parametrize(
    ("kind", "unit", "symbol"),
    [("plan", "VHXH", "KH-UBND"), ("letter", "VHXH", "UBND-VHXH")],
)
def test_a_letter_carries_its_unit_and_all_else_its_type(kind, unit, symbol):
    fields = {"addressees": ("Sở Nội vụ",)} if kind == "letter" else {}
    assert new(kind, unit=unit, **fields).symbol == symbol


def needs(kind) -> dict:
    fields = {}
    if kind.addressees is Addressed.REQUIRED:
        fields["addressees"] = ("Sở Nội vụ",)
    if kind.is_signed_by_two:
        fields["secretary"] = Signature("Thư ký")
    return fields


@pytest.mark.parametrize("slug", paper_kinds())
def test_a_new_paper_has_its_outline_with_room_for_words(slug):
    kind = paper_kinds()[slug]
    paper = new(slug, **needs(kind))
    words = [run.text for block in paper.body for run in runs_of(block)]
    headings = [block.text for block in paper.body if isinstance(block, Heading)]
    assert any(BLANK in text for text in words) or kind.opening
    assert headings == [*kind.sections]
    assert paper.recipients[-1].startswith("Lưu: VT")


def test_the_plan_has_the_five_sections_of_the_genre():
    labels = [b.label for b in new("plan").body if isinstance(b, Heading)]
    assert labels == ["I.", "II.", "III.", "IV.", "V."]


def test_a_decision_is_the_bodys_or_its_heads():
    assert new("decision").authority == "Ủy ban nhân dân xã Đồng Vàng"
    by_head = new("decision", issuer="Sở Nội vụ", signature=Signature("Giám đốc"))
    assert by_head.authority == "Giám đốc Sở Nội vụ"
    assert by_head.enacting == "QUYẾT ĐỊNH:"
    assert by_head.recipients[0] == "Như Điều 3"


def test_recipients_that_are_there_are_not_doubled():
    given = ("Như trên", "Sở Tư pháp", "Lưu: VHXH")
    paper = new("letter", addressees=("Sở Nội vụ",), recipients=given)
    assert paper.recipients == given


@pytest.mark.parametrize(
    ("kind", "why"), [("letter", "addressed"), ("submission", "addressed"),
                      ("minutes", "signs it too")],
)  # fmt: skip
def test_what_a_kind_must_have_is_asked_for(kind, why):
    with pytest.raises(PaperError, match=why):
        new(kind)


def test_a_plan_is_not_addressed():
    with pytest.raises(PaperError, match="recipients only"):
        new("plan", addressees=("Sở Nội vụ",))


# --- numbering --------------------------------------------------------------------------


def test_articles_run_on_and_what_is_below_them_begins_anew():
    x = plain("x")
    blocks = number_headings(
        [
            Division(DivisionKind.CHAPTER, "a"),
            Article("m"), Clause(x), Point(x), Point(x), Clause(x), Point(x),
            Division(DivisionKind.SECTION, "b"),
            Article("n"), Clause(x),
            Division(DivisionKind.SECTION, "c"),
            Division(DivisionKind.CHAPTER, "d"),
            Division(DivisionKind.SECTION, "e"),
            Article("o"),
        ]
    )  # fmt: skip
    assert [block.label for block in blocks] == [
        "Chương I", "Điều 1.", "1.", "a)", "b)", "2.", "a)", "Mục 1", "Điều 2.", "1.",
        "Mục 2", "Chương II", "Mục 1", "Điều 3.",
    ]  # fmt: skip


def test_the_end_mark_closes_an_article_of_words_and_not_a_heading():
    (closed,) = with_end_mark([Article(runs=plain("Thi hành."))])
    assert closed.runs[0].text == "Thi hành./."
    assert with_end_mark([Article("Hiệu lực")]) == (Article("Hiệu lực"),)


# --- who signs --------------------------------------------------------------------------

ON = date(2026, 5, 4)
HELD = Delegation("12/GUQ-UBND", date(2026, 1, 1), date(2026, 6, 30), "Trưởng phòng")


@pytest.mark.parametrize(
    ("post", "more", "lines"),
    [
        ("Chủ tịch", {}, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("chủ  tịch", {"is_acting": True}, ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        (
            "Phó Chủ tịch",
            {},
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (
            "Phó Chủ tịch Thường trực",
            {},
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"),
        ),
        (
            "Chánh Văn phòng",
            {"is_by_order": True},
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ),
        (
            "Phó Chánh Văn phòng",
            {"is_by_order": True, "unit_head_post": "Chánh Văn phòng"},
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        ("Trưởng phòng", {"delegation": HELD}, ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
    ],
)
def test_the_block_is_computed_from_who_signs(post, more, lines):
    block = signature_for(
        head_post="Chủ tịch", post=post, on=ON, collective="Ủy ban nhân dân", **more
    )
    assert block.lines == lines


def test_a_department_signs_in_its_heads_name_alone():
    block = signature_for(head_post="Giám đốc", post="Phó Giám đốc", on=ON)
    assert block.lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    minister = signature_for(head_post="Bộ trưởng", post="Thứ trưởng", on=ON)
    assert minister.lines == ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")


@pytest.mark.parametrize(
    ("delegation", "on"),
    [
        (None, ON),
        (HELD, date(2025, 12, 31)),
        (HELD, date(2026, 7, 1)),
        (Delegation("12/GUQ-UBND", HELD.valid_from, HELD.last_day, "Chánh VP"), ON),
    ],
    ids=["none", "before", "after", "another's"],
)
def test_nobody_else_signs_without_a_delegation_of_their_own_in_force(delegation, on):
    with pytest.raises(NotDelegated):
        signature_for(
            head_post="Chủ tịch", post="Trưởng phòng", on=on, delegation=delegation
        )


@pytest.mark.parametrize(
    "wrong", [("", ON, ON), ("12/GUQ", date(2026, 2, 1), date(2026, 1, 1))]
)
def test_a_delegation_is_a_document_with_a_term(wrong):
    with pytest.raises(NotDelegated):
        Delegation(*wrong)


def under_authorization(**changes) -> Signature:
    fields = {"delegation": HELD, "post": "Trưởng phòng", **changes}
    return Signature("Chủ tịch", SigningMode.UNDER_AUTHORIZATION, **fields)


def test_no_paper_is_made_under_an_authorization_that_is_not_in_force():
    assert genre.plan(signature=under_authorization()).signature.delegation == HELD
    for wrong in ({"delegation": None}, {"post": "Kế toán trưởng"}):
        with pytest.raises(NotDelegated):
            genre.plan(signature=under_authorization(**wrong))
    with pytest.raises(NotDelegated):
        genre.plan(signature=under_authorization(), issued_on=date(2026, 7, 1))
    undated = genre.plan(signature=under_authorization(), issued_on=None)
    assert isinstance(undated.body[0], Paragraph)
