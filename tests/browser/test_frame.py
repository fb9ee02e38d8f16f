"""The frame under a person's hands: keys, menus, and all of it without scripts too."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.pages import CLERK

pytestmark = pytest.mark.browser


def test_the_slash_key_goes_to_the_search_and_escape_closes_a_menu(browser, site):
    with walk.context(browser, site.url, walk.Look(), site.sessions[CLERK]) as context:
        page = context.new_page()
        page.goto(reverse("common:components"))

        page.keyboard.press("/")
        expect(page.locator("#tim")).to_be_focused()
        expect(page.locator("#tim")).to_have_value("")

        page.locator(".user > summary").click()
        expect(page.locator(".user .menu")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".user .menu")).to_be_hidden()
        expect(page.locator(".user > summary")).to_be_focused()


def test_theme_and_language_are_chosen_without_scripts(browser, site):
    with walk.context(
        browser, site.url, walk.Look(), site.sessions[CLERK], scripts=False
    ) as context:
        page = context.new_page()
        page.goto(reverse("common:components"))

        page.locator(".user > summary").click()
        page.get_by_role("button", name="Tối", exact=True).click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")

        page.locator(".user > summary").click()
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page).to_have_url(re.compile(reverse("common:components") + "$"))


def test_a_double_click_sends_a_form_once(browser, site):
    with walk.context(browser, site.url, walk.Look(), site.sessions[CLERK]) as context:
        page = context.new_page()
        page.goto(reverse("common:components"))
        sent: list[str] = []
        page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
        page.locator(".user > summary").click()

        page.get_by_role("button", name="Tối", exact=True).dblclick()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")

        assert len(sent) == 1


def test_on_a_phone_the_rail_is_a_bar_at_the_foot(browser, site):
    look = walk.Look(390, "light", "vi")
    with walk.context(browser, site.url, look, site.sessions[CLERK]) as context:
        page = context.new_page()
        page.goto(reverse("common:components"))

        expect(page.locator(".rail")).to_be_hidden()
        bar = page.locator(".tabbar")
        expect(bar).to_be_visible()
        box = bar.bounding_box()
        assert box is not None
        assert round(box["y"] + box["height"]) == walk.HEIGHTS[390]
        # Large enough for a finger (WCAG 2.2 wants 24, our own rule 44).
        small = page.evaluate(
            """() => [...document.querySelectorAll('.tabbar a, .btn')]
                .filter(n => n.offsetParent && n.getBoundingClientRect().height < 44)
                .map(n => n.textContent.trim())"""
        )
        assert small == []
