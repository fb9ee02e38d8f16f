"""The catalogues of Vietnamese text: extract, complete, compile, check.

    python scripts/messages.py update [APP…]    take in new msgids, drop unused ones
    python scripts/messages.py compile [APP…]   make the .mo files the program reads
    python scripts/messages.py check [APP…]     say what is missing; exit 1 if anything

It needs Babel and no gettext tools, so that a bare machine can do all of it. Each
app under loa/ has its own catalogue, `loa/<app>/locale/vi/LC_MESSAGES/django.po`.
Files are written whole and swapped in, and two runs on different apps never touch
the same file, so several people may run it at once.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "loa"
LOCALE = "vi"

# Rooms without text for people: `domain` gives codes, the apps above word them.
SILENT = {"domain"}

# What each word's arguments are: (1, 2) is singular and plural, "c" a context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

NOTES = ["Translators:"]

# No dates and no names in it: a header that changes at each run hides real changes.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Loa\\n"
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*(?:[.:!][^{}]*)?\}")

Key = tuple[str | None, str]
Raw = tuple[int, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One text in the sources."""

    singular: str
    plural: str | None
    context: str | None
    path: str
    notes: tuple[str, ...] = ()


def app_names() -> list[str]:
    """The rooms of the house that may speak to people."""
    return sorted(
        folder.name
        for folder in PACKAGE.iterdir()
        if folder.is_dir()
        and folder.name not in SILENT
        and not folder.name.startswith(("_", "."))
    )


def catalogue_path(app: str) -> Path:
    """Where the catalogue of `app` stands (it may not exist)."""
    return PACKAGE / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


# --- reading the sources ------------------------------------------------------------


def _sources(app: str) -> Iterator[Path]:
    for path in sorted((PACKAGE / app).rglob("*")):
        if path.suffix in {".py", ".html", ".txt", ".xml"} and path.is_file():
            inside = path.relative_to(PACKAGE / app).parts
            if "migrations" in inside or "static" in inside or "locale" in inside:
                continue
            if path.suffix == ".py" or {"templates", "jinja2"} & set(inside):
                yield path


def _raw_messages(path: Path) -> Iterable[Raw]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        source = io.BytesIO(text.encode())
        return extract_python(source, KEYWORDS, NOTES, {"encoding": "utf-8"})
    if "jinja2" in path.relative_to(PACKAGE).parts:
        options = {"encoding": "utf-8", "trimmed": "true", "silent": "false"}
        source = io.BytesIO(text.encode())
        return babel_extract(source, list(KEYWORDS), NOTES, options)
    # templatize() leaves the page's indentation, which Python would not accept.
    code = "\n".join(line.strip() for line in templatize(text).splitlines())
    source = io.BytesIO(code.encode())
    return extract_python(source, KEYWORDS, NOTES, {"encoding": "utf-8"})


def _found(raw: Raw, path: str) -> Found | None:
    _line, function, arguments, comments = raw
    values = list(arguments) if isinstance(arguments, tuple | list) else [arguments]
    roles = KEYWORDS.get(function or "_", (1,))
    context = None
    if isinstance(roles[0], tuple):
        context, values = values[0], values[1:]
    wants_plural = "ngettext" in function or "npgettext" in function
    if not values or not isinstance(values[0], str) or not values[0]:
        return None
    plural = values[1] if wants_plural and len(values) > 1 else None
    notes = tuple(comments) if isinstance(comments, tuple | list) else ()
    return Found(values[0], plural, context, path, notes)


def extract(app: str) -> list[Found]:
    """Every text of `app`, in the order of files and lines."""
    found = []
    for source in _sources(app):
        shown = source.relative_to(ROOT).as_posix()
        try:
            raws = list(_raw_messages(source))
        except Exception as error:
            raise SystemExit(f"{shown}: cannot be read for texts: {error}") from error
        found += [item for raw in raws if (item := _found(raw, shown)) is not None]
    return found


# --- the catalogue ------------------------------------------------------------------


def load(app: str) -> Catalog:
    """The catalogue of `app` as it stands, empty if there is none."""
    path = catalogue_path(app)
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, abort_invalid=True)


def key_of(message: Message) -> Key:
    """What makes a text one text: its context and its singular."""
    identity = message.id
    return (
        message.context,
        identity if isinstance(identity, str) else identity[0],
    )


def texts(catalogue: Catalog) -> dict[Key, Message]:
    """The entries by key, the header left out."""
    return {key_of(message): message for message in catalogue if message.id}


def _words(message: Message) -> str:
    """The Vietnamese of an entry: one form, for the language has no plural."""
    strings: Any = message.string
    return strings if isinstance(strings, str) else (strings[0] if strings else "")


def _translation(message: Message | None, *, is_plural: bool) -> str | tuple[str, ...]:
    """What `message` already says, in the shape that the new entry needs."""
    words = _words(message) if message is not None else ""
    return (words,) if is_plural else words


def completed(app: str, found: Iterable[Found]) -> Catalog:
    """The catalogue that `found` asks for, keeping every translation there is."""
    present = texts(load(app))
    catalogue = Catalog(locale=LOCALE)
    gathered: dict[Key, list[Found]] = {}
    for item in found:
        gathered.setdefault((item.context, item.singular), []).append(item)
    for key in sorted(gathered, key=lambda key: (key[1], key[0] or "")):
        items = gathered[key]
        plural = next((item.plural for item in items if item.plural), None)
        old = present.get(key)
        catalogue.add(
            (key[1], plural) if plural else key[1],
            _translation(old, is_plural=plural is not None),
            locations=[(path, 0) for path in sorted({item.path for item in items})],
            auto_comments=sorted({note for item in items for note in item.notes}),
            user_comments=old.user_comments if old is not None else (),
            context=key[0],
        )
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """The .po file, without dates and line numbers."""
    out = io.BytesIO()
    write_po(out, catalogue, width=88, omit_header=True, include_lineno=False)
    return HEADER + out.getvalue().decode().strip() + "\n"


def _swap_in(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


# --- the three commands -------------------------------------------------------------


def update(apps: Iterable[str]) -> None:
    """Write each catalogue anew from the sources and the translations at hand."""
    for app in apps:
        path, found = catalogue_path(app), extract(app)
        if not found:
            path.unlink(missing_ok=True)
            continue
        content = as_text(completed(app, found)).encode()
        if not path.exists() or path.read_bytes() != content:
            _swap_in(path, content)
        empty = sum(1 for message in texts(load(app)).values() if not _words(message))
        print(f"{app}: {len(texts(load(app)))} texts, {empty} without Vietnamese")


def compile_catalogues(apps: Iterable[str]) -> None:
    """Make the .mo beside each .po; one that is newer than its .po is left."""
    for app in apps:
        path = catalogue_path(app)
        compiled = path.with_suffix(".mo")
        if not path.exists():
            compiled.unlink(missing_ok=True)
            continue
        if compiled.exists() and compiled.stat().st_mtime > path.stat().st_mtime:
            continue
        out = io.BytesIO()
        write_mo(out, load(app))
        _swap_in(compiled, out.getvalue())


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def faults_of(message: Message) -> list[str]:
    """What is wrong with one entry, in words."""
    if not _words(message):
        return ["has no Vietnamese"]
    faults = ["is marked fuzzy"] if message.fuzzy else []
    source = message.id if isinstance(message.id, str) else message.id[-1]
    words = _words(message)
    if _placeholders(source) != _placeholders(words):
        faults.append(
            f"has {_placeholders(words)} in Vietnamese for {_placeholders(source)}"
        )
    return faults


def check(apps: Iterable[str]) -> list[str]:
    """Every gap and slip in the catalogues of `apps`, one line each."""
    faults: list[str] = []
    for app in apps:
        path, found = catalogue_path(app), extract(app)
        entries = texts(load(app))
        wanted = {(item.context, item.singular) for item in found}
        faults += [
            f"{app}: {key[1]!r} is not in the catalogue"
            for key in sorted(wanted - entries.keys(), key=str)
        ]
        faults += [
            f"{app}: {key[1]!r} is used nowhere"
            for key in sorted(entries.keys() - wanted, key=str)
        ]
        for key, message in entries.items():
            faults += [f"{app}: {key[1]!r} {fault}" for fault in faults_of(message)]
        is_same = not path.exists() or path.read_text(encoding="utf-8") == as_text(
            completed(app, found)
        )
        if not is_same and not any(line.startswith(f"{app}:") for line in faults):
            faults.append(f"{app}: run `python scripts/messages.py update {app}`")
    return faults


def conflicts(apps: Iterable[str]) -> list[str]:
    """The texts that two apps translate differently, one line each.

    Django merges all catalogues into one, so one of the two would be lost unseen;
    where both are right, one of them wants a context.
    """
    faults = []
    said: dict[Key, tuple[str, str]] = {}
    for app in apps:
        for key, message in texts(load(app)).items():
            words = _words(message)
            other, before = said.setdefault(key, (app, words))
            if words and before and before != words:
                faults.append(f"{app}: {key[1]!r} is {words!r}; {other}: {before!r}")
    return faults


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks; 1 if `check` found anything."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["update", "compile", "check"])
    parser.add_argument("apps", nargs="*", metavar="APP", help="default: every app")
    asked = parser.parse_args(arguments)
    known = app_names()
    if unknown := sorted(set(asked.apps) - set(known)):
        parser.error(f"no such app: {', '.join(unknown)}")
    apps = asked.apps or known
    if asked.command == "update":
        update(apps)
    elif asked.command == "compile":
        compile_catalogues(apps)
    else:
        faults = check(apps) + conflicts(known)
        print("\n".join(faults) or f"{len(apps)} catalogues are complete")
        return 1 if faults else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
