"""A confirmed document carries its tasks inside itself."""

from io import BytesIO

import docx
import pytest

from loa.documents import apart, services
from loa.documents.carrying import NothingToCarry, file_with_tasks, payload_of
from loa.documents.models import Finding
from loa.documents.selectors import reading
from loa.domain.writing import embed
from loa.domain.writing.carried.pdf import attached, with_attachment
from tests.documents.papers import as_docx, as_pdf
from tests.factories import moment

AT = moment(2026, 2, 1)


@pytest.fixture
def confirmed(cast):
    """The plan as a Word file, one quota of it corrected, confirmed."""
    document = services.bring_in_document(
        content=as_docx(),
        name="ke-hoach.docx",
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=AT,
    )
    by = {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}
    quota = document.findings.get(field="task.quota")
    services.correct_finding(finding=quota, value=quota.value | {"count": 4}, **by)
    services.settle_rest(document=document, **by)
    return services.confirm_document(document=document, **by)


def brought_elsewhere(cast, content):
    return services.bring_in_document(
        content=content,
        name="nhan.docx",
        as_another=True,
        actor=cast.outsider,
        acting=cast.acting("outsider"),
        at=AT,
    )


def test_the_tasks_come_out_elsewhere_as_they_were_confirmed(cast, confirmed):
    answer = cast.client("clerk").get(f"/van-ban/{confirmed.pk}/kem-nhiem-vu/")

    other = brought_elsewhere(cast, answer.content)

    mine, theirs = reading(confirmed).tasks, reading(other).tasks
    assert [t.text for t in theirs] == [t.text for t in mine]
    assert [t.kind for t in theirs] == [t.kind for t in mine]
    assert [t.quota["count"] for t in theirs if t.quota] == [4]
    rows = other.findings.exclude(item=None)
    assert set(rows.values_list("certainty", flat=True)) == {"certain"}
    assert all(other.text[t.start : t.end] == confirmed.text[m.start : m.end]
               for t, m in zip(theirs, mine, strict=True))  # fmt: skip


def test_where_the_words_were_changed_they_are_read_anew_and_it_is_said(
    cast, confirmed
):
    _name, content = file_with_tasks(confirmed)
    document = docx.Document(BytesIO(content))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("02 tin", "09 tin")
    packed = BytesIO()
    document.save(packed)

    other = brought_elsewhere(cast, packed.getvalue())

    assert Finding.objects.filter(document=other, value="carried_changed").exists()
    assert [t.quota["count"] for t in reading(other).tasks if t.quota] == [9]


def test_what_is_not_confirmed_carries_nothing(cast, plan):
    with pytest.raises(NothingToCarry):
        file_with_tasks(plan)
    answer = cast.client("clerk").get(f"/van-ban/{plan.pk}/kem-nhiem-vu/")
    assert answer.status_code == 302


@pytest.mark.parametrize("odd", [{"item": -1}, {"item": 10**6}, {"item": [1]}])
def test_tasks_under_numbers_that_no_paper_has_are_not_taken(cast, confirmed, odd):
    carries = payload_of(confirmed)
    carries["tasks"][0] |= odd

    other = brought_elsewhere(cast, embed(as_docx(), carries))

    assert Finding.objects.filter(document=other, value="carried_changed").exists()
    assert reading(other).tasks


def test_what_a_file_carries_is_looked_at_by_a_child(cast, confirmed, monkeypatch):
    _name, content = file_with_tasks(confirmed)
    asked = []
    ask = apart.pool.ask
    monkeypatch.setattr(
        apart.pool,
        "ask",
        lambda what, *rest: asked.append(what["kind"]) or ask(what, *rest),
    )

    brought_elsewhere(cast, content)

    assert asked == ["file", "carried"]


@pytest.fixture
def confirmed_pdf(cast):
    """The plan as a PDF, confirmed."""
    by = {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}
    document = services.bring_in_document(content=as_pdf(), name="ke-hoach.pdf", **by)
    services.settle_rest(document=document, **by)
    return services.confirm_document(document=document, **by)


def test_a_pdf_carries_the_tasks_as_an_attached_file(cast, confirmed_pdf):
    answer = cast.client("clerk").get(f"/van-ban/{confirmed_pdf.pk}/kem-nhiem-vu/")
    assert answer["Content-Type"] == "application/pdf"
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    # What was there stays byte for byte: the data come behind it.
    assert content.startswith(as_pdf())

    other = brought_elsewhere(cast, content)

    assert [t.text for t in reading(other).tasks] == [
        t.text for t in reading(confirmed_pdf).tasks
    ]
    rows = other.findings.exclude(item=None)
    assert set(rows.values_list("certainty", flat=True)) == {"certain"}


def test_tasks_in_a_pdf_that_were_tampered_with_are_not_taken(cast, confirmed_pdf):
    _name, content = file_with_tasks(confirmed_pdf)
    text = attached(content)
    other = brought_elsewhere(
        cast, with_attachment(content, text.replace("02 tin", "09 tin"))
    )
    assert Finding.objects.filter(document=other, value="carried_changed").exists()
    assert not other.findings.filter(rule="carried").exists()
