"""A zip or an e-mail comes in: one file is the paper, all of them are kept."""

import hashlib
from email.message import EmailMessage

import pytest

from loa.audit.models import Entry
from loa.documents import services
from loa.documents.models import Document, DocumentFile
from loa.domain.docreader import Reason, Unreadable
from loa.files import selectors as files
from loa.files.models import StoredFile
from tests.documents import papers
from tests.documents.test_bringing import bring
from tests.domain.docreader.files import zipped

pytestmark = pytest.mark.django_db

ANNEX = "PHỤ LỤC\nDanh mục nhiệm vụ tuyên truyền của các sở".encode()
OTHER = papers.PLAN.replace("12/KH-UBND", "13/KH-UBND").encode()
Role = DocumentFile.Role


@pytest.fixture
def packet():
    return zipped(
        {
            "kem/phu-luc.txt": ANNEX,
            "ke-hoach.docx": papers.as_docx(),
            "a.png": papers.png(),
        }
    )


@pytest.fixture
def document(cast, packet):
    return bring(cast, content=packet, name="van-ban.zip")


def kept(document, role):
    rows = document.files.filter(role=role).select_related("file").order_by("pk")
    return {row.file.name: files.content(row.file) for row in rows}


def test_the_paper_is_read_and_every_file_kept_byte_for_byte(document, packet):
    assert str(document) == "Kế hoạch 12/KH-UBND"
    assert kept(document, Role.CONTAINER) == {"van-ban.zip": packet}
    assert kept(document, Role.ORIGINAL) == {"ke-hoach.docx": papers.as_docx()}
    assert kept(document, Role.ATTACHMENT) == {
        "phu-luc.txt": ANNEX,
        "a.png": papers.png(),
    }
    assert document.sha256 == hashlib.sha256(packet).hexdigest()


def test_an_e_mail_is_its_attachment(cast):
    message = EmailMessage()
    message["From"], message["To"] = "a@loa.invalid", "b@loa.invalid"
    message["Subject"] = "Gửi kế hoạch"
    message.set_content("Kính gửi các đơn vị kế hoạch số 12.")
    message.add_attachment(
        papers.as_docx(),
        maintype="application",
        subtype="msword",
        filename="Kế hoạch.docx",
    )

    document = bring(cast, content=message.as_bytes(), name="thu.eml")

    assert str(document) == "Kế hoạch 12/KH-UBND"
    assert list(kept(document, Role.ORIGINAL)) == ["Kế hoạch.docx"]
    assert kept(document, Role.CONTAINER) == {"thu.eml": message.as_bytes()}


def test_an_e_mail_without_attachments_is_itself_the_paper(cast):
    header = "From: a@loa.invalid\nTo: b@loa.invalid\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"
    raw = (header + papers.PLAN).encode()

    document = bring(cast, content=raw, name="thu.eml")

    assert str(document) == "Kế hoạch 12/KH-UBND"
    assert kept(document, Role.ORIGINAL) == {"thu.eml": raw}
    assert document.files.count() == 1


def test_a_paper_brought_by_itself_is_recognised_in_a_packet_and_back(
    cast, document, packet
):
    with pytest.raises(services.AlreadyBrought) as found:
        bring(cast, content=papers.as_docx(), name="ke-hoach.docx")
    assert found.value.document == document

    again = zipped({"ke-hoach.docx": papers.as_docx(), "khac.txt": "khác"})
    with pytest.raises(services.AlreadyBrought):
        bring(cast, content=again, name="lan-hai.zip")


def test_a_packet_without_a_paper_leaves_nothing(cast):
    with pytest.raises(Unreadable) as refused:
        bring(cast, content=zipped({"bang.bin": bytes(range(256))}), name="a.zip")

    assert refused.value.reason == Reason.NO_DOCUMENT
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()


# --- choosing another -----------------------------------------------------------------------


@pytest.fixture
def two(cast):
    raw = zipped({"mot.txt": papers.PLAN, "hai.txt": OTHER})
    return bring(cast, content=raw, name="hai-van-ban.zip")


def choose(cast, document, who="clerk", name="hai.txt"):
    return services.choose_paper(
        document=document,
        file=document.files.get(file__name=name),
        actor=getattr(cast, who),
        acting=cast.acting(who),
        at=document.brought_at,
    )


def test_another_file_of_the_packet_becomes_the_paper(cast, two):
    assert two.number == "12"

    choose(cast, two)

    two.refresh_from_db()
    assert (two.number, two.symbol) == ("13", "KH-UBND")
    assert "13/KH-UBND" in two.text
    assert two.findings.get(field="number").value == "13"
    assert list(kept(two, Role.ORIGINAL)) == ["hai.txt"]
    assert list(kept(two, Role.ATTACHMENT)) == ["mot.txt"]
    assert Entry.objects.filter(action="documents.document.paper_chosen").count() == 1


def test_settled_findings_are_not_thrown_away(cast, two):
    services.confirm_finding(
        finding=two.findings.get(field="number"),
        actor=cast.clerk, acting=cast.acting("clerk"), at=two.brought_at,
    )  # fmt: skip

    with pytest.raises(services.AlreadyCorrected):
        choose(cast, two)

    two.refresh_from_db()
    assert two.number == "12"


def test_the_page_lists_the_files_and_reads_another(cast, client, two):
    client.force_login(cast.clerk)
    beside = two.files.get(file__name="hai.txt")

    page = client.get(f"/van-ban/{two.pk}/").content.decode()
    assert "hai-van-ban.zip" in page
    assert "hai.txt" in page
    chosen = client.post(f"/van-ban/{two.pk}/tep/{beside.pk}/doc/", follow=True)
    assert "hai.txt" in chosen.content.decode()
    got = client.get(f"/van-ban/{two.pk}/tep/{beside.pk}/")
    assert b"".join(got.streaming_content) == OTHER
    two.refresh_from_db()
    assert two.number == "13"


def test_a_file_that_is_no_paper_says_so_and_changes_nothing(cast, client, document):
    client.force_login(cast.clerk)
    picture = document.files.get(file__name="a.png")

    answer = client.post(f"/van-ban/{document.pk}/tep/{picture.pk}/doc/", follow=True)

    assert "a.png: " in answer.content.decode()
    document.refresh_from_db()
    assert document.number == "12"
