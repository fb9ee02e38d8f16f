"""Data that a document carries: read back whole, or refused and told why."""

import io
import json
import re
import zipfile
from functools import cache

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from loa.domain.docreader import as_json, read
from loa.domain.writing import (
    Soundness,
    carried,
    docx_bytes,
    embed,
    is_pdf_a,
    pdf_bytes,
)
from loa.domain.writing.carried import words as guarded
from loa.domain.writing.carried.docx import embedded
from loa.domain.writing.carried.envelope import envelope_of
from tests.domain.writing import genre
from tests.domain.writing.papers import AT

WRITERS = {"docx": docx_bytes, "pdf": pdf_bytes}
DATA = {
    "tasks": [{"text": "Đăng ít nhất 02 tin, bài mỗi tháng", "due": None, "count": 2}],
    "issuer": "UBND xã Đồng Vàng <&> ]]>",
}


@pytest.fixture(scope="module", params=WRITERS)
def files(request):
    """The same plan with and without what it carries."""
    write = WRITERS[request.param]
    return (
        write(genre.plan(), at=AT),
        write(genre.plan(), at=AT, carrying=DATA),
    )


def test_a_file_gives_back_what_it_carries(files):
    found = carried(files[1])
    assert found is not None
    assert (found.soundness, found.data) == (Soundness.SOUND, DATA)
    assert re.fullmatch(r"[0-9a-f]{64}", found.sha256)


def test_a_file_that_carries_nothing_says_so(files):
    assert carried(files[0]) is None


def test_the_same_data_give_the_same_bytes(files):
    write = WRITERS["pdf" if files[1][:4] == b"%PDF" else "docx"]
    assert write(genre.plan(), at=AT, carrying=DATA) == files[1]


def test_the_words_are_read_the_same_with_what_is_carried(files):
    without, with_data = (as_json(read(raw)) for raw in files)
    assert with_data == without


def test_a_plan_tells_another_installation_its_tasks():
    """What the reader's JSON holds goes out inside the file and comes in whole."""
    tasks = as_json(read(docx_bytes(genre.plan(), at=AT)))["tasks"]
    raw = pdf_bytes(genre.plan(), at=AT, carrying={"tasks": tasks})
    found = carried(raw)
    assert found is not None
    assert found.data == {"tasks": tasks}
    assert len(tasks) == len(genre.PLAN_DUTIES)


def test_the_pdf_stays_pdf_a():
    assert is_pdf_a(pdf_bytes(genre.plan(), at=AT, carrying=DATA))


def test_word_and_libreoffice_find_a_part_like_any_other():
    raw = docx_bytes(genre.plan(), at=AT, carrying=DATA)
    document = Document(io.BytesIO(raw))
    targets = [rel.target_ref for rel in document.part.rels.values()]
    (item,) = [
        part
        for part in document.part.package.iter_parts()
        if b"urn:loa:carried:1" in part.blob and "Props" not in part.partname
    ]
    assert f"..{item.partname}" in targets


def rewritten(raw: bytes, change, part: str) -> bytes:
    """A .docx with one part changed."""
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as source,
        zipfile.ZipFile(saved, "w") as target,
    ):
        for name in source.namelist():
            blob = source.read(name)
            is_it = name == part or (part == "carried" and b"loa.carried/1" in blob)
            target.writestr(name, change(blob) if is_it else blob)
    return saved.getvalue()


@cache
def docx_with_data() -> bytes:
    return docx_bytes(genre.plan(), at=AT, carrying=DATA)


@pytest.mark.parametrize(
    "change",
    [
        lambda blob: blob.replace(b"02 tin", b"20 tin"),
        lambda blob: blob.replace(b'"count": 2', b'"count": 9'),
        lambda blob: re.sub(rb'"sha256": "[0-9a-f]{8}', b'"sha256": "00000000', blob),
        lambda blob: blob.replace(b"loa.carried/1", b"loa.carried/9"),
        lambda blob: re.sub(rb">\{.*\}<", b">{}<", blob, flags=re.DOTALL),
        lambda blob: re.sub(rb">\{.*\}<", b">[]<", blob, flags=re.DOTALL),
        lambda blob: re.sub(rb">\{.*\}<", b">nonsense<", blob, flags=re.DOTALL),
    ],
    ids=["words", "number", "digest", "format", "empty", "list", "nonsense"],
)
def test_tampered_data_are_told_and_not_used(change):
    found = carried(rewritten(docx_with_data(), change, "carried"))
    assert found is not None
    assert (found.soundness, found.data) == (Soundness.TAMPERED, None)


def test_data_attached_to_another_pdf_are_not_used():
    attached = PdfReader(io.BytesIO(pdf_bytes(genre.plan(), at=AT, carrying=DATA)))
    (content,) = attached.attachments["loa-carried.json"]
    writer = PdfWriter(io.BytesIO(pdf_bytes(genre.directive(), at=AT)))
    writer.add_attachment("loa-carried.json", content)
    saved = io.BytesIO()
    writer.write(saved)
    found = carried(saved.getvalue())
    assert found is not None
    assert (found.soundness, found.data) == (Soundness.TEXT_CHANGED, None)


def edited(raw: bytes, change) -> bytes:
    """A .docx after somebody worked on it in Word."""
    document = Document(io.BytesIO(raw))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def bullet(document):
    return next(p for p in document.paragraphs if p.text.startswith("- Tổng hợp"))


def put_off(document):
    run = bullet(document).runs[-1]
    run.text = run.text.replace("15/12/2026", "31/12/2026")


def strike_out(document):
    line = bullet(document)._p
    line.getparent().remove(line)


def slip_in(document):
    bullet(document).insert_paragraph_before("- Báo cáo thêm trước ngày 01/7/2026.")


def slip_in_at_the_end(document):
    last = [p for p in document.paragraphs if p.text.strip()][-1]
    last.insert_paragraph_before("- Nộp thêm báo cáo tuần.")
    behind = last._p.getparent()[last._p.getparent().index(last._p) + 1]
    behind.addprevious(last._p.getprevious())


@pytest.mark.parametrize("change", [put_off, strike_out, slip_in, slip_in_at_the_end])
def test_a_text_changed_since_is_told_and_the_data_not_used(change):
    found = carried(edited(docx_with_data(), change))
    assert found is not None
    assert (found.soundness, found.data) == (Soundness.TEXT_CHANGED, None)


@pytest.mark.parametrize("words", ["- Điều thêm.", ""])
def test_an_annex_is_guarded_too(words):
    raw = docx_bytes(genre.decision(), at=AT, carrying=DATA)

    def change(document):
        if words:
            document.add_paragraph(words)

    found = carried(edited(raw, change))
    assert found is not None
    assert found.is_sound is not bool(words)


def fill_in(document):
    """Number and day are written in by hand, and who received it is added to."""
    for paragraph in document.tables[0].rows[1].cells[0].paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("Số:        /", "Số: 17/")
    document.tables[-1].cell(0, 0).add_paragraph("- Trạm Y tế xã.")


def format_otherwise(document):
    """Word cuts runs as it likes, and somebody marks a word bold."""
    run = bullet(document).runs[-1]
    half = len(run.text) // 2
    rest, run.text = run.text[half:], run.text[:half]
    bullet(document).add_run(rest).bold = True


@pytest.mark.parametrize("change", [lambda document: None, fill_in, format_otherwise])
def test_number_day_and_looks_may_change(change):
    draft = genre.plan(number=None, issued_on=None)
    raw = edited(docx_bytes(draft, at=AT, carrying=DATA), change)
    found = carried(raw)
    assert found is not None
    assert (found.soundness, found.data) == (Soundness.SOUND, DATA)


def test_a_pdf_stamped_with_its_number_keeps_what_it_carries():
    """Signing systems write a number on the first page and save the file anew."""
    raw = pdf_bytes(genre.plan(number=None), at=AT, carrying=DATA)
    stamp = PdfReader(io.BytesIO(pdf_bytes(genre.invitation(), at=AT))).pages[0]
    writer = PdfWriter(clone_from=io.BytesIO(raw))
    writer.pages[0].merge_page(stamp)
    saved = io.BytesIO()
    writer.write(saved)
    found = carried(saved.getvalue())
    assert found is not None
    assert found.soundness is Soundness.SOUND


def test_a_docx_that_is_there_can_be_given_data_and_given_others():
    once = embed(small_docx(), DATA)
    twice = embed(once, {"n": 1})
    assert [carried(raw).data for raw in (once, twice)] == [DATA, {"n": 1}]
    assert len(zipfile.ZipFile(io.BytesIO(twice)).namelist()) == len(
        zipfile.ZipFile(io.BytesIO(once)).namelist()
    )
    changed = edited(twice, lambda one: one.add_paragraph("Thêm."))
    assert carried(changed).soundness is Soundness.TEXT_CHANGED


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + b"\0" * 900, b"van ban"],
)
def test_what_cannot_be_opened_carries_nothing(raw):
    assert carried(raw) is None


def test_only_a_docx_can_be_given_data():
    with pytest.raises(ValueError, match="docx"):
        embed(b"khong phai", DATA)


@cache
def small_docx() -> bytes:
    return docx_bytes(genre.invitation(), at=AT)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(
    st.dictionaries(
        st.text(max_size=8),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3),
        ),
        max_size=5,
    )
)
def test_any_json_comes_back_from_a_docx(data):
    found = carried(embed(small_docx(), data))
    assert found is not None
    assert found.data == json.loads(json.dumps(data))


def test_a_file_made_to_be_searched_for_ever_is_given_up(monkeypatch):
    """Its guarded words may "begin" at each of twenty thousand letters."""
    window = {"page": 0, "opens": "", "length": 9_000, "sha256": "0", "ends": False}
    document = Document()
    document.add_paragraph("a" * 20_000)
    saved = io.BytesIO()
    document.save(saved)
    raw = embedded(saved.getvalue(), envelope_of({}, [window]))
    looked = []
    digest = guarded.digest_of
    monkeypatch.setattr(
        guarded, "digest_of", lambda t: looked.append(len(t)) or digest(t)
    )

    assert carried(raw).soundness is Soundness.TEXT_CHANGED
    assert sum(looked) < 150 * 20_000
