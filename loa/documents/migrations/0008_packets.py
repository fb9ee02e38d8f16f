from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_arrivals_and_scans")]

    operations = [
        migrations.AlterField(
            model_name="documentfile",
            name="role",
            field=models.CharField(
                choices=[
                    ("original", "Original"),
                    ("attachment", "Attachment"),
                    ("signed", "Signed file"),
                    ("container", "What it came in"),
                ],
                default="original",
                max_length=12,
            ),
        ),
    ]
