"""Make `.venv` and put into it what the locked lists name, and Loa itself.

    python3 scripts/environment.py base     what runs Loa
    python3 scripts/environment.py dev      that, and what tests and checks it
    python3 scripts/environment.py here     say that this is a development machine

Runs on the standard library of Python 3.11 alone. A stamp keeps the digest of what
was installed last, so that a second call ends at once while the lists are the same.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
OLDEST = (3, 11)
COVERED_BY = {"base": ["base", "dev"], "dev": ["dev"]}

NO_VENV = """\
This Python cannot make a virtual environment: {error}
On Debian and Ubuntu install it with:  sudo apt-get install python3-venv
"""


def digest_of(name: str) -> str:
    """What was asked for: the locked list, the package's own description, the place."""
    seen = hashlib.sha256(str(ROOT).encode())
    for file in (f"requirements/{name}.txt", "requirements/tools.txt"):
        seen.update((ROOT / file).read_bytes())
    seen.update((ROOT / "pyproject.toml").read_bytes())
    return seen.hexdigest()


def stamp(name: str) -> Path:
    """Where the digest of the last installation of `name` is kept."""
    return VENV / f".installed-{name}"


def is_installed(name: str) -> bool:
    """Whether the environment holds at least what the locked list `name` says."""
    return (BIN / "loa").exists() and any(
        stamp(listed).exists() and stamp(listed).read_text() == digest_of(listed)
        for listed in COVERED_BY[name]
    )


def run(*command: str | Path, quiet: bool = False) -> bool:
    """Whether the command ended well; its own words are shown unless `quiet`."""
    told = subprocess.DEVNULL if quiet else None
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, stdout=told, stderr=told).returncode == 0


def uv_of_the_machine() -> str | None:
    """An uv that is there already and starts (a shim may point at nothing)."""
    uv = shutil.which("uv")
    return uv if uv and run(uv, "--version", quiet=True) else None


def make_environment() -> None:
    """Make `.venv`, or mend one whose Python is gone."""
    if PYTHON.exists() and run(PYTHON, "-c", "pass", quiet=True):
        return
    print("Making .venv …", flush=True)
    # uv is faster by seconds and needs no ensurepip.
    seeded: list[str | Path] = [
        "venv",
        "-q",
        "--seed",
        "--clear",
        "-p",
        sys.executable,
        VENV,
    ]
    if (uv := uv_of_the_machine()) and run(uv, *seeded, quiet=True):
        return
    try:
        venv.create(VENV, with_pip=True, clear=True, symlinks=os.name != "nt")
    except (subprocess.CalledProcessError, OSError) as error:
        raise SystemExit(NO_VENV.format(error=error)) from error


def installer() -> list[str | Path]:
    """The command that installs: uv, found or fetched with its digest checked, or pip."""
    if uv := uv_of_the_machine():
        return [uv, "pip", "install", "-q", "--python", PYTHON]
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "-q"]
    pip += ["--disable-pip-version-check", "--no-input"]
    uv_inside = BIN / "uv"
    if not uv_inside.exists():
        run(*pip, "--require-hashes", "-r", "requirements/tools.txt", quiet=True)
    if uv_inside.exists():
        return [uv_inside, "pip", "install", "-q", "--python", PYTHON]
    return pip


def install(name: str) -> None:
    """Install the locked list `name` and Loa, then note what was installed."""
    command = installer()
    print(f"Installing requirements/{name}.txt …", flush=True)
    for arguments in (
        ["--require-hashes", "-r", "requirements/tools.txt"],
        ["--require-hashes", "-r", f"requirements/{name}.txt"],
        ["--no-deps", "--no-build-isolation", "-e", "."],
    ):
        if not run(*command, *arguments):
            raise SystemExit(
                "The installation stopped; the lines above say why. "
                "It needs the package index once: check the connection, "
                "then say `make setup` again."
            )
    stamp(name).write_text(digest_of(name))


def has_compiled_catalogues() -> bool:
    """Whether every .mo is there and newer than its .po."""
    return all(
        (made := path.with_suffix(".mo")).exists()
        and made.stat().st_mtime > path.stat().st_mtime
        for path in (ROOT / "loa").glob("*/locale/*/LC_MESSAGES/*.po")
    )


def mark_development() -> None:
    """Say in `var/` that this checkout is a development machine, with its own key."""
    path = ROOT / "var" / "development.env"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        key = secrets.token_urlsafe(48)
        path.write_text(f"LOA_DEVELOPMENT=1\nLOA_SECRET_KEY={key}\n")


def main() -> None:
    """Do what the Makefile asks."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        raise SystemExit(
            f"Loa needs Python 3.11 or newer; {sys.executable} is {found}. "
            "Name a newer one: make setup PYTHON=/path/to/python3.11"
        )
    name = sys.argv[1] if len(sys.argv) > 1 else "base"
    if name == "here":
        mark_development()
        return
    if name not in COVERED_BY:
        raise SystemExit(f"{name!r} is no list; there are: {', '.join(COVERED_BY)}")
    if not is_installed(name):
        make_environment()
        install(name)
    compiled = has_compiled_catalogues()
    if not compiled and not run(PYTHON, "scripts/messages.py", "compile"):
        raise SystemExit("The catalogues could not be compiled; see above.")


if __name__ == "__main__":
    main()
