from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_delegations")]

    operations = [
        migrations.AddField(
            model_name="succession",
            name="is_derived",
            field=models.BooleanField(default=False),
        ),
    ]
