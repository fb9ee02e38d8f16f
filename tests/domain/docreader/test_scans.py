"""Scanned pages: read in their order, no surer than the eye was."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from loa.domain.docreader import (
    Caution,
    Certainty,
    Reason,
    Scans,
    Unreadable,
    read,
)
from loa.domain.docreader.openers.raw import RawWord
from loa.domain.docreader.scanned import is_number, weigh
from tests.corpus.scans import as_pdf, as_png, as_tiff, pictures_of
from tests.corpus.typeset import pdf_from_text
from tests.documents.papers import PLAN
from tests.domain.docreader.test_corpus import check_quotes
from tests.machine import eyes_reason

needs_eyes = pytest.mark.skipif(bool(eyes_reason()), reason=eyes_reason())


@pytest.fixture(scope="module")
def pages():
    return pictures_of(pdf_from_text(PLAN), dpi=200)


def half_scanned(pages):
    """The plan with its text, and behind it the same as pictures."""
    writer = PdfWriter()
    for part in (pdf_from_text(PLAN), as_pdf(pages)):
        for page in PdfReader(io.BytesIO(part)).pages:
            writer.add_page(page)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def doubted(document, *, of, confidence):
    """The document as if it had been a scan with one word hard to see."""
    words = [
        RawWord(word, confidence if of in word else 96)
        for word in document.text.split()
    ]
    return weigh(document, words)


@pytest.mark.parametrize(
    ("number", "kind", "formed"),
    [
        ("35/KH-UBND", "Kế hoạch", True),
        ("12/2025/QĐ-UBND", "Quyết định", True),
        ("35/UBND-VX", "Công văn", True),
        ("07-KH/TU", "Kế hoạch", True),
        ("3S/KH-UBND", "Kế hoạch", False),
        ("35/KIH-UBND", "Kế hoạch", False),
        ("35", "Kế hoạch", False),
        ("35/KH-UB§D", "Kế hoạch", False),
    ],
)
def test_a_number_is_formed_as_official_ones_are(number, kind, formed):
    assert is_number(number, kind) is formed


def test_a_number_that_is_not_formed_as_one_is_flagged_not_trusted():
    plan = read(PLAN.replace("Số: 12/KH-UBND", "Số: 12/KIH-UBND"))
    assert plan.finding("number").certainty == Certainty.CERTAIN

    scan = doubted(plan, of="nothing", confidence=0)

    assert scan.finding("number").certainty == Certainty.DOUBTFUL
    assert scan.finding("symbol").certainty == Certainty.DOUBTFUL
    assert Caution.NUMBER_UNCLEAR in scan.warnings
    assert scan.finding("place").certainty == Certainty.CERTAIN


@pytest.mark.parametrize(
    ("confidence", "certainty"),
    [
        (30, Certainty.DOUBTFUL),
        (70, Certainty.LIKELY),
        (95, Certainty.CERTAIN),
    ],
)
def test_a_finding_is_no_surer_than_its_words(confidence, certainty):
    scan = doubted(read(PLAN), of="12/KH-UBND", confidence=confidence)

    assert scan.finding("number").certainty == certainty
    assert scan.finding("place").certainty == Certainty.CERTAIN
    (word,) = (w for w in scan.scanned if scan.quote(w.span) == "12/KH-UBND")
    assert word.confidence == confidence


def test_every_word_of_a_scan_keeps_its_confidence():
    plan = read(PLAN)

    scan = doubted(plan, of="Lam", confidence=41)

    assert [scan.quote(word.span) for word in scan.scanned] == scan.text.split()
    assert {w.confidence for w in scan.scanned if "Lam" in scan.quote(w.span)} == {41}


def test_a_scan_is_told_from_what_cannot_be_read(pages):
    with pytest.raises(Unreadable) as waits:
        read(as_pdf(pages), scans=Scans(at_most=0))
    with pytest.raises(Unreadable) as blind:
        read(as_png(pages[0]), scans=Scans(tessdata="/nowhere"))

    reason = Reason.NO_TEXT_LAYER if eyes_reason() else Reason.SCANNED
    assert waits.value.reason == reason
    assert blind.value.reason == Reason.PICTURE


def test_too_many_pages_are_refused_before_any_is_looked_at(pages):
    with pytest.raises(Unreadable) as refused:
        read(as_tiff(pages * 3), scans=Scans(at_most=2))

    assert refused.value.reason in (Reason.TOO_MANY_SCANS, Reason.PICTURE)


@needs_eyes
@pytest.mark.verify
@pytest.mark.parametrize(
    "turned", [0, 90, 180, 270, 5], ids=["as is", "left", "over", "right", "askew"]
)
def test_a_page_laid_on_the_glass_in_any_way_is_read(pages, turned):
    image = pages[0].rotate(turned, expand=True, fillcolor=255)

    document = read(as_png(image))

    assert document.number == "12/KH-UBND"
    assert document.issuer == "ỦY BAN NHÂN DÂN TỈNH LAM GIANG"
    assert document.issued_on.isoformat() == "2026-01-20"
    assert [task.kind for task in document.tasks] == [
        task.kind for task in read(PLAN).tasks
    ]
    assert Caution.SCANNED in document.warnings
    check_quotes(document)


@needs_eyes
@pytest.mark.verify
def test_pages_with_text_and_pages_of_pictures_are_one_document(pages):
    told = []

    document = read(
        half_scanned(pages), scans=Scans(tell=lambda page, of: told.append((page, of)))
    )

    assert document.text.count("12/KH-UBND") == 2
    assert told == [(n, len(pages)) for n in range(1, len(pages) + 1)]
    first = document.text.index("12/KH-UBND")
    assert all(word.span.start > first for word in document.scanned)


def test_pages_that_could_not_be_read_are_told_of(pages):
    document = read(half_scanned(pages), scans=Scans(tessdata="/nowhere"))

    assert Caution.PAGES_UNSEEN in document.warnings
    assert document.number == "12/KH-UBND"
