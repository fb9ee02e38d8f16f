"""A document comes in: kept as it came, read, and recognised when it is here."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied

from loa.audit.models import Entry
from loa.common import once
from loa.documents import apart, services
from loa.documents.models import Document, Finding, Status
from loa.domain.docreader import Reason, Unreadable
from loa.files import selectors as files
from loa.files.models import StoredFile
from loa.files.services import TooLarge
from loa.orgs.models import Role
from loa.orgs.selectors import acting
from tests.cast import TODAY
from tests.documents import papers
from tests.documents.conftest import AT
from tests.factories import give, make_user


def bring(cast, who="clerk", **given):
    return services.bring_in_document(
        **given, actor=getattr(cast, who), acting=cast.acting(who), at=AT
    )


def test_the_original_is_kept_byte_for_byte_with_its_digest(cast):
    content = papers.as_docx()

    document = bring(cast, content=content, name="Kế hoạch 12.docx")

    stored = document.files.get().file
    assert files.content(stored) == content
    assert document.sha256 == stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.name == "Kế hoạch 12.docx"


#
@pytest.mark.parametrize(
    "given",
    [
        {"text": papers.PLAN},
        {"content": papers.PLAN.encode(), "name": "ke-hoach.txt"},
        {"content": papers.as_docx(), "name": "ke-hoach.docx"},
        {"content": papers.as_docx(), "name": "named-as-something-else.pdf"},
        {"content": papers.as_pdf(), "name": "ke-hoach.pdf"},
    ],
)
def test_a_plan_is_read_into_its_header_and_tasks(cast, given):
    document = bring(cast, **given)

    assert str(document) == "Kế hoạch 12/KH-UBND"
    assert (document.number, document.symbol) == ("12", "KH-UBND")
    assert document.issued_on.isoformat() == "2026-01-20"
    assert document.signer_name == "Nguyễn Văn An"
    assert document.status == Status.READ
    assert document.findings.filter(field="task").count() == 4


def test_the_issuer_becomes_the_body_of_that_name(cast, plan):
    assert plan.issuer == cast.province


#
def test_every_finding_points_at_its_own_words(plan):
    for row in plan.findings.exclude(start=None):
        assert 0 <= row.start < row.end <= len(plan.text)
    number = plan.findings.get(field="number")
    assert plan.text[number.start : number.end] == number.value == "12"


def test_what_the_machine_read_stays_beside_what_counts(plan):
    assert all(row.value == row.proposed for row in plan.findings.all())
    assert not plan.findings.exclude(state=Finding.State.PROPOSED).exists()


def test_bringing_in_is_written_in_the_log(cast, plan):
    entry = Entry.objects.get(action="documents.document.brought")

    assert entry.actor_name == "Lê Thị Clerk"
    assert entry.body_id == cast.commune.pk
    assert entry.detail["sha256"] == plan.sha256


def test_the_same_file_is_brought_into_a_body_once(cast):
    first = bring(cast, content=papers.as_docx(), name="a.docx")
    same = papers.as_docx()
    assert hashlib.sha256(same).hexdigest() == first.sha256

    with pytest.raises(services.AlreadyBrought) as found:
        bring(cast, "head", content=same, name="b.docx")

    assert found.value.document == first
    assert Document.objects.count() == 1


def test_a_withdrawn_document_may_be_brought_in_again(cast, plan):
    services.withdraw_document(
        document=plan, actor=cast.clerk, acting=cast.acting("clerk"), at=AT
    )

    again = bring(cast, text=papers.PLAN)

    assert again != plan
    assert again.status == Status.READ


def test_another_body_may_bring_in_its_own_copy(cast, plan):
    assert bring(cast, "outsider", text=papers.PLAN).held_by == cast.neighbour


def test_a_document_of_the_same_number_issuer_and_year_is_recognised(cast, plan):
    # R1.10: another file, the same paper.
    with pytest.raises(services.AlreadyHere) as found:
        bring(cast, content=papers.as_docx(), name="ban-word.docx")

    assert found.value.document == plan


@pytest.mark.parametrize(
    "text",
    [
        papers.PLAN.replace("12/KH-UBND", "13/KH-UBND"),
        papers.PLAN.replace("năm 2026\n\nKẾ", "năm 2025\n\nKẾ"),
        papers.PLAN.replace("LAM GIANG", "SƠN HẠ"),
        papers.PLAN.replace("Số: 12", "Số:   "),
    ],
    ids=["number", "year", "issuer", "blank number"],
)
def test_another_number_year_or_issuer_is_another_document(cast, plan, text):
    assert bring(cast, text=text) != plan


def test_a_second_one_of_the_same_number_is_brought_in_when_she_insists(cast, plan):
    content = papers.as_docx()

    assert bring(cast, content=content, name="a.docx", as_another=True) != plan


def test_a_delivered_document_is_recognised_by_its_addressee(cast, plan):
    hand = {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}
    services.confirm_document(document=plan, **hand)
    plan.refresh_from_db()
    services.deliver_document(document=plan, bodies=[cast.neighbour.pk], at=AT)

    with pytest.raises(services.AlreadyHere) as found:
        bring(cast, "outsider", text=papers.PLAN)

    assert found.value.document == plan


def test_a_double_click_brings_in_one_document(cast):
    first = bring(cast, text=papers.PLAN, once_key="k" * 22)

    with pytest.raises(once.AlreadyDone) as done:
        bring(cast, text=papers.PLAN, once_key="k" * 22)

    assert done.value.result_url == f"/van-ban/{first.pk}/"
    assert Document.objects.count() == 1


def test_a_viewer_may_not_bring_in(cast):
    viewer = make_user("viewer")
    give(viewer, Role.VIEWER, cast.commune)

    with pytest.raises(PermissionDenied):
        services.bring_in_document(
            text=papers.PLAN,
            actor=viewer,
            acting=acting(viewer, chosen=None, on=TODAY),
            at=AT,
        )


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.docx", Reason.EMPTY),
        (b" \n\t ", "a.txt", Reason.EMPTY),
        (papers.png(), "ke-hoach.docx", Reason.NOT_LEGIBLE),
        (papers.ENCRYPTED, "a.docx", Reason.ENCRYPTED),
        (papers.DAMAGED, "a.docx", Reason.DAMAGED),
        (b"%PDF-1.7\n1 0 obj\n<<", "a.pdf", Reason.DAMAGED),
        (b"MZ\x90\x00\x03" + b"\x00" * 100, "a.docx", Reason.WRONG_TYPE),
    ],
)
def test_what_cannot_be_read_says_why_and_leaves_nothing(cast, content, name, reason):
    with pytest.raises(Unreadable) as refused:
        bring(cast, content=content, name=name)

    assert refused.value.reason == reason
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_bomb_is_not_opened(cast):
    with pytest.raises(Unreadable) as refused:
        bring(cast, content=papers.bomb(), name="a.docx")

    assert refused.value.reason == Reason.BOMB
    assert not Document.objects.exists()


def test_an_external_entity_is_never_followed(cast):
    with pytest.raises(Unreadable) as refused:
        bring(cast, content=papers.with_external_entity(), name="a.docx")

    assert refused.value.reason == Reason.HOSTILE
    assert not Document.objects.exists()


def test_a_file_above_the_limit_is_refused(cast, settings):
    settings.LOA_MAX_UPLOAD = 100

    with pytest.raises(TooLarge):
        bring(cast, content=papers.as_docx(), name="a.docx")

    assert not Document.objects.exists()


def test_a_document_in_another_language_comes_in_with_a_warning(cast):
    document = bring(cast, text=papers.ENGLISH)

    warnings = document.findings.filter(field="warning")
    assert "not_vietnamese" in [row.value for row in warnings]
    assert document.status == Status.READ


def test_a_blank_number_and_day_stay_blank(cast):
    text = papers.PLAN.replace("Số: 12/", "Số:    /").replace("ngày 20 ", "ngày    ")

    document = bring(cast, text=text)

    assert (document.number, document.issued_on) == ("", None)


def test_nothing_is_stored_when_the_disk_fails(cast, monkeypatch):
    def full(_content: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("loa.files.storage.keep", full)

    with pytest.raises(OSError, match="No space"):
        bring(cast, text=papers.PLAN)

    assert not Document.objects.exists()
    assert not Finding.objects.exists()


def test_two_who_drop_one_file_at_once_get_one_document(cast, monkeypatch):
    read = apart.read

    def while_the_other_is_faster(content: bytes, name: str, **named) -> object:
        monkeypatch.setattr(apart, "read", read)
        bring(cast, "head", content=content, name=name)
        return read(content, name, **named)

    monkeypatch.setattr(apart, "read", while_the_other_is_faster)

    with pytest.raises((services.AlreadyBrought, services.AlreadyHere)) as found:
        bring(cast, content=papers.as_docx(), name="a.docx", as_another=True)

    assert found.value.document.brought_by == cast.head
    assert Document.objects.count() == 1


def test_a_long_value_is_cut_in_its_column_and_whole_in_its_finding(cast):
    place = "Bến Lam " * 30
    text = papers.PLAN.replace("PHÓ CHỦ TỊCH", f"PHÓ CHỦ TỊCH {place.upper()}")

    document = bring(cast, text=text)

    assert len(document.signer_title) <= 200
