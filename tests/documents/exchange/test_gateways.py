"""Folders and an adapter over HTTP: what they promise holds also after a crash."""

import base64
import json
import os
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo

import pytest

from loa.documents.exchange.gateways import (
    FolderGateway,
    HttpGateway,
    Outcome,
    Parcel,
    Rejected,
    Unavailable,
)

PARCEL = Parcel("document-7-new-H37", b"<edXML/>", "H37.21.07", "H37")


def folder(path, **more) -> FolderGateway:
    return FolderGateway(path, path, limit=1000, **more)


def names(path) -> set[str]:
    return {row.name for row in path.iterdir() if not row.name.startswith(".")}


def test_only_plain_settled_messages_are_taken_from_a_folder(tmp_path):
    (tmp_path / "b.edxml").write_bytes(b"2")
    (tmp_path / "a.XML").write_bytes(b"1")
    os.utime(tmp_path / "a.XML", (1, 1))
    (tmp_path / "c.edxml.part").write_bytes(b"half")
    (tmp_path / ".d.edxml").write_bytes(b"hidden")
    (tmp_path / "e.docx").write_bytes(b"none")
    (tmp_path / "sub.edxml").mkdir()
    (tmp_path / "link.edxml").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.edxml")

    assert folder(tmp_path).list() == ["a.XML", "b.edxml"]
    # What somebody may still be writing to is left.
    now = datetime.now(ZoneInfo("UTC"))
    before = now - timedelta(seconds=5)
    assert folder(tmp_path, before=before).list() == ["a.XML"]
    for ref in ("link.edxml", "sub.edxml"):
        with pytest.raises((Rejected, Unavailable)):
            folder(tmp_path).fetch(ref)
    with pytest.raises(Rejected):
        folder(tmp_path).fetch("pipe.edxml")
    with pytest.raises(Rejected):
        folder(tmp_path).fetch("../secret.edxml")


def test_what_must_be_wiped_leaves_only_a_reason_that_says_nothing(tmp_path):
    (tmp_path / "MARKER.edxml").write_bytes(b"MARKER of a secret")
    (tmp_path / "link.edxml").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(b"not ours")
    gate = folder(tmp_path)

    gate.acknowledge("MARKER.edxml", Outcome.WIPED, "refused")
    gate.acknowledge("link.edxml", Outcome.WIPED, "refused")

    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in left if "MARKER" in path.name]
    assert not [path for path in left if b"MARKER" in path.read_bytes()]
    assert (tmp_path / "elsewhere").read_bytes() == b"not ours"
    assert names(tmp_path / "failed") == {"wiped.reason.txt", "wiped.reason-2.txt"}


def test_a_file_that_was_taken_is_moved_with_its_reason_beside_it(tmp_path):
    gate = folder(tmp_path)
    for content in (b"1", b"2"):
        (tmp_path / "a.edxml").write_bytes(content)
        assert gate.fetch("a.edxml") == content
        gate.acknowledge("a.edxml", Outcome.FAILED, "Gói tin rỗng")
    gate.acknowledge("a.edxml", Outcome.FAILED)  # another worker was first
    assert names(tmp_path / "failed") == {
        "a.edxml", "a.edxml.reason.txt", "a-2.edxml", "a-2.edxml.reason.txt",
    }  # fmt: skip
    assert "rỗng" in (tmp_path / "failed/a.edxml.reason.txt").read_text()
    (tmp_path / "b.edxml").write_bytes(b"3")
    gate.acknowledge("b.edxml", Outcome.DONE)
    assert (tmp_path / "processed/b.edxml").read_bytes() == b"3"


def test_a_link_in_place_of_our_own_folder_is_not_followed(tmp_path):
    away = tmp_path / "away"
    away.mkdir()
    box = tmp_path / "box"
    box.mkdir()
    (box / "a.edxml").write_bytes(b"1")
    (box / "processed").symlink_to(away)
    with pytest.raises(Unavailable):
        folder(box).acknowledge("a.edxml", Outcome.DONE)
    assert names(away) == set()


def test_a_message_is_put_into_a_folder_once_whatever_crashes(tmp_path, monkeypatch):
    gate = folder(tmp_path)
    name = gate.send(PARCEL)
    assert (tmp_path / name).read_bytes() == PARCEL.content
    (tmp_path / name).unlink()  # its receiver took it away
    assert gate.send(PARCEL) == name
    assert not (tmp_path / name).exists()

    # The machine goes down before the rename: the next sender finishes it.
    other = Parcel("document-8-new-H37", b"<x/>", "H37.21.07", "H37")
    from pathlib import Path

    def down(self: Path, target: Path) -> Path:
        if self.parent.name == ".coming" and target.parent == tmp_path:
            raise OSError("power cut")
        return real(self, target)

    real = Path.replace
    monkeypatch.setattr(Path, "replace", down)
    with pytest.raises(Unavailable):
        gate.send(other)
    assert names(tmp_path) == set()
    monkeypatch.undo()
    name = gate.send(other)
    assert names(tmp_path) == {name}


def test_a_folder_that_is_gone_is_told_not_made(tmp_path):
    gone = folder(tmp_path / "gone")
    with pytest.raises(Unavailable):
        gone.list()
    with pytest.raises(Unavailable):
        gone.send(PARCEL)
    assert not (tmp_path / "gone").exists()


# --- an adapter -------------------------------------------------------------------------


class Adapter:
    """Speaks as the library's operations do; keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: dict[str, tuple[int, bytes]] = {}

    def say(self, operation: str, code: int = 200, **answer: object) -> None:
        said = {"status": "OK", "ErrorCode": "0", "ErrorDesc": "", **answer}
        self.answers[operation] = (code, json.dumps(said).encode())


@pytest.fixture
def adapter() -> Iterator[tuple[Adapter, HttpGateway]]:
    said = Adapter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            operation = self.path.rpartition("/")[2]
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            header = {k.lower(): v for k, v in self.headers.items()}
            said.asked.append((self.path, header, body))
            status, content = said.answers[operation]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_rest: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    gate = HttpGateway(
        f"http://127.0.0.1:{server.server_port}/vxp/",
        system="loa-thu",
        token="bi-mat",
        limit=1000,
        seconds=5,
    )
    yield said, gate
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_an_adapter_is_asked_in_the_shapes_of_the_library(adapter):
    said, gate = adapter
    said.say("sendEdoc", DocId="68edb8c8")
    said.say("getReceivedEdocList", data=[{"docId": "a1"}, {"docId": "../x"}, "?"])
    said.say("getEdoc", data=base64.b64encode(b"<edXML/>").decode())
    said.say("updateStatus")

    assert gate.send(PARCEL) == "68edb8c8"
    assert gate.list() == ["a1"]
    assert gate.fetch("a1") == b"<edXML/>"
    gate.acknowledge("a1", Outcome.DONE)

    path, header, body = said.asked[0]
    assert (path, body) == ("/vxp/sendEdoc", PARCEL.content)
    assert header["authorization"] == "Bearer bi-mat"
    assert (header["systemid"], header["from"]) == ("loa-thu", "H37.21.07")
    assert header["servicetype"] == "eDoc"
    assert header["idempotency-key"] == PARCEL.key
    kinds = [row[1]["messagetype"] for row in said.asked[:3]]
    assert kinds == ["edoc", "edoc", "status"]
    assert (said.asked[-1][1]["docid"], said.asked[-1][1]["status"]) == ("a1", "done")


@pytest.mark.parametrize(
    ("status", "answer", "error"),
    [
        (503, {}, Unavailable),
        (429, {}, Unavailable),
        (401, {}, Rejected),
        (302, {}, Rejected),
        (
            200,
            {"status": "FAIL", "ErrorCode": "-1", "ErrorDesc": "no agency"},
            Rejected,
        ),
        (200, {"data": "!!!"}, Rejected),
        (200, {"data": base64.b64encode(b"x" * 3000).decode()}, Rejected),
    ],
)
def test_trouble_at_the_adapter_is_told_apart(adapter, status, answer, error):
    said, gate = adapter
    said.say("getEdoc", status, **answer)
    with pytest.raises(error):
        gate.fetch("a1")


def test_an_answer_that_is_no_json_or_nobody_there_is_tried_again(adapter):
    said, gate = adapter
    said.answers["getEdoc"] = (200, b"<html>bao tri</html>")
    with pytest.raises(Unavailable):
        gate.fetch("a1")
    nobody = HttpGateway(
        "http://127.0.0.1:9/", system="x", token="y", limit=1000, seconds=1
    )
    with pytest.raises(Unavailable):
        nobody.list()


@pytest.mark.parametrize("url", ["http://10.0.0.5/vxp", "file:///etc", "https://"])
def test_an_address_that_would_carry_the_token_in_the_open_is_refused(url):
    with pytest.raises(ValueError):
        HttpGateway(url, system="x", token="y", limit=1000)
