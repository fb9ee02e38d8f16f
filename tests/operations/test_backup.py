"""What was backed up comes back, whole or not at all."""

import io
import json
import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from loa.accounts.models import User
from loa.operations import backup
from tests.factories import make_user

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)

on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a backup of SQLite goes back into SQLite"
)


@pytest.fixture
def files(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "files"
    original = settings.LOA_FILES / "ab" / "abcd"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"%PDF the original")
    return settings.LOA_FILES


def members(path):
    with tarfile.open(path) as tar:
        return {each.name: tar.extractfile(each).read() for each in tar}


def rewritten(path, change):
    """The archive with its members changed."""
    found = members(path)
    change(found)
    other = path.with_name("other.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for name, content in found.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return other


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_database_originals_and_their_digests(files, tmp_path):
    make_user("van-thu")

    path = backup.back_up(tmp_path / "kept", at=AT)

    found = members(path)
    manifest = json.loads(found["manifest.json"])
    assert path.name == "loa-20261121-193000.tar.gz"
    assert found["files/ab/abcd"] == b"%PDF the original"
    assert set(manifest["sha256"]) == {"database", "files/ab/abcd"}
    assert list((tmp_path / "kept").iterdir()) == [path]


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_nothing_is_put_back_where_somebody_has_worked(files, tmp_path):
    path = backup.back_up(tmp_path, at=AT)
    make_user("van-thu")

    with pytest.raises(backup.NotEmpty, match="1 people"):
        backup.restore(path)


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda m: m.update({"files/ab/abcd": b"another"}), "files/ab/abcd"),
        (lambda m: m.pop("database"), "database"),
        (lambda m: m.update({"files/../../evil": b"x"}), "no place"),
        (lambda m: m.update({"etc/passwd": b"x"}), "no place"),
        (lambda m: m.pop("manifest.json"), "no manifest"),
    ],
)
def test_a_damaged_archive_changes_nothing(files, tmp_path, change, word):
    path = backup.back_up(tmp_path / "kept", at=AT)
    (files / "ab/abcd").unlink()

    with pytest.raises(backup.Damaged, match=word):
        backup.restore(rewritten(path, change))

    assert not (files / "ab/abcd").exists()
    assert not (tmp_path / "evil").exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_no_archive_is_told(files, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK no")

    with pytest.raises(backup.Damaged, match="cannot be read"):
        backup.restore(path)


def loa(var, *words):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LOA_", "DATABASE_URL", "DJANGO_"))
    }
    environment |= {"LOA_DEVELOPMENT": "1", "LOA_VAR": str(var), "LOA_SECRET_KEY": "k"}
    return subprocess.run(
        [sys.executable, "-m", "loa", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_another_installation_holds_what_was_backed_up(files, tmp_path):
    make_user("van-thu", "Lê Thị Văn Thư")
    path = backup.back_up(tmp_path / "kept", at=AT)
    new = tmp_path / "new"
    new.mkdir()

    done = loa(new, "restore", str(path))

    assert done.returncode == 0, done.stderr
    assert (new / "files/ab/abcd").read_bytes() == b"%PDF the original"
    asked = "from loa.accounts.models import User; print(User.objects.get().full_name)"
    said = loa(new, "manage", "shell", "--no-imports", "-c", asked)
    assert said.stdout.strip() == "Lê Thị Văn Thư", said.stderr


@pytest.mark.postgres
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="a dump of PostgreSQL is put back there"
)
@pytest.mark.django_db(transaction=True)
def test_a_dump_of_postgresql_is_put_back(files, tmp_path):
    make_user("van-thu")
    path = backup.back_up(tmp_path / "kept", at=AT)
    User.objects.all().delete()

    backup.restore(path)

    assert User.objects.get().username == "van-thu"
    assert files == settings.LOA_FILES
