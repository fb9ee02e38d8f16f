"""The pages and the command: what a person sees, presses and types."""

import json
import os

import pytest
from click.testing import CliRunner

from loa.audit.services import MACHINE
from loa.cli.exchange import command
from loa.documents.exchange import addressing, collecting, outbox, sending
from loa.documents.models import ExchangeCode, OutboxMessage, ReceivedMessage
from loa.jobs import periodic
from loa.programmes.signals import directive_committed
from tests.documents.exchange.scene import AT, HERE, Scene, issued, make_scene
from tests.domain.exchange.samples import real_message
from tests.factories import give, make_directive


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def scene(cast) -> Scene:
    return make_scene(cast)


def test_a_person_answers_on_the_messages_page(scene):
    scene.come(real_message(number="13"), b"rac")
    received = ReceivedMessage.objects.get()
    client = scene.cast.client("clerk")
    page = f"/van-ban/lien-thong/{received.pk}/"

    log = client.get("/van-ban/lien-thong/").content.decode()
    assert "13/KH-UBND" in log
    assert f"Mã định danh của cơ quan: {HERE}." in log
    assert "Chờ người xử lý" in log
    # What was no message is the administrator's to see.
    assert "Đã đến nhưng không nhận" not in log
    give(scene.cast.clerk, "administrator", scene.cast.commune)
    log = client.get("/van-ban/lien-thong/").content.decode()
    assert "Đã đến nhưng không nhận" in log
    assert "không phải gói tin liên thông" in log
    shown = client.get(page).content.decode()
    assert "Tiếp nhận và đọc" in shown

    refused = client.post(f"{page}tra-loi/", {"do": "refuse", "reason": " "})
    assert refused.status_code == 422
    taken = client.post(f"{page}tra-loi/", {"do": "accept"}, follow=True)
    shown = taken.content.decode()
    assert "Gói tin và văn bản không khớp nhau" in shown
    assert "12/KH-UBND" in shown
    late = client.post(f"{page}tra-loi/", {"do": "accept"}, follow=True)
    assert "đã trả lời gói tin này" in late.content.decode()

    original = client.get(f"{page}goc/")
    assert b"".join(original.streaming_content) == real_message(number="13").encode()
    assert original["X-Content-Type-Options"] == "nosniff"
    received.refresh_from_db()
    detail = client.get(f"/van-ban/{received.document_id}/").content.decode()
    assert "Liên thông với hệ thống khác" in detail


def test_a_person_sends_sees_it_fail_and_sends_again(scene):
    document = issued(scene)
    client = scene.cast.client("clerk")
    page = f"/van-ban/{document.pk}/lien-thong/"
    assert "chưa gửi" in client.get(page).content.decode()
    client.post(page, {"do": "send"})
    again = client.post(page, {"do": "send"}, follow=True).content.decode()
    assert "Mọi nơi nhận đều đã có" in again

    scene.line.says_no = "unknown agency"
    outbox.send_due(gateway=scene.line, at=AT.replace(year=2030))
    row = OutboxMessage.objects.get()
    failed = client.get("/van-ban/lien-thong/di/?can=1").content.decode()
    assert "unknown agency" in failed
    assert "Gửi lại" in failed
    client.post(f"/van-ban/lien-thong/di/{row.pk}/")
    row.refresh_from_db()
    assert row.state == "queued"

    assert client.post(page, {"do": "recall", "reason": ""}).status_code == 422
    client.post(page, {"do": "recall", "reason": "Sai số liệu"})
    assert OutboxMessage.objects.filter(kind="recall").count() == 1


def test_the_one_who_assigns_its_tasks_tells_the_sender(scene):
    from loa.documents.exchange import deciding
    from loa.programmes.models import Directive

    scene.come(real_message())
    received = deciding.accept(received=ReceivedMessage.objects.get(), **scene.who())
    directive = make_directive(received.document, scene.cast.clerk)
    for _twice in range(2):
        directive_committed.send(sender=Directive, directive=directive, at=AT)
    assert scene.statuses() == ["01", "03", "05"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, list(arguments))
    return done.exit_code, done.output


def test_folders_are_emptied_and_filled_by_the_command(scene, tmp_path):
    box, out = tmp_path / "den", tmp_path / "di"
    box.mkdir()
    out.mkdir()
    for name, raw in (("a.edxml", real_message().encode()), ("b.xml", b"rac")):
        (box / name).write_bytes(raw)
        os.utime(box / name, (1, 1))
    assert run("in", str(box)) == (
        1,
        "1 new, 0 known already, 1 failed, 0 left for later\n",
    )
    assert (box / "processed/a.edxml").exists()
    assert "edXML" in (box / "failed/b.xml.reason.txt").read_text()
    assert run("in", str(box))[0] == 0

    assert run("out", str(out)) == (0, "1 sent, 0 put off, 0 failed\n")
    assert run("out", str(out)) == (0, "0 sent, 0 put off, 0 failed\n")
    (told,) = (row for row in out.iterdir() if row.suffix == ".edxml")
    code, said = run("check", str(told), str(box / "failed/b.xml"))
    rows = [json.loads(line) for line in said.splitlines()]
    assert (code, rows[0]["code"], rows[1]["refused"]) == (1, "01", "not_xml")


def test_codes_are_entered_ended_and_refused_when_they_are_none(scene):
    body = scene.cast.neighbour.code
    assert run("add-code", "h37.21.08", "--body", body, "--here")[0] == 0
    assert run("add-code", "H37.21.08", "--body", body)[0] == 2  # somebody's already
    assert run("add-code", "xã 7", "--body", body)[0] == 2
    assert run("add-code", "H37.21.09", "--body", "khong-co")[0] == 2
    assert "H37.21.08\there" in run("codes")[1]
    assert run("end-code", "H37.21.08")[0] == 0
    assert ExchangeCode.objects.get(code="H37.21.08").until_on is not None


def test_a_worker_does_it_each_minute_when_a_way_is_configured(
    scene, settings, tmp_path
):
    assert "documents.exchange" in periodic.MINUTELY
    collecting.exchange_routine(AT)  # nothing is configured: nothing happens
    settings.LOA_EXCHANGE_OUT = str(tmp_path)
    scene.come(real_message())
    assert periodic.run_minutely(at=AT) == []
    assert OutboxMessage.objects.get().state == "sent"
    # A folder that is gone is put off, not lost, and stops nobody.
    settings.LOA_EXCHANGE_OUT = str(tmp_path / "gone")
    sending.queue(document=issued(scene), **scene.who())
    assert periodic.run_minutely(at=AT) == []
    assert OutboxMessage.objects.get(kind="new").state == "queued"


def test_of_two_codes_of_a_body_the_one_addressed_is_answered_from(scene):
    addressing.add_code(
        body=scene.cast.commune,
        code="007.21.37.H37",
        is_served=True,
        from_on=AT.date(),
        actor=MACHINE,
        at=AT,
    )
    scene.come(real_message(to="007.21.37.H37"))
    assert OutboxMessage.objects.get().from_code == "007.21.37.H37"
    assert addressing.own_code(scene.cast.commune.pk, AT.date()) == HERE
