"""What other things say of a page: the site's feed, items put forward before, an earlier copy.

Each asks one question and answers with a remark, as the checks of the page itself do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from loa.domain.likeness import runs_of, share_new, share_of
from loa.domain.pages.feeds import day_in_feed
from loa.domain.pages.judging import Claim, Outcome, Remark
from loa.domain.pages.page import Page, Sort

_LATE = timedelta(days=1)
COPIED = 0.5
ALIKE = 0.35
# Below it nothing but set phrases is common; a mended text keeps far more.
ANOTHER = 0.15
LEAST_RUNS = 40


def judge_feed(feed: bytes, claim: Claim) -> Remark:
    """Whether the site's feed gives the item a day behind the period."""
    day = day_in_feed(feed, claim.address) if feed else None
    if day is None:
        return Remark("feed", Outcome.PASSED, "feed_silent")
    values = {"day": day.isoformat()}
    if day > claim.last + _LATE:
        return Remark("feed", Outcome.FAILED, "feed_later", values)
    return Remark("feed", Outcome.PASSED, "feed_agrees", values)


def judge_copy(text: str, others: Iterable[tuple[str, str]]) -> Remark:
    """Whether an item put forward before says the same in the same words.

    What is named is the first of the items that say so. ``new`` is the percentage of the
    text that stands in none of them.

    :param others: (what a person may know it by, its text), the first one first
    """
    mine = runs_of(text)
    if len(mine) < LEAST_RUNS:
        return Remark("copy", Outcome.PASSED, "copy_short")
    found = [(name, runs_of(other)) for name, other in others]
    shares = [share_of(mine, runs) for _, runs in found]
    best = max(shares, default=0.0)
    if best < ALIKE:
        return Remark("copy", Outcome.PASSED, "copy_none")
    bound = COPIED if best >= COPIED else ALIKE
    first = next(at for at, share in enumerate(shares) if share >= bound)
    values = {
        "percent": round(100 * shares[first]),
        "of": found[first][0],
        "new": round(100 * share_new(mine, (runs for _, runs in found))),
    }
    if best >= COPIED:
        return Remark("copy", Outcome.FAILED, "copy_same", values)
    return Remark("copy", Outcome.DOUBTFUL, "copy_alike", values)


def judge_change(page: Page, before: Page) -> Remark:
    """Whether the address was about something else when it was seen before."""
    articles = page.sort is Sort.ARTICLE and before.sort is Sort.ARTICLE
    was, now = runs_of(before.text), runs_of(page.text)
    if not articles or min(len(was), len(now)) < LEAST_RUNS:
        return Remark("changed", Outcome.PASSED, "changed_untold")
    share = max(share_of(was, now), share_of(now, was))
    values = {"before": before.title[:200], "percent": round(100 * share)}
    if share < ANOTHER:
        return Remark("changed", Outcome.FAILED, "changed_another", values)
    if share < COPIED:
        return Remark("changed", Outcome.DOUBTFUL, "changed_much", values)
    return Remark("changed", Outcome.PASSED, "changed_little", values)
