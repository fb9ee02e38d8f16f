"""A paper's way: drafted, edited in Word, frozen, signed, numbered, issued, recalled."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied

from loa.documents.models import (
    Delivery,
    Document,
    DraftStatus,
    Relation,
    SignedFile,
)
from loa.documents.outgoing import issuing, numbering, selectors, signing, writing
from loa.documents.services import relate_documents
from loa.domain.docreader import Unreadable
from loa.files import selectors as files
from tests.documents.outgoing.conftest import NOW, TODAY, begin, by, paper_of
from tests.factories import make_document, moment


def edited(content: bytes, old: str, new: str) -> bytes:
    """The file as Word saves it after one change of words."""
    document = docx.Document(BytesIO(content))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def content_of(draft) -> bytes:
    return files.content(writing.newest(draft).file)


def frozen_bytes(draft, format="docx") -> bytes:
    row = next(r for r in selectors.frozen_files(draft) if r.format == format)
    return files.content(row.file)


def out(cast, draft):
    signing.freeze(draft=draft, seen=writing.newest(draft).version, **by(cast))
    return draft


def back(cast, draft, content=None) -> SignedFile:
    return signing.receive_signed(
        draft=draft,
        content=content or frozen_bytes(draft),
        name="da-ky.docx",
        **by(cast),
    )


def issue(cast, draft, number="5", on=TODAY, **more) -> Document:
    return issuing.issue_draft(
        draft=draft, issue=issuing.Issue(number, on, **more), **by(cast)
    )


def issued(cast, draft, number="5") -> Document:
    """All the way; a Word file without a signature is looked at by eye."""
    out(cast, draft)
    back(cast, draft)
    return issue(cast, draft, number, is_seen=True)


def test_what_word_changed_is_a_new_version_byte_for_byte(cast, draft):
    changed = edited(content_of(draft), "02 tin", "03 tin")

    made = writing.bring_back(
        draft=draft, content=changed, name="sua.docx", seen=1, **by(cast)
    )

    assert made.version == 2
    assert files.content(made.file) == changed
    assert "ít nhất 03 tin" in made.text
    assert not made.paper  # no longer known as data
    assert "ít nhất 02 tin" in draft.versions.get(version=1).text


def test_the_same_file_again_is_no_version(cast, draft):
    with pytest.raises(writing.SameVersion):
        writing.bring_back(
            draft=draft, content=content_of(draft), name="x.docx", seen=1, **by(cast)
        )


def test_of_two_who_edited_the_same_version_the_second_is_told_by_whom(cast, draft):
    first = edited(content_of(draft), "02 tin", "03 tin")
    second = edited(content_of(draft), "02 tin", "04 tin")
    writing.bring_back(draft=draft, content=first, name="a.docx", seen=1, **by(cast))

    with pytest.raises(writing.NewerVersion) as told:
        writing.bring_back(
            draft=draft, content=second, name="b.docx", seen=1, **by(cast, "head")
        )

    assert told.value.version.made_by == cast.clerk
    assert draft.versions.count() == 2


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused_and_nothing_kept(cast, draft, content):
    with pytest.raises(Unreadable):
        writing.bring_back(draft=draft, content=content, name="x", seen=1, **by(cast))
    assert draft.versions.count() == 1


def test_a_paper_with_blanks_is_not_sent_for_signing(cast):
    draft = begin(cast, words=("Giao […] chủ trì.",))

    with pytest.raises(signing.Blanks):
        out(cast, draft)

    draft.refresh_from_db()
    assert draft.status == DraftStatus.DRAFT


def test_an_issued_paper_has_its_number_and_stands_in_its_recipients_inbox(cast, draft):
    document = issued(cast, draft, "05")

    assert str(document) == "Kế hoạch 05/KH-UBND"
    assert document.issued_on == TODAY
    assert document.issuer == cast.commune
    assert document.direction == "outgoing"
    assert Delivery.objects.get().body == cast.neighbour
    draft.refresh_from_db()
    assert (draft.status, draft.document) == (DraftStatus.ISSUED, document)


def test_a_signed_file_with_another_figure_is_shown_and_not_issued(cast, draft):
    out(cast, draft)
    made = back(cast, draft, edited(frozen_bytes(draft), "02 tin", "20 tin"))

    assert made.comparison == SignedFile.Comparison.DIFFERS
    assert made.differences[0]["figures"] == [["02", "20"]]
    with pytest.raises(issuing.Differs):
        issue(cast, draft, is_seen=True)
    assert not Document.objects.filter(issuer=cast.commune).exists()


def test_number_and_day_filled_in_at_signing_are_no_difference(cast, draft):
    out(cast, draft)
    filled = edited(frozen_bytes(draft), "Nothing", "")
    document = docx.Document(BytesIO(filled))
    for cell in document.tables[0]._cells:
        for paragraph in cell.paragraphs:
            if paragraph.text.startswith("Số:"):
                paragraph.runs[0].text = "Số: 07/KH-UBND"
            if "ngày" in paragraph.text:
                paragraph.runs[0].text = "Tam Giai, ngày 21 tháng 11 năm 2026"
    packed = BytesIO()
    document.save(packed)

    made = back(cast, draft, packed.getvalue())

    assert made.comparison == SignedFile.Comparison.SAME
    assert (made.number, made.issued_on) == ("07", TODAY)
    with pytest.raises(issuing.OtherInFile):
        issue(cast, draft, "8", is_seen=True)
    assert issue(cast, draft, "7", is_seen=True).number == "07"


@pytest.mark.verify
def test_a_number_is_given_once_a_year_to_a_kind_of_paper(cast, draft):
    issued(cast, draft, "5")
    second = begin(cast, subject="Kế hoạch khác")

    with pytest.raises(numbering.NumberTaken) as told:
        issued(cast, second, "05")

    assert told.value.what == "Kế hoạch 05/KH-UBND"
    second.refresh_from_db()
    assert second.status == DraftStatus.RETURNED


def test_a_day_to_come_is_not_possible(cast, draft):
    out(cast, draft)
    back(cast, draft)
    with pytest.raises(issuing.DayNotPossible):
        issue(cast, draft, on=TODAY + timedelta(days=1), is_seen=True)


def test_a_number_taken_in_one_year_is_not_given_to_a_day_of_the_next(cast, draft):
    out(cast, draft)
    back(cast, draft)
    numbering.enter_number(
        draft=draft, number="9", year=TODAY.year - 1, actor=cast.clerk, at=NOW
    )
    with pytest.raises(issuing.DayNotPossible):
        issue(cast, draft, "9", is_seen=True)


@pytest.mark.verify
def test_a_file_without_signature_asks_for_an_eye(cast, draft):
    out(cast, draft)
    back(cast, draft)
    with pytest.raises(issuing.NotLookedAt):
        issue(cast, draft)


def test_what_is_issued_already_is_told_to_the_second(cast, draft):
    issued(cast, draft)
    with pytest.raises(writing.Moved):
        issue(cast, draft, "6", is_seen=True)
    assert draft.numbers.count() == 1


@pytest.mark.verify
def test_one_signed_file_is_not_issued_twice(cast, draft):
    issued(cast, draft)
    second = out(cast, begin(cast))
    with pytest.raises(signing.IssuedBefore):
        back(cast, second)


def test_another_bodys_people_may_not(cast, draft):
    with pytest.raises(PermissionDenied):
        signing.freeze(draft=draft, seen=1, **by(cast, "outsider"))


@pytest.mark.verify
@pytest.mark.parametrize(
    ("purpose", "kind", "ended"),
    [
        ("replacement", "replaces", "replaced"),
        ("correction", "corrects", ""),
        ("recall", "recalls", "recalled"),
    ],
)
def test_what_follows_a_paper_is_a_paper_of_its_own(cast, draft, purpose, kind, ended):
    first = issued(cast, draft)
    follow = writing.begin_draft(
        beginning=writing.Beginning(
            paper_of(cast.commune, subject="Kế hoạch sau"), purpose, first
        ),
        **by(cast),
    )

    document = issued(cast, follow, "6")

    relation = Relation.objects.get(other=first)
    assert (relation.document, relation.kind) == (document, kind)
    first.refresh_from_db()
    assert first.ended == ended
    draft.refresh_from_db()
    assert draft.status == (ended or "issued")
    # Whoever had the first one gets the second.
    assert Delivery.objects.filter(document=document, body=cast.neighbour).exists()


def test_a_series_goes_on_and_a_void_number_stays(cast, draft):
    numbering.switch_series(is_on=True, **by(cast, "head"))
    numbering.set_next(type_code="KH", year=2026, next=12, **by(cast, "head"))
    out(cast, draft)
    row = signing.number_before_signing(draft=draft, **by(cast))
    assert row.number == "12"
    assert "Số: 12/KH-UBND" in selectors.frozen_files(draft)[0].text

    with pytest.raises(signing.HasNumber):
        signing.take_back(draft=draft, **by(cast))
    numbering.void_number(row=row, reason="In nhầm ngày", **by(cast))
    signing.take_back(draft=draft, **by(cast))
    document = issued(cast, draft, "")

    assert document.number == "13"
    void, given = selectors.numbers_given(cast.commune.pk, 2026).order_by("pk")
    assert (void.number, void.void_reason, given.number) == ("12", "In nhầm ngày", "13")


@pytest.mark.verify
def test_a_series_does_not_go_back(cast, draft):
    issued(cast, draft, "40")
    with pytest.raises(numbering.TooLow) as told:
        numbering.set_next(type_code="KH", year=2026, next=7, **by(cast, "head"))
    assert told.value.least == 41


def test_the_clerk_does_not_set_up_numbers(cast):
    with pytest.raises(PermissionDenied):
        numbering.switch_series(is_on=True, **by(cast))


@pytest.mark.verify
def test_a_new_year_begins_with_one(cast, draft):
    numbering.switch_series(is_on=True, **by(cast, "head"))
    later = moment(2027, 1, 4)
    issued(cast, draft, "")
    second = begin(cast, subject="Kế hoạch năm sau")
    signing.freeze(draft=second, seen=1, **by(cast, at=later))
    signing.receive_signed(
        draft=second, content=frozen_bytes(second), name="x.docx", **by(cast, at=later)
    )
    document = issuing.issue_draft(
        draft=second,
        issue=issuing.Issue("", date(2027, 1, 4), is_seen=True),
        **by(cast, at=later),
    )
    assert document.number == "01"


def test_the_number_of_an_issued_paper_is_not_made_void(cast, draft):
    numbering.switch_series(is_on=True, **by(cast, "head"))
    out(cast, draft)
    row = signing.number_before_signing(draft=draft, **by(cast))
    back(cast, draft)
    issue(cast, draft, "", is_seen=True)

    with pytest.raises(writing.Moved):
        numbering.void_number(row=row, reason="Bấm muộn một bước", **by(cast))

    row.refresh_from_db()
    assert row.void_at is None


def test_what_another_body_notes_of_a_paper_is_not_shown_with_it(cast, draft):
    document = issued(cast, draft)
    theirs = make_document(
        cast.neighbour, cast.outsider, status="confirmed", issued_on=TODAY
    )
    relate_documents(
        document=theirs, other=document, kind="replaces", **by(cast, "outsider")
    )

    assert selectors.follow_ups(document) == []


def test_nobody_recalls_what_another_body_holds(cast):
    theirs = make_document(cast.neighbour, cast.outsider, status="confirmed")
    beginning = writing.Beginning(paper_of(cast.commune), "recall", theirs)

    with pytest.raises(PermissionDenied):
        writing.begin_draft(beginning=beginning, **by(cast))
