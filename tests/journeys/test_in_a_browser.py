"""The journey once more with a browser in hand: dropped, confirmed, recorded, reported."""

import base64
import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import papers, places
from tests.journeys.clock import Clock, told_time
from tests.journeys.doors import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TITLE = "Làm khai sinh qua mạng ở xã Khê Nội"
DROP = """([zone, name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name));
    const drop = { bubbles: true, cancelable: true, dataTransfer: carried };
    document.querySelector(zone).dispatchEvent(new DragEvent("dragover", drop));
    document.querySelector(zone).dispatchEvent(new DragEvent("drop", drop));
}"""


@pytest.fixture
def clock() -> Iterator[Clock]:
    with told_time() as clock:
        clock.set(date(2026, 3, 12))
        yield clock


def test_from_a_dropped_file_to_the_record_behind_a_figure(
    live_server, browser: Browser, clock: Clock
):
    place = places.make_province()
    wrong: list[str] = []

    def sits_down(who: str) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="vi")
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if said.type == "error" else None,
        )
        page.goto("/tai-khoan/dang-nhap/")
        page.locator("[name=username]").fill(who)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Việc của tôi")
        return page

    confirm(sits_down(place.officer))
    clock.set(date(2026, 4, 20))
    clerk = sits_down(place.clerk_of(0))
    declare(clerk)
    record(clerk)
    watch(sits_down(place.overseer), place)
    proven(clerk)
    report(clerk)
    assert wrong == []


def confirm(page: Page) -> None:
    """Drop the Word file; settle the one name and confirm, by keys alone."""
    page.goto("/van-ban/moi/")
    content = base64.b64encode(papers.own_docx()).decode()
    page.evaluate(DROP, ["[data-drop]", "ke-hoach-25.docx", content])
    press(page, "Đọc văn bản", key="Enter")
    expect(page.locator("#doc-duoc")).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()

    card = page.locator("#ten-1")
    expect(card).to_contain_text("Đài Truyền thanh các địa phương")
    card.locator("select").focus()
    page.keyboard.press("End")
    card.get_by_role("button", name="Chọn").press("Enter")
    expect(page.locator("#can-xem")).to_contain_text("không còn mục bắt buộc")

    page.keyboard.press("a")
    expect(page.locator("#thuong-xuyen")).to_be_visible()
    expect(page.locator(".dock__say")).to_contain_text("nghĩa vụ")
    promised = page.locator(".dock__say b").nth(1).inner_text().split()[0]
    page.get_by_role("button", name="Xác nhận", exact=True).press("Enter")
    expect(page.locator("main")).to_contain_text(f"tạo {promised} nghĩa vụ")


def press(page: Page, name: str, *, key: str) -> None:
    page.get_by_role("button", name=name).press(key)


def declare(page: Page) -> None:
    page.goto("/kenh/khai-bao/")
    page.locator("[name=kind]").select_option("website")
    page.locator("[name=name]").fill("Trang thông tin điện tử xã")
    page.locator("[name=address]").fill("https://khenoi.vidu.gov.vn/")
    page.get_by_role("button", name="Khai báo", exact=True).click()
    expect(page.locator("main")).to_contain_text("khenoi.vidu.gov.vn")


def record(page: Page) -> None:
    """Paste a link on the page of my work and see the number move."""
    page.goto("/")
    owed = page.locator("main")
    expect(owed).to_contain_text("0 / 2")
    page.locator("#address").fill("https://khenoi.vidu.gov.vn/tin-tuc/ho-tich-qua-mang")
    page.keyboard.press("Enter")
    page.locator("form.record [name=title]").fill(TITLE)
    expect(page.locator("#xem-truoc")).to_contain_text("tin, bài")
    page.get_by_role("button", name="Ghi nhận", exact=True).last.press("Enter")
    expect(page.locator("[role=status]").first).to_contain_text("Đã ghi")
    expect(page.locator("main")).to_contain_text("Chờ xem xét")
    page.goto("/")
    expect(owed).to_contain_text("1 đã khai")


def proven(page: Page) -> None:
    """What the overseer verified counts on the page of my work."""
    page.goto("/")
    duty = page.locator("li", has_text="30/04").filter(has_text="tin, bài").first
    expect(duty).to_contain_text("1 / 2")


def watch(page: Page, place: places.Place) -> None:
    """From the map of all communes to the record in one cell."""
    page.goto(f"/bang-theo-doi/?nam=2026&tren={place.government.pk}")
    cell = page.locator("#bang-nhiet tr", has_text="Xã Khê Nội").locator(
        "a.cell[data-p='T4']"
    )
    expect(cell).to_contain_text("1")
    cell.click()
    drawer = page.locator("#chi-tiet")
    drawer.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    page.locator("[name=reason]").first.fill("Đã mở trang, đúng nội dung")
    page.get_by_role("button", name="Công nhận", exact=True).click()
    expect(page.locator("main")).to_contain_text("Đã xác minh")


def report(page: Page) -> None:
    """The quarter's report; a figure of it, and the record that stands behind it."""
    page.goto("/bao-cao/moi/")
    page.locator("[name=what]").select_option(
        label=page.locator("[name=what] option", has_text="Quý II/2026").inner_text()
    )
    page.locator("main form button[type=submit]").last.click()
    figure = page.locator("a.fig[href*='so=all.claimed']").first
    expect(figure).to_have_text("1")
    figure.click()
    expect(page).to_have_url(re.compile("so=all.claimed"))
    proof = page.get_by_role("link", name=TITLE).first
    expect(proof).to_be_visible()
    proof.click()
    expect(page.locator("h1")).to_have_text(TITLE)
