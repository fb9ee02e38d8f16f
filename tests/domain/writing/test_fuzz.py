"""Any text makes two files that open, and neither is ever half a file."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from loa.domain.writing import (
    Appendix,
    Article,
    Bullet,
    Clause,
    Column,
    Division,
    DivisionKind,
    Figure,
    Heading,
    Note,
    Paragraph,
    Point,
    Row,
    Sheet,
    SheetColumn,
    Soundness,
    Table,
    carried,
    docx_bytes,
    number_headings,
    pdf_bytes,
    plain,
    workbook_bytes,
)
from tests.domain.writing.opening import line_with
from tests.domain.writing.papers import AT, quarterly_report

TEXTS = st.text(max_size=60)
RUNS = st.builds(
    lambda text, key: (*plain(text), Figure(key, text)), TEXTS, st.text(max_size=8)
)


def two_columns(left, right, caption):
    columns = (Column(left, 0.1), Column(right))
    return Table(columns, (Row((plain(left), plain(right))),), caption)


BLOCKS = st.one_of(
    st.builds(Paragraph, RUNS),
    st.builds(Bullet, RUNS, st.integers(0, 3)),
    st.builds(Division, st.sampled_from(DivisionKind), TEXTS),
    st.builds(Article, TEXTS, RUNS | st.just(())),
    st.builds(Clause, RUNS),
    st.builds(Point, RUNS),
    st.builds(Note, RUNS),
    st.builds(Heading, st.integers(-1, 5), TEXTS),
    st.builds(two_columns, TEXTS, TEXTS, TEXTS),
)


def make_both(blocks, name):
    numbered = number_headings(blocks[:20])
    paper = quarterly_report(
        body=numbered,
        subject=name + "x",
        recipients=(name,),
        addressees=(name, name),
        bases=(name,),
        appendices=(
            Appendix(name, numbered, is_landscape=True),
            Appendix(name, numbered, type_name=name),
        ),
        authority=name,
        drafter=name,
        contact=(name, name),
    )
    data = {"name": name}
    for raw in (
        docx_bytes(paper, at=AT, carrying=data),
        pdf_bytes(paper, at=AT, carrying=data),
    ):
        found = carried(raw)
        assert found is not None
        assert found.soundness is Soundness.SOUND
        assert found.data == data
        if raw.startswith(b"PK"):
            assert line_with(raw, "Số: 05/BC-SNV")
        else:
            pages = PdfReader(io.BytesIO(raw)).pages
            assert "05/BC-SNV" in pages[0].extract_text()
    workbook_bytes([Sheet(name, (SheetColumn(name),), [[name]])], at=AT)


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(BLOCKS, max_size=5), TEXTS)
def test_any_text_makes_files_that_open(blocks, name):
    make_both(blocks, name)


@pytest.mark.verify
@pytest.mark.timeout(900)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, max_size=12), TEXTS)
def test_any_text_makes_files_that_open_long(blocks, name):
    make_both(blocks, name)
