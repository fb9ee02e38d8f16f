"""Since when a judging rule was known; the first ones were there from the beginning."""

from datetime import UTC, datetime

from django.db import migrations, models

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


class Migration(migrations.Migration):
    dependencies = [("reference", "0005_days_to_answer")]
    operations = [
        migrations.RemoveConstraint("judgingrule", "reference_rule_once"),
        migrations.AddField(
            "judgingrule",
            "recorded_at",
            models.DateTimeField(default=BEGINNING),
            preserve_default=False,
        ),
        migrations.AddField(
            "judgingrule",
            "closed_at",
            models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            "judgingrule",
            models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("code", "valid_from"),
                name="reference_rule_once",
            ),
        ),
    ]
