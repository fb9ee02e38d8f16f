"""Papers the tests set: all names and figures are invented."""

from datetime import UTC, date, datetime

from loa.domain.writing import (
    Align,
    Appendix,
    Bullet,
    Column,
    Figure,
    Heading,
    Note,
    OfficialPaper,
    Paragraph,
    Row,
    Signature,
    SigningMode,
    Table,
    Text,
    number_headings,
    plain,
    with_end_mark,
)

AT = datetime(2026, 12, 15, 9, 2, tzinfo=UTC)

BY_FORM = Table(
    caption="",
    columns=(
        Column("Stt", 0.6, Align.CENTRE),
        Column("Hình thức", 3.4),
        Column("Chỉ tiêu", 1.1, Align.RIGHT),
        Column("Đã khai", 1.1, Align.RIGHT),
        Column("Đã xác minh", 1.1, Align.RIGHT),
        Column("Có nghi vấn", 1.1, Align.RIGHT),
    ),
    rows=(
        Row((
            plain("1"), plain("Tin, bài trên trang thông tin điện tử"), plain("352"),
            (Figure("news.claimed", "371"),), (Figure("news.verified", "356"),),
            (Figure("news.disputed", "7"),),
        )),
        Row((
            plain("2"), plain("Buổi phát truyền thanh"), plain("1.152"),
            (Figure("radio.claimed", "1.239"),), (Figure("radio.verified", "1.204"),),
            (Figure("radio.disputed", "12"),),
        )),
        Row(
            (
                plain(""), plain("Cộng"), plain("1.504"), plain("1.610"),
                plain("1.560"), plain("19"),
            ),
            is_total=True,
        ),
    ),
)  # fmt: skip


def quarterly_report(**changes: object) -> OfficialPaper:
    """A report of a department to its province, with a wide annex."""
    body = with_end_mark(
        number_headings(
            [
                Paragraph(
                    plain(
                        "Thực hiện Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm 2026 "
                        "của Ủy ban nhân dân tỉnh, Sở Nội vụ báo cáo kết quả công tác "
                        "thông tin, tuyên truyền cải cách hành chính năm 2026 (số "
                        "liệu từ ngày 15/12/2025 đến ngày 14/12/2026) như sau:"
                    )
                ),
                Heading(1, "Công tác chỉ đạo, điều hành"),
                Paragraph(
                    (
                        Figure("plans", "24/24"),
                        Text(" cơ quan, địa phương đã ban hành kế hoạch của mình."),
                    )
                ),
                Heading(1, "Kết quả thực hiện"),
                Heading(2, "Tin, bài trên Trang thông tin điện tử"),
                Paragraph(
                    (
                        Text("Các xã, phường đã đăng "),
                        Figure("news.verified", "356"),
                        Text(" tin, bài được xác minh; bình quân "),
                        Figure("news.mean", "2,0"),
                        Text(" tin, bài mỗi tháng cho một xã, phường."),
                    )
                ),
                BY_FORM,
                Note(plain("Số liệu tính từ minh chứng, khóa lúc 16 giờ 02 phút.")),
                Heading(2, "Truyền thanh cơ sở và hình thức khác"),
                Heading(3, "Truyền thanh"),
                Bullet(plain("Hệ thống truyền thanh cơ sở phát 1.204 buổi;")),
                Bullet(plain("Tổ chức 46 lớp tập huấn, 2 cuộc thi.")),
                Heading(1, "Tồn tại, hạn chế"),
                Paragraph(plain("Chưa nộp báo cáo đúng hạn: xã Lũng Trầu.")),
            ]
        )
    )
    fields: dict[str, object] = {
        "issuer": "Sở Nội vụ",
        "governing_body": "Ủy ban nhân dân\ntỉnh Lam Giang",
        "number": 5,
        "symbol": "BC-SNV",
        "place": "Bến Lam",
        "issued_on": date(2026, 12, 15),
        "type_code": "BC",
        "type_name": "Báo cáo",
        "subject": (
            "Kết quả công tác thông tin, tuyên truyền cải cách hành chính năm 2026"
        ),
        "addressees": ("Ủy ban nhân dân tỉnh Lam Giang",),
        "body": body,
        "signature": Signature(
            "Giám đốc", SigningMode.FOR_HEAD, post="Phó Giám đốc", name="Lê Thị Đượm"
        ),
        "recipients": ("Như trên", "UBND các xã, phường", "Lưu: VT, CCHC"),
        "appendices": (
            Appendix("Kết quả theo hình thức", (BY_FORM,)),
            Appendix("Kết quả theo xã, phường", (WIDE,), is_landscape=True),
        ),
    }
    return OfficialPaper(**{**fields, **changes})  # type: ignore[arg-type]


WIDE = Table(
    columns=(
        Column("Xã, phường", 3),
        *(Column(f"Cột {n}", 1, Align.RIGHT) for n in range(1, 10)),
    ),
    rows=tuple(
        Row((plain(f"Phường thứ {n}"), *(plain(str(n * m)) for m in range(1, 10))))
        for n in range(1, 41)
    ),
)


def letter(**changes: object) -> OfficialPaper:
    """An official letter of a People's Committee to two addressees."""
    fields: dict[str, object] = {
        "issuer": "Ủy ban nhân dân\nxã Đồng Vàng",
        "symbol": "UBND-VHXH",
        "place": "Đồng Vàng",
        "drafted_on": date(2026, 12, 1),
        "subject": "báo cáo kết quả tuyên truyền cải cách hành chính quý IV",
        "addressees": ("Sở Nội vụ", "Ủy ban nhân dân tỉnh Lam Giang"),
        "body": with_end_mark((Paragraph(plain("Ủy ban nhân dân xã báo cáo.")),)),
        "signature": Signature(
            "Chủ tịch",
            SigningMode.FOR_HEAD,
            collective="Ủy ban nhân dân",
            post="Phó Chủ tịch",
        ),
        "recipients": ("Như trên", "Lưu: VT, VHXH"),
    }
    return OfficialPaper(**{**fields, **changes})  # type: ignore[arg-type]
