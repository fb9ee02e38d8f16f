"""Papers as bodies write them, one of each kind: all names and figures are invented."""

from dataclasses import dataclass
from datetime import date

from loa.domain.writing import (
    Appendix,
    Article,
    Bullet,
    Clause,
    Division,
    DivisionKind,
    Heading,
    OfficialPaper,
    Paragraph,
    Point,
    Signature,
    SigningMode,
    compose,
    number_headings,
    paper_kinds,
    plain,
    task_table,
    with_end_mark,
)

COMMUNE = "Ủy ban nhân dân\nxã Đồng Vàng"
PROVINCE = "Ủy ban nhân dân\ntỉnh Lam Giang"


@dataclass(frozen=True)
class Duty:
    """A task that a paper gives, as the reader must find it again."""

    text: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...] = ()
    deadline: date | None = None
    recurrence: str | None = None
    quota: tuple[int, str] | None = None


CHAIR = Signature("Chủ tịch", collective="Ủy ban nhân dân", name="Lưu Thị Bạch Yến")
DEPUTY = Signature(
    "Chủ tịch",
    SigningMode.FOR_HEAD,
    collective="Ủy ban nhân dân",
    post="Phó Chủ tịch",
    name="Đinh Văn Ước",
)
DIRECTOR = Signature("Giám đốc", name="Nguyễn Hữu Ngọc Thạch")


def text(words: str) -> Paragraph:
    return Paragraph(plain(words))


def bullets(*lines: str) -> tuple[Bullet, ...]:
    return tuple(Bullet(plain(line)) for line in lines)


PLAN_TABLE = (
    (
        "Đăng tin, bài về kết quả cải cách hành chính trên Trang thông tin điện tử của xã",
        "Phòng Văn hóa - Xã hội",
        "Văn phòng HĐND và UBND",
        "Thường xuyên",
    ),
    (
        "Tổ chức hội nghị tập huấn kỹ năng viết tin, bài cho công chức, người hoạt động"
        " không chuyên trách",
        "Phòng Văn hóa - Xã hội",
        "Trung tâm Phục vụ hành chính công; Phòng Kinh tế",
        "Trước ngày 30/6/2026",
    ),
    (
        "Phát thanh chuyên mục “Cải cách hành chính” trên hệ thống truyền thanh",
        "Trung tâm Phục vụ hành chính công",
        "Phòng Văn hóa - Xã hội",
        "Hàng tháng",
    ),
)
PLAN_DUTIES = (
    Duty(
        PLAN_TABLE[0][0],
        ("Phòng Văn hóa - Xã hội",),
        ("Văn phòng HĐND và UBND",),
        recurrence="regular",
    ),
    Duty(
        PLAN_TABLE[1][0],
        ("Phòng Văn hóa - Xã hội",),
        ("Trung tâm Phục vụ hành chính công", "Phòng Kinh tế"),
        deadline=date(2026, 6, 30),
    ),
    Duty(
        PLAN_TABLE[2][0],
        ("Trung tâm Phục vụ hành chính công",),
        ("Phòng Văn hóa - Xã hội",),
        recurrence="monthly",
    ),
    Duty(
        "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan tham mưu triển khai Kế"
        " hoạch này; hàng tháng đăng ít nhất 02 tin, bài về cải cách hành chính trên"
        " Trang thông tin điện tử của xã.",
        ("Phòng Văn hóa - Xã hội",),
        ("các cơ quan, đơn vị liên quan",),
        recurrence="monthly",
        quota=(2, "tin, bài"),
    ),
    Duty(
        "Tổng hợp, báo cáo kết quả thực hiện về Ủy ban nhân dân xã trước ngày 15/12/2026.",
        ("Phòng Văn hóa - Xã hội",),
        deadline=date(2026, 12, 15),
    ),
    Duty(
        "Niêm yết công khai thủ tục hành chính, đường dây nóng tiếp nhận phản ánh, kiến"
        " nghị tại trụ sở và Nhà văn hóa các thôn.",
        ("Trung tâm Phục vụ hành chính công",),
    ),
    Duty(
        "Xây dựng kế hoạch tuyên truyền của đơn vị, hoàn thành trước ngày 15/3/2026.",
        ("Các thôn, trường học trên địa bàn",),
        deadline=date(2026, 3, 15),
    ),
)


def plan(**changes: object) -> OfficialPaper:
    body = (
        text(
            "Ủy ban nhân dân xã Đồng Vàng ban hành Kế hoạch thông tin, tuyên truyền cải"
            " cách hành chính năm 2026 như sau:"
        ),
        Heading(1, "Mục đích, yêu cầu, đối tượng"),
        Heading(2, "Mục đích"),
        *bullets(
            "Nâng cao nhận thức của cán bộ, công chức và người dân về mục tiêu, ý nghĩa"
            " của cải cách hành chính."
        ),
        Heading(2, "Yêu cầu"),
        *bullets("Nội dung rõ ràng, chính xác, phù hợp với từng nhóm đối tượng."),
        Heading(2, "Đối tượng"),
        text("Cán bộ, công chức, viên chức và người dân trên địa bàn xã."),
        Heading(1, "Nội dung và hình thức"),
        *bullets(
            "Kết quả thực hiện các nội dung cải cách hành chính của xã.",
            "Trang thông tin điện tử, truyền thanh cơ sở, mạng xã hội, pano, áp phích.",
        ),
        Heading(1, "Kinh phí thực hiện"),
        text("Từ nguồn ngân sách nhà nước và các nguồn hợp pháp khác."),
        Heading(1, "Hoạt động trọng tâm"),
        task_table(PLAN_TABLE),
        Heading(1, "Tổ chức thực hiện"),
        Heading(2, "Phòng Văn hóa - Xã hội"),
        *bullets(PLAN_DUTIES[3].text, PLAN_DUTIES[4].text),
        Heading(2, "Trung tâm Phục vụ hành chính công"),
        *bullets(PLAN_DUTIES[5].text),
        Heading(2, "Các thôn, trường học trên địa bàn"),
        *bullets(PLAN_DUTIES[6].text),
        text(
            "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị"
            " phản ánh về Phòng Văn hóa - Xã hội để tổng hợp, xem xét, giải quyết."
        ),
    )
    fields: dict[str, object] = {
        "issuer": COMMUNE,
        "issuer_symbol": "UBND",
        "unit": "VHXH",
        "place": "Đồng Vàng",
        "number": 7,
        "issued_on": date(2026, 2, 5),
        "subject": "Thông tin, tuyên truyền cải cách hành chính trên địa bàn xã Đồng Vàng"
        " năm 2026",
        "bases": (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân"
            " tỉnh Lam Giang về thông tin, tuyên truyền cải cách hành chính năm 2026",
        ),
        "signature": DEPUTY,
        "recipients": (
            "UBND tỉnh (để b/c)",
            "TT. Đảng ủy, TT. HĐND xã",
            "Các cơ quan, đơn vị thuộc xã",
        ),
        "body": body,
    }
    return compose(paper_kinds()["plan"], **{**fields, **changes})


LETTER_DUTIES = (
    Duty(
        "Ủy ban nhân dân các xã, phường báo cáo kết quả thực hiện quý I năm 2026 về Sở"
        " Nội vụ trước ngày 20/3/2026.",
        ("Ủy ban nhân dân các xã, phường",),
        deadline=date(2026, 3, 20),
    ),
    Duty(
        "Các sở, ban, ngành rà soát, cập nhật chuyên mục “Cải cách hành chính” trên Trang"
        " thông tin điện tử của cơ quan, mỗi tháng có ít nhất 03 tin, bài.",
        ("Các sở, ban, ngành",),
        recurrence="monthly",
        quota=(3, "tin, bài"),
    ),
)


def letter(**changes: object) -> OfficialPaper:
    fields: dict[str, object] = {
        "issuer": "Sở Nội vụ",
        "governing_body": "UBND tỉnh Lam Giang",
        "issuer_symbol": "SNV",
        "unit": "CCHC",
        "place": "Bến Lam",
        "number": 928,
        "issued_on": date(2026, 3, 3),
        "subject": "triển khai công tác thông tin, tuyên truyền cải cách hành chính năm 2026",
        "addressees": ("Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"),
        "signature": Signature(
            "Giám đốc",
            SigningMode.FOR_HEAD,
            post="Phó Giám đốc",
            name="Trần Thị Ái Nhi",
        ),
        "recipients": ("Như trên", "UBND tỉnh (để b/c)", "Giám đốc, các PGĐ Sở"),
        "drafter": "nth",
        "copies": 30,
        "contact": (
            "Số 12 đường Bạch Đằng, phường Bến Lam; ĐT: 0203 3555 019",
            "E-mail: sonoivu@lamgiang.example; Website: snv.lamgiang.example",
        ),
        "body": (
            text(
                "Thực hiện Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân"
                " dân tỉnh về thông tin, tuyên truyền cải cách hành chính năm 2026, Sở Nội"
                " vụ đề nghị các cơ quan, địa phương thực hiện một số nội dung sau:"
            ),
            *(Clause(plain(duty.text)) for duty in LETTER_DUTIES),
            text("Đề nghị các cơ quan, địa phương quan tâm triển khai thực hiện."),
        ),
    }
    return compose(paper_kinds()["letter"], **{**fields, **changes})


def report(**changes: object) -> OfficialPaper:
    fields: dict[str, object] = {
        "issuer": COMMUNE,
        "issuer_symbol": "UBND",
        "unit": "VHXH",
        "place": "Đồng Vàng",
        "number": 113,
        "issued_on": date(2026, 6, 10),
        "subject": "Kết quả thông tin, tuyên truyền cải cách hành chính 6 tháng đầu năm 2026",
        "addressees": ("Sở Nội vụ tỉnh Lam Giang",),
        "signature": CHAIR,
        "recipients": ("TT. Đảng ủy, TT. HĐND xã",),
        "body": (
            text(
                "Thực hiện Công văn số 928/SNV-CCHC ngày 03 tháng 3 năm 2026 của Sở Nội vụ,"
                " Ủy ban nhân dân xã Đồng Vàng báo cáo kết quả như sau:"
            ),
            Heading(1, "Kết quả thực hiện"),
            text("Đã đăng 19 tin, bài; phát 46 buổi trên hệ thống truyền thanh."),
            Heading(1, "Tồn tại, hạn chế và nguyên nhân"),
            text("Số lượng người xem trực tiếp trên mạng xã hội còn ít."),
        ),
    }
    return compose(paper_kinds()["report"], **{**fields, **changes})


DECISION_DUTIES = (
    Duty(
        "Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với các cơ quan, đơn vị liên quan"
        " tổ chức thực hiện Kế hoạch, báo cáo Ủy ban nhân dân xã trước ngày 15/12/2026.",
        ("Phòng Văn hóa - Xã hội",),
        ("các cơ quan, đơn vị liên quan",),
        deadline=date(2026, 12, 15),
    ),
)


def decision(**changes: object) -> OfficialPaper:
    """A decision that issues a regulation, with chapters, articles, clauses, points."""
    regulation = Appendix(
        "Quản lý và vận hành hệ thống truyền thanh cơ sở xã Đồng Vàng",
        with_end_mark(
            number_headings(
                (
                    Division(DivisionKind.CHAPTER, "Quy định chung"),
                    Article("Phạm vi điều chỉnh, đối tượng áp dụng"),
                    Clause(
                        plain("Quy chế này quy định việc quản lý, vận hành hệ thống.")
                    ),
                    Clause(plain("Đối tượng áp dụng gồm:")),
                    Point(plain("Cơ quan, đơn vị thuộc xã;")),
                    Point(plain("Người phụ trách đài truyền thanh;")),
                    Point(plain("Trưởng các thôn;")),
                    Point(plain("Người dân trên địa bàn;")),
                    Point(plain("Tổ chức, cá nhân có liên quan.")),
                    Division(DivisionKind.CHAPTER, "Vận hành"),
                    Article("Giờ phát thanh"),
                    text("Buổi sáng từ 5 giờ 30 phút, buổi chiều từ 17 giờ."),
                )
            )
        ),
        type_name="Quy chế",
    )
    fields: dict[str, object] = {
        "issuer": COMMUNE,
        "issuer_symbol": "UBND",
        "unit": "VHXH",
        "place": "Đồng Vàng",
        "number": 215,
        "issued_on": date(2026, 4, 22),
        "subject": "Về việc ban hành Quy chế quản lý và vận hành hệ thống truyền thanh cơ"
        " sở xã Đồng Vàng",
        "bases": (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy"
            " định về hoạt động thông tin cơ sở",
            "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 31/TTr-VHXH"
            " ngày 20 tháng 4 năm 2026",
        ),
        "signature": CHAIR,
        "recipients": ("UBND tỉnh (để b/c)",),
        "appendices": (regulation,),
        "body": (
            Article(
                runs=plain(
                    "Ban hành kèm theo Quyết định này Quy chế quản lý và vận hành hệ thống"
                    " truyền thanh cơ sở xã Đồng Vàng."
                )
            ),
            Article(runs=plain(DECISION_DUTIES[0].text)),
            Article(
                runs=plain(
                    "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng HĐND và UBND,"
                    " Trưởng phòng Văn hóa - Xã hội và các tổ chức, cá nhân có liên quan"
                    " chịu trách nhiệm thi hành Quyết định này."
                )
            ),
        ),
    }
    return compose(paper_kinds()["decision"], **{**fields, **changes})


def notice(**changes: object) -> OfficialPaper:
    fields: dict[str, object] = {
        "issuer": PROVINCE,
        "issuer_symbol": "UBND",
        "place": "Lam Giang",
        "number": 1024,
        "issued_on": date(2026, 1, 9),
        "subject": "Kết quả đánh giá công tác thông tin, tuyên truyền cải cách hành chính"
        " năm 2025",
        "signature": Signature(
            "Chủ tịch",
            SigningMode.BY_ORDER,
            post="Phó Chánh Văn phòng",
            unit_head_post="Chánh Văn phòng",
            name="Phan Đăng Khoa",
        ),
        "recipients": ("Các sở, ban, ngành", "UBND các xã, phường", "Lưu: VT, NC1"),
        "body": (
            text(
                "Ủy ban nhân dân tỉnh thông báo kết quả đánh giá năm 2025 của các cơ quan,"
                " địa phương như sau:"
            ),
            Clause(plain("Hoàn thành tốt: 18 cơ quan, địa phương.")),
            Clause(plain("Chưa hoàn thành: 02 địa phương.")),
        ),
    }
    return compose(paper_kinds()["notice"], **{**fields, **changes})


def submission(**changes: object) -> OfficialPaper:
    fields: dict[str, object] = {
        "issuer": "Phòng Văn hóa - Xã hội",
        "governing_body": "Ủy ban nhân dân\nxã Đồng Vàng",
        "issuer_symbol": "VHXH",
        "place": "Đồng Vàng",
        "number": 31,
        "issued_on": date(2026, 4, 20),
        "subject": "Về việc ban hành Quy chế quản lý hệ thống truyền thanh cơ sở",
        "addressees": ("Ủy ban nhân dân xã Đồng Vàng",),
        "signature": Signature("Trưởng phòng", SigningMode.ACTING, name="Hồ Quý Ly Na"),
        "recipients": ("Như trên", "Lưu: VHXH"),
        "body": (
            text("Phòng Văn hóa - Xã hội kính trình Ủy ban nhân dân xã như sau:"),
            Heading(1, "Sự cần thiết"),
            text("Hệ thống truyền thanh được đầu tư mới từ năm 2025."),
            Heading(1, "Kiến nghị"),
            text("Kính trình Ủy ban nhân dân xã xem xét, quyết định."),
        ),
    }
    return compose(paper_kinds()["submission"], **{**fields, **changes})


def invitation(**changes: object) -> OfficialPaper:
    fields: dict[str, object] = {
        "issuer": COMMUNE,
        "issuer_symbol": "UBND",
        "place": "Đồng Vàng",
        "number": 9,
        "issued_on": date(2026, 10, 1),
        "subject": "Tập huấn kỹ năng tuyên truyền cải cách hành chính",
        "signature": CHAIR,
        "recipients": ("Thành phần mời", "Lưu: VT"),
        "body": (
            text(
                "Ủy ban nhân dân xã Đồng Vàng trân trọng kính mời: Trưởng các thôn, hiệu"
                " trưởng các trường học trên địa bàn"
            ),
            text("Tới dự lớp tập huấn kỹ năng tuyên truyền cải cách hành chính."),
            text("Chủ trì: Đồng chí Đinh Văn Ước, Phó Chủ tịch Ủy ban nhân dân xã."),
            text("Thời gian: 08 giờ 00 phút, ngày 07 tháng 10 năm 2026."),
            text("Địa điểm: Hội trường Ủy ban nhân dân xã."),
        ),
    }
    return compose(paper_kinds()["invitation"], **{**fields, **changes})


DIRECTIVE_DUTIES = (
    Duty(
        "Chủ trì theo dõi, đôn đốc việc thực hiện Chỉ thị này, định kỳ hàng quý báo cáo Ủy"
        " ban nhân dân tỉnh.",
        ("Sở Nội vụ",),
        recurrence="quarterly",
    ),
    Duty(
        "Tăng cường đưa tin, bài về cải cách hành chính trên Trang thông tin điện tử của"
        " địa phương.",
        ("Ủy ban nhân dân các xã, phường",),
    ),
)


def directive(**changes: object) -> OfficialPaper:
    fields: dict[str, object] = {
        "issuer": PROVINCE,
        "issuer_symbol": "UBND",
        "place": "Lam Giang",
        "number": 3,
        "issued_on": date(2026, 2, 11),
        "subject": "Về việc tăng cường thông tin, tuyên truyền cải cách hành chính",
        "signature": CHAIR,
        "recipients": ("Các sở, ban, ngành", "UBND các xã, phường", "Lưu: VT, NC1"),
        "body": (
            text(
                "Để nâng cao hiệu quả công tác thông tin, tuyên truyền cải cách hành chính,"
                " Ủy ban nhân dân tỉnh yêu cầu:"
            ),
            Heading(2, "Sở Nội vụ"),
            *bullets(DIRECTIVE_DUTIES[0].text),
            Heading(2, "Ủy ban nhân dân các xã, phường"),
            *bullets(DIRECTIVE_DUTIES[1].text),
        ),
    }
    return compose(paper_kinds()["directive"], **{**fields, **changes})


def minutes(**changes: object) -> OfficialPaper:
    fields: dict[str, object] = {
        "issuer": COMMUNE,
        "issuer_symbol": "UBND",
        "place": "Đồng Vàng",
        "number": 2,
        "issued_on": date(2026, 7, 2),
        "subject": "Họp giao ban công tác thông tin, tuyên truyền quý II năm 2026",
        "signature": Signature("Chủ trì", name="Đinh Văn Ước"),
        "secretary": Signature("Thư ký", name="Võ Thị Như Ý"),
        "recipients": ("Các đơn vị dự họp", "Lưu: VT"),
        "body": (
            text("Thời gian bắt đầu: 08 giờ 00 phút, ngày 02 tháng 7 năm 2026."),
            text("Địa điểm: Phòng họp số 1."),
            text("Thành phần tham dự: lãnh đạo các cơ quan, đơn vị thuộc xã."),
            text("Nội dung: đánh giá kết quả quý II, nhiệm vụ quý III."),
            text("Cuộc họp kết thúc vào 10 giờ 30 phút, ngày 02 tháng 7 năm 2026."),
        ),
    }
    return compose(paper_kinds()["minutes"], **{**fields, **changes})


# Kind → how to write one, and the tasks that it gives.
PAPERS = {
    "decision": (decision, DECISION_DUTIES),
    "directive": (directive, DIRECTIVE_DUTIES),
    "invitation": (invitation, ()),
    "letter": (letter, LETTER_DUTIES),
    "minutes": (minutes, ()),
    "notice": (notice, ()),
    "plan": (plan, PLAN_DUTIES),
    "report": (report, ()),
    "submission": (submission, ()),
}
