"""What a pass over a gateway remembers is of one test alone."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_failed_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
