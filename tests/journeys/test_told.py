"""The journey over HTTP: from a directive to a report, every figure counted again."""

import io
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from django.db import connection

from tests.journeys import plain_sql
from tests.journeys.doors import Page, table, words
from tests.journeys.facts import (
    communes,
    found_by_whom_it_binds,
    held_to_its_promise,
    number,
    overseer,
    quota_task,
    short,
)
from tests.journeys.story import (
    VERDICTS,
    Told,
    days_of_report,
    read_sheets,
    slip,
)
from tests.journeys.tables import ask

# A busy machine tells a story slowly.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


# --- the directive becomes duties -----------------------------------------------------------


def test_the_review_shows_what_was_read_and_what_is_still_open(told: Told):
    assert "Cần xem trước" in told.review_before
    assert "02 tin, bài" in told.review_before
    assert "Thông tin, tuyên truyền" in told.review_before
    for printed in told.directive.meanings:
        assert f"“{printed}”" in told.review_before
        assert f"“{printed}”" not in told.review
    assert (
        "Còn" not in told.review.rpartition("nghĩa vụ cho")[2].partition("Xác nhận")[0]
    )


def test_the_number_of_obligations_promised_is_the_number_owed(told: Told):
    held_to_its_promise(told)


def test_addressees_find_document_and_duties_at_once(told: Told):
    found_by_whom_it_binds(told)


def test_the_original_is_kept_byte_for_byte(told: Told):
    officer = told.at(told.place.officer, 6, 23)
    assert officer.fetch(f"/van-ban/{told.document}/ban-goc/") == told.directive.content


# --- records and verdicts ----------------------------------------------------------------------


def standing_of(told: Told, name: str) -> str:
    [[standing]] = ask(
        "SELECT standing FROM evidence_verdict WHERE record_id = %s AND closed_at IS NULL",
        told.records[name],
    )
    return standing


def test_each_record_is_worth_what_was_decided_of_it(told: Told):
    decided = {name: standing_of(told, name) for name in told.records}

    assert decided == VERDICTS | {
        "d2": "unobjected",  # nobody looked at it in fifteen days
        "a4": "disputed", "b3": "disputed",  # one page, claimed by two
        "b4": "uncheckable",  # a broadcast with its log
        "c1": "pending", "c2": "pending", "a6": "pending", "a7": "pending",
    }  # fmt: skip
    # Of all that waited in fifteen days on 10 June, only d2 had been shown long enough.
    assert told.said["lapsed"].startswith("1 ")


def test_a_record_says_at_once_what_it_counts_toward(told: Told):
    assert "Đã ghi" in told.said["a1"]
    assert "Trang thông tin điện tử" in told.said["a1"]
    assert "02 tin, bài" in told.said["a1"] or "tin, bài" in told.said["a1"]


def test_what_is_on_another_bodys_site_counts_toward_no_quota(told: Told):
    assert not ask(
        "SELECT id FROM evidence_credit WHERE record_id = %s AND task_id = %s",
        told.records["c1"], quota_task(told),
    )  # fmt: skip


def test_what_was_recorded_long_after_is_late_for_ever(told: Told):
    rows = ask(
        "SELECT record_id, is_late FROM evidence_credit WHERE task_id = %s AND closed_at IS NULL",
        quota_task(told),
    )
    assert {pk for pk, is_late in rows if is_late} == {told.records["b2"]}


def test_the_counters_hold(told: Told):
    from loa.cli.tally import command

    done = CliRunner().invoke(command, ["--check"], catch_exceptions=False)

    assert done.exit_code == 0, done.output


# --- the board, a cell, the spreadsheet, the calendar ---------------------------------------------

# State and how many are counted, of April and May, commune by commune.
BOARD = [
    [("met", 2), ("unproven", 1)],
    [("late", 2), ("overdue", 0)],
    [("missed", 0), ("overdue", 0)],
    [("missed", 1), ("unproven", 1)],
]


def board_address(told: Told) -> str:
    return (
        f"/bang-theo-doi/?nam={told.directive.year}&nv={quota_task(told)}"
        f"&tren={told.place.government.pk}"
    )


def test_the_board_shows_every_commune_as_it_stands(told: Told):
    page = overseer(told).open(board_address(told))
    heat = page.html.get_element_by_id("bang-nhiet")
    rows = {
        words(row.find("th")): list(row.iterchildren("td"))
        for row in heat.find("tbody").iter("tr")
    }
    # Above it stands a line that is printed only.
    months = [words(head) for head in heat.find("thead").findall("tr")[-1].iter("th")]
    months = months[1:]
    for place, expected in enumerate(BOARD):
        cells = rows[short(told, place)]
        found = [cells[months.index(month)][0] for month in ("T4", "T5")]
        assert [(css(cell), counted(cell)) for cell in found] == expected


def css(cell) -> str:
    found = [name for name in cell.get("class").split() if name.startswith("is-")]
    return found[0].removeprefix("is-")


def counted(cell) -> int:
    return int(number(words(cell.find("b"))))


def test_a_cell_opens_on_its_records(told: Told):
    commune, task = communes(told)[0], quota_task(told)
    page = overseer(told).open(f"/bang-theo-doi/o/{task}/{commune}/{told.day(4, 1)}/")

    assert "Bài a1" in page.text
    assert "Bài a2" in page.text
    assert "Bài a3" not in page.text
    assert {slip(told, "a1"), slip(told, "a2")} <= set(page.links("/minh-chung/"))


def test_the_spreadsheet_says_what_the_tables_say(told: Told):
    person = overseer(told)
    page = person.open(board_address(told))
    [address] = set(page.links("xuat.xlsx"))
    sheets = read_sheets(
        person.fetch(f"/bang-theo-doi/{address}" if "/" not in address else address)
    )
    flat = [row for rows in sheets.values() for row in rows]
    due = {
        (pk, duty.last): duty
        for pk in communes(told)
        for duty in plain_sql.duties(ask, bodies=[pk], on=told.clock.today)
        if duty.task == quota_task(told)
    }
    names = dict(ask("SELECT body_id, name FROM orgs_bodyversion"))
    found = {}
    for row in flat:
        for pk in communes(told):
            day = next((cell for cell in row if hasattr(cell, "month")), None)
            if names[pk] in row and day:
                found[pk, date(day.year, day.month, day.day)] = row
    assert found.keys() == due.keys()
    for key, row in found.items():
        ids = due[key].ids
        numbers = [cell for cell in row if isinstance(cell, int)]
        target, claimed, *six, _late = numbers
        assert (target, claimed) == (2, len(ids))
        assert dict(zip(plain_sql.STANDINGS, six, strict=True)) == standings(ids)


def standings(ids: tuple[int, ...]) -> dict[str, int]:
    rows = Counter(
        standing
        for pk in ids
        for (standing,) in ask(
            "SELECT standing FROM evidence_verdict WHERE record_id = %s AND closed_at IS NULL",
            pk,
        )
    )
    return {name: rows[name] for name in plain_sql.STANDINGS}


def test_the_calendar_file_has_every_due_day_of_the_year(told: Told):
    from icalendar import Calendar

    commune = communes(told)[0]
    raw = overseer(told).fetch(
        f"/bang-theo-doi/lich/{commune}/loa.ics?nam={told.directive.year}"
    )
    days = Counter(
        event["DTSTART"].dt for event in Calendar.from_ical(raw).walk("VEVENT")
    )
    duties = plain_sql.duties(ask, bodies=[commune], on=told.clock.today)
    due = Counter(
        duty.last for duty in duties
        if duty.kind != "standing" and duty.last.year == told.directive.year
    )  # fmt: skip
    assert {day: days[day] for day in due} == dict(due)


# --- the reports -------------------------------------------------------------------------------------


@pytest.fixture(params=["the first commune", "over the communes"])
def paper(request: pytest.FixtureRequest, told: Told) -> "Reported":
    """A report on its page, with its data and what plain SQL counts for it."""
    return Reported(told, is_own=request.param == "the first commune")


class Reported:
    """One report of the story and everything that is made of it."""

    def __init__(self, told: Told, *, is_own: bool) -> None:
        self.told, self.is_own = told, is_own
        self.pk = told.own_reports[0] if is_own else told.wide_report
        self.bodies = communes(told)[:1] if is_own else communes(told)
        self.taken_on = told.day(6, 16 if is_own else 23)
        self.reader = overseer(told)
        self.address = f"/bao-cao/{self.pk}/"
        self.page: Page = self.reader.open(self.address)
        self.data = json.loads(self.file("json"))
        first, last = days_of_report(told)
        self.counted = plain_sql.recount(
            ask,
            bodies=self.bodies,
            first=first,
            last=last,
            on=self.taken_on,
            is_own=is_own,
        )
        if not is_own:
            sent, missing = plain_sql.reporters(
                ask, bodies=self.bodies, regime=self.data["regime"], period_start=first
            )
            for name, bodies in (
                ("asked", self.bodies),
                ("submitted", sent),
                ("missing", missing),
            ):
                self.counted[f"reporters.{name}"].value = Decimal(len(bodies))

    def file(self, kind: str) -> bytes:
        return self.reader.fetch(f"{self.address}tep/{kind}/")

    def sql(self, key: str) -> Decimal:
        return self.counted[key].value if key in self.counted else Decimal(0)

    def figures(self) -> list[tuple[str, Decimal]]:
        """Every figure printed on the page: its key, and the number as it is read."""
        found = []
        for link in self.page.html.iter("a"):
            if "fig" in (link.get("class") or "").split():
                key = parse_qs(urlsplit(link.get("href")).query)["so"][0]
                found.append((key, number(words(link))))
        return found


def test_every_figure_in_the_data_is_what_plain_sql_counts(paper: Reported):
    figures = {key: Decimal(str(value)) for key, value in paper.data["figures"].items()}

    assert figures == {key: paper.sql(key) for key in figures}
    # and nothing that plain SQL finds is left out
    assert {key for key, one in paper.counted.items() if one.value} <= figures.keys()
    assert figures["all.claimed"] > 0


def test_every_figure_on_the_page_is_what_plain_sql_counts(paper: Reported):
    figures = paper.figures()

    assert len(figures) > 30
    assert figures == [(key, paper.sql(key)) for key, _value in figures]


def test_the_report_says_what_happened(paper: Reported):
    figures = paper.data["figures"]
    if paper.is_own:
        # Five items in the days of the quarter; the one of 15 June and the one taken
        # back are not among them.
        six = ["claimed", "verified", "disputed", "pending", "rejected"]
        assert [figures[f"all.{name}"] for name in six] == [5, 4, 1, 0, 0]
        return
    assert {name: figures[f"all.{name}"] for name in plain_sql.STANDINGS} == {
        "verified": 7, "unobjected": 1, "uncheckable": 1, "pending": 2, "disputed": 3,
        "rejected": 1,
    }  # fmt: skip
    # Three programmes of one broadcast are three of its unit and one activity.
    assert (figures["form.broadcast.uncheckable"], figures["all.uncheckable"]) == (3, 1)


def test_the_word_file_says_what_the_page_says(paper: Reported):
    from docx import Document

    paragraphs, rows = docx_words(Document(io.BytesIO(paper.file("docx"))))
    sheet = paper.page.html.find_class("sheet")[0]
    lines = [words(p) for p in sheet.iter("p") if p.find_class("fig")]
    assert lines
    for line in lines:
        assert squeezed(line) in paragraphs
    for grid in sheet.iter("table"):
        for row in table(grid)[1:]:
            assert [squeezed(cell) for cell in row] in rows


def docx_words(document) -> tuple[set[str], list[list[str]]]:
    paragraphs = {squeezed(p.text) for p in document.paragraphs}
    rows = [
        [squeezed(cell.text) for cell in row.cells]
        for t in document.tables
        for row in t.rows
    ]
    return paragraphs, rows


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_annex_as_a_workbook_says_what_the_page_says(paper: Reported):
    sheets = read_sheets(paper.file("xlsx"))
    rows = [
        [str(cell) if cell is not None else "" for cell in row]
        for one in sheets.values() for row in one
    ]  # fmt: skip
    annexes = [t for t in paper.page.html.iter("table") if t.find_class("sum-row")]
    # By form, how each is proven, and, over many, by body.
    assert len(annexes) == (2 if paper.is_own else 3)
    for grid in annexes:
        for row in table(grid)[1:]:
            assert [plain(cell) for cell in row] in [[*r[: len(row)]] for r in rows]


def plain(text: str) -> str:
    """A cell as a workbook keeps it: numbers without signs between their digits."""
    return text.replace(".", "") if re.fullmatch(r"[\d.]+", text) else text


def test_each_figures_page_lists_exactly_its_records(paper: Reported):
    keys = list(dict.fromkeys(key for key, _value in paper.figures()))
    assert keys
    if paper.is_own:
        keys = keys[:: len(keys) // 12]  # the same pages as of the wider report
    for key in keys:
        shown = paper.reader.open(f"{paper.address}so/{key}/")
        main = shown.html.get_element_by_id("noi-dung")
        links = {a.get("href") for a in main.iter("a")}
        found = {
            int(m[1])
            for link in links
            if (m := re.fullmatch(r"/minh-chung/(\d+)/", link or ""))
        }
        expected = paper.counted[key].ids if key in paper.counted else set()
        assert (key, found) == (key, expected)


def test_who_has_not_reported_is_named(told: Told):
    page = overseer(told).open(f"/bao-cao/{told.wide_report}/")
    lines = [words(p) for p in page.html.find_class("sheet")[0].iter("p")]
    [line] = [line for line in lines if "Chưa nộp" in line and short(told, 2) in line]

    assert short(told, 3) in line
    assert short(told, 0) not in line
    assert short(told, 1) not in line


def test_the_paper_is_a_pdf_too(told: Told):
    raw = overseer(told).fetch(f"/bao-cao/{told.wide_report}/tep/pdf/")

    assert raw.startswith(b"%PDF-")


def test_an_outsider_finds_none_of_it(told: Told):
    outsider = told.at(told.place.outsider, 6, 23)
    task, commune = quota_task(told), communes(told)[0]
    [[directive]] = ask("SELECT id FROM programmes_directive")
    [[proof]] = ask(
        "SELECT id FROM evidence_proof WHERE file_id IS NOT NULL AND record_id = %s",
        told.records["b4"],
    )
    walked = [
        f"/van-ban/{told.document}/",
        f"/van-ban/{told.document}/ban-goc/",
        f"/chuong-trinh/doc/{told.document}/",
        f"/chuong-trinh/van-ban/{directive}/",
        f"/chuong-trinh/nhiem-vu/{task}/",
        slip(told, "a1"),
        f"/minh-chung/{told.records['b4']}/tep/{proof}/",
        f"/minh-chung/?co-quan={commune}",
        f"/kenh/?co-quan={commune}",
        f"/co-quan/{commune}/",
        f"/bang-theo-doi/o/{task}/{commune}/{told.day(4, 1)}/",
        f"/bang-theo-doi/lich/{commune}/",
        f"/bang-theo-doi/lich/{commune}/loa.ics",
        f"/bao-cao/{told.own_reports[0]}/",
        f"/bao-cao/{told.wide_report}/",
        f"/bao-cao/{told.wide_report}/so/all.claimed/",
        f"/bao-cao/{told.wide_report}/tep/json/",
        f"/bao-cao/{told.wide_report}/tep/docx/",
    ]
    answers = {
        address: outsider.client.get(address, follow=True).status_code
        for address in walked
    }

    assert answers == dict.fromkeys(walked, 404)
    assert "Bài a1" not in outsider.open("/bang-theo-doi/").text
    assert "Bài a1" not in outsider.open("/tim/?q=Bài a1").text.replace("“Bài a1”", "")
    assert "25/" not in outsider.open("/thong-bao/").text


def test_a_neighbour_sees_neither_records_nor_reports(told: Told):
    neighbour = told.at(told.place.clerk_of(2), 6, 23)
    commune = communes(told)[0]
    walked = [
        slip(told, "a1"),
        f"/minh-chung/?co-quan={commune}",
        f"/bang-theo-doi/o/{quota_task(told)}/{commune}/{told.day(4, 1)}/",
        f"/bang-theo-doi/lich/{commune}/",
        f"/bao-cao/{told.own_reports[0]}/",
        f"/bao-cao/{told.own_reports[0]}/tep/json/",
    ]
    answers = {address: neighbour.client.get(address).status_code for address in walked}

    assert answers == dict.fromkeys(walked, 404)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (
            "UPDATE evidence_record SET withdrawn_at = recorded_at WHERE id = %s",
            "all.claimed",
        ),
        ("UPDATE evidence_record SET quantity = 7 WHERE id = %s", "form.news.claimed"),
        (
            "UPDATE evidence_verdict SET standing = 'disputed'"
            " WHERE record_id = %s AND closed_at IS NULL",
            "all.verified",
        ),
        ("UPDATE evidence_credit SET quantity = 0 WHERE record_id = %s", "cells.met"),
    ],
)
def test_the_recount_would_notice_a_figure_that_is_wrong(
    told: Told, change: str, key: str
):
    first, last = days_of_report(told)

    def counted() -> Decimal:
        on = told.day(6, 16)
        found = plain_sql.recount(
            ask, bodies=communes(told)[:1], first=first, last=last, on=on, is_own=True
        )
        return found[key].value

    before = counted()
    with connection.cursor() as cursor:
        cursor.execute(change, [told.records["a1"]])

    assert counted() != before
