"""A file that could take the worker along is read by a child with limits."""

import signal
import subprocess
import sys

import pytest

from loa.documents import apart
from loa.domain.docreader import Reason, Unreadable
from tests.documents import papers


@pytest.fixture
def all_apart(monkeypatch):
    monkeypatch.setattr(apart, "SMALL", 0)


def fallen(code: int, stderr: bytes = b"", stdout: bytes = b""):
    def run(*_args, **_named):
        return subprocess.CompletedProcess([], code, stdout, stderr)

    return run


def test_a_child_reads_the_same_as_we_do(monkeypatch):
    content = papers.as_docx()
    here = apart.read(content, "Kế hoạch 12.docx")
    monkeypatch.setattr(apart, "SMALL", 0)

    there = apart.read(content, "Kế hoạch 12.docx")

    assert there == here
    assert len(there.rows) > 20


def test_what_a_child_cannot_read_comes_back_as_its_reason(all_apart):
    with pytest.raises(Unreadable) as refused:
        apart.read(papers.ENCRYPTED, "a.docx")

    assert refused.value.reason == Reason.ENCRYPTED


@pytest.mark.parametrize(
    ("code", "stderr", "reason"),
    [
        (-signal.SIGSEGV, b"", Reason.DAMAGED),
        (-signal.SIGKILL, b"", Reason.DAMAGED),
        (-signal.SIGXCPU, b"", Reason.TOO_LARGE),
        (1, b"Traceback ...\nMemoryError\n", Reason.TOO_LARGE),
        (1, b"Traceback ...\nValueError: x\n", Reason.DAMAGED),
    ],
)
def test_a_child_that_falls_is_a_file_that_cannot_be_read(
    all_apart, monkeypatch, code, stderr, reason
):
    monkeypatch.setattr(subprocess, "run", fallen(code, stderr))

    with pytest.raises(Unreadable) as refused:
        apart.read(b"anything", "a.docx")

    assert refused.value.reason == reason


def test_a_file_that_takes_too_long_is_given_up(all_apart, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.001)

    with pytest.raises(Unreadable) as refused:
        apart.read(papers.as_docx(), "a.docx")

    assert refused.value.reason == Reason.TOO_LARGE


def test_a_long_text_is_read_apart_as_text(all_apart):
    # What begins like a file is text all the same when it was pasted.
    found = apart.read_text("%PDF-1.7\n" + papers.PLAN)

    assert "Hằng tháng có ít nhất 02 tin, bài" in found.text


def test_a_pdf_is_always_read_apart(monkeypatch):
    # Its library is written in C: a fault in it would end the worker.
    monkeypatch.setattr(subprocess, "run", fallen(-signal.SIGSEGV))

    with pytest.raises(Unreadable) as refused:
        apart.read(b"  \n%PDF-1.7\n", "a.docx")

    assert refused.value.reason == Reason.DAMAGED


def test_the_child_has_none_of_our_secrets(all_apart, monkeypatch):
    seen = {}

    def run(_command, *, env, **_named):
        seen.update(env)
        return subprocess.CompletedProcess([], 1, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("LOA_SECRET_KEY", "secret")

    with pytest.raises(Unreadable):
        apart.read(b"anything", "a.docx")

    assert set(seen) == {"PYTHONPATH", "PYTHONUTF8"}


def test_the_child_needs_no_settings_and_no_database():
    code = (
        "import sys, loa.documents.apart;"
        "sys.exit('django.conf' in sys.modules or 'django.db' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("memory", [200 * 1024 * 1024])
def test_the_limits_hold_in_the_child(memory):
    code = (
        "import loa.documents.apart as apart, sys, io;"
        f"apart.MEMORY = {memory};"
        "apart.docreader.read = lambda raw, filename: bytearray(10**9);"
        "sys.argv = ['x', 'a.docx', 'file'];"
        "apart.main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], input=b"x", capture_output=True, check=False
    )

    assert done.returncode == 1
    assert b"MemoryError" in done.stderr
