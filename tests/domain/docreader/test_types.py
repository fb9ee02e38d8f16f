"""The 29 kinds of Decree 30/2020 one by one; letterheads and signatures of many bodies."""

import pytest

from loa.domain.docreader import read

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
KINDS = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công văn": "",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
    "Thư công": "",
}
TITLED = [kind for kind in KINDS if kind != "Công văn"]
ABOUT = "Về việc phối hợp thông tin cải cách hành chính"


def paper(
    *title,
    symbol="KH-SNV",
    head="UBND TỈNH BÌNH AN\nSỞ NỘI VỤ",
    sign=("GIÁM ĐỐC", "Trần Văn An"),
):
    return read(
        "\n\n".join(
            [
                head,
                MOTTO,
                f"Số: 12/{symbol}",
                "Bình An, ngày 12 tháng 01 năm 2026",
                *title,
                "Sở Nội vụ trân trọng gửi nội dung trên đến quý cơ quan.",
                "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
                *sign,
            ]
        )
    )


def test_there_are_29_kinds():
    assert len(KINDS) == 29


@pytest.mark.parametrize("kind", TITLED)
def test_a_kind_with_its_title_gives_header_type_and_subject(kind):
    symbol = f"{KINDS[kind]}-SNV".lstrip("-")

    document = paper(kind.upper(), ABOUT, symbol=symbol)

    assert (document.type, document.subject) == (kind, ABOUT)
    assert (document.number, document.symbol) == (f"12/{symbol}", symbol)
    assert document.issuer == "SỞ NỘI VỤ (UBND TỈNH BÌNH AN)"
    assert (str(document.issued_on), document.place) == ("2026-01-12", "Bình An")
    assert document.signer.name == "Trần Văn An"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind]])
def test_a_kind_that_lost_its_title_is_known_by_its_symbol(kind):
    symbol = f"{KINDS[kind]}-SNV"

    document = paper(symbol=symbol)

    assert (document.type, document.number) == (kind, f"12/{symbol}")
    assert document.issuer == "SỞ NỘI VỤ (UBND TỈNH BÌNH AN)"
    assert str(document.issued_on) == "2026-01-12"


@pytest.mark.parametrize("addressed", [["Kính gửi: Sở Tư pháp."], []])
def test_a_letter_has_its_subject_under_its_number(addressed):
    document = paper("V/v phối hợp thông tin", *addressed, symbol="SNV-CCHC")

    assert (document.type, document.subject) == ("Công văn", "V/v phối hợp thông tin")
    assert document.symbol == "SNV-CCHC"
    assert [m.name for m in document.addressees] == ["Sở Tư pháp"] * len(addressed)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("GIẤY UỶ QUYỀN", "Giấy ủy quyền"),
        ("BẢN THOẢ THUẬN", "Bản thỏa thuận"),
        ("KẾ HOẠCH LIÊN TỊCH", "Kế hoạch liên tịch"),
        ("HƯỚNG DẪN LIÊN TỊCH", "Hướng dẫn liên tịch"),
    ],
)
def test_a_kind_in_another_spelling_and_of_several_bodies(title, kind):
    document = paper(title, ABOUT)

    assert (document.type, document.subject) == (kind, ABOUT)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO BÌNH AN\nTRƯỜNG THPT LÊ LỢI",
            "TRƯỜNG THPT LÊ LỢI (SỞ GIÁO DỤC VÀ ĐÀO TẠO BÌNH AN)",
        ),
        (
            "SỞ Y TẾ BÌNH AN\nBỆNH VIỆN ĐA KHOA TỈNH",
            "BỆNH VIỆN ĐA KHOA TỈNH (SỞ Y TẾ BÌNH AN)",
        ),
        (
            "BỘ NỘI VỤ\nVỤ CẢI CÁCH HÀNH CHÍNH",
            "VỤ CẢI CÁCH HÀNH CHÍNH (BỘ NỘI VỤ)",
        ),
        ("ỦY BAN NHÂN DÂN\nTHỊ XÃ KIM SƠN", "ỦY BAN NHÂN DÂN THỊ XÃ KIM SƠN"),
        ("UBND QUẬN KIM SƠN\nPHÒNG NỘI VỤ", "PHÒNG NỘI VỤ (UBND QUẬN KIM SƠN)"),
        ("SỞ NỘI VỤ - SỞ TÀI CHÍNH", "SỞ NỘI VỤ - SỞ TÀI CHÍNH"),
        (
            "CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH BÌNH AN",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH AN",
        ),
    ],
)
def test_the_letterheads_of_schools_ministries_and_offices(head, issuer):
    assert paper("KẾ HOẠCH", ABOUT, head=head).issuer == issuer


@pytest.mark.parametrize(
    ("printed", "authority", "post", "name"),
    [
        (
            ["TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ CẢI CÁCH HÀNH CHÍNH", "GS.TS Trần Văn An"],
            "TL. BỘ TRƯỞNG",
            "VỤ TRƯỞNG VỤ CẢI CÁCH HÀNH CHÍNH",
            "GS.TS Trần Văn An",
        ),
        (
            ["TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG NỘI VỤ", "ThS.BS. Trần Văn An"],
            "TUQ. CHỦ TỊCH",
            "TRƯỞNG PHÒNG NỘI VỤ",
            "ThS.BS. Trần Văn An",
        ),
        (
            ["THỪA LỆNH CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "Đã ký: Trần Văn An"],
            "THỪA LỆNH CHỦ TỊCH",
            "CHÁNH VĂN PHÒNG",
            "Trần Văn An",
        ),
        (
            ["KT. TỔNG GIÁM ĐỐC\nPHÓ TỔNG GIÁM ĐỐC", "(Đã ký)", "BS.CKII Trần Văn An"],
            "KT. TỔNG GIÁM ĐỐC",
            "PHÓ TỔNG GIÁM ĐỐC",
            "BS.CKII Trần Văn An",
        ),
        (
            ["HIỆU TRƯỞNG", "(Ký tên, đóng dấu)", "TS. Lê An"],
            None,
            "HIỆU TRƯỞNG",
            "TS. Lê An",
        ),
    ],
)
def test_who_signs_by_order_with_a_title_and_under_the_remark_that_it_is_signed(
    printed, authority, post, name
):
    signer = paper("KẾ HOẠCH", ABOUT, sign=printed).signer

    assert (signer.authority, signer.title, signer.name) == (authority, post, name)


def test_a_list_that_ends_in_its_superior_is_not_carried_into_the_letter():
    document = paper("Kính gửi: Các khoa, phòng trực thuộc", symbol="BVĐK-TCCB")

    assert [m.name for m in document.addressees] == ["Các khoa, phòng trực thuộc"]
