"""Every page, looked at: accessible, in its language, under the policy, not too wide."""

import pytest
from playwright.sync_api import Browser

from tests.browser import walk
from tests.browser.pages import PAGES, Walked
from tests.browser.people import session_of

pytestmark = pytest.mark.browser

# A page that does not exist answers 404 and has to look right all the same.
EXPECTED = {"khong-co": {"answer 404"}}


def faults(browser: Browser, site: str, walked: Walked, look: walk.Look) -> list[str]:
    address = walked.address()
    assert address is not None
    session = session_of(walked.who)
    with walk.context(browser, site, look, session) as context:
        found = walk.visit(context.new_page(), address, look.language)
    expected = EXPECTED.get(walked.name, set())
    return [
        fault
        for fault in found
        if fault not in expected and not (expected and "404" in fault)
    ]


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
