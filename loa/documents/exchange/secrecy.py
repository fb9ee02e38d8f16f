"""A message with a classified paper is known before anything of it is kept."""

import time
from dataclasses import dataclass
from typing import Final

from loa.documents import apart
from loa.domain import exchange
from loa.domain.docreader import Unreadable
from loa.domain.exchange import File, Limits, Message

_MOST_FILES: Final = 100
SECONDS: Final = 600
"""How long the files of one message may be looked at, all together."""


def refuse_classified(message: Message, limits: Limits) -> None:
    """Look at every file of a message; at scans too, page by page.

    What cannot be opened, or has more scanned pages in all than may be read, waits for
    a person, who is told why.

    :raises loa.domain.exchange.Refused: when one bears a mark of secrecy, or there are
        too many to look at, or they take too long
    """
    pages = _Pages(apart.MAX_SCANS)
    count = 0
    until = time.monotonic() + SECONDS
    for row in message.attachments:
        try:
            inside = exchange.files_of(row, limits) if row.content else ()
        except exchange.Refused:
            continue
        count += len(inside)
        if count > _MOST_FILES:
            raise exchange.Refused(exchange.Reason.TOO_MANY, f"{count} files")
        for file in inside:
            if time.monotonic() > until:
                raise exchange.Refused(exchange.Reason.TOO_SLOW, f"{SECONDS} s")
            _look_at(file, pages)


@dataclass(slots=True)
class _Pages:
    """Scanned pages that may still be read: each takes seconds."""

    left: int

    def read(self, _page: int, _of: int) -> None:
        self.left -= 1


def _look_at(file: File, pages: _Pages) -> None:
    try:
        taken = apart.read(
            file.content, file.name, scans=max(pages.left, 0), tell=pages.read
        )
    except apart.Classified:
        raise exchange.Refused(exchange.Reason.CLASSIFIED) from None
    except Unreadable:
        return
    if exchange.secrecy_mark(taken.text):
        raise exchange.Refused(exchange.Reason.CLASSIFIED)
