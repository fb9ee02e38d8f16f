"""Papers of the genre without a fault, made afresh from a seed; every name is invented."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from loa.domain.docreader import read

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PLACES = (
    "Bình An",
    "Sông Lâm",
    "Lợi Hà",
    "Vĩnh Trạch",
    "Tân Khánh Đông",
    "An Lương",
    "Đức Thuận",
)
NAMES = ("Trần Minh Khoa", "Lê Thị Hồng Vân", "Phạm Thu Hà", "Nguyễn Đức Long")
OFFICES = (
    "Phòng Nội vụ",
    "Phòng Tài chính - Kế hoạch",
    "Phòng Văn hóa và Thông tin",
    "Phòng Tư pháp",
    "Trung tâm Văn hóa - Thể thao",
    "Văn phòng HĐND và UBND",
)
SENTENCES = (
    "Nâng cao nhận thức của cán bộ, công chức, viên chức và Nhân dân về cải cách thủ tục hành chính.",
    "Tăng cường tuyên truyền việc sử dụng dịch vụ công trực tuyến và dịch vụ bưu chính công ích trong giải quyết thủ tục hành chính.",
    "Bảo đảm thông tin, tuyên truyền kịp thời, đầy đủ, gắn với nhiệm vụ phát triển kinh tế - xã hội của địa phương.",
    "Kịp thời phê bình nơi có biểu hiện nhũng nhiễu, phiền hà đối với người dân và doanh nghiệp.",
    "Đẩy mạnh ứng dụng công nghệ thông tin, chuyển đổi số trong hoạt động của cơ quan nhà nước.",
    "Phát huy vai trò giám sát của Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội.",
    "Xây dựng chuyên trang, chuyên mục trên trang thông tin điện tử (kể cả mạng xã hội) của cơ quan, đơn vị.",
    "Biểu dương tập thể, cá nhân làm tốt theo chủ đề “Kỷ cương, trách nhiệm, sáng tạo, hiệu quả”.",
    "Rà soát, bổ sung cơ sở dữ liệu quốc gia về dân cư phục vụ cải cách hành chính nhà nước.",
    "Thực hiện nghiêm cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính.",
    "Tổ chức tập huấn nghiệp vụ cho đội ngũ cán bộ, công chức làm công tác cải cách hành chính.",
    "Lồng ghép nội dung tuyên truyền vào các hội nghị phổ biến, giáo dục pháp luật.",
)
TASKS = (
    "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan theo dõi, đôn đốc việc thực hiện Kế hoạch này.",
    "Tổng hợp kết quả thực hiện, báo cáo Ủy ban nhân dân {level} theo quy định.",
    "Bố trí kinh phí thực hiện theo quy định của Luật Ngân sách nhà nước.",
    "Xây dựng các tin, bài về cải cách hành chính trên trang thông tin điện tử.",
    "Hướng dẫn các cơ quan, đơn vị sử dụng nền tảng số dùng chung.",
    "Hằng tháng có ít nhất 02 tin, bài về công tác cải cách hành chính.",
)
_LETTERS = "abcdđeghiklm"


@dataclass(frozen=True, slots=True)
class Paper:
    """A text and what a fault may want to know of it."""

    text: str
    place: str
    level: str
    issued_on: date


def words_of(day: date) -> str:
    """A day as the letterhead has it: the day with a zero below 10, January and February too."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _short(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def plan(rng: random.Random) -> Paper:
    """A plan: bases, aims, a table, what each office does, recipients, signature."""
    place, level = rng.choice(PLACES), rng.choice(("tỉnh", "huyện", "thị xã", "xã"))
    issued = date(2025, 1, 10) + timedelta(days=rng.randrange(330))
    above = issued - timedelta(days=rng.randrange(20, 200))
    own = issued - timedelta(days=rng.randrange(3, 18))
    due = issued + timedelta(days=rng.randrange(20, 60))
    number, first, second = (rng.randrange(11, 400) for _ in range(3))
    sentences = rng.sample(SENTENCES, 8)
    offices = rng.sample(OFFICES, 4)
    tasks = rng.sample(TASKS, 6)
    year = issued.year
    lines = [
        f"ỦY BAN NHÂN DÂN\n{level.upper()} {place.upper()}",
        NATION,
        f"Số: {number}/KH-UBND",
        f"{place}, {words_of(issued)}",
        "KẾ HOẠCH",
        f"Tuyên truyền cải cách hành chính trên địa bàn {level} {place} năm {year}",
        f"Căn cứ Nghị quyết số {first}/NQ-CP ngày {_short(above)} của Chính phủ về cải cách hành chính;",
        f"Căn cứ Quyết định số {second}/QĐ-UBND ngày {_short(own)} của UBND {level} {place} về việc ban hành Chương trình công tác năm {year};",
        f"Ủy ban nhân dân {level} {place} ban hành Kế hoạch tuyên truyền cải cách hành chính (sau đây viết tắt là CCHC) năm {year} như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        *(f"- {sentence}" for sentence in sentences[:3]),
        "2. Yêu cầu",
        *(f"- {sentence}" for sentence in sentences[3:6]),
        "II. NỘI DUNG",
        f"1. Tuyên truyền Nghị quyết số {first}/NQ-CP ngày {_short(above)} của Chính phủ và kết quả CCHC của {level} {place}.",
        f"2. {sentences[6]}",
        f"3. {sentences[7]}",
        _table(rng, offices),
        "III. TỔ CHỨC THỰC HIỆN",
        f"1. {offices[0]} {level} {place}",
        *(
            f"{_LETTERS[at]}) {task.format(level=level)}"
            for at, task in enumerate(tasks)
        ),
        f"2. {offices[1]} {level} {place}",
        f"Gửi kế hoạch của đơn vị về {offices[0]} trước {words_of(due)}.",
        f"3. {offices[2]} {level} {place}",
        "- Phối hợp với các cơ quan, đơn vị tuyên truyền trên hệ thống truyền thanh cơ sở.",
        f"Trong quá trình thực hiện Kế hoạch này, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị báo cáo Ủy ban nhân dân {level} (qua {offices[0]}) để xem xét, giải quyết./.",
        "Nơi nhận:",
        f"- Thường trực HĐND {level};\n- CT, các PCT UBND {level};\n- Các cơ quan, đơn vị liên quan;\n- {offices[3]};\n- Lưu: VT, NV.",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        rng.choice(NAMES),
    ]
    return Paper("\n\n".join(lines) + "\n", place, level, issued)


def _table(rng: random.Random, offices: list[str]) -> str:
    figures = [rng.randrange(2, 60) for _ in range(4)]
    rows = [
        f"{at}\t{office}\t{figures[at - 1]}" for at, office in enumerate(offices, 1)
    ]
    return "\n".join(
        ["TT\tCơ quan\tSố tin, bài", *rows, f"Tổng cộng\t\t{sum(figures)}"]
    )


def letter(rng: random.Random) -> Paper:
    """A letter: V/v, Kính gửi, numbered requests."""
    place, level = rng.choice(PLACES), "huyện"
    issued = date(2024, 1, 10) + timedelta(days=rng.randrange(330))
    above = issued - timedelta(days=rng.randrange(10, 200))
    due = issued + timedelta(days=rng.randrange(10, 40))
    number, first = rng.randrange(11, 900), rng.randrange(11, 900)
    sentences = rng.sample(SENTENCES, 4)
    lines = [
        f"ỦY BAN NHÂN DÂN\nHUYỆN {place.upper()}",
        NATION,
        f"Số: {number}/UBND-NV",
        f"{place}, {words_of(issued)}",
        f"V/v tuyên truyền cải cách hành chính năm {issued.year}",
        "Kính gửi:",
        "- Các phòng chuyên môn;\n- Ủy ban nhân dân các xã, thị trấn.",
        f"Thực hiện Công văn số {first}/UBND-NC ngày {_short(above)} của Ủy ban nhân dân tỉnh về việc tuyên truyền cải cách hành chính, Ủy ban nhân dân huyện {place} yêu cầu:",
        f"1. {sentences[0]}",
        f"2. {sentences[1]}",
        f"3. {sentences[2]}",
        f"4. {sentences[3]} Báo cáo kết quả về Phòng Nội vụ huyện {place} trước ngày {_short(due)}.",
        "Yêu cầu các cơ quan, đơn vị, địa phương triển khai thực hiện Công văn này./.",
        "Nơi nhận:",
        "- Như trên;\n- Thường trực Huyện ủy;\n- Lưu: VT, NV.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        rng.choice(NAMES),
    ]
    return Paper("\n\n".join(lines) + "\n", place, level, issued)


def paper(rng: random.Random) -> Paper:
    """One of the kinds above."""
    return plan(rng) if rng.random() < 0.75 else letter(rng)


def paper_of(text: str) -> Paper | None:
    """A real paper to plant faults in; None without a place and a day to know."""
    document = read(text)
    if document.place is None or document.issued_on is None:
        return None
    levels = ("tỉnh", "thành phố", "huyện", "thị xã", "xã", "phường")
    level = next(
        (one for one in levels if f"{one} {document.place}" in document.text), "tỉnh"
    )
    return Paper(document.text, document.place, level, document.issued_on)
