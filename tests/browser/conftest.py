"""A running Loa for the whole run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.installation import Site, running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A Loa with the cast and a month of their work; what a test changes there stays."""
    var: Path = tmp_path_factory.mktemp("site")
    with running(var, "scene") as made:
        yield made
