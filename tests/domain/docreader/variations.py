"""Papers made up by rule, with what they say known from the start.

One paper is a choice of words (who, what, with whom, by when) and a choice of looks
(letterhead, marks, order words, tables, line ends). All names of places are invented.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

PLACES = ["Bình An", "Song Lâm", "Lợi Hà", "Đông Thái", "Kim Sơn Hạ", "Vĩnh Trà"]
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Võ", "Huỳnh"]
GIVEN = ["Văn An", "Thị Bích", "Đức Mạnh", "Quốc Khánh", "Thị Ngọc Hà", "Minh", "Ánh"]

BODIES = {
    "province": [
        "Sở Nội vụ",
        "Sở Tài chính",
        "Sở Khoa học và Công nghệ",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Nông nghiệp và Môi trường",
        "Sở Giáo dục và Đào tạo",
        "Văn phòng UBND tỉnh",
        "Thanh tra tỉnh",
        "Công an tỉnh",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "Báo và Phát thanh, Truyền hình tỉnh",
        "Ban Quản lý các khu công nghiệp tỉnh",
        "Bảo hiểm xã hội tỉnh",
        "Thuế tỉnh",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Tỉnh đoàn",
        "Hội Liên hiệp Phụ nữ tỉnh",
        "Liên đoàn Lao động tỉnh",
    ],
    "district": [
        "Phòng Nội vụ",
        "Phòng Văn hóa và Thông tin",
        "Phòng Tài chính - Kế hoạch",
        "Phòng Tư pháp",
        "Văn phòng HĐND và UBND huyện",
        "Trung tâm Văn hóa - Thông tin và Thể thao huyện",
        "Trung tâm Truyền thông - Văn hóa - Thể thao",
        "Thanh tra huyện",
        "Công an huyện",
        "Bưu điện huyện",
        "Huyện đoàn",
    ],
    "commune": [
        "Văn phòng HĐND và UBND xã",
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế",
        "Trung tâm Phục vụ hành chính công xã",
        "Trung tâm Dịch vụ tổng hợp xã",
        "Công an xã",
        "Ban Chỉ huy Quân sự xã",
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
        "Đoàn Thanh niên xã",
        "Trạm Y tế xã",
    ],
}
GROUPS = {
    "province": [
        "Các sở, ban, ngành",
        "UBND các xã, phường",
        "Các cơ quan, đơn vị liên quan",
        "Các tổ chức chính trị - xã hội tỉnh",
        "Thủ trưởng các cơ quan, đơn vị",
    ],
    "district": [
        "Các phòng, ban chuyên môn thuộc UBND huyện",
        "UBND các xã, thị trấn",
        "Các cơ quan, đơn vị, địa phương",
        "Thủ trưởng các cơ quan, đơn vị",
    ],
    "commune": [
        "Các cơ quan, đơn vị thuộc UBND xã",
        "Các thôn, tổ dân phố",
        "Các trường học trên địa bàn",
    ],
}
HEADS = {
    "province": ("ỦY BAN NHÂN DÂN\nTỈNH {}", "UBND tỉnh", "KH-UBND"),
    "district": ("ỦY BAN NHÂN DÂN\nHUYỆN {}", "UBND huyện", "KH-UBND"),
    "commune": ("ỦY BAN NHÂN DÂN\nXÃ {}", "UBND xã", "KH-UBND"),
}
ACTS = [
    "tham mưu ban hành kế hoạch tuyên truyền cải cách hành chính",
    "đăng tải tin, bài về cải cách hành chính trên Trang thông tin điện tử",
    "tổ chức tập huấn nghiệp vụ cải cách hành chính cho cán bộ, công chức",
    "rà soát, công khai thủ tục hành chính tại Bộ phận Một cửa",
    "xây dựng chuyên mục cải cách hành chính trên hệ thống truyền thanh",
    "phổ biến Chỉ số cải cách hành chính đến toàn thể công chức, viên chức",
    "tuyên truyền dịch vụ công trực tuyến đến người dân, doanh nghiệp",
    "đôn đốc, kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính",
    "biên soạn tài liệu hỏi đáp về dịch vụ công trực tuyến",
    "vận động đoàn viên, hội viên nộp hồ sơ trực tuyến",
    "bố trí kinh phí thực hiện nhiệm vụ theo phân cấp ngân sách",
    "nhân rộng mô hình hay, sáng kiến mới về cải cách hành chính",
]
# The words, the day, the recurrence, the quota (count, per).
TIMES = [
    (", hoàn thành trước ngày {d:02d}/{m}/{y}", "day", None),
    (", chậm nhất ngày {d:02d} tháng {m} năm {y}", "day", None),
    (", xong trong tháng {m}/{y}", "month", None),
    (", hoàn thành trong quý {q}/{y}", "quarter", None),
    (" hằng tháng", "monthly", None),
    (" hàng quý", "quarterly", None),
    ("; hằng năm tổ chức đánh giá kết quả", "annual", None),
    ("; mỗi tháng có ít nhất {n:02d} tin, bài", "monthly", "month"),
    ("; mỗi quý có tối thiểu {n:02d} bài viết", "quarterly", "quarter"),
]
CELL_TIMES = [
    ("Trước {d:02d}/{m}/{y}", "day"),
    ("{d:02d}/{m:02d}/{y}", "day"),
    ("Tháng {m}/{y}", "month"),
    ("Quý {q}/{y}", "quarter"),
    ("Trong năm {y}", "year"),
    ("Năm {y}", "year"),
    ("Thường xuyên", "regular"),
    ("Hằng tháng", "monthly"),
    ("Hàng quý", "quarterly"),
    ("Hằng năm", "annual"),
]
SYMBOLS = {
    "plan": "KH-UBND",
    "directive": "CT-UBND",
    "letter": "UBND-NC",
    "decision": "QĐ-UBND",
}
TYPES = {
    "plan": "Kế hoạch",
    "directive": "Chỉ thị",
    "letter": "Công văn",
    "decision": "Quyết định",
}
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
LETTERS = "abcdđeghiklm"
LAST = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31}
LAST |= {11: 30, 12: 31}


@dataclass
class Duty:
    """A task as it is meant."""

    text: str
    lead: list[str]
    coordinate: list[str] = field(default_factory=list)
    deadline: str | None = None
    recurrence: str | None = None
    quota: tuple[int, str] | None = None


@dataclass
class Paper:
    """A text and what it says."""

    text: str
    looks: dict[str, str]
    number: str | None
    issuer: str | None
    place: str | None
    date: str | None
    type: str
    subject: str
    bases: list[str]
    to: list[str]
    cc: list[str]
    signer: str
    duties: list[Duty]


def make(seed: int) -> Paper:
    """The paper of a seed, always the same."""
    return _Maker(random.Random(seed)).paper()


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.level = chance.choice(list(BODIES))
        self.place = chance.choice(PLACES)
        self.year = chance.choice([2024, 2025, 2026])
        self.looks = {
            "head": chance.choice(["rows", "one", "grid", "bars"]),
            "form": chance.choice(
                ["bullets", "bullets", "run-on", "labels", "table", "behind", "ordered"]
            ),
            "bullet": chance.choice(["- ", "+ ", "• ", "letters", "deep", "none"]),
            "heading": chance.choice(["1. ", "1. bold", "caps", "plain:", "article"]),
            "order": chance.choice(["", "", "Giao ", "Đề nghị ", "Yêu cầu "]),
            "wrap": chance.choice(["none", "none", "hard"]),
            "table": chance.choice(["grid", "tabs", "cells"]),
            "blank": chance.choice(["yes", "yes", "no"]),
            "kind": chance.choice(["plan", "plan", "directive", "letter", "decision"]),
            "sign": chance.choice(["below", "bars", "post first", "bare"]),
        }

    # --- the words ---------------------------------------------------------------------

    def bodies(self, count: int) -> list[str]:
        return self.chance.sample(BODIES[self.level], count)

    def group(self) -> str:
        return self.chance.choice(GROUPS[self.level])

    def act(self) -> str:
        return self.chance.choice(ACTS)

    def when(self, times: list[tuple[str, ...]], duty: Duty) -> str:
        """Words for a time; writes what they mean into the duty."""
        words, kind, *rest = self.chance.choice(times)
        day, month, count = (
            self.chance.randint(1, 28),
            self.chance.randint(2, 12),
            self.chance.randint(1, 9),
        )
        quarter = (month + 2) // 3
        year = self.year + 1
        if kind == "day":
            duty.deadline = f"{year}-{month:02d}-{day:02d}"
        elif kind == "month":
            last = 29 if (month, year % 4) == (2, 0) else LAST[month]
            duty.deadline = f"{year}-{month:02d}-{last}"
        elif kind == "quarter":
            duty.deadline = f"{year}-{3 * quarter:02d}-{LAST[3 * quarter]}"
        elif kind == "year":
            duty.deadline = f"{year}-12-31"
        else:
            duty.recurrence = kind
        if duty.deadline:
            duty.recurrence = "once"
        if rest and rest[0]:
            duty.quota = (count, str(rest[0]))
        return words.format(d=day, m=month, y=year, q=ROMAN[quarter], n=count)

    def joining(self, lead: list[str]) -> tuple[str, list[str]]:
        """ "phối hợp với …" and who is meant."""
        if self.chance.random() < 0.4:
            return "", []
        names = [b for b in self.bodies(self.chance.randint(1, 2)) if b not in lead]
        if self.chance.random() < 0.4:
            group = self.group()
            if not group.startswith("UBND"):
                group = group[0].lower() + group[1:]
            names.append(group)
        taken = {name.casefold() for name in lead}
        names = [name for name in names if name.casefold() not in taken]
        if not names:
            return "", []
        how = self.chance.choice(["phối hợp với", "phối hợp chặt chẽ với", "phối hợp"])
        return f"chủ trì, {how} {_listed(names)} ", names

    def duty(self, lead: list[str], *, timed: bool = True) -> Duty:
        words, names = self.joining(lead)
        duty = Duty("", lead, names)
        act = self.act()
        text = words + act
        if timed and self.chance.random() < 0.5:
            text += self.when(TIMES, duty)
        duty.text = text[0].upper() + text[1:] + "."
        return duty

    # --- the looks ---------------------------------------------------------------------

    def tasks(self) -> tuple[str, list[Duty]]:
        form = self.looks["form"]
        if form == "table":
            return self.table()
        if form == "labels":
            return self.labels()
        parts, duties = [], []
        for number in range(1, self.chance.randint(3, 6)):
            lead = [self.group()] if self.chance.random() < 0.3 else self.bodies(1)
            if self.chance.random() < 0.15:
                lead = self.bodies(2)
            part, found = self.part(form, number, lead)
            parts.append(part)
            duties += found
        return self.gap().join(parts), duties

    def part(self, form: str, number: int, lead: list[str]) -> tuple[str, list[Duty]]:
        name = _listed(lead)
        order = self.looks["order"]
        said = order + (name if not order else _inside(name))
        if order:
            lead = [_inside(one) for one in lead]
        if form == "run-on":
            duty = self.duty(lead)
            duty.text = said + " " + duty.text[0].lower() + duty.text[1:]
            return f"{number}. {duty.text}", [duty]
        if form == "ordered":
            duty = self.duty([_inside(one) for one in lead])
            words = self.chance.choice(["Giao", "Đề nghị", "Yêu cầu"])
            duty.text = f"{words} {_inside(name)} {duty.text[0].lower()}{duty.text[1:]}"
            return f"{number}. {duty.text}", [duty]
        if form == "behind":
            duty = self.duty(lead)
            return f"{number}. {said}: {duty.text}", [duty]
        duties = [self.duty(lead) for _ in range(self.chance.randint(1, 3))]
        heading = self.heading(number, said)
        return self.gap().join(
            [heading, *(self.bullet(number, at, d) for at, d in enumerate(duties))]
        ), duties

    def heading(self, number: int, name: str) -> str:
        look = self.looks["heading"]
        if look == "1. bold":
            return f"**{number}. {name}**"
        if look == "article":
            return f"Điều {number}. {name}"
        if look == "plain:":
            return f"{name}:"
        colon = self.chance.choice(["", ":"])
        return f"{number}. {name}{colon}"

    def bullet(self, number: int, at: int, duty: Duty) -> str:
        look = self.looks["bullet"]
        if look == "letters":
            return f"{LETTERS[at]}) {duty.text}"
        if look == "deep":
            if self.looks["heading"] in ("article", "plain:"):
                return f"- {duty.text}"
            return f"{number}.{at + 1}. {duty.text}"
        if look == "none":
            return duty.text
        return f"{look}{duty.text}"

    def labels(self) -> tuple[str, list[Duty]]:
        names = self.chance.choice(
            [
                (
                    "Nội dung",
                    "Đơn vị chủ trì",
                    "Đơn vị phối hợp",
                    "Thời gian thực hiện",
                ),
                (
                    "Nhiệm vụ",
                    "Cơ quan chủ trì",
                    "Cơ quan phối hợp",
                    "Thời gian hoàn thành",
                ),
                (None, "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời hạn"),
                (None, "Chủ trì", "Phối hợp", "Thời gian"),
            ]
        )
        mark = self.chance.choice(["- ", "+ ", ""])
        parts, duties = [], []
        for number in range(1, self.chance.randint(3, 5)):
            duty = Duty("", self.bodies(1), [])
            act = self.act()
            duty.text = act[0].upper() + act[1:]
            lines = [f"{number}. {duty.text}" + ("" if mark else ".")]
            if names[0]:
                lines = [
                    f"{number}. Nhiệm vụ thứ {number}",
                    f"{mark}{names[0]}: {duty.text}.",
                ]
            lines.append(f"{mark}{names[1]}: {duty.lead[0]}.")
            if self.chance.random() < 0.7:
                duty.coordinate = [b for b in self.bodies(2) if b not in duty.lead] or [
                    self.group()
                ]
                lines.append(f"{mark}{names[2]}: {_listed(duty.coordinate)}.")
            lines.append(f"{mark}{names[3]}: {self.when(CELL_TIMES, duty)}.")
            parts.append(self.gap().join(lines))
            duties.append(duty)
        return self.gap().join(parts), duties

    def table(self) -> tuple[str, list[Duty]]:
        head = [
            self.chance.choice(["STT", "TT", "Số TT"]),
            self.chance.choice(
                [
                    "Nội dung",
                    "Nhiệm vụ",
                    "Nội dung công việc",
                    "Nội dung nhiệm vụ",
                    "Hoạt động",
                ]
            ),
            self.chance.choice(
                [
                    "Cơ quan chủ trì",
                    "Đơn vị chủ trì",
                    "Chủ trì",
                    "Đơn vị thực hiện",
                    "Cơ quan thực hiện",
                    "Cơ quan, đơn vị chủ trì",
                ]
            ),
            self.chance.choice(["Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp"]),
            self.chance.choice(
                [
                    "Thời gian hoàn thành",
                    "Thời gian thực hiện",
                    "Thời gian",
                    "Thời hạn",
                    "Tiến độ",
                ]
            ),
        ]
        with_product = self.chance.random() < 0.4
        if with_product:
            head.append(
                self.chance.choice(
                    ["Sản phẩm", "Kết quả", "Ghi chú", "Sản phẩm đầu ra"]
                )
            )
        rows, duties = [], []
        for number in range(1, self.chance.randint(3, 6)):
            duty = Duty("", self.bodies(1), [])
            act = self.act()
            duty.text = act[0].upper() + act[1:]
            names = [b for b in self.bodies(2) if b not in duty.lead]
            duty.coordinate = names or [self.group()]
            separator = self.chance.choice(["; ", ", "])
            row = [
                str(number),
                duty.text,
                duty.lead[0],
                separator.join(duty.coordinate),
                self.when(CELL_TIMES, duty),
            ]
            if with_product:
                row.append("Kế hoạch")
            rows.append(row)
            duties.append(duty)
        return self.drawn([head, *rows]), duties

    def drawn(self, rows: list[list[str]]) -> str:
        look = self.looks["table"]
        if look == "tabs":
            return "\n".join("\t".join(row) for row in rows)
        if look == "grid":
            lines = ["| " + " | ".join(row) + " |" for row in rows]
            lines.insert(1, "|" + " --- |" * len(rows[0]))
            return "\n".join(lines)
        return "|\n" + "\n|\n|\n".join("\n|\n".join(row) for row in rows) + "\n|\n"

    def gap(self) -> str:
        return "\n\n" if self.looks["blank"] == "yes" else "\n"

    def paper(self) -> Paper:
        chance, kind = self.chance, self.looks["kind"]
        body, acting, _ = HEADS[self.level]
        office = body.format(self.place.upper())
        symbol = SYMBOLS[kind]
        number = str(chance.randint(1, 900)).zfill(2) if chance.random() < 0.8 else None
        day, month = chance.randint(1, 28), chance.randint(1, 12)
        dated = chance.random() < 0.8
        printed_number = f"Số: {number}/{symbol}" if number else f"Số:      /{symbol}"
        printed_day = (
            f"{self.place}, ngày {day:02d} tháng {month:02d} năm {self.year}"
            if dated
            else f"{self.place}, ngày     tháng {month:02d} năm {self.year}"
        )
        tasks, duties = self.tasks()
        if self.looks["form"] != "table":
            tasks = self.wrapped(tasks)
        bases = [f"{chance.randint(10, 99)}/KH-UBND", f"{chance.randint(10, 99)}/NQ-CP"]
        subject = f"Tuyên truyền cải cách hành chính năm {self.year + 1}"
        if kind == "letter":
            subject = f"V/v tuyên truyền cải cách hành chính năm {self.year + 1}"
        to = ["Các cơ quan, đơn vị trực thuộc", "UBND các xã, phường"]
        cc = [
            "Như trên",
            f"Thường trực HĐND {acting[5:]}",
            "Các cơ quan, đơn vị",
            "Lưu: VT",
        ]
        signer = f"{chance.choice(SURNAMES)} {chance.choice(GIVEN)}"
        head = self.letterhead(office, printed_number, printed_day, subject)
        last = (
            "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị báo cáo "
            f"{acting} xem xét, quyết định./."
        )
        parts = {
            "plan": self.plan,
            "directive": self.directive,
            "letter": self.letter,
            "decision": self.decision,
        }[kind](head, subject, bases, tasks, last, self.signed(cc, signer), to)
        return Paper(
            self.gap().join(parts) + "\n",
            self.looks,
            f"{number}/{symbol}" if number else None,
            office.replace("\n", " "),
            self.place,
            f"{self.year}-{month:02d}-{day:02d}" if dated else None,
            TYPES[kind],
            subject,
            bases,
            to if kind == "letter" else [],
            cc,
            signer,
            duties,
        )

    # --- the kinds of paper ------------------------------------------------------------

    def grounds(self, bases: list[str]) -> str:
        return (
            f"Thực hiện Kế hoạch số {bases[0]} ngày 15/01/{self.year} của UBND cấp trên và "
            f"Nghị quyết số {bases[1]} ngày 15/7/2021 của Chính phủ"
        )

    def sections(self, tasks: str) -> list[str]:
        return [
            "I. MỤC ĐÍCH, YÊU CẦU",
            "- Nâng cao nhận thức, trách nhiệm của cán bộ, công chức về cải cách hành chính.",
            "- Bảo đảm công khai, minh bạch, thiết thực, hiệu quả.",
            "II. TỔ CHỨC THỰC HIỆN",
            tasks,
        ]

    def plan(self, head, subject, bases, tasks, last, signed, to) -> list[str]:
        acting = HEADS[self.level][1]
        opening = f"{self.grounds(bases)}, {acting} ban hành Kế hoạch như sau:"
        title = [head, "KẾ HOẠCH", subject, self.wrapped(opening)]
        return [*title, *self.sections(tasks), last, signed]

    def directive(self, head, subject, bases, tasks, last, signed, to) -> list[str]:
        acting = HEADS[self.level][1]
        opening = f"{self.grounds(bases)}, Chủ tịch {acting} yêu cầu:"
        return [head, "CHỈ THỊ", subject, self.wrapped(opening), tasks, last, signed]

    def letter(self, head, subject, bases, tasks, last, signed, to) -> list[str]:
        acting = HEADS[self.level][1]
        addressed = "Kính gửi:\n" + "\n".join(f"- {one};" for one in to)[:-1] + "."
        opening = f"{self.grounds(bases)}, {acting} yêu cầu:"
        return [head, addressed, self.wrapped(opening), tasks, last, signed]

    def decision(self, head, subject, bases, tasks, last, signed, to) -> list[str]:
        body, acting, _ = HEADS[self.level]
        return [
            head,
            "QUYẾT ĐỊNH",
            subject,
            "CHỦ TỊCH " + body.format(self.place.upper()).replace("\n", " "),
            f"Căn cứ Kế hoạch số {bases[0]} ngày 15/01/{self.year} của UBND cấp trên;",
            f"Căn cứ Nghị quyết số {bases[1]} ngày 15/7/2021 của Chính phủ;",
            "QUYẾT ĐỊNH:",
            f"Điều 1. Ban hành kèm theo Quyết định này Kế hoạch của {acting}.",
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
            "Điều 3. Chánh Văn phòng, Thủ trưởng các cơ quan, đơn vị chịu trách nhiệm thi hành Quyết định này./.",
            signed,
            "KẾ HOẠCH",
            "TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH",
            f"(Ban hành kèm theo Quyết định của Chủ tịch {acting})",
            *self.sections(tasks),
        ]

    def signed(self, cc: list[str], signer: str) -> str:
        """The recipients and the signature, one way or another."""
        look = self.looks["sign"]
        recipients = "Nơi nhận:\n" + "\n".join(f"- {one};" for one in cc)[:-1] + "."
        post = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
        if look == "bare":
            post = "CHỦ TỊCH"
        if look == "bars":
            return f"|\n{recipients}\n|\n{post}\n{signer}\n|\n"
        if look == "post first":
            return f"{post}\n\n{recipients}\n\n{signer}"
        return f"{recipients}\n\n{post}\n\n{signer}"

    def letterhead(self, office: str, number: str, day: str, subject: str) -> str:
        motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        look = self.looks["head"]
        if self.looks["kind"] == "letter":
            number = (
                f"{number}<br>{subject}" if look == "grid" else f"{number}\n{subject}"
            )
        if look == "rows":
            return f"{office}\n\n{motto}\n\n{number}\n\n{day}"
        if look == "one":
            return f"{motto}\n\n{office}\n\n{number}\n\n{day}"
        left, right = office.split("\n"), motto.split("\n")
        if look == "grid":
            return (
                f"| {' '.join(left)} | {' '.join(right)} |\n| --- | --- |\n"
                f"| {number} | {day} |"
            ).replace("<br>", " |  |\n| ")
        return f"|\n{office}\n|\n{motto}\n|\n|\n{number}\n|\n{day}\n|\n"

    def wrapped(self, text: str) -> str:
        if self.looks["wrap"] == "none":
            return text
        return "\n".join(
            "\n".join(textwrap.wrap(line, 78, break_long_words=False)) if line else ""
            for line in text.split("\n")
        )


def _inside(name: str) -> str:
    """The name as it stands inside a sentence."""
    if name.startswith(("Các ", "Thủ trưởng")):
        return name[0].lower() + name[1:] if name.startswith("Các ") else name
    return name


def _listed(names: list[str]) -> str:
    """ "A, B và C"; a name with a comma inside wants semicolons."""
    if len(names) == 1:
        return names[0]
    return "; ".join(names) if any("," in n for n in names) else ", ".join(names)
