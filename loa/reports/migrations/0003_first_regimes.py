"""The reporting regimes that come with the installation. Data: safe to run again."""

from datetime import date

from django.db import migrations

SOURCE = "Nghị định 09/2019/NĐ-CP, Điều 12; Công văn 581/BNV-CCHC"
# The law names the day for the last receiver. Those below report some working days
# before; how many is no law (design), but it leaves the working day that art. 8(5)
# wants between the closing day and the due day. A locality changes it here.
DUE = {
    "kind": "day_of_last_month",
    "day": 20,
    "level_offsets": {"commune": -3, "department": -1},
}
REGIMES = (
    (
        "communication_month",
        "Báo cáo tháng công tác thông tin, tuyên truyền CCHC",
        "month",
    ),
    (
        "communication_quarter",
        "Báo cáo quý công tác thông tin, tuyên truyền CCHC",
        "quarter",
    ),
    (
        "communication_half",
        "Báo cáo 6 tháng công tác thông tin, tuyên truyền CCHC",
        "half",
    ),
    ("communication_year", "Báo cáo năm công tác thông tin, tuyên truyền CCHC", "year"),
)


def add(apps, schema_editor):
    Regime = apps.get_model("reports", "Regime")
    for code, name, period_kind in REGIMES:
        Regime.objects.get_or_create(
            code=code,
            effective_from=date(2019, 3, 12),
            defaults={
                "name": name,
                "kind": "communication",
                "period_kind": period_kind,
                "window_rule": "law",
                "is_cumulative": period_kind in ("half", "year"),
                "due_rule": DUE,
                "source": SOURCE,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_regime_kind")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
