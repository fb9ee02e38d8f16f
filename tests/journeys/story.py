"""The journey: a directive comes in, is confirmed, worked on, watched and reported.

Everything is done by people at pages. What they did is written down in `Told`, for the
tests to hold against what the pages, files and tables say.
"""

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml.html import FormElement

from tests.journeys.clock import Clock
from tests.journeys.doors import Page, Person, Refused, words
from tests.journeys.places import Place

REVIEW = "/chuong-trinh/doc/{}/"
LOG = b"%PDF-1.4\nNhat ky phat thanh\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Directive:
    """What comes in, and what its registry knows that the paper does not say."""

    name: str
    content: bytes
    year: int
    # what to type into the header that the paper leaves blank
    header: dict[str, str] = field(default_factory=dict)
    # printed name → the body or group it means; None = nobody in this installation
    meanings: dict[str, str | None] = field(default_factory=dict)
    # tasks whose proposed kind lacks something that the paper does not say
    standing: tuple[int, ...] = ()


@dataclass(slots=True)
class Told:
    """What happened, as the people saw it."""

    place: Place
    clock: Clock
    directive: Directive
    people: dict[str, Person] = field(default_factory=dict)
    document: int = 0
    review_before: str = ""
    review: str = ""
    preview: str = ""
    confirmed: str = ""
    arrived: dict[str, tuple[str, str]] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    own_reports: dict[int, int] = field(default_factory=dict)
    wide_report: int = 0

    def day(self, month: int, number: int) -> date:
        return date(self.directive.year, month, number)

    def at(self, who: str, month: int, number: int, hour: int = 9) -> Person:
        """Somebody sits down on a day of the story; the first time she signs in."""
        self.clock.set(self.day(month, number), hour)
        if who not in self.people:
            self.people[who] = Person(who).sign_in()
        return self.people[who]


def host(told: Told, number: int) -> str:
    """The site of a commune."""
    return f"xa{number + 1}.vidu.gov.vn"


def begin(place: Place, directive: Directive, clock: Clock) -> Told:
    """A paper becomes duties: brought in, settled, confirmed, and found by whom it binds."""
    told = Told(place, clock, directive)
    bring_in(told)
    settle(told)
    commit(told)
    look_at_inboxes(told)
    return told


def tell(place: Place, directive: Directive, clock: Clock) -> Told:
    """The whole story, from March to June."""
    told = begin(place, directive, clock)
    declare_channels(told)
    record_what_was_done(told)
    decide(told)
    report(told)
    return told


# --- the directive ------------------------------------------------------------------------


def bring_in(told: Told) -> None:
    officer = told.at(told.place.officer, 3, 12)
    page = officer.open("/van-ban/moi/")
    review = officer.send(
        page.form(having="text"), page,
        file=SimpleUploadedFile(told.directive.name, told.directive.content),
    )  # fmt: skip
    told.document = int(review.address.strip("/").split("/")[2].partition("?")[0])
    told.review_before = review.text


def settle(told: Told) -> None:
    """Fill in the header, settle what is doubtful, choose names, accept standing tasks."""
    officer = told.at(told.place.officer, 3, 12, 10)
    if told.directive.header:
        page = officer.open(f"/van-ban/{told.document}/dau-van-ban/")
        officer.post(page.form(having="number"), page, **told.directive.header)
    page = officer.open(REVIEW.format(told.document))
    while cards := _forms(page, "/muc/", having="do"):
        page = officer.send(cards[0], page, do="keep")
    for form in _forms(page, "/co-quan/", having="printed"):
        printed = form.fields["printed"]
        if printed not in told.directive.meanings:
            raise Refused(f"nobody said whom {printed!r} means")
        meant = told.directive.meanings[printed]
        value = "outside" if meant is None else option(form, "means", meant)
        officer.post(form, page, means=value, typed=None)
    for item in told.directive.standing:
        page = officer.open(f"{REVIEW.format(told.document)}nhiem-vu/{item}/")
        officer.post(page.form(having="kind"), page, kind="standing")
    page = officer.open(REVIEW.format(told.document))
    for form in _forms(page, "/thuong-xuyen/"):
        page = officer.send(form, page)
    told.review = page.text


def _forms(page: Page, part: str, *, having: str = "") -> list[FormElement]:
    found = []
    for form in page.html.forms:
        names = {each.get("name") for each in form.iter("input", "select", "button")}
        if part in (form.get("action") or "") and (not having or having in names):
            found.append(form)
    return found


def option(form: FormElement, name: str, label: str) -> str:
    """The value of the choice in a list that has some words."""
    for choice in form.inputs[name].iter("option"):
        if label in words(choice):
            return str(choice.get("value"))
    raise Refused(f"no choice {label!r} in {name}")


def commit(told: Told) -> None:
    officer = told.at(told.place.officer, 3, 12, 11)
    page = officer.open(f"/chuong-trinh/doc/{told.document}/nghia-vu/")
    told.preview = page.text
    page = officer.open(REVIEW.format(told.document))
    done = officer.send(page.form("/xac-nhan/"), page)
    told.confirmed = done.text


def look_at_inboxes(told: Told) -> None:
    """Each commune's clerk, minutes after."""
    for who in told.place.clerks.values():
        clerk = told.at(who, 3, 12, 12)
        told.arrived[who] = (clerk.open("/thong-bao/").text, clerk.open("/").text)


# --- channels and what was done ---------------------------------------------------------------


def declare_channels(told: Told) -> None:
    for number in range(4):
        clerk = told.at(told.place.clerk_of(number), 3, 14)
        page = clerk.open("/kenh/khai-bao/")
        clerk.post(
            page.form(having="station"), page, kind="website", xem=None,
            name=f"Trang thông tin điện tử số {number + 1}",
            address=f"https://{host(told, number)}/",
            from_on=f"01/01/{told.directive.year}",
        )  # fmt: skip
    clerk = told.at(told.place.clerk_of(1), 3, 14, 14)
    page = clerk.open("/kenh/khai-bao/")
    clerk.post(
        page.form(having="station"), page, kind="radio", name="Đài truyền thanh cơ sở",
        station="Đài truyền thanh cơ sở", address="", from_on=f"01/01/{told.directive.year}",
    )  # fmt: skip


def record(
    told: Told, name: str, commune: int, done: tuple[int, int], recorded: tuple[int, int],
    *, address: str = "", form: str = "Tin, bài", area: str = "", **typed: Any,
) -> None:  # fmt: skip
    """One activity, by the clerk's own form; kept under a name for the story."""
    clerk = told.at(told.place.clerk_of(commune), *recorded)
    page = (
        clerk.open("/minh-chung/ghi/", address=address)
        if address
        else clerk.open("/minh-chung/ghi/")
    )
    sheet = page.form("/minh-chung/ghi/", having="title")
    told_in = {
        "title": f"Bài {name}",
        "done_on": f"{told.day(*done):%d/%m/%Y}",
        "form": option(sheet, "form", form),
        "area": option(sheet, "area", area) if area else "",
        "xem": None,
        "viec": None,
    }
    if "channel" in typed:
        typed["channel"] = option(sheet, "channel", typed["channel"])
    where = clerk.post(sheet, page, **(told_in | typed))
    told.records[name] = int(where.partition("?")[0].strip("/").split("/")[-1])
    if name == "a1":
        told.said[name] = clerk.open(where).text


def slip(told: Told, name: str) -> str:
    """The address of a record's page."""
    return f"/minh-chung/{told.records[name]}/"


def record_what_was_done(told: Told) -> None:
    """Two months of four communes: one of each thing that happens."""

    def page(commune: int, path: str) -> str:
        return f"https://{host(told, commune)}/{path}"

    # In the order of the clerks' clocks: one that was set back is not believed.
    # April: the first does its two; the second's second comes long after; the third
    # does nothing; of the fourth's two one will be rejected, one nobody will look at.
    record(told, "d1", 3, (4, 5), (4, 7), address=page(3, "d1"))
    record(
        told, "b1", 1, (4, 10), (4, 11), address=page(1, "b1"), area="chính quyền số"
    )
    record(
        told, "a1", 0, (4, 12), (4, 13), address=page(0, "a1"), area="Cải cách thủ tục"
    )
    record(told, "d2", 3, (4, 15), (4, 16), address=page(3, "d2"))
    record(
        told, "a2", 0, (4, 20), (4, 21), address=page(0, "a2"), area="Cải cách thể chế"
    )
    # May: the same page claimed by two; a broadcast with its log; a page on another's
    # site; one that the overseer questions.
    record(told, "d3", 3, (5, 6), (5, 7), address=page(3, "d3"))
    record(
        told, "a3", 0, (5, 8), (5, 9), address=page(0, "a3"), area="Cải cách thủ tục"
    )
    record(told, "d4", 3, (5, 17), (5, 18), address=page(3, "d4"))
    record(told, "a4", 0, (5, 18), (5, 19), address="https://bao.vidu.vn/chung-mot-bai")
    record(told, "b2", 1, (4, 25), (5, 20), address=page(1, "b2"))
    record(told, "b3", 1, (5, 18), (5, 20), address="https://bao.vidu.vn/chung-mot-bai")
    record(
        told, "b4", 1, (5, 28), (6, 2), form="Buổi phát thanh", quantity="3",
        channel="Đài truyền thanh", file=SimpleUploadedFile("nhat-ky.pdf", LOG),
    )  # fmt: skip
    # June: one in the report's days, one the day after them, one recorded by mistake.
    record(told, "a7", 0, (6, 2), (6, 2), address=page(0, "nham"))
    withdraw(told, "a7", (6, 3))
    record(told, "a5", 0, (6, 3), (6, 3), address=page(0, "a5"))
    record(told, "c1", 2, (5, 29), (6, 4), address=page(0, "cua-xa-khac"))
    record(told, "c2", 2, (5, 30), (6, 4), address=page(2, "c2"), area="công vụ")
    record(told, "a6", 0, (6, 15), (6, 15), address=page(0, "a6"))


def withdraw(told: Told, name: str, day: tuple[int, int]) -> None:
    clerk = told.at(told.place.clerk_of(0), *day)
    page = clerk.open(f"/minh-chung/{told.records[name]}/")
    clerk.post(page.form("/rut/"), page, reason="Ghi nhầm")


VERDICTS = {
    "a1": "verified", "a2": "verified", "a3": "verified", "a5": "verified",
    "b1": "verified", "b2": "verified", "d1": "rejected", "d3": "disputed", "d4": "verified",
}  # fmt: skip


def decide(told: Told) -> None:
    """The overseer looks at records; what nobody looked at lapses."""
    from click.testing import CliRunner

    from loa.cli.accept_unobjected import command

    overseer = told.at(told.place.overseer, 6, 6)
    for name, standing in VERDICTS.items():
        page = overseer.open(f"/minh-chung/{told.records[name]}/")
        reason = f"Đã mở trang {name}"
        overseer.post(page.form("/ket-luan/"), page, standing=standing, reason=reason)
    told.clock.set(told.day(6, 10))
    done = CliRunner().invoke(command, catch_exceptions=False)
    told.said["lapsed"] = done.output


# --- reports ------------------------------------------------------------------------------------


def report(told: Told) -> None:
    """The first two communes report on 16 June; the overseer reports over all on the 23rd."""
    for number in (0, 1):
        clerk = told.at(told.place.clerk_of(number), 6, 16)
        told.own_reports[number] = _make(clerk, f"Quý II/{told.directive.year}", "")
        address = f"/bao-cao/{told.own_reports[number]}/"
        page = clerk.open(address)
        clerk.post(page.form("/nop/"), page)
    overseer = told.at(told.place.overseer, 6, 23)
    told.wide_report = _make(overseer, f"Quý II/{told.directive.year}", "các xã")


def _make(person: Person, period: str, whom: str) -> int:
    page = person.open("/bao-cao/moi/")
    form = page.form(having="whom")
    typed = {
        "what": option(form, "what", period),
        "whom": option(form, "whom", whom) if whom else "own",
    }
    where = person.post(form, page, **typed)
    return int(where.strip("/").split("/")[-1])


def days_of_report(told: Told) -> tuple[date, date]:
    """Quarter II of the reporting law."""
    return told.day(3, 15), told.day(6, 14)


def read_sheets(raw: bytes) -> dict[str, list[list[Any]]]:
    """The rows of a workbook, by sheet."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(raw), read_only=True)
    found = {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }
    book.close()
    return found
