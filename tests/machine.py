"""What this machine has for the tests, and in which words a lack is told."""

import functools
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

POSTGRES_URL = os.environ.get(
    "LOA_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/loa_marked"
)
CORPUS = ROOT.parent / "shared" / "corpus"

# The words that a reason of skipping begins with; the summary counts them.
WANTS = ("PostgreSQL", "Chromium", "LibreOffice", "Tesseract", "Java", "corpus")


@functools.cache
def postgres_reason() -> str:
    """Why no test can run on PostgreSQL, or "" if they can."""
    import psycopg

    server = POSTGRES_URL.rsplit("/", 1)[0] + "/postgres"
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        return f"PostgreSQL does not answer ({said}); LOA_TEST_POSTGRES names another"
    return ""


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("LOA_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return named or next((p for name in names if (p := shutil.which(name))), None)


def chromium_reason() -> str:
    """Why no test can open a browser, or "" if they can."""
    return "" if chromium() else "Chromium is not installed"


@functools.cache
def eyes_reason() -> str:
    """Why no picture can be read, or "" if they can."""
    from loa.domain.docreader import Scans, can_see

    if can_see(Scans()):
        return ""
    return "Tesseract's Vietnamese data are not installed (tesseract-ocr-vie)"


def libreoffice() -> str | None:
    """The path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def libreoffice_reason() -> str:
    """Why no document can be laid out by an office program, or "" if it can."""
    return "" if libreoffice() else "LibreOffice is not installed"


@functools.cache
def times_reason() -> str:
    """Why an office program would not lay out a page as with Times, or "" if it would.

    The .docx names Times New Roman; without it or a font of its measures the lines
    break elsewhere.
    """
    found = ""
    if matcher := shutil.which("fc-match"):
        command = [matcher, "-f", "%{family}", "Times New Roman"]
        found = subprocess.run(command, capture_output=True, text=True).stdout
    if any(name in found for name in ("Times New Roman", "Liberation Serif", "Tinos")):
        return ""
    return "LibreOffice has no font of the measures of Times New Roman"


def java_reason() -> str:
    """Why no PDF can be held to the standards, or "" if it can."""
    return "" if shutil.which("javac") else "Java's development kit is not installed"


def corpus_reason() -> str:
    """Why real documents cannot be read, or "" if they can."""
    return "" if CORPUS.is_dir() else "corpus is not beside the repository"
