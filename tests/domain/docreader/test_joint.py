"""Joint documents: every body that issues them, everyone who signs."""

import pytest

from loa.domain.docreader import Signer, as_json, read

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc"
DAY = "Bình An, ngày 12 tháng 01 năm 2026"
BODY = [
    "Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20 tháng 6 năm 2012;",
    "Hai cơ quan thống nhất ban hành như sau:",
    "I. TỔ CHỨC THỰC HIỆN",
    "1. Sở Tư pháp",
    "a) Chủ trì tổ chức hội nghị tập huấn, hoàn thành trước ngày 30/6/2026.",
]
SIDE = (
    "<tr><td><p>KT. GIÁM ĐỐC SỞ TƯ PHÁP</p><p>PHÓ GIÁM ĐỐC</p></td>"
    "<td><p>GIÁM ĐỐC SỞ NỘI VỤ</p></td></tr>"
    "<tr><td>Lê Thị Bích</td><td>Trần Văn An</td></tr>"
)
BICH = Signer("KT. GIÁM ĐỐC SỞ TƯ PHÁP", "PHÓ GIÁM ĐỐC", "Lê Thị Bích")
AN = Signer(None, "GIÁM ĐỐC SỞ NỘI VỤ", "Trần Văn An")


def lines(words):
    return "".join(f"<p>{line}</p>" for line in words)


def paper(*heads, symbol, title, closing=f"<table>{SIDE}</table>"):
    letterhead = "".join(f"<td>{lines(head)}</td>" for head in heads)
    page = (
        f"<html><body><table><tr>{letterhead}<td><p>{MOTTO}</p></td></tr>"
        f"<tr><td>Số: {symbol}</td><td>{DAY}</td></tr></table>"
        f"{lines([title, 'Tuyên truyền cải cách hành chính năm 2026', *BODY])}"
        f"{closing}</body></html>"
    )
    return read(page.encode())


@pytest.mark.parametrize(
    "heads",
    [
        [["SỞ TƯ PHÁP", "SỞ NỘI VỤ"]],
        [["SỞ TƯ PHÁP - SỞ NỘI VỤ"]],
        [["SỞ TƯ PHÁP –", "SỞ NỘI VỤ"]],
        [["SỞ TƯ PHÁP", "VÀ SỞ NỘI VỤ"]],
        [["LIÊN NGÀNH: SỞ TƯ PHÁP - SỞ NỘI VỤ"]],
        [["SỞ TƯ PHÁP"], ["SỞ NỘI VỤ"]],
    ],
    ids=["under", "dash", "dash-under", "and", "said", "beside"],
)
@pytest.mark.parametrize(
    ("symbol", "title"),
    [
        ("12/KHLT-STP-SNV", "KẾ HOẠCH LIÊN TỊCH"),
        ("12/HDLN-STP-SNV", "HƯỚNG DẪN LIÊN NGÀNH"),
        ("12/CTPH-STP-SNV", "CHƯƠNG TRÌNH PHỐI HỢP"),
    ],
)
def test_both_who_issue_and_both_who_sign_are_read(heads, symbol, title):
    found = paper(*heads, symbol=symbol, title=title)

    assert (found.issuer, found.co_issuers) == ("SỞ TƯ PHÁP", ("SỞ NỘI VỤ",))
    assert (found.signer, found.co_signers) == (BICH, (AN,))
    assert found.number == symbol
    assert found.type.upper() == title
    told = as_json(found)
    assert told["co_issuers"] == ["SỞ NỘI VỤ"]
    assert told["co_signers"][0]["name"] == "Trần Văn An"


def test_each_further_body_is_found_where_it_stands():
    found = paper(
        ["UBND TỈNH BÌNH AN", "SỞ TƯ PHÁP - SỞ NỘI VỤ", "- BAN DÂN TỘC"],
        symbol="12/HDLN-STP-SNV-BDT",
        title="HƯỚNG DẪN LIÊN NGÀNH",
    )

    assert found.issuer == "SỞ TƯ PHÁP (UBND TỈNH BÌNH AN)"
    assert found.co_issuers == ("SỞ NỘI VỤ", "BAN DÂN TỘC")
    for place, name in enumerate(found.co_issuers):
        assert found.quote(found.finding(f"co_issuers[{place}]").span) == name
    assert found.quote(found.finding("co_signers[0].name").span) == "Trần Văn An"


def test_who_signs_below_the_other_is_read_too():
    closing = lines(
        [
            *("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Đỗ Văn Hùng"),
            *("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Ngô Thị Lan"),
            *("Nơi nhận:", "- Tỉnh ủy;", "- Lưu: VT."),
        ]
    )
    found = paper(
        ["ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "TỈNH BÌNH AN"],
        ["HỘI LIÊN HIỆP PHỤ NỮ", "TỈNH BÌNH AN"],
        symbol="05/NQLT-MTTQ-HLHPN",
        title="NGHỊ QUYẾT LIÊN TỊCH",
        closing=closing,
    )

    assert found.issuer == "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH BÌNH AN"
    assert found.co_issuers == ("HỘI LIÊN HIỆP PHỤ NỮ TỈNH BÌNH AN",)
    assert found.signer.name == "Đỗ Văn Hùng"
    assert found.co_signers == (
        Signer("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Ngô Thị Lan"),
    )


def test_two_who_sign_side_by_side_in_plain_text_are_two():
    found = read(
        "SỞ TƯ PHÁP - SỞ NỘI VỤ\nSố: 12/KHLT-STP-SNV\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"{DAY}\nKẾ HOẠCH LIÊN TỊCH\nTuyên truyền năm 2026\n" + "\n".join(BODY) + "\n"
        "GIÁM ĐỐC SỞ TƯ PHÁP            GIÁM ĐỐC SỞ NỘI VỤ\n\n"
        "    Lê Thị Bích                    Trần Văn An\n"
    )

    assert (found.signer.name, found.signer.title) == (
        *("Lê Thị Bích", "GIÁM ĐỐC SỞ TƯ PHÁP"),
    )
    assert found.co_signers == (AN,)


@pytest.mark.parametrize(
    ("head", "symbol", "title", "issuer"),
    [
        (
            *(["UBND TỈNH BÌNH AN", "SỞ NỘI VỤ"], "12/KHPH-SNV", "KẾ HOẠCH PHỐI HỢP"),
            "SỞ NỘI VỤ (UBND TỈNH BÌNH AN)",
        ),
        (
            *(["SỞ Y TẾ", "BỆNH VIỆN ĐA KHOA"], "12/KH-SYT-BVĐK", "KẾ HOẠCH"),
            "BỆNH VIỆN ĐA KHOA (SỞ Y TẾ)",
        ),
        (
            *(["SỞ VĂN HÓA - THỂ THAO"], "12/KH-SVHTT", "KẾ HOẠCH"),
            "SỞ VĂN HÓA - THỂ THAO",
        ),
    ],
)
def test_a_body_under_another_issues_alone(head, symbol, title, issuer):
    found = paper(head, symbol=symbol, title=title)

    assert (found.issuer, found.co_issuers, found.co_signers) == (issuer, (), ())


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("THƯ MỜI", "Thư mời"),
        ("GIẤY   MỜI HỌP", "Giấy mời"),
        ("G I Ấ Y  M Ờ I", "Giấy mời"),
        ("DỰ THẢO KẾ HOẠCH", "Kế hoạch"),
        ("(Dự thảo lần 2) KẾ HOẠCH", "Kế hoạch"),
        ("KẾ HOẠCH (Dự thảo)", "Kế hoạch"),
        ("KẾ HOẠCH SỐ 12", "Kế hoạch"),
        ("KẾ HOẠCH SỐ: 12/KH-SNV", "Kế hoạch"),
    ],
)
def test_a_title_with_a_draft_mark_a_number_or_wide_letters_is_a_title(printed, kind):
    found = paper(["SỞ NỘI VỤ"], symbol="12/SNV", title=printed)

    assert found.type == kind
    assert found.subject == "Tuyên truyền cải cách hành chính năm 2026"


POSTS = [
    (["KT. CHỦ TỊCH PHÓ CHỦ TỊCH"], "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    (["CHỦ TỊCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    (["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"], "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
]


@pytest.mark.parametrize(("printed", "authority", "post"), POSTS)
def test_who_signs_for_whom_is_told_apart_however_it_is_set(printed, authority, post):
    closing = lines([*printed, "Lê Thị Bích", "Nơi nhận:", "- Lưu: VT."])
    found = paper(["SỞ NỘI VỤ"], symbol="12/SNV", title="KẾ HOẠCH", closing=closing)

    assert found.signer == Signer(authority, post, "Lê Thị Bích")
