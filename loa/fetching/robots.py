"""What a server's robots.txt lets us ask for."""

from protego import Protego

from loa.fetching.web import Answer, Trouble

NAME = "Loa"
"""What we are called in a robots.txt."""

MOST = 512 * 1024
LONGEST_PAUSE = 30.0


def text_of(answer: Answer | Trouble) -> str | None:
    """Return the rules that an answer to /robots.txt means; None if it says nothing.

    As RFC 9309 has it: none there means that all is open; a server that fails to
    answer, or redirects, is not asked for anything else until it does.
    """
    if isinstance(answer, Trouble):
        return None
    if answer.status == 200:
        return answer.body[:MOST].decode("utf-8", "replace").replace("\x00", "")
    return "" if 300 <= answer.status < 500 and answer.status != 429 else None


def may_ask(robots: str, address: str) -> bool:
    """Whether the rules let us ask for an address."""
    return bool(Protego.parse(robots).can_fetch(address, NAME))


def pause_of(robots: str, least: float) -> float:
    """Seconds between requests: ours, or more where the rules ask for it."""
    wanted = Protego.parse(robots).crawl_delay(NAME)
    return max(least, min(float(wanted or 0), LONGEST_PAUSE))
