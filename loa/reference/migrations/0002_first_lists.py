"""The first code lists: areas, forms of communication, judging rule, law with its dates.

Sources: the six areas are those of Circular 06/2026/TT-BNV (in force 15/06/2026), the
seventh (direction and administration) is that of the appraisal sets; forms are those
named in communication plans. Runs twice without harm.
"""

from datetime import date
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AREAS = [
    ("direction", "Công tác chỉ đạo, điều hành cải cách hành chính",
     ["chi dao dieu hanh", "ke hoach cai cach hanh chinh", "kiem tra cai cach hanh chinh",
      "sang kien", "chi so cai cach"]),
    ("institutions", "Cải cách thể chế",
     ["the che", "van ban quy pham", "phap luat", "pho bien giao duc phap luat"]),
    ("procedures", "Cải cách thủ tục hành chính",
     ["thu tuc hanh chinh", "thu tuc", "mot cua", "ho tich", "chung thuc", "buu chinh",
      "tra ket qua", "ho so"]),
    ("organisation", "Cải cách tổ chức bộ máy",
     ["to chuc bo may", "sap xep", "sap nhap", "tinh gian bien che"]),
    ("civil_service", "Cải cách chế độ công vụ",
     ["cong vu", "can bo cong chuc", "ky luat ky cuong", "dao tao boi duong", "ung xu"]),
    ("public_finance", "Cải cách tài chính công",
     ["tai chinh cong", "ngan sach", "tu chu", "dau tu cong"]),
    ("digital", "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
     ["chuyen doi so", "chinh quyen so", "chinh quyen dien tu", "dich vu cong truc tuyen",
      "dich vu cong", "vneid", "dinh danh", "chu ky so", "qua mang", "truc tuyen"]),
]  # fmt: skip

PEOPLE = [{"code": "attendees", "name": "người tham dự"}]
FORMS = [
    ("news", "Tin, bài", "tin, bài", [], ["website", "press"],
     ["tin bai", "tin, bai", "bai viet", "chuyen muc", "phong su"]),
    ("social_post", "Bài trên mạng xã hội", "bài", [], ["social", "zalo"],
     ["mang xa hoi", "facebook", "zalo", "fanpage"]),
    ("broadcast", "Buổi phát thanh", "buổi",
     [{"code": "minutes", "name": "phút"}], ["radio"],
     ["truyen thanh", "phat thanh", "loa", "phat song"]),
    ("class", "Lớp tập huấn, bồi dưỡng", "lớp", PEOPLE, ["other"],
     ["tap huan", "boi duong", "lop"]),
    ("conference", "Hội nghị", "hội nghị", PEOPLE, ["other"],
     ["hoi nghi", "quan triet", "doi thoai"]),
    ("contest", "Cuộc thi", "cuộc thi", PEOPLE, ["website", "other"],
     ["cuoc thi", "hoi thi"]),
    ("visual", "Pa nô, áp phích, khẩu hiệu, băng rôn", "điểm", [], ["board"],
     ["pano", "pa no", "ap phich", "khau hieu", "bang ron", "niem yet", "truc quan"]),
    ("video", "Video, clip", "video", [], ["website", "social", "television"],
     ["video", "clip"]),
    ("seminar", "Tọa đàm, nói chuyện chuyên đề", "buổi", PEOPLE, ["other", "television"],
     ["toa dam", "noi chuyen chuyen de"]),
    ("performance", "Sân khấu hóa, văn nghệ", "buổi", PEOPLE, ["other"],
     ["san khau", "van nghe"]),
    ("document", "Văn bản, kế hoạch, báo cáo", "văn bản", [], ["other"],
     ["ke hoach", "bao cao", "van ban"]),
    ("other", "Hình thức khác", "lần", [], ["other"], []),
]  # fmt: skip

# Not one of these was checked at the official gazette: shown with their state.
LAW = [
    ("30/2020/NĐ-CP", "Nghị định về công tác văn thư", date(2020, 3, 5), None),
    ("09/2019/NĐ-CP", "Nghị định quy định về chế độ báo cáo của cơ quan hành chính nhà nước",
     date(2019, 3, 12), None),
    ("76/NQ-CP", "Nghị quyết ban hành Chương trình tổng thể cải cách hành chính nhà nước"
     " giai đoạn 2021 - 2030", date(2021, 7, 15), None),
    ("06/2026/TT-BNV", "Thông tư của Bộ Nội vụ (lĩnh vực cải cách hành chính)",
     date(2026, 6, 15), None),
]  # fmt: skip


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model: Any = lambda name: apps.get_model("reference", name)  # noqa: E731
    area_set, _ = model("AreaSet").objects.get_or_create(
        code="cchc7",
        defaults={
            "name": "Bảy nội dung cải cách hành chính",
            "source": "Thông tư 06/2026/TT-BNV (6 lĩnh vực) và công tác chỉ đạo, điều hành",
            "valid_from": date(2021, 7, 15),
        },
    )
    for order, (code, name, terms) in enumerate(AREAS):
        model("Area").objects.get_or_create(
            area_set=area_set, code=code,
            defaults={"name": name, "terms": terms, "order": order},
        )  # fmt: skip
    for order, (code, name, unit, quantities, kinds, terms) in enumerate(FORMS):
        model("CommunicationForm").objects.get_or_create(
            code=code,
            defaults={
                "name": name, "unit": unit, "quantities": quantities,
                "channel_kinds": kinds, "terms": terms, "order": order,
            },
        )  # fmt: skip
    model("JudgingRule").objects.get_or_create(
        code="default", valid_from=date(2019, 3, 12),
        defaults={"source": "Mặc định của Loa, đổi được"},
    )  # fmt: skip
    for number, name, start, end in LAW:
        model("LegalDocument").objects.get_or_create(
            number=number,
            defaults={"name": name, "effective_from": start, "effective_to": end},
        )


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
