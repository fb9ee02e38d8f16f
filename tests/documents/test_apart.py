"""A person's file is read by a child with limits, kept warm and replaced after a fault."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from loa.documents import apart
from loa.documents.apart import Limits, children, limits
from loa.documents.readings import taken
from loa.domain import docreader
from loa.domain.docreader import Reason, Unreadable
from tests.documents import papers


@pytest.fixture(autouse=True, scope="module")
def no_child_left():
    yield
    apart.pool.end()


@pytest.fixture
def a_child_that(monkeypatch):
    """Children of the next readings do something else instead of reading."""
    popen = subprocess.Popen
    apart.pool.end()

    def set_up(does):
        code = (
            "import loa.documents.apart.child as child, sys, os, time, signal;"
            f"child._read = lambda asked, content, out: {does};"
            "sys.exit(child.main())"
        )

        def other(command, **named):
            assert command[1:] == ["-m", "loa.documents.apart.child"]
            return popen([command[0], "-c", code], **named)

        monkeypatch.setattr(children.subprocess, "Popen", other)

    yield set_up
    apart.pool.end()


def refused(content=b"anything", **named):
    with pytest.raises(Unreadable) as caught:
        apart.read(content, "a.docx", **named)
    return caught.value


def test_a_child_reads_the_same_as_we_do_and_waits_for_the_next():
    content = papers.as_docx()
    apart.pool.end()

    there = apart.read(content, "Kế hoạch 12.docx")
    (child,) = apart.pool.idle
    again = apart.read(content, "Kế hoạch 12.docx")

    assert there == again == taken(docreader.read(content))
    assert len(there.rows) > 20
    assert apart.pool.idle == (child,)


def test_a_child_goes_on_after_a_file_that_cannot_be_read():
    apart.pool.end()  # another test may have left one, or two
    apart.read(papers.as_docx(), "a.docx")
    (child,) = apart.pool.idle

    assert refused(papers.ENCRYPTED).reason == Reason.ENCRYPTED
    assert apart.pool.idle == (child,)


def our_children():
    """The processes that this one has started and not yet waited for."""
    lists = Path("/proc/self/task").glob("*/children")
    return {pid for path in lists for pid in path.read_text().split()}


LONG = pytest.mark.verify  # each starts a child of its own


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", Reason.DAMAGED),
        ("{}['words of the paper']", Reason.DAMAGED),
        ("bytearray(10**11)", Reason.TOO_LARGE),
        pytest.param("os.kill(os.getpid(), 9)", Reason.DAMAGED, marks=LONG),
        pytest.param("os.abort()", Reason.TOO_LARGE, marks=LONG),
        pytest.param("os._exit(0)", Reason.DAMAGED, marks=LONG),
    ],
)
def test_a_child_that_falls_is_a_file_that_cannot_be_read(does, reason, a_child_that):
    a_child_that(does)

    error = refused()

    assert error.reason == reason
    assert "words of the paper" not in str(error)
    assert not apart.pool.idle


@pytest.mark.parametrize(
    "does",
    ["time.sleep(60)", pytest.param("[0 for _ in iter(int, 1)]", marks=LONG)],
    ids=["waits", "works"],
)
def test_what_takes_too_long_is_ended_and_nothing_is_left(does, a_child_that):
    a_child_that(does)
    before = our_children()
    begun = time.monotonic()

    assert refused(limits=Limits(seconds=0.9)).reason == Reason.TOO_LARGE

    assert time.monotonic() - begun < 10
    assert our_children() <= before  # dead ones are children too


@LONG
def test_a_child_that_says_too_much_is_ended(monkeypatch, a_child_that):
    monkeypatch.setattr(limits, "OUTPUT", 200_000)
    a_child_that("{'text': 'x' * 900_000}")

    assert refused().reason == Reason.TOO_LARGE


@LONG
def test_the_processor_is_bounded_as_well_as_the_clock():
    code = (
        "import loa.documents.apart.child as child, signal, os;"
        "child.bound(); child.bound_time(0.2);\n"
        "while True: pass"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=30)

    assert done.returncode == -signal.SIGXCPU


def test_a_child_is_replaced_after_many_files(monkeypatch):
    apart.pool.end()  # another test may have left one, or two
    apart.read(papers.as_docx(), "a.docx")
    (child,) = apart.pool.idle
    monkeypatch.setattr(limits, "READS", child.reads + 1)

    apart.read(papers.as_docx(), "a.docx")

    assert not apart.pool.idle
    assert child.process.returncode is not None


def test_a_long_text_is_read_apart_as_text(monkeypatch):
    monkeypatch.setattr(apart, "SMALL", 0)

    # What begins like a file is text all the same when it was pasted.
    found = apart.read_text("%PDF-1.7\n" + papers.PLAN)

    assert "Hằng tháng có ít nhất 02 tin, bài" in found.text


def test_the_child_has_none_of_our_secrets(monkeypatch, a_child_that):
    monkeypatch.setenv("LOA_SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret@db/loa")
    a_child_that(
        "{'text': ' '.join(os.environ), 'language': '', 'blocks': [], 'rows': []}"
    )

    seen = apart.read(b"x", "a.docx").text.split()

    assert "PYTHONPATH" in seen
    assert not {"LOA_SECRET_KEY", "DATABASE_URL"} & set(seen)


def test_the_child_needs_no_settings_and_no_database():
    code = (
        "import sys, loa.documents.apart.child;"
        "sys.exit('django.conf' in sys.modules or 'django.db' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_paper_with_a_mark_of_secrecy_says_nothing_and_its_child_is_ended():
    secret = papers.PLAN.replace("Số: 12/KH-UBND", "Số: 12/KH-UBND\nMẬT")

    error = refused(papers.as_docx(secret))

    assert isinstance(error, apart.Classified)
    assert error.detail == ""
    assert not apart.pool.idle


@LONG
def test_threads_of_one_process_have_each_a_child_of_its_own():
    content = papers.as_docx()
    alone = apart.read(content, "a.docx")

    with ThreadPoolExecutor(6) as threads:
        found = [*threads.map(lambda _n: apart.read(content, "a.docx"), range(18))]

    assert all(one == alone for one in found)
    assert 1 <= len(apart.pool.idle) <= 2
