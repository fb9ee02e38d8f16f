"""Walks a page as a person sees it, and says what is wrong with it.

Used by the tests of this folder and by `scripts/screenshots.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

from tests import machine

AXE = Axe()
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
}  # fmt: skip
HEIGHTS = {1440: 900, 390: 844}


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at: the width in pixels, the theme, the language."""

    width: int = 1440
    theme: str = "light"
    language: str = "vi"

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}-{self.language}"


EVERY_LOOK = [
    Look(width, theme, language)
    for width in HEIGHTS
    for theme in ("light", "dark")
    for language in ("vi", "en")
]


def start(playwright: Playwright) -> Browser:
    """Open the machine's own Chromium."""
    return playwright.chromium.launch(
        executable_path=machine.chromium(), args=["--no-sandbox", "--disable-gpu"]
    )


@contextmanager
def context(
    browser: Browser,
    base_url: str,
    look: Look,
    session: str = "",
    *,
    scripts: bool = True,
) -> Iterator[BrowserContext]:
    """Give a context that has signed in (by the key of a session) and chosen its look."""
    made = browser.new_context(
        base_url=base_url,
        viewport={"width": look.width, "height": HEIGHTS[look.width]},
        has_touch=look.width < 640,
        locale=look.language,
        java_script_enabled=scripts,
    )
    cookies = {"theme": look.theme, "django_language": look.language}
    if session:
        cookies["sessionid"] = session
    made.add_cookies(
        [{"name": n, "value": v, "url": base_url} for n, v in cookies.items()]
    )
    try:
        yield made
    finally:
        made.close()


def visit(page: Page, address: str, language: str, status: int = 200) -> list[str]:
    """Open an address and return what is wrong there, one sentence a fault."""
    said: list[str] = []
    page.on(
        "console",
        lambda message: said.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        answer = page.goto(address, wait_until="load")
    except Error as error:
        return [f"not opened: {error.message.splitlines()[0]}"]
    got = answer.status if answer else 0
    if got != status:
        return [f"answer {got}, not {status}"]
    # The theme's colours move in, and axe would measure them on the way.
    page.wait_for_timeout(50)
    # Chromium itself reports the status of a page that is rightly missing.
    said = [text for text in said if f"status of {status}" not in text]
    return faults_of(page, language) + [f"console: {text}" for text in said]


def faults_of(page: Page, language: str) -> list[str]:
    """Return what is wrong with the page as it now stands."""
    facts = page.evaluate(
        """() => ({
            lang: document.documentElement.lang,
            h1: document.querySelectorAll('h1').length,
            title: document.title,
            wide: document.documentElement.scrollWidth - window.innerWidth,
            widest: [...document.querySelectorAll('body *')]
                .filter(n => n.getBoundingClientRect().right > window.innerWidth + 1
                    && !n.closest('.vh, .sprite, .scroll, .tabs'))
                .slice(0, 3).map(n => n.className || n.tagName),
            styled: document.querySelectorAll('[style]').length,
        })"""
    )
    faults = []
    if facts["lang"] != language:
        faults.append(f"lang is {facts['lang']!r}, not {language!r}")
    if facts["h1"] != 1:
        faults.append(f"{facts['h1']} h1 on the page")
    if not facts["title"].removesuffix("· Loa").strip(" ·"):
        faults.append("no title")
    if facts["wide"] > 0:
        faults.append(f"{facts['wide']} px of sideways scroll: {facts['widest']}")
    return faults + _axe(page)


def _axe(page: Page) -> list[str]:
    found = AXE.run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"axe {fault['id']}: {node['html'][:160]} ({(node['failureSummary'] or '')[:200]})"
        for fault in found
        for node in fault["nodes"][:4]
    ]


def picture(page: Page, to: Path) -> None:
    """Save the whole page as a PNG."""
    to.parent.mkdir(parents=True, exist_ok=True)
    # Grown to the page's height, so that what sticks to an edge stands at that edge.
    size = page.viewport_size or {"width": 1440, "height": 900}
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(
        {"width": size["width"], "height": max(height, size["height"])}
    )
    page.screenshot(path=to, animations="disabled")
    page.set_viewport_size(size)
