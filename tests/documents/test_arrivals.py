"""A scan waits in quarantine and is read by a job; what is classified leaves no trace."""

import gc
import os
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from loa.audit.models import Entry
from loa.documents import apart, jobs, services
from loa.documents.models import Arrival, Document
from loa.documents.services import arriving, bringing
from loa.domain.docreader import Reason
from loa.files import quarantine
from loa.files.models import StoredFile
from loa.notices.models import Notice
from loa.orgs.models import Grant
from tests.corpus.scans import as_pdf, as_png, pictures_of, stamped
from tests.corpus.typeset import pdf_from_text
from tests.documents import papers
from tests.documents.conftest import AT
from tests.machine import eyes_reason

NEW = "/van-ban/moi/"
MARKER = "Kim ngân hoa ở đèo Ngang"
SECRET = papers.PLAN.replace("Số: 12/KH-UBND", "Số: 12/KH-UBND\nMẬT").replace(
    "Nâng cao nhận thức", f"{MARKER} nâng cao nhận thức"
)
needs_eyes = pytest.mark.skipif(bool(eyes_reason()), reason=eyes_reason())


@pytest.fixture(autouse=True)
def waiting_room(settings, tmp_path):
    settings.LOA_QUARANTINE = tmp_path / "quarantine"
    settings.FILE_UPLOAD_TEMP_DIR = str(settings.LOA_QUARANTINE)
    quarantine.prepare()
    return settings.LOA_QUARANTINE


@pytest.fixture(scope="module")
def scan():
    """The plan as one picture of a page."""
    return as_png(pictures_of(pdf_from_text(papers.PLAN), dpi=150)[0], dpi=150)


@pytest.fixture
def clerk(cast):
    return cast.client("clerk")


def send(client, content, name="ban-quet.png", **named):
    upload = SimpleUploadedFile(name, content)
    return client.post(NEW, {"file": upload, **named})


def text_of(answer):
    return answer.content.decode()


def read_by_pages(monkeypatch, *, pages=12):
    """The reading of a scan, as far as the rest can tell, without waiting for eyes."""

    def read(content, name, *, scans=0, tell=None):
        if not scans:
            raise apart.Unreadable(Reason.SCANNED, str(pages))
        for page in range(1, pages + 1):
            tell(page, pages)
        return apart.read_text(papers.PLAN)

    monkeypatch.setattr(bringing.apart, "read", read)


def test_a_scan_waits_and_its_page_tells_how_far_it_is(clerk, waiting_room, scan):
    answer = send(clerk, scan)

    arrival = Arrival.objects.get()
    address = f"/van-ban/moi/{arrival.pk}/"
    assert answer["Location"] == address
    assert len([*waiting_room.iterdir()]) == 2  # the file and its name
    assert not StoredFile.objects.exists()
    arriving.begin(arrival.pk)
    arriving.tell_page(arrival, 3, 12)
    page = clerk.get(address)
    assert "Đang đọc trang 3/12" in text_of(page)
    assert page["Refresh"] == "3"


def test_the_job_knows_nothing_of_the_file_but_a_number(
    clerk, scan, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(clerk, scan, name=f"{MARKER}.png")

    job = DBTaskResult.objects.get()
    assert job.args_kwargs == {"args": [Arrival.objects.get().pk], "kwargs": {}}


def test_a_scan_that_was_read_becomes_a_document_and_waits_no_more(
    clerk, monkeypatch, waiting_room, scan
):
    read_by_pages(monkeypatch)
    send(clerk, scan, name="Kế hoạch 12.png")
    arrival = Arrival.objects.get()

    jobs.read_arrival.call(arrival.pk)
    jobs.read_arrival.call(arrival.pk)  # again, as after a worker died: no harm

    arrival.refresh_from_db()
    document = Document.objects.get()
    assert (arrival.state, arrival.document) == (Arrival.State.READ, document)
    assert (arrival.page, arrival.pages) == (12, 12)
    assert document.files.get().file.name == "Kế hoạch 12.png"
    assert [*waiting_room.iterdir()] == []
    assert Notice.objects.get().kind == "documents.scan.read"
    answer = clerk.get(f"/van-ban/moi/{arrival.pk}/")
    assert answer["Location"].startswith(f"/van-ban/{document.pk}/") or (
        str(document.pk) in answer["Location"]
    )


def test_one_of_the_same_number_is_shown_and_may_come_in_all_the_same(
    cast, clerk, monkeypatch, scan
):
    first = services.bring_in_document(
        text=papers.PLAN, actor=cast.clerk, acting=cast.acting("clerk"), at=AT
    )
    read_by_pages(monkeypatch)
    send(clerk, scan)
    arrival = Arrival.objects.get()
    jobs.read_arrival.call(arrival.pk)

    page = text_of(clerk.get(f"/van-ban/moi/{arrival.pk}/"))
    assert "Kế hoạch 12/KH-UBND" in page
    clerk.post(f"/van-ban/moi/{arrival.pk}/van-dua/")
    jobs.read_arrival.call(arrival.pk)

    assert Document.objects.exclude(pk=first.pk).get().number == "12"


def test_what_the_job_cannot_read_is_wiped_and_says_why(
    clerk, monkeypatch, waiting_room, scan
):
    read_by_pages(monkeypatch)
    send(clerk, scan)
    arrival = Arrival.objects.get()

    def fails(*_args, **_named):
        raise apart.Unreadable(Reason.NOT_LEGIBLE)

    monkeypatch.setattr(bringing.apart, "read", fails)
    jobs.read_arrival.call(arrival.pk)

    assert "Không nhận ra chữ nào" in text_of(clerk.get(f"/van-ban/moi/{arrival.pk}/"))
    assert [*waiting_room.iterdir()] == []
    assert not Document.objects.exists()


def test_nobody_else_sees_what_waits(cast, clerk, scan):
    send(clerk, scan)
    address = f"/van-ban/moi/{Arrival.objects.get().pk}/"

    assert cast.client("head").get(address).status_code == 404
    assert cast.client("outsider").get(address).status_code == 404
    assert clerk.post(address).status_code == 405


def test_who_lost_her_post_meanwhile_brings_nothing_in(
    cast, clerk, monkeypatch, waiting_room, scan
):
    read_by_pages(monkeypatch)
    send(clerk, scan)
    Grant.objects.filter(user=cast.clerk).delete()

    jobs.read_arrival.call(Arrival.objects.get().pk)

    assert Arrival.objects.get().state == Arrival.State.UNREADABLE
    assert not Document.objects.exists()
    assert [*waiting_room.iterdir()] == []


def test_an_old_quarantine_is_wiped_and_a_young_one_is_left(clerk, waiting_room, scan):
    send(clerk, scan)
    orphan, half = waiting_room / ("0" * 32), waiting_room / "abc.upload.pdf"
    orphan.write_bytes(b"of a process that died")
    half.write_bytes(b"half an upload")
    young = quarantine.put(b"young", "young.pdf")
    arrival = Arrival.objects.get()
    for path in (orphan, half, *waiting_room.glob(f"{arrival.token}*")):
        os.utime(path, (1, 1))

    late = (arrival.at + timedelta(hours=2)).timestamp()
    for path in waiting_room.glob(f"{young}*"):
        os.utime(path, (late, late))

    jobs.forget_arrivals(arrival.at + timedelta(hours=1))
    assert quarantine.content(arrival.token) == scan  # its row still knows it
    assert not orphan.exists()
    assert not half.exists()
    jobs.forget_arrivals(arrival.at + timedelta(hours=25))

    assert not Arrival.objects.exists()
    assert {path.stem for path in waiting_room.iterdir()} == {young}


# --- classified -------------------------------------------------------------------------


def traces(*folders):
    """Files under the folders that hold the marker, in any coding it may have."""
    needles = [MARKER.encode(coding) for coding in ("utf-8", "utf-16-le")]
    needles.append(MARKER.encode("unicode_escape"))
    return [
        path
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def dump(path):
    call_command("dumpdata", "--all", output=str(path), verbosity=0)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "how", ["file", pytest.param("large", marks=pytest.mark.verify), "text"]
)
def test_a_classified_paper_leaves_nothing_but_when_and_who(
    cast, clerk, settings, tmp_path, how
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100 if how == "large" else 2**21
    before = set(Path(tempfile.gettempdir()).iterdir())
    if how == "text":
        answer = clerk.post(NEW, {"text": SECRET})
    else:
        answer = send(clerk, papers.as_docx(SECRET), name=f"{MARKER}.docx")

    assert answer.status_code == 422
    assert "Từ chối: có độ mật" in text_of(answer)
    assert MARKER not in text_of(answer)
    del answer
    gc.collect()
    entry = Entry.objects.get(action="documents.document.refused_classified")
    assert (entry.actor_id, entry.detail, entry.body_id) == (cast.clerk.pk, {}, None)
    assert (entry.target_id, entry.target_name) == (None, "")
    new = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert traces(tmp_path, settings.VAR_DIR, *(p for p in new if p.is_dir())) == []
    said = dump(tmp_path / "dump.json")
    assert MARKER not in said
    assert MARKER.encode("unicode_escape").decode() not in said
    assert not StoredFile.objects.exists()
    assert not Document.objects.exists()


def test_a_classified_scan_is_wiped_from_quarantine(
    cast, clerk, monkeypatch, waiting_room, scan
):
    read_by_pages(monkeypatch)
    send(clerk, scan, name=f"{MARKER}.png")
    arrival = Arrival.objects.get()

    def refuses(*_args, **_named):
        raise apart.Classified

    monkeypatch.setattr(bringing.apart, "read", refuses)
    jobs.read_arrival.call(arrival.pk)

    assert [*waiting_room.iterdir()] == []
    kept = Arrival.objects.values().get()
    assert kept == {
        "id": arrival.pk, "by_id": cast.clerk.pk, "at": arrival.at, "state": "refused",
        "token": "", "held_by_id": None, "as_another": False, "page": 0, "pages": 0,
        "reason": "", "document_id": None,
    }  # fmt: skip
    assert Entry.objects.filter(action="documents.document.refused_classified").exists()
    assert not Notice.objects.exists()
    assert "Từ chối: có độ mật" in text_of(clerk.get(f"/van-ban/moi/{arrival.pk}/"))


def test_what_is_wiped_is_overwritten_first(waiting_room, monkeypatch):
    token = quarantine.put(MARKER.encode(), "a.pdf")
    path = waiting_room / token
    other_name = waiting_room.parent / "second-name"
    os.link(path, other_name)

    quarantine.wipe(token)

    assert not path.exists()
    assert other_name.read_bytes() == bytes(len(MARKER.encode()))


@needs_eyes
@pytest.mark.verify
def test_a_scan_with_a_red_stamp_of_secrecy_is_refused(clerk, waiting_room):
    page = pictures_of(pdf_from_text(papers.PLAN), dpi=200)[0]
    send(clerk, as_pdf([stamped(page, "TUYỆT MẬT", at=(0.12, 0.22))]))

    jobs.read_arrival.call(Arrival.objects.get().pk)

    assert Arrival.objects.get().state == Arrival.State.REFUSED
    assert [*waiting_room.iterdir()] == []
    assert not Document.objects.exists()


#
@needs_eyes
@pytest.mark.verify
def test_a_scan_is_read_into_its_header_and_tasks(clerk, scan):
    send(clerk, as_pdf(pictures_of(pdf_from_text(papers.PLAN), skew=1.2, noise=0.5)))

    jobs.read_arrival.call(Arrival.objects.get().pk)

    document = Document.objects.get()
    assert str(document) == "Kế hoạch 12/KH-UBND"
    assert document.issued_on.isoformat() == "2026-01-20"
    assert document.findings.filter(field="task").count() == 4
    assert len(document.scanned) > 150
    start, end, sure = document.scanned[0]
    assert document.text[start:end] == "ỦY"
    assert 0 <= sure <= 100
