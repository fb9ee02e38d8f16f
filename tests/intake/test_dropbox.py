"""A mail to a body's drop box becomes drafts that its people confirm; nothing else does."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from loa.audit.models import Entry
from loa.evidence.models import Proof, Record
from loa.files.models import StoredFile
from loa.intake import dropbox
from loa.intake.letters import LONGEST, read_mail
from loa.intake.minutely import ask_for_mail
from loa.intake.models import FoundItem, Letter
from loa.notices.models import Notice
from loa.orgs.models import Role
from tests.documents import papers
from tests.factories import give
from tests.intake.conftest import article
from tests.intake.imaphost import mail_box

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 bien ban hoi nghi " + b"x" * 2000
CLERK = "clerk@tamgiai.example"


@pytest.fixture
def post():
    with mail_box() as found:
        yield found


@pytest.fixture
def box(portal, post, settings):
    """The drop box of an installation; the clerk's own address is known."""
    settings.LOA_DROPBOX = post.address
    settings.LOA_DROPBOX_PASSWORD = post.password
    settings.LOA_DROPBOX_ADDRESS = "minhchung@lamgiang.example"
    clerk = portal.work.cast.clerk
    clerk.email = CLERK
    clerk.save()
    return post


def mail(portal, text="", *, sender=CLERK, to=None, files=(), **heads):
    made = EmailMessage()
    made["From"] = f"Lê Thị Clerk <{sender}>"
    made["To"] = to or dropbox.address_of(portal.work.cast.commune.pk)
    made["Subject"] = "Fwd: Hội nghị cải cách hành chính"
    made["Message-ID"] = heads.pop("name", f"<{id(made)}@tamgiai.example>")
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    made.set_content(text or "Xin gửi minh chứng.")
    for name, content, kind in files:
        main, sub = kind.split("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def take_in():
    return dropbox.take_in(at=timezone.now())


def test_links_become_drafts_with_title_and_day_of_their_pages(portal, box):
    portal.server.pages["/tin/1"] = article("12/11/2026")
    box.put(mail(portal, f"Tin mới: {portal.at('/tin/1')}. Trân trọng."))

    assert take_in() == 1
    portal.run()

    item = FoundItem.objects.get()
    assert (item.state, item.said_on.day) == ("waiting", 12)
    assert item.title == "Nhận hồ sơ hộ tịch qua mạng"
    assert not Record.objects.exists()
    assert Notice.objects.get().kind == "intake.letter.came"
    client = portal.client()
    assert item.title in client.get(reverse("intake:home")).content.decode()
    client.post(reverse("intake:decide"), {"muc": [item.pk]})
    record = Record.objects.get()
    assert (record.origin, record.recorded_by) == ("mail", portal.work.cast.clerk)
    assert portal.work.columns() == {"pending": 1}


def test_an_attachment_is_proof_once_its_day_is_filled_in(portal, box):
    box.put(mail(portal, files=[("biên bản.pdf", PDF, "application/pdf")]))
    take_in()
    item = FoundItem.objects.get()
    client = portal.client()
    given = b"".join(
        client.get(reverse("intake:item_file", args=[item.pk])).streaming_content
    )
    url = reverse("intake:item", args=[item.pk])
    form = (
        client.get(url).context["form"].fields["form"].queryset.get(code="conference")
    )

    client.post(reverse("intake:decide"), {"muc": [item.pk]})
    assert not Record.objects.exists()
    client.post(
        url, {"title": item.title, "done_on": "10/11/2026", "form": form.pk, "area": ""}
    )

    assert given == PDF
    record = Record.objects.get()
    assert record.title == "Hội nghị cải cách hành chính"
    proof = Proof.objects.get(record=record)
    assert (proof.kind, proof.file.name) == ("file", "biên bản.pdf")


def test_a_file_with_a_mark_of_secrecy_leaves_nothing_of_its_mail(portal, box):
    kept = StoredFile.objects.count()
    secret = papers.PLAN.replace("Số: 12/KH-UBND", "Số: 12/KH-UBND\nTỐI MẬT").encode()
    files = [("biên bản.pdf", PDF, "application/pdf"), ("kh.txt", secret, "text/plain")]
    box.put(mail(portal, files=files))

    take_in()

    letter = Letter.objects.get()
    assert (letter.outcome, letter.reasons) == ("refused", ["classified"])
    assert letter.subject == ""
    assert not FoundItem.objects.exists()
    assert StoredFile.objects.count() == kept
    noted = Entry.objects.filter(action="documents.document.refused_classified")
    assert [(row.actor_name, row.detail) for row in noted] == [("Lê Thị Clerk", {})]
    home = portal.client().get(reverse("intake:home")).content.decode()
    assert "dấu chỉ độ mật" in home
    assert "Hội nghị cải cách hành chính" not in home


def test_one_mail_is_taken_in_once_however_often_it_comes(portal, box):
    raw = mail(portal, "https://tamgiai.lamgiang.gov.vn/tin/5")
    box.put(raw)
    box.failing_marks = 1
    assert take_in() == 1  # and the line breaks before it is marked as read
    assert not box.seen
    box.put(raw)

    assert take_in() == 0

    assert box.seen == {1, 2}
    assert Letter.objects.count() == FoundItem.objects.count() == 1
    assert take_in() == 0


@pytest.mark.parametrize(
    ("heads", "reason"),
    [
        ({"sender": "la@o-dau.example"}, "unknown_sender"),
        ({"sender": "outsider@hoakhe.example"}, "unknown_sender"),
        ({"Auto_Submitted": "auto-replied"}, "automatic"),
        ({"Precedence": "bulk"}, "automatic"),
        (
            {"Authentication_Results": "mx.lamgiang.example; spf=pass; dmarc=fail"},
            "forged",
        ),
        ({"sender": f"{CLERK}>, <head@tamgiai.example"}, "unknown_sender"),
    ],
    ids=["nobody", "of another body", "automatic", "bulk", "forged", "two senders"],
)
def test_who_is_not_known_brings_nothing_in(portal, box, heads, reason):
    outsider = portal.work.cast.outsider
    outsider.email = "outsider@hoakhe.example"
    outsider.save()
    box.put(mail(portal, "https://tamgiai.lamgiang.gov.vn/tin/5", **heads))

    take_in()

    letter = Letter.objects.get()
    assert (letter.outcome, letter.reasons, letter.subject) == ("refused", [reason], "")
    assert not FoundItem.objects.exists()
    assert not StoredFile.objects.exists()
    html = portal.client().get(reverse("intake:home")).content.decode()
    assert "không nhận" in html


def test_the_mark_of_an_address_cannot_be_guessed(portal, box):
    commune = portal.work.cast.commune.pk
    right = dropbox.address_of(commune)
    wrong = right.replace(right.partition("-")[2].partition("@")[0], "0" * 10)
    assert dropbox.body_in((right.upper().lower(),)) == commune
    assert dropbox.body_in((wrong,)) is None
    other = dropbox.address_of(commune + 1).replace(f"+{commune + 1}-", f"+{commune}-")
    assert dropbox.body_in((other, "minhchung+é-1@lamgiang.example")) is None


def test_without_a_mark_it_is_for_the_one_body_that_the_sender_writes_for(portal, box):
    to = "minhchung@lamgiang.example"
    box.put(mail(portal, "https://tamgiai.lamgiang.gov.vn/tin/5", to=to))
    take_in()
    assert FoundItem.objects.get().body == portal.work.cast.commune
    give(portal.work.cast.clerk, Role.OFFICER, portal.work.cast.neighbour)
    box.put(mail(portal, "https://tamgiai.lamgiang.gov.vn/tin/6", to=to))

    take_in()

    assert FoundItem.objects.count() == 1
    assert Letter.objects.get(outcome="refused").reasons == ["which_body"]


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "a" * 100)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("anh.zip", zipped(), "archive"),
        ("anh.rar", b"Rar!\x1a\x07\x00" + b"x" * 50, "archive"),
        ("bien-ban.pdf", b"MZ\x90\x00" + b"x" * 50, "odd_file"),
        ("trang.html", b"<!doctype html><script>alert(1)</script>", "odd_file"),
        ("hinh.svg", b"<svg onload='alert(1)'>", "odd_file"),
    ],
)
def test_what_may_hide_something_is_left_out_and_said(
    portal, box, name, content, reason
):
    files = [
        (name, content, "application/octet-stream"),
        ("a.pdf", PDF, "application/pdf"),
    ]
    box.put(mail(portal, files=files))

    take_in()

    assert Letter.objects.get().reasons == [reason]
    assert [str(item.file) for item in FoundItem.objects.all()] == ["a.pdf"]
    html = portal.client().get(reverse("intake:home")).content.decode()
    assert "đã bỏ" in html


def test_a_mail_that_is_too_large_is_not_even_fetched(portal, box):
    box.put(mail(portal, "x" * 76 + "\n") + b"x" * (LONGEST + 1))

    take_in()

    letter = Letter.objects.get()
    assert (letter.outcome, letter.reasons) == ("refused", ["too_large"])
    assert not any("BODY.PEEK[]" in asked for asked in box.asked)


def test_odd_mails_never_raise():
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
        for n in range(300)
    )
    nested = (
        b"From: a@b.vn\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        b"Content-Type: message/rfc822\n\nFrom: c@d.vn\n\nhttps://e.vn/1\n--x--\n"
    )
    many = "\n".join(f"https://a.example.vn/{n}" for n in range(40)).encode()
    cases = {
        b"": (),
        b"\xff\xfe\x00": (),
        deep: None,
        nested: ("mail_in_mail",),
        b"Subject: =?x?B?!!?=\nFrom: \xff\n\nhttps://[::1/": (),
        b"From: a@b.vn\n\n" + many: ("many_links",),
        b"Content-Type: text/plain; charset=nope\nFrom: a@b.vn\n\nhttps://a.vn/1": (),
    }
    for raw, reasons in cases.items():
        found = read_mail(raw)
        assert len(found.links) <= 20
        assert reasons is None or found.reasons == reasons


def test_a_box_that_cannot_be_opened_is_tried_again_and_nothing_lost(
    portal, box, settings
):
    box.put(mail(portal, "https://tamgiai.lamgiang.gov.vn/tin/5"))
    settings.LOA_DROPBOX_PASSWORD = "sai"
    assert take_in() == 0
    settings.LOA_DROPBOX = "imap://hop@mail.example/INBOX"  # in the clear, elsewhere
    assert take_in() == 0
    settings.LOA_DROPBOX, settings.LOA_DROPBOX_PASSWORD = box.address, box.password

    assert take_in() == 1


def test_one_worker_at_a_time_looks_into_the_box(portal, box, settings):
    ask_for_mail(timezone.now())
    ask_for_mail(timezone.now())

    rows = DBTaskResult.objects.filter(task_path="loa.intake.jobs.empty_box")
    assert rows.count() == 1
    settings.LOA_DROPBOX = ""
    html = portal.client().get(reverse("intake:home")).content.decode()
    assert "chưa có hộp thư" in html
