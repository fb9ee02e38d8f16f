"""The commune at work."""

import pytest

from tests.cast import Cast
from tests.evidence.work import Work, make_work


@pytest.fixture
def work(cast: Cast) -> Work:
    return make_work(cast)
