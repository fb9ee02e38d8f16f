"""A pass over a gateway: what fails there keeps nothing else back."""

from datetime import timedelta

import pytest

from loa.documents.exchange import collecting, secrecy
from loa.documents.exchange.gateways import Unavailable
from loa.documents.models import RefusedArrival
from tests.cast import Cast
from tests.documents.exchange.scene import AT, Line, Scene, make_scene
from tests.domain.exchange.samples import real_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


class Bad(Line):
    """A line at which most messages can never be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def fetch(self, ref: str) -> bytes:
        self.asked.append(ref)
        if ref.startswith("hong-"):
            raise Unavailable("not whole yet")
        return super().fetch(ref)


def test_messages_that_always_fail_keep_none_of_the_others_back(scene):
    line = Bad()
    line.waiting = {f"hong-{n}": b"" for n in range(150)}
    line.waiting["tot"] = real_message().encode()
    done = collecting.collect(gateway=line, at=AT)
    assert (done.kept, done.left) == (1, 150)


def test_what_failed_is_tried_again_later_and_later(scene):
    line = Bad()
    line.waiting = {"hong-1": b""}
    for minute in range(8):
        collecting.collect(gateway=line, at=AT + timedelta(minutes=minute))
    assert len(line.asked) == 4  # at 0, 1, 3 and 7 minutes


def test_a_message_whose_files_take_too_long_is_refused_with_a_reason(
    scene, monkeypatch
):
    monkeypatch.setattr(secrecy, "SECONDS", -1)
    scene.line.put(real_message())
    assert collecting.collect(gateway=scene.line, at=AT).refused == 1
    assert RefusedArrival.objects.get().reason == "too_slow"
