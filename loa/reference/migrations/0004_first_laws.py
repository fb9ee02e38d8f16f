"""The law of the package, with its dates; what was here before keeps its row."""

import csv
import io
import re
from datetime import date
from importlib.resources import files
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def code_of(number: str) -> str:
    """As loa.domain.text says it, for numbers as they stand in this list."""
    return re.sub(r"^0+(?=\d)", "", number.strip().lower().replace("đ", "d"))


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model: Any = apps.get_model("reference", "LegalDocument")
    text = (files("loa.reference") / "data" / "laws.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    stored = {}
    for row in rows:
        code = code_of(row["number"])
        law = model.objects.filter(number=row["number"]).first() or model()
        law.number, law.code, law.kind = row["number"], code, row["kind"]
        law.name, law.issuer, law.source = row["name"], row["issuer"], row["source"]
        for name in ("issued_on", "effective_from", "effective_to"):
            setattr(law, name, date.fromisoformat(row[name]) if row[name] else None)
        law.amended_by = [part for part in row["amended_by"].split(";") if part]
        law.aliases = [part for part in row["aliases"].split(";") if part]
        law.is_verified = row["is_verified"] == "yes"
        law.save()
        stored[row["number"]] = law
    for row in rows:
        if row["replaced_by"]:
            law = stored[row["number"]]
            law.replaced_by = stored[row["replaced_by"]]
            law.save()
    for law in model.objects.filter(code=""):
        law.code = code_of(law.number)
        law.save()


class Migration(migrations.Migration):
    dependencies = [("reference", "0003_law_with_dates")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
