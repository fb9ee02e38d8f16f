"""Every page, looked at: accessible, in its language, under the policy, not too wide."""

import pytest
from playwright.sync_api import Browser

from tests.browser import walk
from tests.browser.pages import PAGES, Walked
from tests.browser.people import session_of

pytestmark = pytest.mark.browser


def faults(browser: Browser, site: str, walked: Walked, look: walk.Look) -> list[str]:
    address = walked.address()
    assert address is not None
    session = session_of(walked.who)
    with walk.context(browser, site, look, session) as context:
        return walk.visit(context.new_page(), address, look.language, walked.status)


QUICK = [
    (walked, look)
    for walked in PAGES
    if walked.is_quick
    for look in (walk.Look(1440, "light", "vi"), walk.Look(390, "dark", "en"))
]


@pytest.mark.parametrize(
    ("walked", "look"), QUICK, ids=[f"{w.name}-{look}" for w, look in QUICK]
)
def test_a_page_has_no_fault(browser, site, walked, look):
    assert faults(browser, site, walked, look) == []


@pytest.mark.verify
@pytest.mark.parametrize("look", walk.EVERY_LOOK, ids=str)
@pytest.mark.parametrize("walked", PAGES, ids=lambda walked: walked.name)
def test_no_page_has_a_fault_in_any_look(browser, site, walked, look):
    assert faults(browser, site, walked, look) == []
