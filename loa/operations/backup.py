"""One file with all that an installation holds, and the way back.

The archive is a gzipped tar: `manifest.json` (version, moment, kind of database, the
SHA-256 of every other member), `database`, and `files/…` as they lie in `LOA_FILES`.
The database is copied first: originals are stored before the row that names them and
never change, so every file that a row names is in the archive.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection

from loa import __version__

FORMAT = 1
BLOCK = 1024 * 1024


class BackupError(Exception):
    """It was not done; the text says why and what to do."""


class Damaged(BackupError):
    """The archive is not what was once written."""


class NotEmpty(BackupError):
    """There is something here that a restore would have overwritten."""


def back_up(folder: Path, *, at: datetime) -> Path:
    """Write `loa-<moment>.tar.gz` into `folder` and return its path.

    :raises BackupError: if the database cannot be copied or the folder not written
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"loa-{at:%Y%m%d-%H%M%S}.tar.gz"
    unfinished = target.with_suffix(".unfinished")
    try:
        with tempfile.TemporaryDirectory(dir=folder) as work:
            dump = Path(work) / "database"
            _dump_database(dump)
            members = {"database": dump} | dict(_stored_files())
            _write_archive(unfinished, members, at)
        # What has the final name is whole.
        unfinished.replace(target)
    except OSError as error:
        raise BackupError(f"{folder}: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def restore(archive: Path) -> dict[str, Any]:
    """Put `archive` into this empty installation and return its manifest.

    Everything is unpacked beside and its digests compared before anything is put in
    place.

    :raises Damaged: if a digest differs, or it is no archive of ours
    :raises NotEmpty: if somebody has worked here already
    :raises BackupError: if the archive is of another kind of database
    """
    require_empty()
    nearest = _nearest_folder(Path(settings.LOA_FILES))
    with tempfile.TemporaryDirectory(dir=nearest) as work:
        manifest = _unpack(archive, Path(work))
        if manifest["database"] != connection.vendor:
            raise BackupError(
                f"The backup is of {manifest['database']}, this installation runs on "
                f"{connection.vendor}: set DATABASE_URL to the same kind."
            )
        _load_database(Path(work) / "database")
        _put_files(Path(work) / "files")
    return manifest


def require_empty() -> None:
    """Raise :class:`NotEmpty` if there are people or bodies in the database."""
    present = set(connection.introspection.table_names())
    for table, word in (("accounts_user", "people"), ("orgs_body", "bodies")):
        if table not in present:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a constant)
            (count,) = cursor.fetchone()
        if count:
            raise NotEmpty(
                f"There are {count} {word} in this installation; a backup is put back "
                "into an empty one: name another LOA_VAR or DATABASE_URL."
            )


# --- the database -------------------------------------------------------------------


def _dump_database(target: Path) -> None:
    if connection.vendor == "postgresql":
        words = ["pg_dump", "--format=custom", "--no-owner", "--file", str(target)]
        _run_postgres(words)
        return
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        # The library's own copying: whole and consistent while others write.
        connection.connection.backup(copy)
        # A copy on its own needs no log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()


def _load_database(source: Path) -> None:
    if connection.vendor == "postgresql":
        words = ["pg_restore", "--no-owner", "--clean", "--if-exists"]
        _run_postgres([*words, "--single-transaction", str(source)])
        return
    target = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.restored")
    shutil.copyfile(source, beside)
    for log in ("-wal", "-shm"):
        target.with_name(target.name + log).unlink(missing_ok=True)
    beside.replace(target)


def _run_postgres(words: list[str]) -> None:
    place = connection.settings_dict
    environment = os.environ | {
        "PGHOST": place["HOST"] or "",
        "PGPORT": str(place["PORT"] or ""),
        "PGUSER": place["USER"] or "",
        "PGPASSWORD": place["PASSWORD"] or "",
        "PGDATABASE": place["NAME"],
    }
    if words[0] == "pg_restore":
        words = [words[0], "--dbname", place["NAME"], *words[1:]]
    try:
        done = subprocess.run(  # noqa: S603 (words of our own)
            words, env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupError(
            f"{words[0]} is not installed: it comes with PostgreSQL's client package."
        ) from error
    if done.returncode:
        raise BackupError(f"{words[0]}: {done.stderr.strip()[-2000:]}")


# --- the archive --------------------------------------------------------------------


def _stored_files() -> Iterator[tuple[str, Path]]:
    folder = Path(settings.LOA_FILES)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"files/{path.relative_to(folder).as_posix()}", path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_archive(target: Path, members: dict[str, Path], at: datetime) -> None:
    manifest = {
        "format": FORMAT,
        "loa": __version__,
        "made_at": at.isoformat(),
        "database": connection.vendor,
        "sha256": {name: _digest(path) for name, path in members.items()},
    }
    with tarfile.open(target, "w:gz", compresslevel=6) as tar:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as list_of_all:
            json.dump(manifest, list_of_all, ensure_ascii=False)
            list_of_all.flush()
            tar.add(list_of_all.name, "manifest.json")
        for name, path in members.items():
            tar.add(path, name, recursive=False)


def _unpack(archive: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(archive, "r:gz") as tar:
            first = tar.next()
            if first is None or first.name != "manifest.json":
                raise Damaged(f"{archive} is no backup of Loa: it has no manifest.")
            manifest: dict[str, Any] = json.loads(_content(tar, first).read())
            if manifest.get("format") != FORMAT:
                raise BackupError(f"{archive} was made by a newer Loa; use that one.")
            found = dict(_unpacked(tar, folder))
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise Damaged(f"{archive} cannot be read: {error}") from error
    if found != manifest["sha256"]:
        differing = sorted(
            name
            for name in found.keys() | manifest["sha256"].keys()
            if found.get(name) != manifest["sha256"].get(name)
        )
        raise Damaged(f"{archive} is damaged: {', '.join(differing[:5])}")
    return manifest


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Any:
    content = tar.extractfile(member)
    if content is None:
        raise Damaged(f"{member.name} is not a file")
    return content


def _unpacked(tar: tarfile.TarFile, folder: Path) -> Iterator[tuple[str, str]]:
    """Write the members under `folder`; names that would leave it are refused."""
    while member := tar.next():
        parts = PurePosixPath(member.name).parts
        if (
            ".." in parts
            or member.name.startswith("/")
            or parts[0]
            not in {
                "database",
                "files",
            }
        ):
            raise Damaged(f"{member.name} has no place in a backup")
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            shutil.copyfileobj(_content(tar, member), out, BLOCK)
        yield member.name, _digest(path)


def _put_files(folder: Path) -> None:
    target = Path(settings.LOA_FILES)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            place = target / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                shutil.move(path, place)


def _nearest_folder(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.is_dir())
