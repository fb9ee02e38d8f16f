"""PDF files with text: columns, tables and paragraphs by their places on the page."""

import pytest

from loa.domain.docreader import read
from tests.corpus.typeset import pdf_from_text
from tests.domain.docreader.test_corpus import (
    GOLDEN,
    SEED,
    check_quotes,
    needs_corpus,
    values,
)

PLAN = next(path for path in GOLDEN if path.parent.name == "binh-an")


@pytest.fixture(scope="module")
def plan():
    return read(pdf_from_text(PLAN.read_text(encoding="utf-8")))


def test_a_plan_as_pdf_gives_the_same_as_its_text(plan):
    assert values(plan) == values(read(PLAN.read_text(encoding="utf-8")))


def test_findings_of_a_pdf_quote_their_words(plan):
    check_quotes(plan)


def test_page_numbers_and_running_heads_are_left_out():
    long = PLAN.read_text(encoding="utf-8").replace(
        "3. UBND các xã, phường",
        "3. UBND các xã, phường\n\n"
        + "\n\n".join(
            f"- Tuyên truyền tại thôn số {n} của xã đến mọi người dân."
            for n in range(120)
        ),
    )

    text = read(pdf_from_text(long, running_head="Bản lưu hành nội bộ")).text

    assert "Bản lưu hành nội bộ" not in text
    assert not {
        line for line in text.splitlines() if line.strip().isdigit() and int(line) > 2
    }


@needs_corpus
def test_seed_001_as_pdf_gives_the_same_tasks_as_its_text():
    text = SEED.read_text(encoding="utf-8")

    document = read(pdf_from_text(text.replace("**", "")))

    assert [task.text for task in document.tasks] == [
        task.text for task in read(text).tasks
    ]
