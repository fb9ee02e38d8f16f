"""What becomes of a found item: read first, recorded, known, passed over, or asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from loa.accounts.models import User
from loa.channels.selectors import channel_for
from loa.documents import apart
from loa.domain.docreader import Unreadable
from loa.domain.pages import Page, Sort, Source
from loa.domain.pages.judging import LEAST_TERMS, points_of
from loa.domain.periods import vn_date
from loa.domain.proof import BadAddress
from loa.domain.text import fold
from loa.evidence.checks.sight import is_walled
from loa.evidence.clock import sound_moment
from loa.evidence.guesses import guess_area, guess_form, words_of
from loa.evidence.services import (
    AlreadyRecorded,
    BadRecord,
    NewFile,
    record_activity,
)
from loa.fetching.models import Copy, Visit
from loa.fetching.outcomes import Outcome
from loa.fetching.services import keep_text, want
from loa.fetching.warc import body_of
from loa.files import selectors as files
from loa.files import storage
from loa.intake.models import Counting, FoundItem
from loa.orgs import selectors as orgs
from loa.orgs.policies import can_write_for
from loa.orgs.selectors import Acting
from loa.reference import selectors as reference
from loa.reference.models import Area, CommunicationForm

State = FoundItem.State
ITEM = "intake.item"
_SURE = frozenset({Source.DATA, Source.META, Source.TIME})


@dataclass(slots=True)
class Lists:
    """The lists of a day, asked once for many items."""

    on: date
    areas: list[Area]
    forms: list[CommunicationForm]
    subject: tuple[str, ...]

    @classmethod
    def of(cls, on: date) -> Lists:
        """The lists as of a day."""
        whole = " ".join(fold(reference.area_set(on).name).split()[-4:])
        return cls(on, reference.areas(on), reference.forms(), (whole, "cchc"))

    def is_on_subject(self, title: str, text: str) -> bool:
        """Whether words name the programme or a term of its areas, as checks ask it."""
        return self._score(title, text) >= LEAST_TERMS

    def _score(self, title: str, text: str) -> int:
        best = max(
            (points_of(area.terms, title, text) for area in self.areas), default=0
        )
        return best + points_of(self.subject, title, text)


def writer(user: User | None, body_id: int, on: date) -> Acting | None:
    """Who answers for what is recorded by itself: she still writes for the body, or None."""
    found = orgs.acting(user, chosen=body_id, on=on) if user else None
    return found if user and user.is_active and can_write_for(found, body_id) else None


def settle(item: FoundItem, place: Counting, lists: Lists) -> str:
    """Say what an item of a list needs: "record", "read", or a reason to pass it over.

    Its page is read where the list leaves day or title open, or where its words do not
    say that it is on the subject.
    """
    day = item.said_on
    if day and place.since and day < place.since:
        return "before"
    whose = channel_for(item.address, on=day or lists.on, body_id=item.body_id)
    if whose is None or whose.owner_id != item.body_id:
        return "elsewhere"
    if not day or day > lists.on or not item.title:
        return "read"
    if place.takes == place.Takes.ALL:
        return "record"
    return "record" if lists.is_on_subject(item.title, item.summary) else "read"


def want_item(item: FoundItem, at: datetime) -> None:
    """Ask for the page of an item, in the transaction of what asks for it."""
    if is_walled(item.address):
        _wait(item, "page_login", at)
        return
    try:
        want(address=item.address, purpose=ITEM, key=f"{ITEM}.{item.pk}", at=at)
    except BadAddress:
        _wait(item, "page_none", at)


def read_item(visit_id: int, *, at: datetime) -> bool:
    """Take from an item's page what its list left open. Safe to run again."""
    visit = Visit.objects.select_related("copy__warc").get(pk=visit_id)
    pk = visit.key.rpartition(".")[2]
    item = FoundItem.objects.select_related("feed", "crawl").filter(pk=pk).first()
    if item is not None and item.state == State.TAKEN and item.feed_id:
        # Who read its page was killed before it was recorded.
        record_for_feed(item, at=at)
        return True
    if item is None or item.state != State.READING:
        return False
    copy = getattr(visit, "copy", None)
    page = _page(copy) if copy and visit.outcome == Outcome.CAME else None
    lists = Lists.of(vn_date(at))
    with transaction.atomic():
        item = FoundItem.objects.select_for_update(of=("self",)).get(pk=pk)
        place = item.place
        if item.state != State.READING:
            return False
        if page is None or copy is None:
            _wait(item, f"page_{visit.outcome}"[:40], at)
            return True
        keep_text(copy, title=page.title, text=page.text, at=at)
        _read_into(item, page, place, lists, at)
    if item.feed_id and item.state == State.TAKEN:
        record_for_feed(item, at=at)
    return True


def _page(copy: Copy) -> Page | None:
    body = body_of(storage.path_of(copy.warc.sha256).read_bytes())
    try:
        return apart.read_page(body, declared=copy.charset, address=copy.address)
    except Unreadable:
        return None


def _read_into(
    item: FoundItem, page: Page, place: Counting | None, lists: Lists, at: datetime
) -> None:
    since = place.since if place else None
    item.title = item.title or page.title
    is_map = item.feed is not None and item.feed.make == "sitemap"
    if item.said_on is None or item.said_on > lists.on or is_map:
        item.said_on = day_of(page)
    day = item.said_on
    if page.sort in (Sort.HOME, Sort.LIST, Sort.SEARCH, Sort.GONE):
        _pass(item, "not_an_item", at)
    elif page.sort in (Sort.LOGIN, Sort.EMPTY):
        _wait(item, "page_unseen", at)
    elif day and since and day < since:
        _pass(item, "before", at)
    elif (
        place
        and place.takes == place.Takes.SUBJECT
        and not lists.is_on_subject(item.title, f"{item.summary} {page.text}")
    ):
        _pass(item, "off_subject", at)
    elif day is None:
        _wait(item, "day_missing", at)
    elif day > lists.on:
        _wait(item, "day_to_come", at)
    elif not item.feed_id:
        _wait(item, "", at)
    else:
        _move(item, State.TAKEN, "", at)


def day_of(page: Page) -> date | None:
    """The day that a page gives itself, the surest first; None where it gives none."""
    ordered = sorted(page.days, key=lambda said: said.source not in _SURE)
    said = [one for one in ordered if one.source is not Source.CHANGED]
    return said[0].day if said else None


def record_for_feed(item: FoundItem, *, at: datetime) -> None:
    """Record an item of a feed for who answers for it; without her it waits."""
    feed = item.feed
    if feed is None:
        return
    acting = writer(feed.started_by, item.body_id, vn_date(at))
    if acting is None or feed.started_by is None:
        _wait(item, "nobody", at)
        return
    record_item(item, actor=feed.started_by, acting=acting, at=at)


def record_item(
    item: FoundItem,
    *,
    form: CommunicationForm | None = None,
    area: Area | None = None,
    actor: User,
    acting: Acting,
    at: datetime,
) -> FoundItem:
    """Record an item as a person would, once; where it cannot be, say why and wait.

    :param form: with ``area`` what a person said of this very item; None: as its place
        says, else as its channel and words let one guess

    What the body recorded before is known, also if it withdrew it since: a list offers
    an item again and again, and that is no reason to take a decision back.
    """
    with transaction.atomic():
        item = FoundItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if item.state in (State.RECORDED, State.KNOWN):
            return item
        if earlier := _earlier(item):
            _move(item, State.KNOWN, "", at, record_id=earlier)
            return item
        place = item.place
        lists = Lists.of(vn_date(at))
        if item.said_on is None:
            _wait(item, "day_missing", at)
            return item
        try:
            with transaction.atomic():
                made = record_activity(
                    body_id=item.body_id,
                    done_on=item.said_on,
                    form=form or _form(item, place, lists),
                    title=item.title,
                    area=area or _area(item, place, lists),
                    address=item.address,
                    file=_file(item),
                    chosen_task_ids=_tasks(place),
                    origin=item.origin,
                    actor=actor,
                    acting=acting,
                    at=sound_moment(at),
                )
        except AlreadyRecorded as already:
            _move(item, State.KNOWN, "", at, record_id=already.record.pk)
        except BadRecord as bad:
            _wait(item, f"bad_{bad.code}", at)
        else:
            _move(item, State.RECORDED, "", at, record_id=made.record.pk)
    return item


def _earlier(item: FoundItem) -> int | None:
    if not item.address_key:
        return None
    rows = FoundItem.objects.filter(
        body_id=item.body_id, address_key=item.address_key, record__isnull=False
    )
    return rows.exclude(pk=item.pk).values_list("record_id", flat=True).first()


def _form(item: FoundItem, place: Counting | None, lists: Lists) -> CommunicationForm:
    if place and place.form:
        return place.form
    channel = (
        channel_for(item.address, on=item.said_on or lists.on, body_id=item.body_id)
        if item.address
        else None
    )
    return guess_form(lists.forms, channel) or lists.forms[0]


def _area(item: FoundItem, place: Counting | None, lists: Lists) -> Area | None:
    if place and place.area:
        return place.area
    words = words_of(item.address) if item.address else ""
    return guess_area(lists.areas, words, item.title, item.summary)


def _tasks(place: Counting | None) -> list[int]:
    return list(place.tasks.values_list("pk", flat=True)) if place else []


def _file(item: FoundItem) -> NewFile | None:
    if item.file is None:
        return None
    return NewFile(files.content(item.file), item.file.name)


def _wait(item: FoundItem, reason: str, at: datetime) -> None:
    _move(item, State.WAITING, reason, at)


def _pass(item: FoundItem, reason: str, at: datetime) -> None:
    _move(item, State.PASSED, reason, at)


def _move(
    item: FoundItem,
    state: State,
    reason: str,
    at: datetime,
    record_id: int | None = None,
) -> None:
    item.state, item.reason, item.settled_at = state, reason, at
    item.record_id = record_id or item.record_id
    item.save()
