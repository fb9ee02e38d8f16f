"""What happened in the demo province: records, late ones, missing ones, doubts.

The year is told as a list of happenings in the order of their moments, each carried
out by the product's own services at that moment. Everything is drawn from one seed,
so that two installations on one day show the same province.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from loa.cli._demo.province import COMMUNES, HOST
from loa.domain.periods import Period, PeriodKind, WindowRule, period_containing
from loa.domain.text import fold

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SEED = 20260120

TITLES = [
    ("procedures", "12 thủ tục hộ tịch làm trọn vẹn qua mạng, không phải tới trụ sở"),
    ("procedures", "Trả kết quả hộ tịch qua bưu chính tới tận thôn"),
    ("procedures", "Hướng dẫn chứng thực bản sao điện tử từ bản chính"),
    ("procedures", "Ngày thứ Bảy giải quyết hồ sơ đất đai cho người dân"),
    ("procedures", "Công khai thủ tục mới sửa đổi trong lĩnh vực bảo trợ xã hội"),
    ("digital", "Lợi ích của dịch vụ công trực tuyến toàn trình"),
    ("digital", "Tổ công nghệ số cộng đồng đến từng nhà giúp cài VNeID"),
    ("digital", "Thanh toán phí, lệ phí trực tuyến: làm thế nào cho đúng"),
    ("digital", "Chữ ký số cá nhân miễn phí khi nộp hồ sơ trực tuyến"),
    ("direction", "Xã đặt chỉ tiêu nâng chỉ số cải cách hành chính"),
    ("direction", "Kiểm tra cải cách hành chính tại Trung tâm Phục vụ hành chính công"),
    ("institutions", "Phổ biến quy định mới về thủ tục đăng ký kinh doanh hộ cá thể"),
    ("civil_service", "Nụ cười công sở: thái độ phục vụ người dân là thước đo"),
    ("civil_service", "Siết kỷ luật, kỷ cương hành chính trong giờ làm việc"),
    ("organisation", "Sau sắp xếp bộ máy: người dân liên hệ nơi nào"),
    ("public_finance", "Công khai ngân sách xã trên Trang thông tin điện tử"),
]

# How a commune works: news items a month (least, most), chance of being late, remarks.
STEADY, SLOW, FORGETFUL = (2, 3, 0.02), (2, 2, 0.45), (0, 2, 0.25)
HABITS = {"khesay": FORGETFUL, "condua": SLOW, "yenlach": SLOW, "suoida": (1, 3, 0.1)}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that somebody does at a moment."""

    at: datetime
    act: str
    slug: str
    values: dict[str, object]


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in Vietnam."""
    return datetime.combine(day, time(hour, minute), VIETNAM)


def periods_told(today: date) -> tuple[Period, Period]:
    """The two reporting quarters that the demo tells: the one before, and the running."""
    running = period_containing(WindowRule.LAW, PeriodKind.QUARTER, today)
    before = period_containing(
        WindowRule.LAW, PeriodKind.QUARTER, running.start - timedelta(days=1)
    )
    return before, running


def months_told(first: date, today: date) -> list[date]:
    """First days of the calendar months from ``first``'s to today's."""
    months, month = [], first.replace(day=1)
    while month <= today:
        months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def happenings(first: date, today: date) -> list[Happening]:
    """Everything that happens from ``first`` until today, in order."""
    told = [
        happening
        for tell in (_news, _broadcasts, _extras)
        for happening in tell(first, today)
        if at(first, 0) <= happening.at <= at(today, 6)
    ]
    return sorted(told, key=lambda one: (one.at, one.slug, one.act))


def _draws(name: str) -> Random:
    return Random(f"{SEED}-{name}")  # noqa: S311 - a story, not a secret


def _news(first: date, today: date) -> Iterator[Happening]:
    for place, (_name, _type, slug, _lat, _lon) in enumerate(COMMUNES):
        draw = _draws(f"news-{slug}")
        least, most, late = HABITS.get(slug, STEADY)
        for month in months_told(first, today):
            length = _length(month)
            count = draw.randint(least, most)
            for number in range(count):
                done = month + timedelta(
                    days=min(
                        length - 1,
                        int((number + 0.2 + 0.7 * draw.random()) * length / count),
                    )
                )
                area, title = TITLES[
                    (place * 5 + month.month * 3 + number * 7) % len(TITLES)
                ]
                is_late = draw.random() < late
                delay = (
                    length - done.day + draw.randint(9, 20)
                    if is_late
                    else draw.randint(0, 2)
                )
                values = {
                    "done_on": done, "area": area, "title": title,
                    "address": _address(slug, done, title),
                }  # fmt: skip
                yield Happening(
                    at(done + timedelta(days=delay), 8 + draw.randint(0, 8), draw.randint(0, 59)),
                    "news", slug, values,
                )  # fmt: skip


def _address(slug: str, done: date, title: str) -> str:
    words = "-".join(fold(title).replace(":", "").replace(",", "").split())
    return f"https://{slug}.{HOST}/cai-cach-hanh-chinh/{done:%Y/%m/%d}/{words}"


def _length(month: date) -> int:
    return ((month + timedelta(days=32)).replace(day=1) - month).days


def _broadcasts(first: date, today: date) -> Iterator[Happening]:
    for _name, _type, slug, _lat, _lon in COMMUNES:
        draw = _draws(f"radio-{slug}")
        for month in months_told(first, today):
            if slug == "khesay" and draw.random() < 0.6:
                continue
            done = month + timedelta(days=17 + draw.randint(0, 10))
            values = {"done_on": done, "quantity": draw.randint(4, 6)}
            yield Happening(
                at(done + timedelta(days=1), 7, 30), "broadcast", slug, values
            )


def _extras(first: date, today: date) -> Iterator[Happening]:
    """What makes each screen have something true to show."""
    # The same page of the province's portal claimed by two communes: disputed.
    shared = f"https://{HOST}/tin-tuc/dich-vu-cong-truc-tuyen-toan-trinh-loi-ich-gi"
    for weeks, slug in ((3, "tanlam"), (4, "suoida")):
        done = first + timedelta(weeks=weeks)
        values = {
            "done_on": done, "area": "digital", "title": "Dịch vụ công trực tuyến: lợi ích gì",
            "address": shared,
        }  # fmt: skip
        yield Happening(at(done, 15), "news", slug, values)
    for slug, place, people in (
        ("tamgiai", 6, 85),
        ("benlam", 9, 140),
        ("dongvang", 13, 60),
    ):
        done = first + timedelta(weeks=place)
        values = {"done_on": done, "people": people}
        yield Happening(at(done + timedelta(days=1), 10), "conference", slug, values)
    for slug, place in (("tamgiai", 5), ("ninhphung", 8), ("quetrach", 11)):
        done = first + timedelta(weeks=place)
        yield Happening(at(done, 16), "visual", slug, {"done_on": done})


Teller = Callable[[Happening], None]
