"""What goes out: built once, sent once, put off when the line is down."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loa.documents.exchange import deciding, outbox, sending
from loa.documents.exchange.gateways import FolderGateway, Outcome, Parcel
from loa.documents.models import (
    Document,
    OutboxMessage,
    ReceivedMessage,
    RefusedArrival,
)
from loa.documents.services import close_relation, relate_documents
from loa.domain import exchange
from loa.files import selectors as files
from loa.notices.models import Notice
from tests.documents.exchange.scene import (
    AT,
    HERE,
    LATER,
    REPORT,
    THERE,
    Scene,
    issued,
    make_scene,
    status,
)
from tests.domain.exchange.samples import real_message

State = OutboxMessage.State


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def scene(cast) -> Scene:
    return make_scene(cast)


def send(scene: Scene, document: Document, **more: str) -> list[OutboxMessage]:
    return sending.queue(document=document, **more, **scene.who())


def test_an_issued_document_goes_to_each_addressee_elsewhere_once(scene):
    document = issued(scene)
    assert [row.code for row in sending.addressees(document, AT.date())] == [THERE]
    (row,) = send(scene, document)
    assert send(scene, document) == []

    built = exchange.parse(files.content(row.content))
    assert isinstance(built, exchange.Message)
    assert (built.sender.organ_id, [one.organ_id for one in built.to]) == (
        HERE,
        [THERE],
    )
    assert built.document_id == f"{HERE},2026/03/02,05/BC-UBND"
    assert (built.type_name, built.signer.name) == ("Báo cáo", "Lê Thị Hoa")
    (file,) = exchange.files_of(built.attachments[0])
    assert (file.name, file.content) == ("bc.txt", REPORT.encode())

    done = outbox.send_due(gateway=scene.line, at=AT)
    assert outbox.send_due(gateway=scene.line, at=LATER) == outbox.Sent()
    row.refresh_from_db()
    assert (done.sent, row.state, row.gateway_ref) == (1, State.SENT, "ref-1")
    assert [parcel.to_code for parcel in scene.line.sent] == [THERE]


def test_who_may_not_send_or_what_may_not_go_out_is_refused(scene):
    document = issued(scene)
    for person in ("overseer", "outsider"):
        with pytest.raises(PermissionDenied):
            sending.queue(document=document, **scene.who(person))

    def problem(change: dict[str, object]) -> sending.CannotSend:
        changed = Document.objects.get(pk=document.pk)
        for name, value in change.items():
            setattr(changed, name, value)
        with pytest.raises(sending.CannotSend) as refused:
            send(scene, changed)
        return refused.value

    assert problem({"text": "MẬT\n" + document.text}).problem == "classified"
    lacking = problem({"number": "", "issued_on": None}).lacking
    assert "Code/CodeNumber" in lacking
    assert "PromulgationInfo/PromulgationDate" in lacking
    assert not OutboxMessage.objects.exists()
    document.recipients.all().delete()
    assert problem({}).problem == "nobody_reached"


def test_who_works_here_has_it_in_the_inbox_and_gets_no_message(scene):
    scene.cast.province.exchange_codes.update(is_served=True)
    assert sending.addressees(issued(scene), AT.date()) == []


def test_a_line_that_is_down_is_tried_again_later_and_later(scene):
    (row,) = send(scene, issued(scene))
    scene.line.is_down = True
    at, pauses = AT, []
    for _try in range(4):
        assert outbox.send_due(gateway=scene.line, at=at).put_off == 1
        row.refresh_from_db()
        pauses.append(row.next_try_at - at)
        # Too early is not tried.
        assert outbox.send_due(gateway=scene.line, at=at) == outbox.Sent()
        at = row.next_try_at
    assert pauses == [timedelta(minutes=m) for m in (1, 5, 15, 60)]

    scene.line.is_down = False
    assert outbox.send_due(gateway=scene.line, at=at).sent == 1
    assert len(scene.line.sent) == 1


def test_a_gateway_that_says_no_is_not_asked_again_until_a_person_says_so(scene):
    (row,) = send(scene, issued(scene))
    scene.line.says_no = "unknown agency"
    assert outbox.send_due(gateway=scene.line, at=AT).failed == 1
    assert outbox.send_due(gateway=scene.line, at=LATER) == outbox.Sent()
    row.refresh_from_db()
    assert (row.state, row.trouble) == (State.FAILED, "unknown agency")
    assert Notice.objects.filter(kind="documents.exchange.failed").count() == 1

    with pytest.raises(PermissionDenied):
        outbox.send_again(message=row, **scene.who("outsider"))
    scene.line.says_no = ""
    assert outbox.send_again(message=row, **scene.who("head"))
    assert not outbox.send_again(message=row, **scene.who("head"))
    assert outbox.send_due(gateway=scene.line, at=LATER).sent == 1


def test_a_sender_that_was_killed_leaves_its_message_to_the_next(scene):
    (row,) = send(scene, issued(scene))
    held = outbox._take(row.pk, AT)  # and then the machine goes down
    assert held is not None
    assert outbox.send_due(gateway=scene.line, at=AT) == outbox.Sent()

    later = AT + outbox.LEASE + timedelta(seconds=1)
    assert outbox.send_due(gateway=scene.line, at=later).sent == 1
    # The one thought dead comes back: its word no longer counts.
    assert outbox._put_off(held, "late", later) == "put_off"
    row.refresh_from_db()
    assert (row.state, row.trouble) == (State.SENT, "")
    assert {parcel.key for parcel in scene.line.sent} == {row.key}


def test_a_sender_that_was_killed_after_sending_doubles_nothing_in_a_folder(
    scene, tmp_path
):
    (row,) = send(scene, issued(scene))
    folder = FolderGateway(outgoing=tmp_path, limit=1)
    assert outbox._take(row.pk, AT) is not None
    folder.send(Parcel(row.key, files.content(row.content), HERE, THERE))
    (sent,) = (each for each in tmp_path.iterdir() if each.is_file())
    sent.unlink()  # taken away by its receiver, and then the machine goes down

    later = AT + outbox.LEASE + timedelta(seconds=1)
    assert outbox.send_due(gateway=folder, at=later).sent == 1
    assert [each for each in tmp_path.iterdir() if each.is_file()] == []


def test_statuses_of_one_document_go_out_in_their_order(scene):
    scene.come(real_message())
    received = ReceivedMessage.objects.get()
    deciding.refuse(received=received, reason="Gửi nhầm", **scene.who())
    first = OutboxMessage.objects.order_by("pk").first()
    assert first is not None
    # The first was put off: the second does not overtake it.
    OutboxMessage.objects.filter(pk=first.pk).update(next_try_at=LATER)
    assert outbox.send_due(gateway=scene.line, at=AT).sent == 0
    assert outbox.send_due(gateway=scene.line, at=LATER).sent == 2
    codes = [exchange.parse(parcel.content) for parcel in scene.line.sent]
    assert [
        (one.code.value, one.description)
        for one in codes
        if isinstance(one, exchange.StatusReport)
    ] == [("01", ""), ("02", "Gửi nhầm")]


def test_what_the_receiver_tells_stands_with_the_document_and_a_refusal_is_told(scene):
    (row,) = send(scene, issued(scene))
    done = scene.come(
        status("01", document_id=row.exchange_id),
        status("01", document_id=row.exchange_id),
        status("02", document_id=row.exchange_id, words="Không thuộc thẩm quyền"),
        status("03", document_id="H37.21.07,2026/03/02,99/BC-UBND"),
        at=LATER,
    )
    assert (done.kept, done.again, done.refused) == (2, 1, 1)
    came = ReceivedMessage.objects.filter(about=row).order_by("pk")
    assert [one.status_code for one in came] == ["01", "02"]
    assert came[1].header["description"] == "Không thuộc thẩm quyền"
    assert Notice.objects.filter(kind="documents.exchange.answered").count() == 1
    assert RefusedArrival.objects.get().reason == "unknown_document"
    assert scene.line.told[-1][1] is Outcome.FAILED


def test_a_recall_goes_to_whom_the_document_went_with_its_reason(scene):
    document = issued(scene)
    with pytest.raises(sending.CannotSend):
        send(scene, document, kind="recall", reason="Nhầm")
    (sent,) = send(scene, document)
    (recall,) = send(scene, document, kind="recall", reason="Sai số liệu")
    built = exchange.parse(files.content(recall.content))
    assert isinstance(built, exchange.Message)
    assert (built.doing.kind, built.doing.reason) == (
        exchange.Business.RECALL,
        "Sai số liệu",
    )
    assert built.targets == (sent.exchange_key,)
    assert built.attachments == ()


def test_what_was_said_and_taken_back_is_not_sent(scene):
    old = issued(scene)
    send(scene, old)
    new = issued(scene, REPORT.replace("Số: 05/", "Số: 06/"), at=LATER)
    relation = relate_documents(document=new, other=old, kind="replaces", **scene.who())
    close_relation(relation=relation, **scene.who())

    (row,) = send(scene, new)

    assert row.kind == "new"
