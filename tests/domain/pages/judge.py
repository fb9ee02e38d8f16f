"""The checks of pages as one judge of the labelled set, as evidence puts them together."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from loa.domain.pages import Claim, Outcome, Page, Remark, read_page
from loa.domain.pages.comparing import judge_change, judge_copy, judge_feed
from loa.domain.pages.days import VIETNAM
from loa.domain.pages.judging import judge_page
from loa.domain.proof.numbers import all_alike, is_rush, too_many
from loa.domain.proof.pictures import greys_of, is_same
from tests.corpus.pages.case import Case

TERMS = {
    code: tuple(terms)
    for code, _name, terms in import_module(
        "loa.reference.migrations.0002_first_lists"
    ).AREAS
}
SUBJECT = ("cai cach hanh chinh", "cchc")


def judge(case: Case) -> str:
    """`fine`, `dispute` or `uncheckable`."""
    return judged(case)[0]


def judged(case: Case) -> tuple[str, str]:
    """The answer, and the reason that decided."""
    if not case.allowed:
        return "uncheckable", "reach_robots"
    if case.status in (404, 410):
        return "dispute", "reach_missing"
    if case.status != 200:
        return "uncheckable", "reach_server"
    remarks = list(_remarks(case))
    for outcome, answer in (
        (Outcome.FAILED, "dispute"),
        (Outcome.UNCHECKABLE, "uncheckable"),
    ):
        for remark in remarks:
            if remark.outcome is outcome:
                return answer, remark.reason
    return "fine", ""


def page_of(case: Case, body: bytes | None = None) -> Page:
    """What is read of a case's answer, or of its earlier copy."""
    kind = {key.lower(): said for key, said in case.headers}.get("content-type", "")
    declared = kind.partition("charset=")[2].strip(' "')
    return read_page(body or case.body, declared=declared, address=case.final)


def claim_of(case: Case) -> Claim:
    """The claim as the checks take it."""
    said = case.claim
    at = case.asked.partition("://")[2].removeprefix("www.")
    own = any(at.startswith(place.rstrip("/")) for place in said.channels)
    return Claim(
        address=case.asked,
        title=said.title,
        done_on=said.done_on,
        first=said.first,
        last=said.last,
        names=(said.body, *said.aliases),
        is_own=own and not said.press,
        areas=TERMS,
        subject=SUBJECT,
        places=said.channels,
    )


def _remarks(case: Case) -> Iterator[Remark]:
    page, claim = page_of(case), claim_of(case)
    seen_on = case.seen_at.astimezone(VIETNAM).date()
    yield from judge_page(page, claim, landed=case.final, seen_on=seen_on)
    yield judge_feed(case.feed, claim)
    yield judge_copy(page.text, [(other.address, other.text) for other in case.others])
    if case.earlier:
        yield judge_change(page, page_of(case, case.earlier.body))
    yield from _of_numbers(case)
    yield from _of_pictures(case)


def _of_numbers(case: Case) -> Iterator[Remark]:
    said = case.claim
    if too_many(said.people, said.population):
        yield Remark("numbers", Outcome.FAILED, "numbers_too_many")
    if all_alike(said.classes):
        yield Remark("numbers", Outcome.FAILED, "numbers_alike")
    own = [(o.day, o.handed_in) for o in case.others if o.body == said.body]
    if said.handed_in and is_rush(said.done_on, said.handed_in, said.last, own):
        yield Remark("rush", Outcome.FAILED, "rush_last_day")


def _of_pictures(case: Case) -> Iterator[Remark]:
    mine = [greys_of(picture.content) for picture in case.pictures]
    theirs = [greys_of(p.content) for other in case.others for p in other.pictures]
    if any(is_same(one, other) for one in mine for other in theirs):
        yield Remark("picture", Outcome.FAILED, "picture_before")
