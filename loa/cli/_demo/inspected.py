"""The demo's self-inspection: a plan, a visit with a photo, findings, one remedied."""

import io
from datetime import date, timedelta
from typing import Any

from PIL import Image, ImageDraw

from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.cli._demo.province import PROVINCE
from loa.orgs.selectors import version_of
from loa.oversight.inspecting import services
from loa.oversight.models import Visit

OVERSEER = "theo.doi"
PLANNED = (("khesay", -1), ("tamgiai", 0), ("yenlach", 0), ("lungtrau", 1))
TEAM = "Phạm Thị Minh Hạnh, Chuyên viên Sở Nội vụ\nĐoàn Văn Lực, Thanh tra Sở Nội vụ"


def inspect(cast: Cast, today: date) -> None:
    """Plan the year's last visits, pay one, find two things, have one remedied."""
    over = version_of(cast.bodies[PROVINCE], today)
    if over is None:
        return
    day = today - timedelta(days=20)
    by: Any = {"actor": cast.users[OVERSEER], "acting": cast.acting(OVERSEER)}
    year = f"Kế hoạch số 15/KH-SNV về tự kiểm tra cải cách hành chính năm {day.year}"
    early = by | {"at": story.at(day - timedelta(days=30), 9)}
    plan = services.make_plan(over=over, year=day.year, by_document=year, **early)
    planned = {}
    for slug, ahead in PLANNED:
        month = min(12, max(1, day.month + ahead))
        planned[slug] = services.plan_visit(
            plan=plan, body_id=cast.commune(slug).pk, month=month, **early
        )
    by["at"] = story.at(day, 15)
    visit = services.open_visit(
        over=over, body_id=cast.commune("khesay").pk, on=day,
        place="Trụ sở Ủy ban nhân dân xã Khe Sậy", team=TEAM,
        hosts="Giàng A Sùng, Phó Chủ tịch Ủy ban nhân dân xã", planned=planned["khesay"],
        **by,
    )  # fmt: skip
    _see(visit, by)
    _find(cast, visit, day, by)


def _see(visit: Visit, by: Any) -> None:
    answers = {item["code"]: ("ok", "") for item in visit.items}
    answers["proof"] = ("not", "Ba trong năm kết quả không mở được minh chứng")
    answers["posted"] = ("not", "Bảng niêm yết còn số điện thoại cũ")
    answers["before"] = ("na", "Lần kiểm tra đầu")
    services.answer_items(visit=visit, answers=answers, **by)
    picture = Image.new("RGB", (640, 420), "#c9d8c5")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((110, 60, 530, 360), fill="#f7f3e3", outline="#6b4f2a", width=10)
    for line in range(7):
        draw.rectangle(
            (150, 110 + line * 32, 490 - line * 22, 122 + line * 32), fill="#8a8a8a"
        )
    out = io.BytesIO()
    picture.save(out, "PNG")
    sent = services.Sent(out.getvalue(), "bang-niem-yet.png")
    caption = "Bảng niêm yết tại bộ phận Một cửa (hình vẽ minh họa)"
    services.add_file(visit=visit, sent=sent, caption=caption, **by)


def _find(cast: Cast, visit: Visit, day: date, by: Any) -> None:
    services.add_finding(
        visit=visit, kind="proof", words="Ba kết quả đã báo cáo không mở được minh chứng",
        remedy="Bổ sung đường dẫn hoặc rút ba kết quả", due_on=day + timedelta(days=14), **by,
    )  # fmt: skip
    posted = services.add_finding(
        visit=visit, kind="channel", words="Bảng niêm yết còn số đường dây nóng cũ",
        remedy="Thay bảng niêm yết, gửi ảnh", due_on=day + timedelta(days=10), **by,
    )  # fmt: skip
    services.follow_finding(
        finding=posted, kind="answered", words="Đã thay bảng mới ngày hôm sau.",
        actor=cast.users["khesay"], acting=cast.acting("khesay"),
        at=story.at(day + timedelta(days=3), 9),
    )  # fmt: skip
    by = by | {"at": story.at(day + timedelta(days=4), 9)}
    services.follow_finding(
        finding=posted, kind="closed", words="Ảnh rõ, đúng số.", **by
    )
