"""A browser for the whole run, and a server with the cast in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import walk


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = walk.start(playwright)
        yield opened
        opened.close()


@pytest.fixture
def site(live_server, transactional_db) -> str:
    """The address of a running Loa with the cast and a month of their work in it."""
    from tests.browser.scene import set_scene

    set_scene()
    return str(live_server.url)
