"""Two workers at once, for real: a message is kept once and sent once."""

import pytest

from loa.documents.exchange import arriving, outbox
from loa.documents.models import OutboxMessage, ReceivedMessage
from tests.cast import make_cast
from tests.documents.exchange.scene import AT, Line, Scene, make_scene
from tests.documents.test_at_once import at_once
from tests.domain.exchange.samples import real_message

pytestmark = [
    pytest.mark.verify,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def scene(transactional_db, settings, tmp_path) -> Scene:
    settings.LOA_FILES = tmp_path / "originals"
    return make_scene(make_cast())


def test_a_message_that_two_workers_take_at_once_is_kept_once(scene):
    raw = real_message().encode()

    def take() -> bool:
        (arrival,) = arriving.arrive(raw=raw, name="a", source="test", at=AT)
        return arrival.is_new

    assert sorted(map(str, at_once(take, take, take))) == ["False", "False", "True"]
    assert ReceivedMessage.objects.get().arrivals == 3
    assert OutboxMessage.objects.count() == 1


def test_a_message_that_two_workers_send_at_once_goes_out_once(scene):
    scene.come(real_message())
    lines = [Line(), Line()]
    results = at_once(
        *(lambda line=line: outbox.send_due(gateway=line, at=AT) for line in lines)
    )
    assert all(isinstance(one, outbox.Sent) for one in results), results
    assert sum(len(line.sent) for line in lines) == 1
    assert OutboxMessage.objects.get().state == "sent"
