"""How asking for a page can end, and whether asking again later may help."""

from datetime import timedelta
from enum import StrEnum


class Outcome(StrEnum):
    """The end of a visit."""

    CAME = "came"
    SAME = "same"  # 304: it is what it was when it was asked for last
    MISSING = "missing"  # 404, 410
    LOGIN = "login"  # 401, 403, 407: a wall, not a lie
    REFUSED = "refused"  # another 4xx
    ROBOTS = "robots"  # robots.txt says no
    ROBOTS_UNKNOWN = "robots_unknown"  # it could not be asked for
    SERVER = "server"  # 5xx
    BUSY = "busy"  # 429, or 503 with Retry-After
    NO_NAME = "no_name"  # the name leads nowhere
    NO_ANSWER = "no_answer"  # nobody listens, or the line broke
    TOO_SLOW = "too_slow"
    BAD_TLS = "bad_tls"
    BROKEN = "broken"  # not HTTP, or not as long as it says
    BOMB = "bomb"  # unpacks to far more than a page
    FORBIDDEN = "forbidden"  # an address inside a network, or our own server
    RING = "ring"  # redirects that come back
    TOO_FAR = "too_far"  # too many redirects
    NOWHERE = "nowhere"  # a redirect to something that is no web page
    LOST = "lost"  # every worker that took it ended while at it


AGAIN = {
    Outcome.ROBOTS_UNKNOWN: timedelta(hours=1),
    Outcome.SERVER: timedelta(minutes=10),
    Outcome.BUSY: timedelta(minutes=10),
    Outcome.NO_NAME: timedelta(hours=1),
    Outcome.NO_ANSWER: timedelta(minutes=10),
    Outcome.TOO_SLOW: timedelta(minutes=10),
}
"""What may pass: asked again after this, then after six times as long, then not."""

TRIES = 3


def again_after(outcome: Outcome, failures: int) -> timedelta | None:
    """How long to wait before asking again after so many failures; None: it ended."""
    if outcome not in AGAIN or failures >= TRIES:
        return None
    times: int = 6 ** (failures - 1)
    return AGAIN[outcome] * times
