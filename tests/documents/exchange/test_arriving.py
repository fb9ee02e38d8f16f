"""Messages that come: kept once, read, answered; nothing confirmed is undone by one."""

import pytest
from django.core.exceptions import PermissionDenied

from loa.audit.models import Entry
from loa.documents.exchange import collecting, deciding, selectors, taking
from loa.documents.exchange.gateways import Outcome
from loa.documents.models import (
    Arrival,
    Document,
    DocumentFile,
    ReceivedMessage,
    RefusedArrival,
    Relation,
)
from loa.documents.services import bring_in_document, confirm_document, settle_rest
from loa.documents.services.arriving import Waiting
from loa.files import selectors as files
from loa.notices.models import Notice
from tests.corpus.scans import as_png, pictures_of
from tests.corpus.typeset import pdf_from_text
from tests.documents import papers
from tests.documents.exchange.scene import (
    AT,
    HERE,
    LATER,
    Scene,
    make_scene,
)
from tests.domain.exchange.samples import PLAN, real_message, zipped
from tests.machine import eyes_reason

State = ReceivedMessage.State


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def scene(cast) -> Scene:
    return make_scene(cast)


def take_in(scene: Scene, raw: str | None = None) -> ReceivedMessage:
    scene.come(raw or real_message())
    received = ReceivedMessage.objects.latest("pk")
    return deciding.accept(received=received, **scene.who())


def confirm(scene: Scene, document: Document) -> None:
    settle_rest(document=document, **scene.who())
    confirm_document(document=document, **scene.who())


def test_a_message_is_kept_as_it_came_told_and_waits_for_a_person(scene):
    raw = real_message()
    done = scene.come(raw)

    received = scene.received()
    assert (done.kept, done.again, done.refused) == (1, 0, 0)
    assert files.content(received.original) == raw.encode()
    assert (received.body, received.state) == (scene.cast.commune, State.WAITING)
    assert received.header["code"] == "12/KH-UBND"
    assert scene.statuses() == ["01"]
    assert scene.line.told == [("tin-0", Outcome.DONE, "")]
    assert Notice.objects.get().kind == "documents.exchange.new"
    assert Entry.objects.filter(action="documents.exchange.received").count() == 1
    assert not Document.objects.exists()


def test_the_same_document_comes_once_however_often_it_is_sent(scene):
    scene.come(real_message())
    again = scene.come(real_message(document_id="h37, 2026/01/20, 12/KH-UBND"))
    later = scene.come(real_message().replace("16:40:00", "18:00:00"), at=LATER)

    received = scene.received()
    assert (again.kept, again.again, later.again) == (0, 1, 1)
    assert (received.arrivals, received.last_arrived_at) == (3, LATER)
    assert scene.statuses() == ["01"]
    assert Notice.objects.count() == 1


def test_the_same_id_with_other_files_changes_nothing_and_is_told(scene):
    scene.come(real_message())
    scene.come(real_message(content=PLAN + b"\nkhac"))
    scene.come(real_message(content=PLAN + b"\nkhac nua"))

    received = scene.received()
    assert received.header["attachments"][0]["size"] == len(PLAN)
    assert ["came_otherwise", ""] in received.remarks
    assert Notice.objects.filter(kind__endswith="came_otherwise").count() == 1


def test_taken_in_it_is_a_document_like_any_other_with_all_its_files(scene):
    appendix = b"Ph\xe1\xbb\xa5 l\xe1\xbb\xa5c 1: danh s\xc3\xa1ch"
    packed = zipped({"phu-luc.txt": appendix, "ke-hoach.txt": PLAN})
    received = take_in(scene, real_message(content=packed, name="goi.zip"))

    document = received.document
    assert (document.held_by, document.code) == (scene.cast.commune, "12/kh-ubnd")
    kept = {
        (row.role, row.file.name, files.content(row.file))
        for row in document.files.all()
    }
    assert kept == {
        (DocumentFile.Role.ORIGINAL, "ke-hoach.txt", PLAN),
        (DocumentFile.Role.ATTACHMENT, "phu-luc.txt", appendix),
    }
    assert scene.statuses() == ["01", "03"]
    assert received.differences == []


def test_where_message_and_paper_disagree_a_person_is_told(scene):
    received = take_in(
        scene, real_message(number="13", day="2026/01/19", subject="Báo cáo tài chính")
    )
    assert [row[0] for row in received.differences] == ["code", "issued_on", "subject"]
    assert received.differences[0][1:] == ["13/KH-UBND", "12/KH-UBND"]
    # The paper counts.
    assert received.document.number == "12"


def test_a_clerk_named_for_the_code_takes_it_in_by_herself(cast):
    scene = make_scene(cast, clerk=True)
    scene.come(real_message())

    received = scene.received()
    assert received.state == State.TAKEN
    assert received.document.brought_by == cast.clerk
    assert scene.statuses() == ["01", "03"]


def test_a_clerk_without_a_role_takes_nothing_in(cast):
    scene = make_scene(cast, clerk=True)
    cast.clerk.grants.update(role="viewer")
    scene.come(real_message())
    received = scene.received()
    assert (received.state, received.problem) == (State.WAITING, "clerk_without_role")


def test_after_a_crash_before_the_bringing_in_the_next_pass_does_it(cast, monkeypatch):
    scene = make_scene(cast, clerk=True)
    monkeypatch.setattr(collecting, "_bring", lambda received, at: None)
    scene.come(real_message())
    monkeypatch.undo()
    assert scene.received().state == State.WAITING

    assert collecting.bring_waiting(at=LATER) == 1
    assert collecting.bring_waiting(at=LATER) == 0
    assert Document.objects.count() == 1


def test_a_document_that_is_here_already_is_joined_not_doubled(scene):
    by_hand = bring_in_document(content=PLAN, name="a.txt", **scene.who())
    received = take_in(scene)
    assert received.document == by_hand
    assert Document.objects.count() == 1


def test_only_who_writes_for_the_body_answers_and_only_once(scene):
    scene.come(real_message())
    received = scene.received()
    for person in ("overseer", "officer", "outsider"):
        with pytest.raises(PermissionDenied):
            deciding.accept(received=received, **scene.who(person))
    deciding.refuse(received=received, reason="Gửi nhầm nơi nhận", **scene.who())
    with pytest.raises(deciding.NotWaiting):
        deciding.accept(received=scene.received(), **scene.who("head"))
    assert scene.statuses() == ["01", "02"]
    assert not Document.objects.exclude(status="withdrawn").exists()


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (real_message(content=None), "no_files"),
        pytest.param(
            real_message(content=b"\x89PNG\r\n\x1a\nxxxx"),
            "unreadable_damaged",
            marks=pytest.mark.verify,
        ),
        (real_message(content=b"MZ\x90\x00\x03"), "unreadable_wrong_type"),
        (real_message(content=zipped({"../../x.txt": PLAN})), "hostile_name"),
    ],
)
def test_what_cannot_be_read_waits_with_its_reason(cast, raw, problem):
    scene = make_scene(cast, clerk=True)
    scene.come(raw)
    received = scene.received()
    assert (received.state, received.problem) == (State.WAITING, problem)
    assert scene.statuses() == ["01"]
    assert not Document.objects.exists()


def test_nothing_is_kept_of_a_message_with_a_classified_paper(scene, settings):
    secret = "MẬT\n".encode() + PLAN
    for content in (secret, zipped({"a.txt": PLAN, "phu-luc.txt": secret})):
        scene.come(real_message(content=content))

    assert not ReceivedMessage.objects.exists()
    assert not [path for path in settings.LOA_FILES.rglob("*") if path.is_file()]
    assert {(row.reason, row.name) for row in RefusedArrival.objects.all()} == {
        ("classified", "")
    }
    assert [outcome for _ref, outcome, _why in scene.line.told] == [Outcome.WIPED] * 2


def test_what_is_no_message_for_us_is_given_back_with_a_reason(scene):
    done = scene.come(
        b"day la tep rac",
        real_message(to="H99"),
        real_message(name="../../../x"),
        real_message(document_id="H37,2026/02/02,9/BC"),
    )
    # One bad message keeps no other back.
    assert (done.kept, done.refused) == (1, 3)
    assert [row.reason for row in RefusedArrival.objects.order_by("pk")] == [
        "not_xml",
        "nobody_here",
        "hostile_name",
    ]
    assert [outcome for _ref, outcome, _why in scene.line.told] == [
        Outcome.FAILED, Outcome.FAILED, Outcome.FAILED, Outcome.DONE,
    ]  # fmt: skip
    assert "edXML" in scene.line.told[0][2]


def test_one_message_over_which_we_fall_keeps_no_other_back(scene, monkeypatch, caplog):
    real, seen = collecting.arriving.arrive, []

    def falls(*, raw: bytes, **more: object) -> object:
        seen.append(raw)
        if len(seen) == 1:
            raise RuntimeError("a fault of ours")
        return real(raw=raw, **more)

    monkeypatch.setattr(collecting.arriving, "arrive", falls)
    done = scene.come(real_message(document_id="H37,2026/02/02,9/BC"), real_message())
    assert (done.kept, done.left) == (1, 1)
    assert "a fault of ours" in caplog.text
    # It is still there, to be taken when the fault is mended.
    monkeypatch.undo()
    assert scene.come(at=LATER).kept == 1


def test_a_hostile_header_is_cut_short_where_it_is_shown(scene):
    scene.come(real_message(subject="x" * 150_000))
    received = scene.received()
    assert len(received.header["subject"]) == 2000
    assert len(files.content(received.original)) > 150_000


# --- life and changes -------------------------------------------------------------------


def test_its_sender_is_told_step_by_step_and_each_step_once(scene):
    received = take_in(scene)
    confirm(scene, received.document)
    collecting.look_after(at=LATER)
    collecting.look_after(at=LATER)
    assert scene.statuses() == ["01", "03", "04"]

    assert deciding.finish(received=scene.received(), **scene.who())
    assert not deciding.finish(received=scene.received(), **scene.who())
    assert scene.statuses() == ["01", "03", "04", "06"]


def recall(reason: str = "Ban hành nhầm") -> str:
    return real_message(kind="1", reason=reason, content=None)


def test_a_recall_of_an_open_reading_withdraws_it_when_a_person_agrees(scene):
    document = take_in(scene).document
    scene.come(recall(), at=LATER)
    asked = scene.received(kind="recall")
    document.refresh_from_db()
    assert (document.status, asked.state) == ("read", State.WAITING)

    deciding.accept(received=asked, **scene.who())
    document.refresh_from_db()
    assert document.status == "withdrawn"
    assert scene.statuses() == ["01", "03", "15"]


def test_a_recall_never_undoes_what_is_confirmed(scene):
    document = take_in(scene).document
    confirm(scene, document)
    scene.come(recall(), at=LATER)
    deciding.accept(received=scene.received(kind="recall"), **scene.who())

    document.refresh_from_db()
    assert document.status == "confirmed"
    assert selectors.recalls_of(document)[0].state == State.AGREED
    assert Entry.objects.filter(action__endswith="recalled_by_sender").exists()
    assert scene.statuses()[-1] == "15"


def test_a_recall_of_what_another_body_holds_is_noted_and_said(scene):
    document = take_in(scene).document
    Document.objects.filter(pk=document.pk).update(held_by=scene.cast.neighbour)
    scene.come(recall(), at=LATER)
    asked = deciding.accept(received=scene.received(kind="recall"), **scene.who())

    document.refresh_from_db()
    assert (document.status, asked.state) == ("read", State.AGREED)
    assert ["recall_held_elsewhere", ""] in asked.remarks
    assert Entry.objects.filter(action__endswith="recalled_by_sender").exists()
    page = scene.cast.client("clerk").get(f"/van-ban/lien-thong/{asked.pk}/")
    assert "Cơ quan khác đang giữ" in page.content.decode()


def test_a_recall_of_what_was_confirmed_a_moment_ago_is_noted(scene, monkeypatch):
    document = take_in(scene).document
    scene.come(recall(), at=LATER)
    asked = scene.received(kind="recall")
    withdraw = deciding.bringing.withdraw_document

    def confirmed_meanwhile(**given):
        Document.objects.filter(pk=document.pk).update(status="confirmed")
        return withdraw(**given)

    monkeypatch.setattr(deciding.bringing, "withdraw_document", confirmed_meanwhile)
    asked = deciding.accept(received=asked, **scene.who())
    assert (asked.state, asked.remarks[-1]) == (State.AGREED, ["recall_noted", ""])


def test_a_recall_is_refused_with_a_reason(scene):
    take_in(scene)
    scene.come(recall(), at=LATER)
    asked = scene.received(kind="recall")
    with pytest.raises(ValueError):
        deciding.refuse(received=asked, reason="  ", **scene.who())
    deciding.refuse(received=asked, reason="Đã triển khai", **scene.who())
    assert scene.statuses()[-1] == "16"


def test_a_recall_by_somebody_else_reaches_no_document(scene):
    document = take_in(scene).document
    scene.come(recall().replace(">H37<", ">H88<"), at=LATER)
    asked = scene.received(kind="recall")
    assert (asked.target, asked.problem) == (None, "no_target")
    deciding.accept(received=asked, **scene.who())
    document.refresh_from_db()
    assert document.status == "read"


def test_a_replacement_stands_beside_the_old_one_and_is_linked_when_confirmed(scene):
    old = take_in(scene).document
    confirm(scene, old)
    text = PLAN.replace("Số: 12/".encode(), "Số: 15/".encode())
    raw = real_message(
        kind="3",
        document_id="H37,2026/01/20,15/KH-UBND",
        about="H37,2026/01/20,12/KH-UBND",
        number="15",
        content=text,
    )
    new = take_in(scene, raw)
    assert new.target.document == old
    assert not Relation.objects.exists()

    confirm(scene, new.document)
    collecting.look_after(at=LATER)
    collecting.look_after(at=LATER)
    relation = Relation.objects.get()
    assert (relation.document, relation.other, relation.kind) == (
        new.document,
        old,
        "replaces",
    )
    old.refresh_from_db()
    assert old.status == "confirmed"


def test_an_update_is_agreed_to_by_taking_it_in(scene):
    take_in(scene)
    text = PLAN.replace(b"15/12/2026", b"20/12/2026")
    new = take_in(scene, real_message(kind="2", reason="Sửa thời hạn", content=text))
    assert new.target == scene.received(kind="new")
    assert scene.statuses() == ["01", "03", "01", "03", "15"]
    # The earlier one is still here as it was: nothing is decided by a message.
    assert Document.objects.filter(status="read").count() == 2


def waits_for(cast, scene, monkeypatch) -> Arrival:
    """Let the paper of a message be one that a job reads."""
    arrival = Arrival.objects.create(by=cast.clerk, at=AT, held_by=cast.commune)

    def waits(**_given: object) -> Document:
        raise Waiting(arrival)

    monkeypatch.setattr(deciding.bringing, "bring_in_document", waits)
    scene.come(real_message())
    return arrival


@pytest.mark.parametrize(
    ("became", "problem"),
    [
        (
            {"state": Arrival.State.UNREADABLE, "reason": "damaged"},
            "unreadable_damaged",
        ),
        (None, "unreadable_scanned"),  # it waited too long, and was forgotten
    ],
)
def test_a_scan_that_was_not_read_waits_for_a_person(
    cast, monkeypatch, became, problem
):
    scene = make_scene(cast, clerk=True)
    arrival = waits_for(cast, scene, monkeypatch)
    if became is None:
        arrival.delete()
    else:
        Arrival.objects.update(**became)

    assert collecting.bring_waiting(at=LATER) == 0

    received = scene.received()
    assert (received.state, received.problem) == (State.WAITING, problem)
    # Nor is it looked at each minute from now on.
    monkeypatch.setattr(deciding, "bring_by_clerk", None)
    assert collecting.bring_waiting(at=LATER) == 0


@pytest.mark.skipif(bool(eyes_reason()), reason=eyes_reason() or "there")
@pytest.mark.verify
def test_nothing_is_kept_of_a_message_with_a_classified_scan(scene, settings):
    secret = papers.PLAN.replace("Số: 12/KH-UBND", "Số: 12/KH-UBND\nMẬT")
    page = pictures_of(pdf_from_text(secret), dpi=150)[0]
    scene.come(real_message(content=as_png(page, dpi=150), name="quet.png"))

    assert not ReceivedMessage.objects.exists()
    assert not Arrival.objects.exists()
    assert not [path for path in settings.LOA_FILES.rglob("*") if path.is_file()]
    assert [row.reason for row in RefusedArrival.objects.all()] == ["classified"]


def test_a_scan_is_taken_in_when_it_has_been_read(cast, monkeypatch):
    scene = make_scene(cast, clerk=True)

    waits_for(cast, scene, monkeypatch)
    received = scene.received()
    assert (received.state, received.problem) == (State.WAITING, "scan_waiting")
    monkeypatch.undo()
    assert collecting.bring_waiting(at=LATER) == 0  # it is not begun a second time

    read = bring_in_document(content=PLAN, name="quet.pdf", **scene.who())
    assert collecting.bring_waiting(at=LATER) == 1
    assert scene.received().document == read
    assert scene.statuses() == ["01", "03"]


def test_two_bodies_here_each_get_their_own(scene):
    from loa.audit.services import MACHINE
    from loa.documents.exchange import addressing

    addressing.add_code(
        body=scene.cast.neighbour,
        code="H37.21.08",
        is_served=True,
        from_on=AT.date(),
        actor=MACHINE,
        at=AT,
    )
    one = f"<edXML:To><edXML:OrganId>{HERE}</edXML:OrganId></edXML:To>"
    raw = real_message().replace(
        "<edXML:DocumentId>", one.replace(HERE, "H37.21.08") + "<edXML:DocumentId>", 1
    )
    done = scene.come(raw)
    assert done.kept == 2
    assert {row.body for row in ReceivedMessage.objects.all()} == {
        scene.cast.commune,
        scene.cast.neighbour,
    }
    assert ReceivedMessage.objects.values("original").distinct().count() == 1


def test_of_two_who_take_in_at_once_the_second_takes_nothing_away(scene, monkeypatch):
    scene.come(real_message())
    received, same = scene.received(), scene.received()
    bring = taking.bring

    def slowly(*given):
        """Somebody else accepts between the bringing in and the answer."""
        brought = bring(*given)
        monkeypatch.setattr(taking, "bring", bring)
        deciding.accept(received=same, **scene.who("head"))
        return brought

    monkeypatch.setattr(taking, "bring", slowly)
    with pytest.raises(deciding.NotWaiting):
        deciding.accept(received=received, **scene.who())

    taken = scene.received()
    assert (taken.state, taken.document.status) == (State.TAKEN, "read")
