"""Asking for pages to be fetched, and writing down how it ended."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from loa.domain.proof import BadAddress, parse_address
from loa.fetching import robots, turns
from loa.fetching.models import Copy, Host, Visit
from loa.fetching.outcomes import Outcome, again_after
from loa.fetching.turns import Turn
from loa.fetching.warc import as_warc
from loa.fetching.web import Answer, Trouble
from loa.files.services import Kept, keep_bytes, store_kept

LISTENERS: dict[str, Callable[[int], object]] = {}
"""By purpose: what is told the id of a visit that ended, in its transaction.

It must only note down what is to be done (a job): the next visit waits for it.
"""

MOST_HOPS = 5
LONGEST_WAIT = timedelta(days=1)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def want(
    *,
    address: str,
    purpose: str,
    key: str,
    at: datetime,
    due_at: datetime | None = None,
    etag: str = "",
    modified: str = "",
) -> Visit:
    """Ask for a page; asking twice under one key is asking once.

    :param key: what it is for, once for each: "evidence.proof.12"
    :param etag: with ``modified`` what the server said of it last time; where it is
        the same still, the visit ends as ``same`` and keeps no copy
    :raises BadAddress: if it is no address of a web page
    """
    asked = web_address(address)
    known = Visit.objects.filter(key=key).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return Visit.objects.create(
                purpose=purpose,
                key=key,
                address=asked,
                at_address=asked,
                host=host_of(asked, at),
                wanted_at=at,
                due_at=due_at or at,
                etag=etag[:200],
                modified=modified[:60],
            )
    except IntegrityError:
        return Visit.objects.get(key=key)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be asked for, and under which key."""

    address: str
    key: str


def want_many(
    pages: Iterable[Wanted],
    *,
    purpose: str,
    at: datetime,
    due_at: datetime | None = None,
) -> int:
    """Ask for pages as ``want`` does, with a few statements for all; return how many.

    What is no address of a web page, or was asked for under its key, is left out.
    """
    asked: dict[str, str] = {}
    for page in pages:
        with suppress(BadAddress):
            asked.setdefault(page.key, web_address(page.address))
    known = Visit.objects.filter(key__in=asked).values_list("key", flat=True)
    for key in known:
        del asked[key]
    hosts: dict[str, Host] = {}
    for address in asked.values():
        name = host_name(address)
        if name not in hosts:
            hosts[name] = host_of(address, at)
    visits = [
        Visit(
            purpose=purpose,
            key=key,
            address=address,
            at_address=address,
            host=hosts[host_name(address)],
            wanted_at=at,
            due_at=due_at or at,
        )
        for key, address in asked.items()
    ]
    # Whoever asks for one of them meanwhile has asked for the same.
    Visit.objects.bulk_create(visits, ignore_conflicts=True)
    return len(visits)


def web_address(address: str) -> str:
    """Return an address as it is asked for: with its scheme, ASCII, no fragment.

    :raises BadAddress: if it is no address of a web page, or too long to be one
    """
    parsed = parse_address(address)
    text = address.strip()
    if not text.lower().startswith(("http://", "https://")):
        text = f"https://{text.removeprefix('//')}"
    parts = urlsplit(text)
    # The host as the parser made it ASCII; the rest as it was pasted, quoted.
    port = f":{parts.port}" if parts.port else ""
    host = parsed.host
    if (parts.hostname or "").lower().startswith("www.") and not host.startswith("www"):
        host = f"www.{host}"
    quoted = _quoted(parts.path or "/")
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    found = f"{parts.scheme.lower()}://{host}{port}{quoted}{query}"
    if len(found) > 2000:
        raise BadAddress("encoding", address)
    return found


def _quoted(text: str) -> str:
    return quote(text, safe="/?:@!$&'()*+,;=-._~%")


def host_of(address: str, at: datetime) -> Host:
    """Return the row of an address's host, made when it is new."""
    pause = settings.LOA_FETCH_PAUSE
    return Host.objects.get_or_create(
        name=host_name(address), defaults={"next_at": at, "pause": pause}
    )[0]


def host_name(address: str) -> str:
    """Return the name under which an address's host is kept."""
    return urlsplit(address).netloc.lower()[:260]


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a turn: an answer or none, for the page or for robots.txt."""

    turn: Turn
    answer: Answer | Trouble
    at: datetime
    is_robots: bool = False
    kept: Kept | None = None


def keep_page(turn: Turn, answer: Answer, at: datetime) -> Kept | None:
    """Put a page on the disk as WARC; None for one that only leads elsewhere.

    Before the transaction that names it: whoever is killed in between leaves a file
    that nothing names.
    """
    if _leads_on(answer) or answer.status == 304:
        return None
    agent = settings.LOA_FETCH_AGENT
    return keep_bytes(as_warc(answer, address=turn.address, agent=agent, at=at))


def _leads_on(answer: Answer) -> bool:
    return answer.status in _REDIRECTS and bool(answer.header("location"))


def write_down(ended: Iterable[Ended]) -> int:
    """Write down how turns ended, all in one transaction; return how many counted.

    A turn that ran out meanwhile is somebody else's: what came of it is dropped, so
    that no visit has two ends.
    """
    counted = 0
    with transaction.atomic():
        for one in ended:
            visit = _held(one.turn)
            if visit is None:
                continue
            if one.is_robots:
                _robots_came(visit, one)
            else:
                _page_came(visit, one)
            counted += 1
    return counted


def keep_text(copy: Copy, *, title: str, text: str, at: datetime) -> None:
    """Put beside a copy what a reader made of it; the first reading stays."""
    if copy.read_at is None:
        copy.title, copy.text, copy.read_at = title[:500], text, at
        copy.save(update_fields=["title", "text", "read_at"])


def give_up_lost(*, at: datetime) -> int:
    """Give back visits whose worker is gone, and end those that end every worker."""
    again, for_ever = turns.give_back_lost(at=at)
    for pk in for_ever:
        with transaction.atomic():
            lost = Visit.objects.select_for_update().filter(
                pk=pk, state=Visit.State.TAKEN, taken_until__lt=at
            )
            for visit in lost:
                _end(visit, Outcome.LOST, "", at)
    return again + len(for_ever)


def _held(turn: Turn) -> Visit | None:
    rows = Visit.objects.select_for_update(of=("self",)).select_related("host")
    rows = rows.filter(
        pk=turn.visit_id, state=Visit.State.TAKEN, taken_until=turn.until
    )
    return rows.first()


def _robots_came(visit: Visit, one: Ended) -> None:
    text = robots.text_of(one.answer)
    host = Host.objects.get(pk=one.turn.host_id)
    host.robots_at, host.robots_failed = one.at, text is None
    if text is not None:
        host.robots = text
        host.pause = robots.pause_of(text, settings.LOA_FETCH_PAUSE)
    host.next_at = one.at + timedelta(seconds=host.pause)
    host.save()
    if text is None:
        outcome = Outcome.ROBOTS_UNKNOWN
        if isinstance(one.answer, Trouble) and one.answer.outcome in _OF_THE_HOST:
            outcome = one.answer.outcome
        _later_or_end(visit, outcome, "", one.at)
        return
    _wait(visit, one.at)


_OF_THE_HOST = frozenset(
    {Outcome.NO_NAME, Outcome.FORBIDDEN, Outcome.BAD_TLS, Outcome.NO_ANSWER}
)


def _page_came(visit: Visit, one: Ended) -> None:
    wait = timedelta(seconds=visit.host.pause)
    answer = one.answer
    if isinstance(answer, Trouble):
        _free(visit.host, one.at + wait)
        _later_or_end(visit, answer.outcome, answer.detail, one.at)
        return
    if answer.status == 429 or (answer.status == 503 and answer.header("retry-after")):
        wait = max(wait, _retry_after(answer))
    _free(visit.host, one.at + wait)
    if _leads_on(answer):
        _redirected(visit, answer.header("location"), one.at)
        return
    outcome = _outcome(answer)
    if outcome is Outcome.SAME and not (visit.etag or visit.modified):
        # It was not asked whether it changed: there is nothing that it is the same as.
        outcome = Outcome.REFUSED
    if answer.status != 304 and again_after(outcome, visit.failures + 1) is None:
        kept = one.kept or keep_page(one.turn, answer, one.at)
        if kept:
            _keep(visit, answer, kept, one.at)
    _later_or_end(visit, outcome, str(answer.status), one.at)


def _free(host: Host, moment: datetime) -> None:
    Host.objects.filter(pk=host.pk).update(next_at=moment)


def _retry_after(answer: Answer) -> timedelta:
    text = answer.header("retry-after")
    seconds = int(text) if text.isdigit() and len(text) < 8 else 600
    return min(timedelta(seconds=seconds), LONGEST_WAIT)


def _outcome(answer: Answer) -> Outcome:
    status = answer.status
    if status in (404, 410):
        return Outcome.MISSING
    if status in (401, 403, 407):
        return Outcome.LOGIN
    if status == 429 or (status == 503 and answer.header("retry-after")):
        return Outcome.BUSY
    if status >= 500:
        return Outcome.SERVER
    if status == 304:
        return Outcome.SAME
    if status >= 300:
        return Outcome.REFUSED
    return Outcome.CAME


def _redirected(visit: Visit, location: str, at: datetime) -> None:
    """Go on at another address: a turn of its own at its host."""
    before = [*visit.hops, visit.at_address]
    try:
        target = web_address(urljoin(visit.at_address, location))
    except (BadAddress, ValueError):
        _end(visit, Outcome.NOWHERE, location[:200], at)
        return
    if target in before:
        _end(visit, Outcome.RING, target[:200], at)
    elif len(before) > MOST_HOPS:
        _end(visit, Outcome.TOO_FAR, target[:200], at)
    else:
        visit.hops, visit.at_address = before, target
        visit.host = host_of(target, at)
        _wait(visit, at)


def _keep(visit: Visit, answer: Answer, kept: Kept, at: datetime) -> None:
    content_type = answer.header("content-type")
    media_type, _, rest = content_type.partition(";")
    charset = ""
    for part in rest.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip(" \"'").lower()
    stored = store_kept(kept, name=f"{visit.host.name}.warc.gz", actor=None, at=at)
    Copy.objects.create(
        visit=visit,
        address=visit.at_address,
        fetched_at=at,
        status=answer.status,
        media_type=media_type.strip().lower()[:120],
        charset=charset[:40],
        etag=_short(answer.header("etag"), 200),
        modified=_short(answer.header("last-modified"), 60),
        sha256=hashlib.sha256(answer.body).hexdigest(),
        size=len(answer.body),
        is_cut=answer.is_cut,
        warc=stored,
    )


def _short(said: str, longest: int) -> str:
    # Cut, it would name another version; then it is asked for whole.
    return said if len(said) <= longest and said.isprintable() else ""


def _later_or_end(visit: Visit, outcome: Outcome, detail: str, at: datetime) -> None:
    visit.failures += 1
    pause = again_after(outcome, visit.failures)
    if pause is None:
        _end(visit, outcome, detail, at)
    else:
        _wait(visit, at + pause)


def _wait(visit: Visit, until: datetime) -> None:
    visit.state, visit.taken_until = Visit.State.WAITING, None
    visit.due_at, visit.attempts = until, 0
    visit.save()


def _end(visit: Visit, outcome: Outcome, detail: str, at: datetime) -> None:
    visit.state, visit.taken_until = Visit.State.ENDED, None
    visit.outcome, visit.detail, visit.ended_at = outcome, detail[:200], at
    visit.save()
    if listener := LISTENERS.get(visit.purpose):
        listener(visit.pk)
