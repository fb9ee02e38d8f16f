"""The demo's official papers, written in the genre and laid out by the product.

Every place, number and name in them is invented. They are brought in as .docx
files and read by the reader like any other paper.
"""

from datetime import date, datetime

from loa.domain.writing import (
    Align,
    Block,
    Bullet,
    Column,
    Heading,
    OfficialPaper,
    Paragraph,
    Row,
    Signature,
    SigningMode,
    Table,
    docx_bytes,
    number_headings,
    plain,
    with_end_mark,
)

PLACE = "Bến Lam"


def _paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(plain(text)) for text in texts)


def _bullets(*texts: str) -> tuple[Block, ...]:
    return tuple(Bullet(plain(text)) for text in texts)


def plan(year: int) -> OfficialPaper:
    """The province's plan: table of focal activities, duties under bodies' headings."""
    return OfficialPaper(
        issuer="Ủy ban nhân dân tỉnh Lam Giang",
        symbol="KH-UBND",
        number=12,
        place=PLACE,
        issued_on=date(year, 1, 20),
        type_code="KH",
        type_name="Kế hoạch",
        subject="Thông tin, tuyên truyền cải cách hành chính trên địa bàn"
        f" tỉnh Lam Giang năm {year}",
        bases=(
            "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành"
            " Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030",
            f"Căn cứ Quyết định số 2231/QĐ-UBND ngày 31 tháng 12 năm {year - 1} của Ủy ban"
            f" nhân dân tỉnh ban hành Kế hoạch cải cách hành chính tỉnh Lam Giang năm {year}",
        ),
        body=with_end_mark(number_headings(_plan_body(year))),
        signature=Signature(
            head_post="Chủ tịch",
            collective="Ủy ban nhân dân",
            mode=SigningMode.FOR_HEAD,
            post="Phó Chủ tịch",
            name="Lưu Đức Thắng",
        ),
        recipients=(
            "Bộ Nội vụ (để b/c)",
            "Chủ tịch, các PCT UBND tỉnh",
            "Các sở, ban, ngành",
            "UBND các xã, phường",
            "Lưu: VT, NC",
        ),
    )


def _plan_body(year: int) -> tuple[Block, ...]:
    return (
        *_paragraphs(
            "Ủy ban nhân dân tỉnh ban hành Kế hoạch thông tin, tuyên truyền cải cách hành"
            f" chính (sau đây viết tắt là CCHC) năm {year} như sau:"
        ),
        Heading(1, "Mục đích, yêu cầu"),
        Heading(2, "Mục đích"),
        *_bullets(
            "Để người dân, doanh nghiệp biết, hiểu và tham gia giám sát công tác CCHC.",
            "Nâng cao trách nhiệm của cán bộ, công chức trong thực hiện nhiệm vụ CCHC.",
        ),
        Heading(2, "Yêu cầu"),
        *_bullets(
            "Nội dung chính xác, dễ hiểu, gần với việc người dân cần làm.",
            "Mỗi kết quả đều có minh chứng kiểm tra được.",
        ),
        Heading(1, "Nội dung và hình thức"),
        Heading(2, "Nội dung"),
        *_bullets(
            "Bảy nội dung CCHC; trọng tâm là thủ tục hành chính và dịch vụ công trực tuyến.",
            "Mô hình, sáng kiến, cách làm hay; những nơi làm chưa tốt.",
        ),
        Heading(2, "Hình thức"),
        *_bullets(
            "Trang thông tin điện tử; hệ thống truyền thanh cơ sở; mạng xã hội; pa nô, áp"
            " phích; hội nghị, tập huấn; cuộc thi tìm hiểu.",
        ),
        Heading(1, "Kinh phí"),
        *_paragraphs(
            "Kinh phí bảo đảm từ ngân sách nhà nước và các nguồn hợp pháp khác."
        ),
        Heading(1, "Hoạt động trọng tâm"),
        _focal_table(year),
        Heading(1, "Tổ chức thực hiện"),
        Heading(2, "Các sở, ban, ngành và Ủy ban nhân dân các xã, phường"),
        *_bullets(
            "Xây dựng, ban hành kế hoạch thông tin, tuyên truyền CCHC của cơ quan, địa"
            f" phương mình chậm nhất ngày 15/02/{year}.",
            "Tuyên truyền, biểu dương những cá nhân, đơn vị làm tốt; phê bình, rút kinh"
            " nghiệm những nơi làm chưa tốt.",
        ),
        Heading(2, "Ủy ban nhân dân các xã, phường"),
        *_bullets(
            "Hằng tháng, có ít nhất 02 tin, bài về công tác CCHC được đăng trên Trang thông"
            " tin điện tử của xã, phường.",
            "Hằng tháng phát ít nhất 04 buổi phát thanh về CCHC trên hệ thống truyền thanh"
            " cơ sở.",
            "Niêm yết, công khai thủ tục hành chính tại Trung tâm Phục vụ hành chính công và"
            " nhà văn hóa thôn, tổ dân phố.",
            "Thông báo trên hệ thống truyền thanh cơ sở và Trang thông tin điện tử khi có thủ"
            " tục hành chính mới ban hành hoặc được sửa đổi.",
            "Định kỳ hằng quý báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh (qua Sở Nội"
            " vụ) trước ngày 16 tháng cuối quý để tổng hợp.",
        ),
        Heading(2, "Sở Nội vụ"),
        *_bullets(
            "Chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch theo dõi, đôn đốc, kiểm"
            " tra việc thực hiện Kế hoạch này.",
            "Định kỳ hằng quý tổng hợp, báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện trước"
            " ngày 20 tháng cuối quý.",
        ),
        Heading(2, "Sở Văn hóa, Thể thao và Du lịch"),
        *_bullets(
            "Hướng dẫn hệ thống truyền thanh cơ sở về nội dung, thời lượng phát thanh.",
            "Hằng quý có ít nhất 01 chuyên đề về CCHC trên các phương tiện thông tin đại"
            " chúng.",
        ),
        Heading(2, "Sở Tài chính"),
        *_paragraphs(
            "Tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí thực hiện Kế hoạch theo quy định."
        ),
        Heading(2, "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        *_paragraphs(
            "Phối hợp tuyên truyền CCHC đến đoàn viên, hội viên và các tầng lớp Nhân dân."
        ),
        *_paragraphs(
            "Yêu cầu thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện. Trong"
            " quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời phản ánh về Ủy ban"
            " nhân dân tỉnh (qua Sở Nội vụ) để xem xét, giải quyết"
        ),
    )


def _focal_table(year: int) -> Table:
    rows = [
        ("Tuyên truyền kết quả các chỉ số CCHC, chỉ số hài lòng của người dân",
         "Sở Nội vụ, Văn phòng Ủy ban nhân dân tỉnh",
         "Các sở, ban, ngành; UBND các xã, phường", "Thường xuyên"),
        ("Tổ chức hội nghị tập huấn nghiệp vụ thông tin, tuyên truyền CCHC",
         "Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", f"Quý III/{year}"),
        ("Tổ chức cuộc thi trực tuyến “Tìm hiểu cải cách hành chính”",
         "Sở Văn hóa, Thể thao và Du lịch, Sở Giáo dục và Đào tạo",
         "Các sở, ban, ngành", f"Trước ngày 30/11/{year}"),
    ]  # fmt: skip
    return Table(
        columns=(
            Column("Stt", 0.4, Align.CENTRE),
            Column("Nội dung", 3),
            Column("Cơ quan chủ trì", 2),
            Column("Cơ quan phối hợp", 2),
            Column("Thời gian thực hiện", 1.4),
        ),
        rows=tuple(
            Row((plain(str(number)), *(plain(cell) for cell in cells)))
            for number, cells in enumerate(rows, start=1)
        ),
    )


def letter(year: int) -> OfficialPaper:
    """A department's letter that wants loudspeaker clusters looked over."""
    return OfficialPaper(
        issuer="Sở Văn hóa, Thể thao và Du lịch",
        governing_body="UBND tỉnh Lam Giang",
        symbol="SVHTTDL-TTBC",
        number=604,
        place=PLACE,
        issued_on=date(year, 7, 6),
        subject="V/v tăng cường phát thanh về cải cách hành chính trên hệ thống truyền"
        " thanh cơ sở",
        addressees=("UBND các xã, phường",),
        body=with_end_mark(
            (
                *_paragraphs(
                    f"Thực hiện Kế hoạch số 12/KH-UBND ngày 20/01/{year} của Ủy ban nhân dân"
                    f" tỉnh về thông tin, tuyên truyền cải cách hành chính năm {year}, Sở Văn"
                    " hóa, Thể thao và Du lịch đề nghị Ủy ban nhân dân các xã, phường:"
                ),
                *_paragraphs(
                    "1. Rà soát các cụm loa đang hoạt động, gửi kết quả về Sở trước ngày"
                    f" 15/9/{year}.",
                    "2. Thường xuyên phát các bài hướng dẫn nộp hồ sơ trực tuyến do tỉnh cung"
                    " cấp.",
                    "Trân trọng đề nghị các địa phương quan tâm, phối hợp thực hiện",
                ),
            )
        ),
        signature=Signature(head_post="Giám đốc", name="Tạ Thị Bích Liên"),
        recipients=("Như trên", "Sở Nội vụ", "Lưu: VT, TTBC"),
    )


NATION_BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025",
    "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương"
    " trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030",
)


def decision(year: int) -> OfficialPaper:
    """The province's decision on the year's reform, on which the plan rests."""
    return OfficialPaper(
        issuer="Ủy ban nhân dân tỉnh Lam Giang",
        symbol="QĐ-UBND",
        number=2231,
        place=PLACE,
        issued_on=date(year - 1, 12, 31),
        type_code="QĐ",
        type_name="Quyết định",
        subject=f"Ban hành Kế hoạch cải cách hành chính tỉnh Lam Giang năm {year}",
        bases=NATION_BASES,
        body=with_end_mark(
            _paragraphs(
                "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính tỉnh"
                f" Lam Giang năm {year}.",
                "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
                "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Chủ tịch"
                " Ủy ban nhân dân các xã, phường chịu trách nhiệm thi hành Quyết định này",
            )
        ),
        signature=_CHAIR,
        recipients=("Như Điều 3", "UBND các xã, phường", "Lưu: VT, NC"),
    )


def amendment(year: int) -> OfficialPaper:
    """The decision of the middle of the year that amends the first one."""
    return OfficialPaper(
        issuer="Ủy ban nhân dân tỉnh Lam Giang",
        symbol="QĐ-UBND",
        number=1150,
        place=PLACE,
        issued_on=date(year, 6, 30),
        type_code="QĐ",
        type_name="Quyết định",
        subject="Sửa đổi, bổ sung một số nội dung của Kế hoạch cải cách hành chính tỉnh"
        f" Lam Giang năm {year}",
        bases=(
            NATION_BASES[0],
            f"Căn cứ Quyết định số 2231/QĐ-UBND ngày 31 tháng 12 năm {year - 1} của Ủy ban"
            f" nhân dân tỉnh ban hành Kế hoạch cải cách hành chính tỉnh Lam Giang năm {year}",
        ),
        body=with_end_mark(
            _paragraphs(
                "Điều 1. Sửa đổi, bổ sung phần chỉ tiêu về dịch vụ công trực tuyến của Kế"
                f" hoạch ban hành kèm theo Quyết định số 2231/QĐ-UBND ngày 31/12/{year - 1}.",
                "Điều 2. Quyết định này có hiệu lực kể từ ngày ký",
            )
        ),
        signature=_CHAIR,
        recipients=(
            "Như Điều 2",
            "UBND các xã, phường (qua Sở Văn hóa, Thể thao và Du lịch để hướng dẫn)",
            "Lưu: VT, NC",
        ),
    )


def commune_plan(year: int, number: int, where: str, place: str) -> OfficialPaper:
    """A commune's own plan: it rests on the province's, and on a decree since replaced.

    :param where: its unit and name ("phường Tân Lam")
    """
    return OfficialPaper(
        issuer=f"Ủy ban nhân dân {where}",
        symbol="KH-UBND",
        number=number,
        place=place,
        issued_on=date(year, 2, 10),
        type_code="KH",
        type_name="Kế hoạch",
        subject=f"Thông tin, tuyên truyền cải cách hành chính {where} năm {year}",
        bases=(
            "Căn cứ Nghị định số 42/2022/NĐ-CP của Chính phủ quy định về việc cung cấp thông"
            " tin và dịch vụ công trực tuyến của cơ quan nhà nước trên môi trường mạng",
            f"Căn cứ Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm {year} của Ủy ban nhân dân"
            " tỉnh Lam Giang về thông tin, tuyên truyền cải cách hành chính",
        ),
        body=with_end_mark(
            number_headings(
                (
                    Heading(1, "Mục đích"),
                    *_bullets(
                        "Để người dân biết và sử dụng dịch vụ công trực tuyến tại địa phương.",
                    ),
                    Heading(1, "Nội dung"),
                    *_bullets(
                        "Kết quả, mô hình hay, thủ tục mới về cải cách hành chính trên địa"
                        " bàn.",
                    ),
                )
            )
        ),
        signature=Signature(
            head_post="Chủ tịch",
            collective="Ủy ban nhân dân",
            name=_CHAIRS[number % len(_CHAIRS)],
        ),
        recipients=("UBND tỉnh (để b/c)", "Sở Nội vụ", "Lưu: VT"),
    )


_CHAIRS = (
    "Trịnh Thị Mai Hoa",
    "Bùi Quang Lộc",
    "Phan Văn Dũng",
    "Tô Thị Hạnh",
    "Lê Sỹ Hoàng",
)
_CHAIR = Signature(
    head_post="Chủ tịch",
    collective="Ủy ban nhân dân",
    mode=SigningMode.FOR_HEAD,
    post="Phó Chủ tịch",
    name="Lưu Đức Thắng",
)


def as_file(paper: OfficialPaper, at: datetime) -> tuple[str, bytes]:
    """A paper as a named .docx file."""
    return f"{paper.number}-{paper.symbol}.docx", docx_bytes(paper, at=at)
