"""Signatures typed in one paragraph: the authority, the post and the name."""

import pytest

from loa.domain.docreader import read
from tests.domain.docreader.test_shared_out import LETTERHEAD


def signer(*paragraphs):
    document = read("\n\n".join([LETTERHEAD, "Sở Nội vụ theo dõi.", *paragraphs]))
    for finding in document.findings:
        if finding.field == "signer.name":
            assert document.quote(finding.span) == document.signer.name
    return document.signer.authority, document.signer.title, document.signer.name


@pytest.mark.parametrize(
    ("printed", "authority", "title", "name"),
    [
        (
            "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Lê Thị Bích",
            *("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Bích"),
        ),
        (
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Bích",
            *("TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Bích"),
        ),
        (
            "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH (đã ký) TS. Trần Văn An",
            *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "TS. Trần Văn An"),
        ),
        ("GIÁM ĐỐC (Đã ký) Ngô Minh Đức", None, "GIÁM ĐỐC", "Ngô Minh Đức"),
        (
            "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (Đã ký) LÊ THỊ BÍCH",
            *("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "LÊ THỊ BÍCH"),
        ),
        (
            "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG (Đã ký, đóng dấu) Phạm Quốc Bảo",
            *("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Phạm Quốc Bảo"),
        ),
    ],
)
@pytest.mark.parametrize("after", [(), ("Nơi nhận:\n- Như trên;\n- Lưu: VT.",)])
def test_a_signature_in_one_paragraph_gives_post_and_signer(
    printed, authority, title, name, after
):
    assert signer(printed, *after) == (authority, title, name)


@pytest.mark.parametrize("after", [(), ("Nơi nhận:\n- Như trên;\n- Lưu: VT.",)])
def test_a_bare_post_may_have_the_remark_that_it_is_signed_below(after):
    printed = "GIÁM ĐỐC\n\n(Đã ký)\n\nNgô Minh Đức"

    assert signer(printed, *after) == (None, "GIÁM ĐỐC", "Ngô Minh Đức")


@pytest.mark.parametrize(
    "sentence",
    [
        "CHỦ TỊCH Ủy ban nhân dân tỉnh quyết định.",
        "Q. Giám đốc đã ký Kế hoạch này.",
        "PHÓ CHỦ TỊCH đã ký văn bản giao Sở Nội vụ thực hiện.",
        "TRƯỞNG BAN Nguyễn Văn An chủ trì họp.",
    ],
)
def test_a_sentence_that_begins_with_a_post_stays_whole(sentence):
    assert sentence in read("\n\n".join([LETTERHEAD, sentence])).text.splitlines()
