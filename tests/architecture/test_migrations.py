"""Tables and models say the same."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = [config for config in apps.get_app_configs() if config.name.startswith("loa.")]


@pytest.mark.django_db
def test_no_model_change_is_without_its_migration(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_migrations_have_names_that_say_what_they_do(config):
    folder = Path(config.path) / "migrations"
    names = [path.stem for path in folder.glob("[0-9]*.py")]
    unnamed = [
        name
        for name in names
        if "_auto_" in name or not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name)
    ]
    assert not unnamed


def test_each_app_has_one_last_migration():
    loader = MigrationLoader(None)
    assert not loader.detect_conflicts()


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_migrations_import_nothing_that_will_change(config):
    folder = Path(config.path) / "migrations"
    wrong = []
    for path in folder.glob("[0-9]*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.match(r"\s*(?:from|import) (loa\.\w+\.?\w*)", line)
            if found and not found[1].endswith((".migrations", ".models", ".fields")):
                wrong.append(f"{path.name}: {line.strip()}")
    assert not wrong
