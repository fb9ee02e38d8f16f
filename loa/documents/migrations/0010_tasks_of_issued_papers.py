"""The tasks of an issued paper wait to be made duties: those issued before, too."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def open_tasks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now no issued paper could become a directive: all of them wait."""
    draft = apps.get_model("documents", "Draft")
    issued = draft.objects.exclude(document=None).values("document_id")
    documents = apps.get_model("documents", "Document").objects
    documents.filter(pk__in=issued, status="confirmed", ended="").update(
        tasks_open=True
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_remarks_set_aside")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="tasks_open",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(open_tasks, migrations.RunPython.noop),
    ]
