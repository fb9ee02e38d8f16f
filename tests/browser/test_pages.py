"""Every page, looked at: accessible, in its language, under the policy, not too wide."""

import pytest
from playwright.sync_api import Browser

from tests.browser import walk
from tests.browser.installation import Site
from tests.browser.pages import PAGES, Walked

pytestmark = pytest.mark.browser


def faults(
    browser: Browser, site: Site, pages: list[Walked], look: walk.Look
) -> dict[str, list[str]]:
    """Walk the pages and return the faults of those that have any, by name."""
    found = {}
    for who in {walked.who for walked in pages}:
        with walk.context(browser, site.url, look, site.sessions[who]) as context:
            for walked in pages:
                address = site.addresses[walked.name]
                if walked.who != who or address is None:
                    continue
                page = context.new_page()
                found[walked.name] = walk.visit(
                    page, address, look.language, walked.status
                )
                page.close()
    return {name: told for name, told in found.items() if told}


@pytest.mark.parametrize(
    "look",
    [
        walk.Look(390, "light", "vi"),
        pytest.param(walk.Look(1440, "dark", "en"), marks=pytest.mark.verify),
    ],
    ids=str,
)
def test_no_page_of_the_first_round_has_a_fault(browser, site, look):
    quick = [walked for walked in PAGES if walked.is_quick]

    assert faults(browser, site, quick, look) == {}


@pytest.mark.verify
@pytest.mark.timeout(600)  # all pages of the product, one after the other
@pytest.mark.parametrize("look", walk.EVERY_LOOK, ids=str)
def test_no_page_has_a_fault_in_any_look(browser, site, look):
    assert faults(browser, site, PAGES, look) == {}
